"""Plain table: anything else that has columns; a person says which is which."""

from __future__ import annotations

from dataclasses import replace

from datasources.kinds.columns import how_many, what, when, where
from datasources.kinds.kind import Kind, Usual
from datasources.kinds.measure import Vocabulary, simple
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed, prescribed

TYPES = Vocabulary("category", (), "Other")
"""Until a person names them."""

KIND = Kind(
    slug="plain-table",
    label="Plain table (you say what its columns are)",
    shape=Shape.PLAIN,
    described="a plain table",
    description=(
        "A table of no kind that is known here. You name its columns for the period, the area, the"
        " type and the number."
    ),
    columns=(
        replace(when("When", "when it was, if a column says so"), required=False),
        where("Where", "where it was, if a column says so", required=False),
        what("What", "what it was, if a column says so", words=TYPES, required=False),
        replace(how_many("How many", "where a row stands for several"), required=False),
    ),
    expected="Any table with one row of headings; you say what its columns are.",
    traps=(
        "Nothing is known of how it was made: write down who counted what, and how.",
        "Totals among the rows are counted again unless they are left out.",
        "A number that was left out to protect people is not nought.",
    ),
    usual=Usual(),
    is_said=True,
    measures=(
        replace(
            simple(
                "plain-table",
                "Rows of a plain table",
                "rows",
                TYPES,
                caveats=("Nothing is known of how it was made but what its source says.",),
            ),
            rest_means="rows of whatever type: nobody has named any for figures",
        ),
    ),
    starts=(
        prescribed(
            "racial-incidents",
            "Racial incidents",
            Sender.COUNTY,
            "each racial incident that the council knows of, with time, date and location",
            "7",
        ),
        agreed(
            "policing-priorities",
            "Neighbourhood policing priorities",
            Sender.POLICE,
            "what each neighbourhood team set itself, as published by the force",
        ),
    ),
)
