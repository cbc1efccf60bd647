"""The sample: cut off and taken up again, of its own years, and worth reading."""

import json
from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from assessment.models import Assessment
from config.sample import build, texts
from config.sample.calendar import ROOMS, Calendar
from partnerships.models import Partnership, TrailEntry

TODAY = date(2026, 11, 27)


class CutOffError(Exception):
    """Somebody pressed Ctrl+C, or the machine went down."""


def made_until(words: str) -> None:
    def say(told: str) -> None:
        if told.startswith(words):
            raise CutOffError

    with pytest.raises(CutOffError):
        build.make(say, today=TODAY)


def make(today: date = TODAY) -> Partnership:
    return build.make(lambda told: None, today=today)


def everything(partnership: Partnership) -> list[tuple]:
    return [
        (
            year.stage,
            year.issues.count(),
            year.priorities.count(),
            year.actions.count(),
            year.meetings.count(),
            [edition.state for edition in year.editions.all()],
            year.lessons.count(),
        )
        for year in partnership.assessments.order_by("year")
    ]


def stamps(partnership: Partnership) -> list[tuple[str, datetime]]:
    """Every moment that any table of the house holds, with its place."""
    return [
        (f"{model.__name__}.{field.name}", moment)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField) and model.__name__ != "User"
        for moment in model._base_manager.values_list(field.name, flat=True)
        if moment is not None
    ]


@pytest.mark.django_db
def test_cut_off_anywhere_it_is_whole_after_the_next_run():
    made_until("Reading population")
    made_until("Deciding the priorities")
    made_until("Publishing the partnership edition")
    made_until("Writing the beginning")

    whole = everything(make())

    assert whole == [
        ("assess", 10, 5, 7, 1, ["done"] * 3, 3),
        ("analyse", 8, 0, 0, 1, [], 0),
    ]

    # Somebody goes back a stage; the next start, a year later, leaves the sample as it is.
    year = Partnership.objects.get().assessments.get(stage="assess")
    year.stage = "respond"
    year.save()

    assert [stage for stage, *_ in everything(make(date(2027, 12, 1)))] == ["respond", "analyse"]


@pytest.mark.django_db
def test_each_year_is_of_its_own_time():
    made = make()
    finished, running = made.assessments.order_by("year")

    # Nothing is stamped with the clock that made it.
    late = [place for place, moment in stamps(made) if moment.date() > date(2026, 10, 31)]
    assert late == []
    assert [
        (edition.audience, str(timezone.localdate(edition.requested_at)), issued_on(edition))
        for edition in finished.editions.order_by("number")
    ] == [
        ("board", "2025-10-23", "2025-10-23"),
        ("partnership", "2026-01-14", "2026-01-14"),
        ("public", "2026-01-21", "2026-01-21"),
    ]
    assert str(timezone.localdate(finished.scoring_closed_at)) == "2025-08-13"
    assert months_of(finished) == {("2023-10", "2025-09"), ("2024-10", "2025-09")}
    assert months_of(running) == {("2024-10", "2026-09"), ("2025-10", "2026-09")}
    # What stands in a frozen edition ends with its year's data.
    for edition in finished.editions.all():
        assert "2026-09" not in edition.outline
        assert "September 2026" not in edition.outline


@pytest.mark.django_db
def test_the_trail_tells_the_years_in_their_order():
    make()
    entries = TrailEntry.objects.filter(target_type="Assessment").order_by("at")

    assert [(entry.verb, entry.at.year) for entry in entries] == [
        ("assessment.opened", 2025),
        ("scoring.closed", 2025),
        ("key_lines.agreed", 2025),
        ("assessment.moved", 2025),
        ("assessment.moved", 2025),
        ("assessment.moved", 2026),
        ("assessment.opened", 2026),
        ("scoring.closed", 2026),
        ("key_lines.agreed", 2026),
        ("assessment.moved", 2026),
    ]


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 10, 31), (2024, 2025)),
        (date(2026, 11, 1), (2025, 2026)),
        (date(2027, 10, 31), (2025, 2026)),
        (date(2031, 12, 31), (2030, 2031)),
    ],
)
def test_the_running_year_has_reached_its_november(today, years):
    calendar = Calendar.of(None, today)

    assert (calendar.finished, calendar.running) == years
    assert calendar.day(2025, 9, 1) == date(years[0], 9, 1)
    assert calendar.month("2026-09") == f"{years[1]}-09"


@pytest.mark.parametrize("which", [texts.FINISHED, texts.RUNNING])
def test_every_file_of_words_belongs_to_a_section(which):
    from assessment.structure import SECTION_BY_KEY

    assert [key for key in texts.keys(which) if key not in SECTION_BY_KEY] == []


def issued_on(edition) -> str:
    return json.loads(edition.outline)["issued_on"]


def months_of(assessment: Assessment) -> set[tuple[str, str]]:
    from datasources.models import Evidence

    numbers = {number for section in assessment.sections.all() for number in section.figures}
    return {
        (evidence.result["period_from"], evidence.result["period_to"])
        for evidence in Evidence.objects.filter(pk__in=numbers)
    }
