"""Police rows under small areas of 2011, received and asked as a person does it: unchanged, split
between wards, split within one, merged, redrawn. The district is exact; wards say what is shared.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from datasources.analyses.wording import ENDED_IN_DOUBT, MOVED, SHARED_IN_DOUBT, STRANGERS_IN_DOUBT
from datasources.models import Evidence
from datasources.operations import evidence, releases
from datasources.presenters.figures import figure
from tests.factories.people import World, make_world
from tests.integration.datasources.commands import received, run
from tests.naive.attack import Reader

DISTRICT, NEIGHBOUR = "X07000001", "X07000002"
WEST, EAST, BEYOND = "X05000001", "X05000002", "X05000003"
WARD_OF = {
    "X01000001": WEST,  # unchanged
    "X01000002": EAST,  # unchanged
    "X01000011": WEST,
    "X01000012": EAST,
    "X01000021": WEST,
    "X01000022": WEST,
    "X01000031": EAST,
    "X01000041": WEST,
    "X01000042": EAST,
    "X01000091": BEYOND,
}
PEOPLE = dict.fromkeys(WARD_OF, 1500) | {"X01000011": 3000, "X01000012": 1000}
SPLIT, WITHIN, MERGED, ALSO_MERGED, REDRAWN = (f"X0100080{at}" for at in range(1, 6))
CHANGES = [
    *((code, code, "U") for code in ("X01000001", "X01000002", "X01000091")),
    (SPLIT, "X01000011", "S"),
    (SPLIT, "X01000012", "S"),
    (WITHIN, "X01000021", "S"),
    (WITHIN, "X01000022", "S"),
    (MERGED, "X01000031", "M"),
    (ALSO_MERGED, "X01000031", "M"),
    (REDRAWN, "X01000041", "X"),
    (REDRAWN, "X01000042", "X"),
]
ROWS = {
    "X01000001": 10,
    "X01000002": 6,
    "X01000091": 3,
    SPLIT: 8,
    WITHIN: 5,
    MERGED: 2,
    ALSO_MERGED: 4,
    REDRAWN: 2,
}
"""Of each small area, rows each month. 37 of 40 lie in the district."""
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]


def written(path: Path, heading: str, rows: list[tuple]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([heading.split(","), *rows])
    return path


def lookup(folder: Path) -> Path:
    names = {WEST: "West", EAST: "East", BEYOND: "Beyond"}
    return written(
        folder / "lookup.csv",
        "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code",
        [
            (f"Small {code[-3:]}", code, names[ward], ward)
            + (("Stourcombe", NEIGHBOUR) if ward == BEYOND else ("Wexmere", DISTRICT))
            for code, ward in WARD_OF.items()
        ],
    )


def population(folder: Path, people: dict[str, int]) -> Path:
    heading = "LSOA 2021 Code,Mid-2024: Population"
    return written(folder / "people.csv", heading, list(people.items()))


def changes(folder: Path) -> Path:
    return written(folder / "changes.csv", "LSOA11CD,LSOA21CD,CHGIND", CHANGES)


def street(folder: Path, rows: dict[str, int] = ROWS, more: dict[str, int] | None = None) -> Path:
    """So many drug offences in each small area each month; of 2025, more."""
    found = [
        (f"{month} {code} {at}", month, "Drugs", code)
        for month in MONTHS
        for code, count in rows.items()
        for at in range(count + ((more or {}).get(code, 0) if month > "2025" else 0))
    ]
    return written(folder / "2025-12-street.csv", "Crime ID,Month,Crime type,LSOA code", found)


@pytest.fixture(scope="module")
def made(prepare, tmp_path_factory) -> World:
    """The areas of now and the police's rows in use."""

    def make() -> World:
        folder = tmp_path_factory.mktemp("sent")
        world = make_world()
        received("wexmere", "areas", "area-look-up", lookup(folder))
        received("wexmere", "police", "police-street", street(folder))
        return world

    return prepare(make)


@pytest.fixture
def wexmere(made, fresh) -> World:
    return fresh(made)


def asked(analysis: str, area: str = "", *options: str) -> dict:
    area_code = ("--area", area) if area else ()
    return run("answer", analysis, "--partnership", "wexmere", *area_code, *options)


def drugs(answer: dict) -> dict:
    (row,) = (one for one in answer["table"] if one["crime_type"] == "Drugs")
    return row


