"""What stops an edition, what is left out of it, and what whoever publishes is told before."""

import pytest
from django.utils import timezone

from assessment.models import Assessment, Section
from reports import rules
from reports.states import AUDIENCE_BY_SLUG
from tests.factories import text
from tests.factories.board import make_decided_priority, make_meeting, make_priority
from tests.factories.years import make_assessment

BARE = "Nothing has been written yet: an edition needs at least one section."


@pytest.fixture
def assessment(world) -> Assessment:
    return make_assessment(world.partnership, by=world.analyst)


def hold(assessment: Assessment, key: str = "summary", **fields: object) -> None:
    assessment.sections.filter(key=key).update(**fields)


@pytest.mark.parametrize(
    ("version", "words", "is_stopped"), [(0, 9, True), (1, 0, True), (1, 1, False)]
)
def test_an_edition_needs_words_that_somebody_saved(assessment, version, words, is_stopped):
    hold(assessment, version=version, words=words)

    assert rules.blockers(assessment) == ([rules.Line(BARE)] if is_stopped else [])


def test_words_that_are_kept_beside_a_section_stop_an_edition(world, assessment):
    hold(assessment, version=1, words=9)
    summary, conclusion = (text.section_of(assessment, key) for key in ("summary", "conclusion"))
    text.keep(summary, "One way", by=world.officer)
    text.keep(summary, "Another way", by=world.lead)
    one = rules.blockers(assessment)
    kept = text.keep(conclusion, "A third", by=world.officer)
    two = rules.blockers(assessment)
    kept.settled_at, kept.settled_by = timezone.now(), world.officer
    kept.save()

    ending = "settle them first, so that the edition holds what its writers meant."
    assert [
        (line.words, set(line.sections))
        for said in (one, two, rules.blockers(assessment))
        for line in said
    ] == [
        (f"Somebody's words are still kept beside a section ({summary}): {ending}", {summary}),
        (
            "Somebody's words are still kept beside 2 sections "
            f"({'; '.join(str(each) for each in two[0].sections)}): {ending}",
            {summary, conclusion},
        ),
        (f"Somebody's words are still kept beside a section ({summary}): {ending}", {summary}),
    ]


def test_an_edition_is_for_one_of_its_audiences(assessment):
    assert rules.reasons_against_publishing(assessment, "press") == [
        "There is no audience called press: choose board, partnership or public."
    ]
    assert rules.reasons_against_publishing(assessment, "board") == [BARE]


@pytest.mark.parametrize(
    ("words", "figures", "state", "says", "is_settled"),
    [
        (0, [], "approved", False, False),
        (1, [], "approved", True, True),
        (0, [7], "approved", True, True),
        (1, [], "in_review", True, False),
    ],
)
def test_settled_is_what_says_something_and_is_approved(words, figures, state, says, is_settled):
    section = Section(words=words, figures=figures, state=state)

    assert (rules.says_something(section), rules.is_settled(section)) == (says, is_settled)


def test_the_public_is_not_given_what_nobody_approved(assessment):
    written = {section.key for section in assessment.sections.all() if section.plan.is_written}
    records = next(one for one in assessment.sections.all() if not one.plan.is_written)
    hold(assessment, version=1, words=9, state="approved")
    before = rules.left_out(assessment, AUDIENCE_BY_SLUG["public"])
    hold(assessment, records.key, version=1, words=9, state="drafting")

    assert {section.key for section in before} == written - {"summary"}
    assert {
        audience: {
            section.key for section in rules.left_out(assessment, AUDIENCE_BY_SLUG[audience])
        }
        for audience in AUDIENCE_BY_SLUG
    } == {
        "board": set(),
        "partnership": set(),
        "public": written - {"summary"} | {records.key},
    }


def test_whoever_publishes_is_told_what_is_missing(world, assessment):
    count = len(rules.WRITTEN)
    make_assessment(world.partnership, by=world.analyst, year=2027)
    make_priority(assessment, by=world.lead)
    said = [rules.warnings_before_publishing(assessment)]
    assessment.sections.filter(key__in=rules.WRITTEN[2:]).update(words=5, state="approved")
    for key in rules.WRITTEN[:2]:
        text.comment_on(text.section_of(assessment, key), "Too long", by=world.member)
        said.append(rules.warnings_before_publishing(assessment))
        hold(assessment, key, words=1)
    meeting = make_meeting(assessment, by=world.chair)
    make_decided_priority(assessment, meeting=meeting, by=world.chair, title="Arson")
    said.append(rules.warnings_before_publishing(assessment))

    undecided = "The board has decided no priorities yet; the edition will say so."
    assert said == [
        [undecided, f"{count} sections have nothing in them; the edition will say so."],
        [
            undecided,
            "2 sections have nothing in them; the edition will say so.",
            "1 section has comments without an answer.",
        ],
        [
            undecided,
            "1 section has nothing in it; the edition will say so.",
            "1 section has words that nobody has approved.",
            "2 sections have comments without an answer.",
        ],
        [
            "2 sections have words that nobody has approved.",
            "2 sections have comments without an answer.",
        ],
    ]
