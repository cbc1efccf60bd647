"""The pages of the data room: client in, HTML out."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from config.ui.dates import long_moment
from datasources.models import Delivery, Source
from datasources.operations import deliveries, sources
from tests.factories.data import (
    first_rows_of,
    make_data,
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
    assert "Register a source" in page


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
    make_source(world.partnership, "population", by=world.analyst, name="Aardvarks")
    receive_and_accept(source, sample.street[:1], by=world.analyst)

    rows = (
        sign_in(world.member)
        .get(reverse("source-list", args=[world.partnership.slug]))
        .context["rows"]
    )

    assert [(row.source.name, row.is_late, row.due, row.covers) for row in rows] == [
        ("Zebra crossings", True, "Was due by 30 April 2024", "January 2024"),
        ("Aardvarks", False, "Waiting for the first delivery", "Nothing yet"),
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
    differ = f"{comparison['outcomes_differ']} of {comparison['crimes_in_both']} outcomes differ"
    assert f"{differ}; nothing else does" in words(page)
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


@pytest.fixture
def police(world, sample) -> Source:
    return make_data(world.partnership, sample, by=world.analyst)


def test_a_police_source_shows_its_three_figures(world, police, sign_in):
    page = sign_in(world.member).get(police.get_absolute_url())

    figures = page.context["figures"]
    assert [figure.key for figure in figures] == ["trend", "change", "rates"]
    assert all(figure.is_up_to_date for figure in figures)
    assert "mid-2024" in figures[2].source_line
    assert "Months in use" in words(page)
    assert [figure.headline for figure in figures if figure.headline not in words(page)] == []


def test_the_page_says_what_figures_still_need(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    receive_and_accept(source, sample.street[:1], by=world.analyst)

    page = words(sign_in(world.member).get(source.get_absolute_url()))

    assert "Figures need something more" in page
    assert "An area look-up, which says to which ward and district each small area belongs" in page
    assert "The population of small areas, without which there is no rate" in page


def test_a_question_is_asked_answered_and_kept(world, police, sign_in):
    client = sign_in(world.officer)
    address = reverse("explore", args=[world.partnership.slug])
    ask = {"analysis": "counts", "area": "", "from": "2025-10", "to": "2025-12"}

    answered = client.get(address, ask)
    kept = client.post(reverse("question-keep", args=[world.partnership.slug]), ask, follow=True)

    evidence = answered.context["evidence"]
    months = {row["month"] for row in evidence.result["rows"]}
    assert months == {"2025-10", "2025-11", "2025-12"}
    assert evidence.slices.filter(source=police).count() == 15
    assert [each["address"] for each in kept.context["kept"]] == [evidence.get_absolute_url()]


def test_wards_small_areas_and_neighbours_can_be_asked_about(world, police, sign_in, sample):
    page = sign_in(world.analyst).get(reverse("explore", args=[world.partnership.slug]))

    groups = [group for group, choices in page.context["form"].fields["area"].choices[1:]]
    assert groups == [
        "Wards of Wexmere",
        "Small areas (LSOAs) of Wexmere",
        "For comparison",
    ]


def test_of_two_police_sources_it_is_asked_which(world, police, sample, sign_in):
    second = make_source(world.partnership, slug="second", name="Railway police", by=world.analyst)
    receive_and_accept(second, sample.street[:2], by=world.analyst)
    client = sign_in(world.officer)
    address = reverse("explore", args=[world.partnership.slug])
    ask = {"analysis": "counts", "area": "", "from": "2024-01", "to": "2024-01"}

    unsaid = client.get(address, ask)
    answered = client.get(address, {**ask, "source": "second"})
    kept = client.post(
        reverse("question-keep", args=[world.partnership.slug]),
        {**ask, "source": "second"},
        follow=True,
    )

    assert "Choose which source is asked" in words(unsaid)
    assert unsaid.context["evidence"] is None
    assert set(answered.context["evidence"].slices.values_list("source__slug", flat=True)) == {
        "second",
        "area-look-up",
    }
    assert [each["address"] for each in kept.context["kept"]] == [
        answered.context["evidence"].get_absolute_url()
    ]


def test_where_one_source_is_in_use_nobody_is_asked_which(world, police, sign_in):
    make_source(world.partnership, slug="second", name="Railway police", by=world.analyst)

    page = sign_in(world.officer).get(reverse("explore", args=[world.partnership.slug]))

    assert "source" not in page.context["form"].fields


def test_a_question_in_the_wrong_order_is_told_so(world, police, sign_in):
    refused = sign_in(world.analyst).get(
        reverse("explore", args=[world.partnership.slug]),
        {"analysis": "trend", "area": "", "from": "2025-12", "to": "2025-01"},
    )

    assert "The last month is before the first" in words(refused)


def test_room_is_kept_for_each_picture_until_it_comes(world, police, sign_in):
    """No link may move from under a pointer when a picture has been loaded."""
    client = sign_in(world.analyst)
    figure = client.get(police.get_absolute_url()).context["figures"][0]

    page = lxml_html.document_fromstring(client.get(figure.address).content)

    kept = [
        (node.tag, node.get("src") or node.get("srcset"), node.get("width"), node.get("height"))
        for node in page.xpath("//main//picture//*")
    ]
    assert kept == [
        ("source", figure.narrow_picture_url, *room(client, figure.narrow_picture_url)),
        ("img", figure.picture_url, *room(client, figure.picture_url)),
    ]


def room(client, address: str) -> tuple[str, str]:
    """What a picture takes, in tenths of a millimetre, as it says itself in points."""
    drawn = lxml_html.fromstring(client.get(address).content)
    return tuple(
        str(round(float(drawn.get(side).removesuffix("pt")) * 254 / 72))
        for side in ("width", "height")
    )


def test_evidence_can_be_taken_away_as_table_picture_and_chart(world, police, sign_in):
    client = sign_in(world.member)
    figure = client.get(police.get_absolute_url()).context["figures"][2]

    table = client.get(figure.csv_url)
    picture = client.get(figure.picture_url)
    chart = client.get(figure.explore_url)

    lines = table.content.decode().splitlines()
    assert lines[0] == (
        "\ufeffarea_code,area_name,crime_type,count,population,rate_per_1000,count_before,"
        "rate_per_1000_before"
    )
    assert len(lines) == 1 + 16
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content[:500]
    assert sorted(chart.json()) == ["config", "data", "layout"]
