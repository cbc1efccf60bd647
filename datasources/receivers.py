"""What this room does when it hears its own news."""

from django.dispatch import receiver

from datasources import tasks
from datasources.signals import slices_accepted


@receiver(slices_accepted)
def answer_again(sender: object, source_id: int, **news: object) -> None:
    """The standing questions are answered again when what they rest on has changed."""
    tasks.refresh_evidence.ring(source_id)
