"""Making the sample through the same operations that the pages call; safe to run again."""

import re
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment, Issue, Section
from assessment.operations import (
    actions,
    assessments,
    comments,
    components,
    consultations,
    issues,
    key_lines,
    lessons,
    meetings,
    priorities,
    recommendations,
    scores,
    seating,
    sections,
    steps,
)
from assessment.operations.meetings import MeetingDetails
from assessment.operations.priorities import PriorityDetails
from assessment.rules.priorities import Resolution
from assessment.text import documents
from config.sample import data, words
from config.sample.people import ORGANISATIONS, PASSWORD, PEOPLE
from datasources.models import Source
from datasources.operations import deliveries, evidence, readings, sources
from partnerships import seats
from partnerships.models import BackgroundWork, Organisation, Partnership, User
from partnerships.operations import agreements, memberships, partnerships, work
from reports.models import Edition
from reports.operations import editions

SLUG = "wexmere"

Say = Callable[[str], None]


def make(say: Say) -> Partnership:
    """The sample, whole: what is there already is left as it is."""
    today = timezone.localdate()
    partnership = Partnership.objects.filter(slug=SLUG).first()
    if partnership is None:
        say("Making the sample partnership ...")
        partnership = partnerships.create(
            slug=SLUG, name="Wexmere", area_codes=[data.AREA_CODE], by=None
        )
        Partnership.objects.filter(pk=partnership.pk).update(is_sample=True)
        partnership.refresh_from_db()
    people = make_people(partnership)
    make_commitments(partnership, people, today)
    make_data(partnership, people, today, say)
    last = open_year(partnership, people, today.year - 1)
    finish_year(last, people, say)
    this = open_year(partnership, people, today.year)
    run_year(this, people, say)
    return partnership


def make_people(partnership: Partnership) -> dict[str, User]:
    known = {organisation.name for organisation in partnership.organisations.all()}
    for name, kind, is_authority in ORGANISATIONS:
        if name not in known:
            partnerships.add_organisation(
                partnership=partnership,
                name=name,
                kind=kind,
                is_responsible_authority=is_authority,
                by=None,
            )
    people = {}
    for person in PEOPLE:
        user = User.objects.filter(email=person.email).first()
        if user is None:
            user = User.objects.create_user(person.email, PASSWORD, name=person.name)
            if person.role == "steward":
                user.may_create_partnerships = True
                user.save(update_fields=["may_create_partnerships"])
        if not partnership.memberships.filter(user=user).exists():
            memberships.add(
                partnership=partnership,
                user=user,
                role=person.role,
                organisation=organisation(partnership, person.organisation),
                by=None,
            )
        people[person.word] = user
    return people


def organisation(partnership: Partnership, name: str) -> Organisation:
    return Organisation.objects.get(partnership=partnership, name=name)


@transaction.atomic
def make_commitments(partnership: Partnership, people: dict[str, User], today: date) -> None:
    if partnership.agreements.exists():
        return
    agreements.record(
        partnership=partnership,
        organisation=organisation(partnership, "Wexshire Constabulary"),
        purpose="Recorded crime and anti-social behaviour for the strategic assessment.",
        legal_gateway="Crime and Disorder Act 1998, section 115",
        liaison_officer="Della Marchbank",
        liaison_email="police@wexmere.example",
        starts_on=date(today.year - 1, 4, 1),
        review_on=date(today.year + 1, 1, 31),
        ends_on=date(today.year + 2, 3, 31),
        by=people["steward"],
    )
    for body in partnership.organisations.filter(is_responsible_authority=True):
        agreements.commit(
            partnership=partnership,
            organisation=body,
            kind="process",
            given_by=f"The board member of {body.name}",
            given_on=date(today.year - 1, 6, 30),
            by=people["steward"],
        )


