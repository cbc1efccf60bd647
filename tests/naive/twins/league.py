import math

from tests.naive.answers import (
    ALL_CRIME,
    areas_of,
    count,
    rows_of,
    to_places,
    whole,
    years,
)

COLUMNS = (
    "area_code",
    "count",
    "population",
    "rate_per_1000",
    "low",
    "high",
    "beside_whole",
)
LEVELS = ("lad_code", "ward_code", "lsoa_code")


def answer(inputs, codes) -> list[tuple]:
    rows, months = rows_of(inputs), years(inputs)[0]
    people = {row.area_code: int(row.people) for row in inputs.population.itertuples()}
    told = []
    for code in parts(inputs, codes):
        areas = areas_of(inputs, [code])
        counted = count(rows, areas, months, ALL_CRIME) if whole(inputs, months) else None
        told.append((code, counted, sum(people[area] for area in areas)))
    words = said([(counted, residents) for _, counted, residents in told])
    return [
        (code, counted, residents, *rate(counted, residents), word)
        for (code, counted, residents), word in zip(told, words, strict=True)
    ]


def parts(inputs, codes) -> list[str]:
    """Of several codes themselves, of one those of the next level below it; by name."""
    table = inputs.lookup.to_dict("records")
    own = next(at for at, level in enumerate(LEVELS) if any(r[level] == codes[0] for r in table))
    wanted = LEVELS[own if len(codes) > 1 else min(own + 1, 2)]
    names = {
        row[wanted]: row[wanted.replace("code", "name")]
        for row in table
        if any(row[level] in codes for level in LEVELS)
    }
    return sorted(names, key=lambda code: (names[code], code))


def rate(counted: int | None, residents: int) -> tuple:
    if counted is None:
        return None, None, None
    z, more = 1.959963984540054, counted + 1
    low = counted and counted * (1 - 1 / (9 * counted) - z / (3 * math.sqrt(counted))) ** 3
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    limits = (round(1000 * limit / residents, 2) for limit in (low, high))
    return to_places(1000 * counted, residents, "0.01"), *limits


def said(areas: list[tuple[int | None, int]]) -> list[str | None]:
    if len(areas) < 2 or any(counted is None for counted, _ in areas):
        return [None] * len(areas)
    everyone = sum(residents for _, residents in areas)
    overall = sum(counted for counted, _ in areas) / everyone
    away = {}
    for at, (counted, residents) in enumerate(areas):
        expected = overall * residents
        if counted >= 20 and expected >= 20:
            away[at] = (counted - expected) / math.sqrt(expected)
    wide = spread(list(away.values()))
    chance = {at: math.erfc(abs(z) / wide / math.sqrt(2)) for at, z in away.items()}
    # One after another from the most unlikely: the last that passes its own bar lets in all before.
    passed: set[int] = set()
    for place, at in enumerate(sorted(chance, key=chance.get), 1):
        if chance[at] <= 0.05 * place / len(chance):
            passed = {other for other in chance if chance[other] <= chance[at]}
    words: list[str | None] = []
    for at in range(len(areas)):
        if at not in away:
            words.append("too few to say")
        elif at not in passed:
            words.append("like the whole")
        else:
            words.append(f"{'higher' if away[at] > 0 else 'lower'} than the whole")
    return words


def spread(away: list[float]) -> float:
    """How many times as widely as chance the areas differ, a tenth at either end brought in."""
    ordered = sorted(away)
    tenth = len(ordered) // 10
    for at in range(tenth):
        ordered[at], ordered[-1 - at] = ordered[tenth], ordered[-1 - tenth]
    squares = [one * one for one in ordered]
    return math.sqrt(max(1, sum(squares) / len(squares))) if squares else 1
