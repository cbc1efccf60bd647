"""When things happened in the sample: its two years, and the dates of what was done in them.

Operations stamp what they write with the clock, as they must. The sample tells of two years that
have passed, so each of its acts is done inside `dated`, which moves what was just stamped to the
day the act is said to have happened on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils import timezone

from datasources.periods import Period
from partnerships.models import Partnership

ROOMS = ("partnerships", "datasources", "assessment", "reports")
# The invented months are those of these years; another calendar gives them other names.
FINISHED_IN_THE_FILES = 2025
# In November a partnership is in the middle of its writing: the running year has come that far.
AUTUMN = 11


@dataclass(frozen=True)
class Calendar:
    """The year that is finished; the one after it is running."""

    finished: int

    @classmethod
    def of(cls, partnership: Partnership | None, today: date) -> "Calendar":
        """The years the sample was begun with, whenever it is taken up again."""
        years = partnership.assessments.order_by("year") if partnership else None
        if years and (first := years.first()):
            return cls(first.year)
        return cls(today.year - (1 if today.month >= AUTUMN else 2))

    @property
    def running(self) -> int:
        return self.finished + 1

    @property
    def years_later(self) -> int:
        """By how much the months of the invented files are moved."""
        return self.finished - FINISHED_IN_THE_FILES

    def day(self, year: int, month: int, day: int) -> date:
        """A day as the sample's records write it (2025 is the finished year)."""
        return date(year + self.years_later, month, day)

    def month(self, month: str) -> str:
        """A month as the sample's records write it, such as 2025-09."""
        return Period.of(month).years_later(self.years_later).key


@contextmanager
def dated(partnership: Partnership, day: date, *, hour: int = 10) -> Iterator[None]:
    """What is done inside happened on this day, in the order in which it is done.

    Only rows of this partnership are touched, so that a sample can be made in a house where others
    are at work.
    """
    began = timezone.now()
    yield
    backdate(partnership, began, day, hour=hour)


def backdate(partnership: Partnership, began: datetime, day: date, *, hour: int = 10) -> None:
    """Everything stamped since a moment is moved to a day; its order stays."""
    said = timezone.make_aware(datetime.combine(day, time(hour)))
    for model, path, stamps in _stamped():
        for stamp in stamps:
            rows = model._base_manager.filter(**{path: partnership.pk, f"{stamp}__gte": began})
            rows.update(**{stamp: F(stamp) + (said - began)})


@cache
def _stamped() -> list[tuple[type[models.Model], str, list[str]]]:
    """Every table that tells when, and how its rows lead to their partnership."""
    found = []
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            path = _path_to_partnership(model)
            stamps = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.DateTimeField)
            ]
            if path and stamps:
                found.append((model, path, stamps))
    return found


def _path_to_partnership(model: type[models.Model]) -> str:
    """The shortest way along foreign keys; empty for what belongs to no partnership."""
    if model is Partnership:
        return "pk"
    # The trail keeps no foreign keys, so that deletion never eats history.
    if any(field.name == "partnership_pk" for field in model._meta.concrete_fields):
        return "partnership_pk"
    ways, seen = [(model, "")], {model}
    for at, way in ways:
        for field in at._meta.concrete_fields:
            if not field.many_to_one or field.related_model in seen:
                continue
            path = f"{way}__{field.name}".lstrip("_")
            if field.related_model is Partnership:
                return path
            seen.add(field.related_model)
            ways.append((field.related_model, path))
    return ""
