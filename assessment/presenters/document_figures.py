"""Figures inside the text: from a figure's evidence to what stands in its place.

A text holds only the number of its evidence. On a page it becomes the figure itself; in an edition
it becomes a mark, and the reports room draws the figure in its own way.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from django.template.loader import render_to_string

from datasources.analyses.cells import Hidden
from datasources.models import Evidence
from datasources.operations import provenance, releases
from datasources.presenters.figures import figure, page_figure

# From the number of the evidence and the level of a heading there, to markup.
Draw = Callable[[str, int], str]
MARK = re.compile(r"<!--figure:(\d+)-->")


def as_mark(name: str, level: int) -> str:
    """The place of a figure, to be filled by somebody else; `pieces` finds it again."""
    return f"<!--figure:{int(name)}-->"


def pieces(html: str) -> tuple[str | int, ...]:
    """Rendered text cut at its figures: markup, evidence number, markup ... without empty ends."""
    found = [int(part) if place % 2 else part for place, part in enumerate(MARK.split(html))]
    return tuple(part for part in found if part != "")


def on_page(
    numbers: Sequence[int],
    *,
    may_see_data: bool,
    suppress_below: int | None = None,
    overtaken: Mapping[int, str] | None = None,
) -> Draw:
    """Draws the figures of a page: all their evidence in one query, numbered in reading order.

    Who may not enter the data room gets the picture within the page, and no ways into that room;
    so does who may not see small counts, for that room shows them. `overtaken` says of an answer
    that a newer one stands.
    """
    order = list(dict.fromkeys(numbers))
    known = {
        str(evidence.pk): evidence
        for evidence in Evidence.objects.filter(pk__in=order).select_related(
            "question__partnership"
        )
    }
    hidden = (
        {}
        if suppress_below is None
        else releases.held_back(list(known.values()), threshold=suppress_below)
    )
    sources = provenance.now(list(known.values()))
    places = {str(number): place for place, number in enumerate(order, start=1)}
    drawn: list[str] = []

    def draw(name: str, level: int) -> str:
        drawn.append(name)
        if name not in known:
            return '<p class="govuk-inset-text">The evidence of this figure is gone.</p>'
        parts = {
            "id": f"figure-{len(drawn)}",
            "level": level,
            "number": f"Figure {places[name]}" if name in places else "",
            "standing": (overtaken or {}).get(int(name), ""),
        }
        return render_to_string(
            "components/figure.html",
            parts
            | _shown(
                known[name],
                may_see_data=may_see_data,
                suppress_below=suppress_below,
                held_back=hidden.get(known[name].pk),
                sources=sources[known[name].pk],
            ),
        )

    return draw


def _shown(
    evidence: Evidence,
    *,
    may_see_data: bool,
    suppress_below: int | None,
    held_back: Hidden | None,
    sources: list[provenance.Said],
) -> dict:
    if not may_see_data or suppress_below is not None:
        drawn = figure(
            evidence, suppress_below=suppress_below, held_back=held_back, sources=sources
        )
        return {"figure": drawn, "table": drawn.table}
    linked = page_figure(evidence, key="", sources=sources)
    return {
        "figure": linked,
        "table": linked.table,
        "csv_url": linked.csv_url,
        "explore_url": linked.explore_url,
    }
