"""The scan as pages and the document show it: issues, ranks, spread, progress, what was chosen."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.safestring import SafeString

from assessment.models import Assessment, Factor, Issue, Score, ScoreSheet
from assessment.presenters import marks as judging
from assessment.presenters.spread import dot_range, spread_words
from assessment.rules import ranking
from assessment.rules import scan as rules
from assessment.rules.words import counted
from partnerships.models import User
from partnerships.words import listed, said_day, with_capital

COLOURS = {"open": "blue", "key_line": "green", "not_taken": "grey", "withdrawn": "grey"}
FAR_APART = 40  # On the scale of 0 to 100: worth a talk before the key lines are chosen.


@dataclass(frozen=True)
class IssueLine:
    """An issue with what may be told of its scores to the person who looks."""

    pk: int
    title: str
    href: str
    origin: str
    state: str
    state_label: str
    colour: str
    reason: str
    evidence: int
    findings: int
    place: str
    # Where it stood while confidence counted in the mark; empty when nobody saw it so.
    place_before: str
    mean: float | None
    known: judging.Known
    spread: float | None
    marks: tuple[ranking.Mark, ...]
    picture: SafeString | str
    picture_words: str

    @property
    def is_far_apart(self) -> bool:
        return self.spread is not None and self.spread >= FAR_APART

    @property
    def has_moved(self) -> bool:
        return bool(self.place_before) and self.place_before != self.place


@dataclass(frozen=True)
class Progress:
    """How far one person's own sheet is."""

    cells: int
    filled: int
    issues: int
    issues_done: int
    is_submitted: bool

    @property
    def missing(self) -> int:
        return self.cells - self.filled

    @property
    def words(self) -> str:
        if self.is_submitted and not self.missing:
            return "You have submitted your scores."
        if self.is_submitted:
            return "Issues were added after you submitted: reopen your sheet to score them."
        if not self.filled:
            return "You have not begun to score."
        return f"You have scored {self.issues_done} of {counted(self.issues, 'issue', 'issues')}."


@dataclass(frozen=True)
class Sheets:
    """Who has begun and who has submitted; never what they scored."""

    submitted: tuple[str, ...]
    begun: tuple[str, ...]

    @property
    def words(self) -> str:
        if not self.submitted and not self.begun:
            return "Nobody has begun to score."
        parts = []
        if self.submitted:
            parts.append(f"Submitted: {listed(self.submitted, 12)}")
        if self.begun:
            parts.append(f"begun, not submitted: {listed(self.begun, 12)}")
        words = "; ".join(parts)
        return f"{with_capital(words)}."


def issue_lines(assessment: Assessment, user: User) -> list[IssueLine]:
    """Ranked when scoring is closed; before that by title, with one's own mark alone."""
    issues = {
        issue.pk: issue
        for issue in assessment.issues.annotate(
            evidence_count=Count("evidence", distinct=True),
            finding_count=Count("consultation_findings", distinct=True),
        )
    }
    weighed = {pk: issue.title for pk, issue in issues.items() if issue.state != "withdrawn"}
    scores = list(
        Score.objects.visible_to(user)
        .filter(sheet__assessment=assessment, issue__in=weighed)
        .select_related("sheet__scorer")
    )
    if assessment.scoring_closed_at:
        scores = [score for score in scores if score.sheet.submitted_at]
    is_closed = assessment.scoring_closed_at is not None
    judged = judging.judged(assessment, weighed, scores, list(assessment.factors.all()))
    ranked = list(judged.ranked)
    if not is_closed:
        ranked = sorted(ranked, key=lambda each: issues[each.issue].title.lower())
    ranked += [ranking.Ranked(pk, None, False, None, ()) for pk in issues if pk not in weighed]
    return [_line(issues[each.issue], each, judged, is_closed=is_closed) for each in ranked]


def why_places_moved(assessment: Assessment, lines: list[IssueLine]) -> str:
    """For a running year that was ranked before confidence left the mark; else empty."""
    if not any(line.place_before for line in lines):
        return ""
    moved = [(line.title, line.place_before, line.place) for line in lines if line.has_moved]
    return judging.why_places_moved(moved)


