"""A partner sends personal data: the stop, the decision by column, what is stored, what goes."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from datasources import frames
from datasources.layouts import KEPT, Layout
from datasources.models import Delivery, DeliveryFile
from datasources.operations import deliveries, layouts, originals, personal_data, readings
from datasources.personal.treatments import pseudonym
from partnerships import store, vault
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from partnerships.roles import ROLES
from tests.factories.data import make_source, receive, receive_and_read
from tests.integration.datasources.commands import run
from tests.integration.datasources.stored import everything_kept
from tests.integration.reading import words

HEADING = "Date,Type,Ward,Victim,DOB,Contact,Remarks,Patient"
ROWS = (
    '23/04/2025,Noise,Market Place,"PRYTHERWELL, Xanthe",01/02/1990,07700 900123,noise again,x',
    '24/04/2025,Noise,Brook End,"KHANDAKAR, Shabnam",25/12/1985,07700 900456,'
    "caller Bethany Wrightson,9434765919",
    '25/04/2025,Litter,Brook End,"KHANDAKAR, Shabnam",25/12/1985,,bin bags,943 476 5919',
)
# Long enough not to stand in what is encrypted by chance.
VALUES = (
    "PRYTHERWELL", "Xanthe", "KHANDAKAR", "Shabnam", "01/02/1990", "1990-02-01", "25/12/1985",
    "07700 900123", "07700900123", "07700 900456", "07700900456", "Bethany", "Wrightson",
    "9434765919", "943 476 5919",
)  # fmt: skip
CHOICES = {
    "Victim": "drop",
    "DOB": "age:complainant_age",
    "Contact": "drop",
    "Remarks": "drop",
    "Patient": "drop",
}


def written(folder: Path, *rows: str, name: str = "asb.csv", heading: str = HEADING) -> Path:
    path = folder / name
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def source(world):
    return make_source(world.partnership, "asb-incidents", by=world.analyst)


@pytest.fixture
def stopped(world, source, tmp_path, django_capture_on_commit_callbacks) -> Delivery:
    with django_capture_on_commit_callbacks(execute=True):
        receive(source, [written(tmp_path, *ROWS)], by=world.contributor)
    return read_now(Delivery.objects.get(), django_capture_on_commit_callbacks)


def read_now(delivery: Delivery, capture) -> Delivery:
    """Read as the worker does, with what follows the commit."""
    with capture(execute=True):
        deliveries.read(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def decided(delivery: Delivery, world, capture, choices=CHOICES, original: str = "") -> Delivery:
    with capture(execute=True):
        personal_data.decide(
            delivery=delivery, choices=choices, original=original, by=world.analyst
        )
    return read_now(delivery, capture)


def kept_values(values=VALUES) -> list[str]:
    """Those of the values that are kept anywhere, in any spelling of a letter's case."""
    everything = everything_kept().casefold()
    return [value for value in values if value.casefold() in everything]


def test_nothing_is_stored_before_somebody_decides(stopped):
    assert stopped.state == "personal"
    assert [one["heading"] for one in stopped.personal] == list(CHOICES)
    assert (stopped.slices.count(), stopped.set_aside_path) == (0, "")
    assert kept_values() == []


def test_the_original_lies_encrypted_meanwhile_and_can_be_read(stopped):
    file = stopped.files.get()
    with originals.opened(file) as content:
        assert content.read().decode().startswith(HEADING)

    assert file.path.endswith(".sealed")
    assert file.keep_until - file.sealed_at == timedelta(days=14) or (
        timedelta(days=13) < file.keep_until - timezone.now() <= timedelta(days=14)
    )


def test_the_decision_is_done_and_the_original_goes(
    stopped, world, django_capture_on_commit_callbacks
):
    path = stopped.files.get().path
    read = decided(stopped, world, django_capture_on_commit_callbacks)

    rows = frames.load(read.slices.get().path)
    assert (read.state, read.rows_kept) == ("read", 3)
    assert rows["complainant_age"].astype(str).tolist() == ["35 to 44"] * 3
    assert {"Victim", "Contact", "Remarks"}.isdisjoint(rows.columns)
    assert default_storage.exists(path) is False
    assert kept_values() == []
    file = read.files.get()
    assert file.deletion_reason == (
        "It held names of persons, dates of birth, telephone numbers and NHS numbers. It was"
        " deleted as soon as its rows were stored, as was decided."
    )
    record = TrailEntry.objects.get(verb="delivery.originals_deleted")
    assert (record.actor_pk, record.before["files"]) == (None, 1)
    choices = TrailEntry.objects.get(verb="delivery.personal_decided")
    assert (choices.actor_pk, choices.after["columns"]) == (world.analyst.pk, CHOICES)


