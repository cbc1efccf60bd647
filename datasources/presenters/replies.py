"""The draft of what the analyst answers to whoever sent files, from what was found in them.

A letter travels where the site's walls do not reach: nothing of a file's cells goes into it, and
no heading or name but those that every table of the kind has.
"""

import re
from collections.abc import Sequence

from django.utils import timezone

from datasources import kinds
from datasources.intake import privacy
from datasources.intake.findings import ERROR, MEANINGS, NOTE
from datasources.kinds import Kind
from datasources.kinds.headings import plain
from datasources.models import Delivery, Finding
from datasources.periods import span
from datasources.presenters import deliveries as presenter
from datasources.presenters.for_senders import advice
from partnerships.models import User
from partnerships.words import said_day

MOST_POINTS = 12
# What a sentence quotes of a file: a heading, a word, a sheet's name.
QUOTED = re.compile(r"“([^”]*)”|'([^']*)'(?=[\s.,;:)]|$)")
# They speak of columns with people in them, whose very headings may name somebody.
ABOUT_PEOPLE = frozenset(code for code in MEANINGS if code.startswith("personal"))


def draft(delivery: Delivery, findings: Sequence[Finding], *, to: User | None, by: User) -> str:
    """In a partner's words: what came of the files, what was understood, what to do."""
    received = said_day(timezone.localtime(delivery.received_at))
    parts = [
        f"Dear {to}," if to else "Dear colleague,",
        f"Thank you for the files for {delivery.source.name}, which came on {received}."
        f" {_outcome(delivery)}",
        f"What was understood: {presenter.sentence(delivery, findings)}",
    ]
    errors = _points(delivery, [one for one in findings if one.severity == ERROR])
    others = _points(delivery, [one for one in findings if one.severity not in (ERROR, NOTE)])
    if errors:
        parts.append("\n".join(["What could not be used, and what to do:", *errors]))
    if others:
        parts.append("\n".join(["What to look at:", *others]))
    if delivery.rows_set_aside:
        parts.append(
            "The rows that were set aside can be downloaded from the page below, each with its"
            " reason. Mend these and send the whole file again."
        )
    parts.append(f"With kind regards\n{by}\n{delivery.source.partnership.name}")
    return "\n\n".join(parts)


def _outcome(delivery: Delivery) -> str:
    in_use = span([one.period for one in delivery.slices.all() if one.is_current])
    if delivery.state == "accepted":
        return f"They are in use now: {in_use}." if in_use else "They were taken into use."
    if delivery.state == "rejected":
        return f"We send them back, because: {delivery.decision_reason}"
    if delivery.state == "refused":
        return "Nothing in them could be used as they are."
    if delivery.state == "failed":
        return "Reading them broke off on our side. You need not send them again for now."
    if delivery.state == "stopped":
        return "Reading them was stopped before its end."
    return "We have read them and not decided yet."


def _points(delivery: Delivery, findings: Sequence[Finding]) -> list[str]:
    kind = kinds.shown(delivery.source.kind)
    points = list(dict.fromkeys(f"* {in_public(one, kind)}" for one in findings))
    if len(points) > MOST_POINTS:
        rest = len(points) - MOST_POINTS
        points = [*points[:MOST_POINTS], f"* {rest} further points stand on the page below."]
    return points


def in_public(found: Finding, kind: Kind) -> str:
    """A finding without anything of the file's own but numbers and headings known to everybody."""
    known = {plain(name) for column in kind.columns for name in (column.heading, *column.also)}
    where = f"{found.file}: " if found.file else ""
    is_about_people = found.code in ABOUT_PEOPLE or privacy.personal_values([found.message])
    meaning = MEANINGS[found.code].meaning if found.code in MEANINGS else ""
    said = meaning if is_about_people and meaning else _without_quotes(found.message, known)
    to_do = _without_quotes(advice(found.code, found.what_to_do), known)
    return f"{where}{said}{f' What to do: {to_do}' if to_do else ''}"


def _without_quotes(sentence: str, known: set[str]) -> str:
    def shown(match: re.Match[str]) -> str:
        words = match[1] if match[1] is not None else match[2]
        return match[0] if plain(words) in known else "“…”"

    return QUOTED.sub(shown, sentence)
