"""The workflows of an assessment as tables: stages, sections, comments, priorities, actions."""

from partnerships.states import State

STAGES: tuple[State, ...] = (
    State(
        "scan",
        "Scan",
        "analyst",
        "Sources reviewed, issues gathered and scored, key lines agreed.",
        ("analyse",),
    ),
    State(
        "analyse",
        "Analyse",
        "officer",
        "Key lines analysed and the fifteen boxes drafted.",
        ("respond", "scan"),
    ),
    State(
        "respond",
        "Respond",
        "board",
        "Drafts reviewed, priorities agreed, plan and editions made.",
        ("assess", "analyse"),
    ),
    State(
        "assess",
        "Assess",
        "partnership",
        "The plan carried out and measured, lessons recorded.",
        ("respond",),
    ),
)
STAGE_BY_SLUG = {state.slug: state for state in STAGES}
STAGE_CHOICES = [(state.slug, state.label) for state in STAGES]
STAGE_ORDER = tuple(state.slug for state in STAGES)

SECTIONS: tuple[State, ...] = (
    State("not_started", "Not started", "writer", "Nothing has been written yet.", ("drafting",)),
    State("drafting", "Being written", "writer", "Writers are at work.", ("in_review",)),
    State(
        "in_review",
        "In review",
        "lead",
        "Handed over to be approved by somebody else.",
        ("approved", "drafting"),
    ),
    State(
        "approved",
        "Approved",
        "nobody",
        "The newest revision is approved; an edit reopens it.",
        ("drafting",),
    ),
)
SECTION_BY_SLUG = {state.slug: state for state in SECTIONS}
SECTION_CHOICES = [(state.slug, state.label) for state in SECTIONS]
SECTION_DRAFTED = ("in_review", "approved")

ISSUES: tuple[State, ...] = (
    State(
        "open",
        "Being weighed",
        "analyst",
        "Gathered; not yet chosen or refused.",
        ("key_line", "not_taken", "withdrawn"),
    ),
    State(
        "key_line",
        "Key line of enquiry",
        "analyst",
        "Chosen for deeper analysis.",
        ("open", "not_taken"),
    ),
    State(
        "not_taken",
        "Not taken",
        "analyst",
        "Not chosen this year, with the reason.",
        ("open", "key_line"),
    ),
    State("withdrawn", "Withdrawn", "nobody", "Taken back by whoever raised it.", ("open",)),
)
ISSUE_BY_SLUG = {state.slug: state for state in ISSUES}
ISSUE_CHOICES = [(state.slug, state.label) for state in ISSUES]

ANSWERS: tuple[State, ...] = (
    State(
        "open",
        "Waiting for an answer",
        "officer",
        "Nobody has answered yet.",
        ("accepted", "partly", "not_accepted"),
    ),
    State("accepted", "Accepted", "nobody", "The draft was changed as asked.", ()),
    State(
        "partly", "Accepted in part", "nobody", "Some of it was taken up; the reason says what.", ()
    ),
    State("not_accepted", "Not accepted", "nobody", "The draft stays; the reason says why.", ()),
)
ANSWER_CHOICES = [(state.slug, state.label) for state in ANSWERS]
ANSWER_BY_SLUG = {state.slug: state for state in ANSWERS}

PRIORITIES: tuple[State, ...] = (
    State("proposed", "Proposed", "board", "Put to the board.", ("agreed", "not_agreed")),
    State("agreed", "Agreed", "nobody", "The board agreed to work on it.", ()),
    State(
        "not_agreed", "Not agreed", "nobody", "The board decided against it, with the reason.", ()
    ),
)
PRIORITY_CHOICES = [(state.slug, state.label) for state in PRIORITIES]
PRIORITY_BY_SLUG = {state.slug: state for state in PRIORITIES}

VERDICTS: tuple[State, ...] = (
    State(
        "",
        "No verdict yet",
        "officer",
        "Being carried out.",
        ("done", "partly_done", "not_done", "dropped"),
    ),
    State("done", "Carried out", "nobody", "Done as planned.", ()),
    State(
        "partly_done",
        "Carried out in part",
        "nobody",
        "Some of it was done; the reason says what.",
        (),
    ),
    State("not_done", "Not carried out", "nobody", "It was not done; the reason says why.", ()),
    State(
        "dropped", "Dropped", "nobody", "The partnership decided to stop; the reason says why.", ()
    ),
)
VERDICT_CHOICES = [(state.slug, state.label) for state in VERDICTS]
VERDICT_BY_SLUG = {state.slug: state for state in VERDICTS}
