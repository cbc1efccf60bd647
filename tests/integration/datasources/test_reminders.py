"""Chasing what is late: drafted from the calendar, changed and sent by a person, kept."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from datasources.models import Reminder, Source
from datasources.operations import reminders
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.deliveries import make_delivered, make_registered
from tests.factories.partnerships import make_agreement
from tests.integration.reading import said, words
from tests.mail import mail_server, without_server

TODAY = date(2026, 11, 28)


@pytest.fixture
def fire(world) -> Source:
    agreement = make_agreement(world.partnership, world.organisations["fire"])
    agreement.liaison_email = "control@fire.example"
    agreement.save()
    source = make_registered(
        world.partnership,
        "fire",
        name="Fires",
        kind="fire-incidents",
        provider=world.organisations["fire"],
        agreement=agreement,
        began_as="fire-incidents",
    )
    make_delivered(source, "2025-Q4", on=date(2026, 2, 1))
    return source


def remind(client, source: Source, **changed: str):
    address = reverse("source-remind", args=[source.partnership.slug, source.slug])
    written = client.get(address).context["draft"]
    sent = {"to": written.to, "subject": written.subject, "text": written.text, **changed}
    return client.post(address, sent, follow=True)


def test_the_letter_is_drafted_from_the_calendar(world, fire):
    draft = reminders.draft(source=fire, today=TODAY, by=world.analyst)

    assert (draft.to, draft.subject, draft.periods) == (
        "control@fire.example",
        "Fires: January to March 2026 and April to June 2026",
        ("2026-Q1", "2026-Q2"),
    )
    assert draft.text == (
        "Dear Inspector J. Hale,\n\n"
        "For the strategic assessment of Wexmere we have not received “Fires” for:\n\n"
        "* January to March 2026: was due by 31 May 2026\n"
        "* April to June 2026: was due by 30 August 2026\n\n"
        "What we need: A table with one row an incident: the day of the call, its category, and its"
        " small area or ward. The addresses of homes are left out.\n\n"
        "It is shared under SI 2007/1831, Schedule, paragraph 3.\n\n"
        "Please send it, or tell us when we can expect it and what stands in the way.\n\n"
        "With kind regards\nAnalyst"
    )


def test_without_an_agreement_the_provider_s_only_sender_is_written_to(world, fire):
    fire.agreement = None
    world.partnership.memberships.update(organisation=None)
    world.partnership.memberships.filter(user=world.contributor).update(
        organisation=world.organisations["fire"]
    )
    draft = reminders.draft(source=fire, today=TODAY, by=world.analyst)

    assert draft.to == "contributor@wexmere.example"
    assert draft.text.startswith("Dear colleague,")


def test_of_two_who_may_send_it_none_is_taken_by_order(world, fire):
    fire.agreement = None
    fire.provider = world.organisations["fire"]
    for person in (world.contributor, world.people["provider"]):
        world.partnership.memberships.filter(user=person).update(
            organisation=world.organisations["fire"]
        )

    assert reminders.draft(source=fire, today=TODAY, by=world.analyst).to == ""


def test_it_goes_when_a_person_sends_it_and_is_kept_with_who_and_when(
    world, fire, sign_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = remind(sign_in(world.analyst), fire, text="Where are the fires?")

    assert said(page) == ["The letter to control@fire.example is sent and kept with the source."]
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["control@fire.example"], ["analyst@wexmere.example"])
    assert letter.body.startswith("Where are the fires?")
    kept = Reminder.objects.get()
    assert (kept.state, kept.written_by, kept.text) == (
        "sent",
        world.analyst,
        "Where are the fires?",
    )
    assert kept.periods[0] == "2026-Q1"
    entry = TrailEntry.objects.get(verb="source.reminded")
    assert (entry.actor_name, entry.after["to"]) == ("Analyst", "control@fire.example")
    assert "Where are the fires?" in words(page)


def test_nothing_goes_by_itself(world, fire, sign_in):
    sign_in(world.analyst).get(reverse("source-calendar", args=[world.partnership.slug]))
    reminders.sweep()

    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_nothing_is_asked_for_where_nothing_is_late(world, sign_in):
    source = make_registered(world.partnership, "new", on=timezone.localdate(), due_days=400)
    client = sign_in(world.analyst)

    page = client.get(reverse("source-remind", args=[world.partnership.slug, "new"]))

    assert "Nothing of this source is late" in words(page)
    with pytest.raises(RuleBroken, match="Nothing of “New” is late now"):
        reminders.send(source=source, to="a@b.example", subject="S", text="T", by=world.analyst)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"to": "control"}, "Enter an e-mail address such as name@example.org"),
        ({"to": ""}, "Enter an e-mail address"),
        ({"subject": ""}, "Enter a subject"),
        ({"text": ""}, "Write the letter"),
    ],
)
def test_a_letter_that_cannot_go_keeps_its_words(world, fire, sign_in, changed, reason):
    page = remind(sign_in(world.analyst), fire, **{"text": "My own words", **changed})

    assert page.status_code == 422
    assert reason in words(page)
    assert changed.get("text", "My own words") in page.content.decode()
    assert not Reminder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_the_mail_server_away_it_is_kept_and_tried_again_until_the_data_come(
    world, fire, sign_in, settings
):
    port = without_server(settings)
    page = remind(sign_in(world.analyst), fire)
    kept = Reminder.objects.get()
    assert "is kept, but could not go. The mail server did not answer." in said(page)[0]

    Reminder.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))
    with mail_server(port) as postbox:
        assert reminders.sweep() == [kept.pk]

    kept.refresh_from_db()
    assert kept.state == "sent"
    assert [letter["Reply-To"] for letter in postbox.letters] == ["analyst@wexmere.example"]


def test_a_letter_for_what_has_come_meanwhile_does_not_go(
    world, fire, sign_in, settings, django_capture_on_commit_callbacks
):
    without_server(settings)
    with django_capture_on_commit_callbacks(execute=True):
        remind(sign_in(world.analyst), fire)
    kept = Reminder.objects.get()
    make_delivered(fire, *kept.periods, on=timezone.localdate())
    Reminder.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))

    reminders.sweep()

    kept.refresh_from_db()
    assert kept.state == "ended"
    with pytest.raises(RuleBroken, match="What this letter asks for has come"):
        reminders.send_again(reminder=kept, by=world.analyst)


def test_a_letter_on_its_way_is_not_sent_twice(world, fire):
    reminder = reminders.send(
        source=fire, to="a@b.example", subject="S", text="T", by=world.analyst
    )

    with pytest.raises(RuleBroken, match="on its way already"):
        reminders.send_again(reminder=reminder, by=world.analyst)


def test_a_letter_is_of_the_partnership_alone(world, fire, sign_in):
    reminder = reminders.send(
        source=fire, to="a@b.example", subject="S", text="T", by=world.analyst
    )

    assert sign_in(world.stranger).post(f"/reminders/{reminder.pk}/send/").status_code == 404
