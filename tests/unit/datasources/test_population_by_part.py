"""Residents by sex and age and of any level: one number an area, and nobody counted twice."""

import pytest

from datasources.geography import whole_of
from datasources.kinds.residents import (
    AgeBand,
    Part,
    mid_year_of,
    part_of,
    parts_of,
    whole_life,
)
from datasources.values.people import FEMALE, MALE
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OTHER_WARD,
    WARD,
    found,
    lookup,
    read_as,
    severities,
    stored,
)

CHECKED = "partnership-population"


def read(tmp_path, text: str, name: str = "population mid-2024.csv"):
    return read_as("population", stored(tmp_path, name, text))


def held(reading) -> dict[str, list]:
    return {one.period: one.frame.values.tolist() for one in reading.slices}


def whole(reading) -> tuple[int, int, int]:
    """Of no row it is left unsaid what became of it."""
    assert int(reading.set_aside["rows"].sum()) == reading.rows_set_aside
    return reading.rows_read, reading.rows_kept, reading.rows_set_aside


class TestLevels:
    def test_wards_by_code_are_read_of_the_year_that_a_column_says(self, tmp_path):
        text = f"Ward code,Period,Population\n{WARD},2024-06-30,1000\n{OTHER_WARD},2024-06-30,900\n"

        reading = read(tmp_path, text, "x.csv")

        assert held(reading) == {"mid-2024": [[WARD, 1000], [OTHER_WARD, 900]]}
        assert whole(reading) == (2, 2, 0)
        told = next(one for one in reading.findings if one.code == CHECKED)
        assert told.message == (
            "1,900 people live in this partnership's areas, mid-2024. None of its small areas is"
            " among them: the wards or councils named here can have rates, and the small areas in"
            " them cannot."
        )

    def test_wards_and_councils_by_name(self, tmp_path):
        text = "Area name,Population\nMarket Place,1000\nWexmere,1900\nBrook End Ward,900\n"

        reading = read(tmp_path, text)

        assert held(reading) == {"mid-2024": [[WARD, 1000], [DISTRICT, 1900], [OTHER_WARD, 900]]}

    def test_a_name_that_no_area_has_is_set_aside_and_told(self, tmp_path):
        reading = read(tmp_path, "Ward,Population\nMarket Place,1000\nNowhere,5\n")

        assert held(reading) == {"mid-2024": [[WARD, 1000]]}
        assert whole(reading) == (2, 1, 1)
        assert found(reading) == {"places-unknown": 1, CHECKED: 0}

    def test_of_a_ward_table_with_councils_beside_the_ward_is_meant(self, tmp_path):
        text = f"LA code,Ward code,All ages\n{DISTRICT},{WARD},1000\n"

        assert held(read(tmp_path, text)) == {"mid-2024": [[WARD, 1000]]}

    def test_several_mid_years_of_wards(self, tmp_path):
        text = (
            "Ward code,Mid-2023: Population,Mid-2024: Population\n"
            f"{WARD},990,1000\n{OTHER_WARD},[c],900\n"
        )

        reading = read(tmp_path, text, "x.csv")

        assert held(reading) == {
            "mid-2023": [[WARD, 990]],
            "mid-2024": [[WARD, 1000], [OTHER_WARD, 900]],
        }
        assert found(reading)["numbers-held-back"] == 1

    def test_without_a_year_it_is_asked(self, tmp_path):
        reading = read(tmp_path, f"Ward code,Population\n{WARD},1000\n", "wards.csv")

        assert (reading.slices, severities(reading)) == ((), {"year-unknown": "error"})

    @pytest.mark.parametrize("cell", ["2024-03-21", "2024/25", "soon", ""])
    def test_another_day_than_the_middle_of_a_year_is_none(self, tmp_path, cell):
        text = f"Ward code,Period,Population\n{WARD},{cell},1\n{OTHER_WARD},mid-2024,2\n"

        reading = read(tmp_path, text)

        assert held(reading) == {"mid-2024": [[OTHER_WARD, 2]]}
        assert whole(reading) == (2, 1, 1)
        assert found(reading)["periods-unreadable"] == 1


