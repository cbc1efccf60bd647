"""What this room does when it hears its own news."""

from django.dispatch import receiver

from datasources import kinds, tasks
from datasources.models import Source
from datasources.signals import slices_accepted
from partnerships.signals import areas_changed


@receiver(slices_accepted)
def answer_again(sender: object, source_id: int, **news: object) -> None:
    """The standing questions are answered again when what they rest on has changed."""
    tasks.refresh_evidence.ring(source_id)
    tasks.plan_again.ring(source_id)


@receiver(areas_changed)
def answer_for_other_areas(sender: object, partnership_id: int, **news: object) -> None:
    """What was asked of the whole partnership is about other areas now."""
    counted = Source.objects.filter(
        partnership_id=partnership_id, kind__in=kinds.countable()
    ).first()
    if counted is not None:
        tasks.refresh_evidence.ring(counted.pk)
