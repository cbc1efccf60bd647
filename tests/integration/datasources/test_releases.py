"""What readers below the board were given once is known: what comes later is held against it."""

import pytest
from django.db.models.signals import post_init

from datasources.models import Evidence, Release, Slice
from datasources.operations import evidence, releases
from datasources.presenters.figures import figure
from partnerships.models import Partnership
from tests.factories import text
from tests.factories.people import World
from tests.naive.attack import Reader

pytestmark = pytest.mark.django_db
SMALL = ("count_before", "count_now")


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def partnership(world: World) -> Partnership:
    return world.partnership


def asked(partnership: Partnership, last: str, analysis: str = "change") -> Evidence:
    question = evidence.ask(
        partnership=partnership,
        analysis=analysis,
        period_from="2025-01",
        period_to=last,
        by=None,
    )
    return evidence.answer(question)


def read(*answers: Evidence, places: dict[str, list[str]] | None = None) -> tuple[Reader, dict]:
    """A reader of these figures as they are given, and every small count that there is.

    Without `places` all are of one area.
    """
    drawn = [figure(one, suppress_below=5).result for one in answers]
    full = [figure(one, suppress_below=None).result for one in answers]
    places = places or {one.area_code: ["everywhere"] for one in full}
    reader, knows_all = Reader(places), Reader(places)
    for given, whole in zip(drawn, full, strict=True):
        reader.reads(given)
        knows_all.reads(whole)
    values = dict(knows_all.shown)
    for smaller, less in knows_all.shown.items():
        for larger, more in knows_all.shown.items():
            if smaller < larger:
                values[larger - smaller] = more - less
    return reader, {block: value for block, value in values.items() if value < 5}


def test_december_does_not_follow_from_a_figure_given_earlier(partnership):
    eleven, twelve = asked(partnership, "2025-11"), asked(partnership, "2025-12")
    for one in (eleven, twelve):
        figure(one, suppress_below=5)

    reader, small = read(eleven, twelve)

    assert small
    assert reader.works_out(small) == {}


def test_an_answer_is_given_the_same_for_ever(partnership):
    eleven = asked(partnership, "2025-11")
    first = figure(eleven, suppress_below=5).result

    figure(asked(partnership, "2025-12"), suppress_below=5)

    assert figure(eleven, suppress_below=5).result == first
    assert Release.objects.count() == 2


def test_figures_of_one_page_are_decided_together(partnership):
    answers = [asked(partnership, "2025-11", name) for name in ("change", "counts", "trend")]

    found = releases.held_back(answers, threshold=5)

    assert {one.evidence_id: len(one.held_back) for one in Release.objects.all()} == {
        pk: len(hidden) for pk, hidden in found.items()
    }
    reader, small = read(*answers)
    assert reader.works_out(small) == {}


def test_who_sees_every_count_leaves_no_trace(partnership):
    figure(asked(partnership, "2025-11"), suppress_below=None)

    assert not Release.objects.exists()


def test_another_threshold_is_decided_anew_beside_what_was_shown(partnership):
    eleven = asked(partnership, "2025-11")
    figure(eleven, suppress_below=5)

    drawn = figure(eleven, suppress_below=9).result

    shown = [row[name] for row in drawn.rows for name in SMALL if row[name] is not None]
    assert min(shown) >= 9
    assert set(Release.objects.values_list("threshold", flat=True)) == {5, 9}


def test_another_partnership_knows_nothing_of_it(partnership, world):
    figure(asked(partnership, "2025-11"), suppress_below=5)
    twelve = asked(partnership, "2025-12")

    alone = releases._decided([], [twelve], 5)

    assert alone[twelve.pk] != releases.held_back([twelve], threshold=5)[twelve.pk]


def test_an_answer_without_rows_still_shows_no_small_count(world):
    """Its table alone says what could be otherwise."""
    answer = text.make_evidence(world.partnership)
    answer.result["rows"][0] |= {"all_crime": 610, "anti_social_behaviour": 3, "all": 613}
    answer.save()

    row = figure(answer, suppress_below=5).result.rows[0]

    assert (row["all_crime"], row["anti_social_behaviour"], row["all"]) == (None, None, 613)


def test_an_answer_whose_areas_cannot_be_read_is_held_back_whole(partnership):
    eleven = asked(partnership, "2025-11")
    slice_ = eleven.slices.get(source__kind="area-look-up")
    type(slice_).objects.filter(pk=slice_.pk).update(path=f"slices/{'0' * 64}.parquet")

    rows = figure(eleven, suppress_below=5).result.rows

    assert {row[name] for row in rows for name in SMALL} == {None}


