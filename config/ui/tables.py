"""The tables of the pages: cells as their columns ask, and the addresses of further pages."""

from django import template

from config import pictures
from config.ui import dates, numbers


def cell(value: object, kind: str = "text") -> str:
    """A value of an analysis's table, said as its column's kind asks."""
    if kind == "count":
        return numbers.thousands(value)
    if kind == "rate":
        return numbers.rate(value)
    if kind == "percent":
        return numbers.percent(value)
    if kind == "difference":
        return numbers.signed(value)
    if kind == "month":
        return dates.month(value)
    return numbers.NO_DATA if value is None or value == "" else str(value)


def is_number_kind(kind: str) -> bool:
    return kind in {"count", "rate", "percent", "difference"}


def page_address(context: template.Context, number: int) -> str:
    """The same list at another page."""
    ask = context["request"].GET.copy()
    ask["page"] = str(number)
    return f"?{ask.urlencode()}"


def paired(row: object, columns: object) -> list[tuple[object, object]]:
    """Each value of a row beside its column; a row may be a tuple or a dict by column name."""
    if isinstance(row, dict):
        names = [pictures.of(column, "name") for column in columns]
        return [(column, row.get(name)) for column, name in zip(columns, names, strict=True)]
    return list(zip(columns, row, strict=True))
