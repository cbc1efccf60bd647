"""What is missing in a box, and which rows a filter keeps."""

import pytest

from assessment.models import Section
from assessment.presenters import document_outline as outline
from partnerships.models import User


def section(key: str = "victims.key_information", **fields: object) -> Section:
    waiting = {"comments_open": 0, "kept_waiting": 0}
    found = Section(pk=1, **{"key": key, "words": 0, **fields})
    for name, count in waiting.items():
        setattr(found, name, count)
    return found


@pytest.mark.parametrize(
    ("found", "recommendations", "lacks"),
    [
        (section(), 0, ["No words yet"]),
        (section(words=12, figures=[4]), 0, ["Hardly any words"]),
        (section(words=200), 0, ["No figure"]),
        (section(words=200, figures=[4]), 0, []),
        (section("victims.gaps", words=200), 0, []),
        (section("victims.recommendations", words=200), 0, ["No recommendation recorded"]),
        (section("victims.recommendations", words=200), 2, []),
    ],
)
def test_a_cell_says_what_a_reader_would_miss(
    found: Section, recommendations: int, lacks: list[str]
):
    assert outline.missing(found, recommendations=recommendations) == lacks


def test_a_cell_says_what_waits_to_be_dealt_with():
    found = section(words=200, figures=[4])
    found.comments_open, found.kept_waiting = 2, 1

    assert outline.missing(found, recommendations=0) == ["2 open comments", "kept words to settle"]


def test_filters_count_and_keep():
    me = User(pk=7)
    sections = [
        section("summary", state="not_started"),
        section("analysis", state="not_started"),
        section("gaps", state="in_review", words=3, owner_id=7),
    ]
    sections[2].comments_open = 1
    rows = outline.rows(sections)

    assert [(each.slug, each.count) for each in outline.filters(rows, me, "mine")] == [
        ("", 3),
        ("mine", 1),
        ("not-started", 1),
        ("in-review", 1),
        ("comments", 1),
    ]
    assert [row.section.key for row in outline.filtered(rows, me, "not-started")] == ["summary"]
    assert outline.filtered(rows, me, "nonsense") == rows
