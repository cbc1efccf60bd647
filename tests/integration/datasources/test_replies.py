"""The analyst's answer to whoever sent files: drafted from what was found, sent, kept."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from datasources.intake.findings import MEANINGS
from datasources.models import Delivery, Finding, Reply
from datasources.operations import deliveries, replies
from datasources.presenters.replies import draft
from partnerships.errors import RuleBroken
from partnerships.models import Membership, TrailEntry, User
from partnerships.operations import post
from tests.factories.data import make_source
from tests.factories.people import make_user
from tests.integration.reading import said, words
from tests.mail import mail_server, without_server

ASB = "Date reported,Type,Ward\n03/02/2025,Noise,Abbey\n14/02/2025,Nuisance,Castle\n"
PEOPLE = (
    "Date reported,Type,Ward,Victim: SMITH Jane,Phone,Notes\n"
    "03/02/2025,Noise,Abbey,Jane Smith,07700 900123,jane.smith@example.org rang\n"
    "14/02/2025,Zanzibar affair,Marlborough House,Ann Other,01354 555 019,NHS 943 476 5919\n"
    "99/99/2025,Noise,Castle,Bo Third,07700 900124,AB 12 34 56 C\n"
)
PERSONAL = [
    "SMITH",
    "Jane",
    "Smith",
    "07700",
    "900123",
    "jane.smith",
    "Zanzibar",
    "Marlborough",
] + ["Ann Other", "01354", "943 476", "Bo Third", "AB 12 34"]


def sent(world, text: str = ASB, by: User | None = None) -> Delivery:
    source = make_source(
        world.partnership, "asb-incidents", by=world.analyst, provider=world.organisations["fire"]
    )
    files = [SimpleUploadedFile("asb.csv", text.encode())]
    made = deliveries.receive(source=source, files=files, by=by or world.people["provider"])
    deliveries.read(made.pk)
    return Delivery.objects.get(pk=made.pk)


def drafted(world, delivery: Delivery) -> str:
    findings = list(delivery.findings.all())
    return draft(delivery, findings, to=delivery.received_by, by=world.analyst)


def test_the_draft_says_what_came_was_understood_and_is_to_be_done(world):
    delivery = sent(world)
    deliveries.reject(delivery=delivery, reason="March is missing.", by=world.analyst)
    delivery.refresh_from_db()

    text = drafted(world, delivery)

    assert text.startswith("Dear Data provider,\n\nThank you for the files for Council anti-social")
    assert "We send them back, because: March is missing." in text
    assert "What was understood: 2 rows read" in text
    assert "* File 1: 2 rows have a place under “Ward” that is no area we know" in text
    assert text.endswith("With kind regards\nAnalyst\nWexmere")


def test_the_draft_holds_nothing_of_the_cells_nor_of_headings_that_name_people(world):
    text = drafted(world, sent(world, PEOPLE))

    assert [word for word in PERSONAL if word.lower() in text.lower()] == []
    assert "99/99" not in text
    assert "personal data" in text


@pytest.mark.parametrize(
    ("message", "said_as"),
    [
        ("The column “Ward” is repeated.", "The column “Ward” is repeated."),
        ("The column “Beat 7 notes” is repeated.", "The column “…” is repeated."),
        ("The sheet 'Beat 7' was read; its", "The sheet “…” was read; its"),
        ("The column “SMITH, Jane” is repeated.", MEANINGS["repeated-heading"].meaning),
        ("It holds 07700 900123.", MEANINGS["repeated-heading"].meaning),
    ],
)
def test_what_a_finding_quotes_stays_behind_unless_every_such_table_has_it(world, message, said_as):
    delivery = sent(world)
    delivery.findings.all().delete()
    Finding.objects.create(
        delivery=delivery, code="repeated-heading", severity="warning", message=message
    )

    (point,) = re.findall(r"^\* (.*)$", drafted(world, delivery), re.MULTILINE)

    assert point == said_as


@pytest.mark.django_db(transaction=True)
def test_a_reply_goes_by_mail_and_stands_with_the_delivery(world, sign_in):
    delivery = sent(world)
    client = sign_in(world.analyst)
    address = f"/deliveries/{delivery.pk}/reply/"
    form = client.get(address)
    assert "Drafted from what was found" in words(form)

    page = client.post(
        address, {"to": delivery.received_by_id, "text": "Please add March."}, follow=True
    )

    (letter,) = mail.outbox
    reply = Reply.objects.get()
    assert said(page) == ["The reply to Data provider is sent and kept with the delivery."]
    assert (letter.to, letter.subject.partition(",")[0]) == (
        ["provider@wexmere.example"],
        "Your files for Council anti-social behaviour",
    )
    assert letter.body.startswith("Please add March.\n\n")
    assert f"/your-deliveries/{delivery.pk}/" in letter.body
    assert (reply.state, reply.written_by, reply.text) == (
        "sent",
        world.analyst,
        "Please add March.",
    )
    entry = TrailEntry.objects.get(verb="delivery.answered")
    assert (entry.actor_name, entry.after) == ("Analyst", {"to": "Data provider"})
    assert "Reply to Data provider" in words(page)
    own = words(sign_in(world.people["provider"]).get(f"/your-deliveries/{delivery.pk}/"))
    assert "Please add March." in own


@pytest.mark.django_db(transaction=True)
def test_with_the_mail_server_away_the_reply_is_kept_shown_and_tried_again(
    world, sign_in, settings
):
    port = without_server(settings)
    delivery = sent(world)
    client = sign_in(world.analyst)

    page = client.post(
        f"/deliveries/{delivery.pk}/reply/",
        {"to": delivery.received_by_id, "text": "Please add March."},
        follow=True,
    )

    assert said(page) == [
        "The reply to Data provider is kept, but could not go. The mail server did not answer."
        " It is tried again by itself."
    ]
    assert "Could not go yet. The mail server did not answer. Tried 1 time" in words(page)
    assert "Could not go yet" not in words(
        sign_in(world.people["provider"]).get(f"/your-deliveries/{delivery.pk}/")
    )
    with mail_server(port) as postbox:
        assert replies.sweep() == []
        Reply.objects.update(next_try_at=timezone.now())
        replies.sweep()
        replies.sweep()
    assert len(postbox.letters) == 1
    assert Reply.objects.get().state == "sent"


def test_only_people_who_send_for_the_source_can_be_written_to(world):
    delivery = sent(world)
    other = make_user("other@wexmere.example", "Of another organisation")
    Membership.objects.create(
        partnership=world.partnership,
        user=other,
        role="provider",
        organisation=world.organisations["police"],
    )

    assert [str(one) for one in replies.recipients(delivery)] == [
        "Contributor",
        "Data provider",
    ]
    with pytest.raises(RuleBroken, match="Choose somebody who sends files for this source"):
        replies.send(delivery=delivery, to=other, text="Hello.", by=world.analyst)
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("state", "text", "reason"),
    [
        ("reading", "Hello.", "The files are still being read. Wait until they are; then answer."),
        ("read", "  ", "Write what the sender should know."),
        ("read", "x" * 5001, "A reply holds 5,000 characters at most; this has 5,001."),
    ],
)
def test_why_no_reply_goes(world, state, text, reason):
    delivery = sent(world)
    Delivery.objects.filter(pk=delivery.pk).update(state=state)

    with pytest.raises(RuleBroken) as broken:
        replies.send(delivery=delivery, to=delivery.received_by, text=text, by=world.analyst)

    assert broken.value.reasons == [reason]


def test_nothing_goes_to_somebody_who_left_before_the_mail_server_was_back(world):
    delivery = sent(world)
    reply = Reply.objects.create(
        delivery=delivery, to=delivery.received_by, text="Hello.", written_by=world.analyst,
        attempts=1, failure=post.NO_ANSWER,
    )  # fmt: skip
    membership = Membership.objects.get(user=delivery.received_by)
    membership.ended_at, membership.ended_by = timezone.now(), world.steward
    membership.save()

    replies.deliver(reply.pk)

    reply.refresh_from_db()
    assert (reply.state, mail.outbox) == ("ended", [])
