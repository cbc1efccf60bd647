"""From an assessment and an audience to the document, composed once and then frozen.

What each reader may see is decided here: which figures, which records, which counts are left out.
The words and records themselves come from the draft that writers read; nothing is drawn here.
"""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from html import escape

from assessment.models import Assessment
from assessment.presenters import board, components
from assessment.presenters.consultation import NOT_SHOWN
from assessment.presenters.draft import Draft, DraftPart, draft
from assessment.presenters.draft_tables import DraftTable
from assessment.structure import BOXES, SECTION_BY_KEY, SECTIONS, THEMES, SectionPlan, box_key
from assessment.text import documents as texts
from datasources.analyses.protection import in_words
from datasources.models import Evidence
from datasources.operations import provenance, releases
from datasources.presenters.figures import Figure, figure
from partnerships.models import Partnership
from partnerships.words import said_day
from reports import numbering
from reports.document import (
    Attendee,
    Block,
    Comment,
    CommentsBlock,
    Detail,
    Document,
    DutiesBlock,
    Duty,
    FigureBlock,
    GridBlock,
    GridCell,
    GridRow,
    MeetingBlock,
    Part,
    PriorityBlock,
    Prose,
    Provenance,
    Recommendation,
    RecommendationsBlock,
    Reference,
    Source,
    SourcesBlock,
    TableBlock,
    TableColumn,
    TableData,
    stamped,
)
from reports.rules import is_settled, left_out
from reports.states import AUDIENCE_BY_SLUG, Audience

WORDS_IN_A_CELL = 30
IN_ITS_PLACE = "Written in its own section."
# The page of the summary and the front say these in their own way.
SAID_ELSEWHERE = {"priorities_in_short"}
# Remarks on a draft were not made for publication.
FOR_PARTNERS = {"comments"}


def release_figures(assessment: Assessment, *, audience: str) -> None:
    """Decide what this audience is given of the document's figures, all of them together.

    Before the document is composed: what readers are given is written down, and composing writes
    nothing.
    """
    if not AUDIENCE_BY_SLUG[audience].is_suppressed:
        return
    partnership = Partnership.objects.get(pk=assessment.partnership_id)
    numbers = {number for section in assessment.sections.all() for number in section.figures}
    evidence = Evidence.objects.filter(pk__in=numbers, question__partnership=partnership)
    releases.held_back(
        list(evidence.select_related("question__partnership").order_by("pk")),
        threshold=partnership.suppression_threshold,
    )


def compose(
    assessment: Assessment,
    *,
    audience: str,
    with_pictures: bool = True,
    shown: set[int] | None = None,
) -> Document:
    """The whole document for one audience, before it has a number and a date.

    Below the board every count under the partnership's threshold is left out, and with it whatever
    would give it away. Without pictures it is made in a moment: for who asks of its words alone.
    The numbers of the answers whose figures stand in it are added to `shown`.
    """
    partnership = assessment.partnership
    readers = AUDIENCE_BY_SLUG[audience]
    threshold = partnership.suppression_threshold if readers.is_suppressed else None
    composer = _Composer(
        assessment, audience=readers, suppress_below=threshold, with_pictures=with_pictures
    )
    document = Document(
        title="Strategic assessment",
        partnership=f"{partnership.name} Community Safety Partnership",
        year=str(assessment.year),
        edition=0,
        audience=audience,
        edition_label="",
        marking=getattr(partnership, readers.marking),
        issued_on="",
        subtitle="Crime, disorder and substance misuse, and what to do about them",
        is_sample=partnership.is_sample,
        summary=composer.summary(),
        priorities=composer.priorities(),
        priorities_note=composer.priorities_note(),
        grid=composer.grid(),
        details=composer.details(),
        parts=composer.parts(),
        notes=composer.notes(),
    )
    if shown is not None:
        shown |= composer.shown
    return _with_uses(numbering.numbered(document), composer.sources_of_figures)


def issued(document: Document, *, number: int, on: date) -> Document:
    """The composed document as an edition: numbered, dated and stamped with its own hash."""
    label = f"Edition {number}, for {AUDIENCE_BY_SLUG[document.audience].label.lower()}"
    return stamped(replace(document, edition=number, edition_label=label, issued_on=on.isoformat()))


def _with_uses(document: Document, sources_of_figures: dict[str, list[str]]) -> Document:
    """Say at each source which figures rest on it; figures have their numbers by now."""
    labels = numbering.labels(document)

    def told(source: Source) -> Source:
        places = tuple(
            Reference(labels[anchor], anchor)
            for anchor, names in sources_of_figures.items()
            if source.name in names and anchor in labels
        )
        return replace(source, used_in=places)

    def block_told(block: Block) -> Block:
        if isinstance(block, SourcesBlock):
            return SourcesBlock(tuple(told(source) for source in block.sources))
        return block

    def part_told(part: Part) -> Part:
        return replace(
            part,
            blocks=tuple(block_told(block) for block in part.blocks),
            parts=tuple(part_told(child) for child in part.parts),
        )

    return replace(document, parts=tuple(part_told(part) for part in document.parts))


