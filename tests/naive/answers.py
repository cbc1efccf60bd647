"""Every analysis a second time, in plain loops over rows, slow and obvious.

Nothing of the real analyses is used here but the names of the totals.
"""

from calendar import monthrange
from decimal import ROUND_HALF_EVEN, Decimal
from math import comb, sqrt

from scipy import stats

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


def days_in(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]


def days(months) -> int:
    return sum(days_in(month) for month in months)


def swing(inputs, rows, areas, wanted, first: str) -> tuple[float, int] | None:
    """Mean chi-square of neighbouring months, and of how many pairs; None of fewer than six.

    The months are laid side by side by twos, counted from the first of the year that is asked
    about: that one and the next, the two before it, and so on. Only of rows from many months:
    what of fewer would be made up from other councils is not worked out here.
    """
    starts = [first]
    while starts[-1] > min(inputs.periods_held):
        starts.append(month_before(starts[-1], 2))
    last = max(inputs.periods_held)
    after = span(first, last)
    starts += after[2::2]
    found = []
    for start in starts:
        following = next_month(start)
        if start not in inputs.periods_held or following not in inputs.periods_held:
            continue
        one = count(rows, areas, [start], wanted)
        other = count(rows, areas, [following], wanted)
        if one + other == 0:
            continue
        of_days = days_in(start) + days_in(following)
        expected = [(one + other) * days_in(month) / of_days for month in (start, following)]
        found.append(
            (one - expected[0]) ** 2 / expected[0] + (other - expected[1]) ** 2 / expected[1]
        )
    if len(found) < 6:
        return None
    return max(1.0, sum(found) / len(found)), len(found)


def next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year}-{number + 1:02d}" if number < 12 else f"{year + 1}-01"


def chance_alone(a: int, b: int, days_before: int, days_now: int) -> float:
    """Each way the sum could have fallen that is as far out on its side, twice; in whole numbers:
    so many ways in all as days to the power of the sum."""
    both = a + b
    ways = [comb(both, k) * days_before**k * days_now ** (both - k) for k in range(both + 1)]
    tail = min(sum(ways[: a + 1]), sum(ways[a:]))
    return min(1.0, 2 * tail / (days_before + days_now) ** both)


def chance_of_swinging(a: int, b: int, share: float, swings: tuple[float, int]) -> float:
    dispersion, pairs = swings
    away = abs(a - (a + b) * share) / sqrt(dispersion * (a + b) * share * (1 - share))
    return 2 * float(stats.t.sf(away, pairs))


def judged(a: int, b: int, before, now, swings) -> tuple[str, float | None]:
    """What is told of two counts, and how often so large a difference comes by itself."""
    if a + b < 20:
        return "too few to say", None
    if swings is None:
        return "cannot tell", None
    days_before, days_now = days(before), days(now)
    rises = b > a and b / days_now > a / days_before
    falls = b < a and b / days_now < a / days_before
    if not (rises or falls):
        return "no clear change", 1.0
    share = days_before / (days_before + days_now)
    chance = max(chance_alone(a, b, days_before, days_now), chance_of_swinging(a, b, share, swings))
    if chance >= 0.05:
        return "no clear change", chance
    return ("rose" if rises else "fell"), chance


def stands(chance: float, chances: list[float]) -> bool:
    """Benjamini and Hochberg: the largest that is under its own step, and all that are smaller."""
    in_order = sorted(chances)
    under = [one for at, one in enumerate(in_order) if one <= (at + 1) / len(in_order) * 0.05]
    return bool(under) and chance <= under[-1]
