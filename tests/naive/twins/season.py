from calendar import monthrange
from random import Random

from tests.naive.answers import ALL_CRIME, ASB, NAMES, areas_of, count, rows_of, span, to_places

COLUMNS = (
    *("crime_type", "part_of_year", "count", "periods", "per_day", "index", "lowest", "highest"),
    "verdict",
)


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    held = set(inputs.periods_held)
    asked = span(min(held), max(held))
    longest = longest_row([month in held for month in asked])
    months = asked[len(asked) % 12 :] if len(asked) >= 24 else asked
    counted = [month for month in months if month in held and month not in inputs.in_part]
    told = []
    for crime in (ALL_CRIME, ASB):
        counts = {month: count(rows, areas, [month], crime) for month in counted}
        of_season = {}
        if longest >= 24 and sum(counts.values()) >= 5 * len(counts):
            of_season = season(months, counts)
        for number, name in enumerate(NAMES, start=1):
            own = [month for month in counted if int(month[5:]) == number]
            total = sum(counts[month] for month in own)
            per_day = to_places(total, sum(map(days, own)), "0.01")
            season_of_it = of_season.get(number, (None, None, None, "no index"))
            told.append(
                (crime, name, total if own else None, len(own), per_day, *season_of_it),
            )
    return told


def days(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]


def longest_row(flags) -> int:
    longest = row = 0
    for flag in flags:
        row = row + 1 if flag else 0
        longest = max(longest, row)
    return longest


def season(months, counts) -> dict[int, tuple]:
    values = [counts[month] / days(month) if month in counts else None for month in months]
    usual = own_years(values)
    if longest_row([value is not None for value in values]) >= 36:
        usual = around(values)
    ratios = [
        None if value is None or not mean or mean <= 0 else value / mean
        for value, mean in zip(values, usual, strict=True)
    ]
    index, scale = index_of(ratios)
    far = {place: abs(value - 100) for place, value in index.items()}
    spread = sum(one**2 for one in far.values()) / len(far)
    spreads, furthest = [], []
    for order in orders_of(ratios):
        other, _ = index_of(order)
        spreads.append(sum((one - 100) ** 2 for one in other.values()) / len(other))
        furthest.append(max(abs(one - 100) for one in other.values()))
    is_season = chance(spreads, spread) < 0.05
    first = int(months[0][5:])
    told = {}
    for place, value in index.items():
        own = [scale * ratio for ratio in ratios[place::12] if ratio is not None]
        verdict = "as usual"
        if is_season and chance(furthest, far[place]) < 0.05:
            verdict = "higher than usual" if value > 100 else "lower than usual"
        number = (first - 1 + place) % 12 + 1
        told[number] = (round(value, 1), round(min(own), 1), round(max(own), 1), verdict)
    return told


def own_years(values) -> list:
    usual = []
    for start in range(0, len(values), 12):
        known = [value for value in values[start : start + 12] if value is not None]
        usual += [sum(known) / len(known) if known else None] * 12
    return usual


def around(values) -> list:
    """A year around each month: six months before and after it, the outermost counted half."""
    usual = [None] * len(values)
    for at in range(6, len(values) - 6):
        near = values[at - 6 : at + 7]
        if None not in near:
            usual[at] = (sum(near[1:-1]) + (near[0] + near[-1]) / 2) / 12
    known = [at for at, mean in enumerate(usual) if mean is not None]
    told = list(usual)
    for year, beyond in (
        (known[:12], range(known[0] - 6, known[0])),
        (known[-12:], range(known[-1] + 1, known[-1] + 7)),
    ):
        middle = sum(year) / 12
        mean = sum(usual[at] for at in year) / 12
        rise = sum((at - middle) * (usual[at] - mean) for at in year)
        rise /= sum((at - middle) ** 2 for at in year)
        for at in beyond:
            told[at] = mean + rise * (at - middle)
    return told


def index_of(ratios) -> tuple[dict[int, float], float]:
    means = {}
    for place in range(12):
        own = [ratio for ratio in ratios[place::12] if ratio is not None]
        if len(own) >= 2:
            means[place] = sum(own) / len(own)
    scale = 100 / (sum(means.values()) / len(means))
    return {place: mean * scale for place, mean in means.items()}, scale


def orders_of(ratios):
    dice = Random(1)
    for _ in range(999):
        order = list(ratios)
        for start in range(0, len(ratios), 12):
            known = [at for at in range(start, start + 12) if ratios[at] is not None]
            shuffled = sorted((dice.random(), ratios[at]) for at in known)
            for at, (_, ratio) in zip(known, shuffled, strict=True):
                order[at] = ratio
        yield order


def chance(others, own) -> float:
    return (sum(other >= own - 1e-9 for other in others) + 1) / 1000
