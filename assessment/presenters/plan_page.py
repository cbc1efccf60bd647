"""What the plan's page adds to the lines themselves: its cards, filters and counts."""

from assessment.presenters.plan import STATUSES, ActionLine


def narrowed(lines: tuple[ActionLine, ...], *, owner: str, status: str) -> tuple[ActionLine, ...]:
    """The lines of one owner, of one status, of both; all when neither is asked for."""
    return tuple(
        line
        for line in lines
        if (not owner or str(line.owner_pk) == owner) and (not status or line.status == status)
    )


def filters(lines: tuple[ActionLine, ...], *, owner: str, status: str) -> list[dict]:
    """Only owners and statuses that the plan holds, so that no choice finds nothing."""
    owners = sorted({(line.owner, line.owner_pk) for line in lines})
    held = {line.status for line in lines}
    return [
        {
            "name": "owner",
            "label": "Owner",
            "choices": [(pk, name) for name, pk in owners],
            "value": owner,
        },
        {
            "name": "status",
            "label": "Status",
            "choices": [(slug, label) for slug, (label, _) in STATUSES.items() if slug in held],
            "value": status,
        },
    ]


def count_sentence(shown: tuple[ActionLine, ...], lines: tuple[ActionLine, ...]) -> str:
    noun = "action" if len(lines) == 1 else "actions"
    if len(shown) == len(lines):
        return f"{len(lines)} {noun}, soonest due first."
    return f"{len(shown)} of {len(lines)} {noun}, soonest due first."


def cards(lines: tuple[ActionLine, ...]) -> list[dict]:
    """The plan in four numbers, each a way to the actions that it counts."""
    counts = {slug: sum(line.status == slug for line in lines) for slug in STATUSES}
    late = counts["late"]
    return [
        {"label": "Actions", "value": str(len(lines)), "note": "in this year's plan"},
        {
            "label": "Late",
            "value": str(late),
            "note": "due date passed, no verdict",
            "tone": "bad" if late else "",
            "href": "?status=late#actions" if late else "",
        },
        {
            "label": "Due soon",
            "value": str(counts["due_soon"]),
            "note": "within 30 days",
            "tone": "warn" if counts["due_soon"] else "",
            "href": "?status=due_soon#actions" if counts["due_soon"] else "",
        },
        {
            "label": "Carried out",
            "value": str(counts["done"]),
            "note": f"of {len(lines)}",
            "tone": "good" if counts["done"] else "",
            "href": "?status=done#actions" if counts["done"] else "",
        },
    ]
