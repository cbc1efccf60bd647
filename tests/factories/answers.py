"""Answers at slices, and newer data. Plain rows, no operation."""

import hashlib

from django.utils import timezone

from datasources.models import Delivery, Evidence, Slice, Source
from partnerships.models import Partnership
from tests.factories import text


def make_source(partnership: Partnership) -> Source:
    return Source.objects.create(
        partnership=partnership, slug="counts", name="Counts", kind="police-street"
    )


def make_slice(source: Source, period: str) -> Slice:
    """In use from now on, in place of the one of the same period."""
    source.slices.filter(period=period).update(is_current=False)
    number = Slice.objects.count()
    delivery = Delivery.objects.create(source=source, state="accepted", fingerprint=f"f{number}")
    return Slice.objects.create(
        source=source,
        delivery=delivery,
        period=period,
        rows=1,
        path=f"{number}.parquet",
        sha256=f"{number}",
        is_current=True,
        accepted_at=timezone.now(),
    )


def use_again(old: Slice) -> None:
    """An earlier delivery is taken up again."""
    old.source.slices.filter(period=old.period).update(is_current=False)
    Slice.objects.filter(pk=old.pk).update(is_current=True)


def answer(source: Source, of: Evidence | None = None, finding: str = "Crime fell.") -> Evidence:
    """The answer on what is in use now; to the same question as another, or to a new one."""
    made = text.make_evidence(source.partnership, finding)
    if of is not None:
        question = made.question
        made.question = of.question
        made.hash = hashlib.sha256(f"again {made.pk}".encode()).hexdigest()
        made.save()
        question.delete()
    made.slices.set(source.slices.filter(is_current=True))
    return made
