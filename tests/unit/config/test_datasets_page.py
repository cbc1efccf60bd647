"""The page of datasets says what the declarations say."""

from dataclasses import replace

from config.management.commands import write_docs
from datasources import kinds

FIRE = kinds.by_slug("fire-incidents")


def lines_of(*wanted: str) -> list[str]:
    return [line for line in write_docs.datasets().split("\n") if line.startswith(wanted)]


def test_every_kind_has_a_section_in_the_order_in_which_they_are_chosen():
    assert lines_of("## ") == [
        "## What can be asked",
        *(f"## {kind.label}" for kind in kinds.KINDS),
    ]


def test_a_kind_says_what_a_row_is_who_sends_it_and_what_misled_others(monkeypatch):
    monkeypatch.setattr(write_docs.kinds, "KINDS", (FIRE,))

    said = lines_of("* ")

    assert said[:3] == [
        "* Name: `fire-incidents`",
        "* Shape: events. One row is one thing that happened.",
        f"* Send: {FIRE.expected}",
    ]
    assert said[3:5] == ["* Under: Information sharing agreement", "* Expected: quarterly"]
    assert said[-len(FIRE.traps) :] == [f"* {trap}" for trap in FIRE.traps]


def test_a_column_is_told_with_its_role_its_words_and_its_other_headings(monkeypatch):
    what, kept = FIRE.columns[3], next(one for one in FIRE.columns if not one.name)
    what = replace(what, meaning="one | other", also=("LSOA21CD", "Group", "LSOA11CD"))
    monkeypatch.setattr(write_docs.kinds, "KINDS", (replace(FIRE, columns=(what, kept)),))

    assert lines_of("| Incident category", "| Property type", "| Fires and") == [
        "| Incident category | one &#124; other | what it was | yes | 13 | LSOA21CD; Group |",
        "| Property type | finer than is counted | known, and not kept |  |  | PropertyType |",
        "| Fires and other calls to the fire service | `fire-incidents` | incidents | 13, else"
        " “Other incidents (not in the list)” | All incidents | Whether a fire was deliberate is"
        " judged by the crew that put it out. |",
    ]


def test_every_question_is_told_with_what_it_takes():
    assert lines_of("| Counts by month", "| Rate per") == [
        "| Rate per 1,000 residents, by type | `rates` | areas, residents | `area`: else the whole"
        " partnership; `from`: else a year up to the last period; `to`: else the newest period"
        " held | yes |",
        "| Counts by month and type | `counts` | areas | `area`: else the whole partnership;"
        " `from`: else the oldest period held; `to`: else the newest period held |  |",
    ]
