"""Advice on what was found, for whoever sent the file: they are the sender it speaks of."""

import re

from datasources.intake.findings import MEANINGS

SPEAKS_OF_THEM = re.compile(r"\b(the|their) sender", re.IGNORECASE)
ASKED = (
    (re.compile(r"^Ask the sender to (leave|put) "), r"Please \1 "),
    (re.compile(r"^Ask the sender for "), "Please send "),
    (re.compile(r"^Tell the sender to leave "), "Please leave "),
)
MEND_IT = "Please look at these in your own table, mend what is wrong, and send the file again."


def advice(code: str, what_to_do: str) -> str:
    """What whoever sent the file can do; blank where nothing is to be done."""
    if code in MEANINGS and MEANINGS[code].to_sender:
        return MEANINGS[code].to_sender
    for asked, said in ASKED:
        what_to_do = asked.sub(said, what_to_do)
    return MEND_IT if SPEAKS_OF_THEM.search(what_to_do) else what_to_do
