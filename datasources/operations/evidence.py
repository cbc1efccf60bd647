"""Questions asked of the sources, and their stored answers.

An answer is stored once for a question, the slices it rests on, the version of the analysis and
what was known of the sources: asking again costs a look-up.
"""

import hashlib
import json
import logging
import time
from dataclasses import dataclass

import pandas as pd
from django.db import transaction
from django.db.models import QuerySet

from datasources import analyses, frames, permissions
from datasources.kinds import area_lookup, police_street, population
from datasources.models import Evidence, Question, Slice, Source
from datasources.periods import Period
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.words import all_of

logger = logging.getLogger(__name__)

# What the page of a police source always shows, in this order.
STANDARD = ("trend", "change", "rates")
OFFENCES, LOOKUP, POPULATION = (
    police_street.KIND.slug,
    area_lookup.KIND.slug,
    population.KIND.slug,
)
LACKING = {
    OFFENCES: (
        "Police recorded crime: register a source of the kind “Police recorded crime”, send the"
        " monthly street files of your force from data.police.uk, and accept them."
    ),
    LOOKUP: (
        "An area look-up, which says to which ward and district each small area belongs: register a"
        " source of that kind, send the look-up of the Office for National Statistics, and accept"
        " it."
    ),
    POPULATION: (
        "The population of small areas, without which there is no rate: register a source of that"
        " kind, send the mid-year estimates of the Office for National Statistics, and accept them."
    ),
}
OFFENCE_COLUMNS = (police_street.MONTH, police_street.LSOA_CODE, police_street.CRIME_TYPE)


@dataclass(frozen=True)
class Basis:
    """The current slices that an answer would rest on now."""

    offences: tuple[Slice, ...]
    lookup: Slice | None
    population: Slice | None

    @property
    def slices(self) -> tuple[Slice, ...]:
        others = (self.lookup, self.population)
        return (*self.offences, *(one for one in others if one is not None))


def ask(
    *,
    partnership: Partnership,
    analysis: str,
    area_code: str = "",
    period_from: str = "",
    period_to: str = "",
    source: Source | None = None,
    keep: bool = False,
    by: User | None,
) -> Question:
    """The question, made when it was never asked before. No area means the whole partnership,
    no months mean as far as the data go. No source means the only one in use: of several it is
    asked which, for their counts may be of the same offences and none is better by its place."""
    permissions.check_operation(by, partnership, Permission.ASK_QUESTIONS)
    if analysis not in analyses.ANALYSES:
        raise RuleBroken(
            f"There is no analysis called {analysis}. Known are: {', '.join(analyses.ANALYSES)}."
        )
    source = source or _only_offence_source(partnership)
    parameters = parameters_of(area_code, period_from, period_to)
    with transaction.atomic():
        question, is_new = Question.objects.get_or_create(
            partnership=partnership,
            hash=question_hash(analysis, parameters, source),
            defaults={"analysis": analysis, "parameters": parameters, "asked_by": by},
        )
        if is_new:
            question.sources.add(source)
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


def answer(question: Question) -> Evidence:
    """The stored answer at the slices now in use, computed when it is not there yet."""
    if question.analysis not in analyses.ANALYSES:
        raise RuleBroken(
            f"“{analyses.label(question.analysis)}” is asked no more: this version does not have"
            " that analysis. What it answered before stays as it was."
        )
    reasons = missing(question.partnership, question.analysis)
    if reasons:
        raise RuleBroken(reasons)
    basis = basis_of(question)
    known = evidence_hash(question, basis)
    stored = Evidence.objects.filter(hash=known).first()
    if stored is not None:
        return stored
    started = time.perf_counter()
    result = _compute(question, basis)
    seconds = time.perf_counter() - started
    return _record(question, basis, known, result, seconds)


def missing(partnership: Partnership, analysis: str) -> list[str]:
    """What an analysis needs and the partnership has not in use, and where to get it."""
    needed = analyses.by_name(analysis).required_kinds
    held = set(
        Slice.objects.current()
        .filter(source__partnership=partnership, source__kind__in=needed)
        .values_list("source__kind", flat=True)
    )
    return [LACKING[kind] for kind in needed if kind not in held]


def refresh(source_id: int) -> list[Evidence]:
    """Answer again what rests on a source: the standard questions and those that were kept."""
    source = Source.objects.select_related("partnership").filter(pk=source_id).first()
    if source is None:
        return []
    questions = [
        question
        for each in source.partnership.sources.filter(kind=OFFENCES)
        for question in standard_questions(each)
    ]
    questions += Question.objects.filter(partnership=source.partnership, is_kept=True)
    answered = []
    for question in questions:
        try:
            answered.append(answer(question))
        except RuleBroken as broken:
            logger.info(
                "question not answerable now",
                extra={"question": question.pk, "reasons": broken.reasons},
            )
    return answered


def standard_questions(source: Source) -> list[Question]:
    """The questions that the page of a police source always answers."""
    return [
        ask(partnership=source.partnership, analysis=analysis, source=source, by=None)
        for analysis in STANDARD
    ]


def standing(source: Source, analysis: str) -> tuple[Evidence | None, bool]:
    """The newest answer to a standard question, and whether it rests on what is in use now."""
    known = question_hash(analysis, parameters_of("", "", ""), source)
    question = (
        Question.objects.filter(partnership=source.partnership, hash=known)
        .select_related("partnership")
        .first()
    )
    if question is None:
        return None, False
    now = evidence_hash(question, basis_of(question, source))
    evidence = question.evidence.filter(hash=now).first()
    if evidence is not None:
        return evidence, True
    return question.evidence.first(), False


