"""Every analysis a second time, in plain loops over rows, slow and obvious.

Nothing of the real analyses is used here but the names of the totals.
"""

import math
from decimal import ROUND_HALF_EVEN, Decimal

ALL = "All crime and anti-social behaviour"
ALL_CRIME = "All crime (excluding anti-social behaviour)"
ASB = "Anti-social behaviour"
FOURTEEN = [
    ASB,
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
]


def rows_of(inputs) -> list[tuple[str, str, str]]:
    """(month, crime type, LSOA or '') of every row, as often as the tally counts it."""
    return [
        (row.period, row.category, row.area_code if isinstance(row.area_code, str) else "")
        for row in inputs.tally.astype(object).rename(columns={"count": "times"}).itertuples()
        for _ in range(row.times)
    ]


def areas_of(inputs, codes) -> set[str]:
    inside = set()
    for row in inputs.lookup.itertuples():
        for code in codes:
            if code in (row.lad_code, row.ward_code, row.lsoa_code):
                inside.add(row.lsoa_code)
    return inside


def month_before(month: str, back: int) -> str:
    year, number = int(month[:4]), int(month[5:])
    for _ in range(back):
        number -= 1
        if number == 0:
            year, number = year - 1, 12
    return f"{year}-{number:02d}"


def span(first: str, last: str) -> list[str]:
    months = [last]
    while months[0] > first:
        months.insert(0, month_before(months[0], 1))
    return months


def is_in(crime: str, wanted: str) -> bool:
    if wanted == ALL:
        return True
    if wanted == ALL_CRIME:
        return crime != ASB
    return crime == wanted


def count(rows, areas, months, wanted) -> int:
    counted = 0
    for month, crime, area in rows:
        if month in months and area in areas and is_in(crime, wanted):
            counted += 1
    return counted


def to_places(numerator: int, denominator: int, places: str) -> float | None:
    if denominator == 0:
        return None
    exact = Decimal(numerator) / Decimal(denominator)
    return float(exact.quantize(Decimal(places), ROUND_HALF_EVEN)) + 0.0


def types_in(rows, areas, months) -> list[str]:
    found = set(FOURTEEN)
    for month, crime, area in rows:
        if month in months and area in areas:
            found.add(crime)
    return sorted(found)


def counts(inputs, codes) -> list[tuple[str, str, str, int]]:
    rows = rows_of(inputs)
    answer = []
    for code in codes:
        areas = areas_of(inputs, [code])
        held = sorted(inputs.periods_held)
        types = types_in(rows, areas, held)
        for month in held:
            for crime in types:
                answer.append((code, month, crime, count(rows, areas, [month], crime)))
    return answer


def years(inputs) -> tuple[list[str], list[str]]:
    last = max(inputs.periods_held)
    now = span(month_before(last, 11), last)
    return now, [month_before(month, 12) for month in now]


def whole(inputs, months) -> bool:
    return all(month in inputs.periods_held for month in months)


def verdict(before: int, now: int) -> str:
    both = before + now
    if both < 20:
        return "too few to say"
    if both > 1000:
        clear = abs(now - before) / math.sqrt(both) > 1.959963984540054
    else:
        # Each way the sum could have fallen, as unlikely as this one or more so, on either side.
        low, high = min(before, now), max(before, now)
        ways = sum(math.comb(both, k) for k in range(both + 1) if k <= low or k >= high)
        clear = ways / 2**both < 0.05
    if not clear:
        return "no clear change"
    return "rose" if now > before else "fell"


def change(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    now, before = years(inputs)
    answer = []
    for crime in [ALL, ALL_CRIME, *types_in(rows, areas, now + before)]:
        a = count(rows, areas, before, crime) if whole(inputs, before) else None
        b = count(rows, areas, now, crime) if whole(inputs, now) else None
        if a is None or b is None:
            answer.append((crime, a, b, None, None, "no data"))
        else:
            percent = to_places(100 * (b - a), a, "0.1") if a >= 20 else None
            answer.append((crime, a, b, b - a, percent, verdict(a, b)))
    return answer


def rates(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    now, before = years(inputs)
    people = {row.area_code: int(row.people) for row in inputs.population.itertuples()}
    residents = sum(people[a] for a in areas) if all(a in people for a in areas) else None
    answer = []
    for crime in [ALL, ALL_CRIME, *types_in(rows, areas, now + before)]:
        cells = [crime, residents]
        for months in (now, before):
            counted = count(rows, areas, months, crime) if whole(inputs, months) else None
            known = counted is not None and residents is not None
            cells += [counted, to_places(1000 * counted, residents, "0.01") if known else None]
        answer.append(tuple(cells))
    return answer


def trend(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    answer = []
    for month in span(min(inputs.periods_held), max(inputs.periods_held)):
        cells = [month]
        for one in (month, month_before(month, 12)):
            for crime in (ALL_CRIME, ASB, ALL):
                held = one in inputs.periods_held
                cells.append(count(rows, areas, [one], crime) if held else None)
        answer.append(tuple(cells))
    return answer
