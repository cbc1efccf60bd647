"""Sharing agreements and commitments, organisation by organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.models import (
    Commitment,
    Organisation,
    SharingAgreement,
)


@dataclass(frozen=True)
class Status:
    words: str
    colour: str


def agreement_status(agreement: SharingAgreement, today: date) -> Status:
    """Where an agreement stands on a day, in a word or two."""
    if agreement.ends_on < today:
        return Status("Ended", "red")
    if agreement.starts_on > today:
        return Status("Not yet in force", "grey")
    if agreement.review_on <= today:
        return Status("Review due", "yellow")
    return Status("In force", "green")


@dataclass(frozen=True)
class AgreementLine:
    agreement: SharingAgreement
    status: Status


def agreement_lines(agreements: Iterable[SharingAgreement], today: date) -> list[AgreementLine]:
    return [AgreementLine(each, agreement_status(each, today)) for each in agreements]


@dataclass(frozen=True)
class CommitmentLine:
    """One organisation: for each kind of commitment the record, or None."""

    organisation: Organisation
    given: tuple[Commitment | None, ...]


def commitment_lines(
    organisations: Iterable[Organisation], commitments: Iterable[Commitment]
) -> list[CommitmentLine]:
    by_place = {(each.organisation_id, each.kind): each for each in commitments}
    kinds = [kind for kind, _ in Commitment.KINDS]
    return [
        CommitmentLine(each, tuple(by_place.get((each.pk, kind)) for kind in kinds))
        for each in organisations
    ]
