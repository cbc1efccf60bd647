"""The form of the starting list: a group for each who gives data, with what they give."""

from collections.abc import Collection

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import HTML, Field, Size
from django import forms

from datasources import kinds
from datasources.forms import OfPartnership, helper_with
from datasources.kinds import Kind, Sender, Start
from datasources.models import Source
from datasources.operations import starting
from datasources.periods import Rhythm
from partnerships.models import Organisation, Partnership
from partnerships.words import all_of, with_capital

OPEN_ADDRESS = "http"


class StartForm(forms.Form):
    """What is ticked of the starting list, by who gives it; what is registered is left out."""

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.there = dict(
            Source.objects.filter(partnership=partnership)
            .exclude(began_as="")
            .values_list("began_as", "name")
        )
        organisations = list(partnership.organisations.all())
        layout: list[object] = []
        for sender in Sender:
            layout += self._group(sender, organisations)
        self.helper = helper_with(*layout)

    def _group(self, sender: Sender, organisations: list[Organisation]) -> list[object]:
        entries = [one for one in kinds.STARTS.values() if one[1].sender is sender]
        free = [one for one in entries if one[1].slug not in self.there]
        there = [self.there[start.slug] for _, start in entries if start.slug in self.there]
        if not free:
            return [HTML(_all_there(sender))]
        name = sender.name.lower()
        self.fields[name] = forms.MultipleChoiceField(
            label=sender.label,
            help_text=f"In the register already: {all_of(there)}." if there else "",
            choices=[_choice(*one) for one in free],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        shown: list[object] = [Field.checkboxes(name, legend_size=Size.MEDIUM, small=True)]
        if not sender.organisations:
            return shown
        return [*shown, self._sent_by(name, sender, organisations)]

    def _sent_by(self, name: str, sender: Sender, organisations: list[Organisation]) -> object:
        possible = starting.possible_senders(sender, organisations)
        field = OfPartnership(f"Sent by ({sender.label})", "Not recorded yet")
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        # Of several it is for the person to say which; a guess would stand under every figure.
        field.initial = possible[0].pk if len(possible) == 1 else None
        self.fields[f"{name}_by"] = field
        return Field.select(f"{name}_by")

    @property
    def entries(self) -> dict[str, Organisation | None]:
        """Each entry ticked, with the organisation that sends it."""
        said = self.cleaned_data
        return {
            slug: said.get(f"{sender.name.lower()}_by")
            for sender in Sender
            for slug in said.get(sender.name.lower(), [])
        }

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not self.entries:
            self.add_error(None, "Tick at least one source")
        return cleaned


def prescribed(there: Collection[str]) -> dict[str, list[str]]:
    """What the form begins with where all that the Regulations prescribe is to be ticked."""
    return {
        sender.name.lower(): [
            start.slug
            for _, start in kinds.STARTS.values()
            if start.sender is sender and start.paragraph and start.slug not in there
        ]
        for sender in Sender
    }


def _choice(kind: Kind, start: Start) -> Choice:
    days = kind.usual.values["due_days"] if start.due_days is None else start.due_days
    rhythm = Rhythm.of(start.expected or kind.usual.expected)
    due = "" if rhythm.is_once else f", due {days} days after it ends"
    parts = [
        f"{with_capital(start.holds)}.",
        f"{rhythm.label}{due}. Read as: {kind.label}.",
        f"Prescribed: {start.rule}." if start.paragraph else "",
        f"Fetched from {start.fetched_from}"
        if start.fetched_from.startswith(OPEN_ADDRESS)
        else f"{start.fetched_from}.",
    ]
    return Choice(start.slug, start.name, hint=" ".join(filter(None, parts)))


def _all_there(sender: Sender) -> str:
    return (
        f'<h2 class="govuk-heading-m">{sender.label}</h2>'
        '<p class="govuk-body">All of it is in the register already.</p>'
    )
