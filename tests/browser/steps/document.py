"""Writing in the document, with the editor and without; comments, answers, approval."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps.page import (
    A_WHILE,
    choose,
    choose_option_with,
    click,
    fill_in,
    follow,
    main_of,
    press,
    row_of,
    told_that,
)

THEMES = ["Victims", "Offenders", "Locations"]
BOXES = ["Key information", "Current work", "Progress", "Gaps", "Recommendations"]


def open_box(page: Page, theme: str, box: str) -> None:
    click(page.get_by_role("link", name=re.compile(f"^{theme}, {box}:")))
    expect(page.get_by_role("heading", level=1).first).to_contain_text(
        f"{theme}: {box.lower()}", timeout=A_WHILE
    )


def open_section(page: Page, title: str) -> None:
    click(page.get_by_role("table").get_by_role("link", name=re.compile(f"{title}$")))
    expect(page.get_by_role("heading", level=1).first).to_contain_text(title, timeout=A_WHILE)


def editor_of(page: Page):
    """Never the plain field that it takes the place of: on a slow machine that is seen first."""
    editor = page.get_by_role("textbox", name="The text")
    return editor.and_(page.locator(":not(textarea)"))


def format_as(page: Page, name: str) -> None:
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def write_formatted_text(page: Page, heading: str, link_to: str) -> None:
    """A heading, a paragraph with a link, a list, a table and a figure, as a writer would."""
    editor_of(page).click()
    type_ = page.keyboard.type
    format_as(page, "Heading")
    type_(heading)
    page.keyboard.press("Enter")
    type_("The figures below rest on what the police sent. Guidance: ")
    format_as(page, "Link")
    page.get_by_role("dialog").get_by_label("Address").fill(link_to)
    page.get_by_role("dialog").get_by_role("button", name="Link", exact=True).click()
    page.keyboard.press("Enter")
    format_as(page, "Bulleted list")
    type_("Shops report it most")
    page.keyboard.press("Enter")
    type_("Evenings are worse")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    format_as(page, "Insert a table")
    for cell in ["Group", "Reports", "Since", "Traders", "Many", "Spring"]:
        type_(cell)
        page.keyboard.press("Tab")
    format_as(page, "Insert a figure")
    page.get_by_role("dialog").get_by_role("listitem").first.get_by_role("button").click()
    expect(
        editor_of(page).locator("[data-evidence], figure, .app-figure-block").first
    ).to_be_visible(timeout=A_WHILE)


def write_at_the_end(page: Page, words: str) -> None:
    editor_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def save(page: Page) -> None:
    press(page, "Save")


def write_plainly(page: Page, words: str) -> None:
    """The same form where no script runs."""
    fill_in(page, "The text", words)
    save(page)


def hand_over(page: Page) -> None:
    press(page, "Hand over to be approved")
    told_that(page, "Handed over")


def show_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(f"^{name}")).click()


def comment_on(page: Page, section: str, words: str) -> None:
    """From the draft as it will print."""
    click(page.get_by_role("link", name=re.compile(f"^Comment on .*{section}")).first)
    fill_in(page, "What do you want to say?", words)
    press(page, "Send comment")
    told_that(page, "Your comment is with the writers")


def answer_the_comment(page: Page, words: str, answer: str, why: str) -> None:
    """From the register of comments."""
    remark = page.get_by_role("article").filter(has_text=words)
    click(remark.get_by_role("link", name=re.compile("^Answer")))
    choose(page, answer)
    fill_in(page, "What was done, or why not?", why)
    press(page, "Answer")
    told_that(page, "Answered")
    remark = page.get_by_role("article").filter(has_text=words)
    expect(remark).to_contain_text(answer, timeout=A_WHILE)
    expect(remark).to_contain_text(why)


def write_every_other_box(page: Page, address: str) -> None:
    """Some words in each box that has none yet; every box handed over to be approved."""
    for theme in THEMES:
        for box in BOXES:
            page.goto(address)
            open_box(page, theme, box)
            if main_of(page).get_by_text("0 words", exact=True).count():
                write_plainly(page, f"What is known of {theme.lower()}, {box.lower()}.")
                told_that(page, "evision 1")
            over = page.get_by_role("button", name="Hand over to be approved")
            if over.count():
                hand_over(page)


def name_the_passage_that_answers(page: Page, component: str, section: re.Pattern[str]) -> None:
    """The first passage of a section."""
    part = main_of(page).locator("section").filter(has_text=component).first
    click(part.get_by_role("link", name=re.compile("passage")))
    choose_option_with(page, "Section", section)
    press(page, "Show its passages")
    page.get_by_role("radio").first.check()
    fill_in(page, "How does it answer it? (optional)", "In its first paragraph.")
    press(page, "This passage answers it")
    told_that(page, "answered in")


def is_in_state(page: Page, section: str, state: str) -> None:
    expect(row_of(page, section)).to_contain_text(state, timeout=A_WHILE)


def open_both_texts(page: Page) -> None:
    follow(page, "See both texts and settle it")
