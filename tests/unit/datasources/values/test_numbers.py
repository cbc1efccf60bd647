"""Numbers of a column: every spelling, markers, and what the whole column decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.values.decisions import Decision, State
from datasources.values.markers import Bounds, HeldBack
from datasources.values.numbers import NotKnown, Number, Numbers, read_numbers

THOUSANDS, DECIMALS = "thousands", "decimals"
PARTS_THOUSANDS = "the comma parts thousands and the point decimals"
PARTS_DECIMALS = "the comma parts decimals and the point thousands"


def only(text: str, **told):
    """What a text means that stands alone in its column."""
    return read_numbers({text: 1}, **told).meanings[text]


def column(*texts: str, **told) -> Numbers:
    return read_numbers(dict.fromkeys(texts, 1), **told)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Number(0)),
        ("7", Number(7)),
        (" 7 ", Number(7)),
        ("-7", Number(-7)),
        ("+7", Number(7)),
        ("−7", Number(-7)),
        ("007", Number(7)),
        ("1203.0", Number(1203)),
        ("12.5", Number(12.5)),
        ("0.123", Number(0.123)),
        ("1234.567", Number(1234.567)),
        (".5", Number(0.5)),
        ("5.", Number(5)),
        ("12,5", Number(12.5)),
        ("1,23", Number(1.23)),
        ("0,123", Number(0.123)),
        ("1234,567", Number(1234.567)),
        ("1,234,567", Number(1234567)),
        ("1,234.5", Number(1234.5)),
        ("1.234,5", Number(1234.5)),
        ("1.234.567", Number(1234567)),
        ("1 201", Number(1201)),
        ("1\u00a0202", Number(1202)),
        ("1\u2009203", Number(1203)),
        ("1\u202f204.5", Number(1204.5)),
        ("1 234 567,5", Number(1234567.5)),
        ("£1,234.50", Number(1234.5, "£")),
        ("£ 5", Number(5, "£")),
        ("-£5", Number(-5, "£")),
        ("£-5", Number(-5, "£")),
        ("5 €", Number(5, "€")),
        ("5 GBP", Number(5, "£")),
        ("12.5%", Number(12.5, "%")),
        ("12.5 %", Number(12.5, "%")),
        ("12 per cent", Number(12, "%")),
        ("(5)", Number(-5)),
        ("(£1,234.50)", Number(-1234.5, "£")),
        ("(5%)", Number(-5, "%")),
        ("5-", Number(-5)),
        ("1.2E+05", Number(120000)),
        ("1e-2", Number(0.01)),
        ("1200 [p]", Number(1200, "", ("p",))),
        ("1200[r][e]", Number(1200, "", ("r", "e"))),
        ("12.5% [u1]", Number(12.5, "%", ("u1",))),
        ("12 [note 1]", Number(12, "", ("note 1",))),
        ("12 (r)", Number(12, "", ("r",))),
        ("12*", Number(12, "", ("*",))),
        ("12¹", Number(12, "", ("¹",))),
    ],
)
def test_what_people_write_is_a_number(text, number):
    numbers = read_numbers({text: 3})

    assert (numbers.meanings, numbers.waiting, numbers.unreadable) == ({text: number}, {}, {})


@pytest.mark.parametrize(
    "text",
    ["abc", "12 5", "--5", "-5-", "(-5)", "(5", "5)", "1,2,3", "1,23,456", "1,234 567", "inf",
     "5e400", "1_000", "٣", ",", "£5%", "12 p", "4-1", "4-4", "005538-01072014", "1-1000000",
     "01-04", "1.2.3", "<", "12:30", "0,123,456", "1200p"],
)  # fmt: skip
def test_what_is_no_number_is_named_with_its_cells(text):
    numbers = read_numbers({text: 3, "8": 1})

    assert numbers == Numbers({text: None, "8": Number(8)}, (), {}, {text: 3})


@pytest.mark.parametrize(
    "text", ["", " ", "NULL", "N/A", "NA", "#N/A", "NaN", "-", "–", ".", "..", "…", ":", "none"]
)
def test_what_is_not_known_is_never_nought(text):
    assert read_numbers({text: 3}) == Numbers({text: NotKnown(text)}, (), {}, {})


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("*", "suppressed", Bounds()),
        ("c", "confidential", Bounds()),
        ("C ", "confidential", Bounds()),
        ("x", "not shown", Bounds()),
        ("[c]", "confidential", Bounds()),
        ("[C1]", "confidential", Bounds()),
        ("[x]", "not available", Bounds()),
        ("[z]", "not applicable", Bounds()),
        ("[low]", "rounds to nought, and is not nought", Bounds()),
        ("[qq]", "a marker of the publisher's own", Bounds()),
        ("suppressed", "suppressed", Bounds()),
        ("<5", "below 5", Bounds(below=5)),
        ("fewer than 5", "below 5", Bounds(below=5)),
        ("Less than 5", "below 5", Bounds(below=5)),
        ("≤5", "5 or fewer", Bounds(at_most=5)),
        ("5 or fewer", "5 or fewer", Bounds(at_most=5)),
        ("1-4", "1 to 4", Bounds(at_least=1, at_most=4)),
        ("1 – 4", "1 to 4", Bounds(at_least=1, at_most=4)),
        ("1 to 4", "1 to 4", Bounds(at_least=1, at_most=4)),
        (">100", "above 100", Bounds(above=100)),
        ("99999-100000", "99999 to 100000", Bounds(at_least=99999, at_most=100000)),
        ("376***", "figures masked", Bounds(at_least=376000, at_most=376999)),
        ("5**", "figures masked", Bounds(at_least=500, at_most=599)),
        ("between 1 and 4", "1 to 4", Bounds(at_least=1, at_most=4)),
        ("under 10", "below 10", Bounds(below=10)),
        ("100+", "100 or more", Bounds(at_least=100)),
        ("100 or more", "100 or more", Bounds(at_least=100)),
        (">=0.5", "0.5 or more", Bounds(at_least=0.5)),
    ],
)
def test_what_is_held_back_keeps_its_mark_and_what_is_known_of_it(text, words, bounds):
    assert read_numbers({text: 3}) == Numbers(
        {text: HeldBack(text.strip(), words, bounds)}, (), {}, {}
    )


def test_the_words_of_markers_beside_a_number():
    assert only("1200 [r][e1]").words_of_marks == ("revised", "estimated")


@pytest.mark.parametrize(
    ("texts", "values", "state", "chosen", "why"),
    [
        (
            {"1,234": 5, "1203.0": 2}, [1234, 1203], State.PROVED, THOUSANDS,
            f"2 cells (such as 1203.0) can be read only if {PARTS_THOUSANDS}.",
        ),
        (
            {"1,234": 5, "1,5": 1}, [1.234, 1.5], State.PROVED, DECIMALS,
            f"1 cell (1,5) can be read only if {PARTS_DECIMALS}.",
        ),
        (
            {"1.234": 5, "0.5": 1}, [1.234, 0.5], State.PROVED, THOUSANDS,
            f"1 cell (0.5) can be read only if {PARTS_THOUSANDS}.",
        ),
        (
            {"1,234": 5, "900": 1}, [None, 900], State.ASKED, None,
            "1,234 may be 1234 or 1.234, and no other cell of the column says which.",
        ),
        (
            {"1.234": 5, "2.345": 1, "3.456": 1, "900": 1}, [None, None, None, 900],
            State.ASKED, None,
            "1.234 may be 1.234 or 1234, and no other cell of the column says which.",
        ),
        (
            {"1,234": 5, "2,345": 1, "3,456": 1}, [None, None, None], State.ASKED, None,
            "1,234 may be 1234 or 1.234, and no other cell of the column says which.",
        ),
        (
            {"1,234": 5, "2,345": 1, "3,456": 1, "999": 1}, [1234, 2345, 3456, 999],
            State.LIKELY, THOUSANDS,
            "All 3 different numbers with a comma have three figures after it, and numbers below a"
            " thousand stand without one.",
        ),
        (
            {"1,234": 5, "2,345": 1, "999": 1}, [None, None, 999], State.ASKED, None,
            "1,234 may be 1234 or 1.234, and no other cell of the column says which.",
        ),
        (
            {"1,234": 5, "2,345": 1, "3,456": 1, "1000": 1}, [None, None, None, 1000],
            State.ASKED, None,
            "1,234 may be 1234 or 1.234, and no other cell of the column says which.",
        ),
        (
            {"1,23": 5, "12.5": 2, "1,234": 1, "7": 1}, [None, None, None, 7],
            State.CONTRADICTORY, None,
            f"2 cells (such as 12.5) can be read only if {PARTS_THOUSANDS}, and 5 cells (such as"
            f" 1,23) only if {PARTS_DECIMALS}.",
        ),
    ],
)  # fmt: skip
def test_what_a_comma_parts_is_decided_by_the_whole_column(texts, values, state, chosen, why):
    numbers = read_numbers(texts)

    assert [one and one.value for one in numbers.meanings.values()] == values
    assert numbers.decisions == (Decision("comma", state, chosen, why),)
    assert numbers.waiting == {
        text: count for text, count in texts.items() if numbers.meanings[text] is None
    }
    assert numbers.asked == (numbers.decisions if chosen is None else ())
    assert numbers.unreadable == {}


@pytest.mark.parametrize(
    ("told", "values", "unreadable"),
    [(THOUSANDS, [1234, 12.5, None], {"1,23": 1}), (DECIMALS, [1.234, None, 1.23], {"12.5": 1})],
)
def test_what_was_told_holds_and_what_does_not_fit_it_is_unreadable(told, values, unreadable):
    numbers = column("1,234", "12.5", "1,23", given={"comma": told})

    assert [one and one.value for one in numbers.meanings.values()] == values
    assert (numbers.waiting, numbers.unreadable) == ({}, unreadable)
    assert [(one.state, one.chosen) for one in numbers.decisions] == [(State.TOLD, told)]


def test_of_a_column_that_counts_things_the_whole_number_is_meant():
    assert only("1,234", whole=True) == Number(1234)
    assert only("1.234", whole=True) == Number(1234)
    assert only("1,200", whole=True) == Number(1200)
    assert only("1,234", whole=False) is None
    assert only("12,5", whole=True) == Number(12.5)
    assert column("1,234", "12,5", whole=True).asked[0].state is State.CONTRADICTORY


def test_beside_decimals_three_figures_after_a_point_are_decimals_too():
    """Average scores in a column that was taken for a number of things: 9.51, 10.084."""
    numbers = column("9.51", "10.084", whole=True)

    assert numbers.asked == ()
    assert numbers.meanings == {"9.51": Number(9.51), "10.084": Number(10.084)}


@pytest.mark.parametrize(("answer", "value"), [("thousands", 1.234), ("decimals", 1234)])
def test_what_a_person_says_of_the_comma_holds_where_things_are_counted_too(answer, value):
    numbers = read_numbers({"1.234": 1}, given={"comma": answer}, whole=True)

    assert numbers.meanings == {"1.234": Number(value)}


VALUES = st.integers(-(10**9), 10**9)
SPELLINGS = {
    "plain": str,
    "as a float": lambda n: f"{n}.0",
    "commas": lambda n: f"{n:,}.0",
    "blanks": lambda n: f"{n:,}".replace(",", " "),
    "thin blanks": lambda n: f"{n:,}".replace(",", "\u2009"),
    "no-break blanks": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "accounts": lambda n: f"({-n})" if n < 0 else str(n),
    "trailing minus": lambda n: f"{-n}-" if n < 0 else str(n),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(value=VALUES)
def test_every_whole_number_is_read_in_every_spelling(spelling, value):
    assert only(SPELLINGS[spelling](value)) == Number(value)


@given(st.sets(st.integers(-(10**8), 10**8), min_size=1), st.booleans())
def test_every_number_of_two_decimals_is_read_with_either_comma(hundredths, is_continental):
    written = {f"{number / 100:,.2f}": number / 100 for number in hundredths}
    if is_continental:
        swapped = str.maketrans(",.", ".,")
        written = {text.translate(swapped): value for text, value in written.items()}

    assert column(*written).meanings == {text: Number(value) for text, value in written.items()}


@given(
    st.dictionaries(
        st.sampled_from(["1,234", "2,345", "3,456", "12.5", "1,23", "900", "*", "<5", "", "1.234"]),
        st.integers(1, 9),
    ),
    st.sets(st.sampled_from(["n/a", "abc", "1,2,3", "see note", "--5", "(c)"])),
    st.randoms(),
)
def test_neither_order_of_cells_nor_unreadable_ones_change_what_is_decided(texts, noise, random):
    shuffled = [*texts.items(), *((one, 1) for one in noise)]
    random.shuffle(shuffled)

    plain, other = read_numbers(texts), read_numbers(dict(shuffled))

    assert {text: other.meanings[text] for text in texts} == dict(plain.meanings)
    assert (other.decisions, other.waiting) == (plain.decisions, plain.waiting)
