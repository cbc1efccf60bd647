"""Which answer stands: newer data overtake it, another row does not, an earlier one may return."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from datasources.models import Evidence, Slice
from datasources.operations.currency import Standing, in_use, standings
from tests.factories.answers import answer, make_slice, make_source, use_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(world):
    source = make_source(world.partnership)
    for month in ("2026-01", "2026-02"):
        make_slice(source, month)
    return source


def stands(evidence):
    return Standing(evidence.pk, is_overtaken=False)


def overtaken(evidence, newer):
    return Standing(evidence.pk, True, newer.pk if newer else None)


def standing(*every):
    found = standings(each.pk for each in every)
    return [found[each.pk] for each in every]


def test_an_answer_on_what_is_in_use_stands(source):
    first = answer(source)

    assert standing(first) == [stands(first)]


def test_a_corrected_month_overtakes_it(source):
    first = answer(source)
    make_slice(source, "2026-02")
    waiting = standing(first)
    second = answer(source, of=first)

    assert waiting == [overtaken(first, None)]
    assert standing(first, second) == [overtaken(first, second), stands(second)]


def test_a_new_month_overtakes_it_although_nothing_was_replaced(source):
    first = answer(source)
    make_slice(source, "2026-03")
    second = answer(source, of=first)

    assert standing(first, second) == [overtaken(first, second), stands(second)]


def test_another_row_on_the_same_data_is_no_newer_answer(source):
    first = answer(source)
    second = answer(source, of=first)

    assert standing(first, second) == [stands(first), stands(second)]


def test_an_earlier_delivery_taken_up_again_brings_its_answer_back(source):
    first = answer(source)
    old = source.slices.get(period="2026-02")
    make_slice(source, "2026-02")
    second = answer(source, of=first)

    use_again(old)

    assert standing(first, second) == [stands(first), overtaken(second, first)]
    assert in_use([first.question_id]) == {first.question_id: first.pk}


def test_another_questions_answer_overtakes_nothing(source):
    first = answer(source)
    make_slice(source, "2026-02")
    answer(source)

    assert standing(first) == [overtaken(first, None)]


def test_an_analysis_that_is_asked_no_more_is_read_all_the_same(source):
    first = answer(source)
    first.question.analysis = "retired"
    first.question.save()
    Slice.objects.update(is_current=False)

    assert standing(first) == [overtaken(first, None)]
    assert standings([]) == {}
    assert standings([10**6]) == {}


def test_thirty_answers_cost_as_many_queries_as_one(source):
    first = answer(source)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            standings(Evidence.objects.values_list("pk", flat=True)[:50])
        return len(queries)

    one = asked()
    for _ in range(29):
        answer(source, of=first)
        answer(source)

    assert asked() == one
