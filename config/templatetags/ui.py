"""How the pages say numbers and dates, and the parts of the frame that every page shares."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import template
from django.apps import apps
from django.forms import BaseForm, BaseFormSet, BoundField, Field
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config import pictures

register = template.Library()

NO_DATA = "no data"
# Labels that the sign-in package writes with Capitals Within.
SIGN_IN_LABELS = {
    "Current Password": "Current password",
    "New Password": "New password",
    "New Password (again)": "New password again",
    "Authenticator code": "The six figures that the app shows",
    "Code": "Your code",
}
MINUS = "\N{MINUS SIGN}"
STAGES = (("scan", "Scan"), ("analyse", "Analyse"), ("respond", "Respond"), ("assess", "Assess"))
# The seven rooms, always in the order of the work: key, words, URL name, whose slug, permission.
ROOMS = (
    ("home", "Home", "partnership-home", "partnership", "SEE_PARTNERSHIP"),
    ("data", "Data", "source-list", "partnership", "SEE_DATA"),
    ("scan", "Scan", "scan", "assessment", "SEE_SCAN"),
    ("document", "Document", "document", "assessment", "SEE_DOCUMENT"),
    ("board", "Board", "board", "assessment", "SEE_BOARD"),
    ("plan", "Plan", "plan", "assessment", "SEE_PLAN"),
    ("publish", "Publish", "edition-list", "assessment", "SEE_EDITIONS"),
)


# --- numbers ----------------------------------------------------------------------------------


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


@register.filter
def thousands(value: object) -> str:
    """6116 as 6,116."""
    number = _decimal(value)
    return NO_DATA if number is None else _written(number, 0)


@register.filter
def signed(value: object, places: int = 0) -> str:
    """A difference with its sign: +12, −3, 0."""
    number = _decimal(value)
    if number is None:
        return NO_DATA
    words = _written(number, int(places))
    is_zero = not any(digit in words for digit in "123456789")
    return words if is_zero or words.startswith(MINUS) else f"+{words}"


@register.filter
def rate(value: object) -> str:
    """A rate with one decimal."""
    number = _decimal(value)
    return NO_DATA if number is None else _written(number, 1)


@register.filter
def percent(value: object) -> str:
    """A whole per cent; the value is already in per cent, 12.4 is 12%."""
    number = _decimal(value)
    return NO_DATA if number is None else f"{_written(number, 0)}%"


@register.filter
def cell(value: object, kind: str = "text") -> str:
    """A value of an analysis's table, said as its column's kind asks."""
    if kind == "count":
        return thousands(value)
    if kind == "rate":
        return rate(value)
    if kind == "percent":
        return percent(value)
    if kind == "difference":
        return signed(value)
    if kind == "month":
        return month(value)
    return NO_DATA if value is None or value == "" else str(value)


@register.filter
def is_number_kind(kind: str) -> bool:
    return kind in {"count", "rate", "percent", "difference"}


# --- dates ------------------------------------------------------------------------------------


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


@register.filter
def long_date(value: object) -> str:
    """4 August 2026."""
    day = _day(value)
    return f"{day.day} {day:%B %Y}" if day else ""


@register.filter
def long_moment(value: object) -> str:
    """4 August 2026 at 3:05pm."""
    if not isinstance(value, datetime.datetime):
        return long_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    hour = local.hour % 12 or 12
    return f"{long_date(value)} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def month(value: object) -> str:
    """August 2026, from "2026-08" or from a date."""
    day = _day(f"{value}-01") if isinstance(value, str) and len(value) == 7 else _day(value)
    return f"{day:%B %Y}" if day else (NO_DATA if value in (None, "") else str(value))


@register.filter
def plural(count: object, words: str) -> str:
    """`3|plural:"row,rows"` is "3 rows": the number said with its noun."""
    one, many = words.split(",")
    return f"{thousands(count)} {one if count == 1 else many}"


# --- forms ------------------------------------------------------------------------------------


def _field_problems(field: BoundField) -> Iterator[tuple[str, str]]:
    """Each message with the id of the control that it is about."""
    said = set()
    for index, part in enumerate(getattr(field.field, "fields", ())):
        for message in getattr(part.widget, "errors", ()):
            said.add(str(message))
            yield f"{field.auto_id}_{index}", str(message)
    is_group = getattr(field.field.widget, "input_type", "") in {"radio", "checkbox"} and hasattr(
        field.field, "choices"
    )
    is_split = bool(getattr(field.field, "fields", ()))
    own_id = (
        f"{field.auto_id}_1" if is_group else f"{field.auto_id}_0" if is_split else field.auto_id
    )
    for message in field.errors:
        if str(message) not in said:
            yield own_id, _named(field, str(message))


def _named(field: BoundField, message: str) -> str:
    """Django's own words say nothing of the field: in a list they need its name before them."""
    is_plain = message == str(Field.default_error_messages["required"])
    return f"{field.label}: this must be filled in" if is_plain else message


@register.filter
def problems(form: BaseForm | BaseFormSet | None) -> list[tuple[str, str]]:
    """What the error summary lists: (id of the control or "", message), in the form's order."""
    if form is None or not getattr(form, "is_bound", False):
        return []
    if isinstance(form, BaseFormSet):
        found = [("", str(message)) for message in form.non_form_errors()]
        return found + [problem for each in form.forms for problem in problems(each)]
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form.visible_fields():
        found.extend(_field_problems(field))
    found += [("", str(message)) for field in form.hidden_fields() for message in field.errors]
    return found


# --- the frame --------------------------------------------------------------------------------


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _user(context: template.Context) -> Any:  # noqa: ANN401 - the project's user, or None
    request = context.get("request")
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _assessments(context: template.Context) -> list:
    """The partnership's assessments that this person may see, the newest year first."""
    partnership, user = context.get("partnership"), _user(context)
    if partnership is None or user is None:
        return []
    visible = apps.get_model("assessment", "Assessment").objects.visible_to(user)
    return list(visible.filter(partnership=partnership).order_by("-year", "-pk"))


