"""Areas side by side, by hand: six wards of two districts, each of two small areas."""

from dataclasses import replace

import pandas as pd
import pytest

from datasources import analyses, charts
from datasources.analyses import Inputs, NoPartsError, Parameters, TooCoarseError, without
from datasources.analyses.cells import SENTENCE
from datasources.analyses.funnel import HIGHER, LIKE, LOWER, TOO_FEW
from datasources.analyses.guarded import NOT_TOLD
from datasources.kinds import area_lookup
from datasources.pictures import Series
from tests.factories.counted import inputs_of
from tests.unit.datasources.building import offences, year

HERE, THERE = "X07000001", "X07000002"
NAMES = ("Market", "Abbey", "Quayside", "Dunes", "Brook End", "Castle")
WARDS = {name: f"X0500000{at}" for at, name in enumerate(NAMES, 1)}
MONTHS = year(2025)
Counts = dict[str, int]


def lookup() -> pd.DataFrame:
    """The first four wards lie in Wexmere, the last two in Stourcombe."""
    rows = [
        (small(name, at), f"{name} {at}", "2021", ward, name, "2024", *district, "2024")
        for number, (name, ward) in enumerate(WARDS.items())
        for district in [(HERE, "Wexmere") if number < 4 else (THERE, "Stourcombe")]
        for at in (1, 2)
    ]
    return pd.DataFrame(rows, columns=list(area_lookup.CLEAN_COLUMNS)).astype("str")


def small(ward: str, at: int) -> str:
    return f"X0100000{NAMES.index(ward)}{at}"


