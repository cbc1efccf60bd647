"""Texts, sections with words in them, evidence to show in them. Plain rows, no operation."""

import hashlib

from django.utils import timezone

from assessment.models import Assessment, Comment, ComponentAnswer, KeptText, Revision, Section
from assessment.text.documents import figures, parse, word_count
from assessment.text.passages import hash_of
from datasources import kinds
from datasources.analyses.questions import trend
from datasources.analyses.result import Column, Result
from datasources.models import Evidence, Question
from partnerships.models import Partnership, User


def paragraph(words: str) -> dict:
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}


def figure(evidence: Evidence, note: str = "") -> dict:
    return {"type": "figure", "attrs": {"evidence": str(evidence.pk), "note": note}}


def text_of(*blocks: str | dict) -> dict:
    """A document of paragraphs; a dict stands for itself."""
    content = [paragraph(block) if isinstance(block, str) else block for block in blocks]
    return parse({"type": "doc", "content": content}).to_json()


def section_of(assessment: Assessment, key: str = "victims.key_information") -> Section:
    return assessment.sections.get(key=key)


def write(section: Section, *blocks: str | dict, by: User, state: str = "drafting") -> Revision:
    """The section as if somebody had saved these words in it."""
    document = text_of(*blocks)
    section.version += 1
    section.document = document
    section.figures = [int(name) for name in figures(document)]
    section.words = word_count(document)
    section.state = state
    section.touched_at, section.touched_by = timezone.now(), by
    section.save()
    return Revision.objects.create(
        section=section, version=section.version, document=document, saved_by=by
    )


def keep(section: Section, *blocks: str | dict, by: User, started_from: int = 0) -> KeptText:
    return KeptText.objects.create(
        section=section, started_from=started_from, document=text_of(*blocks), writer=by
    )


def comment_on(section: Section, body: str, *, by: User, quote: str = "") -> Comment:
    return Comment.objects.create(
        section=section,
        revision=section.revisions.first(),
        body=body,
        quote=quote,
        made_by=by,
    )


def point_at(
    section: Section, component: str = "levels", *, by: User, passage: str = ""
) -> ComponentAnswer:
    """Without a passage: as answers were named before passages were asked for."""
    return ComponentAnswer.objects.create(
        assessment=section.assessment,
        component=component,
        section=section,
        passage=passage,
        passage_hash=hash_of(passage) if passage else "",
        pointed_by=by,
    )


def make_evidence(
    partnership: Partnership, finding: str = "Offences fell by 4%", *, is_kept: bool = True
) -> Evidence:
    """A small answer, as if it had been computed."""
    result = Result(
        analysis="trend",
        version=1,
        columns=trend.columns_of(
            kinds.MEASURES[kinds.UNNAMED_MEASURE], Column("month", "Month", "month")
        ),
        rows=(_month("2026-05", 610, 120), _month("2026-06", 586, 131)),
        finding=finding,
        caveats=(),
        numbers={"first": 610, "last": 586},
        period_from="2026-05",
        period_to="2026-06",
        area_code="X07000001",
        area_name="Wexmere",
    )
    number = Evidence.objects.count()
    question = Question.objects.create(
        partnership=partnership,
        analysis="trend",
        parameters={"area_code": "X07000001", "period_from": "", "period_to": ""},
        hash=_hash(f"question {partnership.pk} {number}"),
        is_kept=is_kept,
    )
    return Evidence.objects.create(
        question=question,
        analysis_version="1",
        hash=_hash(f"evidence {question.pk}"),
        result=result.to_json(),
        sources=[
            {
                "slug": "police",
                "kind": "police-street",
                "name": "Police recorded crime",
                "publisher": "Wexshire Constabulary",
                "period": "2026-05 to 2026-06",
                "robustness": "strong",
                "robustness_words": "Strong",
                "robustness_reason": "Whole and on time",
                "licence": "",
            }
        ],
    )


def _month(month: str, all_crime: int, asb: int) -> dict:
    """A row of the trend: the year before is not held."""
    return {
        "area_code": "X07000001",
        "area_name": "Wexmere",
        "month": month,
        "all_crime": all_crime,
        "anti_social_behaviour": asb,
        "all": all_crime + asb,
        "all_crime_year_before": None,
        "anti_social_behaviour_year_before": None,
        "all_year_before": None,
    }


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
