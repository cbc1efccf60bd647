"""Personal data in a delivery, in words for whoever decides: what was seen where, and what then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from datasources.intake.guard import KEEP
from datasources.intake.words import counted
from datasources.layouts import Layout
from datasources.models import Delivery
from datasources.personal import things, treatments
from partnerships.words import all_of, said_day


@dataclass(frozen=True)
class ColumnLine:
    """A column, what was seen there, why it matters, and what was or may be decided."""

    heading: str
    seen: tuple[str, ...]
    """names of persons in 23 of 25 cells."""
    masks: tuple[str, ...]
    """Forms of cells, for those who decide: every letter and figure is replaced."""
    why: tuple[str, ...]
    decided: str
    """What becomes of it, in words; blank where it is still to be decided."""
    choices: tuple[tuple[str, str], ...]
    """Values and labels of what may be decided."""
    initial: str
    suggestion: str
    """What is suggested, and the reason."""


def columns(delivery: Delivery, said: Layout, *, in_confidence: bool) -> list[ColumnLine]:
    return [_line(one, said, in_confidence=in_confidence) for one in delivery.personal]


def _line(column: Mapping[str, Any], said: Layout, *, in_confidence: bool) -> ColumnLine:
    found = {slug: count for slug, count in column["found"].items() if slug in things.BY_SLUG}
    choices = tuple((_value(one), one["label"]) for one in column["options"])
    return ColumnLine(
        heading=column["heading"],
        seen=tuple(
            f"{things.BY_SLUG[slug].label} in {count:,} of {column['filled']:,} filled cells"
            for slug, count in found.items()
        ),
        masks=tuple(column["masks"]) if in_confidence else (),
        why=tuple(things.BY_SLUG[slug].why for slug in found),
        decided=_decided(column["decided"]),
        choices=choices,
        initial=_initial(column, choices, said),
        suggestion=_suggestion(column, dict(choices)),
    )


def _value(option: Mapping[str, str]) -> str:
    return f"{option['treatment']}:{option['into']}" if option["into"] else option["treatment"]


def _decided(slug: str) -> str:
    if slug == KEEP:
        return "is kept: it was said to be nothing personal"
    return treatments.BY_SLUG[slug].done if slug in treatments.BY_SLUG else ""


def _initial(column: Mapping[str, Any], choices: Sequence[tuple[str, str]], said: Layout) -> str:
    """What was decided, as last time; else what is suggested."""
    values = [value for value, _ in choices]
    decided = column["decided"]
    into = said.taken_for(column["heading"]) or ""
    wanted = (f"{decided}:{into}", decided, column["suggested"])
    return next((value for value in wanted if value in values), treatments.DROP.slug)


def _suggestion(column: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    suggested = column["suggested"]
    reason = "no figure needs it."
    if suggested == treatments.CELLS.slug:
        most = max(column["found"].values())
        reason = f"only {most:,} of {column['filled']:,} cells hold it, and the others are counted."
    elif suggested.startswith(treatments.AGE.slug):
        reason = "ages are counted, days of birth are not."
    return f"{labels.get(suggested, treatments.DROP.label)}: {reason}"


def fate(delivery: Delivery) -> str:
    """What becomes of the originals: kept encrypted until 12 December 2026, then deleted."""
    kept = [file for file in delivery.files.all() if file.keep_until and not file.deleted_at]
    if not kept:
        return ""
    day = said_day(timezone.localtime(max(file.keep_until for file in kept)))
    if delivery.state == "personal":
        return (
            "Until then the files lie encrypted, for the analyst alone. If nobody decides by"
            f" {day}, they are deleted and nothing of them is stored."
        )
    return f"The files are kept encrypted until {day}, for the analyst alone, and then deleted."


def elsewhere(delivery: Delivery, others: Sequence[Delivery]) -> str:
    """Where else the same files lie: deleting them here leaves them there."""
    if not others:
        return ""
    named = all_of([f"{one.source} (delivery {one.pk})" for one in others])
    return (
        f"The same file was also sent for {named} and is kept there until it is deleted there too."
    )


def what_then(original: str) -> list[tuple[str, str]]:
    """What may become of the files, as choices."""
    days = settings.ORIGINALS_KEPT_DAYS
    return [
        ("", "Delete them as soon as their rows are stored"),
        (original, f"Keep them encrypted for {counted(days, 'day')}, then delete them"),
    ]
