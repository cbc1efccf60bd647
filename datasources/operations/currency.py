"""Which answer to a question stands now, and which were overtaken by newer data.

The answer in use rests on slices that are all in use, and on the most of them: a corrected month
replaces one, a new month adds one, and an earlier delivery taken up again brings its own answer
back. Of a measure that was composed it counts by the newest version that was answered. Another row
on the same slices by the same version is no newer answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from datasources.models import Evidence


@dataclass(frozen=True)
class Standing:
    """One answer: overtaken or not, and by which; without a `newer` nobody has asked anew yet."""

    pk: int
    is_overtaken: bool
    newer: int | None = None

    @property
    def words(self) -> str:
        if not self.is_overtaken:
            return ""
        if self.newer is None:
            return "Rests on data that were replaced; there is no newer answer yet"
        return "A newer answer stands"


@dataclass(frozen=True)
class _Row:
    pk: int
    question: int
    slices: int
    in_use: int
    version: int | None
    """Of what was counted, where a person composed it."""

    @property
    def is_in_use(self) -> bool:
        return self.slices == self.in_use

    @property
    def rank(self) -> tuple[int, int]:
        """The higher one of two that are in use is the answer."""
        return self.version or 0, self.slices


def standings(numbers: Iterable[int]) -> dict[int, Standing]:
    """How each of these answers stands: two queries, whatever their number."""
    wanted = set(numbers)
    if not wanted:
        return {}
    questions = set(Evidence.objects.filter(pk__in=wanted).values_list("question_id", flat=True))
    by_question: dict[int, list[_Row]] = {}
    for row in _rows(questions):
        by_question.setdefault(row.question, []).append(row)
    return {
        row.pk: _standing(row, rows)
        for rows in by_question.values()
        for row in rows
        if row.pk in wanted
    }


def in_use(questions: Iterable[int]) -> dict[int, int]:
    """The answer in use to each question that has one; one query."""
    found: dict[int, _Row] = {}
    for row in _rows(questions):
        best = found.get(row.question)
        if row.is_in_use and (best is None or row.rank > best.rank):
            found[row.question] = row
    return {question: row.pk for question, row in found.items()}


def _rows(questions: Iterable[int]) -> list[_Row]:
    """Newest first, so that of equals the newest is met first."""
    rows = (
        Evidence.objects.filter(question__in=set(questions))
        .annotate(count=Count("slices"), current=Count("slices", filter=Q(slices__is_current=True)))
        .order_by("-computed_at", "-pk")
        .values_list("pk", "question_id", "count", "current", "result__composed__version")
    )
    return [_Row(*row) for row in rows]


def _standing(row: _Row, rows: list[_Row]) -> Standing:
    used = [each for each in rows if each.is_in_use]
    most = max((each.rank for each in used), default=(0, 0))
    if not used:
        return Standing(row.pk, is_overtaken=True)
    if row.is_in_use and row.rank == most:
        return Standing(row.pk, is_overtaken=False)
    return Standing(row.pk, True, next(each.pk for each in used if each.rank == most))
