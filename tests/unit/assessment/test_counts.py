"""Reading counted answers from lines as officers type, paste and export them."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.counts import Counted, Reading, read


def test_choice_ward_and_count_are_read_from_typed_lines():
    reading = read("Speeding; Old Town; 45\nSpeeding; Harbour; 1,204\n\nBurglary; 7\n")

    assert reading == Reading(
        (
            Counted("Speeding", "Old Town", 45),
            Counted("Speeding", "Harbour", 1204),
            Counted("Burglary", "", 7),
        ),
        (),
    )


def test_cells_pasted_from_a_spreadsheet_are_read():
    assert read("Speeding\tOld Town\t45\nBurglary\t\t7").answers == (
        Counted("Speeding", "Old Town", 45),
        Counted("Burglary", "", 7),
    )


def test_csv_keeps_a_comma_inside_quotation_marks():
    assert read('"Parking, idling",Old Town,12').answers == (
        Counted("Parking, idling", "Old Town", 12),
    )


def test_headings_may_put_the_columns_in_another_order():
    assert read("Ward,Count,Choice\r\nOld Town,45,Speeding\r\n").answers == (
        Counted("Speeding", "Old Town", 45),
    )


def test_every_line_that_cannot_be_read_is_named_with_its_number():
    reading = read("Speeding; 45\nBurglary; many\n; 7\njust words\nSpeeding; 3\nDogs; -4")

    assert reading == Reading(
        (Counted("Speeding", "", 45),),
        (
            "Line 2: “many” is not a whole number.",
            "Line 3: the choice is missing.",
            "Line 4: give the choice, the ward if known, and the count, with semicolons "
            "between them.",
            "Line 5: it repeats line 1; add the two counts up.",
            "Line 6: “-4” is not a whole number.",
        ),
    )


def test_nothing_is_said_to_be_nothing():
    assert read(" \n;;\n").problems == ("Enter at least one answer with its count.",)
    assert read("choice,ward,count").problems == ("There are headings, and no answer under them.",)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text):
    reading = read(text)

    assert reading.answers or reading.problems
    assert all(counted.choice and counted.count >= 0 for counted in reading.answers)


def test_a_line_beyond_all_measure_is_named_not_read():
    assert read('"' + "x" * 200_000 + "; 3").problems == (
        "Line 1: it is too long to be one answer.",
    )
