"""Whether a period that was sent is the whole of it: by what is held of the same source.

A part taken for the whole gives confident and wrong answers, so a shortfall is said first and
keeps the period out of use until a person says that it is whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

import pandas as pd

from datasources.intake import findings
from datasources.intake.findings import Finding, finding
from datasources.intake.words import counted
from datasources.kinds import Kind, Measure, Role, Shape
from datasources.periods import Period, said
from partnerships.words import listed, said_day

KEPT_OF_A_VERSION = 0.8
"""A period published again has nearly all the rows of the one in use."""
KEPT_OF_THE_USUAL = 0.5
"""Months differ by season and by chance; none of two real years was below 86% of its usual."""
SHARE_LOST = 0.1
"""By how much the share of rows with a place may fall; over two real years it moved by 0.017."""
FEWEST_GONE = 3
"""One or two rows of a version are mended by the sender; three are missing."""
CHANCE = 10
"""What a month lacks beside others may be chance while it is fewer rows than these."""
NEAREST = 12
FEWEST_HELD = 3


@dataclass(frozen=True)
class Profile:
    """What a period holds, as far as completeness is judged by it."""

    rows: int
    located: int
    types: Mapping[str, int] = field(default_factory=dict)
    declared: int = 0
    """How many types the measure declares."""
    noun: str = "type"
    areas: Mapping[str, int] = field(default_factory=dict)
    """Rows under each area."""
    known: int | None = None
    """Rows under an area that the look-up has; None where no look-up is held."""

    @property
    def share_known(self) -> float | None:
        """Of the rows with a place."""
        if self.known is None or not self.located:
            return None
        return self.known / self.located

    @property
    def share_located(self) -> float:
        return self.located / self.rows if self.rows else 0.0


ProfileOf = Callable[[str], Profile | None]


def profile_of(rows: pd.DataFrame, kind: Kind, known: Collection[str] | None = None) -> Profile:
    """Of the clean rows of a period. A column that was not sent says no types, and no place.

    `known` are the areas that the look-up has; None where none is held. Of a kind that is not
    counted nobody declared which types a whole one has.
    """
    what, where = kind.column(Role.WHAT), kind.column(Role.WHERE)
    measure = kind.measures[0] if kind.measures else None
    types = _under_declared_words(_counts(rows, what), measure) if measure else {}
    areas = _counts(rows, where)
    return Profile(
        rows=len(rows),
        located=sum(areas.values()),
        types=types,
        declared=len(measure.categories) if measure else 0,
        noun=measure.category_label.lower() if measure else "type",
        areas=areas,
        known=None
        if known is None
        else sum(count for code, count in areas.items() if code in known),
    )


def _under_declared_words(counts: Mapping[str, int], measure: Measure) -> dict[str, int]:
    """Anything may stand in a file: what is told of it are words that its kind declares."""
    types: Counter[str] = Counter()
    for word, count in counts.items():
        types[measure.words.published(word)] += count
    return dict(types)


def _counts(rows: pd.DataFrame, name: str) -> dict[str, int]:
    if name not in rows:
        return {}
    return {str(text): int(count) for text, count in rows[name].value_counts().items() if count}


def judged(
    kind: Kind,
    received_on: date | None,
    sent: Mapping[str, Profile],
    held: Collection[str],
    profile: ProfileOf,
) -> dict[str, tuple[Finding, ...]]:
    """Why each period sent may be a part: by the day on which it came, and by what is held."""
    return {
        period: (*not_over(period, received_on, kind), *found)
        for period, found in shortfalls(sent, held, profile).items()
    }


def shortfalls(
    sent: Mapping[str, Profile], held: Collection[str], profile: ProfileOf
) -> dict[str, tuple[Finding, ...]]:
    """What each period sent falls short of: the one in use for it, or else the usual month.

    The usual month is that of the twelve nearest periods in use; where fewer than three are, those
    that came with it count too.
    """
    return {
        period: _of_one(period, now, sent, set(held), profile)
        for period, now in sorted(sent.items())
    }


HAPPENED = (Shape.EVENTS, Shape.COUNTS)
"""What is told of a time, and is not whole before that time is over."""


def not_over(period: str, received_on: date | None, kind: Kind) -> tuple[Finding, ...]:
    """That a quarter or a year came before its last day had gone: it can only be a part.

    A month is as often sent while it runs as not, and is judged by its rows alone.
    """
    about = Period.of(period)
    if received_on is None or kind.shape not in HAPPENED or about.grain.months == 1:
        return ()
    if received_on > about.last_day:
        return ()
    return (
        finding(
            findings.NOT_OVER,
            f"{said(period)} ends on {said_day(about.last_day)} and came on"
            f" {said_day(received_on)}: it can only be a part of it. {KEPT_OUT}",
            "Ask the sender for it again when it is over, or for the months or quarters that are."
            " Set beside a whole one it would seem to have fallen.",
            period=period,
        ),
    )


def _of_one(
    period: str, now: Profile, sent: Mapping[str, Profile], held: set[str], profile: ProfileOf
) -> tuple[Finding, ...]:
    in_use = profile(period) if period in held else None
    if in_use is not None:
        return against_version(period, in_use, now)
    near = [one for other in _nearest(period, held) if (one := profile(other)) is not None]
    if len(near) < FEWEST_HELD:
        near += [sent[other] for other in _nearest(period, set(sent) - held - {period})]
    return against_history(period, near[:NEAREST], now)


def _nearest(period: str, others: Collection[str]) -> list[str]:
    return sorted(others, key=lambda other: _distance(period, other))[:NEAREST]


def _distance(period: str, other: str) -> tuple[int, str]:
    return abs(Period.of(period).start - Period.of(other).start), other


def against_version(period: str, before: Profile, now: Profile) -> tuple[Finding, ...]:
    """What is missing beside the version in use for the same period.

    Fewer than 80% of its rows; a crime type of which it has rows and this none; a share of rows
    with a place that is lower by a tenth of all rows. One or two rows never count.
    """
    told = []
    if lacks(before.rows, now.rows, KEPT_OF_A_VERSION, FEWEST_GONE):
        told.append(_fewer_rows(period, now.rows, before.rows, f"{before.rows:,} are in use"))
    gone = {
        name: count
        for name, count in before.types.items()
        if count >= FEWEST_GONE and name not in now.types
    }
    if gone:
        told.append(_types_absent(period, gone, now, "of which what is in use has"))
    if _places_lost(before.share_located, now, FEWEST_GONE):
        told.append(_fewer_places(period, now, before.share_located, "in what is in use"))
    if before.share_known is not None and _known_lost(before.share_known, now, FEWEST_GONE):
        told.append(_fewer_known(period, now, before.share_known, "in what is in use"))
    return tuple(told)


def against_history(period: str, near: Sequence[Profile], now: Profile) -> tuple[Finding, ...]:
    """What is missing beside the usual month of the source: the middle one of up to twelve.

    Judged with three months or more. Fewer than half of the usual rows, where ten or more are
    missing; a crime type of which ten rows or more are usual and none is here; a share of rows
    with a place that is lower by a tenth, where that is ten rows or more. Without three months
    only this is told: twenty rows or more, all of one crime type, are no whole month.
    """
    if len(near) < FEWEST_HELD:
        return _one_type_alone(period, now)
    told = []
    rows = median(one.rows for one in near)
    if lacks(rows, now.rows, KEPT_OF_THE_USUAL, CHANCE):
        told.append(_fewer_rows(period, now.rows, rows, f"{rows:,.0f} are usual"))
    names = {name for one in near for name in one.types}
    usual = {name: median(one.types.get(name, 0) for one in near) for name in names}
    gone = {
        name: round(count)
        for name, count in usual.items()
        if count >= CHANCE and name not in now.types
    }
    if gone:
        told.append(_types_absent(period, gone, now, "of which a usual month has"))
    share = median(one.share_located for one in near)
    if _places_lost(share, now, CHANCE):
        told.append(_fewer_places(period, now, share, "usually"))
    shares = [one.share_known for one in near if one.share_known is not None]
    if len(shares) >= FEWEST_HELD and _known_lost(median(shares), now, CHANCE):
        told.append(_fewer_known(period, now, median(shares), "usually"))
    return tuple(told)


def lacks(before: float, now: int, kept: float, fewest: int) -> bool:
    """Whether fewer than so large a share of the rows are there, and so many or more are not."""
    return now < kept * before and before - now >= fewest


def _places_lost(share: float, now: Profile, fewest: int) -> bool:
    # Shares are fractions of rows: what is exactly a tenth must not fail by the last bit.
    lost = round(share - now.share_located, 9)
    return lost >= SHARE_LOST and round(lost * now.rows, 6) >= fewest


def _known_lost(share: float, now: Profile, fewest: int) -> bool:
    if now.share_known is None:
        return False
    lost = round(share - now.share_known, 9)
    return lost >= SHARE_LOST and round(lost * now.located, 6) >= fewest


def _one_type_alone(period: str, now: Profile) -> tuple[Finding, ...]:
    if len(now.types) != 1 or now.rows < 2 * CHANCE or now.declared < 2:
        return ()
    (only,) = now.types
    return (
        finding(
            findings.TYPES_ABSENT,
            f"{said(period)} holds {only} only: all {now.rows:,} rows are of 1 {now.noun} of the"
            f" {now.declared} that are known. {KEPT_OUT}",
            ADVICE,
            count=now.declared - 1,
            period=period,
        ),
    )


KEPT_OUT = "It is not taken into use unless you say so."
ADVICE = (
    "Ask the sender whether the file was cut short or filtered, and for the whole of it. Use it as"
    " it is only when you know that this is all there was."
)


def _fewer_rows(period: str, now: int, before: float, beside: str) -> Finding:
    return finding(
        findings.FEWER_ROWS,
        f"{said(period)} has {counted(now, 'row')} where {beside}. {KEPT_OUT}",
        ADVICE,
        count=round(before - now),
        period=period,
    )


def _types_absent(period: str, gone: Mapping[str, int], now: Profile, beside: str) -> Finding:
    names = sorted(gone, key=lambda name: (-gone[name], name))
    only = f"{next(iter(now.types))} only; " if len(now.types) == 1 else ""
    verb = "holds" if only else "has"
    return finding(
        findings.TYPES_ABSENT,
        f"{said(period)} {verb} {only}0 rows of {listed(names, 6)},"
        f" {beside} {sum(gone.values()):,}. {KEPT_OUT}",
        ADVICE,
        count=len(gone),
        period=period,
    )


def _fewer_places(period: str, now: Profile, share: float, beside: str) -> Finding:
    return finding(
        findings.FEWER_PLACES,
        f"{now.share_located:.0%} of the rows of {said(period)} have a place;"
        f" {beside} it is {share:.0%}. Rows without one are counted in no district or ward."
        f" {KEPT_OUT}",
        ADVICE,
        count=now.rows - now.located,
        period=period,
    )


def _fewer_known(period: str, now: Profile, share: float, beside: str) -> Finding:
    strangers = now.located - (now.known or 0)
    return finding(
        findings.FEWER_KNOWN_AREAS,
        f"{now.share_known:.0%} of the rows of {said(period)} with a place are in an area that the"
        f" area look-up has; {beside} it is {share:.0%}. Rows in other areas are counted in no"
        f" district or ward. {KEPT_OUT}",
        "The areas may be of another year than the look-up, or their codes may have been changed on"
        " the way. Ask the sender, or accept a look-up that has them.",
        count=strangers,
        period=period,
    )