def given(counts: Counts, people: Counts | None = None, months=MONTHS, **differs) -> Inputs:
    """Each ward with so many drug offences in its first small area, and residents in both."""
    rows = [("2025-03", "Drugs", small(name, 1), count) for name, count in counts.items()]
    population = None
    if people is not None:
        codes = {small(name, at): one // 2 for name, one in people.items() for at in (1, 2)}
        population = pd.DataFrame({"lsoa_code": codes.keys(), "population": codes.values()})
        population = population.astype({"lsoa_code": "str", "population": "Int64"})
    made = inputs_of(offences(rows), lookup(), population, "mid-2024", months)
    return replace(made, **differs)


def league(inputs: Inputs, codes=(HERE,), level="", **period):
    said = {"level": level} if level else {}
    return analyses.answer("league", inputs, Parameters(codes, said=said, **period))


EVERYWHERE = dict.fromkeys(NAMES, 4000)
COUNTS = {"Market": 700, "Abbey": 200, "Quayside": 210, "Dunes": 190, "Brook End": 90, "Castle": 10}


def words(result) -> dict[str, str | None]:
    return {row["area_name"]: row["beside_whole"] for row in result.rows}


def test_a_ward_by_hand():
    result = league(given(COUNTS, EVERYWHERE))

    assert [column.label for column in result.columns] == [
        "Area code",
        "Ward",
        "All crime (excluding anti-social behaviour)",
        "Residents",
        "Per 1,000 residents",
        "95% interval from",
        "95% interval to",
        "Beside the whole",
    ]
    assert result.rows[0] == {
        "area_code": WARDS["Abbey"],
        "area_name": "Abbey",
        "count": 200,
        "population": 4000,
        "rate_per_1000": 50.0,
        "low": 43.31,
        "high": 57.43,
        "beside_whole": LIKE,
    }
    assert result.numbers == {
        "areas": 4,
        "compared": 4,
        "higher": 0,
        "lower": 0,
        "count": 1300,
        "population": 16000,
        "rate_per_1000": 81.25,
    }
    assert result.denominator == "Residents, mid-2024 estimate: 16,000"


def test_areas_stand_by_name_and_not_by_rate():
    result = league(given(COUNTS, EVERYWHERE))

    assert [row["area_name"] for row in result.rows] == ["Abbey", "Dunes", "Market", "Quayside"]


def many(counts: list[int], people: int = 1000) -> Inputs:
    """One council of as many wards, of one small area each: W01, W02, ..."""
    rows = [
        (f"X01{at:06}", f"Small {at:02}", "2021", f"X05{at:06}", f"W{at:02}", "2024",
         HERE, "Wexmere", "2024")
        for at in range(1, len(counts) + 1)
    ]  # fmt: skip
    areas = pd.DataFrame(rows, columns=list(area_lookup.CLEAN_COLUMNS)).astype("str")
    crimes = [("2025-03", "Drugs", row[0], count) for row, count in zip(rows, counts, strict=True)]
    population = pd.DataFrame({"lsoa_code": areas["lsoa_code"], "population": people})
    population = population.astype({"population": "Int64"})
    return inputs_of(offences(crimes), areas, population, "mid-2024", MONTHS)


STEADY = [100] * 26
WHEN = "in the year to December 2025 (anti-social behaviour not counted)"


@pytest.mark.parametrize(
    ("counts", "finding"),
    [
        (
            [*STEADY, 160, 200, 180, 170, 30, 40],
            f"Of 32 wards, 4 have more crimes for their residents than the whole of Wexmere {WHEN}"
            " and 2 fewer: more in W28, W29 and W30 among others.",
        ),
        (
            [*STEADY, 180, 170],
            f"Of 28 wards, 2 have more crimes for their residents than the whole of Wexmere {WHEN}:"
            " more in W27 and W28.",
        ),
        (
            [*STEADY, 180, 170, 175],
            f"Of 29 wards, 3 have more crimes for their residents than the whole of Wexmere {WHEN}:"
            " more in W27, W28 and W29.",
        ),
        (
            [*STEADY, 30],
            f"Of 27 wards, 1 has fewer crimes for its residents than the whole of Wexmere {WHEN}.",
        ),
        (
            STEADY,
            "Of 26 wards, none has clearly more or fewer crimes for its residents than the whole of"
            f" Wexmere {WHEN}.",
        ),
        (
            [100, 100, 100, 200, 200, 200],
            "Of 6 wards, none has more or fewer crimes for its residents than the whole of Wexmere"
            f" {WHEN} by more than all of them differ among themselves.",
        ),
        (
            [3, 4, 19],
            f"Of 3 wards, not one can be set beside the whole of Wexmere {WHEN}: fewer than 20"
            " crimes were counted or expected in each.",
        ),
    ],
)
def test_the_finding_says_how_many_and_names_at_most_three(counts, finding):
    assert league(many(counts)).finding == finding


def test_those_named_are_the_highest_of_those_above_told_by_name():
    result = league(many([*STEADY, *STEADY, 200, 300, 201, 310, 290]))

    assert result.finding.endswith(": more in W54, W56 and W57 among others.")


def test_how_many_were_compared_and_what_chance_alone_would_find():
    result = league(many([*STEADY, 19, 180, 21]))

    assert result.caveats[0] == (
        "28 of 29 wards were compared, those with 20 and more both counted and expected. Were each"
        " judged by itself, about 1 would look different by chance alone. They are judged together:"
        " of those that are said to be higher or lower, no more than 1 in 20 is expected to be so"
        " by chance."
    )
    assert words(result)["W27"] == TOO_FEW
    assert words(result)["W29"] == LOWER


def test_how_widely_areas_differ_is_said_where_it_is_wider_than_chance():
    wide = league(given(COUNTS, EVERYWHERE))

    assert wide.caveats[1] == (
        "These wards differ among themselves 12.0 times as widely as chance alone would make them,"
        " and are judged by that: “like the whole” is no further from it than is usual here, which"
        " may be far. Of so few, only one far from all others can stand out."
    )
    assert not any("as widely as chance" in one for one in league(many(STEADY)).caveats)


class TestWhereResidentsAreNotWhoIsThere:
    TOLD = (
        "Residents are not who is there. Where few live and many come, for the shops or a night"
        " out, a rate by residents misleads: so it may be of {}."
    )

    @pytest.mark.parametrize(("residents", "is_told"), [(998, True), (1000, False)])
    def test_fewer_than_a_thousand_live_there(self, residents, is_told):
        result = league(given(dict.fromkeys(NAMES, 30), EVERYWHERE | {"Abbey": residents}))

        assert (self.TOLD.format("Abbey") in result.caveats) is is_told

    @pytest.mark.parametrize(("count", "is_told"), [(125, False), (126, True)])
    def test_the_rate_is_more_than_five_times_that_of_the_whole(self, count, is_told):
        """Of 600 in all and as many residents everywhere, the whole's rate is 25 an area."""
        rest = [(600 - count) // 23] * 23
        rest[0] += 600 - count - sum(rest)

        assert (self.TOLD.format("W24") in league(many([*rest, count])).caveats) is is_told


class TestLevels:
    @pytest.mark.parametrize(
        ("codes", "level", "label", "count"),
        [
            ((HERE,), "", "Ward", 4),
            ((HERE, THERE), "", "District", 2),
            ((HERE, THERE), "district", "District", 2),
            ((HERE, THERE), "ward", "Ward", 6),
            ((HERE, THERE), "lsoa", "Small area", 12),
            ((HERE,), "lsoa", "Small area", 8),
            ((WARDS["Dunes"],), "", "Small area", 2),
            ((WARDS["Dunes"], WARDS["Castle"]), "", "Ward", 2),
            ((small("Dunes", 1), small("Abbey", 2)), "", "Small area", 2),
        ],
    )
    def test_what_stands_side_by_side(self, codes, level, label, count):
        result = league(given(COUNTS, EVERYWHERE), codes, level)

        assert (result.columns[1].label, len(result.rows)) == (label, count)

    def test_the_whole_is_the_same_at_every_level(self):
        inputs = given(COUNTS, EVERYWHERE)
        found = [
            league(inputs, (HERE, THERE), level).numbers for level in ("district", "ward", "lsoa")
        ]

        assert {(one["count"], one["population"]) for one in found} == {(1400, 24000)}

    @pytest.mark.parametrize(
        ("codes", "level", "reason"),
        [
            (
                (HERE,),
                "district",
                "Wexmere is not made of districts. Ask for wards (ward) or small areas (lsoa), or"
                " about a larger area.",
            ),
            (
                (WARDS["Dunes"],),
                "ward",
                "Dunes is not made of wards. Ask for small areas (lsoa), or about a larger area.",
            ),
            (
                (small("Dunes", 1),),
                "lsoa",
                "Dunes 1 is not made of small areas. Ask about the ward or the council that it lies"
                " in, or about a larger area.",
            ),
            ((HERE,), "street", "There is no level street. Known are: district, ward and lsoa."),
        ],
    )
    def test_a_level_that_it_is_not_made_of_is_refused(self, codes, level, reason):
        with pytest.raises(NoPartsError) as refused:
            league(given(COUNTS, EVERYWHERE), codes, level)

        assert str(refused.value) == reason

    def test_a_small_area_alone_is_set_beside_nothing(self):
        result = league(given(COUNTS, EVERYWHERE), (small("Dunes", 1),))

        assert result.finding == (
            "Dunes 1 is one small area, and nothing in it can be set side by side in the year to"
            " December 2025. Ask about the ward or the council that it lies in."
        )
        assert [(row["count"], row["beside_whole"]) for row in result.rows] == [(190, None)]

    def test_namesakes_in_two_councils_are_told_apart(self):
        both = lookup().replace({"ward_name": {"Castle": "Abbey"}})

        result = league(given(COUNTS, EVERYWHERE, lookup=both), (HERE, THERE), "ward")

        assert [row["area_name"] for row in result.rows][:2] == [
            "Abbey (Stourcombe)",
            "Abbey (Wexmere)",
        ]


class TestRowsOfLargerAreas:
    def of_wards(self, *codes: str) -> Inputs:
        lines = [("2025-03", code, "Drugs", 40, 0) for code in codes]
        made = given(COUNTS, EVERYWHERE)
        columns = ["period", "area_code", "category", "count", "unknown"]
        tally = pd.DataFrame(lines, columns=columns)
        return replace(made, tally=tally.astype(made.tally.dtypes.to_dict()))

    def test_rows_that_name_wards_are_counted_in_wards_and_districts(self):
        inputs = self.of_wards(*WARDS.values())

        assert [row["count"] for row in league(inputs).rows] == [40] * 4
        assert [row["count"] for row in league(inputs, (HERE, THERE)).rows] == [80, 160]

    def test_small_areas_are_refused_where_rows_name_wards_alone(self):
        with pytest.raises(NoPartsError) as refused:
            league(self.of_wards(*WARDS.values()), level="lsoa")

        assert str(refused.value) == (
            "Police recorded crime and anti-social behaviour: nothing is known by areas as small as"
            " the small areas of Wexmere, so they cannot be set side by side. Ask for larger areas,"
            " or ask the sender for rows with smaller ones."
        )

    def test_a_council_whose_rows_name_it_alone_stands_alone(self):
        result = league(self.of_wards(HERE))

        assert [(row["area_name"], row["count"]) for row in result.rows] == [("Wexmere", 40)]
        assert result.finding == (
            "The wards of Wexmere cannot be set side by side in the year to December 2025: nothing"
            " is known by areas so small. Ask the sender for rows with smaller areas."
        )

    def test_a_ward_whose_rows_name_the_council_is_refused(self):
        with pytest.raises(TooCoarseError):
            league(self.of_wards(HERE), (WARDS["Dunes"],))

    def test_rows_that_name_the_council_are_in_no_ward_and_that_is_said(self):
        result = league(self.of_wards(HERE, WARDS["Dunes"], WARDS["Abbey"], WARDS["Abbey"]))

        assert [row["count"] for row in result.rows] == [80, 40, 0, 0]
        assert result.numbers["count"] == 120
        said = (
            "40 of the 160 crimes and incidents (25%) are known only by a larger area than one of"
            " these, and are in no area's count here."
        )
        assert said in result.caveats
        left = without(result, frozenset()).caveats[result.caveats.index(said)]
        assert left == (
            "Some of what was counted are known only by a larger area than one of these, and are in"
            " no area's count here."
        )


class TestResidents:
    def test_without_a_population_the_counts_stand_alone(self):
        result = league(given(COUNTS))

        assert [(row["count"], row["rate_per_1000"], row["low"]) for row in result.rows] == [
            (200, None, None), (190, None, None), (700, None, None), (210, None, None),
        ]  # fmt: skip
        assert set(words(result).values()) == {None}
        assert result.caveats[0] == (
            "No population is in use, so the counts stand alone: without residents no area can be"
            " set beside the whole. Take a population of small areas into use."
        )
        assert result.finding == (
            "Which of the 4 wards of Wexmere have more crimes for their residents than others in"
            " the year to December 2025 cannot be said (anti-social behaviour not counted)."
        )
        chart = charts.from_result(result, "")
        assert (chart.kind, chart.series) == ("bar", (Series("Count", (200, 190, 700, 210)),))

    def test_where_one_ward_has_no_number_none_is_set_beside_the_whole(self):
        result = league(given(COUNTS, {n: 4000 for n in NAMES if n != "Dunes"}))

        assert {row["area_name"]: row["rate_per_1000"] for row in result.rows} == {
            "Abbey": 50.0,
            "Dunes": None,
            "Market": 175.0,
            "Quayside": 52.5,
        }
        assert set(words(result).values()) == {None}
        assert result.caveats[0] == (
            "1 ward has no population, so the whole has no rate, and no area is set beside it."
        )

    def test_residents_of_wards_say_nothing_of_small_areas(self):
        people = pd.DataFrame({"area_code": list(WARDS.values()), "people": 4000})
        inputs = given(COUNTS, population=people.astype({"people": "Int64", "area_code": "str"}))

        wards, small_areas = league(inputs), league(inputs, level="lsoa")

        assert [row["population"] for row in wards.rows] == [4000] * 4
        assert wards.caveats[2].startswith("The population in use is of wards or councils. Res")
        assert [row["population"] for row in small_areas.rows] == [None] * 8
        assert small_areas.caveats[0].startswith("The population in use is of wards or councils. H")

    def test_residents_of_several_levels_are_those_of_the_small_areas_then_of_the_area_itself(self):
        wards = dict.fromkeys(WARDS.values(), 9000)
        small_areas = {small(name, at): 2000 for name in NAMES[:4] for at in (1, 2)}
        held = wards | small_areas | {HERE: 50_000, THERE: 70_000}
        people = pd.DataFrame({"area_code": held.keys(), "people": held.values()})
        inputs = given(COUNTS, population=people.astype({"people": "Int64", "area_code": "str"}))

        districts, each = league(inputs, (HERE, THERE)), league(inputs, (HERE, THERE), "ward")

        found = {row["area_name"]: row["population"] for row in (*districts.rows, *each.rows)}
        assert found == {
            **dict.fromkeys(NAMES[:4], 4000),
            **dict.fromkeys(NAMES[4:], 9000),
            "Wexmere": 16_000,
            "Stourcombe": 70_000,
        }

    def test_where_nobody_lives_there_is_no_rate(self):
        result = league(given(COUNTS, dict.fromkeys(NAMES, 0)))

        assert "Nobody lives in this area, so no rate can be given." in result.caveats
        assert {row["rate_per_1000"] for row in result.rows} == {None}


def test_a_month_that_is_not_held_is_not_nought():
    result = league(given(COUNTS, EVERYWHERE, MONTHS[:-2] + MONTHS[-1:]))

    assert {(row["count"], row["low"], row["beside_whole"]) for row in result.rows} == {
        (None, None, None)
    }
    assert "No data are held for November 2025. This is not nought crime." in result.caveats
    assert result.numbers["count"] is None


def test_a_part_of_a_year_is_not_called_a_year():
    result = league(given(COUNTS, EVERYWHERE), period_from="2025-01", period_to="2025-03")

    assert any(one.startswith("These are rates for the 3 months") for one in result.caveats)


class TestHeldBack:
    def test_an_area_goes_with_all_that_says_its_count(self):
        result = league(many([*STEADY, 180, 170]))
        left = without(result, frozenset({(26, "count"), (0, "count")}))

        assert left.rows[26] == result.rows[26] | dict.fromkeys(
            ("count", "rate_per_1000", "low", "high", "beside_whole")
        )
        assert left.suppressed == tuple(
            (at, name)
            for at in (0, 26)
            for name in ("beside_whole", "count", "high", "low", "rate_per_1000")
        )
        assert left.finding == (
            f"Of 28 wards, 1 has more crimes for its residents than the whole of Wexmere {WHEN}:"
            " more in W28."
        )
        assert left.caveats[0].startswith("26 of 28 wards were compared, those with 20 and more")

    def test_the_others_are_judged_by_those_that_are_left(self):
        """What is said of W19 would tell how 500 are divided between W20 and W21."""
        one, other = (
            league(many([100] * 18 + [210, *divided])) for divided in ((100, 400), (250, 250))
        )
        held_back = frozenset({(19, "count"), (20, "count")})
        assert (words(one)["W19"], words(other)["W19"]) == (HIGHER, LIKE)

        left = without(one, held_back)

        assert left == without(other, held_back)
        assert words(left) == {
            **dict.fromkeys((f"W{at:02}" for at in range(1, 19)), LIKE),
            "W19": HIGHER,
            **dict.fromkeys(("W20", "W21")),
        }

    def test_without_the_whole_nothing_is_said_of_any(self):
        result = league(many([*STEADY, 180, 170]))
        left = without(result, frozenset({(SENTENCE, "count")}))

        assert set(words(left).values()) == {None}
        assert {(at, "beside_whole") for at in range(28)} == set(left.suppressed)
        assert (left.finding, left.numbers["higher"], left.numbers["rate_per_1000"]) == (
            NOT_TOLD,
            None,
            None,
        )
        assert charts.from_result(left, "").reference is None

    def test_an_answer_that_compares_nothing_keeps_its_sentence(self):
        result = league(given(COUNTS))

        assert without(result, frozenset({(0, "count"), (1, "count")})).finding == result.finding


class TestPicture:
    def test_a_dot_an_interval_and_a_shape_for_each_by_name(self):
        chart = charts.from_result(league(many([100] * 9 + [200])), "Source: sample")

        assert (chart.kind, chart.categories[0], chart.categories[-1]) == ("dot", "W01", "W10")
        (dots,) = chart.series
        assert (dots.values[-1], dots.low[-1], dots.high[-1]) == (200.0, 173.24, 229.72)
        assert dots.sorts == (LIKE,) * 9 + (HIGHER,)
        assert chart.reference == Series("The whole of Wexmere", (110.0,))
        assert chart.subtitle == (
            "Crimes per 1,000 residents by ward, Wexmere, the year to December 2025, with 95%"
            " intervals"
        )
        assert chart.description == (
            "Dot plot with intervals of crimes per 1,000 residents by ward, Wexmere, the year to"
            " December 2025. Per 1,000 residents ranged from 100.0 (W01) to 200.0 (W10). The whole"
            " of Wexmere: 110.0. Higher than the whole: W10. Like the whole: W01, W02, W03, W04,"
            " W05, W06, W07, W08 and W09."
        )

    def test_sixty_are_drawn_those_furthest_from_the_whole(self):
        counts = [100] * 70
        counts[2], counts[68] = 150, 60
        chart = charts.from_result(league(many(counts)), "")

        assert len(chart.categories) == 60
        assert {"W03", "W69"} < set(chart.categories)
        assert list(chart.categories) == sorted(chart.categories)
        assert chart.subtitle.endswith("; of 70 wards, the 60 furthest from the whole are drawn")
        assert len(charts.from_result(league(many([100] * 60)), "").categories) == 60
