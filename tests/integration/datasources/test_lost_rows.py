"""Rows in use that are lost or damaged are said in words; what can be made anew is made anew."""

import pandas as pd
import pytest
from django.core.files.base import ContentFile

from datasources import frames
from datasources.models import Evidence, Slice
from datasources.operations import counting, deliveries, evidence
from tests.factories.people import World
from tests.integration.datasources.test_lost_files import damage, remove
from tests.integration.reading import words as page_words


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.mark.parametrize("harm", [damage, remove])
def test_rows_in_use_that_are_lost_are_said_at_a_question_and_at_a_delivery(
    world, police, sample, sign_in, harm
):
    newest = Slice.objects.current().filter(source=police).latest("period")
    harm(newest.path)
    harm(newest.tally_path)

    answer = sign_in(world.analyst).get(
        f"/partnerships/{world.partnership.slug}/data/explore/?analysis=trend&from=2025-02"
    )
    december = sample.street[-1]
    changed = ContentFile(december.read_bytes() + b"\n", name=december.name)
    delivery = deliveries.read(
        deliveries.receive(source=police, files=[changed], by=world.analyst).pk
    )

    said = (
        "The stored rows of “Police recorded crime and anti-social behaviour (street level)” for"
        " December 2025 cannot be used"
    )
    assert answer.status_code != 500
    assert said in page_words(answer)
    assert delivery.state == "read"
    assert said in delivery.findings.get(code="in-use-lost").message


def test_questions_that_need_lost_rows_are_left_until_they_are_back(police):
    newest = Slice.objects.current().filter(source=police).latest("period")
    Evidence.objects.all().delete()
    remove(newest.path)
    remove(newest.tally_path)

    assert evidence.refresh(police.pk) == []


@pytest.mark.parametrize("harm", [damage, remove])
def test_a_lost_tally_is_counted_anew_from_the_rows(police, harm):
    newest = Slice.objects.current().filter(source=police).latest("period")
    before = counting.tally_of(newest, None)
    harm(newest.tally_path)

    pd.testing.assert_frame_equal(counting.tally_of(newest, None), before)
    assert frames.fault(newest.tally_path) is None


def test_figures_are_drawn_of_the_tally_when_the_rows_have_gone(police):
    before = [one.result for one in evidence.refresh(police.pk)]
    for one in Slice.objects.filter(source=police):
        remove(one.path)
    Evidence.objects.all().delete()

    assert [one.result for one in evidence.refresh(police.pk)] == before


def test_a_tally_counted_in_other_words_is_counted_anew(police):
    newest = Slice.objects.current().filter(source=police).latest("period")
    before = counting.tally_of(newest, None)
    stale = before.assign(count=before["count"] + 1)
    newest.tally_path, newest.tally_shape = frames.store(stale, folder="tallies").path, "other"
    newest.save()

    pd.testing.assert_frame_equal(counting.tally_of(newest, None), before)
    newest.refresh_from_db()
    assert newest.tally_shape != "other"
