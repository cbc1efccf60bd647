from tests.naive.answers import (
    ALL,
    ALL_CRIME,
    areas_of,
    count,
    rows_of,
    to_places,
    types_in,
    verdict,
    whole,
    years,
)

COLUMNS = (
    "crime_type",
    "count_before",
    "count_now",
    "difference",
    "percent_change",
    "verdict",
)


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    now, before = years(inputs)
    told = []
    for crime in [ALL, ALL_CRIME, *types_in(rows, areas, now + before)]:
        a = count(rows, areas, before, crime) if whole(inputs, before) else None
        b = count(rows, areas, now, crime) if whole(inputs, now) else None
        if a is None or b is None:
            told.append((crime, a, b, None, None, "no data"))
        else:
            percent = to_places(100 * (b - a), a, "0.1") if a >= 20 else None
            told.append((crime, a, b, b - a, percent, verdict(a, b)))
    return told
