"""The workflow of a delivery as a table: who may move it from where to where."""

from dataclasses import dataclass

from partnerships.states import State


@dataclass(frozen=True)
class DeliveryState(State):
    """A state of a delivery, and what it is to whoever sent the files."""

    to_sender: str
    sender_meaning: str


DELIVERY: tuple[DeliveryState, ...] = (
    DeliveryState(
        "received",
        "Waiting to be read",
        "worker",
        "The files are safe; a worker will read them.",
        ("reading", "stopped"),
        "Waiting to be read",
        "Your files are safe. They are read next, and this page will say what was found.",
    ),
    DeliveryState(
        "reading",
        "Being read",
        "worker",
        "A worker is reading the files.",
        ("read", "personal", "refused", "failed", "reading", "received", "stopped"),
        "Being read",
        "Your files are safe and are being read. This page will say what was found.",
    ),
    DeliveryState(
        "personal",
        "Personal data: decide first",
        "person",
        "Columns hold personal data. Nothing is stored before an analyst has decided of them.",
        ("received", "rejected", "refused"),
        "Being looked at",
        "Your files hold personal data. The analyst decides what becomes of it; nothing of them is"
        " stored before.",
    ),
    DeliveryState(
        "read",
        "Waiting for a decision",
        "person",
        "Read and checked; accept or reject it.",
        ("accepted", "rejected", "received"),
        "With the analyst",
        "Your files were read. The analyst looks at them next and decides; nothing is used before."
        " If something below is wrong, you can mend it and send the files again meanwhile.",
    ),
    DeliveryState(
        "refused",
        "Cannot be used",
        "nobody",
        "Nothing in it could be used; the reasons are given.",
        ("received",),
        "Cannot be used",
        "Nothing in these files could be used. What was wrong stands below, with what to do: mend"
        " it and send them again.",
    ),
    DeliveryState(
        "failed",
        "Could not be read",
        "person",
        "Reading broke off; it can be tried again.",
        ("received",),
        "Could not be read",
        "Reading broke off. Your files are safe and can be read again.",
    ),
    DeliveryState(
        "stopped",
        "Stopped",
        "person",
        "Somebody stopped the reading; the files are kept and can be read again.",
        ("received",),
        "Stopped",
        "The reading was stopped. Your files are safe and can be read again.",
    ),
    DeliveryState(
        "accepted",
        "Accepted",
        "nobody",
        "Its slices are in use, or were until others replaced them.",
        (),
        "Taken into use",
        "The analyst looked at it and took it into use.",
    ),
    DeliveryState(
        "rejected",
        "Rejected",
        "nobody",
        "A person decided against it; nothing of it is used.",
        (),
        "Sent back",
        "The analyst looked at it and sent it back. Nothing of it is used. Mend it as they say, and"
        " send it again.",
    ),
)
DELIVERY_BY_SLUG = {state.slug: state for state in DELIVERY}
DELIVERY_CHOICES = [(state.slug, state.label) for state in DELIVERY]

WAITING_FOR_WORKER = ("received",)
DONE_WITH = ("accepted", "rejected", "refused")
"""What nobody waits for any more; a delivery that failed or was stopped may still be read."""


PLAN: tuple[State, ...] = (
    State(
        "queued",
        "Waiting to be worked out",
        "worker",
        "A worker will work out what would change.",
        ("working",),
    ),
    State(
        "working",
        "Being worked out",
        "worker",
        "A worker answers the questions as they would be answered.",
        ("done", "failed", "working", "queued"),
    ),
    State(
        "done",
        "Worked out",
        "nobody",
        "Worked out for what was in use at that moment; anew when something else comes into use.",
        ("queued",),
    ),
    State(
        "failed",
        "Could not be worked out",
        "person",
        "Working it out broke off; it can be tried again.",
        ("queued",),
    ),
)
PLAN_BY_SLUG = {state.slug: state for state in PLAN}
PLAN_CHOICES = [(state.slug, state.label) for state in PLAN]


@dataclass(frozen=True)
class Way:
    """One press by which rows of a delivery come into use."""

    slug: str
    label: str


AS_IT_IS = Way("as-it-is", "If you accept it")
WITH_ALL = Way("with-all", "If you tick every box and accept it")
PUT_BACK = Way("put-back", "If you put it back into use")
WAYS = (AS_IT_IS, WITH_ALL, PUT_BACK)
WAY_CHOICES = [(way.slug, way.label) for way in WAYS]


EARLIER, SHORT = "earlier", "short"


@dataclass(frozen=True)
class Doubt:
    """Why accepting a delivery leaves one of its periods out until a person says otherwise."""

    slug: str
    option: str
    """What the form, and with dashes the command line, calls saying otherwise."""
    label: str
    consequence: str
    box: str
    about_all: str
    """Why a delivery of nothing else is not accepted."""
    help: str


DOUBTS = (
    Doubt(
        slug=EARLIER,
        option="replace_newer",
        label="Looks earlier",
        consequence=(
            "{} will keep what is in use now, because this looks like an earlier publication,"
            " unless you tick the box."
        ),
        box="Replace what looks newer with this for {}",
        about_all=(
            "Everything in this delivery looks older than what is in use, so accepting it would"
            " change nothing. Say that it shall replace the newer data, or reject it."
        ),
        help="with --accept: replace also months that look newer than these files",
    ),
    Doubt(
        slug=SHORT,
        option="use_short",
        label="Seems incomplete",
        consequence=(
            "{} will be left out, because a part of it seems to be missing, unless you tick the"
            " box."
        ),
        box="Use what was sent for {} although it seems incomplete",
        about_all=(
            "Everything in this delivery seems to be incomplete, so accepting it would change"
            " nothing. Say that it shall be used all the same, or reject it and ask for the whole."
        ),
        help="with --accept: use also periods of which a part seems to be missing",
    ),
)
