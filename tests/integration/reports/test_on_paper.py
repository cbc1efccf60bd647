"""Before publishing a publisher is told what is changed to fit the paper, and what cannot print."""

import pytest
from django.urls import reverse

from assessment.models import Meeting, Priority
from datasources import typefaces
from datasources.charts import press
from datasources.models import Evidence
from partnerships.models import Organisation
from reports import document as documents
from reports import numbering, outline, presenters, rules
from reports.models import Edition
from reports.presenters import Noted
from tests.factories import text
from tests.integration.reading import words as page_words
from tests.integration.reports.conftest import Year

built = pytest.mark.skipif(not typefaces.faces(), reason="the front end is not built")
PLACE = "2.3.1.1 Victims: key information"
AN = "安 (U+5B89 cjk unified ideograph-5b89)"
RUNES = (
    "ᚠ (U+16A0 runic letter fehu feoh fe f), ᚢ (U+16A2 runic letter uruz ur u), "
    "ᚦ (U+16A6 runic letter thurisaz thurs thorn), ᚨ (U+16A8 runic letter ansuz a), "
    "ᚱ (U+16B1 runic letter raido rad reid r)"
)


def table(columns: int, word: str) -> dict:
    def row(kind: str) -> dict:
        cell = {"type": kind, "content": [text.paragraph(word)]}
        return {"type": "tableRow", "content": [cell] * columns}

    return {"type": "table", "content": [row("tableHeader"), row("tableCell")]}


def said(letters: str, where: str = "") -> str:
    return f"Letters would print as empty boxes{where}: {letters}. Write them in another way."


def section_url(year: Year, key: str) -> str:
    return text.section_of(year.assessment, key).get_absolute_url()


class TestLetters:
    pytestmark = built

    def test_those_of_a_text_are_named_with_their_section(self, year: Year):
        for key, words in {
            "summary": "Llŷn → 🚓, 安 and 安.",
            "victims.key_information": "ᚠᚢᚦᚨᚱᚲᚷ",
        }.items():
            text.write(text.section_of(year.assessment, key), words, by=year.world.lead)

        assert presenters.on_paper(year.assessment) == [
            Noted("Executive summary", section_url(year, "summary"), (said(AN),)),
            Noted(
                PLACE, section_url(year, "victims.key_information"), (said(f"{RUNES} and 2 more"),)
            ),
        ]

    def test_those_that_came_with_a_partners_data_are_named_with_their_figure(self, year: Year):
        result = year.evidence.result | {"area_name": "安 Wexmere"}
        Evidence.objects.filter(pk=year.evidence.pk).update(result=result)

        assert presenters.on_paper(year.assessment) == [
            Noted(PLACE, section_url(year, "victims.key_information"), (said(AN, ", in Figure 1"),))
        ]

    def test_those_of_records_are_named_where_they_are_printed(self, decided: Year):
        Meeting.objects.update(title="安 meeting")
        Priority.objects.update(title="Safer at ᚠ home")
        organisation = decided.world.officer.memberships.get().organisation
        Organisation.objects.filter(pk=organisation.pk).update(name="安 Council")

        found = presenters.on_paper(decided.assessment)

        rune = RUNES.split(", ")[0]
        assert [(each.place, *each.said) for each in found] == [
            ("1.1 The team", said(AN, ", in Table 1")),
            ("3.1 The priority selection process", said(f"{AN} and {rune}", ", in Table 2")),
            ("3.2 The strategic priorities", said(f"{rune} and {AN}")),
        ]

    def test_the_marking_of_any_audience_stands_on_the_front(self, year: Year):
        partnership = year.assessment.partnership
        partnership.marking_public = "安"
        partnership.save()

        assert presenters.on_paper(year.assessment) == [Noted("Front page", "", (said(AN),))]

    def test_the_marks_of_a_text_are_not_its_words(self, year: Year):
        section = text.section_of(year.assessment, "summary")
        text.write(section, "a < 安 > b & c", by=year.world.lead)

        assert [each.said for each in presenters.on_paper(year.assessment)] == [(said(AN),)]


def test_a_wide_table_is_told_on_both_pages_with_a_link_and_must_be_ticked(year: Year, sign_in):
    section = text.section_of(year.assessment, "victims.key_information")
    text.write(section, table(15, "Shoplifting"), by=year.world.officer)
    client = sign_in(year.world.analyst)
    told = (
        "The table of 15 columns that begins “Shoplifting” is printed in 2 parts one below another "
        "(columns 1 to 9; 1 and 10 to 15), across the margin, in small print (7 points). If you "
        "would rather not, give it fewer columns or shorter words."
    )

    pages = [
        client.get(reverse(name, args=[year.assessment.slug]))
        for name in ("edition-list", "edition-create")
    ]

    for page in pages:
        assert f"{PLACE} {told}" in page_words(page)
        assert f'href="{section.get_absolute_url()}"' in page.content.decode()
    assert presenters.on_paper(year.assessment) == [
        Noted(PLACE, section.get_absolute_url(), (told,))
    ]


def test_what_fits_as_it_is_needs_no_word(year: Year, sign_in):
    page = sign_in(year.world.analyst).get(reverse("edition-list", args=[year.assessment.slug]))

    assert presenters.on_paper(year.assessment) == []
    assert "On paper" not in page_words(page)


def test_the_paper_alone_asks_for_the_tick(decided: Year, sign_in):
    for section in decided.assessment.sections.all():
        text.write(section, "Words.", by=decided.world.officer, state="approved")
    text.write(section, table(15, "Shoplifting"), by=decided.world.officer, state="approved")
    at = reverse("edition-create", args=[decided.assessment.slug])

    answer = sign_in(decided.world.analyst).post(at, {"audience": "board"})

    assert rules.warnings_before_publishing(decided.assessment) == []
    assert answer.status_code == 422
    assert "Read the warnings, then tick to publish all the same." in page_words(answer)
    assert not Edition.objects.filter(assessment=decided.assessment).exists()


def test_nothing_is_drawn_for_it_and_its_words_are_those_of_the_edition(counted: Year):
    before = press._drawn.cache_info()

    presenters.on_paper(counted.assessment)
    told = outline.compose(counted.assessment, audience="board", with_pictures=False)

    assert press._drawn.cache_info() == before
    printed = outline.compose(counted.assessment, audience="board")
    assert len(numbering.figures(printed)) == 2
    assert [*documents.strings(told)] == [*documents.strings(printed)]


@built
def test_all_that_is_said_of_a_place_stands_together_in_reading_order(year: Year):
    for key in ("offenders.gaps", "victims.key_information"):
        section = text.section_of(year.assessment, key)
        text.write(section, "安", table(9, "Burglary"), by=year.world.officer)

    assert [(each.place, len(each.said)) for each in presenters.on_paper(year.assessment)] == [
        (PLACE, 2),
        ("2.3.2.4 Offenders: gaps", 2),
    ]
