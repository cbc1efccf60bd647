"""One year of one partnership: its people, its data, and the ways to its rooms."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Opener, Site, keep_picture

PASSWORD = "copper lantern orchard"
ORGANISATIONS = [
    ("police", "Police", "Fenshire Constabulary"),
    ("district", "District, borough or unitary council", "Fenland Borough Council"),
    ("county", "County council", "Fenshire County Council"),
    ("fire", "Fire and rescue", "Fenshire Fire and Rescue Service"),
    ("probation", "Probation", "Fenshire Probation Unit"),
    ("health", "Health (integrated care board)", "Fenshire Integrated Care Board"),
]
ORGANISATION = {kind: name for kind, _, name in ORGANISATIONS}
# The word before the @, the role as the page says it, the name, the organisation.
PEOPLE = [
    ("analyst", "Analyst", "Ursula Wray", "county"),
    ("officer", "Community safety officer", "Tomas Ellery", "district"),
    ("contributor", "Contributor", "Nadia Prowse", "police"),
    ("lead", "Strategic lead", "Gwen Castell", "county"),
    ("member", "Board member", "Amos Thirkell", "fire"),
    ("chair", "Chair", "Ivy Penhallow", "district"),
]
NAME = {word: name for word, _, name, _ in PEOPLE}


@dataclass(frozen=True)
class DataSet:
    """The files of one run, and what is known of them beforehand."""

    name: str
    partnership: str
    area_code: str
    area_name: str
    lookup: Path
    population: Path
    street: tuple[Path, ...]
    earlier: Path
    packed: Path
    outcomes_that_differ: str

    @property
    def slug(self) -> str:
        return self.partnership.lower().replace(" ", "-")


@dataclass(frozen=True)
class Year:
    """The partnership's year as its people open it."""

    site: Site
    signed_in: Opener
    visitor: Callable[[], Page]
    data: DataSet
    folder: Path

    @property
    def number(self) -> int:
        """Last year's: by now some of its steps are late, whatever the day of the test."""
        return datetime.date.today().year - 1

    @property
    def slug(self) -> str:
        return f"{self.data.slug}-{self.number}"

    def in_another_partnership(self, name: str) -> "Year":
        return replace(self, data=replace(self.data, partnership=name))

    def keep_picture(self, page: Page, name: str) -> None:
        """Pictures in docs/ show invented data alone."""
        if self.data.name == "generated":
            keep_picture(page, name)

    def email(self, word: str) -> str:
        return f"{word}@{self.data.slug}.example"

    def page_of(self, word: str, path: str, *, javascript: bool = True) -> Page:
        """A page signed in as the person of this word; the steward is the sample's own."""
        if word == "steward":
            page = self.signed_in(self.site.people["steward"])
        else:
            page = self.signed_in(self.email(word), PASSWORD, javascript=javascript)
        page.goto(path)
        return page

    def partnership(self, word: str, path: str = "") -> Page:
        return self.page_of(word, f"/partnerships/{self.data.slug}/{path}")

    def room(self, word: str, room: str = "", *, javascript: bool = True) -> Page:
        """A room of this year's assessment: scan, document, board, plan, publish; or its year."""
        path = f"/assessments/{self.slug}/{room}/" if room else f"/assessments/{self.slug}/"
        return self.page_of(word, path, javascript=javascript)
