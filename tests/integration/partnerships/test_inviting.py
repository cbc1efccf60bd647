"""Inviting people: the letter, the list of open letters, taking one back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from partnerships.models import Invitation, TrailEntry
from tests.factories.partnerships import make_invitation
from tests.integration.reading import rows, said, words


def send(world, sign_in, capture, **fields: object):
    said_of_it = {
        "email": "New.Person@Wexmere.example",
        "role": "contributor",
        "organisation": world.organisations["police"].pk,
        **fields,
    }
    with capture(execute=True):
        return sign_in(world.steward).post(
            "/partnerships/wexmere/people/invite/", said_of_it, follow=True
        )


def test_the_letter_says_who_asks_for_what_and_where_to_go(
    world, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://safer.example/"

    page = send(world, sign_in, django_capture_on_commit_callbacks)

    letter = mail.outbox[0]
    invitation = Invitation.objects.get()
    address = f"https://safer.example/join/{invitation.token}/"
    assert (letter.to, letter.subject) == (
        ["new.person@wexmere.example"],
        "You are invited to Wexmere in Safer Year",
    )
    assert "Steward invites you to Wexmere, for Wexshire Constabulary." in letter.body
    assert "Your role: Contributor. Partner staff who send data" in letter.body
    assert re.findall(r"https?://\S+", letter.body) == [address]
    html, kind = letter.alternatives[0]
    assert (kind, html.count(f'href="{address}"')) == ("text/html", 2)
    assert said(page) == [
        "new.person@wexmere.example is invited as contributor. The letter can be used for "
        "14 days; until then it is listed under open invitations."
    ]


def test_a_name_with_a_line_break_does_not_break_the_letter(
    world, sign_in, django_capture_on_commit_callbacks
):
    world.partnership.name = "Wexmere\nBcc: everybody@example.org"
    world.partnership.save()

    send(world, sign_in, django_capture_on_commit_callbacks)

    assert mail.outbox[0].subject == (
        "You are invited to Wexmere Bcc: everybody@example.org in Safer Year"
    )
    assert mail.outbox[0].recipients() == ["new.person@wexmere.example"]


def test_open_invitations_are_listed_for_the_steward_alone(world, sign_in):
    letter = make_invitation(world.partnership, by=world.steward)
    today = timezone.localdate(letter.invited_at)
    ends = timezone.localdate(letter.expires_at)
    address = "/partnerships/wexmere/about/"

    assert rows(sign_in(world.steward).get(address), "Open invitations") == [
        [
            "new.person@wexmere.example",
            "Contributor",
            "",
            f"{today.day} {today:%B %Y}, by Steward",
            "Sent",
            f"{ends.day} {ends:%B %Y}",
            "Send again the letter to new.person@wexmere.example "
            "Withdraw the invitation to new.person@wexmere.example",
        ]
    ]
    assert "new.person" not in sign_in(world.analyst).get(address).content.decode()


def test_inviting_again_replaces_the_open_letter(
    world, sign_in, django_capture_on_commit_callbacks
):
    first = make_invitation(world.partnership, by=world.steward, role="viewer")

    send(world, sign_in, django_capture_on_commit_callbacks)

    first.refresh_from_db()
    opened = Invitation.objects.open()
    assert [(each.email, each.role) for each in opened] == [
        ("new.person@wexmere.example", "contributor")
    ]
    assert first.withdrawn_by == world.steward
    entry = TrailEntry.objects.get(verb="invitation.sent")
    assert (entry.before["role"], entry.after["role"]) == ("viewer", "contributor")


def test_a_role_that_somebody_holds_already_is_not_offered_to_them_again(
    world, sign_in, django_capture_on_commit_callbacks
):
    page = send(
        world, sign_in, django_capture_on_commit_callbacks, email=world.viewer.email, role="viewer"
    )

    assert page.status_code == 422
    assert "viewer@wexmere.example is already viewer of Wexmere." in words(page)
    assert mail.outbox == []


def test_an_organisation_of_another_partnership_cannot_be_named(
    world, sign_in, django_capture_on_commit_callbacks
):
    page = send(world, sign_in, django_capture_on_commit_callbacks, organisation=999_999)

    assert page.status_code == 422
    assert "Choose an organisation from the list" in words(page)


def test_the_roles_are_explained_where_one_is_chosen(world, sign_in):
    page = sign_in(world.steward).get("/partnerships/wexmere/people/invite/")

    assert "Chair Leads the board: records its meetings" in words(page)


def test_a_withdrawn_letter_leaves_the_list_and_the_record_keeps_it(world, sign_in):
    letter = make_invitation(world.partnership, by=world.steward)

    page = sign_in(world.steward).post(f"/invitations/{letter.pk}/withdraw/", follow=True)

    assert said(page) == [
        "The invitation to new.person@wexmere.example is withdrawn: its link no longer works."
    ]
    assert rows(page, "Open invitations") == []
    assert TrailEntry.objects.get().verb == "invitation.withdrawn"


def test_a_used_letter_cannot_be_withdrawn(world, sign_in):
    letter = make_invitation(
        world.partnership,
        by=world.steward,
        accepted_at=timezone.now() - timedelta(days=1),
        accepted_by=world.viewer,
    )

    page = sign_in(world.steward).post(f"/invitations/{letter.pk}/withdraw/", follow=True)

    assert said(page) == ["The invitation has been accepted: end the membership instead."]


@pytest.mark.parametrize("over", ["expires_at", "accepted_at", "withdrawn_at"])
def test_an_invitation_that_is_over_is_open_nowhere(world, over):
    """The list of open ones and the letter itself say the same, to the moment."""
    invitation = make_invitation(world.partnership, by=world.steward)
    at_first = (list(Invitation.objects.open()), invitation.is_open)
    who = {} if over == "expires_at" else {over.replace("_at", "_by"): world.steward}
    Invitation.objects.filter(pk=invitation.pk).update(**{over: timezone.now()}, **who)
    invitation.refresh_from_db()

    assert at_first == ([invitation], True)
    assert (list(Invitation.objects.open()), invitation.is_open) == ([], False)
