"""Which part of the record to show."""

from collections.abc import Iterable

from django import forms


class TrailFilterForm(forms.Form):
    """Which part of the record to show; nothing chosen shows all of it."""

    person = forms.ChoiceField(required=False)
    verb = forms.ChoiceField(required=False)
    thing = forms.ChoiceField(required=False)
    since = forms.DateField(
        required=False,
        error_messages={"invalid": "Enter the first day as a date, for example 2026-08-04"},
    )
    until = forms.DateField(
        required=False,
        error_messages={"invalid": "Enter the last day as a date, for example 2026-08-04"},
    )

    def __init__(
        self,
        *args: object,
        people: Iterable[tuple[str, str]],
        verbs: Iterable[tuple[str, str]],
        things: Iterable[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", people), ("verb", verbs), ("thing", things)):
            field = self.fields[name]
            field.choices = [("", "All"), *choices]
            field.error_messages["invalid_choice"] = "Choose from the list"

    def lists(self) -> list[tuple[str, forms.BoundField]]:
        """The drop-downs with their labels, for the template."""
        return [("Person", self["person"]), ("What was done", self["verb"]), ("To", self["thing"])]

    def days(self) -> list[tuple[str, forms.BoundField]]:
        return [("From", self["since"]), ("Up to", self["until"])]
