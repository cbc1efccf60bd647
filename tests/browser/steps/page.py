"""What a reader of any page does: fill in, choose, press, follow. Labels as the page says them."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLong

# The machine that runs the journeys may be slow and shared; nothing here waits by the clock.
A_WHILE = 60_000
LONG = 300_000


def fill_in(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def choose(page: Page, label: str, *, within: str = "") -> None:
    """A radio or a tick box, perhaps of a group."""
    place = page.get_by_role("group", name=within) if within else page
    place.get_by_label(label, exact=True).check()


def select(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def choose_option_with(page: Page, label: str, words: str | re.Pattern[str]) -> None:
    """The first option that holds the words: a long one is cut short in its list.

    Its value is waited for. A list of all options is whatever stands there at that moment, which
    after a click may still be the page before.
    """
    field = page.get_by_label(label, exact=True)
    option = field.locator("option").filter(has_text=words).first
    field.select_option(value=option.get_attribute("value", timeout=A_WHILE))


def enter_day(page: Page, label: str, day: datetime.date) -> None:
    group = page.get_by_role("group", name=label)
    group.get_by_label("Day", exact=True).fill(str(day.day))
    group.get_by_label("Month", exact=True).fill(str(day.month))
    group.get_by_label("Year", exact=True).fill(str(day.year))


def send_files(page: Page, files: list[Path]) -> None:
    page.get_by_label("Files", exact=True).set_input_files(files)
    press(page, "Send")


def wait_until_read_without_scripts(page: Page) -> None:
    """The page does not renew itself then."""
    for _ in range(LONG // 1000):
        if not page.get_by_role("progressbar").count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def wait_for_figure(page: Page, says: str = "") -> None:
    """The worker draws it when something was accepted or said; the page does not renew itself."""
    figure = page.locator("figure").filter(has_text=says)
    for _ in range(LONG // 1000):
        if figure.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(figure.first).to_be_visible(timeout=A_WHILE)


def click(place: Locator) -> None:
    """Clicks, and waits for all of the page that it may lead to.

    The browser itself waits until the next page has begun: what counts or lists its parts would
    find some of them.
    """
    place.click()
    place.page.wait_for_load_state("domcontentloaded", timeout=A_WHILE)


def press(page: Page, words: str | re.Pattern[str]) -> None:
    exact = isinstance(words, str)
    click(page.get_by_role("button", name=words, exact=exact).first)


def follow(page: Page, words: str | re.Pattern[str]) -> None:
    click(page.get_by_role("link", name=words, exact=isinstance(words, str)).first)


def open_details(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).first.click()


def main_of(page: Page) -> Locator:
    return page.get_by_role("main")


def sees(page: Page, *words: str | re.Pattern[str]) -> None:
    for each in words:
        expect(main_of(page)).to_contain_text(each, timeout=A_WHILE)


def does_not_see(page: Page, *words: str | re.Pattern[str]) -> None:
    for each in words:
        expect(main_of(page)).not_to_contain_text(each)


def heading_is(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1).first).to_contain_text(words, timeout=A_WHILE)


def told_that(page: Page, *words: str | re.Pattern[str]) -> None:
    """The green banner after something was done."""
    for each in words:
        expect(page.locator(".govuk-notification-banner").first).to_contain_text(
            each, timeout=A_WHILE
        )


def refused_because(page: Page, *words: str | re.Pattern[str]) -> None:
    """The red summary at the top of a page."""
    for each in words:
        expect(page.locator(".govuk-error-summary")).to_contain_text(each, timeout=A_WHILE)


def cannot_press(page: Page, button: str, *because: str | re.Pattern[str]) -> None:
    """The button is there, says that it is disabled, and its description says why."""
    control = page.get_by_role("button", name=button, exact=True)
    expect(control).to_have_attribute("aria-disabled", "true", timeout=A_WHILE)
    why = page.locator(f"#{control.get_attribute('aria-describedby')}")
    for each in because:
        expect(why).to_contain_text(each)


def row_of(page: Page, *words: str) -> Locator:
    rows = page.get_by_role("row")
    for each in words:
        rows = rows.filter(has_text=each)
    return rows.first


def leave(page: Page) -> None:
    """Closes a page without waiting for it: now and then a browser never says that it is closed."""
    page.close(run_before_unload=True)


def download(page: Page, link: Locator, folder: Path) -> Path:
    """A picture that loads late may push the link away from under the pointer: pressed again."""
    for patience in (A_WHILE, LONG):
        try:
            with page.expect_download(timeout=patience) as waiting:
                link.click()
        except TooLong:
            if patience == LONG:
                raise
        else:
            break
    path = folder / waiting.value.suggested_filename
    # Asked for once more by its address: nothing bounds how long a download may be saved.
    answer = page.context.request.get(waiting.value.url, timeout=LONG)
    assert answer.status == 200
    path.write_bytes(answer.body())
    return path
