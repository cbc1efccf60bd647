"""Personal data never reach a clean frame, whatever the column is called."""

import pytest

from datasources.intake import privacy
from tests.unit.datasources.building import csv_text, found, read_street, row, severities

NAME = "2025-01-wexshire-street.csv"


def read_with_column(tmp_path, heading: str, cell: str):
    text = csv_text(row("a1") + f",{cell}", heading=csv_text().strip() + f",{heading}")
    return read_street(tmp_path, (NAME, text))


@pytest.mark.parametrize(
    "heading",
    ["Name", "victim_name", "Surname", "Date of birth", "DOB", "E-mail", "Mobile", "Phone number"]
    + ["Address line 1", "Postcode", "NHS number", "NI No", "National Insurance no"],
)
def test_column_with_a_personal_heading_is_dropped(tmp_path, heading):
    reading = read_with_column(tmp_path, heading, "x")

    assert severities(reading) == {"personal-data-dropped": "warning"}
    assert reading.findings[0].examples == (f"{heading} (its heading)",)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("jo.bloggs@example.org", "e-mail addresses"),
        ("ring 01354 555 019", "telephone numbers"),
        ("07700900123", "telephone numbers"),
        ("943 476 5919", "NHS numbers"),
        ("9434765919", "NHS numbers"),
        ("AB 12 34 56 C", "National Insurance numbers"),
        ("PE15 8NQ", "postcodes"),
    ],
)
def test_column_whose_cells_are_personal_is_dropped(tmp_path, cell, what):
    reading = read_with_column(tmp_path, "Remarks", cell)

    assert reading.findings[0].examples == (f"Remarks (it holds {what})",)
    assert cell not in reading.slices[0].frame.to_csv()


def test_harmless_column_is_dropped_by_name(tmp_path):
    reading = read_with_column(tmp_path, "Beat", "B12")

    assert severities(reading) == {"columns-dropped": "note"}
    assert reading.findings[0].examples == ("Beat",)


def test_personal_data_in_a_known_column_are_blanked(tmp_path):
    text = csv_text(row("a1", location="Call 07700 900123"), row("a2"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["location"].isna().tolist() == [True, False]
    assert found(reading) == {"personal-data-blanked": 1}


@pytest.mark.parametrize(
    "heading", ["LSOA name", "Ward name", "ltla24_name", "Force name", "Station", "File name"]
)
def test_names_of_places_are_not_personal(heading):
    assert privacy.is_personal_heading(heading) is False


def test_published_values_are_not_personal():
    published = ["On or near Mill Lane", "-0.402352", "E01017540", "2024-01", "No Location"]
    published += ["82491d22cb6534b9023bdd0655d0207433e03b5c0364fc1c22079f09604d72d5"]

    assert privacy.patterns_in(published) == ()


@pytest.mark.parametrize(
    "number",
    ["9434765919", "9434765080", "9434765870", "4010232137", "0000000000"],
)
def test_a_number_that_its_last_digit_confirms_is_an_nhs_number(number):
    assert privacy.personal_values([number, "x"]) == {number}
    assert privacy.personal_values([f"On or near {number}, flat"]) == {f"On or near {number}, flat"}
    assert privacy.patterns_in([number]) == (privacy.NHS,)


@pytest.mark.parametrize(
    "number",
    # The last digit changed; one that would need a ten; too short, too long, within a word.
    ["9434765918", "9434765081", "9434765820", "943476591", "94347659190", "a9434765919",
     "9434765919f", "0.9434765919"],
)  # fmt: skip
def test_other_numbers_are_not(number):
    assert privacy.personal_values([number]) == set()
    assert privacy.patterns_in([number]) == ()


def test_a_few_that_pass_by_chance_do_not_make_a_column_of_nhs_numbers():
    assert privacy.patterns_in(["9434765919", "9434765918", "9434765917"]) == ()
    assert privacy.patterns_in(["9434765919", "9434765918"]) == (privacy.NHS,)


def test_an_unspaced_nhs_number_in_a_known_column_is_blanked(tmp_path):
    text = csv_text(row("a1", location="On or near 9434765919"), row("a2"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["location"].isna().tolist() == [True, False]
    assert found(reading) == {"personal-data-blanked": 1}