def make_data(partnership: Partnership, people: dict[str, User], today: date, say: Say) -> None:
    analyst = people["analyst"]
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, list[Path]] | None = None
        for plan in data.SOURCES:
            source = Source.objects.filter(partnership=partnership, slug=plan.slug).first()
            if source is None:
                source = sources.register(
                    partnership=partnership,
                    slug=plan.slug,
                    name=plan.name,
                    kind=plan.kind,
                    provider=organisation(partnership, plan.provider) if plan.provider else None,
                    publisher=plan.publisher,
                    licence=plan.licence,
                    coverage=plan.coverage,
                    expected=plan.expected,
                    best_use=plan.best_use,
                    agreement=partnership.agreements.filter(
                        organisation__name=plan.provider
                    ).first(),
                    by=analyst,
                )
            if not source.robustness:
                sources.review(
                    source=source, robustness=plan.robustness, reason=plan.reason, by=analyst
                )
            if source.slices.filter(is_current=True).exists():
                continue
            made = made or data.write_files(Path(folder), today)
            say(f"Reading {plan.name.lower()} ...")
            take_in(source, made[plan.kind], by=analyst)


def take_in(source: Source, paths: list[Path], *, by: User) -> None:
    """Receive, read and accept files, as a person and a worker would between them."""
    waiting = source.deliveries.filter(state__in=["received", "reading", "failed"]).first()
    if waiting is None:
        waiting = source.deliveries.filter(state="read").first()
    if waiting is None:
        opened = [path.open("rb") for path in paths]
        try:
            waiting = deliveries.receive(
                source=source,
                files=[
                    File(stream, name=path.name) for stream, path in zip(opened, paths, strict=True)
                ],
                by=by,
            )
        finally:
            for stream in opened:
                stream.close()
    wait_for(lambda: readings.read(waiting.pk), waiting, {"read", "refused", "failed"})
    deliveries.accept(delivery=waiting, replace_newer=False, by=by)
    evidence.refresh(source.pk)


def wait_for(do: Callable[[], object], row: BackgroundWork, ends: set[str]) -> None:
    """Do a worker's part; when one that was cut off still holds the row, as soon as it may."""
    give_up = timezone.now() + 2 * work.LEASE
    do()
    row.refresh_from_db()
    while row.state not in ends and timezone.now() < give_up:
        time.sleep(1)
        do()
        row.refresh_from_db()


def open_year(partnership: Partnership, people: dict[str, User], year: int) -> Assessment:
    found = Assessment.objects.filter(partnership=partnership, year=year).first()
    return found or assessments.open_year(partnership=partnership, year=year, by=people["analyst"])


def finish_year(assessment: Assessment, people: dict[str, User], say: Say) -> None:
    """Last year's assessment: every part done, its plan carried out and judged.

    Cut off anywhere, it is taken up again: each part is there whole or not at all.
    """
    if assessment.lessons.exists():
        return
    if not assessment.key_lines_agreed_at:
        write_year(assessment, people, say)
    # The board decides on the edition that lies before it.
    publish(assessment, "board", people, say)
    if not assessment.priorities.exists():
        decide_year(assessment, people, say)
    for audience in ("partnership", "public"):
        publish(assessment, audience, people, say)
    look_back(assessment, people)


def publish(assessment: Assessment, audience: str, people: dict[str, User], say: Say) -> None:
    edition = assessment.editions.filter(audience=audience).first()
    if edition is None:
        say(f"Publishing the {audience} edition of {assessment.year} ...")
        edition = editions.request(assessment=assessment, audience=audience, by=people["analyst"])
    make_files(edition)


@transaction.atomic
def write_year(assessment: Assessment, people: dict[str, User], say: Say) -> None:
    say(f"Writing the assessment of {assessment.year} ...")
    scan(assessment, people)
    move_to(assessment, "analyse", people)
    write(assessment, words.LAST_YEAR, people)
    for section in assessment.sections.all():
        if section.version:
            hand_over_and_approve(section, people, approve=True)
    answer_components(assessment, words.ANSWERED_LAST_YEAR, people)
    cover_key_lines(assessment, people)
    move_to(assessment, "respond", people)
    comment(assessment, people)


@transaction.atomic
def decide_year(assessment: Assessment, people: dict[str, User], say: Say) -> None:
    say(f"Deciding the priorities of {assessment.year} ...")
    decide(assessment, people)
    plan(assessment, people, with_verdicts=True)


def make_files(edition: Edition) -> None:
    """Render, or wait while the lease of whoever was cut off doing so runs out."""
    wait_for(lambda: editions.render(edition.pk), edition, {"done", "failed"})


