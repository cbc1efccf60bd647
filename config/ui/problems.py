"""What is wrong with a form, as its error summary lists it; the sign-in forms in our words."""

from collections.abc import Iterator

from django.forms import BaseForm, BaseFormSet, BoundField, Field

# Labels that the sign-in package writes with Capitals Within.
SIGN_IN_LABELS = {
    "Current Password": "Current password",
    "New Password": "New password",
    "New Password (again)": "New password again",
    "Authenticator code": "The six figures that the app shows",
    "Code": "Your code",
}


def _field_problems(field: BoundField) -> Iterator[tuple[str, str]]:
    """Each message with the id of the control that it is about."""
    said = set()
    for index, part in enumerate(getattr(field.field, "fields", ())):
        for message in getattr(part.widget, "errors", ()):
            said.add(str(message))
            yield f"{field.auto_id}_{index}", str(message)
    is_group = getattr(field.field.widget, "input_type", "") in {"radio", "checkbox"} and hasattr(
        field.field, "choices"
    )
    is_split = bool(getattr(field.field, "fields", ()))
    own_id = (
        f"{field.auto_id}_1" if is_group else f"{field.auto_id}_0" if is_split else field.auto_id
    )
    for message in field.errors:
        if str(message) not in said:
            yield own_id, _named(field, str(message))


def _named(field: BoundField, message: str) -> str:
    """Django's own words say nothing of the field: in a list they need its name before them."""
    is_plain = message == str(Field.default_error_messages["required"])
    return f"{field.label}: this must be filled in" if is_plain else message


def problems(form: BaseForm | BaseFormSet | None) -> list[tuple[str, str]]:
    """What the error summary lists: (id of the control or "", message), in the form's order."""
    if form is None or not getattr(form, "is_bound", False):
        return []
    if isinstance(form, BaseFormSet):
        found = [("", str(message)) for message in form.non_form_errors()]
        return found + [problem for each in form.forms for problem in problems(each)]
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form.visible_fields():
        found.extend(_field_problems(field))
    found += [("", str(message)) for field in form.hidden_fields() for message in field.errors]
    return found


def in_our_words(form: BaseForm) -> BaseForm:
    """A sign-in form as ours read: no placeholder that repeats its label, no Capitals Within."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.label = SIGN_IN_LABELS.get(str(field.label), field.label)
    return form
