"""What people recorded: the grid, priorities, comments, sources."""

from reports.document import (
    Comment,
    CommentsBlock,
    GridBlock,
    GridCell,
    GridRow,
    PriorityBlock,
    Reference,
    Source,
    SourcesBlock,
)
from tests.factories.documents.words import GRID_TEXT

PRIORITIES = (
    PriorityBlock(
        "1",
        "Young people hurt by violence near home",
        "victims",
        True,
        "It ranked first in the matrix for every authority, stayed in the top three under every "
        "set of weights tried, and the partnership can affect it.",
        "Decided 6 November 2026.",
        "priority-1",
    ),
    PriorityBlock(
        "2",
        "People leaving prison without a home",
        "offenders",
        True,
        "Small in number, large in harm; three authorities hold part of the answer.",
        "Decided 6 November 2026.",
        "priority-2",
    ),
    PriorityBlock(
        "3",
        "Harbour and Old Town in the evening",
        "locations",
        True,
        "Residents named it first in the survey and at the public meeting.",
        "Decided 6 November 2026.",
        "priority-3",
    ),
    PriorityBlock(
        "4",
        "Theft of agricultural machinery",
        "locations",
        False,
        "Serious for those it touches; the constabulary's rural team leads and the partnership "
        "would add nothing this year.",
        "Decided 6 November 2026.",
        "priority-4",
    ),
)


def grid() -> GridBlock:
    return GridBlock(
        tuple(
            GridRow(
                theme,
                tuple(
                    GridCell(text, "" if text else "Not yet written", f"{theme}-{i}")
                    for i, text in enumerate(texts)
                ),
            )
            for theme, texts in GRID_TEXT.items()
        )
    )


def comments(count: int) -> CommentsBlock:
    outcomes = ("Accepted", "Accepted in part", "Not accepted")
    remarks = (
        "The change on the year before should be set beside the county's.",
        "This paragraph says twice what the figure says once.",
        "The fire service also visits these homes; please say so.",
        "Is this the calendar year or the financial year?",
    )
    return CommentsBlock(
        tuple(
            Comment(
                number=str(i),
                section=f"2.{3 + i % 3}.{1 + i % 5}",
                author=("Fire and rescue", "Probation", "County council")[i % 3],
                text=remarks[i % 4],
                outcome=outcomes[i % 3],
                answer=(
                    "Added, with the county's figure.",
                    "Shortened; the second sentence stays, because members asked for it.",
                    "The period is given beneath each figure.",
                )[i % 3],
            )
            for i in range(1, count + 1)
        )
    )


def sources() -> SourcesBlock:
    return SourcesBlock(
        (
            Source(
                "Police recorded crime",
                "Fenmarch Constabulary",
                "July 2024 to June 2026, Wexmere",
                "Usable with care",
                "complete and timely; positions are moved, and there is no hour",
                "Open Government Licence v3.0",
                used_in=(
                    Reference("Figure 1", "figure-total"),
                    Reference("Figure 3", "figure-violence"),
                ),
            ),
            Source(
                "Population estimates",
                "Office for National Statistics",
                "Mid-2024, 2021 small areas",
                "Strong",
                "official statistics",
                "Open Government Licence v3.0",
                "Source: Office for National Statistics licensed under the Open Government "
                "Licence v3.0.",
            ),
            Source(
                "Residents' survey",
                "Wexmere District Council",
                "May to July 2026, 1,142 answers",
                "Weak",
                "one ward in three has fewer than 30 answers",
                used_in=(Reference("Table 2", "table-survey"),),
            ),
        )
    )
