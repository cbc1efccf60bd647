"""The template library that every page loads; each word of it is kept in `config/ui/`."""

from django import template
from django.utils.safestring import SafeString

from config import pictures
from config.ui import dates, frame, numbers, problems, tables

register = template.Library()

for say in (
    numbers.thousands,
    numbers.signed,
    numbers.rate,
    numbers.percent,
    numbers.plural,
    dates.long_date,
    dates.long_moment,
    dates.month,
    tables.cell,
    tables.is_number_kind,
    tables.paired,
    problems.problems,
    problems.in_our_words,
):
    register.filter(say)

register.simple_tag(frame.address_or_nothing)
register.simple_tag(tables.page_address, takes_context=True)
register.inclusion_tag("components/_service_navigation.html", takes_context=True)(
    frame.service_navigation
)
register.inclusion_tag("components/_year.html", takes_context=True)(frame.year_strip)
register.inclusion_tag("components/_partnership_menu.html", takes_context=True)(
    frame.partnership_menu
)


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
