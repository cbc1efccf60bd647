"""What the records add to the draft's words: tables and sentences by section, and the annexes."""

from dataclasses import dataclass, field

from assessment.models import Assessment
from assessment.presenters import board, comment_register, components, plan
from assessment.presenters.consultation import QuestionAnswered, consultation_statement
from assessment.presenters.draft_tables import DraftTable, table
from assessment.presenters.scan import ScanSummary, scan_summary
from assessment.states import ISSUE_BY_SLUG
from assessment.structure import THEMES, box_key
from partnerships.roles import BY_SLUG
from partnerships.words import listed, said_day

Tables = tuple[DraftTable, ...]
THEME_OF_BOX = {box_key(theme.slug, "recommendations"): theme.label.lower() for theme in THEMES}


@dataclass
class Records:
    """By section key; annexes by key, each with title, sentences and tables."""

    sentences: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tables: dict[str, Tables] = field(default_factory=dict)
    annexes: dict[str, tuple[str, tuple[str, ...], Tables]] = field(default_factory=dict)


def of(assessment: Assessment, *, suppress_below: int | None = None) -> Records:
    """Everything recorded of this year that the document prints."""
    made = Records()
    made.tables["introduction.team"] = _team(assessment)
    made.tables["introduction.sources"] = _sources(assessment)
    _consultation(made, assessment, suppress_below)
    _scanning(made, assessment)
    _last_year(made, assessment)
    _priorities(made, assessment)
    _recommendations(made, assessment)
    made.tables["conclusion.next"] = _actions(assessment)
    made.annexes = {
        "appendices.components": (
            "Where the statutory components are answered",
            (),
            _components(assessment),
        ),
        "appendices.comments": ("Comments on the draft and their answers", *_comments(assessment)),
        "appendices.commitments": ("What partners committed to", *_commitments(assessment)),
    }
    return made


def _team(assessment: Assessment) -> Tables:
    people = assessment.partnership.memberships.current().select_related("user", "organisation")
    rows = [
        (str(each.user), BY_SLUG[each.role].label, str(each.organisation or ""))
        for each in people
        if each.role != "viewer"
    ]
    return table("team", "Who made this assessment", "Name, Role, Organisation", rows)


def _sources(assessment: Assessment) -> Tables:
    rows = [
        (
            source.name,
            str(source.provider or source.publisher),
            source.coverage,
            source.robustness_words,
            source.caveat,
        )
        for source in assessment.partnership.sources.select_related("provider", "review")
    ]
    labels = "Source, Provided by, Covers, Robustness, Why"
    return table("sources", "Data sources and how far they can be trusted", labels, rows)


def _consultation(made: Records, assessment: Assessment, suppress_below: int | None) -> None:
    statement = consultation_statement(assessment, suppress_below=suppress_below)
    made.sentences["introduction.consultation"] = statement.sentences
    made.tables["introduction.consultation"] = tuple(
        each for question in statement.questions for each in _question(question)
    )


def _question(question: QuestionAnswered) -> Tables:
    rows = [
        (line.choice, line.words, "" if line.share is None else f"{line.share}%")
        for line in question.choices
    ]
    caption = f"{question.question} ({question.respondents})"
    return table("answers", caption, "Answer, #People, #Share", rows)


def _scanning(made: Records, assessment: Assessment) -> None:
    summary = scan_summary(assessment)
    if not summary.issues:
        return
    made.sentences["analysis.scanning"] = (summary.how, *_little_known(summary))
    rows = [
        (
            issue.title,
            issue.place,
            issue.origin,
            "" if issue.mean is None else f"{issue.mean:.0f}",
            _range(issue.lowest, issue.highest),
            issue.known.words,
            ISSUE_BY_SLUG[issue.decision].label,
            issue.reason,
        )
        for issue in summary.issues
    ]
    labels = "Issue, Place, Raised by, #Mark, #Lowest to highest, How sure, Decision, Reason"
    made.tables["analysis.scanning"] = table(
        "issues", "The issues that were scanned, and what was decided", labels, rows
    )


def _little_known(summary: ScanSummary) -> tuple[str, ...]:
    """Harm that hardly anything is known of, said in words and not only by its place."""
    told = [
        f"{issue.title} ({listed(issue.known.strong)})"
        for issue in summary.issues
        if issue.known.strong
    ]
    return (f"Little known, yet scored high: {listed(told, 12)}.",) if told else ()


def _range(lowest: float | None, highest: float | None) -> str:
    return "" if lowest is None or highest is None else f"{lowest:.0f} to {highest:.0f}"


