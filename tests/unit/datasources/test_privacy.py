"""Personal data never reach a clean frame before somebody has decided, whatever the column is."""

import json
from dataclasses import asdict

import pytest

from datasources.intake import Reading, privacy
from datasources.intake.findings import MEANINGS
from datasources.intake.read import DECIDE_FIRST
from datasources.layouts import Layout
from datasources.personal import things
from tests.unit.datasources.building import context, csv_text, found, read_street, row

NAME = "2025-01-wexshire-street.csv"


def read_with_column(tmp_path, heading: str, cell: str, **layout: object) -> Reading:
    text = csv_text(row("a1") + f",{cell}", heading=csv_text().strip() + f",{heading}")
    given = context(layout=Layout(**layout))
    return read_street(tmp_path, (NAME, text), given=given)


def held(reading: Reading) -> list[tuple[str, dict[str, int]]]:
    return [(one.heading, dict(one.found)) for one in reading.personal]


@pytest.mark.parametrize(
    ("heading", "cell", "thing"),
    [
        ("victim_name", "Xanthe", "names"),
        ("Surname", "Prytherwell", "names"),
        ("Date of birth", "01/02/1990", "birth-dates"),
        ("DOB", "1-Feb-90", "birth-dates"),
        ("E-mail", "me@home", "emails"),
        ("Mobile", "7700900123", "phones"),
        ("Phone number", "900123 extension", ""),
        ("Address line 1", "The Old Forge", "addresses"),
        ("Postcode", "PE15 8NQ", "postcodes"),
        ("Postcode", "PE15 8", ""),
        ("NHS number", "9434765918", "nhs-numbers"),
        ("NI No", "QQ123456C", "ni-numbers"),
        ("National Insurance no", "AB123456", "ni-numbers"),
        ("Vehicle reg", "1 ABC", "vehicle-marks"),
        ("Remarks", "jo.bloggs@example.org", "emails"),
        ("Remarks", "ring 01354 555 019", "phones"),
        ("Remarks", "07700900123", "phones"),
        ("Remarks", "943 476 5919", "nhs-numbers"),
        ("Remarks", "9434765919", "nhs-numbers"),
        ("Remarks", "AB 12 34 56 C", "ni-numbers"),
        ("Remarks", "PE15 8NQ", "postcodes"),
        ("Victim", '"SMITH, Jane"', "names"),
        ("Mobile phone stolen", "yes", ""),
        ("Victim age", "34", ""),
    ],
)
def test_a_column_with_personal_data_stops_the_reading(tmp_path, heading, cell, thing):
    reading = read_with_column(tmp_path, heading, cell)

    assert held(reading) == ([(heading, {thing: 1})] if thing else [])
    assert len(reading.slices) == (0 if thing else 1)
    assert reading.is_stopped is bool(thing)


def test_what_is_told_before_the_decision_holds_no_value(tmp_path):
    reading = read_with_column(tmp_path, "Victim", '"PRYTHERWELL, Xanthe"')

    told = json.dumps(
        [asdict(one) for one in (*reading.findings, *reading.tables, *reading.personal)]
    )
    assert "Prytherwell" not in told.title()
    assert "Xanthe" not in told
    assert reading.personal[0].masks == ("XXXXXXXXXXX, Xxxxxx",)
    assert [one.code for one in reading.findings] == ["personal-data-asked"]


def test_what_was_decided_is_done_before_a_cell_is_read(tmp_path):
    reading = read_with_column(
        tmp_path, "Victim", '"PRYTHERWELL, Xanthe"', personal={"victim": "drop"}
    )

    assert found(reading)["personal-data-dropped"] == 1
    assert "Xanthe" not in json.dumps([asdict(one) for one in reading.tables])
    assert len(reading.slices) == 1


def test_a_column_that_was_said_not_to_be_kept_needs_no_second_decision(tmp_path):
    reading = read_with_column(tmp_path, "Victim", "Jane Smith", columns={"Victim": ""})

    assert (reading.is_stopped, reading.personal[0].decided) == (False, "drop")


def test_a_new_column_is_asked_though_another_was_decided(tmp_path):
    reading = read_with_column(tmp_path, "Caller", "Jane Smith", personal={"Victim": "drop"})

    assert [one.decided for one in reading.personal] == [""]


