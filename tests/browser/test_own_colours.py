"""In the reader's own colours, dark ones above all, dark ink stands on a plate of its own: what is
drawn is seen all the same."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import Browser, Locator, Page, expect

from config.sample.people import PASSWORD
from tests.browser.conftest import DESKTOP, PHONE, Opener, Site, load_every_picture
from tests.browser.steps import publish
from tests.browser.steps.page import A_WHILE, LONG, follow, leave, press

OWN_COLOURS = {"color_scheme": "dark", "forced_colors": "active"}
ARE_OWN = "matchMedia('(forced-colors: active)').matches"
PAPER = "rgb(255, 255, 255)"
# What is drawn must stand out by: success criterion 1.4.11.
ENOUGH = 3
# A colour of fewer pixels than one in so many is the soft edge of another.
TRACE = 1000


@pytest.fixture
def page(site: Site, signed_in: Opener) -> Iterator[Page]:
    page = signed_in(site.people["analyst"])
    page.emulate_media(**OWN_COLOURS)
    page.goto("/partnerships/wexmere/")
    assert page.evaluate(ARE_OWN)
    yield page
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("colours", [{}, OWN_COLOURS], ids=["ours", "own"])
def test_every_bar_of_the_year_stands_out(site: Site, signed_in: Opener, size: dict, colours: dict):
    page = signed_in(site.people["analyst"])
    page.emulate_media(**colours)
    page.goto("/partnerships/wexmere/")
    follow(page, "Open the timetable")
    page.set_viewport_size(size)
    drawn = pixels(page.screenshot(full_page=True, animations="disabled"))
    bars = page.locator(".app-gantt__bar:visible").evaluate_all(
        "all => all.map(bar => [bar.classList[1], bar.getBoundingClientRect().toJSON()])"
    )
    page.close()

    assert [kind for kind, box in bars if of_a_bar(drawn, box) < ENOUGH] == []
    assert len(bars) > 10


def of_a_bar(drawn: np.ndarray, box: dict) -> float:
    """How far a bar, or the line around it, stands out from the row of pixels below it. In each
    row the commonest colour counts: today's line and those of the months cross it."""
    left, right = round(box["left"]), round(box["right"])
    rows = [
        commonest(drawn[row : row + 1, left:right])
        for row in range(round(box["top"]), round(box["bottom"]) + 4)
    ]
    return max(contrast(row, rows[-1]) for row in rows)


def of_the_source(page: Page) -> Locator:
    page.goto("/partnerships/wexmere/data/police-street/")
    return page.locator(".app-figure__picture")


def explored(page: Page) -> Locator:
    found = of_the_source(page)
    press(page, re.compile("^Explore"))
    expect(found.locator(".trace").first).to_be_visible(timeout=LONG)
    return found


def of_scores(page: Page) -> Locator:
    follow(page, "Scan")
    return page.locator(".app-spread")


def of_the_year(page: Page) -> Locator:
    return page.locator(".app-gantt__picture:visible")


def to_be_scanned(page: Page) -> Locator:
    """By the app that gives the second factor."""
    page.goto("/account/2fa/totp/activate/")
    password = page.get_by_label("Password", exact=True)
    if password.count():
        password.fill(PASSWORD)
        press(page, "Continue")
    return page.get_by_alt_text("A picture to scan")


@pytest.mark.parametrize(
    "pictures", [of_the_source, explored, of_scores, of_the_year, to_be_scanned]
)
def test_dark_ink_stands_on_a_light_plate(page: Page, pictures: Callable[[Page], Locator]):
    stand_on_plates(pictures(page))


def test_figures_of_a_page_edition_stand_on_a_light_plate(
    site: Site, signed_in: Opener, chromium: Browser, tmp_path: Path
):
    viewer = signed_in(site.people["viewer"])
    edition = publish.page_editions_of_the_finished_year(viewer, tmp_path)[0]
    leave(viewer)
    page = chromium.new_page(viewport=DESKTOP)
    page.emulate_media(**OWN_COLOURS)
    page.goto(edition.as_uri())
    assert page.evaluate(ARE_OWN)

    stand_on_plates(page.locator(".figure-picture"))
    page.close()


def stand_on_plates(pictures: Locator) -> None:
    """Their ink is seen, and they have a ground of their own, whatever a file brings with it."""
    expect(pictures.first).to_be_visible(timeout=A_WHILE)
    load_every_picture(pictures.page)
    for picture in pictures.all():
        assert of_a_picture(picture) >= ENOUGH
        expect(picture).to_have_css("background-color", PAPER)


def of_a_picture(picture: Locator) -> float:
    """How far the darkest ink of a picture stands out from its ground, the commonest colour."""
    drawn = pixels(picture.screenshot(animations="disabled"))
    found = counted(drawn)
    inks = [colour for colour, count in found.items() if count * TRACE > found.total()]
    return contrast(min(inks, key=luminance), commonest(drawn))


def pixels(png: bytes) -> np.ndarray:
    return imread(io.BytesIO(png), format="png")[..., :3]


def counted(drawn: np.ndarray) -> Counter[tuple[float, ...]]:
    colours, counts = np.unique(drawn.reshape(-1, 3), axis=0, return_counts=True)
    return Counter(dict(zip(map(tuple, colours.tolist()), counts.tolist(), strict=True)))


def commonest(drawn: np.ndarray) -> tuple[float, ...]:
    return counted(drawn).most_common(1)[0][0]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    """Of a colour of the screen, as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
