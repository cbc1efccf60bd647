"""Tables of invented numbers."""

from reports.document import TableBlock, TableColumn, TableData
from tests.factories.documents.figures import TYPES, WARDS


def matrix() -> TableBlock:
    factors = ("Volume", "Trend", "Harm", "Community", "Can we affect it?", "Total", "Spread")
    issues = (
        "Violence near home", "Release without a home", "Evening disorder in Harbour",
        "Fraud against older people", "Shoplifting", "Domestic abuse, repeat",
        "Deliberate fires", "Machinery theft", "County lines", "Hate crime",
    )  # fmt: skip
    return TableBlock(
        anchor="table-matrix",
        caption="Ten issues as five authorities scored them, without seeing each other's scores",
        table=TableData(
            (TableColumn("Issue"), *(TableColumn(name, numeric=True) for name in factors)),
            tuple(
                (
                    issue,
                    *(str(1 + (i * 3 + j * 5) % 4) for j in range(5)),
                    str(19 - i),
                    f"{1 + i % 3}",
                )
                for i, issue in enumerate(issues)
            ),
        ),
        source_line="Scores from 1 (low) to 4 (high); spread is the distance between authorities.",
    )


def survey_table() -> TableBlock:
    return TableBlock(
        anchor="table-survey",
        caption="What residents said should come first, by ward",
        table=TableData(
            (
                TableColumn("Ward"),
                TableColumn("Answers", numeric=True),
                TableColumn("First choice"),
                TableColumn("Share", numeric=True),
            ),
            tuple(
                (ward, str(40 + 13 * i), TYPES[i % 4], f"{24 + 3 * (i % 5)}%")
                for i, ward in enumerate(WARDS)
            ),
        ),
        source_line="Source: residents' survey, Wexmere District Council, May to July 2026.",
    )


def actions_table() -> TableBlock:
    rows = (
        ("A1", "Lighting at the bus station", "District council", "March 2026", "Done",
         "Reports fell by 22%"),
        ("A2", "Twelve-week victims' pathway", "County council", "April 2026", "Done",
         "164 of 212 finished"),
        ("A3", "Monthly counts from the hospital", "Integrated care board", "June 2026",
         "Not done", "Agreed in principle; no data"),
        ("A4", "Shared list of managed offenders", "Probation", "January 2026", "Done in part",
         "Housing joined in May"),
    )  # fmt: skip
    labels = ("No.", "Action", "Owner", "Due", "Verdict", "What came of it")
    return TableBlock(
        "table-actions",
        "Last year's actions and the verdict on each",
        TableData(tuple(TableColumn(label) for label in labels), rows),
    )


def long_table(rows: int, *, columns: int = 5, anchor: str = "table-long") -> TableBlock:
    names = ["Area", *(f"Count {i}" for i in range(1, columns))]
    return TableBlock(
        anchor,
        f"A table of {rows} rows and {columns} columns",
        TableData(
            tuple(TableColumn(name, numeric=i > 0) for i, name in enumerate(names)),
            tuple(
                (f"X010{i:05}", *(f"{(i * 37 + j * 11) % 900:,}" for j in range(1, columns)))
                for i in range(rows)
            ),
        ),
    )
