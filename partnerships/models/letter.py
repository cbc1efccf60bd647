"""Letters that the site has to send; a mail server that is away loses none."""

from django.db import models
from django.utils import timezone

from partnerships.models.membership import Invitation
from partnerships.models.work import BackgroundWork
from partnerships.states import LETTER_CHOICES


class LetterQuerySet(models.QuerySet):
    def due(self) -> "LetterQuerySet":
        """To be tried now: its hour has come, or whoever was sending it is gone."""
        now = timezone.now()
        return self.filter(
            models.Q(state="waiting", next_try_at__lte=now)
            | models.Q(state="sending", lease_until__lt=now)
        )


class Letter(BackgroundWork):
    """The letter of one invitation: whether it went, why not, and when it is tried again.

    Its words are written anew at each try, so that the address that lets somebody in is kept in
    one place, the invitation.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="letter")
    state = models.CharField(max_length=8, choices=LETTER_CHOICES, default="waiting")
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at=None)),
                name="letter_sent_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter to {self.invitation.email}"

    @property
    def could_not_go(self) -> bool:
        """Tried, and not taken by the mail server so far."""
        return self.state != "sent" and bool(self.failure)
