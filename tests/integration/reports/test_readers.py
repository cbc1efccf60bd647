"""Each audience is told what it is shown, and the public is given settled words alone."""

import pytest
from django.urls import reverse

from assessment.operations import priorities
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.operations import partnerships
from reports import document as documents
from reports import outline, rules
from reports.operations import editions
from reports.rendering.html import html
from reports.rendering.pack import notes, pack_files
from reports.states import AUDIENCE_BY_SLUG, AUDIENCES
from tests.factories import text
from tests.integration.reading import words
from tests.integration.reports.conftest import Year

SLUGS = [audience.slug for audience in AUDIENCES]


def composed_for(year: Year, audience: str) -> documents.Document:
    outline.release_figures(year.assessment, audience=audience)
    return outline.compose(year.assessment, audience=audience)


def page_of(year: Year, audience: str) -> str:
    return html(composed_for(year, audience), for_print=False)


@pytest.fixture
def settled(decided: Year) -> Year:
    """One section approved, one written and not, one proposal decided and one not."""
    section = text.section_of(decided.assessment, "summary")
    text.write(section, "In settled short.", by=decided.world.officer, state="approved")
    section = text.section_of(decided.assessment, "conclusion")
    text.write(section, "Unsettled ending.", by=decided.world.officer)
    priorities.propose(
        assessment=decided.assessment,
        details=priorities.PriorityDetails(
            title="Future thing", statement="Perhaps one day.", theme="victims"
        ),
        by=decided.world.chair,
    )
    return decided


@pytest.mark.parametrize("audience", SLUGS)
def test_every_edition_says_what_its_readers_are_shown(decided: Year, audience):
    composed = composed_for(decided, audience)
    told = (html(composed, for_print=False), html(composed, for_print=True))

    for page in (*told, notes(composed, pack_files(composed))):
        assert AUDIENCE_BY_SLUG[audience].told in page
        is_told = "Counts under 5 are left out" in page
        assert is_told is AUDIENCE_BY_SLUG[audience].is_suppressed


def test_the_public_is_given_approved_text_decided_priorities_and_no_empty_section(settled: Year):
    page = page_of(settled, "public")

    assert "In settled short." in page
    for unsettled in (
        "Unsettled ending.",
        "Before the figure.",
        "Future thing",
        "Perhaps one day.",
    ):
        assert unsettled not in page
    assert "Nothing has been written here yet" not in page
    assert "Nothing written yet" not in page
    assert "because nobody has written or approved it" in page
    assert "5 Conclusion" in page


@pytest.mark.parametrize("audience", ["board", "partnership"])
def test_partners_are_given_the_draft_as_it_stands(settled: Year, audience):
    page = page_of(settled, audience)

    for unsettled in ("In settled short.", "Unsettled ending.", "Future thing"):
        assert unsettled in page


def test_every_reference_of_a_public_edition_leads_somewhere(settled: Year):
    page = page_of(settled, "public")

    asked = {piece.split('"')[0] for piece in page.split('href="#')[1:]}
    given = {piece.split('"')[0] for piece in page.split('id="')[1:]}
    assert asked - given == set()


def test_each_audience_has_a_marking_of_its_own(decided: Year):
    partnership = decided.world.partnership
    partnerships.change(
        partnership=partnership,
        name=partnership.name,
        suppression_threshold=5,
        quorum=3,
        marking="OFFICIAL",
        marking_public="",
        by=decided.world.steward,
    )
    decided.assessment.partnership.refresh_from_db()

    marked = {slug: composed_for(decided, slug).marking for slug in SLUGS}

    assert marked == {"board": "OFFICIAL-SENSITIVE", "partnership": "OFFICIAL", "public": ""}
    assert 'class="marking"' not in page_of(decided, "public")


@pytest.mark.parametrize(
    ("marking", "board", "is_refused"),
    [
        ("OFFICIAL", "OFFICIAL", False),
        ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE", False),
        ("OFFICIAL-SENSITIVE", "OFFICIAL", True),
        ("SECRET OF OURS", "OFFICIAL-SENSITIVE", True),
        ("OFFICIAL", "SECRET OF OURS", False),
    ],
)
def test_the_boards_marking_is_never_less_than_the_partnerships(world, marking, board, is_refused):
    def change() -> None:
        partnerships.change(
            partnership=world.partnership,
            name="Wexmere",
            suppression_threshold=5,
            quorum=3,
            marking=marking,
            marking_board=board,
            by=world.steward,
        )

    if is_refused:
        with pytest.raises(RuleBroken, match="cannot be less"):
            change()
    else:
        change()


def test_settings_choose_a_marking_for_each_audience(world, sign_in):
    client = sign_in(world.steward)
    address = reverse("partnership-settings", args=[world.partnership.slug])
    sent = {"name": "Wexmere", "suppression_threshold": 5, "quorum": 3, "marking": "OFFICIAL"}

    client.post(address, sent | {"marking_board": "OFFICIAL", "marking_public": "none"})
    first = Partnership.objects.get(pk=world.partnership.pk)
    client.post(address, sent)
    second = Partnership.objects.get(pk=world.partnership.pk)

    assert (first.marking_board, first.marking, first.marking_public) == (
        "OFFICIAL",
        "OFFICIAL",
        "",
    )
    assert (second.marking_board, second.marking_public) == ("OFFICIAL", "")


def test_the_page_names_what_stands_in_the_way_and_leads_there(year: Year, sign_in):
    section = text.section_of(year.assessment, "summary")
    text.keep(section, "My words.", by=year.world.lead)
    client = sign_in(year.world.analyst)

    for name in ("edition-list", "edition-create"):
        page = client.get(reverse(name, args=[year.assessment.slug]))
        assert f"kept beside a section ({section})" in words(page)
        assert f'href="{section.get_absolute_url()}"' in page.content.decode()
    with pytest.raises(RuleBroken, match="kept beside a section"):
        editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)


def test_the_page_names_what_the_public_will_not_be_given(settled: Year, sign_in):
    public = AUDIENCE_BY_SLUG["public"]
    left_out = rules.left_out(settled.assessment, public)
    page = sign_in(settled.world.analyst).get(
        reverse("edition-create", args=[settled.assessment.slug])
    )

    assert [section.key for section in left_out if section.key in ("summary", "conclusion")] == [
        "conclusion"
    ]
    assert f"{len(left_out)} sections will be left out" in words(page)
    for audience in ("board", "partnership"):
        assert rules.left_out(settled.assessment, AUDIENCE_BY_SLUG[audience]) == []


def test_an_edition_frozen_before_reads_as_it_was(decided: Year):
    composed = composed_for(decided, "board")

    assert documents.from_json(documents.to_json(composed)) == composed
