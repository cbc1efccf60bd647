"""The pages of the data room: client in, HTML out."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.ui.dates import long_moment
from datasources.models import Delivery, Source
from datasources.operations import deliveries, sources
from tests.factories.data import (
    first_rows_of,
    make_source,
    receive,
    receive_and_accept,
    receive_and_read,
)


def words(response) -> str:
    """The page's text, as somebody reads it."""
    html = response.content.decode()
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split())


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_an_empty_register_teaches(world, sign_in):
    page = words(sign_in(world.analyst).get(reverse("source-list", args=[world.partnership.slug])))

    assert "No source is registered yet" in page
    assert "Choose from the starting list" in page
    assert "Register a source that is not in the list" in page


def test_a_source_is_registered_and_leads_to_its_files(world, sign_in):
    client = sign_in(world.analyst)
    address = reverse("source-create", args=[world.partnership.slug])
    police = world.organisations["police"]

    sent = client.post(
        address,
        {
            "name": "Police recorded crime",
            "kind": "police-street",
            "provider": police.pk,
            "coverage": "The whole force area",
            "expected": "monthly",
            "best_use": "Months, not days.",
        },
    )

    source = Source.objects.get()
    assert sent["Location"] == reverse("delivery-create", args=["wexmere", "police-recorded-crime"])
    assert (source.slug, source.provider, source.expected, source.best_use) == (
        "police-recorded-crime",
        police,
        "monthly",
        "Months, not days.",
    )


def test_a_form_with_nothing_in_it_says_what_is_missing(world, sign_in):
    client = sign_in(world.analyst)

    refused = client.post(reverse("source-create", args=[world.partnership.slug]), {})

    assert refused.status_code == 422
    assert "Enter a name for the source" in words(refused)
    assert "Choose the kind of data" in words(refused)


def test_a_source_cannot_take_an_address_of_the_room(world):
    source = sources.register(
        partnership=world.partnership,
        kind="population",
        details=sources.SourceDetails(name="Upload"),
        by=world.analyst,
    )

    assert source.slug == "upload-2"


def test_a_review_stands_on_the_page_with_its_reason(world, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    client = sign_in(world.analyst)

    client.post(
        reverse("source-review", args=[world.partnership.slug, source.slug]),
        {"robustness": "care", "reason": "Places are moved to map points."},
    )
    page = words(client.get(source.get_absolute_url()))

    assert "Usable with care Places are moved to map points. Reviewed" in page
    assert "by Analyst" in page


def test_late_sources_come_first_with_the_day_they_were_due(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst, name="Zebra crossings")
    make_source(world.partnership, "households", by=world.analyst, name="Aardvarks")
    receive_and_accept(source, sample.street[:1], by=world.analyst)

    rows = (
        sign_in(world.member)
        .get(reverse("source-list", args=[world.partnership.slug]))
        .context["rows"]
    )

    assert [(row.source.name, row.is_late, row.due, row.covers) for row in rows] == [
        ("Zebra crossings", True, "Was due by 30 April 2024", "January 2024"),
        ("Aardvarks", False, "Waiting for its files", "Nothing yet"),
    ]


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_register_asks_as_much_for_thirty_sources_as_for_one(world, sample, sign_in):
    client = sign_in(world.analyst)
    address = reverse("source-list", args=[world.partnership.slug])
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:1], by=world.analyst)
    for_one = queries_of(client, address)

    for number in range(29):
        each = make_source(world.partnership, slug=f"number-{number}", by=world.analyst)
        Delivery.objects.create(source=each, fingerprint=str(number))

    assert queries_of(client, address) == for_one


def test_a_source_asks_as_much_for_thirty_deliveries_as_for_one(world, sample, sign_in):
    client = sign_in(world.analyst)
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:1], by=world.analyst)
    for_one = queries_of(client, source.get_absolute_url())

    for number in range(29):
        Delivery.objects.create(source=source, fingerprint=str(number))

    assert queries_of(client, source.get_absolute_url()) == for_one


def test_several_files_are_sent_at_once_and_the_page_says_what_comes_next(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    client = sign_in(world.contributor)
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sample.street[:3]]

    sent = client.post(
        reverse("upload", args=[world.partnership.slug]),
        {"source": source.pk, "files": files},
        follow=True,
    )

    delivery = Delivery.objects.get()
    assert messages_of(sent) == [
        "3 files are safe. Next they are read; then you see what was found and decide."
    ]
    assert delivery.files.count() == 3
    assert "Waiting for a worker to read the files" in words(sent)
    assert "You can leave this page and come back" in words(sent)


WAITS = "the worker is busy with other work, or stopped. Nothing is lost, and it goes on by itself."


@pytest.mark.parametrize(
    ("queued", "lease", "is_said"),
    [(30, None, False), (46, None, True), (600, -30, False), (600, -46, True), (600, 30, False)],
)
def test_work_that_nobody_takes_up_says_since_when(world, sample, sign_in, queued, lease, is_said):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    now = timezone.now()
    since = now - timedelta(seconds=queued)
    until = None if lease is None else now + timedelta(seconds=lease)
    state = "received" if lease is None else "reading"
    Delivery.objects.filter(pk=delivery.pk).update(state=state, queued_at=since, lease_until=until)

    page = words(sign_in(world.analyst).get(delivery.get_absolute_url()))

    assert (WAITS in page) is is_said
    if is_said:
        assert f"Nobody has worked on this since {long_moment(until or since)}:" in page


