"""Kites that came down where they should not: a kind that is one file."""

from __future__ import annotations

from datasources.kinds.columns import key, what, when
from datasources.kinds.kind import OGL, Kind, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import place
from datasources.kinds.shape import Shape

WORDS = vocabulary(
    "kite_type",
    {"Diamond kite": ("Eddy",), "Box kite": (), "Sled kite": (), "Kite with two lines": ()},
    "Other kites (not in the list)",
)

KIND = Kind(
    slug="kites-lost",
    label="Kites lost",
    shape=Shape.EVENTS,
    described="a table of lost kites",
    description="Kites that were handed in, one row each.",
    columns=(
        key("Kite number", "the number on its label"),
        when("Day of landing", "the day on which it came down"),
        what("Kind of kite", "how it was built", "Build", words=WORDS),
        place("where it came down: a small area, a ward or a district"),
    ),
    expected="A table with one row a kite: the day, how it was built, and its small area or ward.",
    traps=("Kites are lost where the wind is, not where their owners live.",),
    usual=Usual("The society of kite flyers", OGL, "monthly"),
    measures=(simple("kites-lost", "Kites lost", "kites", WORDS),),
)
