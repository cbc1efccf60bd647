"""Questions asked of the sources, and their stored answers.

An answer is stored once for a question, the slices it rests on, the version of the analysis, what
the measure counts and the areas asked about: asking again costs a look-up. What the register says
of the sources stands beside it and is no part of it (`provenance`).
"""

import copy
import hashlib
import json
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd
from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.utils import timezone

from datasources import analyses, frames, kinds, periods, permissions
from datasources.analyses.result import PEOPLE
from datasources.geography import Successors
from datasources.intake.locating import has_points
from datasources.kinds import Measure, Role, Service
from datasources.models import Evidence, Question, Slice, Source
from datasources.operations import (
    counting,
    holdings,
    joining,
    older,
    own_areas,
    provenance,
    weighing,
)
from datasources.operations.holdings import InUse
from datasources.operations.joining import Joined
from datasources.operations.own_areas import OwnArea
from datasources.operations.weighing import Weighing
from datasources.tallies import AREA
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.store import StoreError
from partnerships.words import all_of

logger = logging.getLogger(__name__)

UNANSWERABLE = (
    analyses.UnknownAreaError,
    analyses.NoPartsError,
    analyses.NoPeriodsError,
    analyses.NoPlacesError,
    analyses.NothingSaidError,
    analyses.TooCoarseError,
)
OWN_OPTIONS = tuple(name for name in analyses.OPTIONS if name not in ("area", "from", "to"))
"""What may be said of the questions of some analyses beyond which area and which periods."""


@dataclass(frozen=True)
class Basis:
    """The current slices that an answer would rest on now."""

    measure: Measure
    counted: tuple[Slice, ...]
    areas: Slice | None
    residents: Slice | None
    """Of whom a rate is, and by whom rows of areas that were split are shared."""
    former: Slice | None = None
    joined: Joined | None = None
    """Of several sources, what stands in more than one of them."""
    places: holdings.Map | None = None
    """What points are placed by, where what is counted may have points."""
    own: OwnArea | None = None
    """Of what the area is made, where it is one of the partnership's own."""
    weighing: Weighing | None = None
    """What harm is counted by, where the question is of harm."""

    @property
    def placed_by(self) -> Slice | None:
        """The boundaries that the counts rest on."""
        rests = any(counting.rests_on(one, self.places) for one in self.counted)
        return self.places.slice if self.places and rests else None

    @property
    def added_up_before(self) -> dict[str, int]:
        """The years that an earlier version added up, and from how many quarters."""
        return {
            one.period: older.quarters_told(one, one.source.read_as)
            for one in self.counted
            if older.is_added_up(one, one.source.read_as)
        }

    @property
    def beside(self) -> tuple[Slice | None, ...]:
        """What it rests on and does not count, as its sources are named."""
        by_harm = (self.weighing.slice, self.weighing.decided_by) if self.weighing else ()
        return (self.areas, self.residents, self.former, self.placed_by, *by_harm)

    @property
    def slices(self) -> tuple[Slice, ...]:
        own = self.own.slice if self.own else None
        others = (*self.beside, own)
        return (*self.counted, *(one for one in others if one is not None))


