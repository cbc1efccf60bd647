"""Making the sample through the same operations that the pages call; safe to run again."""

import tempfile
from datetime import date
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment
from assessment.operations import assessments
from config.sample import data, finished_year, running_year
from config.sample.acts import Scene
from config.sample.calendar import Calendar, backdate, dated
from config.sample.people import ORGANISATIONS, PASSWORD, PEOPLE
from config.sample.records.shapes import Day
from config.sample.waiting import Say, wait_for
from datasources.models import Source
from datasources.operations import deliveries, evidence, readings, sources
from partnerships.models import Organisation, Partnership, User
from partnerships.operations import agreements, memberships, partnerships

SLUG = "wexmere"
BEGAN: Day = (2025, 4, 1)


def make(say: Say, *, today: date | None = None) -> Partnership:
    """The sample, whole: what is there already is left as it is."""
    partnership = Partnership.objects.filter(slug=SLUG).first()
    calendar = Calendar.of(partnership, today or timezone.localdate())
    if partnership is None:
        say("Making the sample partnership ...")
        partnership = begin(calendar)
    people = make_people(partnership, calendar)
    make_commitments(partnership, people, calendar)
    finished = make_year(
        partnership, people, calendar, data.FINISHED_YEAR, calendar.finished, (2025, 7, 7), say
    )
    finished_year.make(Scene(finished, calendar, people), say)
    running = make_year(
        partnership, people, calendar, data.RUNNING_YEAR, calendar.running, (2026, 7, 6), say
    )
    running_year.make(Scene(running, calendar, people), say)
    return partnership


@transaction.atomic
def begin(calendar: Calendar) -> Partnership:
    partnership = partnerships.create(
        slug=SLUG, name="Wexmere", area_codes=[data.AREA_CODE], by=None
    )
    backdate(partnership, partnership.created_at, calendar.day(*BEGAN))
    Partnership.objects.filter(pk=partnership.pk).update(is_sample=True)
    partnership.refresh_from_db()
    return partnership


def make_people(partnership: Partnership, calendar: Calendar) -> dict[str, User]:
    with transaction.atomic(), dated(partnership, calendar.day(*BEGAN)):
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
        return {person.word: make_person(partnership, person) for person in PEOPLE}


def make_person(partnership: Partnership, person) -> User:
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
    return user


def organisation(partnership: Partnership, name: str) -> Organisation:
    return Organisation.objects.get(partnership=partnership, name=name)


@transaction.atomic
def make_commitments(partnership: Partnership, people: dict[str, User], calendar: Calendar) -> None:
    if partnership.agreements.exists():
        return
    with dated(partnership, calendar.day(*BEGAN)):
        agreements.record(
            partnership=partnership,
            details=agreements.AgreementDetails(
                organisation=organisation(partnership, "Wexshire Constabulary"),
                purpose="Recorded crime and anti-social behaviour for the strategic assessment.",
                legal_gateway="Crime and Disorder Act 1998, section 115",
                liaison_officer="Della Marchbank",
                liaison_email="police@wexmere.example",
                starts_on=calendar.day(*BEGAN),
                review_on=calendar.day(2027, 1, 31),
                ends_on=calendar.day(2028, 3, 31),
            ),
            by=people["steward"],
        )
    with dated(partnership, calendar.day(2025, 6, 30)):
        for body in partnership.organisations.filter(is_responsible_authority=True):
            agreements.commit(
                partnership=partnership,
                organisation=body,
                kind="process",
                given_by=f"The board member of {body.name}",
                given_on=calendar.day(2025, 6, 30),
                by=people["steward"],
            )


def make_year(
    partnership: Partnership,
    people: dict[str, User],
    calendar: Calendar,
    sent: tuple[data.Sent, ...],
    year: int,
    opened: Day,
    say: Say,
) -> Assessment:
    """A year's assessment opened, and the data that came in it taken into use."""
    assessment = Assessment.objects.filter(partnership=partnership, year=year).first()
    if assessment is None:
        with transaction.atomic(), dated(partnership, calendar.day(*opened)):
            assessment = assessments.open_year(
                partnership=partnership, year=year, by=people["analyst"]
            )
    with tempfile.TemporaryDirectory() as folder:
        for place, each in enumerate(sent):
            source = register(partnership, people, calendar, each)
            if is_held(source, calendar, each):
                continue
            say(f"Reading {source.name.lower()} of {year} ...")
            made = data.write_files(
                Path(folder) / str(place), calendar, each.months, each.mid_years or (2024,)
            )
            with dated(partnership, calendar.day(*each.day)):
                take_in(source, made[source.kind], by=people["analyst"])
    with dated(partnership, calendar.day(*sent[-1].day)):
        evidence.refresh(partnership.sources.get(slug=sent[-1].source).pk)
    return assessment


def register(
    partnership: Partnership, people: dict[str, User], calendar: Calendar, sent: data.Sent
) -> Source:
    """The entry of a source, made and reviewed when its first data came."""
    source = Source.objects.filter(partnership=partnership, slug=sent.source).first()
    plan = data.PLANS[sent.source]
    with transaction.atomic(), dated(partnership, calendar.day(*sent.day), hour=9):
        if source is None:
            source = sources.register(
                partnership=partnership,
                slug=plan.slug,
                kind=plan.kind,
                details=sources.SourceDetails(
                    name=plan.name,
                    provider=organisation(partnership, plan.provider) if plan.provider else None,
                    publisher=plan.publisher,
                    licence=plan.licence,
                    coverage=plan.coverage,
                    expected=plan.expected,
                    best_use=plan.best_use,
                    agreement=partnership.agreements.filter(
                        organisation__name=plan.provider
                    ).first(),
                ),
                by=people["analyst"],
            )
        if not source.robustness:
            sources.review(
                source=source, robustness=plan.robustness, reason=plan.reason, by=people["analyst"]
            )
    return source


def is_held(source: Source, calendar: Calendar, sent: data.Sent) -> bool:
    """Whether the newest of what was sent is in use already."""
    current = source.slices.filter(is_current=True)
    if sent.months:
        return current.filter(period=calendar.month(sent.months[-1])).exists()
    if sent.mid_years:
        newest = max(sent.mid_years) + calendar.years_later
        return current.filter(period=f"mid-{newest}").exists()
    return current.exists()


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
    deliveries.accept(delivery=waiting, by=by)
