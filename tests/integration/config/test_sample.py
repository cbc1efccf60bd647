"""The sample: cut off and taken up again, of its own years, and worth reading."""

import json
import re
from collections import Counter
from datetime import date, datetime

import pypdfium2
import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from assessment.models import Assessment, Comment
from assessment.rules import gates
from assessment.structure import BOXES, SECTION_BY_KEY, THEMES, box_key
from config.sample import build, texts
from config.sample.calendar import ROOMS, Calendar
from datasources.models import Evidence
from partnerships.models import Partnership, TrailEntry
from reports.models import Edition
from reports.operations import edition_files
from scripts import page_fill

TODAY = date(2026, 11, 27)
# In points from the foot of the paper: above it stands a heading that begins a page.
TOP_OF_PAGE = 700
# Of a section's text, in words: what a good real document has.
LENGTH = range(150, 401)


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


def stamps() -> list[tuple[str, datetime]]:
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


@pytest.mark.slow
@pytest.mark.django_db
def test_cut_off_anywhere_it_is_whole_after_the_next_run():
    made_until("Reading population")
    made_until("Deciding the priorities")
    made_until("Publishing the partnership edition")
    made_until("Writing the beginning")

    made = make()

    assert everything(made) == [
        ("assess", 10, 5, 7, 1, ["done"] * 3, 3),
        ("analyse", 8, 0, 0, 1, [], 0),
    ]
    check_that_each_year_is_of_its_own_time(made)
    check_that_the_finished_year_is_written(made.assessments.get(year=2025))
    check_that_the_running_year_is_half_way(made.assessments.get(year=2026))

    # Somebody goes back a stage; the next start, a year later, leaves the sample as it is.
    year = Partnership.objects.get().assessments.get(stage="assess")
    year.stage = "respond"
    year.save()

    assert [stage for stage, *_ in everything(make(date(2027, 12, 1)))] == ["respond", "analyse"]


def check_that_each_year_is_of_its_own_time(made: Partnership) -> None:
    finished, running = made.assessments.order_by("year")

    # Nothing is stamped with the clock that made it.
    assert [place for place, moment in stamps() if moment.date() > date(2026, 10, 31)] == []
    assert [
        (edition.audience, str(timezone.localdate(edition.requested_at)), issued_on(edition))
        for edition in finished.editions.order_by("number")
    ] == [
        ("board", "2025-10-23", "2025-10-23"),
        ("partnership", "2026-01-14", "2026-01-14"),
        ("public", "2026-01-21", "2026-01-21"),
    ]
    assert months_of(finished) == {("2024-10", "2025-09")}
    assert months_of(running) == {("2025-10", "2026-09")}
    # What stands in a frozen edition ends with its year's data.
    for edition in finished.editions.all():
        assert "2025-09" in edition.outline or "September 2025" in edition.outline
        assert "2025-10" not in figures_of(edition)
        assert "2026" not in figures_of(edition)
    entries = TrailEntry.objects.filter(target_type="assessment.assessment").order_by("at", "pk")
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


def check_that_the_print_is_full(edition: Edition) -> None:
    """Thirty to forty pages, none under half full but the last of a part."""
    content = edition_files.content(edition.files.get(kind="pdf"))
    with pypdfium2.PdfDocument(content) as file:
        places = [mark.get_dest() for mark in file.get_toc()]
        begun = {at.get_index() for at in places if at.get_view()[1][1] > TOP_OF_PAGE}
        last = len(file)
    thin = [number for number, fill in enumerate(page_fill.fills(content)) if fill < 0.5]

    assert 30 <= last <= 40
    assert [number for number in thin if number + 1 not in {*begun, last}] == []


def check_that_the_finished_year_is_written(finished: Assessment) -> None:
    words = {section.key: section.words for section in finished.sections.all()}
    written = [key for key, plan in SECTION_BY_KEY.items() if plan.is_written]
    assert {key: words[key] for key in written if words[key] not in LENGTH} == {}
    for edition in finished.editions.all():
        check_that_the_print_is_full(edition)
    boxes = [words[box_key(theme.slug, box.slug)] for theme in THEMES for box in BOXES]
    assert min(boxes) >= 200
    cells = [
        cell["text"]
        for row in outline_of(finished, "public")["grid"]["rows"]
        for cell in row["cells"]
    ]
    assert [cell for cell in cells if not cell.endswith(".") or len(cell.split()) < 4] == []
    assert [check.reasons for check in gates.checklist(finished) if not check.is_met] == []
    check_that_the_finished_year_is_talked_over(finished)
    check_that_the_annex_is_whole(finished)


