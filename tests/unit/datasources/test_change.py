import re
from dataclasses import replace

import pytest

from datasources import analyses
from datasources.analyses import Inputs, Parameters, Result, without
from datasources.analyses.judgement import NOT_KNOWN_TO_SWING, judge
from datasources.analyses.rounding import percent_change, rounded
from datasources.analyses.spread import Pair, spread_of
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    OUTSIDE,
    WARD,
    inputs,
    over_year,
    year,
)

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [
    *over_year(2024, "Shoplifting", INSIDE, 200),
    *over_year(2025, "Shoplifting", INSIDE, 100),
    *over_year(2024, "Drugs", INSIDE, 19),
    *over_year(2025, "Drugs", INSIDE, 60),
    *over_year(2024, "Anti-social behaviour", INSIDE, 40),
    *over_year(2025, "Anti-social behaviour", INSIDE, 41),
    ("2023-12", "Drugs", INSIDE, 500),
]


def change(given, **period):
    return analyses.answer("change", given, Parameters((DISTRICT,), **period))


def by_type(result) -> dict[str, tuple]:
    columns = ("count_before", "count_now", "difference", "percent_change", "verdict")
    return {row["crime_type"]: tuple(row[name] for name in columns) for row in result.rows}


def test_change_by_hand():
    result = change(inputs(ROWS, BOTH_YEARS))

    rows = by_type(result)
    assert rows["All crime and anti-social behaviour"] == (259, 201, -58, -22.4, "fell")
    assert rows["All crime (excluding anti-social behaviour)"] == (219, 160, -59, -26.9, "fell")
    assert rows["Shoplifting"] == (200, 100, -100, -50.0, "fell")
    assert rows["Anti-social behaviour"] == (40, 41, 1, 2.5, "no clear change")
    assert rows["Robbery"] == (0, 0, 0, None, "too few to say")
    assert (result.period_from, result.period_to) == ("2025-01", "2025-12")
    assert result.numbers["Shoplifting: percent_change"] == -50.0
    assert result.numbers["Shoplifting: swing"] == 1.0
    assert result.numbers["Shoplifting: chance"] == pytest.approx(0.0001, abs=0.0001)
    assert result.finding == (
        "All crime (excluding anti-social behaviour) fell by 27% in the year to December 2025: 160"
        " against 219 the year before. The largest clear rise was in drugs: 60 against 19. The"
        " largest clear fall was in shoplifting: 100 against 200."
    )


def test_no_per_cent_on_a_base_under_20():
    assert by_type(change(inputs(ROWS, BOTH_YEARS)))["Drugs"] == (19, 60, 41, None, "rose")


def test_totals_stand_first_and_types_by_name():
    names = [row["crime_type"] for row in change(inputs(ROWS, BOTH_YEARS)).rows]

    assert names[:3] == [
        "All crime and anti-social behaviour",
        "All crime (excluding anti-social behaviour)",
        "Anti-social behaviour",
    ]
    assert names[2:] == sorted(names[2:])
    assert len(names) == 16


@pytest.mark.parametrize("missing", ["2024-07", "2025-07"])
def test_month_missing_on_either_side_is_refused_not_counted_as_nought(missing):
    held = tuple(month for month in BOTH_YEARS if month != missing)

    result = change(inputs(ROWS, held))

    counts = {tuple(cells[:2]) for cells in by_type(result).values()}
    side = 0 if missing.startswith("2024") else 1
    assert {pair[side] for pair in counts} == {None}
    assert {cells[2:] for cells in by_type(result).values()} == {(None, None, "no data")}
    assert result.finding == (
        "No comparison with the year before can be made for the year to December 2025: not all"
        " months of both years are held."
    )
    month = "July 2024" if side == 0 else "July 2025"
    assert result.caveats[0] == f"No data are held for {month}. This is not nought crime."


