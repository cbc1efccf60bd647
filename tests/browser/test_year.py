"""The whole year, step by step, each by the person whose step it is.

The steps stand on each other: they run in order, once on generated files and once on the public
data of Cambridgeshire where REAL_DATA names the folder.
"""

import datetime
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datasources import samples
from tests.browser import reference
from tests.browser.conftest import Opener, Site, keep_picture
from tests.browser.steps import board, data, document, people, publish, scan
from tests.browser.steps.page import (
    A_WHILE,
    cannot_press,
    does_not_see,
    fill_in,
    follow,
    heading_is,
    leave,
    main_of,
    press,
    refused_because,
    row_of,
    sees,
    select,
    told_that,
)
from tests.browser.steps.year import NAME, ORGANISATION, DataSet, Year

DISTRICTS = {
    "E07000008": "Cambridge",
    "E07000009": "East Cambridgeshire",
    "E07000010": "Fenland",
    "E07000011": "Huntingdonshire",
    "E06000031": "Peterborough",
    "E07000012": "South Cambridgeshire",
}
AGREED = "The figures and residents agree, and partners can act."
THEFT, SPEEDING, NOISE = "Theft from shops", "Speeding through villages", "Noise at night"
CONSULTATION = "Autumn consultation"
QUESTION = "What worries you most?"
LESSON = "The hospital's counts came too late."


def generated(folder: Path) -> DataSet:
    months = samples.months_back_from("2025-12", 24)
    sample = samples.generate(folder, months=months, rows_per_month=400)
    earlier = samples.generate(
        folder / "earlier", months=months[:1], rows_per_month=400, published="2024-02"
    )
    return DataSet(
        name="generated",
        partnership="Fen Edge",
        area_code=sample.place.code,
        area_name=sample.place.name,
        lookup=sample.lookup,
        population=sample.population,
        street=sample.street,
        earlier=earlier.street[0],
        packed=sample.lookup,
        outcomes_that_differ=r"\d+",
    )


def real(folder: Path) -> DataSet:
    street = sorted((folder / "police-uk" / "street").glob("*.csv.gz"))
    return DataSet(
        name="real",
        partnership="Fenland",
        area_code="E07000010",
        area_name="Fenland",
        lookup=folder / "lookups" / "lsoa21_ward24_ltla24_england_wales.csv.gz",
        population=folder / "population" / "sape2024_lsoa21_mid2022_mid2024_density.xlsx",
        street=tuple(street),
        earlier=next((folder / "police-uk" / "street-earlier-vintage").glob("2024-01-*.csv.gz")),
        packed=next((folder / "police-uk" / "download-sample").glob("*.zip")),
        outcomes_that_differ="913",
    )


@pytest.fixture(scope="module", params=["generated", "real"])
def year(request, tmp_path_factory, site: Site, signed_in: Opener, visitor) -> Year:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "generated":
        files = generated(folder)
    else:
        where = os.environ.get("REAL_DATA", "")
        if not where or not Path(where).is_dir():
            pytest.skip("REAL_DATA names no folder of public data")
        files = real(Path(where).resolve())
    return Year(site, signed_in, visitor, files, folder)


def test_a_stranger_finds_the_sample_and_signs_in_as_any_of_its_people(
    site: Site, visitor, signed_in: Opener
):
    page = visitor()
    page.goto("/")
    heading_is(page, "Sign in")

    for word, email in site.people.items():
        page = signed_in(email)
        page.goto(f"/partnerships/wexmere/{'your-files/' if word == 'provider' else ''}")
        expect(page.get_by_role("note")).to_contain_text("everything here is invented")
        if word == "analyst":
            keep_pictures_of_the_sample(page)
        leave(page)


def keep_pictures_of_the_sample(page: Page) -> None:
    keep_picture(page, "home")
    for room in ("Data", "Scan", "Document", "Board", "Plan", "Publish"):
        follow(page, room)
        keep_picture(page, f"sample-{room.lower()}")


@pytest.mark.journey
def test_step_02_the_steward_creates_the_partnership_and_invites_its_people(year: Year):
    page = year.page_of("steward", "/")

    people.create_the_partnership(page, year.data.partnership, year.data.area_code)
    expect(page).to_have_url(re.compile(f"/partnerships/{year.data.slug}/"))
    page.goto(f"/partnerships/{year.data.slug}/about/")
    people.add_the_responsible_authorities(page)
    people.invite_everybody(page, year)

    for word in NAME:
        joined = people.read_the_letter_and_join(year, word)
        if word == "analyst":
            people.sign_out_and_in_again(joined, year, word)
            heading_is(joined, year.data.partnership)
        leave(joined)
    page.reload()
    for name in NAME.values():
        expect(row_of(page, name)).to_be_visible()
    leave(page)


