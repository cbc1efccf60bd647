from tests.naive.answers import (
    ALL,
    ALL_CRIME,
    areas_of,
    count,
    rows_of,
    to_places,
    types_in,
    whole,
    years,
)

COLUMNS = (
    "crime_type",
    "population",
    "count",
    "rate_per_1000",
    "count_before",
    "rate_per_1000_before",
)


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    now, before = years(inputs)
    people = {row.area_code: int(row.people) for row in inputs.population.itertuples()}
    residents = sum(people[a] for a in areas) if all(a in people for a in areas) else None
    told = []
    for crime in [ALL, ALL_CRIME, *types_in(rows, areas, now + before)]:
        cells = [crime, residents]
        for months in (now, before):
            counted = count(rows, areas, months, crime) if whole(inputs, months) else None
            known = counted is not None and residents is not None
            cells += [counted, to_places(1000 * counted, residents, "0.01") if known else None]
        told.append(tuple(cells))
    return told