def ask(
    *,
    partnership: Partnership,
    analysis: str,
    area_code: str = "",
    period_from: str = "",
    period_to: str = "",
    source: Source | None = None,
    measure: str = "",
    together: bool = False,
    alike: str = "",
    said: Mapping[str, str] | None = None,
    keep: bool = False,
    by: User | None,
) -> Question:
    """The question, made when it was never asked before. No area means the whole partnership,
    no periods mean as far as the data go. No measure means recorded crime where it is in use, and
    else the only one that is. No source means the only one of the measure in use: of several it is
    asked which, for their counts may be of the same things and none is better by its place;
    `together` counts all of them as one, and `alike` says of rows without a reference that stand
    in two whether they are counted once or each (`joining.ALIKE`). `said` is what is said for
    options beyond area and periods, by their names."""
    permissions.check_operation(by, partnership, Permission.ASK_QUESTIONS)
    if analysis not in analyses.ANALYSES:
        raise RuleBroken(
            f"There is no analysis called {analysis}. Known are: {', '.join(analyses.ANALYSES)}."
        )
    own = {name: value for name, value in (said or {}).items() if value}
    _check_said(analysis, {"area": area_code, "from": period_from, "to": period_to, **own})
    if period_from and period_to:
        reason = periods.reason_against_stretch(period_from, period_to)
        if reason:
            raise RuleBroken(f"{reason}.")
    if source is None:
        source = holdings.source_of(partnership, measure, together=together)
    elif source.kind not in kinds.countable():
        raise RuleBroken(f"“{source.name}” holds nothing that is counted.")
    elif measure and not holdings.is_measured(source, measure):
        raise RuleBroken(_not_of(source, measure))
    if together and source.read_as.is_said:
        raise RuleBroken(
            "Plain tables are of different things: they are not added up. Ask each alone."
        )
    parameters = parameters_of(area_code, period_from, period_to)
    parameters |= _of_what(source, measure, together=together, alike=alike) | own
    with transaction.atomic():
        question, is_new = Question.objects.get_or_create(
            partnership=partnership,
            hash=question_hash(analysis, parameters, None if together else source),
            defaults={"analysis": analysis, "parameters": parameters, "asked_by": by},
        )
        if is_new:
            question.sources.add(
                *holdings.of_kind(partnership, source.kind) if together else [source]
            )
        if keep and not question.is_kept:
            question.is_kept = True
            question.save(update_fields=["is_kept"])
            trail.record(
                partnership=partnership,
                by=by,
                verb="question.kept",
                target=question,
                after={"analysis": analysis, **parameters},
            )
    return question


def _of_what(source: Source, measure: str, *, together: bool, alike: str) -> dict[str, str]:
    """What a question says of what is counted, where that is not all of one source."""
    said = {}
    if measure and measure != source.read_as.measures[0].slug:
        said["measure"] = measure
    if together:
        if alike and alike not in joining.ALIKE:
            ways = all_of(list(joining.ALIKE), last="or")
            raise RuleBroken(f"Rows that are alike are counted {ways}.")
        said |= {"together": source.kind, **({"alike": alike} if alike else {})}
    return said


def _not_of(source: Source, measure: str) -> str:
    known = holdings.measured(source)
    named = all_of([f"{one.label} ({one.slug})" for one in known])
    return f"“{measure}” is not counted of “{source.name}”. What is: {named}."


def _check_said(analysis: str, said: Mapping[str, str]) -> None:
    """Refuses what the analysis has no option for: else it would be answered as if not said."""
    asked = analyses.by_name(analysis)
    taken = {option.name for option in asked.options}
    if beside := [name for name, value in said.items() if value and name not in taken]:
        raise RuleBroken(
            f"“{asked.label}” does not take “{all_of(beside)}”, so the answer would be about"
            " something else than was asked. Ask again without it."
        )


def answer(question: Question) -> Evidence:
    """The stored answer at the slices now in use, computed when it is not there yet."""
    basis, known, stored = _found(question, InUse.now(question.partnership))
    if stored is not None:
        return stored
    started = time.perf_counter()
    result = _compute(question, basis)
    seconds = time.perf_counter() - started
    return _record(question, basis, known, result, seconds)


def would_answer(question: Question, in_use: InUse) -> analyses.Result:
    """What `answer` would give if these slices were in use; nothing is recorded.

    Raises RuleBroken with the reasons why it could not be answered then, and a StoreError where
    rows that it would rest on are lost.
    """
    basis, _, stored = _found(question, in_use, keep=False)
    if stored is not None:
        return analyses.Result.from_json(stored.result)
    return _compute(question, basis, keep=False)