class TestWithTheLookUpOfChanges:
    @pytest.fixture(autouse=True)
    def held(self, wexmere, tmp_path):
        received("wexmere", "changes", "area-change", changes(tmp_path))
        received("wexmere", "people", "population", population(tmp_path, PEOPLE))

    def test_the_district_is_exact_and_says_that_areas_ended(self):
        counts, change, rates = (asked(one) for one in ("counts", "change", "rates"))

        assert counts["numbers"] == {"total": 37 * 24, "months": 24}
        assert (drugs(change)["count_before"], drugs(change)["count_now"]) == (37 * 12, 37 * 12)
        assert drugs(change)["verdict"] == "no clear change"
        assert (drugs(rates)["count"], drugs(rates)["population"]) == (37 * 12, 16_000 - 1500)
        for one in (counts, change, rates):
            assert MOVED in one["caveats"]
            assert not [told for told in one["caveats"] if "is an estimate" in told]

    def test_wards_make_up_the_district_month_by_month(self):
        by_ward = Counter()
        for ward in (WEST, EAST):
            for row in asked("counts", ward)["table"]:
                by_ward[row["month"], row["crime_type"]] += row["count"]

        district = {
            (row["month"], row["crime_type"]): row["count"] for row in asked("counts")["table"]
        }
        assert dict(by_ward) == district

    def test_small_areas_of_a_split_get_its_rows_in_proportion_to_their_people(self):
        parts = {
            code: asked("counts", code)["numbers"]["total"]
            for code in ("X01000011", "X01000012", "X01000021", "X01000022")
        }

        assert parts["X01000011"] + parts["X01000012"] == 8 * 24
        assert parts["X01000021"] + parts["X01000022"] == 5 * 24
        assert abs(parts["X01000011"] - 144) <= 5
        assert abs(parts["X01000021"] - 60) <= 5

    def test_a_small_area_that_others_became_has_all_their_rows(self):
        merged = asked("counts", "X01000031")

        assert merged["numbers"]["total"] == 6 * 24
        assert MOVED in merged["caveats"]
        assert not [told for told in merged["caveats"] if "is an estimate" in told]

    def test_a_ward_says_which_share_is_exact(self):
        west = asked("counts", WEST)
        # What did not change, and what was split within the ward.
        exact = 24 * (ROWS["X01000001"] + ROWS[WITHIN])

        (told,) = (one for one in west["caveats"] if "is an estimate" in one)
        share = f"{100 * exact / west['numbers']['total']:.0f}%"
        assert told == (
            f"{share} of these counts are exact; the rest is an estimate. It stands in the file"
            " under small areas that were split or redrawn and lie here only in part: their rows"
            " are shared between the areas that these became, by population."
        )

    def test_no_verdict_of_a_ward_hinges_on_how_rows_are_shared(self, tmp_path):
        received("wexmere", "police", "police-street", street(tmp_path, more={SPLIT: 6}))

        west, district = asked("change", WEST), asked("change")

        assert drugs(district)["verdict"] == "rose"
        assert (drugs(west)["verdict"], drugs(west)["reason"]) == (
            "cannot tell",
            SHARED_IN_DOUBT,
        )
        assert west["finding"].endswith(
            "Whether it rose or fell cannot be said: a part of these counts is shared between areas"
            " by population."
        )
        assert west["finding"][:20] in asked("trend", WEST)["finding"]

    def test_a_verdict_that_holds_wherever_they_lie_is_told(self, tmp_path):
        received("wexmere", "police", "police-street", street(tmp_path, more={"X01000001": 60}))

        assert drugs(asked("change", WEST))["verdict"] == "rose"

    def test_an_answer_names_the_population_only_where_rows_are_shared_by_it(self, tmp_path):
        kinds = {one["kind"] for one in asked("counts", WEST)["sources"]}

        assert kinds == {"police-street", "area-look-up", "area-change", "population"}

        unchanged = {code: count for code, count in ROWS.items() if code in WARD_OF}
        received("wexmere", "police", "police-street", street(tmp_path, rows=unchanged))

        kinds = {one["kind"] for one in asked("counts", WEST)["sources"]}
        assert kinds == {"police-street", "area-look-up", "area-change"}

    @pytest.mark.parametrize(
        ("made_of", "rows", "people", "ended"),
        [
            ((SPLIT, "X01000002"), 14, 5500, "1 small area that this area is made of has ended."),
            ((SPLIT, MERGED), 14, 5500, "2 small areas that this area is made of have ended."),
            (("X01000001",), 10, 1500, ""),
        ],
    )
    def test_an_own_area_of_areas_that_ended_is_counted_as_what_they_became(
        self, wexmere, tmp_path, made_of, rows, people, ended
    ):
        path = written(
            tmp_path / "mill-2025.csv",
            "LSOA code,Own area",
            [(one, "Mill Road") for one in made_of],
        )
        received("wexmere", "town", "own-areas", path)

        question = evidence.ask(
            partnership=wexmere.partnership,
            analysis="rates",
            area_code="own:town:mill road",
            by=None,
        )
        rates = evidence.answer(question).result

        row = drugs({"table": rates["rows"]})
        assert (row["count"], row["population"]) == (rows * 12, people)
        assert [one for one in rates["caveats"] if "is made of ha" in one] == (
            [f"{ended} {'It is' if ended[0] == '1' else 'They are'} counted as the areas that"
             f" {'it' if ended[0] == '1' else 'they'} became, each of these whole."]
            if ended else []
        )  # fmt: skip
        assert not [one for one in rates["caveats"] if "is an estimate" in one]

    def test_a_file_that_names_none_but_areas_that_ended_is_of_the_partnership(self, tmp_path):
        told = received("wexmere", "police", "police-street", street(tmp_path, rows={SPLIT: 8}))

        assert "nothing-in-partnership" not in {one["code"] for one in told["findings"]}
        assert asked("counts")["numbers"] == {"total": 8 * 24, "months": 24}

    def test_readers_below_the_board_cannot_work_out_small_counts_from_wards_and_district(
        self, tmp_path
    ):
        few = {SPLIT: 8}
        received("wexmere", "police", "police-street", street(tmp_path, rows=few))
        for area in ("", WEST, EAST):
            asked("counts", area, "--from", "2025-10", "--to", "2025-12")
        answers = list(Evidence.objects.filter(question__parameters__period_from="2025-10"))
        releases.held_back(answers, threshold=5)
        places = {DISTRICT: ("west", "east"), WEST: ("west",), EAST: ("east",)}
        reader, knows_all = Reader(places), Reader(places)

        for one in answers:
            given = figure(one, suppress_below=5).result
            reader.reads(given)
            knows_all.reads(figure(one, suppress_below=None).result)
            # How large the share is would say how many rows stand under the areas of now.
            assert not [said for said in given.caveats if "%" in said and "is an estimate" in said]

        small = {block: count for block, count in knows_all.shown.items() if count < 5}
        assert len(answers) == 3
        assert small
        assert reader.works_out(small) == {}


