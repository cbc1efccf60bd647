"""What both of the sample's years have in common: each act dated, and done by its operation."""

from dataclasses import dataclass

from assessment.models import Assessment, Issue, Section
from assessment.operations import (
    assessments,
    comments,
    components,
    consultations,
    issues,
    key_lines,
    recommendations,
    scores,
    sections,
    steps,
)
from assessment.operations.meetings import MeetingDetails
from assessment.text import documents
from config.sample import data, figures, texts
from config.sample.calendar import Calendar, dated
from config.sample.records.shapes import Advice, Asked, Day, Meets, Raised, Remark
from partnerships.models import Organisation, Partnership, User

# A statutory component, the section that answers it, and how the passage begins.
Answer = tuple[str, str, str]

SCORERS = ("officer", "lead", "police", "contributor")


@dataclass(frozen=True)
class Scene:
    """Where and when an act takes place, and who takes part."""

    assessment: Assessment
    calendar: Calendar
    people: dict[str, User]

    @property
    def partnership(self) -> Partnership:
        return self.assessment.partnership

    @property
    def year(self) -> int:
        return self.assessment.year

    def on(self, day: Day, *, hour: int = 10):
        return dated(self.partnership, self.calendar.day(*day), hour=hour)

    def said(self, words: str) -> str:
        return texts.in_year(words, self.year)

    def section(self, key: str) -> Section:
        return self.assessment.sections.get(key=key)

    def organisation(self, name: str) -> Organisation:
        return Organisation.objects.get(partnership=self.partnership, name=name)


def consult(scene: Scene, asked: Asked, *, recorded: Day, agreed: Day, counted: Day) -> None:
    officer = scene.people["officer"]
    with scene.on(recorded):
        consultation = consultations.record(
            assessment=scene.assessment,
            details=consultations.ConsultationDetails(
                title=scene.said(asked.title),
                whom=asked.whom,
                how=asked.how,
                starts_on=scene.calendar.day(*asked.starts_on),
                ends_on=scene.calendar.day(*asked.ends_on),
                meeting_on=scene.calendar.day(*asked.meeting_on),
                meeting_place=asked.meeting_place,
                meeting_discussed=asked.meeting_discussed,
            ),
            by=officer,
        )
    with scene.on(agreed):
        consultations.agree(consultation=consultation, by=officer)
    with scene.on(counted):
        for found in asked.findings:
            finding = consultations.add_finding(
                consultation=consultation,
                question=found.question,
                came_from=found.came_from,
                respondents=found.respondents,
                answers=list(found.answers),
                by=officer,
            )
            if found.bears_on:
                consultations.link(
                    finding=finding,
                    issues=scene.assessment.issues.filter(title__in=found.bears_on),
                    by=officer,
                )


def scan(
    scene: Scene, raised: tuple[Raised, ...], *, gathered: Day, scored: Day, chosen: Day
) -> None:
    """Issues gathered, scored by each person alone, and the key lines agreed."""
    with scene.on(gathered):
        for each in raised:
            issues.add(
                assessment=scene.assessment,
                details=issues.IssueDetails(
                    title=each.title,
                    description=each.description,
                    origin=each.origin,
                ),
                by=scene.people["officer"],
            )
    weight = {each.title: place for place, each in enumerate(raised)}
    with scene.on(scored):
        factors = list(scene.assessment.factors.all())
        for place, word in enumerate(SCORERS):
            values = {
                (issue.pk, factor.pk): data.score(
                    weight[issue.title], factor.order, place, factor.scale
                )
                for issue in scene.assessment.issues.all()
                for factor in factors
            }
            scores.save(assessment=scene.assessment, values=values, by=scene.people[word])
            scores.submit(assessment=scene.assessment, by=scene.people[word])
    by_title = {issue.title: issue for issue in Issue.objects.filter(assessment=scene.assessment)}
    with scene.on(chosen):
        scores.close(assessment=scene.assessment, by=scene.people["analyst"])
        key_lines.agree(
            assessment=scene.assessment,
            chosen=[by_title[each.title] for each in raised if each.covered_in],
            reasons={by_title[each.title].pk: each.refused for each in raised if each.refused},
            by=scene.people["analyst"],
        )


