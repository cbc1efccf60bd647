"""Who may open what in the assessment, put together from its four parts."""

from tests.access import (
    Access,
    assessment_board,
    assessment_document,
    assessment_scan,
    assessment_year,
)

PARTS = (assessment_year, assessment_scan, assessment_document, assessment_board)
ACCESS: dict[str, Access] = {name: row for part in PARTS for name, row in part.ACCESS.items()}


def furnish(world) -> None:
    for part in PARTS:
        part.furnish(world)
