"""Reading a page as a person does: its words, its tables, its links and buttons."""

from html.parser import HTMLParser

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

VOID = {"br", "img", "input", "hr", "link", "meta"}


class _Reader(HTMLParser):
    """Collects the words of the main part, row by row where they stand in a table."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.controls: list[str] = []
        self._open: list[str] = []
        self._caption = ""
        self._cell: list[str] | None = None
        self._control: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag not in VOID:
            self._open.append(tag)
        if tag == "caption":
            self._caption = ""
        elif tag == "tr":
            self.tables.setdefault(self._caption, []).append([])
        elif tag in {"th", "td"}:
            self._cell = []
        elif tag == "button" or (tag == "a" and "main" in self._open):
            self._control = []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in {"th", "td"} and self._cell is not None:
            self.tables[self._caption][-1].append(_joined(self._cell))
            self._cell = None
        elif tag in {"a", "button"} and self._control is not None:
            if "main" in self._open:
                self.controls.append(_joined(self._control))
            self._control = None

    def handle_data(self, text: str) -> None:
        if "main" not in self._open or {"script", "style"} & set(self._open):
            return
        self.words.append(text)
        if self._open[-1] == "caption":
            self._caption += text.strip()
        if self._cell is not None:
            self._cell.append(text)
        if self._control is not None:
            self._control.append(text)


def _joined(parts: list[str]) -> str:
    return " ".join(" ".join(parts).split())


def _read(response: HttpResponse) -> _Reader:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader


def words(response: HttpResponse) -> str:
    """Everything that the page's main part says, with single spaces."""
    return _joined(_read(response).words)


def rows(response: HttpResponse, caption: str) -> list[list[str]]:
    """The rows of the table of that caption, without its head."""
    return _read(response).tables.get(caption, [[]])[1:]


def controls(response: HttpResponse) -> list[str]:
    """The words of the links and buttons of the main part, in order."""
    return _read(response).controls


def said(response: HttpResponse) -> list[str]:
    """What the page that the person was sent to says has happened."""
    return [str(message) for message in response.context["messages"]]


def queries_of(client: Client, address: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
