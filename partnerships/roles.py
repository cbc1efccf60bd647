"""Roles as code: what each may do. The database stores only who holds which role."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may do in a partnership; the label completes "may not ..."."""

    SEE_PARTNERSHIP = "see the partnership"
    MANAGE_PARTNERSHIP = "change the partnership's details"
    MANAGE_PEOPLE = "invite people or change their roles"
    MANAGE_AGREEMENTS = "record sharing agreements and commitments"
    READ_TRAIL = "read the record of who did what"
    SEE_DATA = "see the data room"
    MANAGE_SOURCES = "change the register of data sources"
    UPLOAD_DATA = "send files"
    SEND_OWN_DATA = "send files for their own organisation's sources"
    ACCEPT_DATA = "accept or reject what was received"
    HANDLE_ORIGINALS = "see or delete the files as they were sent"
    ASK_QUESTIONS = "ask questions of the data"
    MANAGE_ASSESSMENT = "open an assessment, change its timetable or its stage"
    SEE_SCAN = "see the scanning room"
    ADD_ISSUES = "add issues"
    SCORE_ISSUES = "score issues"
    AGREE_KEY_LINES = "close scoring or agree key lines"
    MANAGE_CONSULTATION = "record the consultation"
    SEE_DOCUMENT = "read the draft"
    EDIT_SECTIONS = "write in the document"
    ASSIGN_SECTIONS = "say who writes which section"
    APPROVE_SECTIONS = "approve a section"
    COMMENT = "comment on the draft"
    ANSWER_COMMENTS = "answer comments"
    SEE_BOARD = "see the board's room"
    SIT_ON_BOARD = "sit for a responsible authority"
    MANAGE_MEETINGS = "record meetings"
    PROPOSE_PRIORITIES = "propose priorities"
    DECIDE_PRIORITIES = "decide priorities"
    SEE_PLAN = "see the plan"
    MANAGE_PLAN = "write recommendations and actions"
    REPORT_PROGRESS = "report progress on actions"
    RECORD_LESSONS = "record lessons about the process"
    SEE_EDITIONS = "see editions"
    PUBLISH = "publish an edition"


P = Permission

READER = frozenset({P.SEE_PARTNERSHIP, P.SEE_DOCUMENT, P.SEE_PLAN, P.SEE_EDITIONS})
INSIDER = READER | {
    P.SEE_DATA,
    P.SEE_SCAN,
    P.SEE_BOARD,
    P.COMMENT,
    P.RECORD_LESSONS,
    P.REPORT_PROGRESS,
}
WRITER = INSIDER | {P.ADD_ISSUES, P.SCORE_ISSUES, P.EDIT_SECTIONS, P.MANAGE_PLAN}


@dataclass(frozen=True)
class Role:
    """What a person is to a partnership, in its own words."""

    slug: str
    label: str
    description: str
    permissions: frozenset[Permission]

    @property
    def is_bound(self) -> bool:
        """It opens what belongs to the person's own organisation, and nothing of the others."""
        return P.SEE_PARTNERSHIP not in self.permissions and bool(self.permissions)


ROLES: tuple[Role, ...] = (
    Role(
        "analyst",
        "Analyst",
        "Receives the data, asks the questions, runs the timetable and publishes.",
        WRITER
        | {
            P.MANAGE_SOURCES,
            P.UPLOAD_DATA,
            P.ACCEPT_DATA,
            P.HANDLE_ORIGINALS,
            P.ASK_QUESTIONS,
            P.MANAGE_AGREEMENTS,
            P.MANAGE_ASSESSMENT,
            P.AGREE_KEY_LINES,
            P.MANAGE_CONSULTATION,
            P.ASSIGN_SECTIONS,
            P.ANSWER_COMMENTS,
            P.PROPOSE_PRIORITIES,
            P.PUBLISH,
            P.READ_TRAIL,
        },
    ),
    Role(
        "officer",
        "Community safety officer",
        "Scans issues, writes sections, answers comments, keeps the plan.",
        WRITER
        | {
            P.ASK_QUESTIONS,
            P.MANAGE_CONSULTATION,
            P.ASSIGN_SECTIONS,
            P.ANSWER_COMMENTS,
            P.MANAGE_MEETINGS,
            P.PROPOSE_PRIORITIES,
        },
    ),
    Role(
        "contributor",
        "Contributor",
        "Partner staff who send data and write the sections they know best.",
        WRITER | {P.UPLOAD_DATA},
    ),
    Role(
        "lead",
        "Strategic lead",
        "Leads a specialist area: writes, scores, and approves what others wrote.",
        WRITER | {P.ASK_QUESTIONS, P.APPROVE_SECTIONS, P.ANSWER_COMMENTS, P.PROPOSE_PRIORITIES},
    ),
    Role(
        "member",
        "Board member",
        "Sits for a responsible authority: reads drafts, scores, comments, decides with the board.",
        INSIDER | {P.SCORE_ISSUES, P.SIT_ON_BOARD},
    ),
    Role(
        "chair",
        "Chair",
        "Leads the board: records its meetings and the decisions on priorities.",
        INSIDER
        | {
            P.SCORE_ISSUES,
            P.SIT_ON_BOARD,
            P.MANAGE_MEETINGS,
            P.PROPOSE_PRIORITIES,
            P.DECIDE_PRIORITIES,
        },
    ),
    Role("viewer", "Viewer", "Reads the draft, the plan and the editions.", READER),
    Role(
        "steward",
        "Steward",
        "Looks after the partnership: people, authorities, agreements, the record.",
        INSIDER | {P.MANAGE_PARTNERSHIP, P.MANAGE_PEOPLE, P.MANAGE_AGREEMENTS, P.READ_TRAIL},
    ),
    Role(
        "provider",
        "Data provider",
        "Sends the files of their own organisation and sees what became of them, nothing else.",
        frozenset({P.SEND_OWN_DATA}),
    ),
)
BY_SLUG: dict[str, Role] = {role.slug: role for role in ROLES}
BOUND: frozenset[str] = frozenset(role.slug for role in ROLES if role.is_bound)
"""Whoever holds no other role sees of a partnership what is their own organisation's."""


def named(slug: str) -> Role:
    """The role of this name; one that is no longer given keeps its name and allows nothing."""
    retired = Role(
        slug,
        slug.replace("-", " ").capitalize(),
        "A role that is no longer given: it allows nothing. Give this person another.",
        frozenset(),
    )
    return BY_SLUG.get(slug, retired)


def holders(permission: Permission) -> frozenset[str]:
    """The slugs of the roles that hold a permission."""
    return frozenset(role.slug for role in ROLES if permission in role.permissions)
