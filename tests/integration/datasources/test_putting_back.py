"""A displaced delivery is taken into use again in one step, with a reason, and nothing is lost."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from datasources.models import Slice
from datasources.operations import deliveries, evidence, putting_back
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run
from tests.integration.datasources.test_lost_files import damage
from tests.integration.reading import words as page_words


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def wrong(world, sample, police):
    """December once more with a row too many, taken into use by mistake."""
    december = sample.street[-1]
    rows = december.read_bytes()
    again = ContentFile(rows + rows.splitlines(keepends=True)[1], name=december.name)
    delivery = deliveries.read(
        deliveries.receive(source=police, files=[again], by=world.analyst).pk
    )
    despite = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    return deliveries.accept(delivery=delivery, despite=despite, by=world.analyst)


def in_use(source) -> dict[str, int]:
    current = Slice.objects.current().filter(source=source)
    return dict(current.values_list("period", "delivery_id"))


def first_of(source):
    return source.deliveries.order_by("pk").first()


def test_what_was_displaced_is_in_use_again_and_what_displaced_it_can_be_put_back(
    world, police, wrong
):
    before, first = in_use(police), first_of(police)
    answers = {one.question_id: one.pk for one in evidence.refresh(police.pk)}

    putting_back.put_back(delivery=first, reason="The wrong file", by=world.analyst)

    assert in_use(police) == dict.fromkeys(before, first.pk)
    assert {one.question_id: one.pk for one in evidence.refresh(police.pk)} != answers
    putting_back.put_back(delivery=wrong, reason="It was right after all", by=world.analyst)
    assert in_use(police) == before
    assert {one.question_id: one.pk for one in evidence.refresh(police.pk)} == answers
    entry = TrailEntry.objects.filter(verb="delivery.put_back").order_by("pk").first()
    assert (entry.before, entry.after, entry.actor_pk) == (
        {"current": ["2025-12"]},
        {"current": ["2025-12"], "reason": "The wrong file"},
        world.analyst.pk,
    )


@pytest.mark.parametrize(
    ("which", "reason", "told"),
    [
        ("wrong", "Why not", "Nothing of this delivery was displaced by another"),
        ("first", "  ", "Say why it is put back: the record keeps it."),
    ],
)
def test_without_a_reason_or_anything_displaced_it_is_refused(
    world, police, wrong, which, reason, told
):
    delivery = wrong if which == "wrong" else first_of(police)
    before = in_use(police)

    with pytest.raises(RuleBroken, match=told):
        putting_back.put_back(delivery=delivery, reason=reason, by=world.analyst)

    assert in_use(police) == before


def test_rows_that_are_lost_are_not_put_back(world, sign_in, police, wrong):
    first = first_of(police)
    damage(first.slices.get(period="2025-12").path)
    before = in_use(police)

    answer = sign_in(world.analyst).post(
        reverse("delivery-put-back", args=[first.pk]), {"reason": "The wrong file"}, follow=True
    )

    assert "cannot be used" in page_words(answer)
    assert in_use(police) == before


def test_the_page_offers_it_and_does_it(world, sign_in, police, wrong):
    first = first_of(police)
    client = sign_in(world.analyst)

    page = page_words(client.get(first.get_absolute_url()))
    other = page_words(client.get(wrong.get_absolute_url()))
    done = client.post(
        reverse("delivery-put-back", args=[first.pk]), {"reason": "The wrong file"}, follow=True
    )

    assert "It was in use for December 2025, until a later delivery took its place." in page
    assert "Put this delivery back into use" not in other
    assert "This delivery is in use again." in page_words(done)
    assert set(in_use(police).values()) == {first.pk}


def test_the_command_does_the_same(police, wrong):
    first = first_of(police)

    result = run("put_back", str(first.pk), "--reason", "The wrong file")

    assert (result["delivery"], result["put_back"]) == (first.pk, ["2025-12"])
    assert set(in_use(police).values()) == {first.pk}
    code, told, _ = refused("put_back", first.pk, "--reason", "Again")
    assert (code, "there is nothing to put back" in told) == (1, True)
    assert refused("put_back", 99, "--reason", "Again")[:2] == (2, "There is no delivery 99.")
