"""What the analyst answers to whoever sent files, after looking at what was found in them."""

from django.db import models

from datasources.models.delivery import Delivery
from partnerships.models import Post
from partnerships.models.letter import PostQuerySet


class ReplyQuerySet(PostQuerySet):
    def visible_to(self, user: object) -> "ReplyQuerySet":
        return self.filter(delivery__in=Delivery.objects.visible_to(user))


class Reply(Post):
    """A letter about one delivery, as it was sent: its words are kept, and never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="replies")
    to = models.ForeignKey("partnerships.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey("partnerships.User", on_delete=models.PROTECT, related_name="+")

    objects = ReplyQuerySet.as_manager()

    class Meta(Post.Meta):
        abstract = False
        ordering = ["written_at", "pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"Reply to {self.to} about {self.delivery}"
