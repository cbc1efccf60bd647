"""Files that could not be used for their source, read in one of another kind without being sent
again."""

import threading

import pytest
from django.db import connection, connections
from django.urls import reverse

from datasources import kinds, samples
from datasources.intake.findings import OF_ANOTHER_KIND
from datasources.models import Delivery, Source
from datasources.operations import deliveries, elsewhere
from datasources.operations.sources import SourceDetails
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.councils import asb_workbook
from tests.factories.data import make_source, receive_and_read
from tests.factories.people import make_world
from tests.integration.datasources.test_pages import messages_of, words

pytestmark = pytest.mark.slow

FIRE, ANYTHING = "fire-incidents", kinds.ANY.slug
NEW = {"name": "Fires", "expected": "monthly"}


@pytest.fixture
def source(world) -> Source:
    return make_source(
        world.partnership,
        "police-outcomes",
        by=world.analyst,
        name="Outcomes",
        provider=world.organisations["fire"],
        expected="quarterly",
        kept_days=40,
    )


@pytest.fixture
def fire_file(tmp_path):
    (path,) = samples.write_sample(tmp_path, kinds.by_slug(FIRE), samples.wexmere(), ("2025-12",))
    return path


@pytest.fixture
def refused(world, source, fire_file) -> Delivery:
    delivery = receive_and_read(source, [fire_file], by=world.contributor)
    assert delivery.state == "refused"
    assert OF_ANOTHER_KIND & set(delivery.findings.values_list("code", flat=True))
    return delivery


def address(delivery: Delivery, kind: str) -> str:
    return reverse("delivery-elsewhere", args=[delivery.pk, kind])


