"""The frame around every page: the rooms, the year, the partnership."""

from typing import Any

from django import template
from django.apps import apps
from django.urls import NoReverseMatch, reverse

from partnerships import permissions, roles

STAGES = (("scan", "Scan"), ("analyse", "Analyse"), ("respond", "Respond"), ("assess", "Assess"))
# The seven rooms, always in the order of the work, and the one of whoever only sends files:
# key, words, URL name, whose slug, permission.
ROOMS = (
    ("home", "Home", "partnership-home", "partnership", "SEE_PARTNERSHIP"),
    ("data", "Data", "source-list", "partnership", "SEE_DATA"),
    ("scan", "Scan", "scan", "assessment", "SEE_SCAN"),
    ("document", "Document", "document", "assessment", "SEE_DOCUMENT"),
    ("board", "Board", "board", "assessment", "SEE_BOARD"),
    ("plan", "Plan", "plan", "assessment", "SEE_PLAN"),
    ("publish", "Publish", "edition-list", "assessment", "SEE_EDITIONS"),
    ("own", "Your files", "own-sources", "partnership", "SEND_OWN_DATA"),
)


def address_or_nothing(name: str, *args: object) -> str:
    """An address, or nothing where this site does not have that page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def front_door(partnership: object, *, is_open: bool) -> str:
    """Where a person comes in: at home, or at their files where the partnership is not open."""
    name = "partnership-home" if is_open else "own-sources"
    return address_or_nothing(name, partnership.slug)


def _user(context: template.Context) -> Any:
    request = context.get("request")
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _assessments(context: template.Context) -> list:
    """The partnership's assessments that this person may see, the newest year first."""
    partnership, user = context.get("partnership"), _user(context)
    if partnership is None or user is None:
        return []
    # Two parts of the frame ask; one answer a page is enough.
    known = context["request"].__dict__.setdefault("_years_by_partnership", {})
    if partnership.pk not in known:
        visible = apps.get_model("assessment", "Assessment").objects.visible_to(user)
        known[partnership.pk] = list(
            visible.filter(partnership=partnership).order_by("-year", "-pk")
        )
    return known[partnership.pk]


def _allowed(user: object, partnership: object, permission: str) -> bool:
    return permissions.allows(user, partnership, roles.Permission[permission])


def _room_address(name: str, owner: str, partnership: object, assessment: object) -> str:
    target = partnership if owner == "partnership" else assessment
    return address_or_nothing(name, target.slug) if target is not None else ""


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


def partnership_menu(context: template.Context) -> dict:
    """The partnership's name; a switcher when the person has several."""
    partnership, user = context.get("partnership"), _user(context)
    if user is None:
        return {"partnership": None}
    partnerships = apps.get_model("partnerships", "Partnership").objects
    visible = partnerships.visible_to(user).saying_whether_open_to(user)
    mine = [
        {
            "name": each.name,
            "href": front_door(each, is_open=each.is_open),
            "pk": each.pk,
        }
        for each in visible.order_by("name")[:50]
    ]
    about = ""
    if partnership and _allowed(user, partnership, "SEE_PARTNERSHIP"):
        about = address_or_nothing("partnership-detail", partnership.slug)
    return {"partnership": partnership, "mine": mine, "about": about, "nav": context.get("nav")}
