"""What the rows of a plain table are: said by a person, for one source."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from datasources import frames, kinds, permissions, tasks
from datasources.intake.tabular.naming import askable
from datasources.kinds import Composed, Role
from datasources.kinds.composing import LONGEST_UNIT
from datasources.kinds.headings import plain
from datasources.models import Slice, Source
from datasources.periods import said as in_words
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.store import StoreError
from partnerships.words import listed, with_capital

DECLARED = "The kind of “{}” says already what its rows are."


@dataclass(frozen=True)
class Held:
    """What stands in the rows of a source that bears on what they are."""

    words: dict[str, int]
    """The types that figures may name, and how many rows have each, most of them first. What may be
    of a person is not among them, nor what stands in one row alone of a great many."""
    periods: tuple[str, ...]
    """Keys of the periods looked at."""
    without_numbers: tuple[str, ...]
    """Those of them whose rows do not say how many they stand for."""

    @property
    def has_numbers(self) -> bool:
        return len(self.without_numbers) < len(self.periods)


def held(source: Source) -> Held:
    """In the rows in use; where none are, in those of the newest delivery."""
    kind = kinds.by_slug(source.kind)
    what, number = kind.column(Role.WHAT), kind.column(Role.HOW_MANY)
    texts: Counter[str] = Counter()
    periods, without = [], []
    for one in _slices(source):
        try:
            rows = frames.load(one.path, [what, number])
        except StoreError:
            continue
        periods.append(one.period)
        if number not in rows:
            without.append(one.period)
        if what in rows:
            found = rows[what].astype("str")[rows[what].notna()].value_counts()
            texts.update({str(text): int(count) for text, count in found.items() if text})
    words = {word: texts[word] for word in askable(texts) if not _is_rest(word, kind)}
    return Held(words, tuple(sorted(periods)), tuple(sorted(without)))


def _slices(source: Source) -> list[Slice]:
    current = list(Slice.objects.current().filter(source=source))
    if current:
        return current
    newest = source.deliveries.order_by("-received_at").first()
    return list(newest.slices.all()) if newest else []


def _is_rest(word: str, kind: kinds.Kind) -> bool:
    return plain(word) == plain(kind.measures[0].words.rest)


def say(
    *, source: Source, unit: str, words: tuple[str, ...], numbers: bool, by: User | None
) -> Source:
    """What each row is from now on, and which types figures may name.

    Its figures are drawn again by it; those that were drawn before keep what they counted. The same
    said again changes nothing.
    """
    found = held(source)
    with transaction.atomic():
        source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        kind = kinds.shown(source.kind)
        if not kind.is_said:
            raise RuleBroken(DECLARED.format(source.name))
        before = source.said
        unit = unit.strip()
        said = Composed(
            slug=kind.measures[0].slug,
            of=kind.measures[0].slug,
            version=before.version + 1 if before else 1,
            label=with_capital(unit),
            unit=unit,
            categories=(),
            words=tuple(word for word in words if not _is_rest(word, kind)),
            numbers=numbers,
        )
        if before is not None and said.counts_as(before):
            return source
        if reasons := _reasons_against(said, before, found):
            raise RuleBroken(reasons)
        trail.record(
            partnership=source.partnership,
            by=by,
            verb="source.rows_said",
            target=source,
            before=source.rows_are,
            after=said.to_json(),
        )
        source.rows_are = said.to_json()
        source.save(update_fields=["rows_are"])
        tasks.refresh_evidence.delay_on_commit(source.pk)
    return source


def _reasons_against(said: Composed, before: Composed | None, found: Held) -> list[str]:
    reasons = []
    if not said.unit:
        reasons.append("Say what a row is, many of them, as in a sentence: racial incidents.")
    if len(said.unit) > LONGEST_UNIT:
        reasons.append(f"What a row is takes more than {LONGEST_UNIT} letters.")
    known = {*found.words, *(before.words if before else ())}
    if strangers := [word for word in said.words if word not in known]:
        named = listed([f"“{word}”" for word in strangers], 3)
        reasons.append(f"{named} stands nowhere among the types of these rows.")
    if said.numbers and found.without_numbers:
        where = listed([in_words(one) for one in found.without_numbers], 6)
        reasons.append(
            f"The rows of {where} do not say how many they stand for. Say under “What the columns"
            " are” which column holds the number, and have the files sent again."
        )
    return reasons
