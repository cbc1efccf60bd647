"""Receive files for a source, read them and, when told so, accept them: as the pages do."""

import json
import logging
import time
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from datasources import kinds
from datasources.intake.reading import IncomingFile
from datasources.intake.recognising import recognised
from datasources.layouts import KEPT, Layout, LayoutError
from datasources.models import Delivery, Finding, Slice, Source
from datasources.operations import deliveries, evidence, layouts, personal_data, sources
from datasources.operations.sources import SourceDetails
from datasources.presenters import deliveries as presenter
from datasources.presenters import replacing as plans
from datasources.states import DELIVERY_CHOICES, DOUBTS, Doubt
from partnerships.errors import RuleBroken
from partnerships.models import Partnership

REFUSED, WRONG_USE = 1, 2
# What was decided of personal data stays, where a file says nothing of it.
ORIGINALS = {"delete": "", "keep": KEPT}
DECIDED = ("personal", "not_personal", "original")
AS_JSON = 'Write the layout as one JSON object, such as {"columns": {"Their heading": "period"}}.'
STATES = {"already-received": "Already received", **dict(DELIVERY_CHOICES)}
# A worker has taken it first: how often to look whether it is done.
SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Receive files for a source. Exit code 0 done, 1 refused with the reason, 2 wrong use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="the source's short name in the register")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument(
            "--kind",
            choices=list(kinds.BY_SLUG),
            help="registers the source when it is new; where it is not said, the files tell",
        )
        parser.add_argument(
            "--layout",
            type=Path,
            metavar="FILE",
            help="how the source writes its tables, as JSON; remembered for what comes later",
        )
        parser.add_argument(
            "--personal",
            action="append",
            default=[],
            metavar="COLUMN=WHAT",
            help="what becomes of a column with personal data; remembered for what comes later",
        )
        parser.add_argument(
            "--originals",
            choices=list(ORIGINALS),
            help="of files with personal data: deleted once their rows are stored, or kept"
            f" encrypted for {settings.ORIGINALS_KEPT_DAYS} days; remembered",
        )
        parser.add_argument("--accept", action="store_true", help="take what was read into use")
        for doubt in DOUBTS:
            parser.add_argument(_flag(doubt), action="store_true", help=doubt.help)
        parser.add_argument(
            "--plan",
            action="store_true",
            help="say also what accepting would change; nothing is accepted",
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        # Whether a worker hears of it does not matter here: this command reads by itself.
        logging.getLogger("config.celery").setLevel(logging.ERROR)
        started = time.perf_counter()
        _check(options)
        # What was said wrongly of a new source leaves none behind.
        with transaction.atomic():
            source, how = _source(options)
            if options["layout"]:
                _say(source, options["layout"])
            if options["personal"] or options["originals"]:
                _decide(source, options)
        delivery, refusal = self._received(source, options)
        is_repeat = bool(refusal)
        if not refusal:
            delivery, refusal = _decided(_read(delivery), options)
        result = _result(delivery, is_repeat, refusal, time.perf_counter() - started)
        result["kind_known_by"] = how
        if options["plan"]:
            result["plan"] = plans.result(delivery)["ways"]
        self.stdout.write(json.dumps(result, indent=2) if options["json"] else _words(result))
        if refusal and (is_repeat or delivery.state in {"refused", "failed"}):
            raise CommandError(refusal, returncode=REFUSED)

    def _received(self, source: Source, options: dict[str, Any]) -> tuple[Delivery, str]:
        """The delivery; with a refusal when it is one that was received before."""
        opened = [File(path.open("rb"), name=path.name) for path in options["files"]]
        try:
            return deliveries.receive(source=source, files=opened, by=None), ""
        except deliveries.AlreadyReceived as again:
            # Received, and never decided: then this is the decision.
            is_decision = options["accept"] and (
                again.earlier.is_in_work or not presenter.is_decided(again.earlier)
            )
            if again.earlier.state == "personal" and options["personal"]:
                return deliveries.retry(delivery=again.earlier, by=None), ""
            return again.earlier, "" if is_decision else " ".join(again.reasons)
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        finally:
            for file in opened:
                file.close()


def _check(options: dict[str, Any]) -> None:
    for doubt in DOUBTS:
        if options[doubt.option] and not options["accept"]:
            raise CommandError(f"{_flag(doubt)} needs --accept.", returncode=WRONG_USE)
    if options["plan"] and options["accept"]:
        raise CommandError("--plan is for before --accept.", returncode=WRONG_USE)
    for file in [*options["files"], *filter(None, [options["layout"]])]:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.", returncode=WRONG_USE)


def _flag(doubt: Doubt) -> str:
    return f"--{doubt.option.replace('_', '-')}"


def _say(source: Source, path: Path) -> None:
    """Remember what a file says of the source's tables."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise CommandError(
            f"{path}: this is no JSON: {trouble}. {AS_JSON}", returncode=WRONG_USE
        ) from None
    if not isinstance(content, dict):
        raise CommandError(f"{path}: this holds no layout. {AS_JSON}", returncode=WRONG_USE)
    before = layouts.of(layouts.newest(source)).to_json()
    for name in DECIDED:
        content.setdefault(name, before[name])
    try:
        layouts.say(source=source, layout=Layout.from_json(content), by=None)
    except LayoutError as wrong:
        raise CommandError(f"{path}: {wrong}", returncode=WRONG_USE) from None
    except RuleBroken as broken:
        raise CommandError(f"{path}: {' '.join(broken.reasons)}", returncode=WRONG_USE) from None


def _decide(source: Source, options: dict[str, Any]) -> None:
    """Remember what becomes of columns with personal data, before anything is read."""
    layout = layouts.of(layouts.newest(source))
    kind = kinds.by_slug(source.kind)
    if options["originals"]:
        layout = replace(layout, original=ORIGINALS[options["originals"]])
    try:
        for said in options["personal"]:
            heading, sign, choice = said.rpartition("=")
            if not sign or not heading.strip():
                raise CommandError(
                    f"--personal {said!r} is not of the form COLUMN=WHAT.", returncode=WRONG_USE
                )
            layout = personal_data.chosen(layout, kind, heading.strip(), choice.strip())
        layouts.say(source=source, layout=layout, by=None)
    except RuleBroken as broken:
        raise CommandError(" ".join(broken.reasons), returncode=WRONG_USE) from None


def _source(options: dict[str, Any]) -> tuple[Source, str]:
    """The source, and how its kind is known: register, said, or recognised."""
    partnership = Partnership.objects.filter(slug=options["partnership"]).first()
    if partnership is None:
        raise CommandError(
            f"There is no partnership {options['partnership']}.", returncode=WRONG_USE
        )
    slug, kind = options["source"], options["kind"]
    source = Source.objects.filter(partnership=partnership, slug=slug).first()
    if source is not None and kind not in (None, source.kind):
        raise CommandError(
            f"The source {slug} is of the kind {source.kind}, not {kind}.", returncode=WRONG_USE
        )
    if source is not None:
        return source, "register"
    if kind is not None:
        return _registered(partnership, slug, kind), "said"
    return _registered(partnership, slug, _recognised(partnership, options)), "recognised"


def _recognised(partnership: Partnership, options: dict[str, Any]) -> str:
    """The kind that the files tell; where they tell none or several, it must be said."""
    found = recognised([IncomingFile(path.name, path) for path in options["files"]])
    if len(found) == 1:
        return found[0].slug
    named = ", ".join(kind.slug for kind in found) or ", ".join(kinds.BY_SLUG)
    seen = "These files can be of several kinds" if found else "These files tell no kind"
    raise CommandError(
        f"There is no source {options['source']} in the register of {partnership.name}. {seen}: say"
        f" of which --kind it is to register it: {named}.",
        returncode=WRONG_USE,
    )


def _registered(partnership: Partnership, slug: str, kind: str) -> Source:
    try:
        return sources.register(
            partnership=partnership,
            slug=slug,
            kind=kind,
            details=SourceDetails(
                name=kinds.by_slug(kind).label, **kinds.by_slug(kind).usual.values
            ),
            by=None,
        )
    except RuleBroken as broken:
        raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None


def _read(delivery: Delivery) -> Delivery:
    """Read it here; when a worker was faster, wait until it is done."""
    while delivery.is_in_work:
        if deliveries.read(delivery.pk) is None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        delivery.refresh_from_db()
    return delivery


def _decided(delivery: Delivery, options: dict[str, Any]) -> tuple[Delivery, str]:
    """The delivery after the decision; a refusal when nothing of it can be used."""
    if delivery.state == "failed":
        return delivery, delivery.failure
    if delivery.state == "refused":
        errors = delivery.findings.filter(severity="error").values_list("message", flat=True)
        reasons = " ".join(errors) or "Nothing in it could be used."
        return delivery, reasons
    if delivery.state == "personal":
        return delivery, presenter.WAITS_FOR_PERSONAL
    if not options["accept"]:
        return delivery, ""
    despite = [doubt.slug for doubt in DOUBTS if options[doubt.option]]
    try:
        delivery = deliveries.accept(delivery=delivery, despite=despite, by=None)
    except RuleBroken as broken:
        return delivery, " ".join(broken.reasons)
    evidence.refresh(delivery.source_id)
    return delivery, ""


def _result(delivery: Delivery, is_repeat: bool, refusal: str, seconds: float) -> dict[str, Any]:
    result = {
        "partnership": delivery.source.partnership.slug,
        "source": delivery.source.slug,
        "kind": delivery.source.kind,
        "delivery": delivery.pk,
        "state": "already-received" if is_repeat else delivery.state,
        "reason": refusal,
        "rows_read": delivery.rows_read,
        "rows_kept": delivery.rows_kept,
        "rows_set_aside": delivery.rows_set_aside,
        "findings": [_finding(found) for found in delivery.findings.all()],
        "slices": [_slice(one) for one in delivery.slices.all()],
        "months_missing": delivery.months_missing,
        "personal": [_personal(column) for column in delivery.personal],
        "files": [_table(table, delivery.source.kind) for table in delivery.tables],
        "seconds": round(seconds, 3),
    }
    if is_repeat:
        result["earlier"] = {
            "delivery": delivery.pk,
            "state": delivery.state,
            "received_at": delivery.received_at.isoformat(),
            "received_by": str(delivery.received_by or ""),
        }
    return result


def _finding(found: Finding) -> dict[str, Any]:
    names = ("code", "severity", "count", "message", "what_to_do", "file", "period", "examples")
    return {name: getattr(found, name) for name in names}


def _personal(column: dict[str, Any]) -> dict[str, Any]:
    options = [_value(one) for one in column["options"]]
    names = ("heading", "found", "filled", "decided", "suggested")
    return {**{name: column[name] for name in names}, "options": options}


def _value(option: dict[str, str]) -> str:
    return f"{option['treatment']}:{option['into']}" if option["into"] else option["treatment"]


def _table(table: dict[str, Any], kind: str) -> dict[str, Any]:
    columns = [
        {name: column[name] for name in ("theirs", "ours", "type")} for column in table["columns"]
    ]
    return {**table, "kind": kind, "columns": columns}


def _slice(one: Slice) -> dict[str, Any]:
    return {
        "period": one.period,
        "rows": one.rows,
        "current": one.is_current,
        "looks_earlier": one.looks_earlier,
        "looks_short": one.looks_short,
        "difference": presenter.difference_in_words(one.comparison),
        "year_before": presenter.year_before_in_words(one.comparison),
    }


def _words(result: dict[str, Any]) -> str:
    """The same for a person."""
    lines = []
    if result["kind_known_by"] == "recognised":
        label = kinds.by_slug(result["kind"]).label
        lines.append(f"Registered as “{label}” ({result['kind']}), which the headings tell.")
    lines += [
        f"{result['source']}: {STATES[result['state']].lower()}.",
        f"{result['rows_read']:,} rows read, {result['rows_kept']:,} kept,"
        f" {result['rows_set_aside']:,} set aside, in {result['seconds']:.1f} seconds.",
    ]
    for found in result["findings"]:
        lines.append(f"  {found['severity']}: {found['message']}")
        if found["what_to_do"]:
            lines.append(f"    What to do: {found['what_to_do']}")
    for one in result["slices"]:
        state = "in use" if one["current"] else "not in use"
        lines.append(f"  {one['period']}: {one['rows']:,} rows, {state}. {one['difference']}.")
    lines += [f"  {one['label']}: {one['summary']}" for one in result.get("plan", ())]
    if result["reason"]:
        lines.append(result["reason"])
    return "\n".join(lines)
