"""Is this thing in a fit state? Each rule gives its reasons as sentences for a person."""

from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from datasources import kinds
from datasources.dimensions import ANSWERS, DIMENSIONS, RATINGS
from datasources.intake.findings import OF_ANOTHER_KIND
from datasources.intake.readers import reader_of
from datasources.kinds import Kind
from datasources.models import Delivery, DeliveryFile, Reminder, Reply, Slice, Source
from datasources.periods import RHYTHMS
from datasources.states import AS_IT_IS, DELIVERY_BY_SLUG, DOUBTS, EARLIER, PUT_BACK, Way
from partnerships.models import Organisation, Partnership, SharingAgreement
from partnerships.words import all_of

# Addresses of the room itself: a source of that name could not be opened.
TAKEN_SLUGS = frozenset({"new", "start", "calendar", "upload", "explore", "measures"})
# After these a set of files may be sent again: nothing came of it.
NOTHING_CAME_OF_IT = ("rejected", "refused", "failed", "stopped")


def reasons_against_slug(partnership: Partnership, slug: str) -> list[str]:
    if slug in TAKEN_SLUGS:
        return [f"The short name {slug} is used by the site itself. Choose another."]
    if Source.objects.filter(partnership=partnership, slug=slug).exists():
        return [f"There is a source with the short name {slug} already."]
    return []


def reasons_against_partners(
    partnership: Partnership, provider: Organisation | None, agreement: SharingAgreement | None
) -> list[str]:
    """A provider and an agreement must be of the same partnership as the source."""
    reasons = []
    if provider and provider.partnership_id != partnership.pk:
        reasons.append("The provider must be an organisation of this partnership.")
    if agreement and agreement.partnership_id != partnership.pk:
        reasons.append("The sharing agreement must be one of this partnership's.")
    return reasons


def reasons_against_reviewing(
    robustness: str, reason: str, answers: Mapping[str, str]
) -> list[str]:
    """A review rates the source and says why; each question has one of the known answers."""
    reasons = []
    if robustness not in dict(RATINGS):
        reasons.append("Choose how robust the source is.")
    if not reason.strip():
        reasons.append("Give the reason for the rating: it is printed with every figure.")
    known = {one.slug for one in DIMENSIONS}
    if not set(answers) <= known or not set(answers.values()) <= set(dict(ANSWERS)):
        reasons.append("Choose one of the answers to each question.")
    return reasons


MOST_LETTER = 5000


def reasons_against_reminding(to: str, subject: str, text: str) -> list[str]:
    """A letter about late deliveries has an address, a subject and words."""
    reasons = []
    try:
        validate_email(to)
    except ValidationError:
        reasons.append("Enter an e-mail address such as name@example.org.")
    if not subject.strip() or len(subject) > 200:
        reasons.append("The subject has 1 to 200 letters.")
    if not text.strip() or len(text) > MOST_LETTER:
        reasons.append(f"The letter has 1 to {MOST_LETTER:,} letters.")
    return reasons


def reasons_against_reminding_again(reminder: Reminder, *, is_late: bool) -> list[str]:
    if reminder.state in ("waiting", "sending") and not reminder.could_not_go:
        return ["This letter is on its way already."]
    if not is_late:
        return ["What this letter asks for has come, or is not expected any more."]
    return []


RHYTHM_SLUGS = frozenset(rhythm.slug for rhythm in RHYTHMS)
MOST_DUE_DAYS = 1500


def reasons_against_rhythm(expected: str, due_days: int | None) -> list[str]:
    """How often a source is expected, and how many days after its period it is due."""
    reasons = []
    if expected not in RHYTHM_SLUGS:
        reasons.append("Choose how often the source is expected.")
    elif due_days is None or not 0 <= due_days <= MOST_DUE_DAYS:
        reasons.append(
            f"A delivery is due 0 to {MOST_DUE_DAYS:,} days after the end of its period."
        )
    return reasons


def left_over(delivery: Delivery) -> list[Slice]:
    """Slices of a delivery that were never taken into use."""
    return [
        one
        for one in delivery.slices.all()
        if one.accepted_at is None and one.rows_disposed_at is None
    ]


def doubts_about(one: Slice, *, is_in_use: bool) -> frozenset[str]:
    """What keeps a slice out of use until told; nothing is earlier where its period is not held."""
    return one.doubts if is_in_use else one.doubts - {EARLIER}


def would_take(delivery: Delivery, way: Way, in_use: Collection[str]) -> list[Slice]:
    """The slices that one press would bring into use, given the periods that the source has in use
    now; none where the button is not there."""
    if way is PUT_BACK:
        return displaced(delivery)
    if delivery.state not in ("read", "accepted"):
        return []
    left = left_over(delivery)
    doubts = {one.pk: doubts_about(one, is_in_use=one.period in in_use) for one in left}
    if way is AS_IT_IS:
        # Of an accepted delivery only what is told comes into use.
        return [one for one in left if not doubts[one.pk]] if delivery.state == "read" else []
    return left if any(doubts.values()) else []