def _allowed(user: object, partnership: object, permission: str) -> bool:
    from partnerships import permissions, roles  # noqa: PLC0415 - the filters above work alone

    return permissions.allows(user, partnership, roles.Permission[permission])


def _room_address(name: str, owner: str, partnership: object, assessment: object) -> str:
    target = partnership if owner == "partnership" else assessment
    return _address(name, target.slug) if target is not None else ""


@register.inclusion_tag("components/_service_navigation.html", takes_context=True)
def service_navigation(context: template.Context) -> dict:
    """The rooms that this person's role uses; rooms that it never uses are absent, not greyed."""
    partnership, user = context.get("partnership"), _user(context)
    if partnership is None or user is None:
        return {"items": []}
    years = _assessments(context)
    assessment = context.get("assessment") or (years[0] if years else None)
    items = []
    for key, words, name, owner, permission in ROOMS:
        address = _room_address(name, owner, partnership, assessment)
        if address and _allowed(user, partnership, permission):
            items.append({"words": words, "href": address, "active": context.get("nav") == key})
    return {"items": items}


@register.inclusion_tag("components/_year.html", takes_context=True)
def year_strip(context: template.Context) -> dict:
    """Which year this is, the way to the other years, and how far the work has come."""
    partnership = context.get("partnership")
    years = _assessments(context)
    current = context.get("assessment") or (years[0] if years else None)
    if partnership is None or current is None:
        return {"current": None}
    room = next((room for room in ROOMS if room[0] == context.get("nav")), ROOMS[0])
    if room[3] == "partnership":
        room = ROOMS[3]
    others = [
        {"year": each.year, "href": _room_address(room[2], room[3], partnership, each)}
        for each in years
        if each.pk != current.pk
    ]
    return {
        "current": current,
        "others": [other for other in others if other["href"]],
        "steps": stage_steps(current.stage),
    }


def stage_steps(stage: str) -> list[dict]:
    """The four stages as done, current or to come."""
    order = [slug for slug, _ in STAGES]
    here = order.index(stage) if stage in order else -1
    states = ["done" if i < here else "current" if i == here else "ahead" for i in range(4)]
    return [
        {"number": number, "words": words, "state": state}
        for number, ((_, words), state) in enumerate(zip(STAGES, states, strict=True), 1)
    ]


@register.inclusion_tag("components/_partnership_menu.html", takes_context=True)
def partnership_menu(context: template.Context) -> dict:
    """The partnership's name; a switcher when the person has several."""
    partnership, user = context.get("partnership"), _user(context)
    if user is None:
        return {"partnership": None}
    visible = apps.get_model("partnerships", "Partnership").objects.visible_to(user)
    mine = [
        {"name": each.name, "href": _address("partnership-home", each.slug), "pk": each.pk}
        for each in visible.order_by("name")[:50]
    ]
    about = _address("partnership-detail", partnership.slug) if partnership else ""
    return {"partnership": partnership, "mine": mine, "about": about, "nav": context.get("nav")}


@register.simple_tag
def address_or_nothing(name: str, *args: object) -> str:
    """An address, or nothing where this site does not have that page."""
    return _address(name, *args)


# --- tables -----------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def sort_header(
    context: template.Context, key: str, words: str, *, numeric: bool = False, default: str = ""
) -> SafeString:
    """A table heading whose link sorts by it, first upwards, then downwards.

    Keeps every other part of the address, drops the page number.
    """
    request = context["request"]
    now = request.GET.get("sort", default)
    ask = request.GET.copy()
    ask.pop("page", None)
    ask["sort"] = f"-{key}" if now == key else key
    order = "ascending" if now == key else "descending" if now == f"-{key}" else "none"
    arrow = {"ascending": "↑", "descending": "↓", "none": "↕"}[order]
    return format_html(
        '<th scope="col" class="govuk-table__header{}" aria-sort="{}">'
        '<a class="app-sort" href="?{}">{}<span class="app-sort__arrow" aria-hidden="true">{}'
        "</span></a></th>",
        " govuk-table__header--numeric" if numeric else "",
        order,
        ask.urlencode(),
        words,
        arrow,
    )


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """The same list at another page."""
    ask = context["request"].GET.copy()
    ask["page"] = str(number)
    return f"?{ask.urlencode()}"


@register.filter
def paired(row: object, columns: object) -> list[tuple[object, object]]:
    """Each value of a row beside its column; a row may be a tuple or a dict by column name."""
    if isinstance(row, dict):
        names = [pictures.of(column, "name") for column in columns]
        return [(column, row.get(name)) for column, name in zip(columns, names, strict=True)]
    return list(zip(columns, row, strict=True))


# --- small pictures ---------------------------------------------------------------------------


@register.filter
def step_words(state: str) -> str:
    """The state of a step in the timetable, in words."""
    return pictures.STEP_WORDS.get(state, "To come")


@register.simple_tag
def year_picture(steps: object, from_day: object, to_day: object, today: object) -> SafeString:
    """The timetable as bars over the months."""
    return pictures.year_picture(list(steps), from_day, to_day, today)


@register.simple_tag
def spark(values: object, kind: str = "bars", words: str = "") -> SafeString:
    """A small picture of a few numbers, beside the number that it shows."""
    return pictures.spark(list(values or ()), kind, words)


@register.filter
def in_our_words(form: BaseForm) -> BaseForm:
    """A sign-in form as ours read: no placeholder that repeats its label, no Capitals Within."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.label = SIGN_IN_LABELS.get(str(field.label), field.label)
    return form
