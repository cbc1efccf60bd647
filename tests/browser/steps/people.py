"""Creating a partnership, inviting and joining, sharing agreements."""

import datetime
import re
from email import message_from_bytes, policy

from playwright.sync_api import Page, expect

from tests.browser.steps.page import (
    A_WHILE,
    choose,
    click,
    enter_day,
    fill_in,
    follow,
    heading_is,
    press,
    row_of,
    sees,
    select,
    told_that,
)
from tests.browser.steps.year import NAME, ORGANISATION, ORGANISATIONS, PASSWORD, PEOPLE, Year

# Stands after each letter of a file.
DIVIDER = b"\n" + b"-" * 79 + b"\n"


def create_the_partnership(page: Page, name: str, area_code: str) -> None:
    page.goto("/")
    page.locator("summary", has_text="Your account").click()
    follow(page, "Create a partnership")
    fill_in(page, "Name of the partnership", name)
    page.get_by_role("combobox", name="Local-authority areas").fill(area_code)
    page.keyboard.press("Escape")
    press(page, re.compile("^Create"))
    expect(page.get_by_role("main")).to_contain_text(name, timeout=A_WHILE)


def add_the_responsible_authorities(page: Page) -> None:
    for _, kind, name in ORGANISATIONS:
        press(page, "Add an organisation")
        fill_in(page, "Name of the organisation", name)
        choose(page, kind)
        press(page, re.compile("^(Add|Save)"))
        expect(row_of(page, name)).to_contain_text("Responsible authority", timeout=A_WHILE)


def invite_everybody(page: Page, year: Year) -> None:
    for word, role, _, organisation in PEOPLE:
        invite(page, year.email(word), role, ORGANISATION[organisation])


def invite(page: Page, email: str, role: str, organisation: str = "") -> None:
    press(page, "Invite a person")
    fill_in(page, "E-mail address", email)
    choose(page, role)
    if organisation:
        select(page, "Organisation", organisation)
    press(page, "Send the invitation")
    expect(row_of(page, email)).to_be_visible(timeout=A_WHILE)


def link_in_the_newest_letter(year: Year, word: str) -> str:
    """A site without a mail server writes letters to a folder: the link in this person's last."""
    folder = year.site.data_dir / "emails"
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime)
    written = [piece for file in files for piece in file.read_bytes().split(DIVIDER) if piece]
    letters = [message_from_bytes(piece, policy=policy.default) for piece in written]
    letter = [each for each in letters if each["To"] == year.email(word)][-1]
    text = letter.get_body(preferencelist=("plain",)).get_content()
    assert year.data.partnership in text
    return re.search(r"https?://\S+/join/\S+", text)[0]


def accept_as_somebody_known(year: Year, word: str) -> Page:
    """The newest letter, read by somebody who has an account already."""
    page = year.page_of(word, link_in_the_newest_letter(year, word))
    press(page, "Accept the invitation")
    told_that(page, "Welcome")
    return page


def read_the_letter_and_join(year: Year, word: str) -> Page:
    """Whoever was invited opens the letter, follows its link and chooses a password."""
    page = year.visitor()
    page.goto(link_in_the_newest_letter(year, word))
    sees(page, year.data.partnership)
    fill_in(page, "Your name", NAME[word])
    fill_in(page, "Choose a password", PASSWORD)
    press(page, "Join and sign in")
    expect(page).to_have_url(re.compile(f"/partnerships/{year.data.slug}/"), timeout=A_WHILE)
    return page


def record_the_agreement_with_the_police(page: Page, year: Year) -> None:
    press(page, "Record a sharing agreement")
    select(page, "Organisation", ORGANISATION["police"])
    fill_in(page, "Purpose", "Recorded crime each month, for the yearly strategic assessment.")
    choose(page, "Crime and Disorder Act 1998, section 115")
    fill_in(page, "Designated liaison officer", "Head of performance")
    enter_day(page, "Starts on", datetime.date(year.number, 4, 1))
    enter_day(page, "To be reviewed on", datetime.date(year.number + 2, 4, 1))
    enter_day(page, "Ends on", datetime.date(year.number + 4, 3, 31))
    press(page, re.compile("^(Record|Save)"))
    told_that(page, re.compile("agreement", re.IGNORECASE))
    expect(row_of(page, ORGANISATION["police"], "Head of performance")).to_contain_text(
        "Crime and Disorder Act 1998, section 115"
    )


def sign_out_and_in_again(page: Page, year: Year, word: str) -> None:
    page.locator("summary", has_text=NAME[word]).click()
    press(page, "Sign out")
    heading_is(page, "Sign in")
    page.goto("/account/login/")
    fill_in(page, "Email", year.email(word))
    fill_in(page, "Password", PASSWORD)
    press(page, "Sign in")
    expect(page).not_to_have_url(re.compile("login"), timeout=A_WHILE)


def name_a_deputy(page: Page, organisation: str, name: str) -> None:
    """On the page that says who we are."""
    click(page.get_by_role("link", name=f"Name a deputy for {organisation}"))
    fill_in(page, "Name", name)
    fill_in(page, "E-mail address", f"{name.lower().replace(' ', '.')}@deputies.example")
    press(page, "Name the deputy")
    told_that(page, "may sit for")
