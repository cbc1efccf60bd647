"""Is a consultation fit to be agreed, a finding fit to be kept? Reasons in words."""

import datetime
from collections import Counter

from assessment.models import Consultation
from assessment.rules.words import counted


def reasons_against_dates(starts_on: datetime.date, ends_on: datetime.date) -> list[str]:
    if ends_on < starts_on:
        return ["It ends before it starts: choose a last day on or after the first."]
    return []


def reasons_against_agreeing(consultation: Consultation) -> list[str]:
    """The partnership agrees whom it asks, how and when (SI 2007/1830, regulation 12)."""
    if consultation.agreed_at:
        return ["It is agreed already."]
    reasons = []
    if not consultation.whom.strip():
        reasons.append("Say whom you will ask.")
    if not consultation.how.strip():
        reasons.append("Say how you will ask them.")
    return reasons


def reasons_against_finding(
    *, question: str, respondents: int, answers: list[tuple[str, str, int]]
) -> list[str]:
    """No choice can have been given by more people than answered."""
    reasons = []
    if not question.strip():
        reasons.append("Enter the question as it was asked.")
    if respondents < 1:
        reasons.append("Say how many people answered.")
    if not answers:
        reasons.append("Enter at least one answer with its count.")
    keys = [(choice.strip().casefold(), ward.strip().casefold()) for choice, ward, _ in answers]
    if len(set(keys)) < len(keys):
        reasons.append("The same choice stands twice for the same ward: add the counts up.")
    spelled: dict[str, str] = {}
    for choice in dict.fromkeys(choice.strip() for choice, _, _ in answers):
        first = spelled.setdefault(choice.casefold(), choice)
        # As two choices it would be counted in two parts, and each held back or told by itself.
        if first != choice:
            reasons.append(f"{first} and {choice} are the same choice: write it alike everywhere.")
    totals = Counter()
    for choice, _, count in answers:
        totals[choice.strip()] += count
    reasons += [
        f"{choice} was chosen {total:,} times, "
        f"but only {counted(respondents, 'person', 'people')} answered."
        for choice, total in totals.items()
        if respondents >= 1 and total > respondents
    ]
    return reasons
