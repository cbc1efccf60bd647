"""Every page that a person can reach by links: axe finds nothing, and a phone shows it whole."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import DESKTOP, Opener, Site, faults

# Downloads and pages of packages that are looked at elsewhere.
NOT_PAGES = re.compile(
    r"\.(csv|svg|json|zip|pdf)$|/(delivery|edition)-files/|^/admin/|/account/logout/"
)
# Each role with what only it sees; the others see a part of the same pages.
ROLES = ["analyst", "officer", "lead", "chair", "steward", "viewer", "provider"]
# Whoever only sends files has a page of their own, and few others.
FEW_PAGES = {"provider": 3}


def pattern(url: str) -> str:
    """The kind of page an address names: numbers and dates are the same kind."""
    parts = urlsplit(url)
    path = re.sub(r"/\d+/", "/N/", parts.path)
    return re.sub(r"-\d{4}/", "-YEAR/", path) + ("?" if parts.query else "")


def reachable(page: Page, start: str) -> Iterator[tuple[str, Response]]:
    """Walk the links from a page, each kind of page once."""
    waiting, seen, kinds = [start], {start}, {}
    while waiting:
        url = waiting.pop(0)
        kind = pattern(url)
        if kinds.get(kind, 0) >= 1:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        response = page.goto(url)
        yield url, response
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            link = urldefrag(link).url
            own = urlsplit(link).netloc == urlsplit(start).netloc
            if own and link not in seen and not NOT_PAGES.search(urlsplit(link).path):
                seen.add(link)
                waiting.append(link)


# The bones of a page: elements and what describes them, without words, numbers and addresses.
BONES = """() => {
  const telling = ["class", "role", "type", "tabindex", "hidden", "lang", "scope", "colspan"];
  const bones = (node) => {
    const said = [...node.attributes]
      .filter((one) => telling.includes(one.name) || one.name.startsWith("aria-"))
      .map((one) => `${one.name}=${one.value.replace(/\\d+/g, "N")}`);
    return `${node.tagName}[${said.sort()}](${[...node.children].map(bones)})`;
  };
  return bones(document.documentElement);
}"""
# Every word that a page shows, as if somebody had written one without end. Not the states: a few
# words of ours that stand whole, and what only screen readers meet.
LENGTHEN = """(word) => {
  const hidden = ".govuk-visually-hidden, .govuk-skip-link";
  const ours = ".govuk-tag, .govuk-task-list__status";
  const own = `script, style, option, textarea, svg, ${ours}, ${hidden}`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && !node.parentElement.closest(own)) said.push(node);
  }
  for (const node of said) node.data = node.data.trimEnd() + word;
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def sound() -> set[str]:
    """Bones of pages in which axe found nothing: not asked again for another role."""
    return set()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_can_reach_is_sound(
    role: str, site: Site, signed_in: Opener, sound: set[str]
):
    """Axe and the console find nothing, and nothing makes the page wider than any screen."""
    page = signed_in(site.people[role])
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    found = {}

    visited = 0
    for url, response in reachable(page, site.at("/")):
        visited += 1
        problems = [f"answered {response.status}"] if response.status != 200 else []
        bones = page.evaluate(BONES)
        if bones not in sound:
            problems += faults(page)
        if not problems:
            sound.add(bones)
        problems += too_wide(page)
        problems += [f"console: {text}" for text in errors]
        errors.clear()
        if problems:
            found[urlsplit(url).path] = problems
    page.close()

    assert found == {}
    assert visited >= FEW_PAGES.get(role, 11)


def too_wide(page: Page) -> list[str]:
    """Widths of screen at which the page runs over, as it is and with words of any length."""
    wide = []
    for words, word in (("as it is", ""), ("with a word of any length", "W" * 400)):
        page.evaluate(LENGTHEN, word)
        for width in (320, 375, DESKTOP["width"]):
            page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
            if over := page.evaluate(TOO_WIDE):
                wide.append(f"{over} px wider than {width} px {words}")
    return wide


def test_signing_in_is_accessible_to_somebody_unknown(site: Site, visitor):
    page = visitor()
    found = {}

    for path in [
        "/account/login/",
        "/account/password/reset/",
        "/accessibility/",
        "/privacy/",
        "/licences/",
        "/join/no-such-letter/",
        "/nothing-here/",
    ]:
        page.goto(path)
        problems = faults(page)
        if problems:
            found[path] = problems

    assert found == {}
