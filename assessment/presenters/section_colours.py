"""The colours of the states of sections and comments; the word always stands beside."""

STATE_COLOURS = {
    "not_started": "grey",
    "drafting": "blue",
    "in_review": "yellow",
    "approved": "green",
}
COMMENT_COLOURS = {"open": "yellow", "accepted": "green", "partly": "blue", "not_accepted": "grey"}
