"""Files that are on their way: what of each has come, so that it goes on where it stopped."""

import uuid

from django.db import models
from django.utils import timezone

from partnerships.models import Partnership


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "UploadQuerySet":
        """One's own, in the partnerships that one still belongs to."""
        return self.filter(user=user.pk, partnership__in=Partnership.objects.visible_to(user))

    def of(self, partnership: Partnership, user: object) -> "UploadQuerySet":
        return self.visible_to(user).filter(partnership=partnership)


class Upload(models.Model):
    """One file that a person sends in pieces; it becomes part of a delivery when all has come.

    Any web server may take the next piece: how far it is stands here, the bytes in the store.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("partnerships.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=250)
    size = models.PositiveBigIntegerField()
    # When the file was changed last where it lies, as its browser says it: told apart from another
    # file of the same name.
    modified = models.BigIntegerField(default=0)
    offset = models.PositiveBigIntegerField(default=0)
    began_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("size")), name="upload_within_its_size"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        return self.offset == self.size

    @property
    def folder(self) -> str:
        return f"uploads/{self.pk}"


class UploadPiece(models.Model):
    """Bytes of an upload from one place in the file, kept in the store under their hash."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=250)

    class Meta:
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="piece_once_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.upload} from {self.offset}"