@pytest.mark.journey
def test_step_02_the_steward_records_a_sharing_agreement_with_the_police(year: Year):
    page = year.partnership("steward", "about/")

    people.record_the_agreement_with_the_police(page, year)

    year.keep_picture(page, "partnership")
    leave(page)


@pytest.mark.journey
def test_step_03_the_analyst_registers_three_sources(year: Year):
    for name in data.KINDS:
        page = year.partnership("analyst", "data/")
        data.register(page, name, ORGANISATION["police"])
        leave(page)

    page = year.partnership("analyst", "data/")
    expect(row_of(page, "Police recorded crime")).to_contain_text("Usable with care")
    leave(page)


@pytest.mark.journey
@pytest.mark.parametrize("name", ["Area look-up", "Population"])
def test_step_03_the_analyst_sends_look_up_and_population(name: str, year: Year):
    page = year.partnership("analyst", "data/")
    data.open_source(page, name)

    data.send(page, [year.data.lookup if name == "Area look-up" else year.data.population])
    data.wait_until_read(page)
    sees(page, re.compile(r"[\d,]+ rows read, [\d,]+ kept"))
    data.accept(page)
    leave(page)


@pytest.mark.journey
def test_step_03_the_analyst_sends_every_month_and_reads_what_was_found(year: Year):
    page = year.partnership("analyst", "data/")
    data.open_source(page, "Police recorded crime")

    data.send(page, list(year.data.street))
    if year.data.name == "real":
        expect(page.get_by_role("progressbar")).to_be_visible()
    data.wait_until_read(page)
    sees(page, re.compile(r"[\d,]+ rows read"), "have no place", "lie outside the partnership")
    sees(page, "24 months covered", "What was found", re.compile("anti-social", re.IGNORECASE))
    sees(page, "24 months (January 2024 to December 2025) will come into use")
    year.keep_picture(page, "delivery")
    data.accept(page)
    told_that(page, "24 months")
    leave(page)


@pytest.mark.journey
def test_step_03_the_same_file_again_is_recognised(year: Year):
    page = year.partnership("analyst", "data/police-recorded-crime/upload/")

    data.send_files(page, list(year.data.street))

    refused_because(page, NAME["analyst"])
    follow(page, re.compile("^the delivery of"))
    heading_is(page, "Delivery of")
    leave(page)


@pytest.mark.journey
def test_step_03_an_earlier_publication_replaces_nothing_without_being_told(year: Year):
    page = year.partnership("analyst", "data/police-recorded-crime/")
    data.send(page, [year.data.earlier])
    data.wait_until_read(page)

    how_many = year.data.outcomes_that_differ
    sees(
        page,
        re.compile(rf"{how_many} of [\d,]+ rows differ in Last outcome category; nothing else"),
    )
    sees(page, "January 2024 will keep what is in use now")
    year.keep_picture(page, "delivery-earlier")
    press(page, "Accept")
    told_that(page, "accepting it would change nothing")
    sees(page, "Waiting for a decision", "Looks earlier")
    leave(page)


@pytest.mark.journey
def test_step_03_another_partnership_sends_the_zip_of_the_sites_own_layout(year: Year):
    if year.data.name != "real":
        pytest.skip("the ZIP is of the real data")
    other = year.in_another_partnership("Fenland by ZIP")
    page = other.page_of("steward", "/")
    people.create_the_partnership(page, other.data.partnership, other.data.area_code)
    people.invite(page, year.email("analyst"), "Analyst")
    leave(page)
    page = people.accept_as_somebody_known(year, "analyst")
    leave(page)

    for name, file in (
        ("Area look-up", year.data.lookup),
        ("Police recorded crime", year.data.packed),
    ):
        page = year.page_of("analyst", f"/partnerships/{other.data.slug}/data/")
        data.register(page, name, "")
        data.send(page, [file])
        data.wait_until_read(page)
        data.accept(page)
        leave(page)

    page = year.page_of("analyst", f"/partnerships/{other.data.slug}/data/")
    expect(row_of(page, "Police recorded crime")).to_contain_text("November 2024 to December 2024")
    leave(page)


