"""Anything may be sent in the browser: words come back, no page breaks, the worker lives on."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datasources import samples
from tests.browser.conftest import Opener, Site, keep_picture
from tests.browser.steps import data
from tests.browser.steps.page import LONG, sees, send_files

UPLOAD = "/partnerships/wexmere/data/police-street/upload/"


def an_empty_file() -> bytes:
    return b""


def a_pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def a_zip_that_climbs_out() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../2025-12-wexshire-street.csv", "Crime ID,Month\n")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("2025-11-wexshire-street.csv", an_empty_file, "empty"),
        ("2025-12-wexshire-street.csv", a_pdf, "PDF"),
        ("download.zip", a_zip_that_climbs_out, "ZIP"),
    ],
    ids=["an empty file", "a PDF called .csv", "a ZIP that climbs out"],
)
def test_a_bad_file_is_refused_in_words(
    name: str,
    content: Callable[[], bytes],
    words: str,
    site: Site,
    signed_in: Opener,
    tmp_path: Path,
):
    broken: list[str] = []
    page = listening(signed_in(site.people["analyst"]), broken)
    (tmp_path / name).write_bytes(content())

    page.goto(UPLOAD)
    send_files(page, [tmp_path / name])
    expect(page.get_by_role("heading", name="What was found")).to_be_visible(timeout=LONG)

    sees(page, "Nothing in these files could be used", words, "What to do:", name)
    keep_picture(page, "refused")
    assert broken == []
    page.close()


def test_after_all_that_the_worker_reads_a_good_file(site: Site, signed_in: Opener, tmp_path: Path):
    good = samples.generate(tmp_path, seed=9, months=["2021-01"], rows_per_month=900).street[0]
    broken: list[str] = []
    page = listening(signed_in(site.people["analyst"]), broken)

    page.goto(UPLOAD)
    send_files(page, [good])
    data.wait_until_read(page)

    sees(page, "January 2021 will come into use")
    assert broken == []
    page.close()


def listening(page: Page, broken: list[str]) -> Page:
    """Every answer that says that the server failed is noted."""
    page.on(
        "response",
        lambda answer: broken.append(answer.url) if answer.status >= 500 else None,
    )
    return page
