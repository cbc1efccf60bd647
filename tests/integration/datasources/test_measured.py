"""What is measured of a source whose rows are in use."""

from datetime import date

from datasources.models import Source
from datasources.operations import measured

TODAY = date(2026, 11, 28)


def test_places_are_counted_over_what_is_in_use(world_with_data):
    police = Source.objects.get(kind="police-street")

    found = measured.of_source(police, TODAY)

    (share, known) = found["located"].sentences
    assert share.endswith("have a place (January 2024 to December 2025).")
    assert known == "Of those, 100.0% are in the area look-up."
    assert found["located"].suggests == "good"
    assert found["stable"].sentences == (
        "The same types are counted throughout (January 2024 to December 2025).",
    )