@pytest.mark.journey
def test_step_04_the_analyst_reads_trend_change_and_rates_with_their_sources(year: Year):
    page = year.partnership("analyst", "data/police-recorded-crime/")

    figures = page.locator("figure")
    expect(figures).to_have_count(3, timeout=data.LONG)
    for figure in figures.all():
        expect(figure.locator("figcaption, .app-figure__headline").first).to_contain_text(
            year.data.area_name
        )
        expect(figure.locator(".app-figure__source")).to_contain_text("Police recorded crime")
    changes = data.rows_of_csv(page, re.compile("year before"), year.folder)
    rates = data.rows_of_csv(page, re.compile("per 1,000"), year.folder)
    assert len(changes) > 10
    assert len(rates) > 10
    sees(page, "mid-2024")
    year.keep_picture(page, "source")
    leave(page)


@pytest.mark.journey
def test_step_04_the_numbers_agree_with_the_reference_for_all_six_districts(year: Year):
    if year.data.name != "real":
        pytest.skip("the reference is of the real data")
    folder = Path(os.environ["REAL_DATA"]) / "reference"
    asked = ("--from", "2025-01", "--to", "2025-12")

    for code, name in DISTRICTS.items():
        change = data.answer_on_the_command_line(
            year.site, year.data.slug, "change", "--area", code, *asked
        )
        rates = data.answer_on_the_command_line(
            year.site, year.data.slug, "rates", "--area", code, *asked
        )
        assert reference.changes_answered(change["table"]) == reference.changes(folder, name)
        assert reference.rates_answered(rates["table"]) == reference.rates(folder, name)


@pytest.mark.journey
def test_step_04_the_analyst_keeps_a_question(year: Year):
    page = year.partnership("analyst", "data/explore/")

    data.keep_a_question(page, "Change on the year before, by type")

    year.keep_picture(page, "explore")
    leave(page)


@pytest.mark.journey
def test_step_05_the_analyst_opens_the_year_and_sees_what_is_late(year: Year):
    page = year.partnership("analyst")
    press(page, "Open an assessment")
    fill_in(page, "Year", str(year.number))
    press(page, "Open the assessment")
    told_that(page, "is open")

    follow(page, re.compile("^Change "))
    select(page, "Who", NAME["lead"])
    press(page, "Save the step")
    told_that(page, "the timetable is changed")
    sees(page, NAME["lead"], NAME["officer"], "Late", re.compile(r"\d+ days late"))
    press(page, re.compile("^Mark as done"))
    told_that(page, "done")
    expect(page.get_by_role("figure", name="The year as a picture")).to_be_visible()
    year.keep_picture(page, "assessment")
    leave(page)


@pytest.mark.journey
def test_step_06_officer_and_lead_add_issues(year: Year):
    page = year.room("officer", "scan")
    scan.add_an_issue(page, THEFT, "The data")
    scan.add_an_issue(page, SPEEDING, "Officers and partners")
    leave(page)

    page = year.room("lead", "scan")
    scan.add_an_issue(page, NOISE, "Constabulary risk assessment")
    leave(page)


@pytest.mark.journey
def test_step_06_nobody_sees_anothers_scores_before_scoring_closes(year: Year):
    page = year.room("analyst", "scan")
    cannot_press(page, "Close scoring", "Nobody has submitted their scores yet")
    leave(page)

    page = year.room("officer", "scan")
    scan.score_every_issue(page, first=3, pace=1)
    leave(page)

    page = year.room("lead", "scan")
    does_not_see(page, "Every mark by person", "apart")
    follow(page, THEFT)
    does_not_see(page, "of 100", NAME["officer"] + " gave")
    leave(page)
    page = year.room("lead", "scan")
    scan.score_every_issue(page, first=1, pace=2)
    year.keep_picture(page, "score-sheet")
    leave(page)


@pytest.mark.journey
def test_step_06_the_analyst_closes_scoring_and_agrees_key_lines(year: Year):
    page = year.room("analyst", "scan")
    press(page, "Close scoring")
    told_that(page, "Scoring is closed")
    year.keep_picture(page, "scan")
    scan.is_ranked_with_spread(page, THEFT)
    leave(page)

    page = year.room("analyst", "key-lines")
    scan.choose_key_lines(page, [THEFT])
    press(page, "Agree the key lines")
    refused_because(page, f"Say why {SPEEDING} is not taken", f"Say why {NOISE} is not taken")
    scan.give_a_reason(page, SPEEDING, "The county's road plan covers it.")
    scan.give_a_reason(page, NOISE, "Few reports, and the council answers them.")
    press(page, "Agree the key lines")
    told_that(page, "agreed")
    leave(page)

    page = year.room("officer", "scan")
    expect(row_of(page, SPEEDING)).to_contain_text("The county's road plan covers it.")
    expect(row_of(page, THEFT)).to_contain_text("Key line")
    leave(page)