@transaction.atomic
def look_back(assessment: Assessment, people: dict[str, User]) -> None:
    move_to(assessment, "assess", people)
    for step in assessment.steps.filter(done_at=None):
        steps.finish(step=step, by=people["analyst"])
    for said, change in words.LESSONS:
        lesson = lessons.record(assessment=assessment, comment=said, by=people["officer"])
        lessons.note_change(lesson=lesson, change=change, by=people["analyst"])


@transaction.atomic
def run_year(assessment: Assessment, people: dict[str, User], say: Say) -> None:
    """This year's assessment: scanned, half written, waiting for its writers."""
    if assessment.sections.filter(version__gt=0).exists():
        return
    say(f"Writing the beginning of {assessment.year} ...")
    scan(assessment, people)
    move_to(assessment, "analyse", people)
    for step in assessment.steps.filter(stage="scan", done_at=None):
        steps.finish(step=step, by=people["analyst"])
    write(assessment, words.THIS_YEAR, people)
    for key in words.THIS_YEAR_HANDED_OVER:
        hand_over_and_approve(assessment.sections.get(key=key), people, approve=False)
    for key in words.THIS_YEAR_APPROVED:
        hand_over_and_approve(assessment.sections.get(key=key), people, approve=True)
    answer_components(assessment, words.ANSWERED_THIS_YEAR, people)
    section = assessment.sections.get(key="victims.key_information")
    comments.make(
        section=section,
        body="Does this include what the specialist worker sees but the police do not record?",
        by=people["member"],
    )


def scan(assessment: Assessment, people: dict[str, User]) -> None:
    if assessment.key_lines_agreed_at:
        return
    year = assessment.year
    if not assessment.consultations.exists():
        consultation = consultations.record(
            assessment=assessment,
            title=f"Residents' views {year}",
            whom="Everybody who lives or works in the district; parish councils; the youth forum.",
            how="A paper form in libraries and surgeries, and one public meeting.",
            starts_on=date(year, 6, 1),
            ends_on=date(year, 7, 15),
            meeting_on=date(year, 6, 24),
            meeting_place="Corn Hall, Wexmere",
            meeting_discussed="What residents worry about in the evening, and last year's plan.",
            by=people["officer"],
        )
        consultations.agree(consultation=consultation, by=people["officer"])
        for question, answers in words.FINDINGS:
            consultations.add_finding(
                consultation=consultation,
                question=question,
                came_from="paper",
                respondents=sum(count for _, _, count in answers),
                answers=answers,
                by=people["officer"],
            )
    known = {issue.title for issue in assessment.issues.all()}
    for title, description, origin in words.ISSUES:
        if title not in known:
            issues.add(
                assessment=assessment,
                title=title,
                description=description,
                origin=origin,
                evidence=[],
                by=people["officer"],
            )
    weight = {title: place for place, title in enumerate(words.IN_ORDER_OF_WEIGHT)}
    for place, word in enumerate(["officer", "lead", "police", "contributor"]):
        values = {
            (issue.pk, factor.pk): data.score(
                weight[issue.title], factor.order, place, factor.scale
            )
            for issue in assessment.issues.all()
            for factor in assessment.factors.all()
        }
        scores.save(assessment=assessment, values=values, by=people[word])
        scores.submit(assessment=assessment, by=people[word])
    scores.close(assessment=assessment, by=people["analyst"])
    by_title = {issue.title: issue for issue in Issue.objects.filter(assessment=assessment)}
    key_lines.agree(
        assessment=assessment,
        chosen=[by_title[title] for title in words.CHOSEN],
        reasons={by_title[title].pk: reason for title, reason in words.REFUSALS.items()},
        by=people["analyst"],
    )


def move_to(assessment: Assessment, stage: str, people: dict[str, User]) -> None:
    assessment.refresh_from_db()
    assessments.move_stage(assessment=assessment, to=stage, reason="", by=people["analyst"])
    assessment.refresh_from_db()


def write(assessment: Assessment, texts: dict[str, str], people: dict[str, User]) -> None:
    figures = data.figures(assessment.partnership)
    writers = [people["officer"], people["contributor"], people["analyst"]]
    for place, section in enumerate(assessment.sections.all()):
        if section.key not in texts or section.version:
            continue
        writer = writers[place % len(writers)]
        sections.assign(section=section, owner=writer, by=people["officer"])
        plain = unwrapped(texts[section.key])
        for name, pk in figures.items():
            plain = plain.replace("{" + name + "}", f"[[figure {pk}]]")
        sections.save(
            section=section,
            document=documents.from_plain(plain).to_json(),
            started_from=0,
            by=writer,
        )


