"""What a layout must say so that headings are taken for what a person chose, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from datasources.intake.saying import chosen_twice, columns_to_say, taken_for
from datasources.kinds.asb_incidents import KIND
from datasources.kinds.headings import plain
from datasources.layouts import Layout

HEADINGS = ("Date reported", "Date opened", "ASB type", "Category", "Ward", "District", "Patch")
COLUMNS = ("", "period", "asb_type", "area_code", "result", "reference")
BY_THEMSELVES = {
    "date reported": "period",
    "date opened": "",
    "asb type": "asb_type",
    "category": "",
    "ward": "area_code",
    "district": "area_code",
    "patch": "",
}


def taken(*headings: str, layout: Layout) -> dict[str, str]:
    return {plain(heading): name for heading, name in taken_for(KIND, headings, layout)}


def test_what_headings_say_by_themselves_is_not_said():
    assert taken(*HEADINGS, layout=Layout()) == BY_THEMSELVES
    assert columns_to_say(KIND, [HEADINGS], BY_THEMSELVES, {}) == {}


def test_another_date_is_said_alone():
    chosen = {**BY_THEMSELVES, "date reported": "", "date opened": "period"}

    said = columns_to_say(KIND, [HEADINGS], chosen, {})

    assert said == {"Date reported": "", "Date opened": "period"}
    assert taken(*HEADINGS, layout=Layout(columns=said)) == chosen


def test_a_place_that_is_said_beside_others_leaves_them_their_place():
    chosen = {**BY_THEMSELVES, "patch": "area_code"}

    said = columns_to_say(KIND, [HEADINGS], chosen, {})

    assert said == {"Patch": "area_code", "Ward": "area_code", "District": "area_code"}


def test_what_was_said_before_goes_where_it_is_chosen_anew_and_stays_elsewhere():
    before = {"Patch ": "area_code", "Ward": "", "Warden": "result"}

    said = columns_to_say(KIND, [HEADINGS], BY_THEMSELVES, before)

    assert said == {"Warden": "result"}


@given(
    st.fixed_dictionaries({plain(heading): st.sampled_from(COLUMNS) for heading in HEADINGS}),
    st.lists(st.sampled_from(HEADINGS), min_size=1, unique=True).map(tuple),
    st.dictionaries(st.sampled_from(HEADINGS), st.sampled_from(COLUMNS)),
)
def test_every_choice_that_can_be_is_what_the_next_table_is_read_by(chosen, other, before):
    tables = [HEADINGS, other]
    if chosen_twice(KIND, tables, chosen):
        return

    said = Layout(columns=columns_to_say(KIND, tables, chosen, before))

    for table in tables:
        assert taken(*table, layout=said) == {plain(one): chosen[plain(one)] for one in table}


def test_one_column_is_no_other_headings_too_but_places_may_be_several():
    chosen = {"date reported": "period", "date opened": "period", "ward": "area_code"}
    both = {**chosen, "district": "area_code"}

    assert chosen_twice(KIND, [HEADINGS], both) == {"period": ("Date reported", "Date opened")}
    # Two tables may each have a heading of their own for it.
    assert chosen_twice(KIND, [HEADINGS[:1], HEADINGS[1:]], both) == {}
    assert chosen_twice(KIND, [("Date opened", "DATE OPENED")], both) == {}
