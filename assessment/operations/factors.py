"""The matrix: which factors weigh an issue, with every step of their scales in words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from assessment.models import Assessment, Factor
from assessment.operations.assessments import locked
from assessment.rules import scan as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


@dataclass(frozen=True)
class NewFactor:
    """A factor as somebody wrote it; the scale is lowest first."""

    name: str
    asks: str
    weight: int
    scale: tuple[dict, ...]
    is_confidence: bool = False


def define(*, assessment: Assessment, factors: Sequence[NewFactor], by: User) -> None:
    """Replace the matrix as a whole, as long as nobody has begun to score."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.AGREE_KEY_LINES)
        reasons = rules.reasons_against_defining(assessment) or _reasons_against(factors)
        if reasons:
            raise RuleBroken(reasons)
        before = [factor.name for factor in assessment.factors.all()]
        assessment.factors.all().delete()
        Factor.objects.bulk_create(
            Factor(
                assessment=assessment,
                order=place,
                name=factor.name.strip(),
                asks=factor.asks.strip(),
                weight=0 if factor.is_confidence else factor.weight,
                is_confidence=factor.is_confidence,
                scale=[dict(step) for step in factor.scale],
            )
            for place, factor in enumerate(factors, start=1)
        )
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="factors.defined",
            target=assessment,
            before={"factors": before},
            after={"factors": [asdict(factor) for factor in factors]},
        )


def _reasons_against(factors: Sequence[NewFactor]) -> list[str]:
    names = [factor.name.strip().lower() for factor in factors]
    if not factors:
        return ["Keep at least one factor."]
    if not any(factor.weight and not factor.is_confidence for factor in factors):
        return ["Keep at least one factor that counts in the mark."]
    if sum(factor.is_confidence for factor in factors) > 1:
        return ["Two factors say how sure we are: keep one of them, the other counts in the mark."]
    if len(set(names)) < len(names):
        return ["Two factors have the same name: give each its own."]
    short = [factor.name for factor in factors if len(factor.scale) < 2]
    return [f"{name}: define at least two steps of the scale." for name in short]