def test_a_delivery_whose_original_is_gone_still_explains_itself(
    stopped, world, sign_in, django_capture_on_commit_callbacks
):
    decided(stopped, world, django_capture_on_commit_callbacks)
    client = sign_in(world.analyst)

    page = words(client.get(stopped.get_absolute_url()))
    again = words(client.get(reverse("delivery-personal", args=[stopped.pk])))

    assert "“Victim”: names of persons in 3 of 3 filled cells. It is not stored." in page
    assert "It was deleted as soon as its rows were stored" in page
    assert "send the files again" in again
    with pytest.raises(RuleBroken, match="originals were deleted"):
        deliveries.retry(delivery=stopped, by=world.analyst)


def test_the_next_files_are_read_as_last_time_and_a_new_column_is_asked(
    stopped, world, source, tmp_path, django_capture_on_commit_callbacks
):
    decided(stopped, world, django_capture_on_commit_callbacks)
    later = [row.replace("/04/", "/05/", 1) for row in ROWS]
    with django_capture_on_commit_callbacks(execute=True):
        same = receive_and_read(source, [written(tmp_path, *later, name="b.csv")], by=world.analyst)
        new = receive_and_read(
            source,
            [
                written(
                    tmp_path,
                    *[f"{row},me@example.org" for row in later],
                    name="c.csv",
                    heading=f"{HEADING},Mail",
                )
            ],
            by=world.analyst,
        )

    assert (same.state, same.files.get().deleted_at is not None) == ("read", True)
    assert all("As was decided" in one.message for one in same.findings.filter(severity="warning")
               if one.code.startswith("personal"))  # fmt: skip
    assert new.state == "personal"
    assert [one["heading"] for one in new.personal if not one["decided"]] == ["Mail"]
    assert kept_values((*VALUES, "me@example.org")) == []