def test_only_the_same_months_are_compared():
    rows = [
        *over_year(2024, "Drugs", INSIDE, 3600),
        *over_year(2025, "Drugs", INSIDE, 2400),
        ("2025-05", "Drugs", INSIDE, 900),
    ]

    result = change(inputs(rows, BOTH_YEARS), period_from="2025-03", period_to="2025-04")

    whole = by_type(result)["All crime and anti-social behaviour"]
    assert whole[:4] == (600, 400, -200, -33.3)
    # So much more in May than in June: such numbers swing.
    assert whole[4] == "no clear change"


def test_the_months_of_a_stretch_are_told_beside_how_all_that_are_held_swing():
    rows = [*over_year(2024, "Drugs", INSIDE, 3600), *over_year(2025, "Drugs", INSIDE, 2400)]

    result = change(inputs(rows, BOTH_YEARS), period_from="2025-03", period_to="2025-04")

    assert result.numbers["Drugs: swing"] == 1.0
    assert result.finding.startswith(
        "All crime (excluding anti-social behaviour) fell by 33% in the 2 months to April 2025: 400"
        " against 600 in the same months a year before."
    )


def test_empty_years_are_nought_and_too_few():
    result = change(inputs([], BOTH_YEARS))

    assert set(by_type(result).values()) == {(0, 0, 0, None, "too few to say")}


def test_one_row():
    result = change(inputs([("2025-01", "Drugs", INSIDE, 1)], BOTH_YEARS))

    assert by_type(result)["Drugs"] == (0, 1, 1, None, "too few to say")


def test_rounding_is_exact_and_to_the_even_digit():
    assert percent_change(752, 705) == -6.2
    assert percent_change(6675, 6672) == 0.0
    assert str(percent_change(6675, 6672)) == "0.0"
    assert rounded(1, 8, 2) == 0.12
    assert rounded(5, 0, 2) is None


class TestManyTypesTogether:
    """Of two types that would each be clear by itself, one as large may be chance."""

    CRIMES = ("Bicycle theft", "Burglary", "Drugs", "Robbery", "Other theft", "Vehicle crime")

    def given(self, *counts: tuple[int, int]) -> Inputs:
        """So many of each type in the two years."""
        rows = [
            row
            for crime, both in zip(self.CRIMES, counts, strict=False)
            for number, count in zip((2024, 2025), both, strict=True)
            for row in over_year(number, crime, INSIDE, count)
        ]
        return inputs(rows, BOTH_YEARS)

    def test_one_that_would_be_clear_by_itself_is_not_among_many(self):
        """100 to 140 is 0.02 by chance: over 0.05 / 3 and not among two of three."""
        alone, many = (
            change(self.given((100, 140), *others)) for others in ([], [(100, 100), (100, 101)])
        )

        assert by_type(alone)["Bicycle theft"][4] == "rose"
        assert by_type(many)["Bicycle theft"][4] == "no clear change"
        reasons = {row["crime_type"]: row["reason"] for row in many.rows}
        assert reasons["Bicycle theft"] == (
            "Between 6% more and 87% more. By itself it would be clear; among so"
            " many one as large may be chance."
        )
        assert "The largest clear" not in many.finding

    def test_totals_are_not_of_the_family(self):
        """The total that rose by as much stands by itself."""
        many = change(self.given((100, 140), (10, 10), (10, 10), (10, 10), (10, 10), (20, 20)))

        assert by_type(many)["Bicycle theft"][4] == "no clear change"
        more = change(self.given((500, 700), (100, 100)))
        total = "All crime and anti-social behaviour"
        assert by_type(more)[total][4] == "rose"
        numbers = {name: value for name, value in more.numbers.items() if total in name}
        assert numbers[f"{total}: chance"] < 0.05

    @pytest.mark.parametrize(
        ("counts", "said"),
        [
            ([], None),
            ([(100, 140)], None),
            ([(100, 140), (5, 5)], None),
            ([(100, 140), (10, 10)], "2 differences were looked at together, of which each by"
             " itself about 0.1 would look clear"),
            ([(100, 140)] * 6, "6 differences were looked at together, of which each by itself"
             " about 0.3 would look clear"),
        ],
    )  # fmt: skip
    def test_how_many_were_looked_at_is_said_of_those_that_were(self, counts, said):
        """A type of which there are too few to say was not looked at."""
        caveats = [one for one in change(self.given(*counts)).caveats if "differences" in one]

        caveats = [one for one in caveats if "together" in one]
        assert [one.split(" by chance")[0] for one in caveats] == ([said] if said else [])