def test_what_is_kept_is_kept_of_what_was_asked_alone(partnership):
    eleven, twelve = asked(partnership, "2025-11"), asked(partnership, "2025-12")
    decided = releases.held_back([eleven, twelve], threshold=5)

    assert releases.kept([twelve], threshold=5) == {twelve.pk: decided[twelve.pk]}
    assert releases.held_back([eleven], threshold=5) == {eleven.pk: decided[eleven.pk]}


def test_what_was_never_decided_is_named(partnership):
    eleven, twelve = asked(partnership, "2025-11"), asked(partnership, "2025-12")
    releases.held_back([eleven], threshold=5)

    with pytest.raises(releases.NotReleasedError) as caught:
        releases.kept([eleven, twelve], threshold=5)

    assert caught.value.args == ([twelve.pk],)


def test_what_an_earlier_edition_showed_is_known_and_decides_nothing(partnership):
    eleven = asked(partnership, "2025-11")
    Release.objects.create(evidence=eleven, threshold=5, held_back=[], is_earlier=True)

    found = releases.held_back([eleven], threshold=5)

    with_it = releases._decided(Release.objects.filter(is_earlier=True), [eleven], 5)
    assert found == with_it
    assert Release.objects.filter(is_earlier=False).count() == 1


def test_what_others_were_given_meanwhile_is_known_as_well(partnership):
    """Somebody is shown eleven months while what may be shown of twelve is being decided."""
    eleven, twelve = asked(partnership, "2025-11"), asked(partnership, "2025-12")
    first = asked(partnership, "2025-10")
    releases.held_back([first], threshold=5)
    quicker = iter([eleven])

    def shown(**_: object) -> None:
        for one in quicker:
            releases.held_back([one], threshold=5)

    post_init.connect(shown, sender=Release, weak=False, dispatch_uid="quicker")
    try:
        found = releases.held_back([twelve], threshold=5)
    finally:
        post_init.disconnect(sender=Release, dispatch_uid="quicker")

    assert set(found) == {twelve.pk}
    assert list(Release.objects.values_list("evidence_id", flat=True)) == [
        first.pk,
        eleven.pk,
        twelve.pk,
    ]
    before = Release.objects.filter(evidence__in=[first, eleven])
    assert found == releases._decided(before, [twelve], 5)


def test_who_was_overtaken_each_time_decides_while_the_others_wait(partnership):
    """As often as is tried, somebody else is given another answer in between."""
    first, twelve = asked(partnership, "2025-10"), asked(partnership, "2025-12")
    releases.held_back([first], threshold=5)
    others = [asked(partnership, f"2025-{month:02}") for month in range(2, 2 + releases.TRIES)]
    quicker, at_once = iter(others), iter([True])

    def shown(instance: Release, **_: object) -> None:
        nonlocal at_once
        if instance.evidence_id == first.pk and next(at_once, False):
            for one in quicker:
                releases.held_back([one], threshold=5)
                break
            at_once = iter([True])

    post_init.connect(shown, sender=Release, weak=False, dispatch_uid="quicker")
    try:
        found = releases.held_back([twelve], threshold=5)
    finally:
        post_init.disconnect(sender=Release, dispatch_uid="quicker")

    assert list(Release.objects.order_by("pk").values_list("evidence_id", flat=True)) == [
        first.pk,
        *(one.pk for one in others),
        twelve.pk,
    ]
    before = Release.objects.filter(evidence__in=[first, *others])
    assert found == releases._decided(before, [twelve], 5)


def lose(one: Slice) -> None:
    """Neither its rows nor what was counted of them are in the store any more."""
    path = f"slices/{'0' * 64}.parquet"
    Slice.objects.filter(pk=one.pk).update(path=path, tally_path=path)


def test_what_cannot_be_read_is_put_on_record(partnership, caplog):
    eleven, twelve = asked(partnership, "2025-11"), asked(partnership, "2025-12")
    releases.held_back([eleven], threshold=5)
    lose(eleven.slices.get(source__kind="area-look-up"))

    releases.held_back([twelve], threshold=5)

    release = Release.objects.get(evidence=eleven)
    assert [
        (one.message, getattr(one, "release", None), getattr(one, "evidence", None))
        for one in caplog.records
        if one.name == releases.__name__
    ] == [
        ("release cannot be placed", release.pk, None),
        ("answer cannot be placed", None, twelve.pk),
    ]


def test_rows_that_are_lost_are_put_on_record_and_give_no_more_away(partnership, caplog):
    twelve = asked(partnership, "2025-12")
    with_rows = releases._decided([], [twelve], 5)[twelve.pk]
    releases._counted.cache_clear()
    gone = list(twelve.slices.filter(source__kind="police-street"))
    for one in gone:
        lose(one)

    without = releases._decided([], [twelve], 5)[twelve.pk]

    assert without >= with_rows
    assert [
        (one.message, one.slice) for one in caplog.records if one.name == releases.__name__
    ] == [("rows cannot be read", one.pk) for one in gone]
