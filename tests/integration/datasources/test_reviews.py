"""Reviewing a source: measured facts beside each question, one record, and its history."""

from datetime import date

import pytest
from django.urls import reverse

from datasources.dimensions import DIMENSIONS
from datasources.models import Review, Source
from datasources.operations import measured, sources
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.deliveries import make_delivered, make_registered
from tests.integration.reading import said, words

TODAY = date(2026, 11, 28)


def sentences(source: Source, dimension: str) -> list[str]:
    return list(measured.of_source(source, TODAY)[dimension].sentences)


def suggested(source: Source) -> dict[str, str]:
    return {slug: one.suggests for slug, one in measured.of_source(source, TODAY).items()}


@pytest.fixture
def fire(world) -> Source:
    """Five quarters due, of which four came: one passed over, one late, one seeming short."""
    source = make_registered(world.partnership, "fire")
    make_delivered(source, "2025-Q1", on=date(2025, 5, 31), rows_read=900, rows_set_aside=9)
    make_delivered(source, "2025-Q2", on=date(2025, 9, 9), rows_read=100, rows_set_aside=2)
    make_delivered(source, "2025-Q4", on=date(2026, 3, 14), rows_read=0)
    short = make_delivered(source, "2026-Q1", on=date(2026, 5, 1))
    short.slices.update(looks_short=True)
    make_delivered(source, "2026-Q2", on=date(2026, 8, 30))
    return source


def test_completeness_counts_what_was_due_and_names_what_is_not_there(fire):
    assert sentences(fire, "complete") == [
        "5 of 6 deliveries that were due are in use; not: July to September 2025.",
        "In use although a part seems to be missing: January to March 2026.",
    ]


def test_timeliness_is_counted_against_the_days_they_were_due(fire):
    assert sentences(fire, "timely") == [
        "3 of 5 came in time.",
        "The others came 10 to 12 days late, 11 usual.",
    ]


def test_what_is_late_and_not_here_is_no_delivery_in_time(world):
    source = make_registered(world.partnership, "fire")
    make_delivered(source, "2026-Q1", on=date(2026, 5, 1))

    assert sentences(source, "timely") == ["1 of 1 came in time.", "1 late and not here yet."]
    assert suggested(source)["timely"] == "poor"


def test_validity_is_the_share_of_rows_set_aside(fire):
    assert sentences(fire, "valid") == ["11 of 1,000 rows (1.1%) were set aside as unusable."]


def test_what_was_measured_suggests_an_answer_and_what_was_not_suggests_none(fire, world):
    nothing = make_registered(world.partnership, "new", kind="households", expected="once")

    assert suggested(fire) == {
        "complete": "poor",
        "located": "unknown",
        "timely": "care",
        "valid": "care",
        "stable": "unknown",
    }
    assert set(suggested(nothing).values()) == {"unknown"}


def review(client, source: Source, **changed: str):
    address = reverse("source-review", args=[source.partnership.slug, source.slug])
    asked = {one.slug: "good" for one in DIMENSIONS}
    sent = {**asked, "robustness": "care", "reason": "Crews judge motive.", **changed}
    return client.post(address, sent, follow=True)


def test_a_review_is_one_record_with_what_was_measured_then(world, fire, sign_in):
    page = review(
        sign_in(world.analyst), fire, timely="poor", best_use_locations="Where fires are set."
    )

    assert said(page) == ["Fire is rated usable with care. The rating stands beside its figures."]
    kept = Review.objects.get()
    fire.refresh_from_db()
    assert fire.review == kept
    assert (kept.robustness, kept.caveat, kept.reviewed_by, kept.best_use) == (
        "care",
        "Crews judge motive.",
        world.analyst,
        {"locations": "Where fires are set."},
    )
    assert {slug: one["answer"] for slug, one in kept.answers.items()} == {
        **{one.slug: "good" for one in DIMENSIONS},
        "timely": "poor",
    }
    assert kept.answers["valid"]["measured"] == [
        "11 of 1,000 rows (1.1%) were set aside as unusable."
    ]
    entry = TrailEntry.objects.get(verb="source.reviewed")
    assert (entry.before, entry.after) == (
        {"robustness": "", "reason": ""},
        {"robustness": "care", "reason": "Crews judge motive."},
    )


def test_a_later_review_begins_with_the_last_and_both_are_kept(world, fire, sign_in):
    client = sign_in(world.analyst)
    review(client, fire, reason="First thoughts.", best_use_victims="Not for victims.")

    address = reverse("source-review", args=[world.partnership.slug, "fire"])
    form = client.get(address).context["form"]
    page = review(client, fire, robustness="strong", reason="Second thoughts.")

    assert form.fields["reason"].initial == "First thoughts."
    assert form.fields["best_use_victims"].initial == "Not for victims."
    assert [one.caveat for one in fire.reviews.all()] == ["Second thoughts.", "First thoughts."]
    fire.refresh_from_db()
    assert (fire.robustness, fire.robustness_words, fire.caveat) == (
        "strong",
        "Strong",
        "Second thoughts.",
    )
    assert words(client.get(address)).count("First thoughts.") == 1
    assert "Second thoughts." in words(page)


def test_the_answers_come_filled_in_from_what_was_measured(world, fire, sign_in):
    address = reverse("source-review", args=[world.partnership.slug, "fire"])

    page = sign_in(world.analyst).get(address)

    form = page.context["form"]
    assert {one.slug: form.fields[one.slug].initial for one in DIMENSIONS} == suggested(fire)
    assert "3 of 5 came in time." in words(page)


def test_a_source_before_its_first_review_says_so(fire):
    assert (fire.robustness, fire.robustness_words, fire.caveat) == ("", "Not reviewed yet", "")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"robustness": "superb"}, "Choose how robust the source is."),
        ({"reason": " "}, "Give the reason for the rating: it is printed with every figure."),
        ({"answers": {"timely": "great"}}, "Choose one of the answers to each question."),
        ({"answers": {"colour": "good"}}, "Choose one of the answers to each question."),
    ],
)
def test_a_review_that_says_nothing_is_refused(world, fire, said, reason):
    with pytest.raises(RuleBroken) as refusal:
        sources.review(
            source=fire, **{"robustness": "care", "reason": "Yes.", **said}, by=world.analyst
        )

    assert refusal.value.reasons == [reason]
    assert not Review.objects.exists()