def _found(
    question: Question, in_use: InUse, *, keep: bool = True
) -> tuple[Basis, str, Evidence | None]:
    """On what an answer rests, its hash, and the answer where it is stored."""
    if question.analysis not in analyses.ANALYSES:
        raise RuleBroken(
            f"“{analyses.label(question.analysis)}” is asked no more: this version does not have"
            " that analysis. What it answered before stays as it was."
        )
    reasons = missing(question.analysis, in_use)
    if reasons:
        raise RuleBroken(reasons)
    basis = basis_of(question, in_use)
    if keep:
        # What it rests on is known when its points are placed.
        counting.place_anew(basis.counted, basis.places)
    known = evidence_hash(question, basis)
    return basis, known, Evidence.objects.filter(hash=known).first()


def missing(analysis: str, in_use: InUse) -> list[str]:
    """What an analysis needs and is not in use, and where to get it."""
    wanted = [kinds.countable(), *map(kinds.serving, analyses.by_name(analysis).needs)]
    held = in_use.kinds
    return [
        needed
        for slugs in wanted
        if not held & set(slugs)
        for slug in slugs
        if (needed := kinds.by_slug(slug).needed)
    ]


def refresh(source_id: int) -> list[Evidence]:
    """Answer again what rests on a source: the standard questions and those that were kept."""
    source = Source.objects.select_related("partnership").filter(pk=source_id).first()
    if source is None:
        return []
    questions = [
        question
        for each in source.partnership.sources.filter(kind__in=kinds.countable())
        for question in standard_questions(each)
    ]
    questions += Question.objects.filter(partnership=source.partnership, is_kept=True)
    answered = []
    for question in questions:
        try:
            answered.append(answer(question))
            _note(question, [])
        except RuleBroken as broken:
            _note(question, broken.reasons)
            logger.info(
                "question not answerable now",
                extra={"question": question.pk, "reasons": broken.reasons},
            )
    return answered


def _note(question: Question, reasons: list[str]) -> None:
    if question.unanswered != reasons:
        Question.objects.filter(pk=question.pk).update(unanswered=reasons)


def sources_without_answers() -> list[int]:
    """Sources whose newest slices came into use lately and were not asked anything since, and
    those of which a standard question was neither answered nor refused."""
    since = timezone.now() - timedelta(days=1)
    current = Slice.objects.current()
    recent = current.filter(accepted_at__gte=since, evidence=None)
    unheard = current.filter(
        source__kind__in=kinds.countable(),
        source__questions__in=Question.objects.filter(
            analysis__in=analyses.STANDARD,
            parameters=AS_FAR_AS_DATA_GO,
            evidence=None,
            unanswered=[],
        ),
    )
    found = (one.values_list("source_id", flat=True) for one in (recent, unheard))
    return sorted(set().union(*found))


def sources_said_anew() -> list[int]:
    """Sources of which a person said what their rows are, and a standard question was answered and
    not since."""
    found = []
    for source in Source.objects.exclude(rows_are={}):
        standard = Question.objects.filter(
            sources=source,
            analysis__in=analyses.STANDARD,
            parameters=AS_FAR_AS_DATA_GO,
            unanswered=[],
        )
        version = source.rows_are["version"]
        by_it = Evidence.objects.filter(question__in=standard, result__composed__version=version)
        if standard.exclude(evidence__in=by_it).exists():
            found.append(source.pk)
    return found


def standard_questions(source: Source) -> list[Question]:
    """The questions that the page of a source always answers: those that count."""
    return [
        ask(partnership=source.partnership, analysis=analysis, source=source, by=None)
        for analysis in analyses.STANDARD
    ]


@dataclass(frozen=True)
class Standard:
    """A standard question of a source: its newest answer, and why it has none."""

    analysis: str
    evidence: Evidence | None
    is_current: bool
    """Whether the answer rests on what is in use now."""
    lacking: tuple[str, ...]
    """Empty where it is answered, and where nobody has tried yet."""