def can_come_into_use(delivery: Delivery) -> bool:
    """Whether any press on it would bring rows into use."""
    is_left = delivery.state in ("read", "accepted") and bool(left_over(delivery))
    return is_left or bool(displaced(delivery))


def reasons_against_accepting(delivery: Delivery, *, despite: Collection[str]) -> list[str]:
    """A read delivery can be accepted; of an accepted one, what was left out can be taken in.

    `despite` are the doubts that the person knows of and sets aside.
    """
    open_slices = left_over(delivery)
    remaining = [one.doubts - set(despite) for one in open_slices]
    is_some_free = not all(remaining)
    if delivery.state == "accepted" and despite and is_some_free:
        return []
    if delivery.state != "read":
        label = DELIVERY_BY_SLUG[delivery.state].label.lower()
        return [f"Only a delivery that waits for a decision can be accepted; this one is: {label}."]
    if is_some_free:
        return []
    of_all = [doubt.about_all for doubt in DOUBTS if all(doubt.slug in one for one in remaining)]
    return of_all or [
        "Every period in this delivery is held back"
        f" ({all_of([doubt.label.lower() for doubt in DOUBTS], last='or')}), so accepting it would"
        " change nothing. Say for each that it shall be used, or reject it."
    ]


def displaced(delivery: Delivery) -> list[Slice]:
    """Slices of a delivery that were in use, and made way for others."""
    return [
        one
        for one in sorted(delivery.slices.all(), key=lambda one: (one.period, one.pk))
        if one.accepted_at is not None and not one.is_current and one.rows_disposed_at is None
    ]


def reasons_against_putting_back(displaced: Sequence[Slice], reason: str) -> list[str]:
    reasons = []
    if not displaced:
        reasons.append(
            "Nothing of this delivery was displaced by another and is still kept, so there is"
            " nothing to put back."
        )
    if not reason.strip():
        reasons.append("Say why it is put back: the record keeps it.")
    return reasons


def reasons_against_rejecting(delivery: Delivery, reason: str) -> list[str]:
    reasons = []
    if delivery.state not in ("read", "personal"):
        label = DELIVERY_BY_SLUG[delivery.state].label.lower()
        reasons.append(
            f"Only a delivery that waits for a decision can be rejected; this one is: {label}."
        )
    if not reason.strip():
        reasons.append("Say why it is rejected, so that the sender can be told.")
    return reasons


def reasons_against_deleting_originals(
    delivery: Delivery, kept: Sequence[DeliveryFile], reason: str
) -> list[str]:
    """Files that are still to be read cannot go; those of a decided or refused delivery can."""
    reasons = []
    if delivery.is_in_work:
        reasons.append("The files are still to be read. Wait until they are, then delete them.")
    elif delivery.moved_to:
        reasons.append(_read_elsewhere(delivery.moved_to))
    elif not kept:
        reasons.append("The originals of this delivery were deleted before.")
    if not reason.strip():
        reasons.append("Say why the originals are deleted: the record keeps the reason.")
    return reasons


def reasons_against_retrying(delivery: Delivery) -> list[str]:
    if delivery.state in ("failed", "stopped"):
        return reasons_without_originals(delivery)
    label = DELIVERY_BY_SLUG[delivery.state].label.lower()
    if delivery.state not in ("read", "refused", "personal"):
        return [f"Only a delivery whose reading broke off can be read again; this one is: {label}."]
    if reasons := reasons_without_originals(delivery):
        return reasons
    newest = delivery.source.layouts.order_by("-number").first()
    if newest is None or newest.pk == delivery.layout_id:
        return [
            "Nothing more was said of the source's tables since this was read, so reading it again"
            " would find the same."
        ]
    return []


def reasons_without_originals(delivery: Delivery) -> list[str]:
    """Why its files cannot be read once more: they are not, or not all, here."""
    if delivery.moved_to:
        return [_read_elsewhere(delivery.moved_to)]
    if delivery.files.exclude(deleted_at=None).exists() or not delivery.files.exists():
        return ["The originals were deleted, so they cannot be read again. Send them anew."]
    return []


def _read_elsewhere(there: Delivery) -> str:
    return (
        f"These files were read as another kind of data: {kinds.shown(there.source.kind).label},"
        f" in the source {there.source}. What became of them is said there."
    )


def may_be(delivery: Delivery) -> list[Kind]:
    """The kinds that its files may be read as, where nothing of them could be used and the reading
    says that they may be of another: those that they look like, and what takes any table."""
    codes = delivery.findings.values_list("code", flat=True)
    if delivery.state != "refused" or not OF_ANOTHER_KIND.intersection(codes):
        return []
    slugs = dict.fromkeys([*delivery.looks_like, kinds.ANY.slug])
    return [
        kinds.BY_SLUG[slug]
        for slug in slugs
        if slug in kinds.BY_SLUG and slug != delivery.source.kind
    ]