class TestRowsOfParts:
    def rows(self, *cells: str, heading: str = "Area code,Sex,Population") -> str:
        return "\n".join([heading, *(f"{WARD},{one}" for one in cells)]) + "\n"

    def test_persons_are_not_added_to_males_and_females(self, tmp_path):
        reading = read(tmp_path, self.rows("Persons,1000", "Males,480", "Females,520"))

        assert held(reading) == {"mid-2024": [[WARD, 1000]]}
        assert whole(reading) == (3, 1, 2)
        assert found(reading) == {"totals-left-out": 2, CHECKED: 0}

    def test_males_and_females_alone_are_added_up(self, tmp_path):
        reading = read(tmp_path, self.rows("M,480", "F,520"))

        assert held(reading) == {"mid-2024": [[WARD, 1000]]}
        assert whole(reading) == (2, 2, 0)
        assert found(reading) == {"residents-added-up": 1, CHECKED: 0}

    def test_one_sex_alone_is_not_everybody(self, tmp_path):
        reading = read(tmp_path, self.rows("Males,480"))

        assert reading.slices == ()
        assert severities(reading)["residents-in-part"] == "error"

    def test_a_word_that_is_no_sex_leaves_the_sum_open(self, tmp_path):
        rows = ("Males,480", "Females,520", "Other,3")

        open_, settled = (
            read(tmp_path, self.rows(*one)) for one in (rows, (*rows, "All persons,1003"))
        )

        assert open_.slices == ()
        assert severities(open_)["residents-in-part"] == "error"
        assert held(settled) == {"mid-2024": [[WARD, 1003]]}

    def test_all_ages_are_not_added_to_each_age(self, tmp_path):
        heading = "Area code,Age,Population"
        ages = ("0 to 15,200", "16-64,600", "65 and over,200")

        summed = read(tmp_path, self.rows(*ages, heading=heading))
        beside = read(tmp_path, self.rows(*ages, "All ages,1000", heading=heading))

        assert held(summed) == held(beside) == {"mid-2024": [[WARD, 1000]]}
        assert (whole(summed), whole(beside)) == ((3, 3, 0), (4, 1, 3))

    def test_ages_with_a_gap_are_not_everybody(self, tmp_path):
        reading = read(
            tmp_path, self.rows("0-15,1", "17-64,2", "65+,3", heading="Area code,Age,Population")
        )

        assert reading.slices == ()
        assert severities(reading)["residents-in-part"] == "error"

    def test_single_ages_and_groups_beside_each_other_are_counted_once(self, tmp_path):
        cells = ("0,4", "1,6", "2 and over,90", "0 to 1,10")

        reading = read(tmp_path, self.rows(*cells, heading="Area code,Age,Population"))

        assert held(reading) == {"mid-2024": [[WARD, 100]]}
        assert whole(reading) == (4, 3, 1)

    def test_sex_and_age_together(self, tmp_path):
        cells = [
            f"{sex},{age},{n}" for sex, n in (("Male", 4), ("Female", 6)) for age in ("0-17", "18+")
        ]

        reading = read(tmp_path, self.rows(*cells, heading="Area code,Sex,Age,Population"))

        assert held(reading) == {"mid-2024": [[WARD, 20]]}
        assert whole(reading) == (4, 4, 0)

    def test_what_another_column_tells_apart_is_asked(self, tmp_path):
        reading = read(tmp_path, self.rows("Persons,600", "Persons,400"))

        assert reading.slices == ()
        assert severities(reading)["repeated-numbers"] == "error"

    def test_a_total_that_is_no_sum_is_used_and_told(self, tmp_path):
        reading = read(tmp_path, self.rows("Persons,1001", "Males,480", "Females,520"))

        assert held(reading) == {"mid-2024": [[WARD, 1001]]}
        told = next(one for one in reading.findings if one.code == "residents-differ")
        assert told.examples == (f"{WARD}: 1,001 and 1,000 of males and females",)

    def test_areas_with_a_total_and_areas_without(self, tmp_path):
        text = self.rows("Persons,1000", "Males,480", "Females,520") + (
            f"{OTHER_WARD},Males,400\n{OTHER_WARD},Females,500\n"
        )

        reading = read(tmp_path, text)

        assert held(reading) == {"mid-2024": [[WARD, 1000], [OTHER_WARD, 900]]}
        assert whole(reading) == (5, 3, 2)

    def test_a_part_that_is_held_back_holds_the_sum_back(self, tmp_path):
        reading = read(
            tmp_path, self.rows("Males,[c]", "Females,520") + f"{OTHER_WARD},Persons,9\n"
        )

        assert held(reading) == {"mid-2024": [[OTHER_WARD, 9]]}
        assert whole(reading) == (3, 1, 2)
        assert found(reading)["numbers-held-back"] == 1

    def test_small_areas_by_sex_are_not_the_first_row_of_each(self, tmp_path):
        text = (
            "LSOA code,Sex,Total\n"
            f"{INSIDE},Males,5\n{INSIDE},Females,6\n{ALSO_INSIDE},Males,7\n{ALSO_INSIDE},Females,8\n"
        )

        assert held(read(tmp_path, text)) == {"mid-2024": [[INSIDE, 11], [ALSO_INSIDE, 15]]}

    def test_other_indicators_are_refused(self, tmp_path):
        heading = "area_code,indicator,period,measure,value\n"
        total = f"{WARD},Total resident population,2022-06-30,Count,1000\n"
        share = f"{WARD},Population aged 0 to 15,2022-06-30,Count,200\n"

        alone, beside = (read(tmp_path, heading + one) for one in (total, total + share))

        assert held(alone) == {"mid-2022": [[WARD, 1000]]}
        assert (beside.slices, severities(beside)) == ((), {"wrong-kind": "error"})