def test_what_is_tried_again_waits_from_then_on(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    long_ago = timezone.now() - timedelta(days=3)
    Delivery.objects.filter(pk=delivery.pk).update(
        state="failed", queued_at=long_ago, failure="It broke off."
    )

    page = sign_in(world.analyst).post(f"/deliveries/{delivery.pk}/retry/", follow=True)

    assert "Waiting for a worker to read the files" in words(page)
    assert WAITS not in words(page)


def test_the_same_files_again_are_recognised_with_a_link(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    earlier = receive_and_accept(source, sample.street[:1], by=world.analyst)
    file = SimpleUploadedFile("another name.csv", sample.street[0].read_bytes())

    refused = sign_in(world.analyst).post(
        reverse("delivery-create", args=[world.partnership.slug, source.slug]), {"files": file}
    )

    assert refused.status_code == 422
    assert "These very files were already received on" in words(refused)
    assert f'href="{earlier.get_absolute_url()}"' in refused.content.decode()


def test_progress_refreshes_the_page_when_it_is_over(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    client = sign_in(world.member)
    address = reverse("delivery-progress", args=[delivery.pk])

    waiting = client.get(address)
    deliveries.read(delivery.pk)
    done = client.get(address)

    assert "HX-Refresh" not in waiting
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    assert done["HX-Refresh"] == "true"


def test_a_delivery_begins_with_what_happened_in_a_sentence(world, sample, sign_in):
    areas = make_source(world.partnership, "area-look-up", by=world.analyst)
    receive_and_accept(areas, [sample.lookup], by=world.analyst)
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, [sample.street[0], sample.street[2]], by=world.analyst)

    page = sign_in(world.analyst).get(delivery.get_absolute_url())

    found = {finding.code: finding.count for finding in delivery.findings.all()}
    assert page.context["sentence"] == (
        f"{delivery.rows_read} rows read, {delivery.rows_kept} kept,"
        f" {found['rows-without-place']} have no place,"
        f" {found['rows-outside-partnership']} lie outside the partnership."
    )
    assert [(month.name, month.state) for year in page.context["years"] for month in year.months][
        :4
    ] == [("Jan", "covered"), ("Feb", "missing"), ("Mar", "covered"), ("Apr", "outside")]
    assert "2 months covered, 1 month missing in between" in words(page)
    assert "January 2024 and March 2024 will come into use." in words(page)


def test_an_earlier_publication_is_offered_unticked_and_named(
    world, sample, earlier_sample, sign_in
):
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street, by=world.analyst)
    earlier = receive_and_read(source, earlier_sample.street, by=world.analyst)
    client = sign_in(world.analyst)
    accept = reverse("delivery-accept", args=[earlier.pk])

    page = client.get(earlier.get_absolute_url())
    refused = client.post(accept, {}, follow=True)
    replaced = client.post(accept, {"replace_newer": "on"}, follow=True)

    comparison = earlier.slices.get().comparison
    [(heading, differ)] = comparison["changed"]
    told = f"{differ} of {comparison['in_both']} rows differ in {heading}; nothing else differs"
    assert told in words(page)
    assert "The year before is not held" not in words(page)
    assert "Replace what looks newer with this for December 2025" in words(page)
    assert not re.search(r'id="id_replace_newer"[^>]*checked', page.content.decode())
    assert messages_of(refused)[0].startswith("Everything in this delivery looks older")
    assert messages_of(replaced) == [
        "December 2025 is in use now. The figures that rest on it are being answered again."
    ]


def test_what_is_missing_stands_first_and_one_press_does_not_take_it(
    world, tmp_path, sample, sign_in
):
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street, by=world.analyst)
    part = first_rows_of(sample.street[-1], 24, tmp_path)
    short = receive_and_read(source, [part], by=world.analyst)
    client = sign_in(world.analyst)
    accept = reverse("delivery-accept", args=[short.pk])

    page = client.get(short.get_absolute_url())
    refused = client.post(accept, {}, follow=True)
    used = client.post(accept, {"use_short": "on"}, follow=True)

    said = words(page)
    has = "December 2025 has 24 rows where"
    assert said.index("A part seems to be missing") < said.index(has) < said.index("Accept it?")
    assert said.count(has) == 1
    assert "December 2025 will be left out, because a part of it seems to be missing" in said
    assert "Use what was sent for December 2025 although it seems incomplete" in said
    assert "Seems incomplete" in said
    assert not re.search(r'id="id_use_short"[^>]*checked', page.content.decode())
    assert messages_of(refused)[0].startswith("Everything in this delivery seems to be incomplete")
    assert messages_of(used) == [
        "December 2025 is in use now. The figures that rest on it are being answered again."
    ]


def test_a_rejection_needs_a_reason_and_shows_it(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, sample.street[:1], by=world.analyst)
    client = sign_in(world.analyst)
    address = reverse("delivery-reject", args=[delivery.pk])

    without = client.post(address, {"reason": " "}, follow=True)
    rejected = client.post(address, {"reason": "The wrong month."}, follow=True)

    assert messages_of(without) == ["Say why it is rejected, so that the sender can be told."]
    assert "Rejected" in words(rejected)
    assert "Reason: The wrong month." in words(rejected)


def test_buttons_that_a_role_never_presses_are_absent(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, sample.street[:1], by=world.analyst)
    client = sign_in(world.member)

    of_source = client.get(source.get_absolute_url()).content.decode()
    of_delivery = words(client.get(delivery.get_absolute_url()))

    closed = [f"{source.get_absolute_url()}{end}/" for end in ("upload", "review", "edit")]
    assert [address for address in closed if address in of_source] == []
    assert "Reject it instead" not in of_delivery
    assert "The analyst of the partnership decides." in of_delivery


def test_the_page_says_what_figures_still_need(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:1], by=world.analyst)

    page = words(sign_in(world.member).get(source.get_absolute_url()))

    assert "Figures need something more" in page
    assert "An area look-up, which says to which ward and district each small area belongs" in page
    assert "The population of small areas, without which there is no rate" in page
