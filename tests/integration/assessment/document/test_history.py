"""The history of a section: counts of words, comparison, bringing back."""

from django.urls import reverse

from assessment.models import Section
from tests.factories import text
from tests.integration import reading


def test_each_revision_says_who_and_how_many_words(world, section, sign_in):
    text.write(section, "One two three.", by=world.officer)
    text.write(section, "One two four five.", by=world.lead)

    page = sign_in(world.viewer).get(reverse("section-history", args=[section.pk]))

    table = reading.rows(page, "Revisions, newest first")
    assert [[row[0], *row[2:]] for row in table] == [
        ["Revision 2 (now)", "Strategic lead", "2", "1", "nobody"],
        ["Revision 1", "Community safety officer", "3", "0", "nobody"],
    ]


def test_a_section_without_revisions_says_so(world, section, sign_in):
    page = sign_in(world.officer).get(reverse("section-history", args=[section.pk]))

    assert "Nothing has been saved yet" in reading.words(page)


def test_a_revision_is_compared_with_the_text_now(world, section, sign_in):
    text.write(section, "Stays.", "Goes.", by=world.officer)
    text.write(section, "Stays.", "Comes.", by=world.officer)

    page = sign_in(world.viewer).get(reverse("revision-detail", args=[section.pk, 1]))

    assert [(each.state, each.text) for each in page.context["differences"]] == [
        ("same", "Stays."),
        ("removed", "Goes."),
        ("added", "Comes."),
    ]
    assert page.context["what_changed"] == (
        "1 paragraph is added and 1 is removed. A changed paragraph counts as both."
    )
    assert "Bring this text back" not in reading.controls(page)


def test_an_older_text_comes_back_as_a_new_revision(world, section, sign_in):
    first = text.write(section, "The older.", by=world.officer)
    text.write(section, "The newer.", by=world.lead)

    answer = sign_in(world.officer).post(
        reverse("revision-detail", args=[section.pk, 1]), {"started_from": 2}, follow=True
    )

    stored = Section.objects.get(pk=section.pk)
    assert reading.said(answer) == [
        "The text of revision 1 is back, as revision 3. The one it replaced stays in the history."
    ]
    assert (stored.version, stored.document) == (3, first.document)


def test_the_history_asks_as_much_for_one_revision_as_for_thirty(world, section, sign_in):
    client = sign_in(world.officer)
    address = reverse("section-history", args=[section.pk])
    text.write(section, "First.", by=world.officer)
    client.get(address)
    few = reading.queries_of(client, address)

    for number in range(30):
        text.write(section, f"Words {number}.", by=world.lead)

    assert reading.queries_of(client, address) == few