@pytest.mark.journey
def test_step_07_the_officer_records_the_consultation_and_its_findings(year: Year):
    counted = year.folder / "answers.csv"
    counted.write_text("choice,ward,count\nYes,Old Town,61\nNo,Old Town,22\nNo,,9\n")
    page = year.room("officer", "scan")

    scan.record_the_consultation(page, CONSULTATION, year.number)
    press(page, "The partnership has agreed to this")
    told_that(page, "is agreed")
    scan.enter_answers(page, QUESTION, 160, "Theft; Old Town; 70\nTheft; 45\nNoise; 45")
    scan.tie_to(page, THEFT)
    scan.enter_answers(page, "Do you feel safe after dark?", 92, counted)
    scan.tie_to(page, NOISE)
    sees(page, "From a CSV file", "Counted from paper")
    year.keep_picture(page, "consultation")
    leave(page)

    page = year.room("officer", "scan")
    follow(page, THEFT)
    sees(page, QUESTION)
    leave(page)


@pytest.mark.journey
def test_step_08_the_outline_shows_the_structure_and_the_fifteen_boxes(year: Year):
    page = year.room("contributor", "document")

    sees(page, "Executive summary", "How residents were consulted", "The strategic priorities")
    for theme in document.THEMES:
        for box in document.BOXES:
            expect(page.get_by_role("link", name=re.compile(f"^{theme}, {box}:"))).to_be_visible()
    document.open_box(page, "Victims", "Gaps")
    sees(page, "Guidance", re.compile("example", re.IGNORECASE))
    leave(page)


@pytest.mark.journey
def test_step_08_the_officer_writes_formatted_text_with_a_figure(year: Year):
    page = year.room("officer", "document")
    document.open_box(page, "Victims", "Key information")

    document.write_formatted_text(page, "Who is stolen from", "https://www.gov.uk/")
    document.save(page)
    told_that(page, "evision 1")

    words = document.editor_of(page)
    expect(words.get_by_role("heading", name="Who is stolen from")).to_be_visible(timeout=A_WHILE)
    expect(words.get_by_role("listitem").first).to_have_text("Shops report it most")
    expect(words.get_by_role("link")).to_have_attribute("href", "https://www.gov.uk/")
    expect(words.get_by_role("row", name=re.compile("Traders Many Spring"))).to_be_visible()
    document.show_tab(page, "History")
    follow(page, "Revision 1")
    heading_is(page, "Revision 1")
    sees(page, "Shops report it most")
    leave(page)


@pytest.mark.journey
def test_step_08_two_people_who_save_over_each_other_both_keep_their_words(year: Year):
    first = year.room("officer", "document")
    document.open_box(first, "Offenders", "Key information")
    second = year.page_of("contributor", first.url)

    document.write_at_the_end(first, "The officer's words about repeat offending.")
    document.save(first)
    told_that(first, "evision 1")
    document.write_at_the_end(second, "The contributor's words about young offenders.")
    document.save(second)

    heading_is(second, "Two people wrote at the same time")
    sees(second, "The officer's words", "The contributor's words", NAME["officer"])
    year.keep_picture(second, "two-texts")
    document.write_at_the_end(second, "The officer's words about repeat offending.")
    press(second, "Save as the section's text")
    told_that(second, "evision 2")
    expect(document.editor_of(second)).to_contain_text("The contributor's words", timeout=A_WHILE)
    leave(first)
    leave(second)


@pytest.mark.journey
def test_step_08_the_contributor_writes_without_javascript(year: Year):
    page = year.room("contributor", "document", javascript=False)
    document.open_box(page, "Locations", "Key information")

    document.write_plainly(
        page, "# Where\n\nThe **market place** on Saturdays.\n\n- Shops\n- Stalls"
    )

    told_that(page, "evision 1")
    follow(page, "Revision 1")
    sees(page, "market place")
    expect(main_of(page).get_by_role("listitem").filter(has_text="Stalls")).to_be_visible()
    leave(page)


