"""Letters that the site has to send; a mail server that is away loses none."""

from django.db import models
from django.utils import timezone

from partnerships.models.membership import Invitation
from partnerships.models.work import BackgroundWork
from partnerships.states import LETTER_CHOICES


class PostQuerySet(models.QuerySet):
    def due(self) -> "PostQuerySet":
        """To be tried now: its hour has come, or whoever was sending it is gone."""
        now = timezone.now()
        return self.filter(
            models.Q(state="waiting", next_try_at__lte=now)
            | models.Q(state="sending", lease_until__lt=now)
        )


class Post(BackgroundWork):
    """Something that goes out by e-mail: whether it went, why not, and when it is tried again.

    What it says is for the room that sends it; how it is sent is `operations/post.py`.
    """

    state = models.CharField(max_length=8, choices=LETTER_CHOICES, default="waiting")
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at=None)),
                name="%(class)s_sent_at",
            ),
        ]

    @property
    def could_not_go(self) -> bool:
        """Tried, and not taken by the mail server so far."""
        return self.state != "sent" and bool(self.failure)


class Letter(Post):
    """The letter of one invitation.

    Its words are written anew at each try, so that the address that lets somebody in is kept in
    one place, the invitation.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="letter")

    def __str__(self) -> str:
        return f"Letter to {self.invitation.email}"