def _line(
    issue: Issue, ranked: ranking.Ranked, judged: judging.Judged, *, is_closed: bool
) -> IssueLine:
    values = [mark.value for mark in ranked.marks]
    is_drawn = is_closed and ranked.mean is not None
    return IssueLine(
        pk=issue.pk,
        title=issue.title,
        href=issue.get_absolute_url(),
        origin=issue.get_origin_display(),
        state=issue.state,
        state_label=issue.get_state_display(),
        colour=COLOURS[issue.state],
        reason=issue.decision_reason,
        evidence=issue.evidence_count,
        findings=issue.finding_count,
        place=ranked.place_words if is_closed else "",
        place_before=judged.before.get(issue.pk, "") if is_closed else "",
        mean=ranked.mean,
        known=judged.known.get(issue.pk, judging.Known()) if is_closed else judging.Known(),
        spread=ranked.spread if is_closed else None,
        marks=ranked.marks if is_closed else (),
        picture=dot_range(values, ranked.mean) if is_drawn else "",
        picture_words=spread_words(values, ranked.mean) if is_drawn else "",
    )


def progress(assessment: Assessment, user: User) -> Progress:
    issues = {issue.pk for issue in rules.weighable(assessment)}
    factors = assessment.factors.count()
    mine = ScoreSheet.objects.filter(assessment=assessment, scorer=user).first()
    filled: dict[int, int] = {}
    if mine:
        for issue in mine.scores.filter(issue__in=issues).values_list("issue_id", flat=True):
            filled[issue] = filled.get(issue, 0) + 1
    return Progress(
        cells=len(issues) * factors,
        filled=sum(filled.values()),
        issues=len(issues),
        issues_done=sum(count >= factors for count in filled.values()),
        is_submitted=bool(mine and mine.submitted_at),
    )


def sheets(assessment: Assessment) -> Sheets:
    every = list(assessment.score_sheets.select_related("scorer"))
    return Sheets(
        submitted=tuple(str(sheet.scorer) for sheet in every if sheet.submitted_at),
        begun=tuple(str(sheet.scorer) for sheet in every if not sheet.submitted_at),
    )


@dataclass(frozen=True)
class ConsultationLine:
    """A consultation as the scanning page lists it."""

    title: str
    href: str
    when: str
    is_agreed: bool
    findings: int


def consultation_lines(assessment: Assessment) -> list[ConsultationLine]:
    return [
        ConsultationLine(
            each.title,
            each.get_absolute_url(),
            f"{said_day(each.starts_on)} to {said_day(each.ends_on)}",
            each.agreed_at is not None,
            each.finding_count,
        )
        for each in assessment.consultations.annotate(finding_count=Count("findings"))
    ]


@dataclass(frozen=True)
class Suggestion:
    """Something of last year that may be an issue again; added by a person, never silently."""

    title: str
    description: str
    why: str


def suggestions(assessment: Assessment) -> list[Suggestion]:
    """Last year's key lines and agreed priorities that are not on this year's list yet."""
    before = assessment.previous
    if before is None or assessment.key_lines_agreed_at:
        return []
    known = {title.lower() for title in assessment.issues.values_list("title", flat=True)}
    found: dict[str, Suggestion] = {}
    for priority in before.priorities.filter(state="agreed"):
        found.setdefault(
            priority.title.lower(),
            Suggestion(priority.title, priority.statement, f"Priority of {before.year}"),
        )
    for issue in before.issues.filter(state="key_line"):
        found.setdefault(
            issue.title.lower(),
            Suggestion(issue.title, issue.description, f"Key line of {before.year}"),
        )
    return [each for key, each in found.items() if key not in known]


@dataclass(frozen=True)
class ScannedIssue:
    """An issue as the document prints it; no scorer is named."""

    title: str
    description: str
    origin: str
    place: str
    mean: float | None
    lowest: float | None
    highest: float | None
    known: judging.Known
    decision: str
    reason: str