@pytest.mark.journey
def test_step_09_a_member_comments_and_the_officer_answers_each(year: Year):
    page = year.room("member", "document/read")
    sees(page, "Who is stolen from", "How residents were consulted", CONSULTATION)
    year.keep_picture(page, "draft")
    said = {
        "Say since when.": ("Accepted", "The year is named now."),
        "Name the shops.": ("Accepted in part", "The streets are named, not the shops."),
        "Leave the table out.": ("Not accepted", "The board asked for it."),
    }

    for words in said:
        page.goto(f"/assessments/{year.slug}/document/read/")
        document.comment_on(page, "Key information", words)
    leave(page)
    page = year.room("officer", "comments")
    for words, (answer, why) in said.items():
        document.answer_the_comment(page, words, answer, why)
    leave(page)


@pytest.mark.journey
def test_step_09_the_lead_approves_what_they_did_not_write(year: Year):
    page = year.room("officer", "document")
    document.open_box(page, "Victims", "Key information")
    document.hand_over(page)
    expect(page.get_by_role("button", name="Approve this revision")).to_have_count(0)
    address = page.url
    leave(page)

    page = year.room("lead", "document")
    document.open_box(page, "Victims", "Gaps")
    document.write_at_the_end(page, "What the lead wrote.")
    document.save(page)
    document.hand_over(page)
    cannot_press(page, "Approve this revision", "You saved revision 1 yourself")
    page.goto(address)
    press(page, "Approve this revision")
    told_that(page, "is approved")
    year.keep_picture(page, "section")
    leave(page)


@pytest.mark.journey
def test_step_10_without_a_quorum_nothing_is_decided(year: Year):
    page = year.partnership("steward", "about/")
    for kind in ("police", "district", "county", "fire", "health"):
        people.name_a_deputy(page, ORGANISATION[kind], f"Deputy of {kind}")
    leave(page)
    page = year.room("officer", "board")
    board.propose(page, "Safer market towns", THEFT)
    board.propose(page, "Fewer thefts by night", THEFT)
    leave(page)

    page = year.room("chair", "board")
    board.record_a_meeting(page, "Winter board", datetime.date.today())
    board.say_who_sat(page, {ORGANISATION["police"]: "Deputy of police (deputy)"})
    sees(page, "not quorate")
    does_not_see(page, "Decide on")
    sees(page, "cannot be decided yet", "1 of 6 responsible authorities present")
    leave(page)


@pytest.mark.journey
def test_step_10_the_chair_records_the_quorate_boards_decisions(year: Year):
    page = year.room("analyst", "publish")
    publish.publish_for(page, "The board")
    publish.wait_for_the_files(page)
    leave(page)

    page = year.room("chair", "board")
    follow(page, "Winter board")
    kinds = ("district", "county", "fire", "health")
    board.say_who_sat(page, {ORGANISATION[kind]: f"Deputy of {kind} (deputy)" for kind in kinds})
    expect(main_of(page)).not_to_contain_text("not quorate")
    leave(page)

    page = year.room("chair", "board")
    board.decide(
        page,
        "Safer market towns",
        "Agreed",
        "The figures and residents agree, and partners can act.",
    )
    page = year.room("chair", "board")
    board.decide(
        page, "Fewer thefts by night", "Not agreed", "There are too few cases to work on this year."
    )
    page = year.room("chair", "board")
    expect(row_of(page, "Safer market towns")).to_contain_text(
        "The figures and residents agree, and partners can act."
    )
    year.keep_picture(page, "board")
    leave(page)

    page = year.room("member", "document/read")
    sees(page, "Safer market towns", "Winter board")
    leave(page)


@pytest.mark.journey
def test_step_11_the_officer_writes_recommendations_actions_and_verdicts(year: Year):
    page = year.room("officer", "plan")
    words = "Bring a shop radio to the four market towns."
    board.recommend(page, "Locations: recommendations", words, ORGANISATION["district"])
    board.add_an_action(
        page,
        "Set up the shop radio",
        owner=ORGANISATION["district"],
        due=datetime.date.today() + datetime.timedelta(days=90),
        recommendation=words,
        priority="Safer market towns",
    )
    board.report_progress(page, "Thirty shops have joined.", "34 reports")
    sees(page, "34 reports", "Thirty shops have joined.")
    board.give_the_verdict(page, "Carried out in part", "One town has not begun.")
    leave(page)

    page = year.room("officer", "plan")
    expect(row_of(page, "Set up the shop radio")).to_contain_text("Carried out in part")
    sees(page, words)
    year.keep_picture(page, "plan")
    leave(page)


