"""The document: who may open what."""

from tests.access import EVERYONE, INSIDERS, Access, roles
from tests.factories import text

WRITERS = roles("analyst officer contributor lead")
ANSWERERS = roles("analyst officer lead")
LEAD = roles("lead")


def _slug(world) -> list:
    return [world.things["assessment"].slug]


def _of(name: str):
    return lambda world: [world.things[name].pk]


ACCESS: dict[str, Access] = {
    "document": Access(_slug, get=EVERYONE),
    "document-read": Access(_slug, get=EVERYONE),
    "comment-list": Access(_slug, get=EVERYONE),
    "component-list": Access(_slug, get=EVERYONE),
    "component-answer": Access(
        lambda world: [world.things["assessment"].slug, "levels"], get=WRITERS, post=WRITERS
    ),
    "section-edit": Access(_of("section"), get=EVERYONE, post=WRITERS),
    "section-figures": Access(_of("section"), post=WRITERS),
    "document-figures": Access(_slug, post=WRITERS),
    "section-history": Access(_of("section"), get=EVERYONE),
    "revision-detail": Access(
        lambda world: [world.things["section"].pk, 1], get=EVERYONE, post=WRITERS
    ),
    "section-hand-over": Access(_of("section"), post=WRITERS),
    "section-approve": Access(_of("section"), post=LEAD),
    "section-return": Access(_of("section"), get=LEAD, post=LEAD),
    "section-assign": Access(
        _of("section"), get=roles("analyst officer"), post=roles("analyst officer")
    ),
    "comment-create": Access(_of("section"), get=INSIDERS, post=INSIDERS),
    "kept-text-detail": Access(_of("kept text"), get=WRITERS, post=WRITERS),
    "comment-answer": Access(_of("comment"), get=ANSWERERS, post=ANSWERERS),
    "component-answer-remove": Access(_of("component answer"), post=WRITERS),
}


def furnish(world) -> None:
    """Put one of each of these things into the world."""
    section = text.section_of(world.things["assessment"])
    officer = world.people["officer"]
    text.write(section, "Young adults are hurt most.", by=officer)
    world.things["section"] = section
    world.things["kept text"] = text.keep(section, "Older people too.", by=world.people["lead"])
    world.things["comment"] = text.comment_on(section, "Since when?", by=world.people["member"])
    world.things["component answer"] = text.point_at(section, by=officer)
