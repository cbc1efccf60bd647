"""Who: people, organisations, areas, roles, agreements, and the record of who did what."""

from partnerships.models.deputy import Deputy
from partnerships.models.letter import Letter, Post
from partnerships.models.membership import Invitation, Membership
from partnerships.models.partnership import (
    Commitment,
    Organisation,
    Partnership,
    PartnershipArea,
    SharingAgreement,
    WithinPartnership,
)
from partnerships.models.trail import TrailEntry
from partnerships.models.user import User
from partnerships.models.work import BackgroundWork

__all__ = [
    "BackgroundWork",
    "Commitment",
    "Deputy",
    "Invitation",
    "Letter",
    "Membership",
    "Organisation",
    "Partnership",
    "PartnershipArea",
    "Post",
    "SharingAgreement",
    "TrailEntry",
    "User",
    "WithinPartnership",
]
