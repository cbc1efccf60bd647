"""How residents were consulted, in sentences and tables: for the pages, the document, the editions.

With `suppress_below` no count under that number leaves this module, no count from which another
could be worked out, and nothing by ward: what readers outside the partnership may be given.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from assessment.models import Assessment, Consultation, ConsultationFinding
from assessment.rules import small_answers
from assessment.rules.words import counted
from partnerships.words import listed, said_day

TOP = 3
FEWEST_FOR_SHARES = 20  # Per cent of fewer people says more than it knows.
# One word for small counts and for those held back with them: which is which tells their size.
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class ChoiceLine:
    """One choice with its total; `count` is None where it may not be told."""

    choice: str
    count: int | None
    share: int | None
    words: str


@dataclass(frozen=True)
class WardLine:
    choice: str
    ward: str
    count: int


@dataclass(frozen=True)
class QuestionAnswered:
    """A question with its answers, the most frequent first, those not told last by name."""

    question: str
    came_from: str
    respondents: str
    choices: tuple[ChoiceLine, ...]
    wards: tuple[WardLine, ...]
    finding: str


@dataclass(frozen=True)
class Method:
    """One way of asking: whom, how, when, and how many answered."""

    title: str
    whom: str
    how: str
    when: str
    answers: str
    is_agreed: bool


@dataclass(frozen=True)
class ConsultationStatement:
    """Everything the document says about consulting residents."""

    sentences: tuple[str, ...]
    methods: tuple[Method, ...]
    questions: tuple[QuestionAnswered, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def consultation_statement(
    assessment: Assessment,
    *,
    suppress_below: int | None = None,
    today: datetime.date | None = None,
) -> ConsultationStatement:
    """Whom, how, when, the public meeting, what was asked and what they answered most."""
    today = today or timezone.localdate()
    consultations = list(
        assessment.consultations.prefetch_related(
            Prefetch("findings", ConsultationFinding.objects.prefetch_related("answers"))
        )
    )
    asked = [(each, list(each.findings.all())) for each in consultations]
    questions = tuple(
        question_answered(finding, suppress_below=suppress_below)
        for _, findings in asked
        for finding in findings
    )
    meetings = tuple(
        meeting_sentence(each, today) for each, _ in asked if each.meeting_on is not None
    )
    sentences = [_process(each, findings, suppress_below, today) for each, findings in asked]
    sentences += meetings
    sentences += [question.finding for question in questions]
    if not consultations:
        sentences = ["No consultation of residents has been recorded for this assessment."]
    elif not meetings:
        sentences.append("No public meeting has been recorded.")
    return ConsultationStatement(
        sentences=tuple(sentences),
        methods=tuple(_method(each, findings, suppress_below) for each, findings in asked),
        questions=questions,
    )


def question_answered(
    finding: ConsultationFinding, *, suppress_below: int | None = None
) -> QuestionAnswered:
    """The answers of one question; reads `finding.answers`, prefetched by the caller."""
    answers = list(finding.answers.all())
    totals = Counter()
    for answer in answers:
        totals[answer.choice] += answer.count
    hidden = (
        small_answers.held_back(totals, finding.respondents, suppress_below)
        if suppress_below
        else frozenset()
    )
    # The place of a count among others tells as much as the count: what is not told has none.
    ordered = sorted(
        totals.items(),
        key=lambda pair: (pair[0] in hidden, 0 if pair[0] in hidden else -pair[1], pair[0].lower()),
    )
    choices = tuple(
        _choice_line(choice, count, finding.respondents, choice in hidden)
        for choice, count in ordered
    )
    wards = () if suppress_below else tuple(
        WardLine(a.choice, a.ward, a.count) for a in answers if a.ward
    )  # fmt: skip
    return QuestionAnswered(
        question=finding.question,
        came_from=finding.get_came_from_display(),
        respondents=_people(finding.respondents, suppress_below),
        choices=choices,
        wards=wards,
        finding=_finding_sentence(finding.question, finding.respondents, choices, suppress_below),
    )


def meeting_sentence(consultation: Consultation, today: datetime.date) -> str:
    """The public meeting that regulation 12 asks for, as past or as planned."""
    day = said_day(consultation.meeting_on)
    where = f" at {consultation.meeting_place}" if consultation.meeting_place else ""
    if consultation.meeting_on > today:
        return f"A public meeting is planned for {day}{where}."
    said = _full_stop(consultation.meeting_discussed)
    discussed = f" It discussed: {said}" if said else ""
    return f"A public meeting was held on {day}{where}.{discussed}"


def _process(
    consultation: Consultation,
    findings: list[ConsultationFinding],
    suppress_below: int | None,
    today: datetime.date,
) -> str:
    verb = "will ask" if consultation.starts_on > today else "asked"
    if consultation.starts_on <= today <= consultation.ends_on:
        verb = "is asking"
    answered = max((finding.respondents for finding in findings), default=0)
    tail = f" {_people(answered, suppress_below).capitalize()} answered." if findings else ""
    return (
        f"{consultation.title}: the partnership {verb} "
        f"{_inside(consultation.whom)} from {said_day(consultation.starts_on)} to "
        f"{said_day(consultation.ends_on)}, by these means: {_full_stop(consultation.how)}{tail}"
    )


def _method(
    consultation: Consultation, findings: list[ConsultationFinding], suppress_below: int | None
) -> Method:
    answered = max((finding.respondents for finding in findings), default=0)
    return Method(
        title=consultation.title,
        whom=consultation.whom,
        how=consultation.how,
        when=f"{said_day(consultation.starts_on)} to {said_day(consultation.ends_on)}",
        answers=_people(answered, suppress_below) if findings else "",
        is_agreed=consultation.agreed_at is not None,
    )


def _choice_line(choice: str, count: int, respondents: int, is_hidden: bool) -> ChoiceLine:
    if is_hidden:
        return ChoiceLine(choice, None, None, NOT_SHOWN)
    share = round(100 * count / respondents) if respondents >= FEWEST_FOR_SHARES else None
    return ChoiceLine(choice, count, share, f"{count:,}")


def _finding_sentence(
    question: str, respondents: int, choices: tuple[ChoiceLine, ...], suppress_below: int | None
) -> str:
    told = [line for line in choices if line.count is not None][:TOP]
    asked = f"Asked “{question}”"
    if not told:
        return f"{asked}, {_people(respondents, suppress_below)} answered."
    said = [
        f"{line.choice} ({line.words})"
        if line.share is None
        else f"{line.choice} ({line.words}, {line.share}%)"
        for line in told
    ]
    people = _people(respondents, suppress_below)
    return f"{asked}, {people} answered most often: {listed(said)}."


def _people(number: int, suppress_below: int | None) -> str:
    if suppress_below and number < suppress_below:
        return f"fewer than {suppress_below} people"
    return counted(number, "person", "people")


def _full_stop(words: str) -> str:
    words = " ".join(words.split())
    return words if not words or words[-1] in ".?!" else f"{words}."


def _inside(words: str) -> str:
    """A sentence's worth of words made fit for the middle of one."""
    words = " ".join(words.split()).rstrip(".")
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first[1:].islower() or len(first) == 1 else words
