"""A letter about late deliveries, before a person sends it."""

from crispy_forms_gds.layout import Field
from django import forms

from datasources.forms import helper_with
from datasources.rules import MOST_LETTER


class ReminderForm(forms.Form):
    """To whom, and in which words."""

    to = forms.EmailField(
        label="To",
        help_text="The liaison officer of the sharing agreement, where one is recorded.",
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address such as name@example.org",
        },
    )
    subject = forms.CharField(
        label="Subject", max_length=200, error_messages={"required": "Enter a subject"}
    )
    text = forms.CharField(
        label="Letter",
        widget=forms.Textarea,
        max_length=MOST_LETTER,
        error_messages={"required": "Write the letter"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(
            Field.text("to", spellcheck="false"),
            Field.text("subject"),
            Field.textarea("text", rows=16),
        )