def standings(source: Source, in_use: InUse) -> list[Standard]:
    """The answers to the standard questions of a source: three queries, whatever its years."""
    # A copy remembers its areas for these questions, and the partnership itself does not.
    partnership = copy.copy(source.partnership)
    prefetch_related_objects([partnership], "areas")
    rows = _asked(source, partnership)
    chosen: dict[str, tuple[int, bool]] = {}
    for question, answers in rows:
        if not answers:
            continue
        known = evidence_hash(question, basis_of(question, in_use, source))
        now = next((pk for pk, hash_ in answers if hash_ == known), None)
        chosen[question.analysis] = (now or answers[0][0], now is not None)
    stored = Evidence.objects.select_related("question").in_bulk([pk for pk, _ in chosen.values()])
    reasons = {question.analysis: question.unanswered for question, _ in rows}
    found = []
    for name in analyses.STANDARD:
        pk, is_current = chosen.get(name, (0, False))
        lacking = missing(name, in_use) or ([] if pk else reasons.get(name, []))
        found.append(Standard(name, stored.get(pk), is_current, tuple(lacking)))
    return found


def _asked(
    source: Source, partnership: Partnership
) -> list[tuple[Question, list[tuple[int, str]]]]:
    """The standard questions that were asked, each with number and hash of its answers, newest
    first."""
    hashes = [question_hash(name, AS_FAR_AS_DATA_GO, source) for name in analyses.STANDARD]
    asked = Question.objects.filter(partnership=source.partnership, hash__in=hashes)
    found: dict[int, tuple[Question, list[tuple[int, str]]]] = {}
    order = ("-evidence__computed_at", "-evidence__pk")
    for one in asked.annotate(answer=F("evidence"), known=F("evidence__hash")).order_by(*order):
        one.partnership = partnership
        answers = found.setdefault(one.pk, (one, []))[1]
        if one.answer is not None:
            answers.append((one.answer, one.known))
    return list(found.values())


def parameters_of(area_code: str, period_from: str, period_to: str) -> dict[str, str]:
    return {
        "area_code": area_code or "",
        "period_from": period_from or "",
        "period_to": period_to or "",
    }


AS_FAR_AS_DATA_GO = parameters_of("", "", "")
"""The whole partnership, and every period in use."""


def question_hash(analysis: str, parameters: dict[str, str], source: Source | None) -> str:
    """Of no one source where all of a kind are asked together."""
    of = source.pk if source else None
    return _hash({"analysis": analysis, "parameters": parameters, "source": of})


def basis_of(question: Question, in_use: InUse, source: Source | None = None) -> Basis:
    """The slices in use that the question reaches: its months and the same a year before."""
    joined, counted = None, ()
    if kind := question.parameters.get("together", ""):
        sources = in_use.sources_of(kind)
        source = sources[0] if sources else None
        slices = [_reached(question, one, in_use) for one in sources]
        joined = joining.joined(sources, slices, question.parameters.get("alike", ""))
        counted = joined.slices
    else:
        source = source or question.sources.filter(kind__in=kinds.countable()).first()
        counted = _reached(question, source, in_use)
    asked = analyses.by_name(question.analysis)
    area = question.parameters["area_code"]
    look_up, former = in_use.newest(Service.AREAS), in_use.newest(Service.FORMER_AREAS)
    measure = _measure_of(source, question.parameters.get("measure", ""))
    is_shared = measure.counts_rows and _is_shared(counted, look_up, former)
    by_people = Service.RESIDENTS in (*asked.needs, *asked.uses) or is_shared
    basis = Basis(
        measure=measure,
        counted=counted,
        joined=joined,
        areas=look_up,
        former=former,
        residents=in_use.residents() if by_people else None,
        places=_places(question.partnership, source, in_use),
        own=own_areas.by_code(area, in_use) if own_areas.is_own(area) else None,
    )
    if Service.HARM_WEIGHTS not in asked.needs:
        return basis
    return replace(basis, weighing=_weighing(question, basis, in_use))


