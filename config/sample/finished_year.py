"""The finished year, made from its scanning to its lessons.

Cut off anywhere, it is taken up again: each part is there whole or not at all.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from assessment.models import Priority
from assessment.operations import actions, lessons, meetings, priorities, seating
from assessment.operations.priorities import PriorityDetails
from assessment.rules.priorities import Resolution
from config.sample import acts, texts, waiting
from config.sample.acts import Scene
from config.sample.records import finished as records
from config.sample.records.shapes import Day, Proposal
from config.sample.waiting import Say
from partnerships import seats
from reports.operations import editions

# Who writes which chapter; the officer writes the others.
WRITERS = {"introduction": "analyst", "analysis": "analyst", "victims": "contributor"}
# The board read the draft first; what tells of its decision was written after it had met.
AFTER_THE_MEETING = ("priorities.process", "priorities.strategic", "conclusion.next", "summary")
ANSWERED = (
    ("levels", "analysis.context", "The rate divides what was recorded"),
    ("levels", "analysis.context", "The pattern by place"),
    ("changes", "analysis.themes", "What has changed."),
    ("reasons", "analysis.themes", "Why."),
    ("plan", "analysis.activity", "Three were carried out"),
)
# The day on which the year's last months were in use.
DATA_CAME = (2025, 10, 6)
EDITIONS_AFTERWARDS = {"partnership": (2026, 1, 14), "public": (2026, 1, 21)}


def make(scene: Scene, say: Say) -> None:
    if scene.assessment.lessons.exists():
        return
    if not scene.assessment.component_answers.exists():
        write(scene, say)
    publish(scene, "board", (2025, 10, 23), say)
    if not scene.assessment.actions.exists():
        decide(scene, say)
    for audience, day in EDITIONS_AFTERWARDS.items():
        publish(scene, audience, day, say)
    look_back(scene)


@transaction.atomic
def write(scene: Scene, say: Say) -> None:
    say(f"Writing the assessment of {scene.year} ...")
    if not scene.assessment.key_lines_agreed_at:
        scan(scene)
    acts.move_to(scene, "analyse", (2025, 8, 14))
    drawn = acts.figures_of(scene, DATA_CAME)
    put(scene, drafts(), (2025, 10, 7), (2025, 10, 10), drawn)
    acts.advise(scene, records.ADVICE, (2025, 10, 9))
    acts.cover(scene, records.ISSUES, (2025, 10, 10))
    acts.answer_components(scene, ANSWERED, (2025, 10, 10))
    acts.finish_steps(scene, "analyse")
    acts.move_to(scene, "respond", (2025, 10, 13))
    acts.discuss(scene, records.REMARKS, made=(2025, 10, 15), answered=(2025, 10, 20))


def scan(scene: Scene) -> None:
    acts.scan(
        scene, records.ISSUES, gathered=(2025, 7, 28), scored=(2025, 8, 8), chosen=(2025, 8, 13)
    )
    acts.consult(
        scene,
        records.CONSULTATION,
        recorded=(2025, 7, 29),
        agreed=(2025, 8, 12),
        counted=(2025, 9, 30),
    )
    acts.finish_steps(scene, "scan")


def drafts() -> list[acts.Written]:
    """What the board read before it met."""
    keys = texts.keys(texts.FINISHED)
    return [
        written([key for key in keys if key not in AFTER_THE_MEETING]),
        written([key for key in keys if texts.has_draft(texts.FINISHED, key)], draft=True),
    ]


def written(keys: Iterable[str], *, draft: bool = False) -> acts.Written:
    return acts.Written(
        texts.FINISHED, {key: WRITERS.get(key.split(".")[0], "officer") for key in keys}, draft
    )


def put(
    scene: Scene, parts: list[acts.Written], saved: Day, approved: Day, drawn: dict[str, int]
) -> None:
    """Written by one person, handed over, approved by another."""
    for part in parts:
        acts.write(scene, part, drawn, saved)
        acts.hand_over(scene, part.keys, saved)
        acts.approve(scene, part.keys, approved)


def publish(scene: Scene, audience: str, day: Day, say: Say) -> None:
    edition = scene.assessment.editions.filter(audience=audience).first()
    with scene.on(day, hour=11):
        if edition is None:
            say(f"Publishing the {audience} edition of {scene.year} ...")
            edition = editions.request(
                assessment=scene.assessment,
                audience=audience,
                by=scene.people["analyst"],
                issued_on=scene.calendar.day(*day),
            )
        waiting.wait_for(lambda: editions.render(edition.pk), edition, {"done", "failed"})


@transaction.atomic
def decide(scene: Scene, say: Say) -> None:
    say(f"Deciding the priorities of {scene.year} ...")
    meet(scene)
    drawn = acts.figures_of(scene, DATA_CAME)
    put(scene, [written(AFTER_THE_MEETING)], (2025, 11, 24), (2025, 11, 28), drawn)
    plan(scene)
    acts.finish_steps(scene, "respond")


def meet(scene: Scene) -> None:
    """The board's meeting: who sat for whom, and what it decided on each proposal."""
    chair, held_on = scene.people["chair"], records.MEETING.held_on
    with scene.on((2025, 10, 22)):
        put_forward = [propose(scene, each) for each in records.PROPOSALS]
    with scene.on(held_on, hour=17):
        meeting = meetings.record(
            assessment=scene.assessment,
            details=acts.meeting_details(scene, records.MEETING),
            seated=seated(scene, scene.calendar.day(*held_on)),
            by=chair,
        )
        moved, seconded, *_ = meeting.attendances.exclude(capacity=seating.APOLOGIES)
        for each, priority in zip(records.PROPOSALS, put_forward, strict=True):
            priorities.decide(
                priority=priority,
                resolution=Resolution(
                    meeting=meeting,
                    agreed=each.agreed,
                    evidence_says=each.evidence,
                    reason=each.reason,
                    moved_by=moved,
                    seconded_by=seconded,
                ),
                by=chair,
            )


