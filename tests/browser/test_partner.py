"""A partner's whole way: files sent over a wire that breaks, mended, answered, taken into use."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener, Site, faults, keep_picture
from tests.browser.steps.page import (
    A_WHILE,
    LONG,
    does_not_see,
    fill_in,
    follow,
    heading_is,
    open_details,
    press,
    sees,
    told_that,
)
from tests.browser.test_every_page import too_wide
from tests.browser.wire import Wire
from tests.factories.data import make_sample

MEGABYTE = 1024 * 1024
SOURCE = "Police recorded crime"
OWN = "/partnerships/wexmere/your-files/"
SEND = f"{OWN}police-street/send/"

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def wire(site: Site) -> Iterator[Wire]:
    made = Wire(int(site.url.rsplit(":", 1)[1]))
    yield made
    made.close()


@pytest.fixture(scope="module")
def provider(site: Site, chromium: Browser, wire: Wire) -> Iterator[Page]:
    """The police's data provider, whose browser reaches the site over the wire alone."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB", base_url=wire.url)
    context.set_default_timeout(A_WHILE)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("Email", exact=True).fill(site.people["provider"])
    page.get_by_label("Password", exact=True).fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    yield page
    context.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A month cut short, the same month whole, and a heavy table of another month."""
    folder = tmp_path_factory.mktemp("partner")
    (short,) = make_sample(folder / "short", last="2026-10", months=1, rows=60).street
    (whole,) = make_sample(folder / "whole", last="2026-10", months=1, rows=900).street
    heavy = folder / "2026-11-wexshire-street.csv"
    lines = whole.read_text().replace("2026-10", "2026-11").splitlines()
    padding = "x" * 26_000
    heavy.write_text("\n".join([f"{lines[0]},Remarks", *(f"{one},{padding}" for one in lines[1:])]))
    return {"short": short, "whole": whole, "heavy": heavy}


def look_at(page: Page, name: str) -> None:
    assert faults(page) == []
    keep_picture(page, name)
    before = page.viewport_size
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    page.set_viewport_size(before)


def wait_until_read(page: Page) -> None:
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible(timeout=LONG)


def test_home_is_their_own_files(provider: Page):
    heading_is(provider, "Your files")
    sees(provider, SOURCE, "What was sent")
    does_not_see(provider, "Population estimates", "Area look-up")
    rooms = provider.get_by_role("navigation", name="Rooms").get_by_role("link")
    expect(rooms).to_have_text(["Your files"])
    look_at(provider, "own-files")


def test_a_connection_cut_in_the_middle_goes_on_where_it_was(
    provider: Page, wire: Wire, files: dict[str, Path]
):
    size = files["heavy"].stat().st_size
    assert size > 20 * MEGABYTE
    provider.goto(SEND)
    look_at(provider, "own-send")
    provider.get_by_label("Files", exact=True).set_input_files(files["heavy"])
    wire.cut_at(size // 2)
    press(provider, "Send")
    sees(provider, "The connection is gone. It goes on by itself where it stopped.")
    expect(provider.get_by_role("progressbar")).to_be_visible()
    look_at(provider, "own-sending")

    wire.mend()

    told_that(provider, "1 file is safe")
    assert wire.passed < size // 2 + 9 * MEGABYTE
    wait_until_read(provider)
    sees(provider, re.compile(r"9\d\d rows read"))


def test_a_closed_page_goes_on_when_the_file_is_chosen_again(
    provider: Page, wire: Wire, files: dict[str, Path]
):
    heavy = files["heavy"]
    heavy.write_text(heavy.read_text().replace("x" * 26_000, "y" * 26_000))
    size = heavy.stat().st_size
    provider.goto(SEND)
    provider.get_by_label("Files", exact=True).set_input_files(heavy)
    wire.cut_at(size // 2)
    press(provider, "Send")
    sees(provider, "The connection is gone")
    provider.goto("about:blank")
    wire.mend()

    provider.goto(SEND)
    sees(provider, "On their way", heavy.name, "is here")
    look_at(provider, "own-unfinished")
    wire.cut_at(size * 2)
    provider.get_by_label("Files", exact=True).set_input_files(heavy)
    press(provider, "Send")
    told_that(provider, "1 file is safe")

    assert wire.passed < size // 2 + 9 * MEGABYTE
    provider.goto(SEND)
    does_not_see(provider, "On their way")


def test_one_of_several_is_cancelled_and_the_others_are_sent(
    provider: Page, wire: Wire, files: dict[str, Path], tmp_path: Path
):
    extra = tmp_path / "extra.csv"
    extra.write_text("Month,Something\n2026-10,else\n")
    heavy = files["heavy"]
    heavy.write_text(heavy.read_text().replace("y" * 26_000, "z" * 26_000))
    provider.goto(SEND)
    provider.get_by_label("Files", exact=True).set_input_files([heavy, extra])
    wire.cut_at(heavy.stat().st_size // 2)
    press(provider, "Send")
    sees(provider, "The connection is gone")
    # What is left goes on by itself as soon as the other is given up.
    wire.mend()
    press(provider, f"Cancel {heavy.name}")

    told_that(provider, "1 file is safe")
    wait_until_read(provider)
    does_not_see(provider, heavy.name)
    sees(provider, "Cannot be used", "What is wrong, and what to do")
    look_at(provider, "own-refused")


def test_a_month_cut_short_is_sent_back_with_words(
    provider: Page, files: dict[str, Path], site: Site, signed_in: Opener
):
    provider.goto(SEND)
    provider.get_by_label("Files", exact=True).set_input_files(files["short"])
    press(provider, "Send")
    wait_until_read(provider)
    sees(provider, "With the analyst", "A part seems to be missing", "send the whole of it")
    look_at(provider, "own-delivery")
    pk = re.search(r"/(\d+)/$", provider.url)[1]

    analyst = signed_in(site.people["analyst"])
    analyst.goto(f"/deliveries/{pk}/")
    sees(analyst, "from Tamsin Ellery (Wexshire Constabulary)")
    open_details(analyst, "Reject it instead")
    fill_in(analyst, "Why is it rejected?", "Most of October is missing. Please send all of it.")
    press(analyst, "Reject")
    follow(analyst, "Reply to the sender")
    sees(analyst, "Drafted from what was found")
    expect(analyst.get_by_label("Reply", exact=True)).to_have_value(
        re.compile("Dear Tamsin Ellery.*because: Most of October is missing", re.DOTALL)
    )
    look_at(analyst, "reply")
    press(analyst, "Send the reply")
    told_that(analyst, "The reply to Tamsin Ellery is sent")
    look_at(analyst, "replied")
    analyst.close()

    provider.reload()
    sees(provider, "Sent back", "Most of October is missing.", "Reply to Tamsin Ellery")
    look_at(provider, "own-sent-back")


def test_it_is_mended_sent_again_and_taken_into_use(
    provider: Page, files: dict[str, Path], site: Site, signed_in: Opener
):
    follow_button = provider.get_by_role("button", name="Send the files again, mended")
    follow_button.click()
    provider.get_by_label("Files", exact=True).set_input_files(files["whole"])
    press(provider, "Send")
    wait_until_read(provider)
    does_not_see(provider, "A part seems to be missing")
    pk = re.search(r"/(\d+)/$", provider.url)[1]

    analyst = signed_in(site.people["analyst"])
    analyst.goto(f"/deliveries/{pk}/")
    press(analyst, "Accept")
    told_that(analyst, "October 2026 is in use now")
    analyst.close()

    provider.reload()
    sees(provider, "Taken into use", "In use: October 2026.")
    follow(provider, "Your files")
    sees(provider, "Taken into use", "Sent back")
    assert too_wide(provider) == []


def test_nothing_of_the_others_is_there(provider: Page, site: Site, signed_in: Opener):
    analyst = signed_in(site.people["analyst"])
    analyst.goto("/partnerships/wexmere/data/population/")
    other = (
        analyst.get_by_role("main").locator("a[href^='/deliveries/']").first.get_attribute("href")
    )
    analyst.close()
    codes = {
        at: provider.goto(at).status
        for at in (
            other,
            f"/your-{other.strip('/')}/",
            "/partnerships/wexmere/",
            f"{OWN}population/send/",
        )
    }

    assert codes == {at: 403 if at.endswith("wexmere/") else 404 for at in codes}


def test_without_scripts_the_plain_form_sends_the_files(
    site: Site, signed_in: Opener, files: dict[str, Path], tmp_path: Path
):
    page = signed_in(site.people["provider"], javascript=False)
    other = tmp_path / files["short"].name
    other.write_text(files["short"].read_text() + "\n")
    page.goto(SEND)
    page.get_by_label("Files", exact=True).set_input_files(other)
    press(page, "Send")
    told_that(page, "1 file is safe")
    page.close()
