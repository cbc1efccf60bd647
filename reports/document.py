"""The document that readers see, as a tree of plain values: what it holds, never how it looks.

A document is composed once from an assessment (`reports.outline`), numbered once
(`reports.numbering`), then frozen as JSON in an edition. Everything drawn from it (HTML, PDF, pack)
is a function of this value alone, so an edition can be drawn again and compared byte by byte.
"""

import dataclasses
import functools
import hashlib
import html
import json
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MARKUP = re.compile(r"<[^>]*>")
# Fields whose words stand in markup.
IN_MARKUP = {"html", "summary", "statement"}
# Fields that are no words on a page: outlines, places, a fingerprint, what the pack says anew.
NOT_SAID = {"svg", "anchor", "digest", "provenance"}
THEMES = {"victims": "Victims", "offenders": "Offenders", "locations": "Locations"}
BOXES = ("Key information", "Current work", "Progress", "Gaps", "Recommendations")


@dataclass(frozen=True)
class Provenance:
    """What must be said of every number: where from, of when and where, out of how many."""

    source: str = ""
    provider: str = ""
    period: str = ""
    area: str = ""
    denominator: str = ""
    vintage: str = ""
    robustness: str = ""
    suppression: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class TableColumn:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class TableData:
    """Cells as they are to be read; the first column names the row."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Prose:
    """Formatted text that was already rendered on the server from a section's revision."""

    html: str


@dataclass(frozen=True)
class FigureBlock:
    """A chart with everything that must travel with it."""

    anchor: str
    headline: str
    subtitle: str
    svg: str
    description: str
    table: TableData
    source_line: str
    caveats: tuple[str, ...] = ()
    number: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True)
class TableBlock:
    anchor: str
    caption: str
    table: TableData
    source_line: str = ""
    caveats: tuple[str, ...] = ()
    number: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True)
class PriorityBlock:
    """One thing the board agreed, or did not agree, to work on, with the decision behind it."""

    number: str
    title: str
    theme: str = ""
    agreed: bool = True
    reason: str = ""
    decision: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class GridCell:
    """One of the 15 boxes in a few words; `state` says why there are none yet."""

    text: str
    state: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class GridRow:
    theme: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class GridBlock:
    """Three themes by five boxes."""

    rows: tuple[GridRow, ...]
    boxes: tuple[str, ...] = BOXES


@dataclass(frozen=True)
class Reference:
    """A place in this document, by its anchor."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Duty:
    """A thing the law asks for and where this document answers it."""

    name: str
    question: str
    answered: bool
    where: tuple[Reference, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class DutiesBlock:
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class ConsultationMethod:
    who: str
    how: str
    when: str
    answers: str = ""


@dataclass(frozen=True)
class ConsultationBlock:
    """How residents were consulted, with the public meeting that the Regulations ask for."""

    statement: str
    methods: tuple[ConsultationMethod, ...] = ()
    public_meeting: str = ""


@dataclass(frozen=True)
class Attendee:
    organisation: str
    name: str
    attended: bool
    responsible_authority: bool = True


@dataclass(frozen=True)
class MeetingBlock:
    """The meeting that decided, who was there for which authority, and whether that was enough."""

    title: str
    held_on: str
    quorum: str
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True)
class Recommendation:
    number: str
    text: str
    gap: str = ""
    owner: str = ""


@dataclass(frozen=True)
class RecommendationsBlock:
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Comment:
    number: str
    section: str
    author: str
    text: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class CommentsBlock:
    """The register of comments on the draft: every one of them answered."""

    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class Source:
    name: str
    provider: str
    coverage: str
    robustness: str
    reason: str
    licence: str = ""
    attribution: str = ""
    used_in: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class SourcesBlock:
    sources: tuple[Source, ...]


Block = (
    Prose
    | FigureBlock
    | TableBlock
    | PriorityBlock
    | GridBlock
    | DutiesBlock
    | ConsultationBlock
    | MeetingBlock
    | RecommendationsBlock
    | CommentsBlock
    | SourcesBlock
)


@dataclass(frozen=True)
class Part:
    """A section of the document. A part with neither blocks nor parts says that it is unwritten."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Part", ...] = ()
    theme: str = ""
    appendix: bool = False
    number: str = ""
    level: int = 1


@dataclass(frozen=True)
class Detail:
    """A line of the table of document details on the title page."""

    label: str
    value: str


@dataclass(frozen=True)
class KeyNumber:
    """A number large enough for the summary, with the words that make it mean something."""

    value: str
    label: str


@dataclass(frozen=True)
class Document:
    """One edition of a partnership's strategic assessment.

    `edition` is the number, `edition_label` its words ("Edition 2, public"); `issued_on` is an ISO
    date; `digest` is empty while the document is composed and filled by `stamped`.
    """

    title: str
    partnership: str
    year: str
    edition: int
    audience: str
    edition_label: str
    marking: str
    issued_on: str
    parts: tuple[Part, ...] = ()
    subtitle: str = ""
    language: str = "en-GB"
    digest: str = ""
    is_sample: bool = False
    summary: str = ""
    key_numbers: tuple[KeyNumber, ...] = ()
    priorities: tuple[PriorityBlock, ...] = ()
    priorities_note: str = ""
    grid: GridBlock | None = None
    details: tuple[Detail, ...] = ()
    trail_note: str = ""
    notes: tuple[str, ...] = ()


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of the tree
    """Every word that readers are told by a document, a part or a block, without its markup."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            if field.name in IN_MARKUP:
                yield html.unescape(MARKUP.sub(" ", held))
            elif field.name not in NOT_SAID:
                yield from strings(held)


def to_json(document: Document) -> str:
    """The document as canonical JSON: the same document always gives the same characters."""
    return json.dumps(
        _plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def from_json(text: str) -> Document:
    document: Document = _value(Document, json.loads(text))
    return document


def digest(document: Document) -> str:
    """SHA-256 of the document without its own stamp; the number that minutes quote."""
    unstamped = dataclasses.replace(document, digest="")
    return hashlib.sha256(to_json(unstamped).encode()).hexdigest()


def content_digest(document: Document) -> str:
    """The hash of what readers are told, whatever number and date it is told under."""
    return digest(dataclasses.replace(document, edition=0, edition_label="", issued_on=""))


def digest_of_json(text: str) -> str:
    """The digest of a frozen document as it lies there, whatever fields this version knows."""
    lying = json.loads(text) | {"digest": ""}
    plain = json.dumps(
        lying, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(plain.encode()).hexdigest()


def stamped(document: Document) -> Document:
    return dataclasses.replace(document, digest=digest(document))


_BLOCKS = {kind.__name__: kind for kind in typing.get_args(Block)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the tree
    if dataclasses.is_dataclass(value):
        fields = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if type(value).__name__ in _BLOCKS:
            fields["block"] = type(value).__name__
        return fields
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - the mirror of _plain
    if plain is None:
        return None
    if isinstance(plain, list):
        (inner,) = (arg for arg in typing.get_args(kind) if arg is not Ellipsis)
        return tuple(_value(inner, item) for item in plain)
    if isinstance(plain, dict):
        kind = _BLOCKS[plain["block"]] if "block" in plain else kind
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], plain[name]) for name in plain if name in hints})
    return plain


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