def test_an_original_may_be_kept_encrypted_and_goes_when_its_time_is_over(
    stopped, world, sign_in, django_capture_on_commit_callbacks
):
    read = decided(stopped, world, django_capture_on_commit_callbacks, original=KEPT)
    file = read.files.get()
    page = words(sign_in(world.analyst).get(read.get_absolute_url()))
    before = personal_data.dispose_due()
    DeliveryFile.objects.update(keep_until=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        deliveries.sweep()

    assert (read.state, file.deleted_at, kept_values()) == ("read", None, [])
    assert "The files are kept encrypted until" in page
    assert before == []
    assert default_storage.exists(file.path) is False
    assert "no longer." in DeliveryFile.objects.get().deletion_reason
    assert TrailEntry.objects.filter(verb="delivery.originals_deleted").count() == 1


def test_what_nobody_decides_of_in_time_is_refused_and_may_be_sent_again(
    stopped, world, source, tmp_path, django_capture_on_commit_callbacks
):
    DeliveryFile.objects.update(keep_until=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        disposed = run("dispose", "--due")
    again = receive(source, [tmp_path / "asb.csv"], by=world.analyst)

    stopped.refresh_from_db()
    assert [one["delivery"] for one in disposed["deliveries"]] == [stopped.pk]
    assert (stopped.state, stopped.findings.last().code) == ("refused", "personal-data-not-decided")
    assert again.pk != stopped.pk


def test_refusing_deletes_at_once(stopped, world, sign_in, django_capture_on_commit_callbacks):
    path = stopped.files.get().path
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(world.analyst).post(
            reverse("delivery-reject", args=[stopped.pk]), {"reason": "Send it without names."}
        )

    stopped.refresh_from_db()
    assert (stopped.state, default_storage.exists(path)) == ("rejected", False)
    assert stopped.files.get().deleted_by == world.analyst


def test_a_refused_column_is_remembered(
    stopped, world, source, tmp_path, django_capture_on_commit_callbacks
):
    refused = decided(
        stopped, world, django_capture_on_commit_callbacks, {**CHOICES, "Victim": "refuse"}
    )

    assert (refused.state, refused.slices.count()) == ("refused", 0)
    assert "is not accepted from this source" in refused.files.get().deletion_reason
    assert kept_values() == []


def test_files_that_cannot_be_read_are_kept_for_whoever_puts_it_right(
    world, source, tmp_path, django_capture_on_commit_callbacks
):
    rows = [row.replace("23/04", "03/04").replace("24/04", "04/04").replace("25/04", "05/04")
            for row in ROWS]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        receive(source, [written(tmp_path, *rows)], by=world.analyst)
    delivery = read_now(Delivery.objects.get(), django_capture_on_commit_callbacks)
    asked = decided(delivery, world, django_capture_on_commit_callbacks)
    waits = asked.files.get()
    layout = layouts.of(layouts.newest(source))
    with django_capture_on_commit_callbacks(execute=True):
        deliveries.put_right(
            delivery=asked,
            layout=Layout(**{**layout.to_json(), "told": {"order": "day-first"}}),
            by=world.analyst,
        )
    read = read_now(asked, django_capture_on_commit_callbacks)

    assert (asked.state, waits.deleted_at, bool(waits.sealed_at)) == ("refused", None, True)
    assert (read.state, read.files.get().deleted_at is not None) == ("read", True)
    assert kept_values() == []


@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_only_an_analyst_has_the_original_and_decides(stopped, world, sign_in, role):
    client = sign_in(world.people[role])
    file = reverse("delivery-file", args=[stopped.files.get().pk])
    page = reverse("delivery-personal", args=[stopped.pk])
    is_analyst = role == "analyst"

    fetched = client.get(file)
    assert (fetched.status_code == 200) is is_analyst
    assert (client.get(page).status_code == 200) is is_analyst
    assert (client.post(page, {}).status_code == 422) is is_analyst
    shown = client.get(stopped.get_absolute_url()).content.decode()
    assert not [value for value in VALUES if value in shown]
    assert ("Xxxxxx" in client.get(page).content.decode()) is is_analyst
    if is_analyst:
        assert b"".join(fetched.streaming_content).decode().startswith(HEADING)
    entries = TrailEntry.objects.filter(verb="delivery.original_fetched")
    assert entries.count() == int(is_analyst)


def test_an_operation_asks_who_decides(stopped, world):
    with pytest.raises(PermissionDenied):
        personal_data.decide(
            delivery=stopped, choices=CHOICES, original="", by=world.people["steward"]
        )


def test_every_column_is_decided_or_none(stopped, world):
    with pytest.raises(RuleBroken, match="“Remarks” and “Patient” is left"):
        personal_data.decide(
            delivery=stopped,
            choices={"Victim": "drop", "DOB": "drop", "Contact": "drop"},
            original="",
            by=world.analyst,
        )
    assert layouts.newest(stopped.source) is None


def test_the_page_shows_masks_and_suggestions_and_takes_the_choices(
    stopped, world, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(world.analyst)
    address = reverse("delivery-personal", args=[stopped.pk])

    page = words(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            address,
            {f"column-{at}": choice for at, choice in enumerate(CHOICES.values())}
            | {"original": ""},
        )

    assert "Names of persons in 3 of 3 filled cells" in page
    assert "XXXXXXXXXXX, Xxxxxx" in page
    assert "Suggested: Keep the age alone, as “Complainant age”" in page
    assert answer.status_code == 302
    assert layouts.of(layouts.newest(stopped.source)).personal["DOB"] == "age"


def test_a_choice_that_is_none_is_told_beside_its_column(stopped, world, sign_in):
    answer = sign_in(world.analyst).post(
        reverse("delivery-personal", args=[stopped.pk]), {"column-0": "burn"}
    )

    assert answer.status_code == 422
    assert "Decide what becomes of “DOB”" in words(answer)


def test_bytes_that_lie_with_another_source_are_that_ones_to_decide(
    world, source, tmp_path, stopped, sign_in, django_capture_on_commit_callbacks
):
    other = make_source(world.partnership, "asb-incidents", slug="other", by=world.analyst)
    with django_capture_on_commit_callbacks(execute=True):
        waiting = receive(other, [tmp_path / "asb.csv"], by=world.analyst)
    plain = waiting.files.get().path
    page = words(sign_in(world.analyst).get(reverse("delivery-personal", args=[stopped.pk])))
    decided(stopped, world, django_capture_on_commit_callbacks)
    is_there = default_storage.exists(plain)
    read = read_now(waiting, django_capture_on_commit_callbacks)

    assert f"(delivery {waiting.pk}) and is kept there until it is deleted there too" in page
    assert is_there is True
    assert (read.state, default_storage.exists(plain), kept_values()) == ("personal", False, [])


def test_a_worker_killed_after_encrypting_leaves_nothing_that_stays(
    world, source, tmp_path, django_capture_on_commit_callbacks
):
    delivery = receive(source, [written(tmp_path, *ROWS)], by=world.analyst)
    # The first worker encrypts and is gone before it records anything.
    reading = readings._compute(delivery, None)
    left = readings._sealed(delivery, reading, Layout())
    read = read_now(delivery, django_capture_on_commit_callbacks)
    [orphan] = [one.path for one in left.values()]
    default_storage.delete(orphan)
    default_storage.save(orphan, ContentFile(b"old"))
    os.utime(default_storage.path(orphan), (0, 0))
    deliveries.sweep()

    assert read.state == "personal"
    assert default_storage.exists(orphan) is False
    assert default_storage.exists(read.files.get().path) is True


def test_a_worker_killed_after_the_commit_is_followed_by_the_sweep(world, source, tmp_path):
    """What follows the commit never happened: the plain bytes lie there, and a sweep takes them."""
    delivery = receive(source, [written(tmp_path, *ROWS)], by=world.analyst)
    plain = delivery.files.get().path
    deliveries.read(delivery.pk)
    before = default_storage.exists(plain)
    os.utime(default_storage.path(plain), (0, 0))
    deliveries.sweep()

    assert (before, default_storage.exists(plain)) == (True, False)
    assert kept_values() == []


def test_a_lost_key_is_told_and_the_earlier_one_still_opens(stopped, settings):
    before = settings.ORIGINALS_KEYS
    settings.ORIGINALS_KEYS = ["another"]
    with pytest.raises(vault.LockedError) as lost:
        originals.opened(stopped.files.get())
    settings.ORIGINALS_KEYS = ["another", *before]
    with originals.opened(stopped.files.get()) as content:
        assert content.read().decode().startswith(HEADING)

    assert str(lost.value).startswith("File 1 of this delivery is encrypted with a key")
    assert isinstance(lost.value, store.StoreError)


def test_a_pseudonym_is_the_same_within_a_source_and_another_elsewhere(world, source):
    secret = personal_data.secret_of(source)
    other = personal_data.secret_of(make_source(world.partnership, by=world.analyst))

    assert pseudonym("943 476 5919", secret) == pseudonym("9434765919", secret)
    assert pseudonym("9434765919", secret) != pseudonym("9434765870", secret)
    assert pseudonym("9434765919", secret) != pseudonym("9434765919", other)
    assert pseudonym(" ", secret) == ""


def test_the_command_line_stops_says_what_and_decides(world, source, tmp_path):
    file = written(tmp_path, *ROWS)
    here = ["--partnership", world.partnership.slug]

    first = run("receive", source.slug, file, *here, "--accept")
    said = [part for heading, choice in CHOICES.items()
            for part in ("--personal", f"{heading}={choice}")]  # fmt: skip
    second = run("receive", source.slug, file, *here, *said, "--accept")

    told = json.dumps([first, second])
    assert (first["state"], first["slices"]) == ("personal", [])
    assert first["reason"].startswith("Columns hold personal data.")
    assert first["personal"][0] == {
        "heading": "Victim",
        "found": {"names": 3},
        "filled": 3,
        "decided": "",
        "suggested": "drop",
        "options": ["drop", "refuse", "keep"],
    }
    assert (second["state"], second["delivery"]) == ("accepted", first["delivery"])
    assert not [value for value in VALUES if value in told]


FORMS = (
    "{last}, {first}",
    "{first} {last}",
    "Victim: {last}, {first}",
    "Spoke to {first} {last} on 07700 {digits}",
    "{first}.{last}@example.org",
)
PERSONS = st.tuples(
    st.sampled_from(["Jane", "Imran", "Siobhan", "Agnieszka", "Harpreet"]),
    st.sampled_from(["Prytherwell", "Winterbourne", "Kowalczynska", "Thornbury"]),
    st.integers(100_000, 999_999),
)


@pytest.mark.slow
@hypothesis_settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    persons=st.lists(PERSONS, min_size=2, max_size=6),
    form=st.sampled_from(FORMS),
    heading=st.sampled_from(["Victim", "Remarks", "AP", "Ref no", "Where to ring", "Ward of home"]),
    choice=st.sampled_from(["drop", "refuse"]),
)
def test_no_value_of_a_decided_column_is_kept_anywhere(
    world, tmp_path, django_capture_on_commit_callbacks, persons, form, heading, choice
):
    number = Delivery.objects.count()
    source = make_source(
        world.partnership, "asb-incidents", slug=f"source-{number}", by=world.analyst
    )
    cells = [
        form.format(first=first, last=last.upper() if "{last}," in form else last, digits=digits)
        for first, last, digits in persons
    ]
    rows = [f'2{at}/04/2025,Noise,Market Place,"{cell}"' for at, cell in enumerate(cells)]
    path = written(tmp_path, *rows, name=f"{number}.csv", heading=f"Date,Type,Ward,{heading}")
    with django_capture_on_commit_callbacks(execute=True):
        delivery = receive(source, [path], by=world.analyst)
    stopped = read_now(delivery, django_capture_on_commit_callbacks)
    # Six figures alone stand in some fingerprint or time of day by chance.
    numbers = [f"07700{blank}{digits}" for *_, digits in persons for blank in (" ", "")]
    values = [*(last for _, last, _ in persons), *(numbers if "{digits}" in form else ())]
    if stopped.state == "personal":
        assert kept_values(values) == []
        choices = {one["heading"]: choice for one in stopped.personal}
        decided(stopped, world, django_capture_on_commit_callbacks, choices)
    elif heading not in ("Ward of home", "Ref no"):
        pytest.fail(f"{heading}: {cells} were not found")
    else:
        with django_capture_on_commit_callbacks(execute=True):
            deliveries.delete_originals(delivery=stopped, reason="A test.", by=world.analyst)
    assert kept_values(values) == []
