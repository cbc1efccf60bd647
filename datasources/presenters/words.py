"""How a number of an analysis's table is said: thousands with commas, rates with one decimal,
amounts with as many as they have, two at the most."""

from decimal import ROUND_HALF_UP, Decimal

from datasources import periods
from datasources.analyses.result import Value

NO_DATA = "no data"
SUPPRESSED = "suppressed"
NUMBERS = {"count": 0, "rate": 1, "percent": 0, "difference": 0, "share": 1, "amount": 2}
MINUS = "\N{MINUS SIGN}"


def said(value: Value, kind: str) -> str:
    """A cell in words. What is not known is never said as nought."""
    if value is None or value == "":
        return NO_DATA
    if kind in ("month", "period"):
        return periods.said(str(value))
    if kind not in NUMBERS:
        return str(value)
    words = _number(value, NUMBERS[kind])
    if kind in ("difference", "percent") and words[0] != MINUS and words.strip("0.,"):
        words = f"+{words}"
    if kind == "amount":
        return words.rstrip("0").rstrip(".")
    return f"{words}%" if kind in ("percent", "share") else words


def _number(value: Value, places: int) -> str:
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    words = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{words}" if rounded < 0 else words
