"""What is said of a source's tables, and the deliveries that are read anew by it."""

from django.db import transaction

from datasources import permissions
from datasources.layouts import Layout
from datasources.models import Source, SourceLayout
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


def newest(source: Source) -> SourceLayout | None:
    return source.layouts.order_by("-number").first()


def of(said: SourceLayout | None) -> Layout:
    """What was said; where nothing was, a layout that says nothing."""
    return Layout.from_json(said.content) if said else Layout()


def say(*, source: Source, layout: Layout, by: User | None) -> SourceLayout:
    """How the source writes its tables from now on. The same said again changes nothing."""
    with transaction.atomic():
        source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        reasons = layout.reasons_against(source.read_as)
        if reasons:
            raise RuleBroken(reasons)
        before = newest(source)
        if before is not None and of(before) == layout:
            return before
        said = SourceLayout.objects.create(
            source=source,
            number=before.number + 1 if before else 1,
            content=layout.to_json(),
            said_by=by,
        )
        trail.record(
            partnership=source.partnership,
            by=by,
            verb="source.layout_said",
            target=source,
            before={"layout": before.number if before else 0},
            after={"layout": said.number, "columns": len(layout.columns)},
        )
    return said
