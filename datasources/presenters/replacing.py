"""What a delivery would change, in words: what was decided on the numbers that would be others,
and each answer beside the one that would stand in its place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from datasources import analyses, periods, resting
from datasources.analyses.comparing import Main, Moved
from datasources.analyses.result import Value, as_number
from datasources.models import Delivery, ReplacementPlan
from datasources.operations import replacing
from datasources.operations.replacing import Entry
from datasources.presenters.words import MINUS, said
from datasources.resting import Resting
from datasources.states import WAYS

MOST_SHOWN = 12


@dataclass(frozen=True)
class Line:
    """Something that rests on numbers that would be others."""

    what: str
    rest: str
    href: str

    @property
    def sentence(self) -> str:
        return f"{self.what} {self.rest}"


@dataclass(frozen=True)
class MovedLine:
    about: str
    column: str
    old: str
    new: str
    size: str


@dataclass(frozen=True)
class AnswerLine:
    """One answer and the one that would stand in its place."""

    title: str
    href: str
    number: str
    """What its main number is, and of when."""
    old: str
    new: str
    size: str
    finding: tuple[str, str]
    period: str
    denominator: str
    moved: tuple[MovedLine, ...]
    more: int
    """Numbers that would be others and are not in the table."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """One way of taking the delivery into use, as far as it is worked out."""

    key: str
    title: str
    plan: ReplacementPlan
    is_stale: bool
    summary: str
    lines: tuple[Line, ...]
    answers: tuple[AnswerLine, ...]

    @property
    def is_ready(self) -> bool:
        return self.plan.state == "done" and not self.is_stale


def shown(delivery: Delivery) -> list[Shown]:
    """The plans of a delivery, in the order of the buttons."""
    plans = {plan.way: plan for plan in delivery.plans.all()}
    if not plans:
        return []
    rests = resting.on_answers(delivery.source.partnership_id)
    found = []
    for way in WAYS:
        plan = plans.get(way.slug)
        if plan is None:
            continue
        plan.delivery = delivery
        entries = [Entry.from_json(one) for one in plan.answers]
        found.append(
            Shown(
                key=way.slug,
                title=way.label,
                plan=plan,
                is_stale=replacing.is_stale(plan),
                summary=summary(entries, plan.stay),
                lines=tuple(lines(entries, rests)),
                answers=tuple(map(_answer, _told(entries))),
            )
        )
    return found


def summary(entries: Sequence[Entry], stay: int) -> str:
    """2 of 5 answers would be others, and 1 question could not be answered any more."""
    first = sum(one.evidence is None for one in entries)
    lost = sum(bool(one.reasons) for one in entries)
    others = len(entries) - first - lost
    if not entries:
        return (
            "No answer would be another: nothing that is answered by itself, kept, or stands in a"
            " text or decision rests on what would change."
        )
    parts = []
    if others:
        whole = others + lost + stay
        parts.append(f"{others:,} of {whole:,} {_answers(whole)} would be {_others(others)}")
    if lost:
        parts.append(f"{lost:,} {_answers(lost)} could not be given any more")
    if first:
        parts.append(
            f"{first:,} {'question' if first == 1 else 'questions'} would be answered for the first"
            " time"
        )
    return f"{'; '.join(parts)}."


def lines(entries: Sequence[Entry], rests: Collection[Resting]) -> list[Line]:
    """What was decided first: Priority 2 was agreed on 1,203; it would be 1,187."""
    by_answer = {one.evidence: one for one in entries if one.evidence is not None}
    found = []
    for each in rests:
        moved = [by_answer[pk] for pk in each.evidence if pk in by_answer]
        if moved:
            found.append(Line(each.what, f"{each.deed} {_numbers(moved, each)}", each.href))
    return found


def result(delivery: Delivery) -> dict[str, Any]:
    """The same with every number, worked out now, for programs."""
    rests = resting.on_answers(delivery.source.partnership_id)
    worked = {way: replacing.worked_out(delivery, way) for way in WAYS}
    return {
        "partnership": delivery.source.partnership.slug,
        "source": delivery.source.slug,
        "delivery": delivery.pk,
        "ways": [
            {"way": way.slug, "label": way.label, **_way_json(one, rests)}
            for way, one in worked.items()
            if one is not None
        ],
    }


def _way_json(worked: replacing.Worked, rests: Collection[Resting]) -> dict[str, Any]:
    return {
        "summary": summary(worked.entries, worked.stay),
        "stay": worked.stay,
        "rest_on_it": [
            {"what": one.what, "sentence": one.sentence, "address": one.href}
            for one in lines(worked.entries, rests)
        ],
        "answers": [_entry_json(one) for one in worked.entries],
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    old, new = entry.main
    return {
        "analysis": entry.analysis,
        "area": entry.area,
        "evidence": entry.evidence,
        "finding": {"old": entry.finding[0], "new": entry.finding[1]},
        "periods": {"old": list(entry.periods[0]), "new": list(entry.periods[1])},
        "main": {"label": new.label or old.label, "old": old.value, "new": new.value},
        "numbers": [
            {
                "about": one.label,
                "column": one.column,
                "old": one.old,
                "new": one.new,
                "size": one.size,
                "percent": one.percent,
            }
            for one in entry.moved
        ],
        "same": entry.same,
        "reasons": list(entry.reasons),
    }


def _told(entries: Sequence[Entry]) -> list[Entry]:
    """Answers that are there now; the largest change of a main number first."""
    return sorted(
        (one for one in entries if one.evidence is not None),
        key=lambda one: -abs(_size(*one.main) or 0),
    )


def _numbers(moved: Sequence[Entry], each: Resting) -> str:
    told = []
    for one in moved:
        old, new = one.main
        was = f"{_said(old)} ({_of(one)})"
        if one.reasons:
            told.append(f"{was}, which could not be answered any more")
        elif old.value == new.value:
            count = len(one.moved)
            verb = (
                "other number would be another" if count == 1 else "other numbers would be others"
            )
            told.append(f"{was}, which would stay; {count:,} {verb}" if count else f"{was}, which"
                        " would be said in other words")  # fmt: skip
        elif each.stays:
            told.append(f"{was} and keeps it; now it would be {_said(new)}")
        else:
            told.append(f"{was}; it would be {_said(new)}")
    return f"{'. And on '.join(told)}."


def _of(entry: Entry) -> str:
    old, new = entry.main
    label = new.label or old.label or analyses.label(entry.analysis)
    return f"{label}, {entry.area}"


def _said(main: Main) -> str:
    return _cell(main.value, main.kind)


def _cell(value: Value, kind: str) -> str:
    """Rates with both their decimals: what moves in the second would look as if it stayed."""
    number = as_number(value)
    return f"{number:,.2f}" if kind == "rate" and number is not None else said(value, kind)


def _size(old: Main, new: Main) -> float | None:
    return None if old.value is None or new.value is None else new.value - old.value


def _answer(entry: Entry) -> AnswerLine:
    old, new = entry.main
    size = _size(old, new)
    before, now = (periods.stretch(*one) if one[0] else "" for one in entry.periods)
    return AnswerLine(
        title=f"{analyses.label(entry.analysis)}: {entry.area}",
        href=reverse("evidence-detail", args=[entry.evidence]),
        number=f"{new.label or old.label}; {before}",
        old=_said(old),
        new=_said(new) if not entry.reasons else "no answer",
        size="" if size is None else _difference(size, new.kind),
        finding=entry.finding,
        period=f"It would be about {now} instead of {before}." if now and now != before else "",
        denominator="; ".join(
            f"{label}: {text}"
            for label, text in zip(("Now", "Then"), entry.denominator, strict=True)
            if text and entry.denominator[0] != entry.denominator[1]
        ),
        moved=tuple(map(_moved, entry.moved[:MOST_SHOWN])),
        more=max(len(entry.moved) - MOST_SHOWN, 0),
        reasons=entry.reasons,
    )


def _moved(one: Moved) -> MovedLine:
    return MovedLine(
        about=one.label,
        column=one.column,
        old=_cell(one.old, one.kind),
        new=_cell(one.new, one.kind),
        size="" if one.size is None else _with_percent(one),
    )


def _with_percent(one: Moved) -> str:
    size = _difference(one.size or 0, one.kind)
    return f"{size} ({said(one.percent, 'percent')})" if one.percent is not None else size


def _difference(size: float, kind: str) -> str:
    if kind != "rate":
        return said(size, "difference")
    return f"{'+' if size > 0 else MINUS}{abs(size):,.2f}"


def _answers(count: int) -> str:
    return "answer" if count == 1 else "answers"


def _others(count: int) -> str:
    return "another" if count == 1 else "others"