class TestColumnsOfParts:
    def test_the_total_is_taken_and_checked(self, tmp_path):
        heading = "Code,Name,All ages,0 to 15,16 to 64,65+\n"
        text = f"{heading}{WARD},Market Place,1000,200,600,200\n{OTHER_WARD},Brook End,900,1,1,1\n"

        reading = read(tmp_path, text)

        assert held(reading) == {"mid-2024": [[WARD, 1000], [OTHER_WARD, 900]]}
        told = next(one for one in reading.findings if one.code == "residents-differ")
        assert told.examples == (f"{OTHER_WARD}: 900 and 3 of 3 age groups",)

    def test_without_a_total_the_ages_are_added_up(self, tmp_path):
        ages = ",".join(map(str, range(90)))
        text = f"Code,{ages},90+\n{WARD},{','.join(['2'] * 91)}\n"

        assert held(read(tmp_path, text)) == {"mid-2024": [[WARD, 182]]}

    def test_males_and_females_by_age(self, tmp_path):
        text = (
            f"Ward code,Population,F0-17,F18+,M0-17,M18+\n{WARD},,1,2,3,4\n{OTHER_WARD},9,1,2,3,3\n"
        )

        assert held(read(tmp_path, text)) == {"mid-2024": [[WARD, 10], [OTHER_WARD, 9]]}

    def test_persons_males_and_females(self, tmp_path):
        text = f"Area code,Persons,Males,Females\n{WARD},1000,480,520\n"

        assert held(read(tmp_path, text)) == {"mid-2024": [[WARD, 1000]]}

    def test_a_table_that_is_called_one_of_males_is_not_everybody(self, tmp_path):
        text = f"Code,All ages\n{WARD},480\n"

        reading = read(tmp_path, text, "mid-2024 population males.csv")

        assert reading.slices == ()
        assert found(reading).keys() == {"residents-in-part"}


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("All Ages", Part()),
        ("Persons", Part()),
        ("males", Part(MALE)),
        ("Female: all ages", Part(FEMALE)),
        ("F0", Part(FEMALE, AgeBand(0, 0))),
        ("M90+", Part(MALE, AgeBand(90, None))),
        ("aged_0_to_15", Part(ages=AgeBand(0, 15))),
        ("aged_65_and_over", Part(ages=AgeBand(65, None))),
        ("Under 16", Part(ages=AgeBand(0, 15))),
        ("2024", None),
        ("Households", None),
        ("Area code", None),
    ],
)
def test_whom_a_heading_is_of(heading, part):
    assert part_of(heading) == part


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2024", "mid-2024"),
        ("mid-2024", "mid-2024"),
        ("Mid 2024", "mid-2024"),
        ("2024-06-30", "mid-2024"),
        ("30/06/2024", "mid-2024"),
        ("30 June 2024", "mid-2024"),
        ("2024-06-29", ""),
        ("2021-03-21", ""),
        ("", ""),
    ],
)
def test_the_middle_of_a_year(cell, year):
    assert mid_year_of(cell) == year


@pytest.mark.parametrize(
    ("bands", "finest", "coarsest"),
    [
        ([(0, 15), (16, None)], 2, 2),
        ([(0, 15), (15, None)], 0, 0),
        ([(0, 15), (17, None)], 0, 0),
        ([(1, 15), (16, None)], 0, 0),
        ([(0, 15), (16, 64)], 0, 0),
        ([(0, 84), (85, 85)], 2, 2),
        ([(0, 83), (84, 84)], 0, 0),
        ([(0, 0), (1, 15), (0, 15), (16, None)], 3, 2),
    ],
)
def test_age_groups_that_hold_every_age_once(bands, finest, coarsest):
    ages = [AgeBand(*one) for one in bands]

    ways = [whole_life(ages, finest=True), whole_life(ages, finest=False)]

    assert list(map(len, ways)) == [finest, coarsest]


@pytest.mark.parametrize(
    "headings",
    [
        ["Ward", "Age", "Count", "Month"],
        ["Area code", "Total"],
        ["Month", "LSOA code", "Crime type"],
        ["Sex", "Age", "Population"],
    ],
)
def test_other_tables_are_none_of_residents(headings):
    assert parts_of(headings, "mid-2024") is None


@pytest.mark.parametrize(
    ("asked", "codes", "whole"),
    [
        ([DISTRICT], {INSIDE, ALSO_INSIDE, WARD, DISTRICT}, {INSIDE, ALSO_INSIDE}),
        ([DISTRICT], {INSIDE, WARD, OTHER_WARD, DISTRICT}, {DISTRICT}),
        ([DISTRICT], {INSIDE, WARD, OTHER_WARD}, {WARD, OTHER_WARD}),
        ([DISTRICT], {INSIDE, OTHER_WARD}, None),
        ([WARD], {WARD}, {WARD}),
        ([INSIDE], {WARD, DISTRICT}, None),
        ([DISTRICT, WARD], {WARD, DISTRICT}, None),
        ([DISTRICT, NEIGHBOUR], {DISTRICT, NEIGHBOUR}, {DISTRICT, NEIGHBOUR}),
        ([DISTRICT, NEIGHBOUR], {DISTRICT}, None),
    ],
)
def test_all_of_an_area_is_held_once(asked, codes, whole):
    assert whole_of(lookup(), asked, frozenset(codes)) == whole