def check_that_the_finished_year_is_talked_over(finished: Assessment) -> None:
    """Remarks by several people, each answered; proposals decided, and actions judged."""
    assert remarks_on(finished) == [
        ("introduction.consultation", "Josephine Arkle", "accepted", "Bethan Orrick"),
        ("analysis.themes", "Della Marchbank", "accepted", "Bethan Orrick"),
        ("victims.key_information", "Rohan Setterfield", "partly", "Bethan Orrick"),
        ("victims.gaps", "Della Marchbank", "partly", "Bethan Orrick"),
        ("offenders.current_work", "Della Marchbank", "accepted", "Bethan Orrick"),
        ("locations.gaps", "Rohan Setterfield", "not_accepted", "Bethan Orrick"),
    ]
    assert Counter(issue.state for issue in finished.issues.all()) == {
        "key_line": 4,
        "not_taken": 6,
    }
    assert Counter(each.state for each in finished.priorities.all()) == {
        "agreed": 4,
        "not_agreed": 1,
    }
    assert Counter(action.verdict for action in finished.actions.all()) == {
        "done": 4,
        "partly_done": 2,
        "not_done": 1,
    }


def check_that_the_annex_is_whole(finished: Assessment) -> None:
    """What was written and what the records make; remarks on a draft are for partners alone."""
    notes = ("Notes", ["Words used in this document", "Notes on the data"])
    # Two passages of one section are one place to turn to.
    law = (
        "Where the statutory components are answered",
        [
            "Levels and patterns: 2.1 Contextual information",
            "Changes since last time: 2.3 Victims, offenders and locations",
            "Why they changed: 2.3 Victims, offenders and locations",
            "Last year's plan: 2.4 Current activity and progress",
        ],
    )
    remarks = (
        "Comments on the draft and their answers",
        [
            "Accepted",
            "Accepted",
            "Accepted in part",
            "Accepted in part",
            "Accepted",
            "Not accepted",
        ],
    )
    commitments = (
        "What partners committed to",
        [
            "Wexmere District Council",
            "Wexshire Constabulary",
            "Wexshire County Council",
            "Wexshire Fire and Rescue Service",
            "Wexshire Integrated Care Board",
            "Wexshire Probation Unit",
        ],
    )
    assert annex_of(finished, "board") == [notes, law, remarks, commitments]
    assert annex_of(finished, "partnership") == [notes, law, remarks, commitments]
    assert annex_of(finished, "public") == [notes, law, commitments]


def check_that_the_running_year_is_half_way(running: Assessment) -> None:
    states = Counter(section.state for section in running.sections.all() if section.plan.is_written)
    assert states == {"approved": 7, "in_review": 4, "drafting": 8, "not_started": 13}
    words = {section.key: section.words for section in running.sections.all() if section.words}
    assert sorted(words) == texts.keys(texts.RUNNING)
    assert {key: count for key, count in words.items() if count not in LENGTH} == {}
    assert remarks_on(running) == [
        ("analysis.context", "Della Marchbank", "accepted", "Bethan Orrick"),
        ("victims.key_information", "Rohan Setterfield", "open", ""),
        ("locations.key_information", "Josephine Arkle", "open", ""),
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
    assert [key for key in texts.keys(which) if key not in SECTION_BY_KEY] == []


def issued_on(edition: Edition) -> str:
    return json.loads(edition.outline)["issued_on"]


def outline_of(assessment: Assessment, audience: str) -> dict:
    return json.loads(assessment.editions.get(audience=audience).outline)


def remarks_on(assessment: Assessment) -> list[tuple[str, str, str, str]]:
    """The section, who made it, how it stands and who answered, in the document's order."""
    found = Comment.objects.filter(section__assessment=assessment).order_by("section__order", "pk")
    return [
        (each.section.key, str(each.made_by), each.state, str(each.answered_by or ""))
        for each in found
    ]


def annex_of(assessment: Assessment, audience: str) -> list[tuple[str, list[str]]]:
    """The appendices of an edition, each with what its entries are called."""

    def entries(block: dict) -> list[str]:
        match block["block"]:
            case "Prose":
                return re.findall("<h4>(.*?)</h4>", block["html"])
            case "DutiesBlock":
                return [
                    f"{duty['name']}: {', '.join(place['label'] for place in duty['where'])}"
                    for duty in block["duties"]
                    if duty["answered"]
                ]
            case "CommentsBlock":
                return [each["outcome"] for each in block["comments"] if each["answer"]]
            case "TableBlock":
                return [row[0] for row in block["table"]["rows"]]

    return [
        (part["title"], [name for block in part["blocks"] for name in entries(block)])
        for part in outline_of(assessment, audience)["parts"]
        if part["appendix"]
    ]


def figures_of(edition: Edition) -> str:
    """The headlines, subtitles and tables of an edition's figures, in one string."""

    def within(part: dict) -> list[str]:
        own = [
            json.dumps([block[name] for name in ("headline", "subtitle", "table", "source_line")])
            for block in part["blocks"]
            if block["block"] == "FigureBlock"
        ]
        return own + [line for child in part["parts"] for line in within(child)]

    found = [line for part in json.loads(edition.outline)["parts"] for line in within(part)]
    assert len(found) == 4
    assert len(set(found)) == 4
    return "\n".join(found)


def months_of(assessment: Assessment) -> set[tuple[str, str]]:
    numbers = {number for section in assessment.sections.all() for number in section.figures}
    return {
        (evidence.result["period_from"], evidence.result["period_to"])
        for evidence in Evidence.objects.filter(pk__in=numbers)
    }