class TestReadersFromWhomCountsMayBeHeldBack:
    ROWS = (
        *over_year(2024, "Shoplifting", INSIDE, 200),
        *over_year(2025, "Shoplifting", INSIDE, 100),
        *over_year(2024, "Burglary", INSIDE, 100),
        *over_year(2025, "Burglary", INSIDE, 140),
        *over_year(2024, "Drugs", INSIDE, 100),
        *over_year(2025, "Drugs", INSIDE, 102),
        *over_year(2024, "Robbery", INSIDE, 9),
        *over_year(2025, "Robbery", INSIDE, 3),
    )

    def result(self) -> Result:
        return change(inputs(self.ROWS, BOTH_YEARS))

    def told(self, result: Result) -> dict[str, tuple[object, object]]:
        return {
            str(row["crime_type"]): (row["verdict"], row["reason"])
            for row in result.rows
            if row["crime_type"] in {"Shoplifting", "Burglary", "Drugs", "Robbery"}
        }

    @staticmethod
    def hidden(result: Result, *crimes: str) -> frozenset[tuple[int, str]]:
        return frozenset(
            (at, "count_now") for at, row in enumerate(result.rows) if row["crime_type"] in crimes
        )

    def test_others_read_intervals_chances_and_swings(self):
        result = self.result()

        assert self.told(result) == {
            "Burglary": ("rose", "Between 6% more and 87% more."),
            "Drugs": (
                "no clear change",
                "Between 25% less and 39% more.",
            ),
            "Robbery": ("too few to say", "Only 12 in the two periods together."),
            "Shoplifting": ("fell", "Between 62% less and 35% less."),
        }
        assert {"Burglary: chance", "Burglary: swing", "Robbery: swing"} <= {*result.numbers}

    @pytest.mark.parametrize("crimes", [(), ("Robbery",)])
    def test_they_read_neither(self, crimes):
        result = self.result()

        shown = without(result, self.hidden(result, *crimes))

        robbery = ("not shown", "") if crimes else self.told(result)["Robbery"]
        assert self.told(shown) == {
            "Burglary": ("rose", "More than such numbers swing by themselves."),
            "Drugs": ("no clear change", "Within what such numbers swing by themselves."),
            "Robbery": robbery,
            "Shoplifting": ("fell", "More than such numbers swing by themselves."),
        }
        assert [one for one in shown.numbers if one.endswith((": chance", ": swing"))] == []
        assert [one for one in shown.caveats if re.match(r"\d+ differences", one)] == []
        assert [one for one in shown.caveats if "at most one in twenty is expected" in one]

    def test_what_is_hidden_is_not_of_the_family(self):
        """With shoplifting burglary is the second of three, under 2/60; alone with drugs it is
        the first of two, under 1/40: either way it stands. Beside drugs and one that is as small
        as drugs it would not."""
        rows = [row for row in self.ROWS if row[1] != "Shoplifting"]
        rows += over_year(2024, "Shoplifting", INSIDE, 100)
        rows += over_year(2025, "Shoplifting", INSIDE, 103)
        result = change(inputs(rows, BOTH_YEARS))
        assert self.told(result)["Burglary"][0] == "no clear change"

        all_there = without(result, self.hidden(result, "Robbery"))
        less = without(result, self.hidden(result, "Robbery", "Shoplifting"))

        assert self.told(all_there)["Burglary"] == (
            "no clear change",
            "More than such numbers swing by themselves. By itself it would be clear; among so many"
            " one as large may be chance.",
        )
        assert self.told(less)["Burglary"] == (
            "rose",
            "More than such numbers swing by themselves.",
        )
        assert "The largest clear rise was in burglary" in less.finding

    def test_a_fall_of_the_count_is_a_fall_to_them_too(self):
        shown = without(self.result(), frozenset())

        assert self.told(shown)["Shoplifting"][0] == "fell"

    def test_in_doubt_nothing_is_told_to_them_either(self):
        result = change(replace(inputs(self.ROWS, BOTH_YEARS), in_part=("2025-06",)))

        shown = without(result, frozenset())

        assert self.told(shown) == self.told(result)
        assert {verdict for verdict, _ in self.told(shown).values()} == {"cannot tell"}


