"""What rows come to that are not counted: whole summaries of small tables written by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import geography, kinds
from datasources.summaries import SHAPES, Areas, Held, is_summed_up, summaries
from datasources.summaries.summary import as_bar, number

COUNCIL, OTHER = "E07000001", "E07000002"
LOOKUP = pd.DataFrame(
    [
        ("E01000001", "E05000001", "North", COUNCIL, "Ourtown"),
        ("E01000002", "E05000001", "North", COUNCIL, "Ourtown"),
        ("E01000003", "E05000002", "South", COUNCIL, "Ourtown"),
        ("E01000009", "E05000009", "Far", OTHER, "Elsewhere"),
    ],
    columns=[
        geography.LSOA_CODE,
        geography.WARD_CODE,
        geography.WARD_NAME,
        geography.LAD_CODE,
        geography.LAD_NAME,
    ],
).assign(**{geography.LSOA_NAME: "x"})
AREAS = Areas("Ourtown", [COUNCIL], LOOKUP)
UNPLACED = Areas("Ourtown", [COUNCIL], None)


def told(slug, rows, areas=AREAS, period="2024", earlier=()):
    held = [*earlier, Held(period, pd.DataFrame(rows))]
    return summaries(kinds.by_slug(slug), held, areas)


def households(*pairs):
    return [{"area_code": code, "number": value} for code, value in pairs]


def test_every_kind_that_is_not_counted_and_is_no_look_up_is_summed_up():
    others = {kind.slug for kind in kinds.KINDS if not kind.measures and not is_summed_up(kind)}

    assert {kinds.by_slug(slug).shape.label for slug in others} == {"look-ups", "boundaries"}
    assert {shape.label for shape in SHAPES} == {
        "deciles", "denominators", "indicators", "plain", "responses", "weights"
    }  # fmt: skip


def test_nothing_in_use_comes_to_nothing():
    assert summaries(kinds.by_slug("households"), [], AREAS) == []


class TestHowManyLiveThere:
    def test_small_areas_are_summed_in_their_wards_and_others_left_out(self):
        (one,) = told(
            "households",
            households(
                ("E01000001", 100.0), ("E01000002", 50.0), ("E01000003", 175.0), ("E01000009", 9.0)
            ),
        )

        assert one.headline == "325 households or dwellings in Ourtown"
        assert one.rows == (("South", "175"), ("North", "150"))
        assert one.bars == (("South", 175), ("North", 150))
        assert (one.subtitle, one.caveats) == ("By area, 2024", ())

    def test_a_council_beside_its_wards_is_not_counted_twice(self):
        (one,) = told(
            "households", households((COUNCIL, 400.0), ("E05000001", 150.0), ("E05000002", 175.0))
        )

        assert one.headline == "325 households or dwellings in Ourtown"
        assert one.rows == (("South", "175"), ("North", "150"))

    def test_of_several_levels_that_of_which_nothing_is_lacking_counts(self):
        (one,) = told("households", households((COUNCIL, 400.0), ("E05000001", 150.0)))

        assert one.headline == "400 households or dwellings in Ourtown"
        assert one.rows == (("Ourtown", "400"),)

    def test_what_is_lacking_is_said(self):
        (one,) = told("households", households(("E01000001", 100.0), ("E01000002", None)))

        assert one.headline == "100 households or dwellings in Ourtown"
        assert one.caveats == ("2 areas have no number in the file: the sum is of the others.",)

    def test_an_area_without_a_number_has_no_data(self):
        (one,) = told(
            "households",
            households(("E01000001", 1.0), ("E01000002", 1.0), ("E01000003", None)),
        )

        assert one.rows == (("North", "2"), ("South", "no data"))
        assert one.bars == (("North", 2), ("South", None))

    def test_without_a_look_up_the_council_alone_is_known(self):
        (one,) = told(
            "households", households((COUNCIL, 400.0), ("E01000001", 100.0)), areas=UNPLACED
        )

        assert one.rows == ((COUNCIL, "400"),)

    def test_of_another_place_nothing_is_said(self):
        assert told("households", households((OTHER, 9.0))) == []

    def test_years_are_not_added_up(self):
        earlier = Held("2021", pd.DataFrame(households((COUNCIL, 1.0))))

        (one,) = told("households", households((COUNCIL, 400.0)), earlier=[earlier])

        assert (one.headline, one.period) == ("400 households or dwellings in Ourtown", "2024")

    @given(st.lists(st.integers(0, 10_000), min_size=3, max_size=3))
    def test_the_sum_is_that_of_a_plain_loop(self, values):
        codes = ("E01000001", "E01000002", "E01000003")

        (one,) = told("households", households(*zip(codes, map(float, values), strict=True)))

        assert one.headline.startswith(f"{sum(values):,} ")
        assert sum(value for _, value in one.bars) == sum(values)


class TestTenths:
    def test_small_areas_in_each_tenth(self):
        rows = [
            {"area_code": code, "decile": decile}
            for code, decile in [("E01000001", 1.0), ("E01000002", 10.0), ("E01000009", 1.0)]
        ]

        (one,) = told("deprivation", rows)

        assert one.headline == (
            "1 of 2 small areas of Ourtown are among the most deprived tenth of their country"
        )
        assert one.rows[0] == ("1 (most deprived)", "1")
        assert one.rows[-1] == ("10 (least deprived)", "1")
        assert [value for _, value in one.bars] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        assert one.caveats == (
            "A tenth is of all small areas of the country, not of the partnership's.",
            "1 small area has no tenth in the file: its areas may be of another year.",
        )

    @pytest.mark.parametrize("decile", [0.0, 11.0, None])
    def test_what_is_no_tenth_is_none(self, decile):
        assert told("deprivation", [{"area_code": "E01000001", "decile": decile}]) == []


class TestWeights:
    def test_the_largest_first(self):
        rows = [{"offence": "Robbery", "weight": 365.0}, {"offence": "Shoplifting", "weight": 2.5}]

        (one,) = told("harm-weights", [*reversed(rows)])

        assert one.headline == "Robbery counts most, 365; Shoplifting least, 2.5"
        assert one.rows == (("Robbery", "365"), ("Shoplifting", "2.5"))
        assert one.bars == (("Robbery", 365), ("Shoplifting", 2.5))
        assert one.caveats == ()

    def test_several_weights_of_one_category_are_said(self):
        rows = [{"offence": "Robbery", "weight": weight} for weight in (1.0, 3.0, 8.0)]

        (one,) = told("harm-weights", rows)

        assert [each.label for each in one.headings] == ["Category", "Weight", "Least", "Most"]
        assert one.rows == (("Robbery", "3", "1", "8"),)
        assert one.caveats == (
            "A category has several weights in the file: the one half-way is shown.",
        )

    def test_a_word_that_nobody_declared_is_not_said(self):
        (one,) = told("harm-weights", [{"offence": "Assault on Jane Smith", "weight": 1.0}])

        assert "Smith" not in repr(one)

    def test_no_weight_is_no_summary(self):
        assert told("harm-weights", [{"offence": "Robbery", "weight": None}]) == []


class TestRegisters:
    def test_entries_by_sort_with_what_they_may(self):
        rows = [
            {"premises_type": "Pub or bar", "late_food": "yes"},
            {"premises_type": "Pub or bar", "late_food": "no"},
            {"premises_type": "Hotel", "late_food": None},
            {"premises_type": None, "late_food": None},
        ]

        (one,) = told("licensing-premises", rows)

        assert one.headline == (
            "4 entries stand in the register; the commonest sort is Pub or bar (2)"
        )
        assert one.rows == (
            ("Pub or bar", "2"),
            ("Hotel", "1"),
            ("Not said", "1"),
            ("Of all of them: hot food or drink after eleven at night", "1"),
        )
        assert one.bars == (("Pub or bar", 2), ("Hotel", 1), ("Not said", 1))

    def test_all_that_is_in_use_stands_in_it(self):
        earlier = Held("2023", pd.DataFrame([{"premises_type": "Hotel"}]))

        (one,) = told("licensing-premises", [{"premises_type": "Hotel"}], earlier=[earlier])

        assert (one.rows, one.period) == ((("Hotel", "2"),), "2023 to 2024")

    def test_of_a_plain_table_nothing_is_said(self):
        assert told("plain-table", [{"number": 1.0}]) == []


class TestAnswers:
    def test_shares_are_weighted_where_every_answer_has_a_weight(self):
        rows = [
            {"safe_after_dark": "Very safe", "weight": 3.0},
            {"safe_after_dark": "Very unsafe", "weight": 1.0},
            {"safe_after_dark": None, "weight": 1.0},
        ]

        (one,) = told("survey-responses", rows, period="2024-05")

        assert one.headline == "Safe after dark: 75% said “Very safe”, the commonest answer"
        assert one.rows == (("Very safe", "75%", "1"), ("Very unsafe", "25%", "1"))
        assert one.caveats == (
            "Shares are weighted as the survey says; the number who answered is not.",
            "1 of 3 people gave no answer to this question.",
        )

    def test_a_weight_that_is_lacking_weighs_nobody(self):
        rows = [
            {"safe_after_dark": "Very safe", "weight": 3.0},
            {"safe_after_dark": "Very unsafe", "weight": None},
        ]

        (one,) = told("survey-responses", rows)

        assert one.rows == (("Very safe", "50%", "1"), ("Very unsafe", "50%", "1"))
        assert one.caveats == ("Not every answer has a weight, so none is weighted.",)

    def test_answers_of_more_than_a_year_ago_are_left_out(self):
        def wave(period, answer):
            return Held(period, pd.DataFrame([{"safe_after_dark": answer}]))

        (one,) = told(
            "survey-responses",
            [{"safe_after_dark": "Very safe"}],
            period="2024-05",
            earlier=[wave("2023-05", "Very unsafe"), wave("2023-06", "Fairly safe")],
        )

        assert [name for name, *_ in one.rows] == ["Very safe", "Fairly safe"]
        assert one.period == "June 2023 and May 2024"

    def test_words_of_a_person_are_not_said(self):
        (one,) = told("survey-responses", [{"safe_after_dark": "Ask Jane Smith"}])

        assert one.rows == (("Other answers or none", "100%", "1"),)


class TestPublishedValues:
    ROWS = (
        {"area_code": COUNCIL, "value": 45.25, "lower": 39.1, "upper": 52.0, "compared": "Worse"},
        {"area_code": "E92000001", "value": 34.3, "lower": 34.0, "upper": 34.6, "compared": None},
        {"area_code": OTHER, "value": None, "lower": None, "upper": None, "compared": "Similar"},
    )

    def rows(self, **also):
        return [
            {"indicator": "Hospital admissions for violence", **row, **also} for row in self.ROWS
        ]

    def test_the_value_stands_beside_the_countrys(self):
        (one,) = told("indicators", self.rows(), period="2022/23")

        assert one.headline == (
            "Hospital admissions for violence: 45.25 in Ourtown; 34.3 in England"
        )
        assert one.rows == (
            ("Ourtown", "45.25", "39.1", "52", "Worse"),
            ("England", "34.3", "34", "34.6", "no data"),
            ("Elsewhere", "no data", "no data", "no data", "Similar"),
        )
        assert one.bars == (("Ourtown", 45.25), ("England", 34.3), ("Elsewhere", None))
        assert one.subtitle == "As published, 2022/23"
        assert one.caveats == (
            "1 area of the file lies outside the partnership.",
            "Where two intervals overlap much, the values may not differ at all.",
        )

    def test_the_newest_of_each(self):
        earlier = Held("2021/22", pd.DataFrame(self.rows(value=1.0)))

        (one,) = told("indicators", self.rows(), period="2022/23", earlier=[earlier])

        assert one.period == "2022/23"
        assert one.rows[0][1] == "45.25"

    def test_each_sex_is_told_for_itself(self):
        rows = [*self.rows(sex="Male"), *self.rows(sex="Female", value=1.0), *self.rows(sex=None)]

        assert [one.headline.split(":")[0] for one in told("indicators", rows)] == [
            "Hospital admissions for violence",
            "Hospital admissions for violence (female)",
            "Hospital admissions for violence (male)",
        ]

    def test_rows_that_cannot_be_told_apart_are_not_shown(self):
        """Of an age or of a part of the area's people, which is not kept."""
        twice = [*self.rows(), {**self.rows()[1], "value": 99.0}]

        (one,) = told("indicators", twice)

        assert [name for name, *_ in one.rows] == ["Ourtown", "Elsewhere"]
        assert one.caveats[-1].startswith("Some areas have several rows of this indicator")

    def test_a_file_without_the_partnership_says_nothing(self):
        assert told("indicators", self.rows()[1:]) == []

    def test_an_indicator_of_another_name_is_left_out(self):
        assert told("indicators", [{**self.rows()[0], "indicator": "Of Jane Smith"}]) == []

    def test_many_are_read_in_one_table(self):
        words = kinds.by_slug("indicators").vocabularies[0].words[:7]
        rows = [{**self.rows()[0], "indicator": word} for word in words]

        (one,) = told("indicators", rows, period="2022/23")

        assert one.headline == "7 indicators tell of Ourtown"
        assert one.rows == tuple(
            (word, "Ourtown", "2022/23", "45.25", "39.1", "52", "Worse") for word in sorted(words)
        )
        assert one.bars == ()

    def test_six_have_a_picture_each(self):
        words = kinds.by_slug("indicators").vocabularies[0].words[:6]
        rows = [{**self.rows()[0], "indicator": word} for word in words]

        assert len(told("indicators", rows)) == 6


@pytest.mark.parametrize(
    ("value", "words"),
    [(1234.0, "1,234"), (12.5, "12.5"), (0.126, "0.13"), (100.0, "100"), (None, ""), (0.0, "0")],
)
def test_a_number_in_words(value, words):
    assert number(value) == words


@pytest.mark.parametrize(("value", "bar"), [(12.0, "12"), (12.5, "12.5"), (None, "None")])
def test_a_whole_number_is_drawn_as_one(value, bar):
    assert repr(as_bar(value)) == bar
