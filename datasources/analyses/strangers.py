"""Categories of a stored answer that its measure does not declare: counted together as the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datasources.analyses.result import Result, Row, Value
from datasources.kinds import Measure


def is_stranger(row: Row, measure: Measure) -> bool:
    name = row.get(measure.category)
    return isinstance(name, str) and measure.published(name) != name and name != measure.words.rest


def merged(
    result: Result, measure: Measure, counted: tuple[str, ...], remade: Callable[[Row], Row]
) -> tuple[Row, ...]:
    """The rows with strangers added up; what follows from their counts is worked out anew."""
    groups: dict[tuple[Value, Value, str], list[Row]] = {}
    for row in result.rows:
        name = measure.published(str(row[measure.category]))
        groups.setdefault((row["area_code"], row.get(result.when), name), []).append(row)
    places = {key[:2]: at for at, key in reversed(list(enumerate(groups)))}

    def place(item: tuple[tuple[Value, Value, str], list[Row]]) -> tuple[int, str]:
        area, period, name = item[0]
        # Totals stand first, as they stood; categories by name.
        return places[(area, period)], "" if measure.is_total(name) else name

    rows = []
    for (_area, _period, name), same in sorted(groups.items(), key=place):
        if [row[measure.category] for row in same] == [name]:
            rows += same
        else:
            sums = {column: added_up([row[column] for row in same]) for column in counted}
            rows.append(same[0] | {measure.category: name} | sums | remade(same[0] | sums))
    return tuple(rows)


def added_up(values: Sequence[Value]) -> int | None:
    """None where one of them is not known."""
    whole = [count for value in values if (count := whole_number(value)) is not None]
    return sum(whole) if len(whole) == len(values) else None


def whole_number(value: Value) -> int | None:
    """A count as it stands in a row of a stored answer; None where there is none."""
    return value if isinstance(value, int) else None
