"""Whatever field refuses what was typed, our words say so, never those of a library."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.models import Partnership


class Asking(forms.Form):
    words = forms.CharField(max_length=3, required=False)
    passage = forms.CharField(min_length=3, required=False)
    number = forms.IntegerField(min_value=2, max_value=5, required=False)
    share = forms.DecimalField(required=False)
    choice = forms.ChoiceField(choices=[("a", "A")], required=False)
    choices = forms.MultipleChoiceField(choices=[("a", "A")], required=False)
    row = forms.ModelChoiceField(queryset=None, required=False)
    address = forms.EmailField(required=False)
    day = forms.DateField(required=False)
    file = forms.FileField(required=False)
    asked = forms.CharField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = Partnership.objects.none()


def said(**sent: object) -> str:
    """The one thing that is said against what was sent."""
    files = {name: sent.pop(name) for name in list(sent) if name == "file"}
    form = Asking({"asked": "x", **sent}, files)
    ((message,),) = form.errors.values()
    return str(message)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"words": "four"}, "This has 4 characters: shorten it to 3"),
        ({"passage": "no"}, "This has 2 characters: write at least 3"),
        ({"number": "1"}, "Enter a number of at least 2"),
        ({"number": "6"}, "Enter a number of at most 5"),
        ({"number": "two"}, "Enter a whole number"),
        ({"share": "two"}, "Enter a number"),
        ({"choice": "b"}, "Choose from the list"),
        ({"choices": ["b"]}, "Choose from the list"),
        ({"row": "7"}, "This is not in the list any more: choose again"),
        ({"address": "nobody"}, "Enter an e-mail address, such as name@example.org"),
        ({"day": "31 February"}, "There is no such day: enter it as 2026-08-04"),
        ({"file": SimpleUploadedFile("empty.csv", b"")}, "The file is empty: choose another"),
        ({"words": "\x00"}, "This holds a sign that cannot be stored: type it again"),
        ({"asked": ""}, "This must be filled in"),
    ],
)
def test_a_refusal_is_said_in_our_words(db, sent, words):
    assert said(**sent) == words