def _weighing(question: Question, basis: Basis, in_use: InUse) -> Weighing | None:
    weights = in_use.newest(Service.HARM_WEIGHTS)
    if weights is None or basis.areas is None:
        return None
    lookup = holdings.area_frame(basis.areas, basis.former)
    return weighing.of(
        weights,
        basis.counted,
        in_use.newest(Service.FORCES),
        lambda: weighing.councils_in(lookup, _area_codes(question, basis)),
    )


def _is_shared(counted: Iterable[Slice], look_up: Slice | None, former: Slice | None) -> bool:
    """Whether rows stand under areas that were split: people say how they are shared."""
    if look_up is None or former is None:
        return False
    try:
        return any(
            holdings.rests_on_people(look_up, former, counting.held_places(one)) for one in counted
        )
    except StoreError:
        return False  # What is lost is said when the question is answered.


def _reached(question: Question, source: Source | None, in_use: InUse) -> tuple[Slice, ...]:
    asked = question.parameters
    return holdings.of_one_grain(in_use.of(source), asked["period_from"], asked["period_to"])


def _places(partnership: Partnership, source: Source | None, in_use: InUse) -> holdings.Map | None:
    if source is None or not has_points(source.read_as):
        return None
    return holdings.map_of(partnership, in_use)


def _measure_of(source: Source | None, slug: str) -> Measure:
    """What a question counts of its source: where it names nothing, all that the kind counts."""
    if source is None:
        return kinds.MEASURES[kinds.UNNAMED_MEASURE]
    if not slug:
        return source.read_as.measures[0]
    found = next((one for one in holdings.measured(source) if one.slug == slug), None)
    if found is None:
        raise RuleBroken(f"“{slug}” is counted no more. What was answered with it stays as it was.")
    return found


def evidence_hash(question: Question, basis: Basis) -> str:
    analysis = analyses.by_name(question.analysis)
    return _hash(
        {
            "question": question.pk,
            "version": analysis.version,
            "slices": sorted(one.pk for one in basis.slices),
            "areas": _area_codes(question, basis),
            "measure": [basis.measure.slug, basis.measure.definition],
            # Only where there are any, so that other answers stay the ones they are.
            **({"added up": added_up} if (added_up := basis.added_up_before) else {}),
            **({"weights of": basis.weighing.force} if basis.weighing else {}),
        }
    )


def would_be(source: Source, measure: Measure) -> analyses.Result:
    """The answer to the first question of a source's page for another measure of it; not kept."""
    analysis = analyses.STANDARD[0]
    in_use = InUse.now(source.partnership)
    if reasons := missing(analysis, in_use):
        raise RuleBroken(reasons)
    question = Question(
        partnership=source.partnership, analysis=analysis, parameters=AS_FAR_AS_DATA_GO
    )
    return _compute(question, replace(basis_of(question, in_use, source), measure=measure))


def _area_codes(question: Question, basis: Basis) -> list[str]:
    if basis.own:
        # What is counted in the areas of now is asked of them.
        became = _became(basis)
        of_now = {part for one in basis.own.small_areas for part in became.get(one, (one,))}
        return sorted(of_now)
    code = question.parameters["area_code"]
    if code:
        return [code]
    return sorted(question.partnership.area_codes)


def _became(basis: Basis) -> Successors:
    """Which areas of now small areas that ended became; of numbers, which are not shared, none."""
    if not basis.measure.counts_rows:
        return {}
    return holdings.became(basis.areas, basis.former, basis.residents)


