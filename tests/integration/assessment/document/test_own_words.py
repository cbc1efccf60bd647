"""Nobody approves a text in which their own words stand since its last approval."""

import json

import pytest
from django.urls import reverse

from assessment.models import Section
from assessment.operations import sections
from assessment.presenters import home
from partnerships.errors import RuleBroken
from partnerships.models import Membership, User
from tests.factories import text
from tests.factories.people import World, make_user
from tests.integration import reading

LONG = "Young adults are hurt most of all in the evenings at weekends"


def text_lead(world: World) -> User:
    """A second strategic lead of the partnership."""
    user = make_user("second@wexmere.example", "Second lead")
    Membership.objects.create(
        partnership=world.partnership,
        user=user,
        role="lead",
        organisation=world.organisations["police"],
    )
    return user


def own(count: int, places: str) -> str:
    said = f"{count} word" if count == 1 else f"{count} words"
    return (
        f"The text holds {said} of yours that nobody else has approved yet (from {places}): "
        "somebody who wrote none of it has to approve it. Where there is nobody else, a writer "
        "says it in other words, or the steward names a second strategic lead."
    )


def try_to_approve(section: Section, by) -> list[str]:
    try:
        sections.approve(section=section, revision=section.revisions.first(), by=by)
    except RuleBroken as broken:
        return broken.reasons
    return []


def test_a_dot_of_somebody_else_makes_nobody_the_judge_of_their_own_words(world, section, sign_in):
    text.write(section, LONG, by=world.lead)
    text.write(section, f"{LONG}.", by=world.officer, state="in_review")
    client = sign_in(world.lead)

    page = client.get(section.get_absolute_url())
    answer = client.post(reverse("section-approve", args=[section.pk]), {"version": 2}, follow=True)

    reason = own(12, "revision 1")
    assert page.context["against_approving"] == [reason]
    assert reason in reading.words(page)
    assert (reading.said(answer), Section.objects.get(pk=section.pk).state) == (
        [reason],
        "in_review",
    )


def test_the_approval_is_no_task_of_whoever_wrote_it(world, section):
    text.write(section, LONG, by=world.lead)
    text.write(section, f"{LONG}.", by=world.officer, state="in_review")

    def tasks() -> list[str]:
        found = home._sections(
            world.lead,
            section.assessment,
            frozenset(home.Permission),
            {"analyse": None, "respond": None},
            home.timezone.localdate(),
        )
        return [task.words for task in found]

    before = tasks()
    text.write(section, "Entirely of somebody else.", by=world.officer, state="in_review")

    assert (before, tasks()) == ([], [f"Approve: {section.plan.place}"])


def test_words_approved_by_another_are_nobodys_any_more(world, section):
    first = text.write(section, LONG, by=world.lead, state="in_review")
    section.approvals.create(revision=first, approved_by=world.officer)
    text.write(section, f"{LONG}. Not men.", by=world.officer, state="in_review")

    assert try_to_approve(section, world.lead) == []


def test_an_approval_that_was_taken_back_settles_nothing(world, section):
    first = text.write(section, LONG, by=world.lead, state="in_review")
    other = text_lead(world)
    sections.approve(section=section, revision=first, by=other)
    sections.send_back(section=section, reason="It was wrong.", by=other)
    text.write(section, f"{LONG}.", by=world.officer, state="in_review")

    assert try_to_approve(section, world.lead) == [own(12, "revision 1")]
    assert try_to_approve(section, other) == []


def test_a_line_that_was_taken_out_again_stands_in_no_ones_way(world, section):
    text.write(section, LONG, by=world.officer)
    text.write(section, LONG, "A line of mine.", by=world.lead)
    text.write(section, LONG, "Something else.", by=world.officer, state="in_review")

    assert try_to_approve(section, world.lead) == []


def test_an_older_text_brought_back_by_another_is_still_its_writers(world, section, sign_in):
    text.write(section, LONG, by=world.lead)
    text.write(section, "Short.", by=world.officer)
    address = reverse("revision-detail", args=[section.pk, 1])
    sign_in(world.officer).post(address, {"started_from": 2})
    sections.hand_over(section=section, by=world.officer)

    assert try_to_approve(section, world.lead) == [own(12, "revision 1")]


def test_kept_words_brought_in_by_another_are_still_their_writers(world, section, sign_in):
    text.write(section, "Both have this.", by=world.officer)
    kept = text.keep(section, "Both have this.", LONG, by=world.lead)
    sign_in(world.officer).post(
        reverse("kept-text-detail", args=[kept.pk]),
        {
            "do": "save",
            "started_from": 1,
            "document": json.dumps(text.text_of("Both have this.", LONG, "And more.")),
        },
    )
    sections.hand_over(section=section, by=world.officer)

    assert try_to_approve(section, world.lead) == [own(12, "words kept beside the text")]


def test_whoever_never_wrote_here_is_asked_for_no_comparison(world, section, sign_in):
    for number in range(3):
        text.write(section, f"{LONG} {number}", by=world.officer, state="in_review")
    client = sign_in(world.lead)
    client.get(section.get_absolute_url())
    few = reading.queries_of(client, section.get_absolute_url())

    for number in range(9):
        text.write(section, f"{LONG} {number}", by=world.officer, state="in_review")

    assert reading.queries_of(client, section.get_absolute_url()) == few


@pytest.mark.parametrize("writer", ["lead", "officer"])
def test_another_persons_words_are_no_hindrance(world, section, writer):
    text.write(section, LONG, by=getattr(world, writer))
    text.write(section, f"{LONG}.", by=world.officer, state="in_review")

    assert try_to_approve(section, text_lead(world)) == []


def test_an_approval_taken_back_is_said_as_such(world, section, sign_in):
    first = text.write(section, LONG, by=world.officer, state="in_review")
    sections.approve(section=section, revision=first, by=world.lead)
    sections.send_back(section=section, reason="It was wrong.", by=world.lead)

    client = sign_in(world.lead)
    history = client.get(reverse("section-history", args=[section.pk]))
    revision = client.get(reverse("revision-detail", args=[section.pk, 1]))

    assert reading.rows(history, "Revisions, newest first")[0][-1] == "nobody"
    assert "Approved by Strategic lead" in reading.words(revision)
    assert "taken back on" in reading.words(revision)

    sections.hand_over(section=section, by=world.officer)
    again = sections.approve(section=section, revision=first, by=world.lead)

    assert (again.withdrawn_at, section.approvals.count()) == (None, 1)
