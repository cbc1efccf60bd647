from decimal import ROUND_HALF_EVEN, Decimal

from tests.naive.answers import areas_of, count, rows_of, types_in, whole, years

ALL = "All types with a weight"
COLUMNS = (
    "crime_type",
    "count",
    "weight",
    "harm",
    "share_of_count",
    "share_of_harm",
    "larger",
    "count_before",
    "harm_before",
)
# What data.police.uk calls what the table of weights calls otherwise.
SAME = {
    "Drugs": "Drug offences",
    "Public order": "Public order offences",
    "Possession of weapons": "Possession of weapons offences",
    "Vehicle crime": "Vehicle offences",
}


def answer(inputs, codes) -> list[tuple]:
    rows, areas = rows_of(inputs), areas_of(inputs, codes)
    now, before = years(inputs)
    types = types_in(rows, areas, now + before)
    weight, counted, earlier = {}, {}, {}
    for crime in types:
        weight[crime] = inputs.weights.days.get(SAME.get(crime, crime))
        counted[crime] = count(rows, areas, now, crime) if whole(inputs, now) else None
        earlier[crime] = count(rows, areas, before, crime) if whole(inputs, before) else None
    with_weight = [crime for crime in types if weight[crime] is not None]

    def days(numbers, crimes):
        harm = Decimal(0)
        for crime in crimes:
            if numbers[crime] is None:
                return None
            harm += numbers[crime] * Decimal(str(weight[crime]))
        return harm

    def number(numbers, crimes):
        every = [numbers[crime] for crime in crimes]
        return None if None in every else sum(every)

    total, total_harm = number(counted, with_weight), days(counted, with_weight)
    told = []
    for name, crimes in [(ALL, with_weight), *((crime, [crime]) for crime in types)]:
        is_weighed = all(crime in with_weight for crime in crimes)
        harm = days(counted, crimes) if is_weighed else None
        harm_before = days(earlier, crimes) if is_weighed else None
        shares, words = (None, None), "no weight"
        if is_weighed:
            words = "no data"
            if total is not None and total < 20:
                words = "too few to say"
            elif harm is not None and total_harm > 0:
                shares = (Decimal(number(counted, crimes)) / total, harm / total_harm)
                words = compared(*shares)
        told.append(
            (
                name,
                number(counted, crimes),
                weight.get(name),
                to_whole(harm),
                *(percent(share) for share in shares),
                "all of both" if name == ALL else words,
                number(earlier, crimes),
                to_whole(harm_before),
            )
        )
    return told


def compared(number: Decimal, harm: Decimal) -> str:
    apart = abs(number - harm)
    if apart < Decimal("0.01") or apart < max(number, harm) / 10:
        return "about the same"
    return "more by harm" if harm > number else "less by harm"


def to_whole(harm: Decimal | None) -> int | None:
    return None if harm is None else int(harm.quantize(Decimal(1), ROUND_HALF_EVEN))


def percent(share: Decimal | None) -> float | None:
    if share is None:
        return None
    return float((100 * share).quantize(Decimal("0.1"), ROUND_HALF_EVEN))
