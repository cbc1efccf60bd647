"""The whole draft: words and records in reading order, on the page and for the editions."""

import datetime

from django.urls import reverse

from assessment.operations import assessments
from assessment.presenters.draft import draft
from assessment.structure import SECTION_BY_KEY
from partnerships.models import Commitment
from tests.factories import board, text
from tests.integration import reading

ANNEXES = ["appendices.components", "appendices.comments", "appendices.commitments"]


def test_every_section_stands_in_order_and_the_annexes_after(assessment):
    parts = draft(assessment).parts

    assert [part.key for part in parts] == [*SECTION_BY_KEY, *ANNEXES]


def test_a_section_holds_its_words_with_marks_for_figures(world, assessment, section):
    evidence = text.make_evidence(world.partnership)
    text.write(section, "Before.", text.figure(evidence), "After.", by=world.officer)

    part = draft(assessment).part("victims.key_information")

    assert (part.number, part.title, part.level, part.theme, part.box, part.figures) == (
        "2.3.1.1",
        "Key information",
        4,
        "victims",
        "key_information",
        (evidence.pk,),
    )
    assert part.pieces == ("<p>Before.</p>", evidence.pk, "<p>After.</p>")
    assert not part.is_empty


def test_the_caller_draws_figures_in_its_own_way(world, assessment, section):
    evidence = text.make_evidence(world.partnership)
    text.write(section, text.figure(evidence), by=world.officer)

    part = draft(assessment, figure=lambda name, level: f"[{name} at {level}]").part(section.key)

    assert part.html == f"[{evidence.pk} at 6]"


def test_an_unwritten_section_is_empty(assessment):
    made = draft(assessment)

    assert [made.part(key).is_empty for key in ("conclusion", "introduction.team")] == [True, False]


def test_records_are_printed_where_they_belong(world, assessment):
    gaps = text.section_of(assessment, "offenders.gaps")
    board.make_recommendation(assessment, by=world.officer, box="offenders.gaps")
    board.make_action(assessment, by=world.officer, owner=world.organisations["police"])
    board.make_priority(assessment, by=world.officer)
    text.comment_on(gaps, "Since when?", by=world.member)
    Commitment.objects.create(
        partnership=world.partnership,
        organisation=world.organisations["fire"],
        kind="time",
        given_by="The chief officer",
        given_on=datetime.date(2026, 7, 1),
    )

    tables = {
        part.key: [table.name for table in part.tables]
        for part in draft(assessment).parts
        if part.tables
    }

    assert tables == {
        "introduction.team": ["team"],
        "offenders.recommendations": ["recommendations"],
        "priorities.process": ["decisions"],
        "conclusion.next": ["actions"],
        "appendices.components": ["components"],
        "appendices.comments": ["comments"],
        "appendices.commitments": ["commitments"],
    }


def test_the_document_opens_with_last_years_recommendations_actions_and_verdicts(world):
    last = assessments.open_year(partnership=world.partnership, year=2025, by=world.analyst)
    recommendation = board.make_recommendation(last, by=world.officer, text="Fit locks")
    board.make_recommendation(last, by=world.officer, text="Ask the school")
    board.make_action(
        last,
        by=world.officer,
        owner=world.organisations["police"],
        title="Write to tenants",
        recommendation=recommendation,
    )
    this = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)

    made = draft(this).part("analysis.activity")

    assert [(table.name, [(row[0], row[-1]) for row in table.rows]) for table in made.tables] == [
        (
            "last_recommendations",
            [
                ("Fit locks", "Write to tenants: no verdict yet"),
                ("Ask the school", "No action was made of it"),
            ],
        ),
        ("last_year", [("Write to tenants", "")]),
    ]


def test_the_page_reads_as_it_will_print(world, assessment, section, sign_in):
    evidence = text.make_evidence(world.partnership, "Offences fell")
    text.write(section, "Young adults.", text.figure(evidence), by=world.officer)

    page = sign_in(world.member).get(reverse("document-read", args=[assessment.slug]))

    words = reading.words(page)
    assert "2.3.1.1 Key information" in words
    assert "Young adults. Figure 1 Offences fell" in words
    assert "Comment on 2.3.1.1 Key information" in reading.controls(page)


def test_a_viewer_is_not_offered_to_comment(world, assessment, sign_in):
    page = sign_in(world.viewer).get(reverse("document-read", args=[assessment.slug]))

    assert [each for each in reading.controls(page) if each.startswith("Comment on")] == []


def test_the_draft_asks_as_much_for_a_short_text_as_for_a_long_one(
    world, assessment, section, sign_in
):
    client = sign_in(world.officer)
    address = reverse("document-read", args=[assessment.slug])
    evidence = text.make_evidence(world.partnership)
    text.write(section, "One.", text.figure(evidence), by=world.officer)
    text.comment_on(section, "Point.", by=world.member)
    board.make_recommendation(assessment, by=world.officer, box=section.key)
    client.get(address)
    few = reading.queries_of(client, address)

    for each in assessment.sections.exclude(pk=section.pk):
        more = text.make_evidence(world.partnership)
        text.write(each, "Words.", text.figure(more), by=world.lead)
        text.comment_on(each, "Point.", by=world.member)
        board.make_recommendation(assessment, by=world.officer, box=each.key)

    assert reading.queries_of(client, address) == few
