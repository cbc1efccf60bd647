"""How the pages say days, moments and months."""

import datetime

from django.utils import timezone

from config.ui.numbers import NO_DATA
from partnerships.words import said_day, said_month


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def long_date(value: object) -> str:
    """4 August 2026."""
    day = _day(value)
    return said_day(day) if day else ""


def long_moment(value: object) -> str:
    """4 August 2026 at 3:05pm."""
    if not isinstance(value, datetime.datetime):
        return long_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    hour = local.hour % 12 or 12
    return f"{long_date(value)} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def month(value: object) -> str:
    """August 2026, from "2026-08" or from a date."""
    day = _day(f"{value}-01") if isinstance(value, str) and len(value) == 7 else _day(value)
    return said_month(day) if day else (NO_DATA if value in (None, "") else str(value))