class TestHowTheySwing:
    """In the months that are held; of few, in other councils too."""

    MONTHS = tuple(f"{number}-0{month}" for number in (2024, 2025) for month in (1, 2, 3, 4))

    def of(self, rows, months=MONTHS, code=DISTRICT, **also) -> Result:
        given = replace(inputs(rows, months), **also)
        return analyses.answer("change", given, Parameters((code,), "", "2025-01", "2025-04"))

    def swing(self, result: Result) -> object:
        return result.numbers.get("Drugs: swing")

    def own(self, code: str = INSIDE):
        counts = (40, 20, 30, 30, 60, 60, 70, 50)
        return [(month, "Drugs", code, n) for month, n in zip(self.MONTHS, counts, strict=True)]

    def like(self, code: str):
        return [
            (month, "Drugs", code, 40 if at % 2 else 10) for at, month in enumerate(self.MONTHS)
        ]

    def test_of_eight_months_alone_it_is_not_known(self):
        result = self.of(self.own())

        row = next(one for one in result.rows if one["crime_type"] == "Drugs")
        assert (row["count_before"], row["count_now"]) == (120, 240)
        assert (row["verdict"], row["reason"]) == ("cannot tell", NOT_KNOWN_TO_SWING)
        assert self.swing(result) is None
        assert result.finding == (
            "All crime (excluding anti-social behaviour): 240 against 120 in the same months a year"
            " before, in the 4 months to April 2025. Whether it rose or fell cannot be said: how"
            " much such numbers swing by themselves is not known."
        )

    def test_another_council_makes_them_up(self):
        result = self.of([*self.own(), *self.like(OUTSIDE)])

        days = (31, 29, 31, 30, 31, 28, 31, 30)
        own, like = (
            [
                Pair(rows[at][3], rows[at + 1][3], days[at] / (days[at] + days[at + 1]))
                for at in range(0, 8, 2)
            ]
            for rows in (self.own(), self.like(OUTSIDE))
        )
        expected = spread_of(own, like, 360 / 8)
        assert expected is not None
        assert self.swing(result) == pytest.approx(expected.dispersion)
        assert expected.dispersion > 5
        row = next(one for one in result.rows if one["crime_type"] == "Drugs")
        told = judge(120, 240, expected, 121 / 241)
        assert (row["verdict"], row["reason"]) == (told.verdict, told.reason)

    def test_another_part_of_the_same_council_does_not(self):
        assert self.swing(self.of([*self.own(), *self.like(ALSO_INSIDE)], code=WARD)) is None
        assert self.swing(self.of([*self.own(), *self.like(OUTSIDE)], code=WARD)) is not None

    def test_of_more_than_a_year_of_months_no_other_council_is_asked(self):
        """Where thirteen are held and drugs stand in eight, their swing stays unknown."""
        twelve = (*self.MONTHS, *(f"2023-{month:02}" for month in range(9, 13)))
        thirteen = (*twelve, "2023-08")
        rows = [*self.own(), *self.like(OUTSIDE)]

        assert self.swing(self.of(rows, months=tuple(sorted(twelve)))) is not None
        assert self.swing(self.of(rows, months=tuple(sorted(thirteen)))) is None

    def test_a_month_of_which_a_part_seems_to_be_missing_says_nothing_of_it(self):
        held = tuple(month for number in range(2022, 2026) for month in year(number))
        rows = [
            row for number in range(2022, 2026) for row in over_year(number, "Drugs", INSIDE, 240)
        ]
        rows += [("2022-03", "Drugs", INSIDE, 400)]

        wild, whole = (self.of(rows, held, in_part=part) for part in ((), ("2022-03",)))

        assert float(str(self.swing(wild))) > 10
        assert self.swing(whole) == 1.0
        assert (wild.doubt, whole.doubt) == ("", "")