def test_what_was_said_to_be_nothing_personal_is_asked_again_when_it_holds_something_else(tmp_path):
    said = {"not_personal": {"Location": ["postcodes"]}}
    text = csv_text(row("a1", location="Cafe at PE15 8NQ"), row("a2"), row("a3"))
    other = csv_text(row("a1", location="Call 07700 900123"), row("a2"), row("a3"))

    same = read_street(tmp_path, (NAME, text), given=context(layout=Layout(**said)))
    new = read_street(tmp_path, (NAME, other), given=context(layout=Layout(**said)))

    assert same.slices[0].frame["location"].notna().all()
    assert found(same) == {"personal-data-none": 1}
    assert new.is_stopped


def test_cells_of_a_known_column_are_blanked_where_it_was_said(tmp_path):
    text = csv_text(row("a1", location="Call 07700 900123"), row("a2"), row("a3"))
    layout = Layout(personal={"Location": "cells"})

    reading = read_street(tmp_path, (NAME, text), given=context(layout=layout))

    assert reading.slices[0].frame["location"].isna().tolist() == [True, False, False]
    assert found(reading) == {"personal-data-blanked": 1}


def test_blanking_single_cells_is_no_answer_where_most_hold_it(tmp_path):
    text = csv_text(*(row(f"a{at}", location=f"0770090012{at}") for at in range(3)))
    layout = Layout(personal={"Location": "cells"})

    reading = read_street(tmp_path, (NAME, text), given=context(layout=layout))

    assert reading.is_stopped


def test_files_with_a_column_that_is_refused_give_nothing(tmp_path):
    reading = read_with_column(tmp_path, "Victim", "Jane Smith", personal={"Victim": "refuse"})

    assert (reading.slices, found(reading)) == ((), {"personal-data-refused": 1})


def test_a_table_that_cannot_be_read_is_looked_through_all_the_same(tmp_path):
    """Its rows are refused for another reason, and the file holds persons all the same."""
    text = csv_text(row("a1", month="x") + ",Jane Smith", heading=csv_text().strip() + ",Victim")

    reading = read_street(tmp_path, (NAME, text))

    assert held(reading) == [("Victim", {"names": 1})]
    assert {one.code for one in reading.findings} == {"personal-data-asked", "no-good-rows"}
    assert all("Jane" not in one.message for one in reading.findings)


def test_a_record_that_was_taken_for_headings_is_not_repeated(tmp_path):
    heading = csv_text().strip() + ",jane@example.org"
    reading = read_street(tmp_path, (NAME, csv_text(row("a1") + ",x", heading=heading)))

    assert "jane@" not in json.dumps([asdict(one) for one in (*reading.findings, *reading.tables)])


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
    assert privacy.patterns_in([number]) == (things.NHS.label,)


@pytest.mark.parametrize(
    "number",
    # The last digit changed; one that would need a ten; too short, too long, within a word.
    ["9434765918", "9434765081", "9434765820", "943476591", "94347659190", "a9434765919",
     "9434765919f", "0.9434765919"],
)  # fmt: skip
def test_other_numbers_are_not(number):
    assert privacy.personal_values([number]) == set()
    assert privacy.patterns_in([number]) == ()


def test_what_a_reader_left_unread_is_looked_through_as_well(tmp_path):
    """It refuses at the first row, and the last of many tells of a person."""
    heading = csv_text().strip() + ",Count,Victim"
    rows = [f"{row(f'a{at}')},2," for at in range(20_000)]
    text = csv_text(*rows, row("z1") + ",2,Mrs Prytherwell", heading=heading)

    reading = read_street(tmp_path, (NAME, text))

    assert held(reading) == [("Victim", {"names": 1})]
    assert {one.code for one in reading.findings} == {"personal-data-asked", "counts-not-rows"}


def test_cells_that_only_together_are_names_are_no_examples_either(tmp_path):
    heading = csv_text().strip() + ",IP"
    text = csv_text(*(f"{row(f'a{at}')},J Smith" for at in range(4)), heading=heading)

    reading = read_street(tmp_path, (NAME, text))

    assert held(reading) == [("IP", {"names": 4})]
    assert "J Smith" not in json.dumps([asdict(one) for one in reading.tables])


def test_why_a_table_cannot_be_read_is_told_without_its_cells_and_with_what_comes_first(tmp_path):
    text = csv_text(row("a1", month="x") + ",Jane Smith", heading=csv_text().strip() + ",Victim")

    *_, reason = read_street(tmp_path, (NAME, text)).findings

    assert (reason.severity, reason.message, reason.what_to_do) == (
        "error",
        MEANINGS[reason.code].meaning,
        DECIDE_FIRST,
    )
