"""Every analysis a second time, in plain loops over rows, slow and obvious.

Nothing of the real analyses is used here but the names of the totals.
"""

import math
from decimal import ROUND_HALF_EVEN, Decimal

ALL = "All crime and anti-social behaviour"
ALL_CRIME = "All crime (excluding anti-social behaviour)"
ASB = "Anti-social behaviour"
NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
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
