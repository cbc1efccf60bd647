from tests.naive.answers import (
    ALL,
    ALL_CRIME,
    areas_of,
    count,
    judged,
    rows_of,
    stands,
    swing,
    to_places,
    types_in,
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
    crimes = [ALL, ALL_CRIME, *types_in(rows, areas, now + before)]
    is_held = whole(inputs, before) and whole(inputs, now)
    counts, verdicts = {}, {}
    for crime in crimes:
        a = count(rows, areas, before, crime) if whole(inputs, before) else None
        b = count(rows, areas, now, crime) if whole(inputs, now) else None
        counts[crime] = a, b
        if is_held:
            swings = swing(inputs, rows, areas, crime, now[0])
            verdicts[crime] = judged(a, b, before, now, swings)
    # The two totals stand by themselves; all types that have a chance are one family.
    types = [crime for crime in crimes if crime not in (ALL, ALL_CRIME)]
    family = [verdicts[crime][1] for crime in types if is_held and verdicts[crime][1] is not None]
    told = []
    for crime in crimes:
        a, b = counts[crime]
        if not is_held:
            told.append((crime, a, b, None, None, "no data"))
            continue
        word, chance = verdicts[crime]
        if crime in types and word in ("rose", "fell") and not stands(chance, family):
            word = "no clear change"
        percent = to_places(100 * (b - a), a, "0.1") if a >= 20 else None
        told.append((crime, a, b, b - a, percent, word))
    return told
