"""How a column looks: shares that a person can read, and nothing chosen."""

import pytest

from datasources.values.looks import LOOKED_AT, Look, Looks, look


def shares(texts, **given) -> dict[str, float]:
    return {one.name: round(one.share, 3) for one in look(texts, **given).looks}


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["01/02/2024", "31 Jan 2024 07:25", "Q1 2024", "2011-12"], "dates"),
        (["45292", "20240131", "2024"], "dates written as numbers"),
        (["07:25", "7.25pm"], "times"),
        (["725", "8"], "times written as numbers"),
        (["1,234", "12.5", "£5", "1200 [p]"], "numbers"),
        (["Y", "no", "0"], "yes or no"),
        (["E00000001", "w00000001"], "codes of output areas"),
        (["E01018058", "'W01000001"], "codes of LSOAs"),
        (["E02000001", "W02000001"], "codes of MSOAs"),
        (["E05000001", "W05000001"], "codes of wards"),
        (["E06000001", "E07000010", "E08000001", "E09000001", "W06000001"],
         "codes of local authorities"),
        (["E22000013", "S12000033"], "codes of other areas"),
        (["CB1 2AB", "sw1a1aa"], "postcodes"),
        (["544123", "80000", "656000"], "eastings"),
        (["258000.5", "5000", "658000"], "northings"),
        (["-6.5", "0.1234", "1.8"], "longitudes"),
        (["49.8", "52.2", "55.9"], "latitudes"),
        (["*", "[c]", "<5", "10-17"], "markers in place of numbers"),
        (["005538-01072014", "CR/1234/24", "a1b2c3d4"], "references"),
        (["abc123"], "references"),
        (["High Street", "CABOT"], "words"),
        (["Youths gathering near the shop again at night"], "free text"),
    ],
)  # fmt: skip
def test_what_all_cells_look_like_is_said_of_all(texts, name):
    assert shares(dict.fromkeys(texts, 2))[name] == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("E0101805", "codes of LSOAs"),
        ("E05018058", "codes of LSOAs"),
        ("79999", "eastings"),
        ("656001", "eastings"),
        ("4999", "northings"),
        ("658001", "northings"),
        ("-6.6", "longitudes"),
        ("1.81", "longitudes"),
        ("1", "longitudes"),
        ("49.79", "latitudes"),
        ("55.91", "latitudes"),
        ("£100000", "eastings"),
        ("13/13/2024", "dates"),
        ("2024", "dates"),
        ("CB1", "postcodes"),
        ("07:25:00", "references"),
        ("12345678", "references"),
        ("ab123", "references"),
        ("abcd12", "references"),
        ("E01018058", "references"),
        ("High Street 5", "words"),
        ("one two three four five", "free text"),
        ("one two three four five six", "words"),
    ],
)
def test_what_no_cell_looks_like_is_not_said(text, name):
    assert look({text: 1}).share(name) == 0


def test_shares_are_of_filled_cells_and_counted_in_cells():
    looks = look({"01/02/2024": 6, "soon": 2, "": 3, "n/a": 1})

    assert looks == Looks(
        12, 8, 2, True,
        (
            Look("dates", 6, 0.75, "01/02/2024"),
            Look("words", 2, 0.25, "soon"),
        ),
    )  # fmt: skip
    assert looks.share("dates") == 0.75
    assert looks.looks[0].words == "75% look like dates, such as 01/02/2024"


def test_a_blank_column_looks_like_nothing():
    assert look({"": 5}) == Looks(5, 0, 0, True, ())
    assert look({}) == Looks(0, 0, 0, True, ())


def test_nearly_all_is_never_said_to_be_all():
    most = look({"01/02/2024": 9_999, "soon": 1})

    assert [one.words for one in most.looks[:2]] == [
        "99% look like dates, such as 01/02/2024",
        "1% look like words, such as soon",
    ]
    assert look({"soon": 1}).looks[-1].words == "All look like words, such as soon"


def test_words_of_given_vocabularies_are_found():
    found = shares(
        {"Wexmere": 3, "Stourcombe": 1, "12 - fly tipping": 4},
        vocabularies={"names of wards": ["WEXMERE", "Stourcombe"], "kinds": ["Fly-tipping"]},
    )

    assert (found["names of wards"], found["kinds"]) == (0.5, 0.5)


def test_a_few_words_said_often_are_told_from_values_that_never_repeat():
    few, never = "a few words said often", "values that never repeat"

    assert few in shares({"Fire": 3, "Flood": 3})
    assert few not in shares({"Fire": 3, "Flood": 2})
    assert few not in shares({f"word {at}": 9 for at in range(51)})
    assert few not in shares({"1": 9, "2": 9})
    assert never in shares({"A1": 1, "A2": 1, "": 7})
    assert never not in shares({"A1": 1, "A2": 2})
    assert never not in shares({"A1": 1})


def test_of_very_many_texts_the_commonest_are_looked_at():
    texts = {f"ref-{at:06d}": 1 for at in range(LOOKED_AT + 1)} | {"01/02/2024": 5}

    looks = look(texts)

    assert (looks.whole, looks.distinct, looks.cells) == (False, LOOKED_AT, LOOKED_AT + 4)
    assert looks.looks[0].name == "references"
    assert looks.share("dates") == 5 / (LOOKED_AT + 4)
    assert look({f"ref-{at:06d}": 1 for at in range(LOOKED_AT)}).whole


def test_the_name_of_the_column_is_a_yes():
    assert shares({"Domestic abuse": 1, "No": 1}, name="domestic abuse")["yes or no"] == 1
