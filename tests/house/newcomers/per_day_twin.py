from calendar import monthrange

from tests.naive.answers import ALL, ALL_CRIME, areas_of, count, rows_of, to_places, types_in

COLUMNS = ("crime_type", "count", "per_day")


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    month = max(inputs.periods_held)
    days = monthrange(int(month[:4]), int(month[5:]))[1]
    told = []
    for crime in [ALL, ALL_CRIME, *types_in(rows, areas, [month])]:
        counted = count(rows, areas, [month], crime)
        told.append((crime, counted, to_places(counted, days, "0.01")))
    return told