def move_to(scene: Scene, stage: str, day: Day) -> None:
    scene.assessment.refresh_from_db()
    with scene.on(day, hour=16):
        assessments.move_stage(
            assessment=scene.assessment, to=stage, reason="", by=scene.people["analyst"]
        )
    scene.assessment.refresh_from_db()


def finish_steps(scene: Scene, stage: str) -> None:
    """Every step of a stage done on the last day that the timetable gives it."""
    for step in scene.assessment.steps.filter(stage=stage, done_at=None):
        with dated(scene.partnership, step.ends_on, hour=15):
            steps.finish(step=step, by=scene.people["analyst"])


def figures_of(scene: Scene, day: Day) -> dict[str, int]:
    """The answers that the year's texts show, asked when its data had come."""
    with scene.on(day, hour=16):
        return figures.ask(scene.partnership, scene.year, by=scene.people["analyst"])


@dataclass(frozen=True)
class Written:
    """Sections, by their keys, and who writes each."""

    which: str
    writers: dict[str, str]
    draft: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.writers)


def write(scene: Scene, written: Written, drawn: dict[str, int], day: Day) -> None:
    """Sections given to their writers, and saved as the files of their keys say."""
    found = {section.key: section for section in scene.assessment.sections.all()}
    with scene.on(day):
        for key, word in written.writers.items():
            section, writer = found[key], scene.people[word]
            words = texts.read(
                written.which, key, year=scene.year, figures=drawn, draft=written.draft
            )
            if section.owner_id != writer.pk:
                sections.assign(section=section, owner=writer, by=scene.people["officer"])
                section.refresh_from_db()
            sections.save(
                section=section,
                document=documents.from_plain(words).to_json(),
                started_from=section.version,
                by=writer,
            )


def hand_over(scene: Scene, keys: tuple[str, ...], day: Day) -> None:
    with scene.on(day, hour=12):
        for section in scene.assessment.sections.filter(key__in=keys):
            sections.hand_over(section=section, by=section.touched_by)


def approve(scene: Scene, keys: tuple[str, ...], day: Day) -> None:
    with scene.on(day, hour=14):
        for section in scene.assessment.sections.filter(key__in=keys):
            sections.approve(
                section=section, revision=section.revisions.first(), by=scene.people["lead"]
            )


def cover(scene: Scene, raised: tuple[Raised, ...], day: Day) -> None:
    """Say which boxes cover each key line."""
    with scene.on(day):
        for each in raised:
            if each.covered_in:
                issues.cover(
                    issue=scene.assessment.issues.get(title=each.title),
                    sections=scene.assessment.sections.filter(key__in=each.covered_in),
                    by=scene.people["officer"],
                )


def answer_components(scene: Scene, answers: tuple[Answer, ...], day: Day) -> None:
    """Name the passages that answer the statutory components."""
    with scene.on(day):
        for component, key, begins in answers:
            section = scene.section(key)
            components.point(
                assessment=scene.assessment,
                component=component,
                section=section,
                passage=next(
                    passage.text
                    for passage in documents.passages(section.document)
                    if passage.text.startswith(begins)
                ),
                by=scene.people["officer"],
            )


def discuss(scene: Scene, remarks: tuple[Remark, ...], *, made: Day, answered: Day) -> None:
    for each in remarks:
        with scene.on(made):
            comment = comments.make(
                section=scene.section(each.section), body=each.body, by=scene.people[each.by]
            )
        if each.verdict:
            with scene.on(answered):
                comments.answer(
                    comment=comment,
                    state=each.verdict,
                    answer=each.answer,
                    by=scene.people["officer"],
                )


def advise(scene: Scene, advice: tuple[Advice, ...], day: Day) -> list:
    """Recommendations put into their boxes."""
    with scene.on(day):
        return [
            recommendations.add(
                assessment=scene.assessment,
                details=recommendations.RecommendationDetails(
                    section=scene.section(each.section),
                    text=each.text,
                    gap=each.gap,
                    intervention=each.intervention,
                    owner=scene.organisation(each.owner),
                ),
                by=scene.people["officer"],
            )
            for each in advice
        ]


def meeting_details(scene: Scene, meeting: Meets) -> MeetingDetails:
    return MeetingDetails(
        title=meeting.title,
        held_on=scene.calendar.day(*meeting.held_on),
        place=meeting.place,
        agenda=meeting.agenda,
        notes=meeting.notes,
    )
