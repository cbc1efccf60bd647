"""No form offers a thing of another partnership, so none can be posted to it."""

import pytest
from django.forms import BaseForm, ModelChoiceField
from django.test import Client
from django.urls import reverse

from tests.access.world import make_access_world
from tests.test_access import WALLED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WITH_FORMS = sorted(name for name, row in WALLED.items() if row.get is not None and row.post)


def forms_of(response) -> list[BaseForm]:
    found = {}
    for context in response.context or []:
        for values in context.dicts:
            for value in values.values():
                if isinstance(value, BaseForm):
                    found[id(value)] = value
    return list(found.values())


def test_every_choice_of_every_form_is_of_ones_own_partnership():
    here, elsewhere = make_access_world("walls"), make_access_world("beyond")
    outsider = elsewhere.people["steward"]
    foreign, looked_at = {}, set()

    for name in WITH_FORMS:
        row = WALLED[name]
        for role in sorted(row.get & row.post):
            client = Client()
            client.force_login(
                here.people[role], backend="django.contrib.auth.backends.ModelBackend"
            )
            response = client.get(reverse(name, args=row.args(here)))
            for form in forms_of(response):
                for label, field in form.fields.items():
                    if isinstance(field, ModelChoiceField):
                        looked_at.add(f"{name}: {label}")
                        theirs = field.queryset.model.objects.visible_to(outsider)
                        leaked = set(field.queryset.all()) & set(theirs)
                        if leaked:
                            foreign[f"{name}: {label} for {role}"] = leaked
            break

    assert foreign == {}
    assert len(looked_at) > 15, sorted(looked_at)