def unwrapped(text: str) -> str:
    """Lines that were broken to fit this file joined again: in the notation a line end counts."""
    return re.sub(r"(?<=\S)\n(?=[^\s\-{\d])", " ", text.strip())


def hand_over_and_approve(section: Section, people: dict[str, User], *, approve: bool) -> None:
    section.refresh_from_db()
    sections.hand_over(section=section, by=people["officer"])
    if approve:
        section.refresh_from_db()
        sections.approve(section=section, revision=section.revisions.first(), by=people["lead"])


def answer_components(
    assessment: Assessment, answers: dict[str, str], people: dict[str, User]
) -> None:
    """Point each statutory component at the section that answers it."""
    for component, key in answers.items():
        components.point(
            assessment=assessment,
            component=component,
            section=assessment.sections.get(key=key),
            note="",
            by=people["officer"],
        )


def cover_key_lines(assessment: Assessment, people: dict[str, User]) -> None:
    """Say which boxes cover each key line."""
    for issue in assessment.issues.filter(state="key_line"):
        keys = words.COVERED_IN[issue.title]
        issues.cover(
            issue=issue, sections=assessment.sections.filter(key__in=keys), by=people["officer"]
        )


def comment(assessment: Assessment, people: dict[str, User]) -> None:
    for key, body, verdict, answer in words.COMMENTS:
        made = comments.make(
            section=assessment.sections.get(key=key), body=body, by=people["member"]
        )
        comments.answer(comment=made, state=verdict, answer=answer, by=people["officer"])


def decide(assessment: Assessment, people: dict[str, User]) -> None:
    held_on = date(assessment.year, 11, 12)
    sitting = seats.by_organisation(seats.candidates(assessment.partnership, held_on))
    authorities = assessment.partnership.organisations.filter(is_responsible_authority=True)
    meeting = meetings.record(
        assessment=assessment,
        details=MeetingDetails(
            title="The board's autumn meeting",
            held_on=held_on,
            place="Council chamber, Wexmere",
            agenda="The draft assessment; priorities; the plan.",
            notes="The draft was received with thanks.",
        ),
        seated={
            each.pk: sitting[each.pk][0].key if each.pk in sitting else seating.APOLOGIES
            for each in authorities
        },
        by=people["chair"],
    )
    moved, seconded, *_ = meeting.attendances.exclude(capacity="apologies")
    for title, statement, theme, key_line, agreed, says, reason in words.PRIORITIES:
        priority = priorities.propose(
            assessment=assessment,
            details=PriorityDetails(
                title=title,
                statement=statement,
                theme=theme,
                key_line=assessment.issues.filter(title=key_line).first(),
            ),
            by=people["officer"],
        )
        priorities.decide(
            priority=priority,
            resolution=Resolution(
                meeting=meeting,
                agreed=agreed,
                evidence_says=says,
                reason=reason,
                moved_by=moved,
                seconded_by=seconded,
            ),
            by=people["chair"],
        )


def plan(assessment: Assessment, people: dict[str, User], *, with_verdicts: bool) -> None:
    partnership = assessment.partnership
    made = [
        recommendations.add(
            assessment=assessment,
            section=assessment.sections.get(key=key),
            text=text,
            gap=gap,
            intervention=intervention,
            owner=organisation(partnership, owner),
            by=people["officer"],
        )
        for key, text, gap, intervention, owner in words.RECOMMENDATIONS
    ]
    for title, owner, due, measure, priority, place, note, verdict, reason in words.ACTIONS:
        action = actions.add(
            assessment=assessment,
            title=title,
            owner=organisation(partnership, owner),
            due_on=date(assessment.year + 1, *due),
            measure=measure,
            recommendation=made[place],
            priority=assessment.priorities.get(title=priority),
            by=people["officer"],
        )
        actions.note_progress(action=action, text=note, measured="", by=people["contributor"])
        if with_verdicts:
            actions.give_verdict(
                action=action, verdict=verdict, reason=reason, by=people["officer"]
            )