class _Composer:
    """Holds what one composition has fetched; each method gives one kind of block."""

    def __init__(
        self,
        assessment: Assessment,
        *,
        audience: Audience,
        suppress_below: int | None,
        with_pictures: bool,
    ) -> None:
        self.assessment = assessment
        self.audience = audience
        self.suppress_below = suppress_below
        self.with_pictures = with_pictures
        self.sections = {section.key: section for section in assessment.sections.all()}
        self.draft: Draft = draft(
            assessment, suppress_below=suppress_below, sections=list(self.sections.values())
        )
        self.by_key = {part.key: part for part in self.draft.parts}
        self.evidence = {
            evidence.pk: evidence
            for evidence in Evidence.objects.filter(
                pk__in=self.draft.figures, question__partnership=assessment.partnership
            ).select_related("question__partnership")
        }
        self.held_back = (
            {}
            if suppress_below is None
            else releases.kept(list(self.evidence.values()), threshold=suppress_below)
        )
        self.said_of = provenance.now(list(self.evidence.values()))
        self.decisions = board.decisions(assessment)
        self.answered = itertools.count(1)
        # Filled while figures are composed: from a figure's anchor to the names of its sources.
        self.sources_of_figures: dict[str, list[str]] = {}
        self.shown: set[int] = set()
        self.makers: dict[str, Callable[[DraftTable], Iterable[Block]]] = {
            "sources": _sources,
            "comments": _comments,
            "recommendations": _recommendations,
            "priorities": lambda table: self.priorities(),
            "decisions": self.meetings,
            "components": self.duties,
            "team": self.team,
            "answers": self.answers,
        }

    def parts(self) -> tuple[Part, ...]:
        main = [self.part(section) for section in SECTIONS if section.level == 1 and section.number]
        return (*self.given(main), *self.retired(""), *self.appendices())

    def given(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """What has nothing to say is left out where only settled text is given."""
        return tuple(
            part for part in parts if part.blocks or part.parts or not self.audience.is_settled
        )

    def is_given(self, key: str) -> bool:
        """Whether these readers are given the text of a section."""
        section = self.sections.get(key)
        return section is None or not self.audience.is_settled or is_settled(section)

    def part(self, section: SectionPlan) -> Part:
        return Part(
            anchor=anchor_of(section.key),
            title=section.title,
            blocks=self.blocks(self.by_key.get(section.key)),
            parts=(
                *self.given(self.part(child) for child in _children(section)),
                *self.retired(section.key),
            ),
            theme=section.theme,
        )

    def retired(self, parent: str) -> Iterable[Part]:
        """What the structure has no more and this year says, below the part it belonged to."""
        for key, section in self.sections.items():
            if not section.plan.is_retired or _known_above(key) != parent:
                continue
            blocks = self.blocks(self.by_key.get(key))
            if blocks:
                yield Part(anchor=anchor_of(key), title=section.plan.title, blocks=blocks)

    def appendices(self) -> tuple[Part, ...]:
        """The appendix that people wrote, then the annexes made of records."""
        keys = ["appendices", *(key for key in self.by_key if key.startswith("appendices."))]
        made = [
            Part(
                anchor=anchor_of(key),
                title="Notes" if key == "appendices" else self.by_key[key].title,
                blocks=self.blocks(self.by_key[key]),
                appendix=True,
            )
            for key in keys
            if key in self.by_key and not self.is_kept_from_readers(self.by_key[key])
        ]
        return tuple(part for part in made if part.blocks)

    def is_kept_from_readers(self, part: DraftPart) -> bool:
        return not self.audience.names_people and part.key.rsplit(".", 1)[-1] in FOR_PARTNERS

    def blocks(self, part: DraftPart | None) -> tuple[Block, ...]:
        if part is None:
            return ()
        made: list[Block] = []
        for place, piece in enumerate(part.pieces if self.is_given(part.key) else ()):
            made.append(self.figure(part, piece, place) if isinstance(piece, int) else Prose(piece))
        made += [Prose(f"<p>{escape(sentence)}</p>") for sentence in part.sentences]
        for place, table in enumerate(part.tables):
            if table.name not in SAID_ELSEWHERE:
                maker = self.makers.get(table.name)
                anchor = f"table-{part.anchor}-{place}"
                made += maker(table) if maker else [_table(table, anchor)]
        return tuple(made)

    def figure(self, part: DraftPart, pk: int, place: int) -> Block:
        evidence = self.evidence.get(pk)
        if evidence is None:
            return Prose("<p>A figure stood here; its evidence is no longer held.</p>")
        drawn = figure(
            evidence,
            suppress_below=self.suppress_below,
            held_back=self.held_back.get(pk),
            sources=self.said_of[pk],
        )
        self.shown.add(pk)
        anchor = f"figure-{part.anchor}-{place}"
        self.sources_of_figures[anchor] = [source["name"] for source in self.said_of[pk]]
        svg = str(drawn.svg) if self.with_pictures else ""
        return _figure(drawn, anchor, svg, self.suppress_below)

    # What readers of one audience are told in a way of its own.

    def team(self, table: DraftTable) -> Iterable[Block]:
        """Names for partners; the public edition says which organisations took part."""
        if self.audience.names_people:
            return [_table(table, "table-team")]
        organisations = sorted({row[2] for row in table.rows if row[2]})
        return [
            TableBlock(
                anchor="table-team",
                caption="Organisations that took part",
                table=TableData(
                    (TableColumn("Organisation"),), tuple((name,) for name in organisations)
                ),
            )
        ]

    def answers(self, table: DraftTable) -> Iterable[Block]:
        """Answers of residents, with a word below the table where counts of it are left out."""
        # Several questions stand in one section: a caption is never given twice.
        block = _table(table, f"table-answers-{next(self.answered)}")
        is_short = any(NOT_SHOWN in row for row in table.rows)
        return [replace(block, caveats=(in_words(self.suppress_below),)) if is_short else block]

    def priorities(self) -> tuple[PriorityBlock, ...]:
        decided = [each for each in self.decisions if each.state in {"agreed", "not_agreed"}]
        decided.sort(key=lambda each: each.state != "agreed")
        return tuple(
            PriorityBlock(
                number=str(place),
                title=decision.title,
                theme=decision.theme,
                agreed=decision.state == "agreed",
                reason=decision.case,
                decision=(
                    f"{decision.statement} {decision.state_label} at {decision.meeting}, "
                    f"{said_day(decision.held_on)}.{_moved(decision)}"
                ),
                anchor=f"priority-{place}",
            )
            for place, decision in enumerate(decided, start=1)
        )

    def priorities_note(self) -> str:
        if any(decision.state == "agreed" for decision in self.decisions):
            return ""
        return "The board has not agreed priorities yet."

    def meetings(self, table: DraftTable) -> Iterable[Block]:
        """The meetings that decided, then what was put to them."""
        deciding = {each.meeting_pk: each for each in self.decisions if each.held_on}
        for decision in deciding.values():
            yield MeetingBlock(
                title=decision.meeting,
                held_on=decision.held_on.isoformat(),
                quorum=decision.quorum,
                attendees=tuple(
                    Attendee(
                        organisation=present.organisation,
                        name=present.person if self.audience.names_people else present.office,
                        attended=True,
                        responsible_authority=present.is_responsible_authority,
                    )
                    for present in decision.attended
                ),
            )
        if self.audience.is_settled:
            open_words = {each.state_label for each in self.decisions if each.state == "proposed"}
            rows = tuple(row for row in table.rows if row[1] not in open_words)
            table = replace(table, rows=rows)
        if table.rows:
            yield _table(table, "table-decisions")

    def duties(self, table: DraftTable) -> Iterable[Block]:
        yield DutiesBlock(
            tuple(
                Duty(
                    name=line.label,
                    question=line.asks,
                    answered=line.is_answered,
                    # Two passages of one section are one place to turn to.
                    where=tuple(
                        dict.fromkeys(
                            Reference(place.words, anchor_of(place.key))
                            for place in self.told_of(line)
                        )
                    ),
                    note=self.answer_in_words(line),
                )
                for line in components.meter(self.assessment)
            )
        )

    def told_of(self, line: components.MeterLine) -> list[components.Place]:
        """The passages that these readers are given: of the others no word is quoted."""
        return [place for place in line.standing if self.is_given(place.key)]

    def answer_in_words(self, line: components.MeterLine) -> str:
        """The passage itself with who named it, or why there is none; the public reads no names."""
        by = "{who}, " if self.audience.names_people else ""
        said = [
            f"“{place.passage}” (" + by.format(who=place.who) + f"{place.when})"
            for place in self.told_of(line)
        ]
        if said:
            return " ".join(said)
        if line.standing:
            return "The text that answers it is not part of this edition."
        if line.why_not:
            told = by.format(who=line.why_not.who) + line.why_not.when
            return f"Not answered, because: {line.why_not.reason} ({told})"
        return line.missing

    # The front

    def summary(self) -> str:
        """The executive summary's words; its figures stay in the analysis."""
        summary = self.by_key.get("summary")
        pieces = summary.pieces if summary and self.is_given("summary") else ()
        return "".join(piece for piece in pieces if isinstance(piece, str))

    def grid(self) -> GridBlock:
        return GridBlock(
            tuple(
                GridRow(theme.slug, tuple(self.cell(theme.slug, box.slug) for box in BOXES))
                for theme in THEMES
            )
        )

    def cell(self, theme: str, box: str) -> GridCell:
        key = box_key(theme, box)
        if key not in self.sections:
            return GridCell("", state="Not part of this year's document")
        advice = [
            row[0]
            for table in self.by_key[key].tables
            if table.name == "recommendations"
            for row in table.rows
        ]
        if advice:
            return GridCell(_advised(advice), anchor=anchor_of(key))
        section = self.sections[key]
        if not self.is_given(key):
            return GridCell("", state="Not part of this edition")
        if not section.words:
            return GridCell("", state="Nothing written yet", anchor=anchor_of(key))
        said = texts.first_sentence(section.document, most_words=WORDS_IN_A_CELL)
        return GridCell(said or IN_ITS_PLACE, anchor=anchor_of(key))

    def details(self) -> tuple[Detail, ...]:
        areas = ", ".join(
            f"{area.name} ({area.code})" if area.name else area.code
            for area in self.assessment.partnership.areas.all()
        )
        return (Detail("Area covered", areas), Detail("Stage", self.assessment.get_stage_display()))

    def notes(self) -> tuple[str, ...]:
        """What readers must know of this edition, printed near its front."""
        told = [self.audience.told]
        if self.suppress_below is not None:
            told.append(
                f"Counts under {self.suppress_below} are left out, and others with them where a "
                "total would give them away. Every count is shown to the board alone."
            )
        if missing := left_out(self.assessment, self.audience):
            told.append(
                "The text of these is not part of this edition, because nobody has written or "
                f"approved it: {'; '.join(map(str, missing))}."
            )
        return tuple(told)


def _moved(decision: board.Decision) -> str:
    """Which authorities moved and seconded; the people are named in the board's own record."""
    if not decision.moved_for:
        return ""
    return f" Moved for {decision.moved_for}, seconded for {decision.seconded_for}."


def _advised(texts_of_advice: list[str]) -> str:
    """The first recommendation in its own words, and how many follow it."""
    first, others = texts_of_advice[0], len(texts_of_advice) - 1
    if len(first.split()) > WORDS_IN_A_CELL:
        return f"{others + 1} recommendations stand there." if others else IN_ITS_PLACE
    return f"{first} And {others} more." if others else first


def anchor_of(key: str) -> str:
    """The place of a section in its document."""
    return f"section-{key.replace('.', '-').replace('_', '-')}"


def _known_above(key: str) -> str:
    """The nearest section above a key that the structure still has: its document part, or none."""
    while key:
        key = key.rpartition(".")[0]
        if key in SECTION_BY_KEY:
            break
    return "" if key == "summary" else key


def _children(section: SectionPlan) -> list[SectionPlan]:
    """The sections right below one, by their numbers."""
    return [
        child
        for child in SECTIONS
        if child.number.startswith(f"{section.number}.")
        and child.number.count(".") == section.number.count(".") + 1
    ]


def _figure(drawn: Figure, anchor: str, svg: str, suppress_below: int | None) -> FigureBlock:
    return FigureBlock(
        anchor=anchor,
        headline=drawn.headline,
        subtitle=drawn.subtitle,
        svg=svg,
        description=drawn.description,
        table=TableData(
            tuple(TableColumn(column.label, column.numeric) for column in drawn.columns),
            drawn.rows,
        ),
        source_line=drawn.source_line,
        caveats=drawn.caveats,
        provenance=Provenance(
            source=drawn.source_line,
            period=drawn.period,
            area=drawn.area,
            denominator=drawn.denominator,
            suppression=(
                "" if suppress_below is None else f"Counts under {suppress_below} are left out"
            ),
        ),
    )


def _table(table: DraftTable, anchor: str) -> TableBlock:
    return TableBlock(
        anchor=anchor,
        caption=table.caption,
        table=TableData(
            tuple(TableColumn(column.label, column.numeric) for column in table.columns),
            table.rows,
        ),
    )


def _sources(table: DraftTable) -> Iterable[Block]:
    yield SourcesBlock(tuple(Source(*row[:5]) for row in table.rows))


def _comments(table: DraftTable) -> Iterable[Block]:
    yield CommentsBlock(
        tuple(
            Comment(str(place), section, author, text, outcome, answer)
            for place, (section, author, text, outcome, answer) in enumerate(table.rows, start=1)
        )
    )


def _recommendations(table: DraftTable) -> Iterable[Block]:
    yield RecommendationsBlock(
        tuple(
            Recommendation(number=str(place), text=text, gap=gap, owner=owner)
            for place, (text, gap, _, owner) in enumerate(table.rows, start=1)
        )
    )
