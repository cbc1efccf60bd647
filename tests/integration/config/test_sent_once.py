"""Back and Send again makes nothing twice."""

import datetime
import re

import pytest
from django.urls import reverse

from assessment.models import Comment, Issue
from config.sent_once import KEPT, SentOnce
from tests.factories import text
from tests.factories.years import make_assessment
from tests.integration import reading


@pytest.fixture
def section(world):
    return text.section_of(make_assessment(world.partnership, by=world.analyst))


def token(page) -> str:
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def test_back_and_send_again_makes_no_comment_twice(world, section, sign_in):
    client = sign_in(world.member)
    address = reverse("comment-create", args=[section.pk])
    sent = {"body": "Since when?", "csrfmiddlewaretoken": token(client.get(address))}

    first = client.post(address, sent)
    again = client.post(address, sent, follow=True)

    assert Comment.objects.count() == 1
    assert again.redirect_chain == [(first["Location"], 302)]
    assert reading.said(again)[-1] == SentOnce.SAID


def test_words_that_a_browser_put_into_a_page_fetched_anew_are_the_same(world, section, sign_in):
    client = sign_in(world.member)
    address = reverse("comment-create", args=[section.pk])

    for _ in range(2):
        client.post(address, {"body": "Since?", "csrfmiddlewaretoken": token(client.get(address))})

    assert Comment.objects.count() == 1


@pytest.mark.parametrize(("minutes", "count"), [(9.9, 1), (10.1, 2)])
def test_the_same_words_may_be_said_again_later(world, section, sign_in, minutes, count):
    client = sign_in(world.member)
    address = reverse("comment-create", args=[section.pk])
    sent = {"body": "Since?", "csrfmiddlewaretoken": token(client.get(address))}
    client.post(address, sent)
    session = client.session
    session[KEPT] = [[*each[:2], each[2] - minutes * 60, each[3]] for each in session[KEPT]]
    session.save()

    client.post(address, {**sent, "csrfmiddlewaretoken": token(client.get(address))})

    assert Comment.objects.count() == count


def test_what_says_its_version_may_be_sent_from_a_new_page(world, section, sign_in):
    """A section that was sent back is handed over again without a word changed."""
    text.write(section, "Words.", by=world.officer)
    client = sign_in(world.officer)
    address = reverse("section-hand-over", args=[section.pk])
    states = []

    for _ in range(2):
        given = token(client.get(section.get_absolute_url()))
        sent = {"started_from": 1, "text": "Words.", "csrfmiddlewaretoken": given}
        client.post(address, sent)
        section.refresh_from_db()
        states.append(section.state)
        section.state = "drafting"
        section.save()

    assert states == ["in_review", "in_review"]


def test_a_press_without_words_may_come_again_from_a_new_page(world, section, sign_in):
    day = datetime.date(2026, 9, 1)
    step = section.assessment.steps.create(
        stage="scan", order=1, title="Raise issues", starts_on=day, ends_on=day
    )
    client = sign_in(world.analyst)
    page = section.assessment.get_absolute_url()
    done = []

    for undo in ("", "1", ""):
        sent = {"csrfmiddlewaretoken": token(client.get(page)), **({"undo": undo} if undo else {})}
        client.post(reverse("step-done", args=[step.pk]), sent)
        step.refresh_from_db()
        done.append(step.done_at is not None)

    assert done == [True, False, True]


def test_other_words_from_the_same_page_are_sent(world, section, sign_in):
    client = sign_in(world.member)
    address = reverse("comment-create", args=[section.pk])
    given = token(client.get(address))

    for body in ("One.", "Another."):
        client.post(address, {"body": body, "csrfmiddlewaretoken": given})

    assert Comment.objects.count() == 2


def test_what_was_refused_may_be_pressed_again(world, section, sign_in):
    text.write(section, "Words.", by=world.officer)
    kept = text.keep(section, "Others.", by=world.lead)
    client = sign_in(world.officer)
    sent = {"csrfmiddlewaretoken": token(client.get(section.get_absolute_url()))}
    address = reverse("section-hand-over", args=[section.pk])

    client.post(address, sent)
    kept.delete()
    again = client.post(address, sent, follow=True)

    section.refresh_from_db()
    assert (section.state, SentOnce.SAID in reading.said(again)) == ("in_review", False)


def test_an_issue_too_is_made_once(world, section, sign_in):
    client = sign_in(world.officer)
    address = reverse("issue-create", args=[section.assessment.slug])
    page = client.get(address)
    sent = {
        "title": "Theft from shops",
        "description": "Since the spring.",
        "origin": page.context["form"].fields["origin"].choices[0][0],
        "csrfmiddlewaretoken": token(page),
    }

    for _ in range(3):
        client.post(address, sent)

    assert Issue.objects.count() == 1
