"""How far scorers are apart: a small picture, a line from lowest to highest, a dot a person."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, EDGE = 200, 28, 8


def _x(value: float) -> str:
    return f"{EDGE + value * (WIDTH - 2 * EDGE) / 100:.1f}"


def dot_range(values: Sequence[float], mean: float) -> SafeString:
    """Always drawn on the whole 0 to 100, so that rows can be compared; said in words as well."""
    middle = HEIGHT / 2
    dots = format_html_join(
        "", '<circle class="app-spread__dot" cx="{}" cy="{}" r="4"/>',
        ((_x(value), middle) for value in values),
    )  # fmt: skip
    return format_html(
        '<svg class="app-spread" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}"><line class="app-spread__axis" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<line class="app-spread__range" x1="{}" x2="{}" y1="{}" y2="{}"/>{}'
        '<path class="app-spread__mean" d="M{} 3v{}"/></svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        spread_words(values, mean),
        _x(0),
        _x(100),
        middle,
        middle,
        _x(min(values)),
        _x(max(values)),
        middle,
        middle,
        dots,
        _x(mean),
        HEIGHT - 6,
    )


def spread_words(values: Sequence[float], mean: float) -> str:
    if len(values) == 1:
        return f"One person scored it {values[0]:.0f} of 100"
    return (
        f"{len(values)} people scored it from {min(values):.0f} to {max(values):.0f} of 100, "
        f"{mean:.0f} on average"
    )