def offences_in_use(partnership: Partnership) -> QuerySet[Slice]:
    """The current slices of every police source."""
    return Slice.objects.current().filter(source__partnership=partnership, source__kind=OFFENCES)


def offence_sources(partnership: Partnership) -> list[Source]:
    """The police sources that can be asked: those with slices in use, by name."""
    sources = partnership.sources.filter(kind=OFFENCES, slices__is_current=True)
    return list(sources.distinct().order_by("name", "pk"))


def _only_offence_source(partnership: Partnership) -> Source:
    in_use = offence_sources(partnership)
    if len(in_use) > 1:
        named = all_of([f"“{source.name}” ({source.slug})" for source in in_use])
        raise RuleBroken(
            f"More than one source of police data is in use: {named}. Their counts are not added"
            " up, since the same offences may stand in both. Say which of them is asked."
        )
    registered = partnership.sources.filter(kind=OFFENCES).order_by("pk")
    source = in_use[0] if in_use else registered.first()
    if source is None:
        raise RuleBroken([f"Something is missing. {LACKING[OFFENCES]}"])
    return source


def lookup_in_use(partnership: Partnership) -> Slice | None:
    return _newest(partnership, LOOKUP)


def months_in_use(partnership: Partnership) -> list[str]:
    """The months that can be asked about."""
    return sorted(set(offences_in_use(partnership).values_list("period", flat=True)))


def parameters_of(area_code: str, period_from: str, period_to: str) -> dict[str, str]:
    return {
        "area_code": area_code or "",
        "period_from": period_from or "",
        "period_to": period_to or "",
    }


def question_hash(analysis: str, parameters: dict[str, str], source: Source) -> str:
    return _hash({"analysis": analysis, "parameters": parameters, "source": source.pk})


def basis_of(question: Question, source: Source | None = None) -> Basis:
    """The slices in use that the question reaches: its months and the same a year before."""
    source = source or question.sources.filter(kind=OFFENCES).first()
    offences = Slice.objects.current().filter(source=source).select_related("source__provider")
    if first := question.parameters["period_from"]:
        offences = offences.filter(period__gte=Period.of(first).year_before.key)
    if last := question.parameters["period_to"]:
        offences = offences.filter(period__lte=last)
    needed = analyses.by_name(question.analysis).required_kinds
    return Basis(
        offences=tuple(offences.order_by("period")),
        lookup=_newest(question.partnership, LOOKUP),
        population=_newest(question.partnership, POPULATION) if POPULATION in needed else None,
    )


def evidence_hash(question: Question, basis: Basis) -> str:
    analysis = analyses.by_name(question.analysis)
    return _hash(
        {
            "question": question.pk,
            "version": analysis.version,
            "slices": sorted(one.pk for one in basis.slices),
            "areas": _area_codes(question),
            "sources": _sources(basis),
        }
    )


def _newest(partnership: Partnership, kind: str) -> Slice | None:
    current = Slice.objects.current().filter(source__partnership=partnership, source__kind=kind)
    return current.select_related("source__provider").order_by("-period", "-accepted_at").first()


def _area_codes(question: Question) -> list[str]:
    code = question.parameters["area_code"]
    if code:
        return [code]
    return list(question.partnership.areas.order_by("code").values_list("code", flat=True))


def _compute(question: Question, basis: Basis) -> analyses.Result:
    codes = _area_codes(question)
    is_whole = not question.parameters["area_code"] and len(codes) > 1
    inputs = analyses.Inputs(
        offences=frames.load_many([one.path for one in basis.offences], OFFENCE_COLUMNS),
        lookup=frames.load(basis.lookup.path),
        population=_population(basis),
        population_vintage=basis.population.period if basis.population else None,
        months_available=tuple(one.period for one in basis.offences),
    )
    parameters = analyses.Parameters(
        area_codes=tuple(codes),
        area_name=question.partnership.name if is_whole else "",
        period_from=question.parameters["period_from"] or None,
        period_to=question.parameters["period_to"] or None,
    )
    try:
        return analyses.answer(question.analysis, inputs, parameters)
    except (analyses.UnknownAreaError, analyses.NoMonthsError) as reason:
        raise RuleBroken(str(reason)) from reason


def _population(basis: Basis) -> pd.DataFrame | None:
    return frames.load(basis.population.path) if basis.population else None


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


def _sources(basis: Basis) -> list[dict[str, str]]:
    """What a figure must say of each source, as it stands now."""
    parts = [
        (basis.offences[0].source, _span([one.period for one in basis.offences]))
        if basis.offences
        else None,
        (basis.lookup.source, basis.lookup.period) if basis.lookup else None,
        (basis.population.source, basis.population.period) if basis.population else None,
    ]
    return [_source(*part) for part in parts if part is not None]


def _source(source: Source, period: str) -> dict[str, str]:
    return {
        "slug": source.slug,
        "kind": source.kind,
        "name": source.name,
        "publisher": source.publisher or (source.provider.name if source.provider else ""),
        "period": period,
        "robustness": source.robustness,
        "robustness_words": source.get_robustness_display(),
        "robustness_reason": source.robustness_reason,
        "licence": source.licence,
    }


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
