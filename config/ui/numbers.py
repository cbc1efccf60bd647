"""How the pages say numbers: missing is never zero."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

NO_DATA = "no data"
MINUS = "\N{MINUS SIGN}"


def _decimal(value: object) -> Decimal | None:
    """The number, or None for everything that is not one: missing is never zero."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _written(number: Decimal, places: int) -> str:
    """With commas and a true minus sign, halves rounded away from zero as in print."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    words = f"{abs(rounded):,.{places}f}"
    return f"{MINUS}{words}" if rounded < 0 else words


def thousands(value: object) -> str:
    """6116 as 6,116."""
    number = _decimal(value)
    return NO_DATA if number is None else _written(number, 0)


def signed(value: object, places: int = 0) -> str:
    """A difference with its sign: +12, −3, 0."""
    number = _decimal(value)
    if number is None:
        return NO_DATA
    words = _written(number, int(places))
    is_zero = not any(digit in words for digit in "123456789")
    return words if is_zero or words.startswith(MINUS) else f"+{words}"


def rate(value: object) -> str:
    """A rate with one decimal."""
    number = _decimal(value)
    return NO_DATA if number is None else _written(number, 1)


def percent(value: object) -> str:
    """A whole per cent; the value is already in per cent, 12.4 is 12%."""
    number = _decimal(value)
    return NO_DATA if number is None else f"{_written(number, 0)}%"


def plural(count: object, words: str) -> str:
    """`3|plural:"row,rows"` is "3 rows": the number said with its noun."""
    one, many = words.split(",")
    return f"{thousands(count)} {one if count == 1 else many}"
