"""The starting list: declared by the kinds, whole as the Regulations have it."""

from dataclasses import replace

import pytest

from datasources import kinds
from datasources.kinds import Sender
from datasources.models import Source
from datasources.operations import starting
from datasources.periods import Rhythm
from datasources.rules import MOST_DUE_DAYS, TAKEN_SLUGS
from partnerships.models import Organisation

EVERY = pytest.mark.parametrize(("kind", "start"), kinds.STARTS.values(), ids=list(kinds.STARTS))
# Each paragraph of the Schedule to SI 2007/1831, and who gives it.
SCHEDULE = {
    "1(a)": Sender.POLICE,
    "1(b)": Sender.POLICE,
    "1(c)": Sender.POLICE,
    "2": Sender.POLICE,
    "3": Sender.FIRE,
    "4": Sender.FIRE,
    "5": Sender.COUNTY,
    "6": Sender.COUNTY,
    "7": Sender.COUNTY,
    "8": Sender.COUNCIL,
    "9": Sender.HEALTH,
    "10": Sender.HEALTH,
    "11(a)": Sender.HEALTH,
    "11(b)": Sender.HEALTH,
    "12": Sender.HEALTH,
}


@EVERY
def test_an_entry_fits_the_register(kind, start):
    lengths = {name: Source._meta.get_field(name).max_length for name in ("name", "publisher")}

    assert Rhythm.of(start.expected or kind.usual.expected)
    assert start.due_days is None or 0 <= start.due_days <= MOST_DUE_DAYS
    assert len(start.name) <= lengths["name"]
    assert len(start.publisher) <= lengths["publisher"]
    assert len(start.slug) <= Source._meta.get_field("began_as").max_length
    assert len(start.fetched_from) <= Source._meta.get_field("fetched_from").max_length
    assert len(start.holds) <= Source._meta.get_field("coverage").max_length
    assert start.slug not in TAKEN_SLUGS


@EVERY
def test_an_entry_says_whom_or_where_it_comes_from(kind, start):
    is_open = start.fetched_from.startswith("https://")

    assert is_open is (start.sender is Sender.PUBLISHED)
    assert not is_open or start.publisher or kind.usual.publisher
    assert start.licence or kind.usual.licence
    assert start.holds[0].islower()
    assert start.holds[-1] != "."


def test_every_paragraph_of_the_schedule_is_there_once_each_quarter_and_due_within_the_next():
    prescribed = [one for _, one in kinds.STARTS.values() if one.paragraph]

    assert {one.paragraph: one.sender for one in prescribed} == SCHEDULE
    assert len(prescribed) == len(SCHEDULE)
    assert {(one.expected, one.due_days) for one in prescribed} == {("quarterly", 92)}


def test_what_is_prescribed_stands_first_in_each_group_in_the_order_of_the_schedule():
    health = [one for _, one in kinds.STARTS.values() if one.sender is Sender.HEALTH]

    assert [one.paragraph for one in health] == ["9", "10", "11(a)", "11(b)", "12", ""]


def test_a_slug_that_stands_twice_is_refused():
    kind, start = kinds.STARTS["marac"]
    twice = replace(kind, starts=(start, start))

    with pytest.raises(ValueError, match="Two entries of the starting list are called marac"):
        kinds.starts_in([twice])


def test_every_sender_is_a_kind_of_organisation():
    known = dict(Organisation.KINDS)

    assert [one for one in Sender if not set(one.organisations) <= set(known)] == []


@pytest.mark.parametrize(
    ("there", "possible"),
    [
        (["police", "district"], ["district"]),
        (["district", "county"], ["county"]),
        (["district", "district"], ["district", "district"]),
        (["police"], []),
    ],
)
def test_roads_and_schools_are_the_county_s_where_there_is_one(there, possible):
    organisations = [Organisation(kind=kind) for kind in there]

    found = starting.possible_senders(Sender.COUNTY, organisations)

    assert [one.kind for one in found] == possible
