"""What an answer would be if other slices were in use: the same as when they are."""

import pytest

from datasources.models import Evidence, Slice
from datasources.operations import deliveries, evidence
from datasources.operations.holdings import InUse
from partnerships.errors import RuleBroken
from tests.factories.data import first_rows_of, make_sample, make_source, receive_and_read


@pytest.fixture
def world(world_with_data):
    return world_with_data


@pytest.fixture
def police(world):
    return world.partnership.sources.get(slug="police-street")


def with_taken(world, delivery):
    return InUse.now(world.partnership).with_taken(delivery.slices.select_related("source"))


def answers(source, in_use=None):
    questions = evidence.standard_questions(source)
    if in_use is None:
        return [evidence.answer(one).result for one in questions]
    return [evidence.would_answer(one, in_use).to_json() for one in questions]


def test_of_a_corrected_month_it_is_what_acceptance_makes_of_it(world, police, sample, tmp_path):
    cut = first_rows_of(sample.street[-1], 55, tmp_path)
    delivery = receive_and_read(police, [cut], by=world.analyst)
    taken = with_taken(world, delivery)
    before, stored = answers(police), Evidence.objects.count()

    would_be = answers(police, taken)

    assert would_be != before
    assert (answers(police), Evidence.objects.count()) == (before, stored)
    deliveries.accept(delivery=delivery, by=world.analyst)
    assert answers(police) == would_be


def test_of_a_newer_look_up_or_estimate_too(world, police, tmp_path):
    later = make_sample(tmp_path, months=1, population_years=(2025,))
    residents = world.partnership.sources.get(slug="population")
    delivery = receive_and_read(residents, [later.population], by=world.analyst)
    taken = with_taken(world, delivery)

    would_be = answers(police, taken)

    deliveries.accept(delivery=delivery, by=world.analyst)
    assert answers(police) == would_be


def test_without_what_it_needs_it_says_why(world, police):
    question = evidence.standard_questions(police)[0]
    held = InUse.now(world.partnership).slices
    without = InUse(tuple(one for one in held if one.source.slug != "area-look-up"))

    with pytest.raises(RuleBroken, match="look-up"):
        evidence.would_answer(question, without)


def test_another_source_of_the_kind_displaces_nothing(world, police, sample):
    other = make_source(world.partnership, slug="second", by=world.analyst)
    delivery = receive_and_read(other, sample.street[-1:], by=world.analyst)

    taken = with_taken(world, delivery)

    assert set(taken.slices) == {*Slice.objects.current(), *delivery.slices.all()}