def reasons_against_reading_elsewhere(delivery: Delivery, kind: Kind) -> list[str]:
    """Files are read in another source where they could not be used in theirs, and are here."""
    if delivery.moved_to:
        return [_read_elsewhere(delivery.moved_to)]
    if kind not in may_be(delivery):
        return [
            f"These files cannot be read as {kind.described} from here: that is for files of which"
            " nothing could be used for their source, and which look like it. If they are, send"
            " them to a source of that kind."
        ]
    return reasons_without_originals(delivery)


def reasons_against_place(delivery: Delivery, kind: Kind, source: Source) -> list[str]:
    """An existing source takes them where it is another of the same partnership, of that kind."""
    is_one = (
        source.kind == kind.slug
        and source.partnership_id == delivery.source.partnership_id
        and source.pk != delivery.source_id
    )
    return [] if is_one else [f"Choose a source of this partnership for {kind.label}."]


MOST_KEPT_DAYS = 3660
"""Ten years."""


def reasons_against_keeping(days: int | None) -> list[str]:
    if days is None or 1 <= days <= MOST_KEPT_DAYS:
        return []
    return [f"Files are kept for 1 to {MOST_KEPT_DAYS:,} days after the decision."]


MEBIBYTE = 1024 * 1024
MOST_FILES = 200
"""In one delivery, and as many of one person's may be on their way."""
MOST_UNFINISHED = 4
"""So many times the largest file may the unfinished ones of one person come to."""


def too_large(name: str) -> str:
    return (
        f"{name} is larger than {settings.UPLOAD_MAX_BYTES // MEBIBYTE:,} MB, the most that can be"
        " sent. Send it as a ZIP, or in parts."
    )


def reasons_against_uploading(size: int, *, count: int, unfinished: int) -> list[str]:
    """Beside what of the person's own is on its way: how many files, and bytes of them."""
    if size > settings.UPLOAD_MAX_BYTES:
        return [too_large("This file")]
    give_up = "Let those finish, or give them up on the page where files are sent."
    if count >= MOST_FILES:
        return [f"{count} files of yours are on their way already. {give_up}"]
    if unfinished + size > MOST_UNFINISHED * settings.UPLOAD_MAX_BYTES:
        return [
            f"Files of yours of {unfinished // MEBIBYTE:,} MB are on their way already, and this"
            f" one would be too much. {give_up}"
        ]
    return []


MOST_REPLY = 5000


def reasons_against_replying(delivery: Delivery, text: str, *, is_recipient: bool) -> list[str]:
    """A reply says what was found, so the files are read first; it goes to those who sent them."""
    reasons = []
    if delivery.is_in_work:
        reasons.append("The files are still being read. Wait until they are; then answer.")
    if not is_recipient:
        reasons.append("Choose somebody who sends files for this source.")
    if not text.strip():
        reasons.append("Write what the sender should know.")
    if len(text) > MOST_REPLY:
        reasons.append(f"A reply holds {MOST_REPLY:,} characters at most; this has {len(text):,}.")
    return reasons


def reasons_against_sending_again(reply: Reply, *, is_recipient: bool) -> list[str]:
    if reply.state in ("waiting", "sending") and not reply.could_not_go:
        return ["This reply is on its way already."]
    if not is_recipient:
        return [f"{reply.to} sends no files for this source any more. Write to somebody else."]
    return []


def reasons_against_stopping(delivery: Delivery) -> list[str]:
    if delivery.is_in_work:
        return []
    label = DELIVERY_BY_SLUG[delivery.state].label.lower()
    return [f"Only a reading that has not come to its end can be stopped; this one is: {label}."]


def can_be_read_anew(delivery: Delivery) -> bool:
    """Whether nothing was decided of it and its files are there."""
    is_open = delivery.state in ("read", "refused", "failed", "stopped", "personal")
    return is_open and not reasons_without_originals(delivery)


def reasons_against_deciding(delivery: Delivery) -> list[str]:
    """Why it cannot be said what becomes of the personal data in a delivery."""
    if delivery.is_in_work:
        return ["These files are being read. Wait until they are; then decide."]
    if not delivery.personal:
        return ["No personal data was found in these files, so there is nothing to decide."]
    return []


def reasons_left(delivery: Delivery, choices: Mapping[str, str]) -> list[str]:
    """Every column is decided of, or none."""
    left = [one["heading"] for one in delivery.personal if one["heading"] not in choices]
    if left:
        return [f"Decide of every column: {all_of([f'“{one}”' for one in left])} is left."]
    return []


def reasons_against_putting_right(delivery: Delivery) -> list[str]:
    """Why nothing can be said of the columns of its tables."""
    kind = delivery.source.kind
    if kind not in kinds.BY_SLUG:
        return [kinds.shown(kind).description]
    if not reader_of(kinds.by_slug(kind)).takes_layout:
        return [
            "Files of this kind come from one publisher and are read by rules of their own. Nothing"
            " that is said of their columns would change it."
        ]
    if delivery.is_in_work:
        return ["These files are being read. Wait until they are; then say what they hold."]
    if not delivery.tables:
        return ["Nothing that looks like a table was found in these files."]
    return []
