"""The record of who did what: sentences, filters, pages."""

from datetime import UTC, datetime

import pytest

from partnerships.models import TrailEntry
from tests.factories.partnerships import make_entry
from tests.factories.people import make_partnership
from tests.integration.reading import queries_of, words

ADDRESS = "/partnerships/wexmere/trail/"


def sentences(page) -> list[str]:
    return [f"{line.who} {line.phrase} {line.label}" for line in page.context["lines"]]


@pytest.fixture
def three_acts(world):
    first = make_entry(world.partnership, by=world.analyst, label="Street crime, May 2026")
    make_entry(
        world.partnership,
        by=world.steward,
        verb="partnership.changed",
        label="Wexmere",
        target_type="partnerships.partnership",
        before={"quorum": 2},
        after={"quorum": 3},
    )
    make_entry(
        world.partnership,
        by=world.analyst,
        verb="something_new.turned_over",
        label="It",
        target_type="elsewhere.something_new",
    )
    TrailEntry.objects.filter(pk=first.pk).update(at=datetime(2026, 5, 4, 11, 30, tzinfo=UTC))


def test_acts_are_said_as_sentences_the_newest_first(world, sign_in, three_acts):
    page = sign_in(world.analyst).get(ADDRESS)

    assert sentences(page) == [
        "Analyst turned over the something new It",
        "Steward changed the details of the partnership Wexmere",
        "Analyst accepted the delivery Street crime, May 2026",
    ]
    assert "Quorum: from 2 to 3" in words(page)
    assert "4 May 2026 at 12:30pm" in words(page)


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ({"person": "Steward"}, ["Wexmere"]),
        ({"verb": "delivery.accepted"}, ["Street crime, May 2026"]),
        ({"thing": "partnerships.partnership"}, ["Wexmere"]),
        ({"until": "2026-05-04"}, ["Street crime, May 2026"]),
        ({"since": "2026-05-05"}, ["It", "Wexmere"]),
        ({"person": "Steward", "verb": "delivery.accepted"}, []),
    ],
)
def test_the_record_is_narrowed_by_person_verb_thing_and_date(
    world, sign_in, three_acts, asked, labels
):
    page = sign_in(world.steward).get(ADDRESS, asked)

    assert [line.label for line in page.context["lines"]] == labels


def test_a_narrowing_that_makes_no_sense_is_said_and_narrows_nothing(world, sign_in, three_acts):
    page = sign_in(world.steward).get(ADDRESS, {"since": "yesterday", "person": "Nobody"})

    assert page.status_code == 200
    assert "Enter the first day as a date, for example 2026-08-04" in words(page)
    assert len(page.context["lines"]) == 3


def test_the_record_of_another_partnership_is_not_mixed_in(world, sign_in):
    other = make_partnership("fenmarch", "Fenmarch", areas=("X07000002",))
    make_entry(other, by=world.stranger, label="A secret")

    page = sign_in(world.steward).get(ADDRESS)

    assert sentences(page) == []
    assert "Nothing has happened yet" in words(page)


def test_a_long_record_has_pages(world, sign_in):
    for place in range(41):
        make_entry(world.partnership, by=world.analyst, label=f"Delivery {place}")

    page = sign_in(world.steward).get(ADDRESS, {"page": "2"})

    assert [line.label for line in page.context["lines"]] == ["Delivery 0"]
    assert "Page 2 of 2, 41 entries" in words(page)


def test_the_record_asks_as_much_for_thirty_entries_as_for_one(world, sign_in):
    client = sign_in(world.steward)
    make_entry(world.partnership, by=world.analyst)
    one = queries_of(client, ADDRESS)
    for _ in range(29):
        make_entry(world.partnership, by=world.analyst)

    assert queries_of(client, ADDRESS) == one
