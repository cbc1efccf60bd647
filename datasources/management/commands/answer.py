"""Ask the data a question and print the answer: the same one that the pages show."""

import json
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources import analyses, kinds, periods, presenters
from datasources.analyses import Option, Takes
from datasources.models import Evidence
from datasources.operations import evidence, joining, own_areas, provenance
from partnerships.area_codes import as_code
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.words import all_of

REFUSED, WRONG_USE = 1, 2
SAMPLE = "wexmere"
"""The partnership that the examples ask: that of the sample."""

OF_EVERY_QUESTION = (
    {
        "name": "measure",
        "takes": "measure",
        "default": "recorded crime where it is in use, else the only one in use",
    },
    {"name": "source", "takes": "source", "default": "the only one of the measure in use"},
    {"name": "together", "takes": "yes or no", "default": "one source alone"},
    {"name": "alike", "takes": all_of(list(joining.ALIKE), last="or"), "default": "it is asked"},
)
"""What may be said of every question, whatever analysis is asked."""


def area(text: str) -> str:
    """A code as it is written in tables; that of an own area as the questions know it."""
    return own_areas.as_code(text) if own_areas.is_own(text.lower()) else as_code(text)


def period(text: str) -> str:
    if periods.known(text) is None:
        raise ArgumentTypeError(
            f"{text!r} is no month like 2025-12, nor another period (2025-Q4, 2025, 2025/26)."
        )
    return text


def level(text: str) -> str:
    if text not in analyses.LEVELS:
        raise ArgumentTypeError(f"{text!r} is no level. Known are: {all_of(analyses.LEVELS)}.")
    return text


WAYS: dict[Takes, tuple[str, str, Callable[[str], str]]] = {
    Takes.AREA: ("CODE", "a local authority, ward or LSOA, or own:SOURCE:NAME", area),
    Takes.PERIOD: ("PERIOD", "a month like 2025-12, or another period", period),
    Takes.LEVEL: ("LEVEL", all_of(analyses.LEVELS, last="or"), level),
}
"""How each thing that an option takes is written, explained and read."""


class Command(BaseCommand):
    help = "Ask the data a question. Exit code 0 done, 1 refused with the reason, 2 wrong use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("analysis", nargs="?", choices=list(analyses.ANALYSES))
        parser.add_argument("--partnership", metavar="SLUG")
        parser.add_argument(
            "--measure",
            default="",
            metavar="SLUG",
            help="what is counted; recorded crime if not said, where it is in use",
        )
        parser.add_argument("--list", action="store_true", help="name every analysis")
        parser.add_argument(
            "--source", default="", metavar="SLUG", help="needed where several are in use"
        )
        parser.add_argument(
            "--together",
            action="store_true",
            help="count all sources of the measure as one, what stands in two of them once",
        )
        parser.add_argument(
            "--alike",
            choices=list(joining.ALIKE),
            default="",
            help="rows without a reference that are alike in two: counted once, or apart",
        )
        for option in analyses.OPTIONS.values():
            metavar, words, read = WAYS[option.takes]
            parser.add_argument(
                f"--{option.name}",
                type=read,
                metavar=metavar,
                help=f"{words}; if not said, {_defaults(option)}",
            )
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write(_listed(as_json=options["json"]))
            return
        if not options["analysis"] or not options["partnership"]:
            raise CommandError(
                "Say which analysis is asked, and of which --partnership; --list names them.",
                returncode=WRONG_USE,
            )
        partnership = Partnership.objects.filter(slug=options["partnership"]).first()
        if partnership is None:
            raise CommandError(
                f"There is no partnership {options['partnership']}.", returncode=WRONG_USE
            )
        source = partnership.sources.filter(slug=options["source"]).first()
        if options["source"] and source is None:
            raise CommandError(f"There is no source {options['source']}.", returncode=WRONG_USE)
        started = time.perf_counter()
        try:
            question = evidence.ask(
                partnership=partnership,
                analysis=options["analysis"],
                area_code=options["area"],
                period_from=options["from"],
                period_to=options["to"],
                source=source,
                measure=options["measure"],
                together=options["together"],
                alike=options["alike"],
                said={name: options[name] or "" for name in evidence.OWN_OPTIONS},
                by=None,
            )
            answer = evidence.answer(question)
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        seconds = round(time.perf_counter() - started, 3)
        if options["json"]:
            self.stdout.write(json.dumps(_report(partnership, answer, seconds), indent=2))
        else:
            self.stdout.write(_words(answer))


def _defaults(option: Option) -> str:
    """What is meant where an option is not said, and for which analyses where they differ."""
    meant: dict[str, list[str]] = {}
    for name, one in analyses.ANALYSES.items():
        for own in one.options:
            if own.name == option.name:
                meant.setdefault(own.default, []).append(name)
    if len(meant) == 1:
        return option.default
    return ", ".join(f"{default} ({all_of(names)})" for default, names in meant.items())


def _listed(*, as_json: bool) -> str:
    """Every analysis with what may be asked of it."""
    if as_json:
        content = [
            {
                "name": one.name,
                "label": one.label,
                "version": one.version,
                "needs": [service.value for service in one.needs],
                "is_standard": one.is_standard,
                "described": one.described,
                "not_for": list(one.not_for),
                "options": [*OF_EVERY_QUESTION, *map(_option, one.options)],
                "example": f"answer {one.name} --partnership {SAMPLE}",
            }
            for one in analyses.ANALYSES.values()
        ]
        return json.dumps(content, indent=2)
    return "\n".join(f"{one.name}: {one.label}" for one in analyses.ANALYSES.values())


def _option(option: Option) -> dict[str, str]:
    return {"name": option.name, "takes": option.takes.value, "default": option.default}


def _report(partnership: Partnership, answer: Evidence, seconds: float) -> dict[str, Any]:
    result = answer.result
    same = ("analysis", "version", "area_code", "area_name", "period_from", "period_to")
    return {
        "partnership": partnership.slug,
        "measure": result.get("measure", kinds.UNNAMED_MEASURE),
        **{name: result[name] for name in same},
        "finding": result["finding"],
        "columns": result["columns"],
        "table": result["rows"],
        "numbers": result["numbers"],
        "denominator": result["denominator"],
        "caveats": result["caveats"],
        "sources": provenance.now([answer])[answer.pk],
        "evidence": answer.pk,
        "seconds": seconds,
    }


def _words(answer: Evidence) -> str:
    """The finding, the table in columns, what to know with it, and where it comes from."""
    figure = presenters.figure(answer, suppress_below=None)
    cells = [tuple(column.label for column in figure.columns), *figure.rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(figure.columns))]
    lines = [figure.headline, figure.subtitle, ""]
    for row in cells:
        parts = [
            cell.rjust(width) if column.numeric else cell.ljust(width)
            for cell, width, column in zip(row, widths, figure.columns, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(
        [*lines, "", *(f"* {caveat}" for caveat in figure.caveats), figure.source_line]
    )