def _compute(question: Question, basis: Basis, *, keep: bool = True) -> analyses.Result:
    codes = _area_codes(question, basis)
    is_whole = not question.parameters["area_code"] and len(codes) > 1
    whole = question.partnership.name if is_whole else ""
    joined = basis.joined
    surplus = joined.surplus if joined else None
    counted = counting.of_measure(
        basis.counted,
        basis.measure,
        basis.places,
        surplus,
        became=_became(basis),
        keep=keep,
    )
    part = counted.part
    added_up = basis.added_up_before
    inputs = analyses.Inputs(
        measure=basis.measure,
        tally=counted.tally,
        lookup=holdings.area_frame(basis.areas, basis.former),
        population=_residents(basis.residents),
        population_vintage=basis.residents.period if basis.residents else None,
        periods_held=tuple(
            period
            for period in dict.fromkeys(one.period for one in basis.counted)
            if part is None or period not in part.silent
        ),
        every=counted.every,
        moved=counted.moved,
        weights=basis.weighing.weights if basis.weighing else None,
        not_known=part.not_known if part else None,
        asked_of=part.asked_of if part else None,
        silent=tuple(sorted(part.silent)) if part else (),
        added_up_before=added_up,
        in_part=tuple(
            sorted(
                {
                    *(one.period for one in basis.counted if one.looks_short),
                    *(
                        one
                        for one, quarters in added_up.items()
                        if quarters < older.QUARTERS_IN_A_YEAR
                    ),
                }
            )
        ),
    )
    parameters = analyses.Parameters(
        area_codes=tuple(codes),
        area_name=basis.own.name if basis.own else whole,
        period_from=question.parameters["period_from"] or None,
        period_to=question.parameters["period_to"] or None,
        said={
            name: question.parameters[name] for name in OWN_OPTIONS if name in question.parameters
        },
    )
    try:
        result = analyses.answer(question.analysis, inputs, parameters)
    except UNANSWERABLE as reason:
        raise RuleBroken([str(reason), *_next_step(reason, basis)]) from reason
    if basis.own and (ended := _became(basis).keys() & {*basis.own.small_areas}):
        told = analyses.about_ended_parts(len(ended))
        result = replace(result, caveats=(told, *result.caveats))
    if joined is None:
        return result
    caveats = (*joined.caveats, *result.caveats)
    return replace(result, caveats=caveats, shared=joined.shared)


def _next_step(reason: Exception, basis: Basis) -> list[str]:
    """How rows without an area get one, where they may have a point."""
    if not isinstance(reason, analyses.NoPlacesError) or basis.places is not None:
        return []
    if not any(has_points(one.source.read_as) for one in basis.counted):
        return []
    return [kinds.by_slug(slug).needed for slug in kinds.serving(Service.BOUNDARIES)]


def _residents(one: Slice | None) -> pd.DataFrame | None:
    """The people of each area that has a number, under the names by which analyses know them."""
    if one is None:
        return None
    kind = one.source.read_as
    names = {kind.column(Role.WHERE): AREA, kind.column(Role.HOW_MANY): PEOPLE}
    return frames.load(one.path, list(names)).rename(columns=names)


def _record(
    question: Question, basis: Basis, known: str, result: analyses.Result, seconds: float
) -> Evidence:
    with transaction.atomic():
        # Two workers may have computed the same: the first one's row is everybody's.
        evidence, is_new = Evidence.objects.get_or_create(
            hash=known,
            defaults={
                "question": question,
                "analysis_version": str(result.version),
                "result": result.to_json(),
                "sources": _sources(basis),
                "seconds": round(seconds, 3),
            },
        )
        if is_new:
            evidence.slices.set(basis.slices)
            question.sources.add(*{one.source_id for one in basis.slices})
    return evidence


def _sources(basis: Basis) -> list[provenance.Said]:
    """What the register says of each source at this moment."""
    counted: dict[Source, list[str]] = {}
    for one in basis.counted:
        counted.setdefault(one.source, []).append(one.period)
    parts = [
        *((source, _span(periods)) for source, periods in counted.items()),
        *((one.source, one.period) if one else None for one in basis.beside),
    ]
    return [provenance.of_source(*part) for part in parts if part is not None]


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