@dataclass(frozen=True)
class FactorUsed:
    name: str
    asks: str
    weight: int
    is_confidence: bool
    scale: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class ScanSummary:
    """The scanning exercise: how it was done, and what came of it."""

    how: str
    factors: tuple[FactorUsed, ...]
    issues: tuple[ScannedIssue, ...]
    scorers: int
    organisations: tuple[str, ...]
    cap: int

    @property
    def chosen(self) -> tuple[ScannedIssue, ...]:
        return tuple(issue for issue in self.issues if issue.decision == "key_line")

    @property
    def refused(self) -> tuple[ScannedIssue, ...]:
        return tuple(issue for issue in self.issues if issue.decision == "not_taken")


def scan_summary(assessment: Assessment) -> ScanSummary:
    """What may be printed: nothing of any score before scoring is closed, never a person's name."""
    factors = list(assessment.factors.all())
    issues = {issue.pk: issue for issue in rules.weighable(assessment)}
    submitted = []
    scores = []
    if assessment.scoring_closed_at:
        submitted = list(assessment.score_sheets.filter(submitted_at__isnull=False))
        scores = list(
            Score.objects.filter(sheet__in=submitted, issue__in=issues).select_related(
                "sheet__scorer"
            )
        )
    titles = {pk: issue.title for pk, issue in issues.items()}
    judged = judging.judged(assessment, titles, scores, factors)
    organisations = sorted({s.organisation_name for s in submitted if s.organisation_name})
    return ScanSummary(
        how=how_it_was_scored(assessment, factors, len(submitted), organisations),
        factors=tuple(
            FactorUsed(
                factor.name,
                factor.asks,
                factor.weight,
                factor.is_confidence,
                tuple((s["value"], s["label"], s["definition"]) for s in factor.scale),
            )
            for factor in factors
        ),
        issues=tuple(
            _scanned(issues[each.issue], each, judged.known[each.issue]) for each in judged.ranked
        ),
        scorers=len(submitted),
        organisations=tuple(organisations),
        cap=assessment.key_line_cap,
    )


def how_it_was_scored(
    assessment: Assessment, factors: list[Factor], scorers: int, organisations: list[str]
) -> str:
    """The method in a few sentences, as it is printed."""
    weighing = [each for each in factors if assessment.confidence_counts or not each.is_confidence]
    names = [f"{factor.name.lower()} (weight {factor.weight})" for factor in weighing]
    if not factors:
        return "No matrix has been defined."
    method = (
        f"Issues are weighed in a generic matrix of "
        f"{counted(len(weighing), 'factor', 'factors')}: {listed(names, 12)}. Each person scores "
        "alone; nobody sees another's scores before scoring closes. A person's mark is the "
        "weighted mean of their scores, put on a scale from 0 to 100; an issue's mark is the mean "
        "of those who scored it."
    )
    confidence = judging.how_confidence_is_used(assessment, factors)
    method = f"{method} {confidence}".strip()
    if not assessment.scoring_closed_at:
        return f"{method} Scoring is not closed yet."
    sat_for = f" from {listed(organisations, 12)}" if organisations else ""
    return (
        f"{method} {counted(scorers, 'person', 'people').capitalize()}{sat_for} scored; scoring "
        f"closed on {_day_of(assessment.scoring_closed_at)}. At most "
        f"{counted(assessment.key_line_cap, 'key line', 'key lines')} may be chosen."
    )


def _scanned(issue: Issue, ranked: ranking.Ranked, known: judging.Known) -> ScannedIssue:
    return ScannedIssue(
        title=issue.title,
        description=issue.description,
        origin=issue.get_origin_display(),
        place=ranked.place_words,
        mean=ranked.mean,
        lowest=ranked.lowest,
        highest=ranked.highest,
        known=known,
        decision=issue.state,
        reason=issue.decision_reason,
    )


def _day_of(moment: object) -> str:
    return said_day(timezone.localtime(moment).date()) if moment else ""
