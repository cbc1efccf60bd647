from tests.naive.answers import ALL, ALL_CRIME, ASB, areas_of, count, month_before, rows_of, span

NAMES = ("all_crime", "anti_social_behaviour", "all")
COLUMNS = ("month", *NAMES, *(f"{name}_year_before" for name in NAMES))


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    told = []
    for month in span(min(inputs.periods_held), max(inputs.periods_held)):
        cells = [month]
        for one in (month, month_before(month, 12)):
            for crime in (ALL_CRIME, ASB, ALL):
                held = one in inputs.periods_held
                cells.append(count(rows, areas, [one], crime) if held else None)
        told.append(tuple(cells))
    return told