def read(delivery: Delivery) -> Delivery:
    deliveries.read(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def links_of(page) -> list[str]:
    shown = page.context["elsewhere"]
    return [one.slug for one in (*shown.looks_like, *shown.takes_any)] if shown else []


def test_a_refused_delivery_says_what_it_looks_like_and_leads_there(world, refused, sign_in):
    page = sign_in(world.analyst).get(refused.get_absolute_url())

    assert refused.looks_like == [FIRE]
    assert links_of(page) == [FIRE, ANYTHING]
    said = words(page)
    assert "By its headings it looks like a table of fire and rescue incidents." in said
    assert "Read it as a table of fire and rescue incidents Keep it as a plain table" in said
    assert f'href="{address(refused, FIRE)}"' in page.content.decode()


def test_one_form_and_it_is_read_as_what_it_is_with_the_words_of_its_register(
    world, source, refused, sign_in
):
    client = sign_in(world.analyst)

    form = client.get(address(refused, FIRE)).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    sent = client.post(address(refused, FIRE), typed, follow=True)

    assert typed == {
        "name": "Fire and rescue incidents",
        "provider": source.provider_id,
        "expected": "quarterly",
    }
    refused = Delivery.objects.get(pk=refused.pk)
    there = refused.moved_to
    assert sent.redirect_chain == [(there.get_absolute_url(), 302)]
    assert messages_of(sent) == [
        "The files are in Fire and rescue incidents now and are read there. This page shows how"
        " far."
    ]
    made = there.source
    assert (made.kind, made.provider, made.expected, made.kept_days) == (
        FIRE,
        source.provider,
        "quarterly",
        40,
    )
    assert made.publisher == ""
    assert (there.received_by, there.fingerprint) == (world.contributor, refused.fingerprint)

    there = read(there)

    assert there.state == "read"
    assert there.rows_kept > 0
    assert (there.files.count(), refused.files.count()) == (1, 0)
    assert refused.state == "refused"


def test_it_is_kept_as_a_plain_table_whose_columns_are_then_said(world, refused, sign_in):
    client = sign_in(world.analyst)

    page = client.get(address(refused, ANYTHING))
    client.post(address(refused, ANYTHING), {**NEW, "name": "Outcomes: other tables"})
    there = read(Delivery.objects.get(moved_from=refused))

    assert page.context["form"]["name"].value() == "Outcomes: other tables"
    assert "Next, you say on one page which column is which." in words(page)
    assert there.source.kind == ANYTHING
    assert list(there.findings.values_list("code", flat=True)) == ["columns-unsaid"]
    shown = client.get(there.get_absolute_url())
    assert "Put it right" in words(shown)
    # Who changed their mind may still have it read as what it looks like.
    assert links_of(shown) == [FIRE]


def test_where_there_is_a_source_of_that_kind_it_is_asked_and_never_settled(
    world, source, refused, sign_in
):
    held = make_source(world.partnership, FIRE, by=world.analyst, name="Fires of the brigade")
    client = sign_in(world.analyst)

    page = client.get(address(refused, FIRE))
    unsaid = client.post(address(refused, FIRE), NEW)
    foreign = client.post(address(refused, FIRE), {**NEW, "where": source.pk})
    nameless = client.post(address(refused, FIRE), {"where": "new", "expected": "monthly"})
    client.post(address(refused, FIRE), {"where": held.pk})

    asked = page.context["form"]["where"]
    assert (asked.value(), asked.field.choices) == (
        None,
        [(str(held.pk), "Fires of the brigade"), ("new", "A new source")],
    )
    assert [one.status_code for one in (unsaid, foreign, nameless)] == [422, 422, 422]
    assert "Choose the source, or a new one" in words(unsaid)
    assert "Enter a name for the source" in words(nameless)
    assert Delivery.objects.get(pk=refused.pk).moved_to.source == held
    assert Source.objects.filter(kind=FIRE).count() == 1


def test_two_presses_make_one_source_and_one_delivery(world, refused, sign_in):
    first, second = sign_in(world.analyst), sign_in(world.analyst)

    first.post(address(refused, FIRE), NEW)
    again = second.post(address(refused, FIRE), {**NEW, "name": "Fires once more"}, follow=True)

    there = Delivery.objects.get(moved_from=refused)
    assert again.redirect_chain == [(there.get_absolute_url(), 302)]
    assert messages_of(again) == [
        "These files were read as another kind of data: Fire and rescue incidents, in the source"
        " Fires. What became of them is said there."
    ]
    assert [one.name for one in Source.objects.filter(kind=FIRE)] == ["Fires"]
    assert Delivery.objects.count() == 2
    # Somebody who looked before the other pressed: the row is looked at anew under the lock.
    with pytest.raises(elsewhere.ReadAlready) as told:
        elsewhere.read_elsewhere(
            delivery=refused, kind=ANYTHING, place=SourceDetails(name="Any"), by=world.analyst
        )
    assert told.value.there == there
    assert Source.objects.count() == 2


def test_the_record_says_it_on_both_sides(world, source, refused):
    there = elsewhere.read_elsewhere(
        delivery=refused, kind=FIRE, place=SourceDetails(name="Fires"), by=world.analyst
    )

    size = there.files.get().size
    entries = TrailEntry.objects.filter(actor_pk=world.analyst.pk).order_by("pk")
    told = [(one.verb, one.target_pk, one.before, one.after) for one in entries][-3:]
    assert [one[0] for one in told] == ["source.registered", "delivery.moved", "delivery.received"]
    assert told[1:] == [
        (
            "delivery.moved",
            str(refused.pk),
            {"files": 1, "bytes": size},
            {"files": 0, "read in": "Fires", "delivery": there.pk},
        ),
        (
            "delivery.received",
            str(there.pk),
            {"sent for": "Outcomes", "delivery": refused.pk},
            {"files": 1, "bytes": size},
        ),
    ]


def test_both_deliveries_say_where_the_other_is(world, refused, sign_in):
    there = elsewhere.read_elsewhere(
        delivery=refused, kind=FIRE, place=SourceDetails(name="Fires"), by=world.analyst
    )
    client = sign_in(world.member)

    before, after = client.get(refused.get_absolute_url()), client.get(there.get_absolute_url())
    own = sign_in(world.provider).get(reverse("own-delivery", args=[refused.pk]))

    assert "Its files were read as another kind of data, in Fires :" in words(before)
    assert "Nothing in these files could be used here." in words(before)
    assert "The originals went to the delivery of Fires" in words(before)
    assert f'href="{there.get_absolute_url()}"' in before.content.decode()
    assert links_of(before) == []
    assert "These files were sent for Outcomes on" in words(after)
    assert f'href="{refused.get_absolute_url()}"' in after.content.decode()
    assert "has these files read as a table of fire and rescue incidents instead" in words(own)


def test_what_was_quoted_of_the_files_goes_with_them(world, source, tmp_path):
    refused = receive_and_read(source, [asb_workbook(tmp_path)], by=world.analyst)
    quoted = [bool(one["examples"]) for table in refused.tables for one in table["columns"]]

    elsewhere.read_elsewhere(
        delivery=refused, kind=ANYTHING, place=SourceDetails(name="Any"), by=world.analyst
    )

    refused = Delivery.objects.get(pk=refused.pk)
    assert any(quoted)
    assert [one["examples"] for table in refused.tables for one in table["columns"]] == [
        [] for _ in quoted
    ]
    assert [one for one in refused.findings.values_list("examples", flat=True) if one] == []


def test_nothing_more_is_done_with_files_that_are_read_elsewhere(world, refused):
    elsewhere.read_elsewhere(
        delivery=refused, kind=FIRE, place=SourceDetails(name="Fires"), by=world.analyst
    )
    refused = Delivery.objects.get(pk=refused.pk)
    said = [
        "These files were read as another kind of data: Fire and rescue incidents, in the source"
        " Fires. What became of them is said there."
    ]

    with pytest.raises(RuleBroken) as delete:
        deliveries.delete_originals(delivery=refused, reason="Old.", by=world.analyst)
    with pytest.raises(RuleBroken) as retry:
        deliveries.retry(delivery=refused, by=world.analyst)

    assert (delete.value.reasons, retry.value.reasons) == (said, said)


def test_where_the_originals_are_gone_it_says_why_and_offers_nothing(world, refused, sign_in):
    deliveries.delete_originals(delivery=refused, reason="Sent by mistake.", by=world.analyst)
    client = sign_in(world.analyst)

    page = client.get(refused.get_absolute_url())
    form, sent = client.get(address(refused, FIRE)), client.post(address(refused, FIRE), NEW)

    assert "The files that were sent are not here any more, so they cannot be read again." in words(
        page
    )
    assert "because: Sent by mistake." in words(page)
    assert address(refused, FIRE) not in page.content.decode()
    assert (form.status_code, form.context["form"], sent.status_code) == (200, None, 422)
    assert Source.objects.filter(kind=FIRE).exists() is False


def test_the_same_files_are_not_read_twice_in_one_source(world, source, fire_file, refused):
    held = make_source(world.partnership, FIRE, by=world.analyst)
    earlier = receive_and_read(held, [fire_file], by=world.analyst)

    with pytest.raises(deliveries.AlreadyReceived) as told:
        elsewhere.read_elsewhere(delivery=refused, kind=FIRE, place=held, by=world.analyst)

    assert told.value.earlier == earlier
    assert Delivery.objects.get(pk=refused.pk).moved_to is None
    assert refused.files.count() == 1


def test_a_source_of_another_kind_or_place_takes_nothing(world, source, refused):
    other = make_source(world.partnership, "asb-incidents", by=world.analyst)

    for place in (other, source):
        with pytest.raises(RuleBroken) as told:
            elsewhere.read_elsewhere(delivery=refused, kind=FIRE, place=place, by=world.analyst)
        assert told.value.reasons == [
            "Choose a source of this partnership for Fire and rescue incidents."
        ]


def test_only_what_it_looks_like_is_offered_and_only_of_what_was_refused(
    world, refused, fire_file, sign_in
):
    held = make_source(world.partnership, FIRE, by=world.analyst)
    good = receive_and_read(held, [fire_file], by=world.analyst)
    client = sign_in(world.analyst)

    answers = [
        client.post(address(refused, "population"), NEW).status_code,
        client.post(address(good, ANYTHING), NEW).status_code,
        client.get(address(refused, "no-such-kind")).status_code,
    ]

    assert answers == [422, 422, 404]
    assert good.looks_like == []
    assert links_of(client.get(good.get_absolute_url())) == []
    assert Source.objects.count() == 2


def test_a_file_that_holds_no_table_is_offered_to_no_other_kind(world, source, tmp_path, sign_in):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    delivery = receive_and_read(source, [path], by=world.analyst)

    page = sign_in(world.analyst).get(delivery.get_absolute_url())

    assert delivery.state == "refused"
    assert links_of(page) == []
    assert "It may be another kind of data" not in words(page)


def test_who_may_not_register_a_source_reads_who_may(world, refused, sign_in):
    contributor = sign_in(world.contributor)

    page = contributor.get(refused.get_absolute_url())

    assert "The analyst of the partnership can have the files read as such" in words(page)
    assert address(refused, FIRE) not in page.content.decode()
    assert contributor.post(address(refused, FIRE), NEW).status_code == 403
    assert sign_in(world.stranger).post(address(refused, FIRE), NEW).status_code == 404


def test_files_that_turn_out_to_hold_personal_data_are_kept_encrypted_alone(
    world, source, fire_file, django_capture_on_commit_callbacks
):
    """Nothing of them lies open beside, with the delivery that they were refused in."""
    heading, *rows = fire_file.read_text(encoding="utf-8").splitlines()
    numbered = [f"{row},07700 900{at:03}" for at, row in enumerate(rows)]
    fire_file.write_text("\n".join([f"{heading},Caller phone", *numbered]), encoding="utf-8")
    refused = receive_and_read(source, [fire_file], by=world.analyst)
    (plain,) = refused.files.values_list("path", flat=True)
    there = elsewhere.read_elsewhere(
        delivery=refused, kind=FIRE, place=SourceDetails(name="Fires"), by=world.analyst
    )
    with django_capture_on_commit_callbacks(execute=True):
        there = read(there)

    assert refused.state == "refused"
    assert [one["heading"] for one in there.personal] == ["Caller phone"]
    assert there.state == "personal"
    (file,) = there.files.all()
    assert file.sealed_at is not None
    assert (store.is_there(plain), store.is_there(file.path)) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_press_at_once_make_one_source(tmp_path):
    """At once where the database can; one after the other on the embedded one, which queues."""
    world = make_world()
    source = make_source(world.partnership, "police-outcomes", by=world.analyst)
    files = samples.write_sample(tmp_path, kinds.by_slug(FIRE), samples.wexmere(), ("2025-12",))
    refused = receive_and_read(source, files, by=world.analyst)
    ready = threading.Barrier(2)
    told: list[Delivery | elsewhere.ReadAlready] = []

    def press(kind: str, *, together: bool) -> None:
        delivery = Delivery.objects.get(pk=refused.pk)
        if together:
            ready.wait()
        try:
            place = SourceDetails(name=kind)
            told.append(
                elsewhere.read_elsewhere(
                    delivery=delivery, kind=kind, place=place, by=world.analyst
                )
            )
        except elsewhere.ReadAlready as already:
            told.append(already)
        finally:
            if together:
                connections.close_all()

    if connection.vendor == "postgresql":
        threads = [
            threading.Thread(target=press, args=(kind,), kwargs={"together": True})
            for kind in (FIRE, ANYTHING)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for kind in (FIRE, ANYTHING):
            press(kind, together=False)

    there, already = sorted(told, key=lambda one: isinstance(one, elsewhere.ReadAlready))
    assert already.there == there
    assert set(Source.objects.all()) == {source, there.source}
    assert set(Delivery.objects.all()) == {refused, there}
