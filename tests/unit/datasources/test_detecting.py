"""How well personal data are found, measured; docs/personal-data.md quotes the figures."""

from pathlib import Path

import pyarrow as pa
import pytest

from datasources import kinds, samples
from datasources.intake import Context, IncomingFile, read_files
from datasources.kinds import Role
from datasources.personal.judging import Judged, Kept, mask
from datasources.values.persons import Named, names_a_person
from tests.unit.datasources.personal_table import (
    CELLS_TO_FIND,
    COLUMNS_TO_FIND,
    COLUMNS_TO_LEAVE,
    OTHER_REMARKS,
)

DOCS = Path(__file__).parents[3] / "docs" / "personal-data.md"
KNOWN_TO_BE_MISSED = {"the Hussain brothers again", "Big Dave from number nine"}


def found(heading: str, cells: list[str], kept: Kept = Kept()) -> dict[str, int]:  # noqa: B008 - a value
    judged = Judged(heading, kept)
    judged.see(pa.chunked_array([pa.array(cells)]))
    return judged.found()


@pytest.mark.parametrize(("heading", "cells", "thing"), COLUMNS_TO_FIND)
def test_a_column_is_found_under_the_partners_own_heading(heading, cells, thing):
    assert thing in found(heading, cells)


@pytest.mark.parametrize(("cell", "thing"), CELLS_TO_FIND)
def test_one_cell_is_found_among_remarks(cell, thing):
    assert (thing in found("Remarks", [*OTHER_REMARKS, cell])) is (cell not in KNOWN_TO_BE_MISSED)


@pytest.mark.parametrize(("heading", "cells"), COLUMNS_TO_LEAVE)
def test_what_is_of_no_person_is_left_alone(heading, cells):
    assert found(heading, cells) == {}


def test_the_figures_in_the_documents_are_those_measured():
    columns = sum(thing in found(heading, cells) for heading, cells, thing in COLUMNS_TO_FIND)
    cells = sum(thing in found("Remarks", [*OTHER_REMARKS, one]) for one, thing in CELLS_TO_FIND)
    false = sum(bool(found(heading, cells)) for heading, cells in COLUMNS_TO_LEAVE)

    words = DOCS.read_text(encoding="utf-8")
    assert f"{columns} of {len(COLUMNS_TO_FIND)} columns" in words
    assert f"{cells} of {len(CELLS_TO_FIND)} single cells" in words
    assert f"{false} of {len(COLUMNS_TO_LEAVE)} columns that hold none" in words


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.slug)
def test_the_sample_of_no_kind_raises_an_alarm(tmp_path, kind):
    months = samples.months_back_from("2025-12", 1)
    files = samples.write_sample(tmp_path, kind, samples.wexmere(seed=1), months, seed=1)

    reading = read_files(kind, [IncomingFile(path.name, path) for path in files], Context())

    assert reading.personal == ()


@pytest.mark.parametrize(("count", "is_found"), [(5, True), (4, False)])
def test_days_of_birth_are_known_by_their_years_where_no_heading_tells(count, is_found):
    days = ["01/02/1950", "03/04/1961", "05/06/1972", "07/08/1983", "09/10/1994"]

    assert ("birth-dates" in found("Day", days[:count])) is is_found


@pytest.mark.parametrize(("last", "is_found"), [("2000", True), ("1999", False)])
def test_days_of_few_years_are_days_of_events(last, is_found):
    days = ["01/02/1975", "03/04/1980", "05/06/1985", "07/08/1990", f"09/10/{last}"]

    assert ("birth-dates" in found("Day", days)) is is_found


def test_days_of_a_column_that_the_kind_knows_are_no_days_of_birth():
    days = ["01/02/1950", "03/04/1961", "05/06/1972", "07/08/1983", "09/10/1994"]

    assert found("Day", days, Kept(Role.WHEN)) == {}


@pytest.mark.parametrize(("names", "is_found"), [(2, True), (1, False)])
def test_names_that_could_be_words_make_a_column_when_two_in_five_are_so(names, is_found):
    cells = ["Rose Tyler", "Mark Young"][:names] + ["Big bin", "Wet floor", "Old tyre"]

    assert ("names" in found("What", cells)) is is_found


def test_a_declared_word_of_the_kind_is_no_name():
    words = frozenset({"rose tyler"})

    assert found("Sort", ["Rose Tyler"] * 3, Kept(Role.WHAT, words)) == {}
    assert found("Sort", ["Rose Tyler"] * 3) == {"names": 3}


def test_most_of_a_column_of_references_must_look_so():
    two_of_three = ["PE15 8NQ", "CB1 2AB", "F12"]

    assert found("Reference", two_of_three) == {"postcodes": 2}
    assert found("Reference", [*two_of_three, "F13"]) == {}
    assert found("Remarks", [*two_of_three, "F13"]) == {"postcodes": 2}


def test_ten_figures_are_nhs_numbers_where_half_of_them_pass():
    assert found("Who", ["9434765919", "9434765918"]) == {"nhs-numbers": 1}
    assert found("Who", ["9434765919", "9434765918", "9434765917"]) == {}


def test_cells_are_counted_and_not_only_different_ones():
    assert found("Remarks", ["a@example.org"] * 3 + ["b@example.org", "none"]) == {"emails": 4}


def test_a_mask_tells_the_form_and_nothing_else():
    assert mask("O'Brien, Siân 07700") == "X'Xxxxx, Xxxx 99999"
    assert len(mask("a" * 100)) == 41


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Mrs Jones", Named.SURELY),
        ("Mr Price Road", Named.NO),
        ("Victim: SMITH, Jane", Named.SURELY),
        ("Victim: Female", Named.NO),
        ("Victoria Road", Named.NO),
        ("Jane Smith", Named.SURELY),
        ("Jane Smith Road", Named.NO),
        ("Rose Tyler", Named.PERHAPS),
        ("J Smith", Named.PERHAPS),
        ("Priya", Named.PERHAPS),
        ("Jo", Named.NO),
        ("", Named.NO),
    ],
)
def test_what_names_a_person(text, how):
    assert names_a_person(text) is how
