"""The form in which it is said in which source files are read that could not be used for theirs."""

from collections.abc import Iterable
from dataclasses import replace

from crispy_forms_gds.layout import Field, Fieldset
from django import forms

from datasources import kinds
from datasources.forms import SourceForm
from datasources.kinds import Kind
from datasources.models import Delivery, Source
from datasources.operations.sources import SourceDetails

NEW = "new"
ASKED = ("name", "provider", "expected")
LONGEST_NAME = 120


class ElsewhereForm(SourceForm):
    """A source of that kind where there is one: asked, never settled; else what a new one is."""

    def __init__(self, *args: object, delivery: Delivery, kind: Kind, **kwargs: object) -> None:
        self.sent_for = delivery.source
        self.places = {
            str(one.pk): one
            for one in Source.objects.filter(
                partnership=self.sent_for.partnership_id, kind=kind.slug
            )
            .exclude(pk=self.sent_for.pk)
            .select_related("provider")
        }
        initial = {
            "name": _name(self.sent_for, kind),
            "provider": self.sent_for.provider_id,
            "expected": self.sent_for.expected,
        }
        super().__init__(*args, partnership=self.sent_for.partnership, initial=initial, **kwargs)
        for name in list(self.fields):
            if name not in ASKED:
                del self.fields[name]
        if self.places:
            self.fields["where"] = forms.ChoiceField(
                label="In which source?",
                choices=[
                    *((pk, _in_words(one)) for pk, one in self.places.items()),
                    (NEW, "A new source"),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose the source, or a new one"},
            )
            for name in ("name", "expected"):
                self.fields[name].required = False

    def field_layout(self) -> Iterable[object]:
        new = (
            Field.text("name"),
            Field.select("provider"),
            Field.radios("expected", small=True),
        )
        if not self.places:
            return new
        legend = "If it is a new source"
        return (
            Field.radios("where", small=True),
            Fieldset(*new, legend=legend, legend_size="m"),
        )

    def clean(self) -> dict[str, object]:
        values = super().clean()
        if values.get("where") == NEW:
            for name in ("name", "expected"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, SourceForm.base_fields[name].error_messages["required"])
        return values

    @property
    def place(self) -> Source | SourceDetails:
        """The source that was chosen, or what the register is to say of a new one: what it says of
        the one they were sent for holds of whoever gives them, and for how long they are kept."""
        chosen = self.places.get(self.cleaned_data.get("where", ""))
        if chosen:
            return chosen
        provider = self.cleaned_data["provider"]
        details = SourceDetails(
            name=self.cleaned_data["name"],
            provider=provider,
            expected=self.cleaned_data["expected"],
            fetched_from=self.sent_for.fetched_from,
            kept_days=self.sent_for.kept_days,
        )
        if provider is None or provider != self.sent_for.provider:
            return details
        return replace(details, agreement=self.sent_for.agreement)


def _name(sent_for: Source, kind: Kind) -> str:
    """Of a new source, until the person writes another: what may be anything is called after the
    one that it was sent for."""
    if kind is not kinds.ANY:
        return kind.label[:LONGEST_NAME]
    ending = ": other tables"
    return f"{sent_for.name[: LONGEST_NAME - len(ending)]}{ending}"


def _in_words(source: Source) -> str:
    giver = source.provider or source.publisher
    return f"{source.name}, from {giver}" if giver else source.name