def propose(scene: Scene, proposal: Proposal) -> Priority:
    return priorities.propose(
        assessment=scene.assessment,
        details=PriorityDetails(
            title=proposal.title,
            statement=proposal.statement,
            theme=proposal.theme,
            key_line=scene.assessment.issues.get(title=proposal.key_line),
        ),
        by=scene.people["officer"],
    )


def seated(scene: Scene, day: date) -> dict[int, str]:
    """A member for each authority that has one; the others sent apologies."""
    sitting = seats.by_organisation(seats.candidates(scene.partnership, day))
    authorities = scene.partnership.organisations.filter(is_responsible_authority=True)
    return {
        each.pk: sitting[each.pk][0].key if each.pk in sitting else seating.APOLOGIES
        for each in authorities
    }


def plan(scene: Scene) -> None:
    advice = list(scene.assessment.recommendations.order_by("pk"))
    with scene.on((2025, 12, 3)):
        for each in records.ACTS:
            actions.add(
                assessment=scene.assessment,
                details=actions.ActionDetails(
                    title=each.title,
                    owner=scene.organisation(each.owner),
                    due_on=scene.calendar.day(*each.due_on),
                    measure=each.measure,
                    recommendation=advice[each.advice],
                    priority=scene.assessment.priorities.get(title=each.priority),
                ),
                by=scene.people["officer"],
            )


@transaction.atomic
def look_back(scene: Scene) -> None:
    """The plan carried out, every action judged, and the lessons of the year."""
    acts.move_to(scene, "assess", (2026, 1, 30))
    made = {action.title: action for action in scene.assessment.actions.all()}
    for each in records.ACTS:
        for day, told, measured in each.notes:
            with scene.on(day):
                actions.note_progress(
                    action=made[each.title],
                    text=told,
                    measured=measured,
                    by=scene.people["contributor"],
                )
    with scene.on((2026, 6, 24)):
        for each in records.ACTS:
            actions.give_verdict(
                action=made[each.title],
                verdict=each.verdict,
                reason=each.reason,
                by=scene.people["officer"],
            )
    with scene.on((2026, 6, 26)):
        for each in records.LESSONS:
            lesson = lessons.record(
                assessment=scene.assessment, comment=each.comment, by=scene.people["officer"]
            )
            lessons.note_change(lesson=lesson, change=each.change, by=scene.people["analyst"])
    acts.finish_steps(scene, "assess")