class TestWithoutIt:
    def test_the_count_and_the_share_that_cannot_be_placed_are_said_and_no_verdict(
        self, wexmere, tmp_path
    ):
        received("wexmere", "people", "population", population(tmp_path, PEOPLE))
        lost = ROWS[SPLIT] + ROWS[WITHIN] + ROWS[MERGED] + ROWS[ALSO_MERGED] + ROWS[REDRAWN]

        counts, change, rates = (asked(one) for one in ("counts", "change", "rates"))

        assert counts["numbers"]["total"] == 16 * 24
        said = "{} of {} rows (52%) name areas such as {}, which the area look-up does not hold;"
        for answer in (counts, change, rates):
            months = 24
            assert [
                one
                for one in answer["caveats"]
                if one.startswith(said.format(lost * months, 40 * months, SPLIT))
            ]
        assert {row["verdict"] for row in change["table"]} == {"cannot tell"}
        assert change["caveats"][0] == STRANGERS_IN_DOUBT
        assert change["finding"].endswith("Whether it rose or fell cannot be said.")


class TestWithoutPopulation:
    @pytest.mark.parametrize("lacking", ["all", "a part"])
    def test_split_areas_count_in_the_council_alone_and_wards_say_so_without_a_verdict(
        self, wexmere, tmp_path, lacking
    ):
        received("wexmere", "changes", "area-change", changes(tmp_path))
        if lacking == "a part":
            some = {code: PEOPLE[code] for code in PEOPLE if code not in ("X01000012", "X01000042")}
            received("wexmere", "people", "population", population(tmp_path, some))

        district, west = asked("counts"), asked("counts", WEST)
        change = asked("change", WEST)

        assert district["numbers"]["total"] == 37 * 24
        # Of those split, the one that lies in the ward wholly counts there.
        assert west["numbers"]["total"] == 24 * (ROWS["X01000001"] + ROWS[WITHIN])
        assert (
            f"{24 * 10} of the {24 * 37} crimes and incidents (27%) are known only by a larger area"
            " than this one, and are not in its count."
        ) in west["caveats"]
        assert {row["verdict"] for row in change["table"]} == {"cannot tell"}
        assert change["caveats"][0] == ENDED_IN_DOUBT