def _last_year(made: Records, assessment: Assessment) -> None:
    """The fourth statutory component: how far last year's plan was carried out."""
    ledger = plan.last_year(assessment)
    if ledger is None:
        return
    of_recommendations = [line for each in ledger.recommendations for line in each.actions]
    lines = sorted([*of_recommendations, *ledger.other_actions], key=lambda line: line.due_on)
    rows = [
        (
            line.title,
            line.owner,
            said_day(line.due_on),
            line.verdict_label,
            line.verdict_reason or (line.latest.text if line.latest else ""),
        )
        for line in lines
    ]
    made.sentences["analysis.activity"] = (f"The plan of {ledger.year}: {ledger.sentence}",)
    made.tables["analysis.activity"] = _last_recommendations(ledger) + table(
        "last_year",
        f"The actions of the plan of {ledger.year} and what came of them",
        "Action, Owner, Due, Verdict, Why or how far",
        rows,
    )


def _last_recommendations(ledger: plan.Ledger) -> Tables:
    return table(
        "last_recommendations",
        f"The recommendations of {ledger.year} and the actions made of them",
        "Recommendation, Section, Lead, Actions",
        [
            (
                each.text,
                each.section_label,
                each.owner,
                "; ".join(f"{line.title}: {line.verdict_label.lower()}" for line in each.actions)
                or "No action was made of it",
            )
            for each in ledger.recommendations
        ],
    )


def _priorities(made: Records, assessment: Assessment) -> None:
    decisions = board.decisions(assessment)
    agreed = [each for each in decisions if each.state == "agreed"]
    made.tables["priorities.strategic"] = table(
        "priorities",
        "The priorities that the board agreed",
        "Priority, What it means, Theme, Reason",
        [(each.title, each.statement, each.theme_label, each.case) for each in agreed],
    )
    if agreed:
        made.tables["summary"] = table(
            "priorities_in_short",
            "The agreed priorities",
            "Priority, Theme",
            [(each.title, each.theme_label) for each in agreed],
        )
    made.tables["priorities.process"] = table(
        "decisions",
        "What was put to the board and what it decided",
        "Priority, Decision, Meeting, Present, Reason",
        [
            (
                each.title,
                each.state_label,
                f"{each.meeting}, {said_day(each.held_on)}" if each.held_on else "",
                each.quorum,
                each.case,
            )
            for each in decisions
        ],
    )


def _recommendations(made: Records, assessment: Assessment) -> None:
    """Each in the recommendations box of its theme, else in the section it is tied to."""
    by_part: dict[str, list[tuple[str, ...]]] = {}
    titles: dict[str, str] = {}
    for group in plan.recommendations_by_section(assessment):
        part = box_key(group.theme, "recommendations") if group.theme else group.key
        titles.setdefault(part, THEME_OF_BOX.get(part) or group.label)
        by_part.setdefault(part, []).extend(
            (each.text, each.gap, each.intervention, each.owner) for each in group.recommendations
        )
    for part, rows in by_part.items():
        made.tables[part] = made.tables.get(part, ()) + table(
            "recommendations",
            # Captions name their table to those who listen: no two of them are the same.
            f"Recommendations: {titles[part]}",
            "Recommendation, Gap it closes, Known way of doing it, Owner",
            rows,
        )


def _actions(assessment: Assessment) -> Tables:
    rows = [
        (line.title, line.owner, said_day(line.due_on), line.measure, line.priority)
        for line in plan.actions(assessment)
    ]
    labels = "Action, Owner, Due, Measure, Priority"
    return table("actions", "The plan: what is done, by whom, by when", labels, rows)


def _components(assessment: Assessment) -> Tables:
    rows = [
        (
            line.asks,
            line.state,
            "; ".join(f"{place.words}: “{place.passage}”" for place in line.standing)
            or (line.why_not.reason if line.why_not else line.missing),
        )
        for line in components.meter(assessment)
    ]
    return table("components", "The four statutory components", "Component, State, Where", rows)


def _comments(assessment: Assessment) -> tuple[tuple[str, ...], Tables]:
    remarks = comment_register.remarks(comment_register.of_assessment(assessment))
    if not remarks:
        return ("No comments were made on the draft.",), ()
    rows = [
        (each.place, str(each.comment.made_by), each.comment.body, each.state, each.comment.answer)
        for each in remarks
    ]
    labels = "Section, Made by, Comment, Answer, What was done or why not"
    return (), table("comments", "Every comment on the draft with its answer", labels, rows)


def _commitments(assessment: Assessment) -> tuple[tuple[str, ...], Tables]:
    rows = [
        (
            str(each.organisation),
            each.get_kind_display(),
            each.given_by,
            said_day(each.given_on),
        )
        for each in assessment.partnership.commitments.select_related("organisation")
    ]
    if not rows:
        return ("No commitments have been recorded.",), ()
    labels = "Organisation, Committed to, Given by, On"
    return (), table("commitments", "Commitments", labels, rows)
