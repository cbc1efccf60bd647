"""People in a column: ages, sex, ethnic group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.values.decisions import Decision, State
from datasources.values.people import (
    OBSERVED,
    AgeBand,
    Ages,
    Group,
    in_band,
    read_ages,
    read_ethnic_groups,
    read_sexes,
)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("18-24", AgeBand(18, 24)),
        ("18–24", AgeBand(18, 24)),
        ("10 - 17", AgeBand(10, 17)),
        ("25 to 34", AgeBand(25, 34)),
        ("Aged 25 to 34 years", AgeBand(25, 34)),
        ("18-24 year olds", AgeBand(18, 24)),
        ("under 10", AgeBand(0, 9)),
        ("<1", AgeBand(0, 0)),
        ("Under 18s", None),
        ("up to 17", AgeBand(0, 17)),
        ("17 and under", AgeBand(0, 17)),
        ("65+", AgeBand(65, None)),
        ("65 and over", AgeBand(65, None)),
        ("75 plus", AgeBand(75, None)),
        ("65 years and older", AgeBand(65, None)),
        ("over 34", AgeBand(35, None)),
        (">=35", AgeBand(35, None)),
        ("23", AgeBand(23, 23)),
        ("23.0", AgeBand(23, 23)),
        ("23 years old", AgeBand(23, 23)),
        ("0", AgeBand(0, 0)),
        ("120", AgeBand(120, 120)),
        ("121", None),
        ("120+", AgeBand(120, None)),
        ("121+", None),
        ("0-120", AgeBand(0, 120)),
        ("24-18", None),
        ("18-121", None),
        ("2024", None),
        ("adult", None),
        ("", None),
    ],
)
def test_what_people_write_for_an_age_is_a_band(text, band):
    unreadable = {text: 2} if band is None and text else {}

    assert read_ages({text: 2}) == Ages({text: band}, {}, (), unreadable)


@given(st.integers(0, 119), st.integers(1, 40))
def test_the_words_of_a_band_are_read_back(first, years):
    bands = [AgeBand(first, None), AgeBand(first, min(first + years, 120)), AgeBand(first, first)]

    assert [read_ages({band.words: 1}).meanings[band.words] for band in bands] == bands


def test_bands_that_a_spreadsheet_made_dates_of_are_read_back_beside_others():
    ages = read_ages({"18-24": 3, "Oct-17": 2, "05-Sep": 1, "9-May": 1})
    alone = read_ages({"Oct-17": 2})
    overlapping = read_ages({"12-17": 3, "Oct-17": 2, "Oct-10": 1})

    assert ages.meanings == {
        "18-24": AgeBand(18, 24), "Oct-17": AgeBand(10, 17), "05-Sep": AgeBand(5, 9),
        "9-May": AgeBand(5, 9),
    }  # fmt: skip
    assert set(ages.mended) == {"Oct-17", "05-Sep", "9-May"}
    assert (alone.mended, alone.unreadable) == ({}, {"Oct-17": 2})
    assert (overlapping.mended, overlapping.unreadable) == ({}, {"Oct-17": 2, "Oct-10": 1})


def test_bands_that_share_ages_are_told():
    ages = read_ages(dict.fromkeys(["10-17", "18-24", "24-30", "31+", "30", "40-50"], 1))

    assert ages.overlapping == (
        (AgeBand(18, 24), AgeBand(24, 30)),
        (AgeBand(31, None), AgeBand(40, 50)),
    )


def test_a_plain_age_is_put_in_the_one_band_that_holds_it():
    bands = [AgeBand(0, 17), AgeBand(18, 24), AgeBand(24, 30), AgeBand(65, None)]

    assert [in_band(age, bands) for age in (0, 17, 18, 24, 31, 64, 65, 99)] == [
        bands[0], bands[0], bands[1], None, None, None, bands[3], bands[3],
    ]  # fmt: skip


def test_sex_in_words_letters_and_figures():
    sexes = read_sexes(
        {
            "M": 1,
            "female": 1,
            "Women": 1,
            "Unknown": 1,
            "1": 1,
            "2.0": 1,
            "0": 1,
            "Femal": 1,
            "9": 3,
        }
    )

    assert sexes.meanings == {
        "M": "Male", "female": "Female", "Women": "Female", "Unknown": "Not stated", "1": "Male",
        "2.0": "Female", "0": "Not stated", "Femal": None, "9": None,
    }  # fmt: skip
    assert (sexes.unsure, sexes.unknown) == ({"Femal": ("Female",)}, {"9": 3})
    assert sexes.decisions == (
        Decision(
            "sexes", State.LIKELY, "male-1",
            "1 is male and 2 female in ISO/IEC 5218; no word of the column says otherwise.",
        ),
    )  # fmt: skip
    assert read_sexes({"1": 1, "2": 1}, given={"sexes": "female-1"}).meanings == {
        "1": "Female",
        "2": "Male",
    }
    assert read_sexes({"F": 1, "0": 1}).decisions == ()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("W1", Group("White", "British", "self-defined")),
        ("W1 - White British", Group("White", "British", "self-defined")),
        (
            "White - English/Welsh/Scottish/Northern Irish/British",
            Group("White", "British", "self-defined"),
        ),
        ("White British", Group("White", "British", "self-defined")),
        ("Asian/Asian British - Pakistani", Group("Asian", "Pakistani", "self-defined")),
        ("Pakistani", Group("Asian", "Pakistani", "self-defined")),
        (
            "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background",
            Group("Black", "Any other Black", "self-defined"),
        ),
        ("Roma", Group("White", "Roma", "self-defined")),
        ("Other ethnic group - Not stated", Group("Not stated", "Not stated", "self-defined")),
        ("Asian", Group("Asian", "", "self-defined")),
        ("Asian or Asian British", Group("Asian", "", "self-defined")),
        ("IC3", Group("Black", "Black", "observed")),
        ("IC0", Group("Not stated", "Not known", "observed")),
        ("IC7", None),
        ("", None),
    ],
)
def test_what_people_write_for_an_ethnic_group(text, group):
    assert read_ethnic_groups({text: 1}).meanings == {text: group}


def test_what_an_officer_saw_is_never_taken_for_what_someone_said():
    seen = read_ethnic_groups({"Asian": 1, "Other": 2, "IC5": 1, "W1": 1}, said_by=OBSERVED)

    assert seen.meanings == {
        "Asian": Group("Asian", "Asian", "observed"),
        "Other": Group("Other ethnic group", "", "observed"),
        "IC5": Group("Other ethnic group", "Chinese, Japanese or South East Asian", "observed"),
        "W1": Group("White", "British", "self-defined"),
    }


def test_a_group_that_is_not_sure_is_asked():
    groups = read_ethnic_groups({"White - Britsh": 2, "Martian": 1})

    assert groups.meanings == {"White - Britsh": None, "Martian": None}
    assert groups.unsure["White - Britsh"][0] == "White - British"
    assert groups.unknown == {"Martian": 1}
