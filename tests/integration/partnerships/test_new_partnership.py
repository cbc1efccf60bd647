"""`manage.py new_partnership`: the same deed as the page, from the command line."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from partnerships.models import Invitation, Membership, Partnership, TrailEntry
from tests.factories.people import make_user


def run(*words: str) -> str:
    out = StringIO()
    call_command("new_partnership", *words, stdout=out)
    return out.getvalue()


def test_a_partnership_is_made_with_a_known_steward(db):
    make_user("morag@example.org", "Morag Ellis")

    answer = run(
        "fenland", "--name", "Fenland", "--areas", "e07000010, Huntingdonshire",
        "--steward", "Morag@example.org", "--json",
    )  # fmt: skip

    assert json.loads(answer) == {
        "slug": "fenland",
        "name": "Fenland",
        "areas": ["E07000010", "E07000011"],
        "steward": {"email": "morag@example.org", "state": "member"},
    }
    assert Membership.objects.get().role == "steward"
    assert set(TrailEntry.objects.values_list("actor_name", flat=True)) == {"The system"}


def test_a_steward_who_is_new_gets_a_letter(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = run(
            "fenland", "--name", "Fenland", "--areas", "E07000010", "--steward", "new@example.org"
        )

    assert answer.splitlines() == [
        "Fenland (fenland) is created, covering Fenland (E07000010).",
        "A letter to new@example.org invites its first steward.",
    ]
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert Invitation.objects.get().role == "steward"


def test_without_a_steward_it_says_that_nobody_can_open_it(db):
    assert run("fenland", "--name", "Fenland", "--areas", "E07000010").splitlines()[1] == (
        "It has no steward yet: nobody can open its pages."
    )


@pytest.mark.parametrize(
    ("slug", "areas", "reason"),
    [
        ("Fen Land", "E07000010", "The short name may hold small letters"),
        ("new", "E07000010", "is kept for a page of the site"),
        ("wexmere", "E07000010", "There is already a partnership"),
        ("fenland", "Fenlnd", "Did you mean Fenland"),
        ("fenland", "E07000004", "belongs to Buckinghamshire"),
        ("fenland", ",", "covers at least one local-authority area"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason_and_exit_code_1(world, slug, areas, reason):
    with pytest.raises(CommandError, match=reason) as refusal:
        run(slug, "--name", "Fenland", "--areas", areas)

    assert refusal.value.returncode == 1
    assert not Partnership.objects.filter(name="Fenland").exists()


def test_a_bad_steward_leaves_no_half_made_partnership(db):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run("fenland", "--name", "Fenland", "--areas", "E07000010", "--steward", "nobody")

    assert Partnership.objects.count() == 0