@pytest.mark.journey
def test_step_12_the_gate_says_why_the_next_stage_cannot_begin(year: Year):
    page = year.room("analyst")
    press(page, "Go on to the stage Analyse")
    told_that(page, "now in the stage Analyse")

    cannot_press(
        page,
        "Go on to the stage Respond",
        "boxes not handed over yet",
        f"No section is named yet as covering: {THEFT}",
        "Not answered yet: levels and patterns",
    )
    year.keep_picture(page, "gate")
    leave(page)


@pytest.mark.journey
def test_step_12_statutory_components_are_answered_with_where(year: Year):
    page = year.room("officer", "document", javascript=False)
    document.write_every_other_box(page, page.url)
    leave(page)
    page = year.room("officer", "components")
    for component in ("Levels and patterns", "Changes since last time"):
        document.name_the_passage_that_answers(page, component, re.compile("Victims: key"))
    for component in ("Why they changed", "Last year's plan"):
        document.name_the_passage_that_answers(page, component, re.compile("Victims: progress"))
    leave(page)
    page = year.room("officer", "scan")
    scan.name_the_sections_that_cover(page, THEFT, "Victims: key information")
    leave(page)

    page = year.room("member", "document")
    sees(page, re.compile(r"4 of 4\s*answered"))
    year.keep_picture(page, "document")
    leave(page)
    page = year.room("analyst")
    press(page, "Go on to the stage Respond")
    told_that(page, "now in the stage Respond")
    leave(page)


@pytest.mark.journey
def test_step_13_the_analyst_publishes_for_partners_and_for_the_public(year: Year):
    page = year.room("analyst", "publish")
    publish.publish_for(page, "The partnership")
    publish.wait_for_the_files(page)
    first = publish.download_the_files(page, year.folder / "first")

    assert str(year.number) in publish.text_of_page(first.pdf, 0)
    assert year.data.partnership in publish.text_of_page(first.pdf, 0)
    assert publish.pages_of(first.pdf) > 10
    names = publish.names_in(first.pack)
    assert any(name.endswith(".svg") for name in names)
    assert any(name.endswith((".txt", ".md")) for name in names)
    for rows in publish.tables_in(first.pack).values():
        assert len(rows) > 1
    assert "Who is stolen from" in first.html.read_text(encoding="utf-8")
    leave(page)

    page = year.room("lead", "document")
    document.open_box(page, "Victims", "Gaps")
    document.write_at_the_end(page, "A sentence after the first edition.")
    document.save(page)
    leave(page)
    page = year.room("analyst", "publish")
    publish.publish_for(page, "The partnership")
    publish.wait_for_the_files(page)
    second = publish.download_the_files(page, year.folder / "second")
    assert "A sentence after the first edition." in second.html.read_text(encoding="utf-8")
    assert second.digest != first.digest
    page.goto(first.page_url)
    again = publish.download_the_files(page, year.folder / "again")
    assert publish.sha256(again.pdf) == publish.sha256(first.pdf)
    assert again.digest == first.digest
    leave(page)
    # The public reads settled text alone: the sentence that nobody has approved is not in it.
    page = year.room("analyst", "publish")
    publish.publish_for(page, "The public")
    publish.wait_for_the_files(page)
    public = publish.download_the_files(page, year.folder / "public")
    assert "A sentence after the first edition." not in public.html.read_text(encoding="utf-8")
    leave(page)
    page = year.room("analyst", "publish")
    publish.is_listed(page, 2, "partnership")
    year.keep_picture(page, "publish")
    leave(page)


@pytest.mark.journey
def test_step_14_lessons_are_recorded_and_next_year_begins_with_this_years_verdicts(year: Year):
    page = year.room("analyst", "lessons")
    board.record_a_lesson(page, LESSON, "They are asked for in June.")
    leave(page)

    page = year.partnership("analyst", "assessments/new/")
    fill_in(page, "Year", str(year.number + 1))
    press(page, "Open the assessment")
    told_that(page, "is open")
    follow(page, "Document")
    follow(page, "Read the whole draft")
    sees(page, "Bring a shop radio to the four market towns.", "Set up the shop radio")
    sees(page, "Carried out in part", "One town has not begun.")
    follow(page, "Plan")
    sees(page, f"What came of the plan of {year.number}", "Carried out in part")
    year.keep_picture(page, "next-year")
    leave(page)
