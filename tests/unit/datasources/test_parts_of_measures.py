"""Measures that are a part of others: by flags, finer categories, and what else a row was."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasources import analyses, kinds, tallies
from datasources.analyses import Given, Inputs, NothingSaidError, Parameters, Rows
from datasources.kinds import Kind, Role
from datasources.kinds.measure import Says, flagged, only, settled
from tests.unit.datasources.building import DISTRICT, INSIDE, OTHER_WARD, OUTSIDE, WARD, lookup
from tests.unit.datasources.countable import LOOKUP, PLACE, details_of, inputs_of, reading_of

FIRE = kinds.by_slug("fire-incidents")
WHOLE = FIRE.measures[0]
DELIBERATE = kinds.MEASURES["deliberate-fires"]
NO_ALARM = kinds.MEASURES["home-fires-without-smoke-alarm"]
FIRES = DELIBERATE.categories
PARTS = [one.slug for one in kinds.MEASURES.values() if one.of_unit]
COLUMNS = [
    "period",
    "area_code",
    "incident_group",
    "deliberate",
    "cause",
    "property",
    "smoke_alarm",
]
Fire = tuple[str, str | None, str, str, str, str, str]


def fires(*rows: Fire) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS).astype("str")


def inputs(rows: pd.DataFrame, measure=DELIBERATE, kind: Kind = FIRE) -> Inputs:
    part = tallies.part_of(tallies.details_of(rows, kind), measure)
    held = tuple(sorted(set(rows["period"]) - part.silent))
    silent = tuple(sorted(part.silent))
    return Inputs(
        measure,
        part.counted,
        lookup(),
        None,
        None,
        held,
        every=tallies.of_rows(rows, kind),
        not_known=part.not_known,
        asked_of=part.asked_of,
        silent=silent,
    )


def a_year(*yearly: tuple[int, int, int]) -> pd.DataFrame:
    """Of each year from 2023, in January: so many fires said to be deliberate, not, and neither."""
    rows: list[Fire] = []
    for at, (yes, no, unknown) in enumerate(yearly):
        for word, count in (("yes", yes), ("no", no), ("", unknown)):
            rows += [(f"{2023 + at}-01", INSIDE, "Fire", word, "", "", "")] * count
    return fires(*rows)


def total(given: Inputs, code: str = DISTRICT) -> object:
    return analyses.answer("counts", given, Parameters((code,))).numbers["total"]


class TestDeliberateFires:
    """Said in a flag, as the cause, or by the type: one that says it is enough."""

    @pytest.mark.parametrize(
        ("group", "deliberate", "cause", "counts"),
        [
            ("Fire", "yes", "", True),
            ("Fire", "", "Deliberate", True),
            ("Deliberate primary fire", "", "", True),
            ("Fire", "yes", "Deliberate", True),
            ("Fire", "no", "", False),
            ("Fire", "", "Accidental", False),
            ("Fire", "", "", None),
            ("Fire", "", "Not known", None),
            ("Fire", "no", "Deliberate", None),
            ("Deliberate secondary fire", "no", "", None),
            ("False alarm", "yes", "", False),
        ],
    )
    def test_what_each_row_says(self, group, deliberate, cause, counts):
        part = tallies.part_of(
            tallies.details_of(fires(("2025-01", INSIDE, group, deliberate, cause, "", "")), FIRE),
            DELIBERATE,
        )

        found = (int(part.counted["count"].sum()), int(part.not_known["count"].sum()))
        assert found == {True: (1, 0), False: (0, 0), None: (0, 1)}[counts]

    def test_how_many_do_not_say_is_said_of_the_area(self):
        rows = fires(
            ("2025-01", INSIDE, "Fire", "yes", "", "", ""),
            ("2025-01", INSIDE, "Fire", "", "", "", ""),
            ("2025-01", OUTSIDE, "Fire", "", "", "", ""),
            ("2025-01", INSIDE, "False alarm", "", "", "", ""),
        )

        counts = analyses.answer("counts", inputs(rows), Parameters((DISTRICT,)))

        assert counts.numbers["total"] == 1
        said = (
            "1 of the fires does not say whether they were deliberate, and are counted neither way."
        )
        assert said in counts.caveats
        left = analyses.without(counts, frozenset())
        assert [one for one in left.caveats if one.endswith("counted neither way.")] == [
            "Some of what was asked do not say whether they are counted, and are counted neither"
            " way."
        ]

    def test_a_month_of_which_no_row_says_it_is_not_nought(self):
        rows = fires(
            ("2024-12", INSIDE, "Fire", "no", "", "", ""),
            ("2025-01", INSIDE, "Fire", "", "", "", ""),
            ("2025-02", INSIDE, "Fire", "yes", "", "", ""),
        )

        counts = analyses.answer("counts", inputs(rows), Parameters((DISTRICT,)))

        assert {row["month"] for row in counts.rows} == {"2024-12", "2025-02"}
        assert counts.numbers == {"total": 1, "months": 2}
        assert (
            "Of the fires in January 2025 none says whether they were deliberate: what was not"
            " written down is not nought."
        ) in counts.caveats
        assert not any("counted neither way" in one for one in counts.caveats)

    def test_where_nothing_says_it_nothing_is_counted(self):
        with pytest.raises(NothingSaidError) as refused:
            total(inputs(fires(("2025-01", INSIDE, "Fire", "", "", "", ""))))

        assert str(refused.value) == (
            "Deliberate fires: none of the fires says whether they were deliberate, so nothing can"
            " be counted. Ask the sender for a column that says it, or say in the layout of the"
            " source which column does."
        )

    @pytest.mark.parametrize(("unknown", "doubts"), [(0, False), (4, False), (5, True), (40, True)])
    def test_no_rise_is_told_where_more_rows_say_it_than_before(self, unknown, doubts):
        """95 of 100 said it: a twentieth less is a change in what is written down."""
        before = [
            (f"2022-{month:02}", INSIDE, "Fire", "yes", "", "", "")
            for month in range(1, 13)
            for _ in range(30)
        ]
        rows = pd.concat([fires(*before), a_year((30, 70, 0), (60, 40 - unknown, unknown))])

        change = analyses.answer(
            "change", inputs(rows), Parameters((DISTRICT,), "", "2024-01", "2024-01")
        )

        assert bool(change.doubt) is doubts
        swings = change.numbers[f"{DELIBERATE.main.label}: swing"]
        assert swings == 1.0
        assert ("cannot be said" in change.finding) is doubts

    def test_a_home_without_an_alarm_needs_both(self):
        rows = fires(
            ("2025-01", INSIDE, "Fire", "", "", "Dwelling", "no"),
            ("2025-01", INSIDE, "Fire", "", "", "Dwelling", "yes"),
            ("2025-01", INSIDE, "Fire", "", "", "Outdoor", "no"),
            ("2025-01", INSIDE, "Fire", "", "", "Outdoor", ""),
            ("2025-01", INSIDE, "Fire", "", "", "Dwelling", ""),
            ("2025-01", INSIDE, "Fire", "", "", "", "no"),
        )
        part = tallies.part_of(tallies.details_of(rows, FIRE), NO_ALARM)

        assert int(part.counted["count"].sum()) == 1
        assert int(part.not_known["count"].sum()) == 2


WORDS = st.sampled_from(["yes", "no", ""])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-12", "2025-01"]),
        st.sampled_from([INSIDE, OTHER_WARD, OUTSIDE, None]),
        st.sampled_from(["Fire", "Deliberate primary fire", "False alarm", "Jane Smith"]),
        WORDS,
        st.sampled_from(["Deliberate", "Accidental", "Not known", "", "Priya was here"]),
        st.sampled_from(["Dwelling", "Outdoor", ""]),
        WORDS,
    ),
    max_size=14,
)


def naively(row: Fire) -> bool | None:
    """Whether a row is a deliberate fire, in so many words."""
    _, _, group, deliberate, cause, *_ = row
    if group not in FIRES:
        return False
    said = set()
    if deliberate:
        said.add(deliberate == "yes")
    if cause in ("Deliberate", "Accidental"):
        said.add(cause == "Deliberate")
    if group.startswith("Deliberate"):
        said.add(True)
    return said.pop() if len(said) == 1 else None


@settings(max_examples=60)
@given(ROWS)
def test_a_part_is_what_a_loop_over_the_rows_counts(rows):
    counted: Counter = Counter()
    unknown: Counter = Counter()
    for row in rows:
        meant = naively(row)
        if meant:
            counted[row[:3]] += 1
        if meant is None:
            unknown[row[:3]] += 1

    part = tallies.part_of(tallies.details_of(fires(*rows), FIRE), DELIBERATE)

    def found(tally: pd.DataFrame) -> dict:
        plain = tally.astype(object).where(tally.notna(), None)
        return {tuple(line[:3]): line[3] for line in plain.itertuples(index=False)}

    assert found(part.counted) == dict(counted)
    assert found(part.not_known) == dict(unknown)


@settings(max_examples=40)
@given(ROWS)
def test_details_added_up_are_the_tally(rows):
    frame = fires(*rows)
    details = tallies.details_of(frame, FIRE)

    everything = only("all", "All", "incidents", WHOLE)
    part = tallies.part_of(details, everything)

    pd.testing.assert_frame_equal(part.counted, tallies.of_rows(frame, FIRE))
    assert set(details["cause"]) <= {*FIRE_CAUSES, ""}


FIRE_CAUSES = next(
    (*one.words.words, one.words.rest) for one in FIRE.columns if one.name == "cause"
)


def test_nothing_of_a_person_is_a_detail():
    of_people = (Role.AGE, Role.SEX, Role.ETHNICITY, Role.PERSON, Role.SAME, Role.KEY)

    for kind in kinds.KINDS:
        assert [one.name for one in kind.details if one.role in of_people] == []
        assert {"period", "area_code", "category", "count"} & {
            one.name for one in kind.details
        } == set()


@pytest.mark.parametrize("slug", PARTS)
def test_what_a_part_hinges_on_is_kept_of_its_kind(slug):
    measure, kind = kinds.MEASURES[slug], kinds.KIND_OF[slug]
    words = {one.name: one.words for one in kind.details}

    columns = {one.column for each in measure.within for one in each}
    assert columns <= {*words, measure.category}
    for condition in measure.within:
        assert len({one.column for one in condition}) == len(condition)
        for one in condition:
            known = measure.words if one.column == measure.category else words[one.column]
            declared = (*known.words, known.rest) if known else ("yes", "no")
            assert {*one.yes, *(one.no or ())} <= set(declared)
    assert bool(measure.within) is bool(measure.hinges_on)
    assert measure.within or measure.everything.only


def test_a_measure_that_hinges_on_something_else_is_another():
    other = replace(DELIBERATE, within=(flagged("deliberate", is_so=False),))

    assert len({one.definition for one in (WHOLE, DELIBERATE, other)}) == 3
    assert replace(DELIBERATE, hinges_on="other words").definition == DELIBERATE.definition


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ((), None),
        ((None, None), None),
        ((True, None), True),
        ((None, False), False),
        ((True, True), True),
        ((True, False), None),
    ],
)
def test_one_column_that_says_it_is_enough_and_two_that_differ_are_not(said, meant):
    assert settled(said) is meant


def test_what_is_not_known_never_says_no():
    says = Says("property", ("Dwelling",))

    assert [says.of(word) for word in ("Dwelling", "Outdoor", "")] == [True, False, None]


class TestTogether:
    """A part beside the whole must not give a count away by subtraction."""

    def answers(self, yes: int, no: int, unknown: int) -> tuple[Given, Given]:
        """Of each type many of both sorts, but of one that is asked about."""
        others = [
            (f"{year}-01", INSIDE, word, said, "", "", "")
            for year in (2023, 2024)
            for word in WHOLE.words.words
            if word != "Fire"
            for said in ("yes", "no")
            for _ in range(30)
        ]
        rows = pd.concat([a_year((yes, no, unknown), (yes, no, unknown)), fires(*others)])
        details = tallies.details_of(rows, FIRE)
        held = ("2023-01", "2024-01")
        behind = (Rows.of(details, held),)
        whole = Inputs(WHOLE, tallies.of_rows(rows, FIRE), lookup(), None, None, held)
        asked = Parameters((DISTRICT,), "", "2024-01", "2024-01")
        return tuple(
            Given(
                analyses.answer("counts", each, asked),
                {DISTRICT: frozenset({INSIDE, WARD, DISTRICT})},
                behind,
                frozenset("s"),
            )
            for each in (whole, inputs(rows))
        )

    @pytest.mark.parametrize(
        ("yes", "no", "unknown"), [(40, 2, 0), (40, 0, 3), (40, 1, 1), (40, 4, 0)]
    )
    def test_the_few_that_are_left_are_not_told_by_taking_away(self, yes, no, unknown):
        whole, part = self.answers(yes, no, unknown)

        hidden = analyses.held_back([whole, part], 5)

        shown = [
            row["count"]
            for at, one in enumerate((whole, part))
            for number, row in enumerate(one.result.rows)
            if row["incident_group"] == "Fire" and (number, "count") not in hidden[at]
        ]
        assert len(shown) < 2

    def test_what_is_left_may_be_told_where_it_is_many(self):
        whole, part = self.answers(40, 40, 0)

        hidden = analyses.held_back([whole, part], 5)

        for at, one in enumerate((whole, part)):
            number = next(
                n for n, row in enumerate(one.result.rows) if row["incident_group"] == "Fire"
            )
            assert (number, "count") not in hidden[at]

    def test_what_was_given_before_is_known(self):
        whole, part = self.answers(40, 2, 0)
        alone = analyses.held_back([whole], 5)[0]

        later = analyses.held_back([replace(whole, held_back=alone), part], 5)[1]

        number = next(
            n for n, row in enumerate(part.result.rows) if row["incident_group"] == "Fire"
        )
        assert (number, "count") in later

    def test_of_another_source_nothing_follows(self):
        whole, part = self.answers(40, 2, 0)

        hidden = analyses.held_back([whole, replace(part, sources=frozenset("t"))], 5)

        number = next(
            n for n, row in enumerate(part.result.rows) if row["incident_group"] == "Fire"
        )
        assert (number, "count") not in hidden[1]


@cache
def given_of(slug: str, analysis: str) -> Given:
    kind = kinds.KIND_OF[slug]
    whole = inputs_of(kind.slug)
    result = analyses.answer(analysis, inputs_of(slug), Parameters((PLACE.code,)))
    codes = frozenset(LOOKUP.loc[LOOKUP["lad_code"] == PLACE.code, "lsoa_code"])
    rows = (Rows.of(details_of("deliberate-fires"), whole.periods_held),)
    return Given(result, {PLACE.code: codes}, rows, frozenset("s"))


@pytest.mark.slow
def test_nothing_small_follows_from_what_is_shown_of_a_measure_and_its_parts():
    """By linear algebra: no small count is a sum and difference of the counts that are shown."""
    slugs = (WHOLE.slug, DELIBERATE.slug, NO_ALARM.slug, "attacks-on-fire-crews")
    answers = [given_of(slug, "change") for slug in slugs]
    hidden = analyses.held_back(answers, 5)

    rows = pd.concat([one.frame for one in reading_of(FIRE).slices])
    blocks: dict[tuple, tuple[np.ndarray, bool]] = {}
    atoms = _atoms(rows)
    for at, one in enumerate(answers):
        for told in analyses.ANALYSES["change"].counts_told(
            one.result, one.places, one.result.counted
        ):
            if told.where[0] < 0:
                continue
            line = np.array([_within(atom, told) for atom in atoms], dtype=float)
            blocks[at, told.where] = line, told.where in hidden[at]
    shown = np.array([line for line, is_hidden in blocks.values() if not is_hidden])
    counts = np.array([count for *_, count in atoms], dtype=float)
    small = [line for line, is_hidden in blocks.values() if is_hidden and line @ counts < 5]
    assert len(small) > 5
    for line in small:
        weights, *_ = np.linalg.lstsq(shown.T, line, rcond=None)
        assert not np.allclose(shown.T @ weights, line, atol=1e-6)


TWO = (True, False)


def _atoms(rows: pd.DataFrame) -> list[tuple[str, str, bool, bool, int]]:
    """(period, group, deliberate, home without alarm, how many) in the district."""
    here = set(LOOKUP.loc[LOOKUP["lad_code"] == PLACE.code, "lsoa_code"])
    found: Counter = Counter()
    for row in rows.astype(object).where(rows.notna(), "").to_dict("records"):
        if row["area_code"] not in here:
            continue
        group = WHOLE.words.published(row["incident_group"])
        fire = ("", "", group, row["deliberate"], row["cause"], "", "")
        alarm = row["property"] == "Dwelling" and row["smoke_alarm"] == "no" and group in FIRES
        found[row["period"], group, naively(fire) is True, alarm] += 1
    every = product(sorted(set(rows["period"])), (*WHOLE.words.words, WHOLE.words.rest), TWO, TWO)
    return [(*key, found[key]) for key in every]


def _within(atom: tuple, told) -> bool:
    period, group, deliberate, alarm, _ = atom
    part = {DELIBERATE.slug: deliberate, NO_ALARM.slug: alarm}.get(told.measure.slug, True)
    return period in told.periods and told.measure.holds(told.name, group) and part
