"""Finding sentences and caveats in plain words, shared by the analyses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from datasources.analyses.change_point import ChangePoint
from datasources.analyses.families import LEVEL
from datasources.analyses.judgement import (
    CANNOT_TELL,
    NOT_KNOWN_TO_SWING,
    SMALLEST_BASE,
    TOO_FEW,
    Verdict,
)
from datasources.analyses.rounding import whole_percent
from datasources.analyses.window import Window
from datasources.kinds import Measure
from datasources.periods import Grain, said
from partnerships.words import listed, within_a_sentence

NO_PLACE = " of the whole file in these {} have no place and are in no area's count."
COARSER = " are known only by a larger area than this one, and are not in its count."
COARSER_THAN_EACH = (
    " are known only by a larger area than one of these, and are in no area's count here."
)
FORMER_AREAS = (
    "Some rows name small areas of an earlier year, which have ended. They count in the areas that"
    " these lay in wholly, and in no smaller one."
)
MOVED = (
    "Some rows name small areas of an earlier year, which have ended. They count in the areas that"
    " these became."
)
SHARED = (
    " are exact; the rest is an estimate. It stands in the file under small areas that were split"
    " or redrawn and lie here only in part: their rows are shared between the areas that these"
    " became, by population."
)
NONE_SHARED = (
    "Rows under small areas that were split or redrawn, and that lie here only in part, are shared"
    " between the areas that these became, by population; none of them came here."
)
UNSAID = ", and are counted neither way."
STRANGERS = ", which the area look-up does not hold; they are in no area's count."
TOGETHER = " Of those called clear at most one in twenty is expected to be chance."
_COUNTED_ROWS = (
    *((NO_PLACE.format(f"{grain.label}s"), "rows") for grain in Grain),
    (COARSER, "of what was counted"),
    (COARSER_THAN_EACH, "of what was counted"),
    (STRANGERS, "rows name areas"),
    (SHARED, "of these counts"),
    (UNSAID, "of what was asked do not say whether they are counted"),
    (TOGETHER, "differences were looked at together."),
)


def compared(what: str, before: int, now: int, window: Window, verdict: Verdict) -> str:
    """'Shoplifting fell by 7% in the year to December 2025: 2,632 against 2,838 ...'"""
    when = year_before(window)
    figures = f"{now:,} against {before:,} {when}"
    if verdict.verdict == CANNOT_TELL:
        because = BECAUSE.get(verdict.reason, "")
        return (
            f"{what}: {figures}, in {window.in_words}. Whether it rose or fell cannot be"
            f" said{because}."
        )
    if verdict.verdict == TOO_FEW:
        return f"{what}: too few to say in {window.in_words}, {figures}."
    if not verdict.is_clear:
        return f"{what} showed no clear change in {window.in_words}: {figures}."
    if before < SMALLEST_BASE:
        return f"{what} {verdict.verdict} in {window.in_words}: {figures}."
    percent = whole_percent(before, now)
    amount = "less than 1%" if percent == 0 else f"{percent:,}%"
    return f"{what} {verdict.verdict} by {amount} in {window.in_words}: {figures}."


def about_level(what: str, point: ChangePoint) -> str:
    """'The level of all crime changed about March 2025, between January 2025 and May 2025 ...'"""
    when = (
        f"in {point.at.words}"
        if point.earliest == point.latest
        else f"about {point.at.words}, between {point.earliest.words} and {point.latest.words}"
    )
    percent = round(100 * abs(point.ratio - 1))
    much = f"{percent:,}% {'more' if point.ratio > 1 else 'less'}"
    name, same = within_a_sentence(what), f"{point.at.grain.label}s"
    return f"The level of {name} changed {when}: {much} than in the same {same} before."


LEVEL_OR_RECORDING = (
    "That a level changed says when, not why: a new way of recording or of placing looks the same,"
    " and so does a slow drift."
)


def year_before(window: Window) -> str:
    return "the year before" if window.is_a_year else f"in the same {periods(window)} a year before"


def periods(window: Window) -> str:
    """What the periods of a window are called, many of them."""
    return f"{window.last.grain.label}s"


def about_missing(missing: tuple[str, ...], measure: Measure) -> tuple[str, ...]:
    if not missing:
        return ()
    shown = listed([said(period) for period in missing], 6)
    return (f"No data are held for {shown}. This is not nought {measure.nought}.",)


def about_part_of(window: Window, held: Collection[str]) -> tuple[str, ...]:
    """Of a year of which some of its quarters or months are held and others not."""
    count, whole = len([one for one in window.periods if one in held]), len(window.periods)
    if count in (0, whole):
        return ()
    are = "is" if count == 1 else "are"
    return (
        f"{count} of {whole} {periods(window)} of {window.in_words} {are} held: a part is not set"
        " beside a whole, so no rise or fall is told. Ask the sender for the others, or compare"
        " periods that are held.",
    )


def about_chance(window: Window) -> str:
    """How rises and falls are told, and how far that can be trusted."""
    return (
        f"A rise or fall is told only where it is larger than {periods(window)} that follow each"
        " other swing by themselves. Of differences that mean nothing fewer than one in 20 is told."
    )


def about_many(looked_at: int) -> tuple[str, ...]:
    """Of many differences looked at together: how many would look clear by chance alone."""
    if looked_at < 2:
        return ()
    expected = looked_at * LEVEL
    so_many = f"{expected:.0f}" if expected >= 2 else f"{expected:.1f}"
    return (
        f"{looked_at:,} differences were looked at together, of which each by itself about"
        f" {so_many} would look clear by chance.{TOGETHER}",
    )


def about_rest(categories: Iterable[str], measure: Measure) -> tuple[str, ...]:
    """Told where rows have a category that the measure does not declare."""
    rest = measure.words.rest
    if rest not in categories:
        return ()
    return (f"“{rest}” are {measure.rest_means}.",)


def about_place(without_place: int, window: Window) -> tuple[str, ...]:
    if not without_place:
        return ()
    rows = "row" if without_place == 1 else "rows"
    return (f"{without_place:,} {rows}{NO_PLACE.format(periods(window))}",)


def about_share(before: float, now: float) -> str:
    """Why no change is told where places were recorded otherwise in one of the years."""
    return (
        f"The share of rows with a place went from {before:.0%} to {now:.0%}: a rise or fall here"
        " may be no more than a change in how places are recorded."
    )


IN_PART = "A part of one of the years seems to be missing: a rise or fall may be no more than that."


def about_parts_in_use(short: Iterable[str]) -> tuple[str, ...]:
    """Of periods that fell short of what is usual, and that a person took into use as they are."""
    if not (shown := [said(period) for period in short]):
        return ()
    was, them = ("was", "it") if len(shown) == 1 else ("were", "them")
    return (
        f"{listed(shown, 6)} {was} taken into use although a part of {them} seems to be missing:"
        " nought may be what did not come.",
    )


def about_added_up(quarters: Mapping[str, int]) -> tuple[str, ...]:
    """Of years that an earlier version added up from as many quarters as had come."""
    if not quarters:
        return ()
    parts = [f"{said(year)} from {count} of 4 quarters" for year, count in quarters.items()]
    return (
        f"An earlier version of this application added up {listed(parts, 6)}. Send the file again:"
        " its quarters are then held each for itself.",
    )


def about_unsaid(count: int, measure: Measure) -> tuple[str, ...]:
    """Of rows that do not say whether they are counted: not known is neither yes nor no."""
    if not count:
        return ()
    say = "does" if count == 1 else "do"
    return (f"{count:,} of the {measure.of_unit} {say} not say {measure.hinges_on}{UNSAID}",)


def about_newcomers(categories: list[str]) -> tuple[str, ...]:
    """Of categories that a measure does not count because nobody knew of them."""
    if not categories:
        return ()
    named = listed([f"“{one}”" for one in categories], 6)
    are = "is" if len(categories) == 1 else "are"
    return (
        f"{named} came into the data after this measure was composed, and {are} not counted in it.",
    )


def about_silent(silent: Iterable[str], measure: Measure) -> tuple[str, ...]:
    """Of periods in which nothing says whether any row is counted."""
    if not (shown := [said(period) for period in silent]):
        return ()
    return (
        f"Of the {measure.of_unit} in {listed(shown, 6)} none says {measure.hinges_on}: what was"
        " not written down is not nought.",
    )


def about_share_said(before: float, now: float, measure: Measure) -> str:
    """Why no change is told where more or fewer rows say whether they are counted.

    Without the shares: of few rows they would say how many of them do not.
    """
    size = "larger" if now > before else "smaller"
    return (
        f"Of the {measure.of_unit} a {size} share says {measure.hinges_on} than the year before: a"
        " rise or fall here may be no more than a change in what is written down."
    )


def about_strangers(count: int, every: int, example: str) -> str:
    """Of rows under areas that the look-up does not hold, and all rows there are."""
    share = share_in_words(count, every)
    named = "names an area" if count == 1 else "name areas"
    return f"{count:,} of {every:,} rows ({share}) {named} such as {example}{STRANGERS}"


STRANGERS_IN_DOUBT = (
    "Rows under areas that the look-up does not hold may belong here, enough of them to be taken"
    " for a rise or a fall. The look-up of changed areas (2011 to 2021) places them."
)
ENDED_IN_DOUBT = (
    "Rows under small areas that have ended may belong here, enough of them to be taken for a rise"
    " or a fall. The look-up of changed areas (2011 to 2021) places them; those of areas that were"
    " split are shared by the population of the areas that they became."
)
SHARED_IN_DOUBT = (
    "A part of the counts is an estimate, shared between areas by population: as it may lie, there"
    " is a rise or a fall or there is none."
)
BECAUSE = {
    SHARED_IN_DOUBT: ": a part of these counts is shared between areas by population",
    NOT_KNOWN_TO_SWING: ": how much such numbers swing by themselves is not known",
}
"""What a finding says of why, where it is not said best beside it."""


def about_coarser(count: int, every: int, unit: str, ending: str = COARSER) -> str:
    """Of rows that stand under a larger area than the one asked about, and all there are in it."""
    return f"{count:,} of the {every:,} {unit} ({share_in_words(count, every)}){ending}"


def about_ended_parts(count: int) -> str:
    """Of an area that is made of small areas, some of which ended."""
    ended = (
        "1 small area that this area is made of has ended. It is counted as the areas that it"
        if count == 1
        else f"{count:,} small areas that this area is made of have ended. They are counted as the"
        " areas that they"
    )
    return f"{ended} became, each of these whole."


def about_shared(exact: int, every: int) -> str:
    """Of counts of which a part is shared between areas by population."""
    if exact == every:
        return NONE_SHARED
    return f"{share_in_words(exact, every)} of these counts{SHARED}"


def is_shared(caveats: Iterable[str]) -> bool:
    """Whether a part of the counts of an answer with these caveats is an estimate."""
    return any(one.endswith(SHARED) or one == NONE_SHARED for one in caveats)


def share_in_words(part: int | Fraction, whole: int | Fraction) -> str:
    """Never all or nothing where it is not."""
    if part == whole:
        return "100%"
    percent = float(100 * part / whole)
    if percent > 99:
        return "more than 99%"
    return f"{percent:.0f}%" if percent >= 1 or not part else "less than 1%"


def about_parts_missing(count: int) -> tuple[str, ...]:
    """Of smaller areas that have no number, so that the larger one has none."""
    if not count:
        return ()
    areas = "area" if count == 1 else "areas"
    return (f"{count:,} smaller {areas} of this area have no number, so it has none either.",)


def without_number(caveat: str) -> str:
    """Of rows without a place only that there are some: how many is a count like any other. So is
    how many types had enough to be looked at."""
    for ending, noun in _COUNTED_ROWS:
        if caveat.endswith(ending):
            return f"Some {noun}{ending}"
    return caveat
