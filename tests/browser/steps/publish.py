"""Freezing an edition, waiting for its files, opening them as a reader would."""

import csv
import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.steps.page import (
    LONG,
    choose,
    click,
    download,
    follow,
    main_of,
    press,
    row_of,
    told_that,
)


@dataclass(frozen=True)
class Edition:
    """The three files of an edition, as they were downloaded."""

    page_url: str
    digest: str
    html: Path
    pdf: Path
    pack: Path


def publish_for(page: Page, audience: str) -> None:
    press(page, "Publish an edition")
    choose(page, audience)
    warnings = page.get_by_label("I have read the warnings and publish all the same", exact=True)
    if warnings.count():
        warnings.check()
    press(page, "Freeze and publish")
    told_that(page, "is frozen")


def wait_for_the_files(page: Page) -> None:
    expect(page.get_by_role("heading", name="Files", exact=True)).to_be_visible(timeout=LONG)


def digest_on(page: Page) -> str:
    row = page.locator(".govuk-summary-list__row", has_text="Hash of the frozen document")
    return row.locator("code").inner_text()


def download_the_files(page: Page, folder: Path) -> Edition:
    folder.mkdir(parents=True, exist_ok=True)
    table = page.get_by_role("table", name="Files of this edition")
    found = {}
    for row in table.get_by_role("row").all()[1:]:
        path = download(page, row.get_by_role("link"), folder)
        assert sha256(path) == row.locator("code").inner_text()
        found[path.suffix] = path
    return Edition(page.url, digest_on(page), found[".html"], found[".pdf"], found[".zip"])


def page_editions_of_the_finished_year(page: Page, folder: Path) -> list[Path]:
    """The sample's, from its running year, which says what it follows."""
    page.goto("/partnerships/wexmere/")
    follow(page, "Open the timetable")
    click(main_of(page).get_by_role("link", name=re.compile("strategic assessment")))
    follow(page, "Publish")
    links = page.get_by_role("link", name=re.compile("^Web page of edition"))
    return [download(page, link, folder) for link in links.all()]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def text_of_page(path: Path, number: int) -> str:
    pdf = pypdfium2.PdfDocument(path)
    return pdf[number].get_textpage().get_text_range()


def pages_of(path: Path) -> int:
    return len(pypdfium2.PdfDocument(path))


def tables_in(pack: Path) -> dict[str, list[list[str]]]:
    """Every CSV of the pack by its name."""
    with zipfile.ZipFile(pack) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.reader(archive.read(name).decode("utf-8-sig").splitlines()))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def names_in(pack: Path) -> list[str]:
    with zipfile.ZipFile(pack) as archive:
        return archive.namelist()


def is_listed(page: Page, number: int, audience: str) -> None:
    expect(row_of(page, f"Edition {number}", audience)).to_be_visible()
    expect(row_of(page, f"Edition {number}")).to_contain_text(re.compile("PDF", re.IGNORECASE))
