"""The running year: scanned, two thirds written, waiting for its writers and for the board."""

from django.db import transaction

from assessment.operations import meetings, steps
from config.sample import acts, texts
from config.sample.acts import Scene
from config.sample.records import running as records
from config.sample.records.shapes import Day
from config.sample.waiting import Say

# Who writes what; a section without a file is one that its writer has yet to begin.
WRITERS = {
    "introduction": "officer",
    "analysis": "analyst",
    "victims": "contributor",
    "offenders": "officer",
    "locations": "officer",
}
APPROVED = (
    "introduction",
    "introduction.methodology",
    "introduction.consultation",
    "analysis.context",
    "analysis.scanning",
    "analysis.activity",
    "locations.current_work",
)
IN_REVIEW = (
    "introduction.sources",
    "victims.key_information",
    "victims.current_work",
    "offenders.key_information",
)
# Why the levels changed is open until the constabulary has counted again.
ANSWERED = (
    ("levels", "analysis.context", "Market Place ward records"),
    ("changes", "analysis.themes", "What has changed."),
    ("plan", "analysis.activity", "Four were carried out"),
)


WRITTEN_FIRST = "Write introduction and scanning sections"
PUT_OFF: tuple[tuple[str, Day, Day], ...] = (
    ("Analyse and write the main section", (2026, 9, 1), (2026, 11, 20)),
    ("Edit with partners", (2026, 11, 16), (2026, 12, 4)),
    ("Agree draft recommendations", (2026, 11, 16), (2026, 12, 4)),
    ("Present to the partnership, agree priorities", (2026, 12, 5), (2026, 12, 18)),
)


@transaction.atomic
def make(scene: Scene, say: Say) -> None:
    if scene.assessment.sections.filter(version__gt=0).exists():
        return
    say(f"Writing the beginning of {scene.year} ...")
    scan(scene)
    acts.move_to(scene, "analyse", (2026, 8, 14))
    drawn = acts.figures_of(scene, (2026, 10, 8))
    begun = {key: WRITERS.get(key.split(".")[0], "analyst") for key in texts.keys(texts.RUNNING)}
    acts.write(scene, acts.Written(texts.RUNNING, begun), drawn, (2026, 10, 12))
    acts.hand_over(scene, (*APPROVED, *IN_REVIEW), (2026, 10, 19))
    acts.approve(scene, APPROVED, (2026, 10, 23))
    acts.answer_components(scene, ANSWERED, (2026, 10, 26))
    acts.advise(scene, records.ADVICE, (2026, 10, 26))
    acts.discuss(scene, records.REMARKS, made=(2026, 10, 27), answered=(2026, 10, 29))
    put_off(scene)
    with scene.on((2026, 10, 29)):
        meetings.record(
            assessment=scene.assessment,
            details=acts.meeting_details(scene, records.MEETING),
            by=scene.people["chair"],
        )


def put_off(scene: Scene) -> None:
    """The hospital's counts are awaited, so the board meets in December and the steps before it
    move."""
    by_title = {step.title: step for step in scene.assessment.steps.all()}
    with scene.on((2026, 10, 23), hour=15):
        steps.finish(step=by_title[WRITTEN_FIRST], by=scene.people["analyst"])
    with scene.on((2026, 10, 26)):
        for title, first, last in PUT_OFF:
            step = by_title[title]
            steps.change(
                step=step,
                title=step.title,
                owner=step.owner,
                starts_on=scene.calendar.day(*first),
                ends_on=scene.calendar.day(*last),
                by=scene.people["analyst"],
            )


def scan(scene: Scene) -> None:
    acts.scan(
        scene, records.ISSUES, gathered=(2026, 7, 27), scored=(2026, 8, 7), chosen=(2026, 8, 13)
    )
    acts.consult(
        scene,
        records.CONSULTATION,
        recorded=(2026, 7, 28),
        agreed=(2026, 8, 12),
        counted=(2026, 9, 30),
    )
    acts.finish_steps(scene, "scan")
