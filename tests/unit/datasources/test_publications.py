"""A month sent again: the same, newer, or older than the one held."""

import dataclasses
import io

import pandas as pd

from datasources.intake import Comparison
from tests.unit.datasources.building import (
    asb,
    context,
    csv_text,
    found,
    read_street,
    row,
    severities,
)

NAME = "2025-01-wexshire-street.csv"
SETTLED = (row("a1", outcome="Local resolution"), row("a2", outcome="Offender fined"), asb())
WAITING = (row("a1", outcome="Under investigation"), row("a2", outcome="Offender fined"), asb())


def reading_against(tmp_path, held: tuple[str, ...], sent: tuple[str, ...]):
    current = read_street(tmp_path, (NAME, csv_text(*held))).slices[0].frame
    # As frames come back from storage.
    stored = io.BytesIO()
    current.to_parquet(stored)
    held_frames = {"2025-01": pd.read_parquet(stored)}
    return read_street(tmp_path, (NAME, csv_text(*sent)), given=context(current=held_frames.get))


def test_same_rows_again_are_recognised(tmp_path):
    reading = reading_against(tmp_path, SETTLED, SETTLED[::-1])

    assert found(reading) == {"same-as-current": 3}
    assert reading.slices[0].compares == Comparison(rows_before=3, rows_now=3, in_both=2)
    assert reading.slices[0].compares.is_identical


def test_earlier_publication_is_told_by_its_unsettled_outcomes(tmp_path):
    reading = reading_against(tmp_path, SETTLED, WAITING)

    assert severities(reading) == {"earlier-publication": "warning"}
    assert found(reading) == {"earlier-publication": 1}
    assert reading.findings[0].message == (
        "January 2025 looks like an earlier publication than the one held: 1 of 2 rows differs"
        " in Last outcome category; nothing else differs. 1 row has an outcome less settled than"
        " the one held, such as 'Under investigation' where a final outcome is known. It replaces"
        " nothing unless you say so."
    )
    assert dataclasses.replace(reading.slices[0].compares, reason="") == Comparison(
        rows_before=3,
        rows_now=3,
        in_both=2,
        changed={"last_outcome": 1},
        rows_changed=1,
        looks_earlier=True,
    )


def test_later_publication_is_told_and_does_not_look_earlier(tmp_path):
    reading = reading_against(tmp_path, WAITING, SETTLED)

    assert severities(reading) == {"republished": "note"}
    assert reading.slices[0].compares.looks_earlier is False
    assert reading.slices[0].compares.changed == {"last_outcome": 1}
    assert (reading.slices[0].compares.gone, reading.slices[0].compares.added) == (0, 0)


def test_what_the_outcomes_say_of_two_versions_is_said_on_both_sides(tmp_path):
    final, waiting = "Local resolution", "Under investigation"

    def version(*outcomes: str) -> tuple[str, ...]:
        return tuple(row(f"a{at}", outcome=outcome) for at, outcome in enumerate(outcomes))

    earlier, later, level = (
        reading_against(tmp_path, version(*held), version(*sent)).findings[-1]
        for held, sent in (
            ((final, final, waiting), (waiting, waiting, final)),
            ((waiting, waiting, final), (final, final, waiting)),
            ((final, waiting), (waiting, final)),
        )
    )

    assert (earlier.code, later.code, level.code) == (
        "earlier-publication",
        "republished",
        "republished",
    )
    assert earlier.message == (
        "January 2025 looks like an earlier publication than the one held: 3 of 3 rows differ"
        " in Last outcome category; nothing else differs. 2 rows have an outcome less settled than"
        " the one held, such as 'Under investigation' where a final outcome is known, and 1 a more"
        " settled one. It replaces nothing unless you say so."
    )
    assert later.message == (
        "January 2025 is held already and would be replaced: 3 of 3 rows differ in Last outcome"
        " category; nothing else differs. 2 rows have an outcome more settled than the one held,"
        " and 1 a less settled one."
    )
    assert level.message == (
        "January 2025 is held already and would be replaced: 2 of 2 rows differ in Last outcome"
        " category; nothing else differs. 1 row has an outcome more settled than the one held,"
        " and 1 a less settled one."
    )


def test_every_kind_of_difference_is_counted(tmp_path):
    held = (row("a1"), row("a2"), row("a3", crime="Drugs"), asb(), asb())
    sent = (row("a1"), row("a3", crime="Robbery"), row("a4"), asb(), asb(lsoa="X01000002"))

    reading = reading_against(tmp_path, held, sent)

    assert reading.slices[0].compares == Comparison(
        rows_before=5,
        rows_now=5,
        gone=2,
        added=2,
        in_both=2,
        changed={"crime_type": 1},
        rows_changed=1,
    )
    assert reading.findings[-1].message == (
        "January 2025 is held already and would be replaced: 2 rows are only in what is held; 2"
        " rows are only in this file; 1 of 2 rows differs in Crime type."
    )


def test_outcome_that_is_awaited_is_less_settled_than_a_result(tmp_path):
    held = (row("a1", outcome="Court result unavailable"),)
    sent = (row("a1", outcome="Awaiting court outcome"),)

    assert reading_against(tmp_path, held, sent).slices[0].compares.looks_earlier is True
