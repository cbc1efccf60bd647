"""Every real file sent by page, as a person does it: a source is registered with the kind that the
file is of, the file goes by the form, and its pages say what became of it and what to do next.

Of months and districts that come alike those are sent that are written in another way; the command
reads them all (test_every_real_file).
"""

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from datasources import kinds
from datasources.models import Delivery, Source
from datasources.operations import deliveries
from tests.factories import real_files
from tests.factories.real_files import FOLDER, SET_ASIDE
from tests.integration.datasources.test_pages import words

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.slow,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]
ALIKE = ("police-uk/street/", "police-uk/outcomes/", "police-uk/stop-and-search/", "boundaries/")
# The months of 2025 end their lines otherwise than those of 2024.
OF_EACH = ("2024-01", "2025-12", "E07000010")
SENT = [
    name
    for name in real_files.files()
    if not name.startswith(ALIKE) or any(one in name for one in OF_EACH)
]


@pytest.mark.parametrize("name", SENT)
def test_a_real_file_is_sent_by_page_and_its_page_says_what_became_of_it(name, world, sign_in):
    client = sign_in(world.analyst)
    for kind in real_files.kinds_of(FOLDER / name):
        source = registered(client, world.partnership, kind)
        delivery, page = sent(client, source, name)
        if delivery.state == "personal":
            delivery, page = looked_through(client, delivery, page)
        if delivery.state == "refused":
            delivery, page = put_right(client, delivery, page, name)
        if delivery.state == "personal":
            delivery, page = looked_through(client, delivery, page)

        assert delivery.state == "read", list(delivery.findings.values_list("message", flat=True))
        rows = real_files.rows_in(name, kind)
        aside = SET_ASIDE.get(name, 0)
        assert f"{rows:,} rows read, {rows - aside:,} kept" in page
        assert "Accept it?" in page
        assert (f"{aside:,} set aside" in page) == bool(aside)
        assert ("Download the rows set aside, with reasons" in page) == bool(aside)
        register = client.get(source.get_absolute_url())
        assert register.status_code == 200
        assert kinds.by_slug(kind).label in words(register)


def registered(client: Client, partnership, kind: str) -> Source:
    """By the form of a new source, as it comes for the kind."""
    address = reverse("source-create", args=[partnership.slug])
    form = client.get(address, {"kind": kind}).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    name = f"What comes as {kind}"

    answer = client.post(address, {**said, "name": name})

    source = Source.objects.get(partnership=partnership, name=name)
    assert source.kind == kind
    assert answer["Location"] == reverse("delivery-create", args=[partnership.slug, source.slug])
    return source


def sent(client: Client, source: Source, name: str) -> tuple[Delivery, str]:
    path = FOLDER / name
    address = reverse("delivery-create", args=[source.partnership.slug, source.slug])

    answer = client.post(address, {"files": [SimpleUploadedFile(path.name, path.read_bytes())]})

    delivery = source.deliveries.get()
    assert answer["Location"] == delivery.get_absolute_url()
    assert "The files are safe. They are being read" in words(client.get(answer["Location"]))
    return read(client, delivery)


def read(client: Client, delivery: Delivery) -> tuple[Delivery, str]:
    """The worker's part, and the delivery's page after it."""
    deliveries.read(delivery.pk)
    delivery.refresh_from_db()
    answer = client.get(delivery.get_absolute_url())
    assert answer.status_code == 200
    return delivery, words(answer)


def looked_through(client: Client, delivery: Delivery, page: str) -> tuple[Delivery, str]:
    """The analyst looks at what looked personal and sees that it is not, or is to be kept."""
    assert "Decide what becomes of it" in page
    address = reverse("delivery-personal", args=[delivery.pk])
    asked = client.get(address)
    assert asked.status_code == 200
    form = asked.context["form"]
    choices = {
        name: next(value for value, _ in field.choices if value.startswith("keep"))
        for name, field in form.fields.items()
        if name.startswith("column-")
    }

    answer = client.post(address, {**choices, "original": "kept"})

    assert answer["Location"] == delivery.get_absolute_url()
    return read(client, delivery)


def put_right(client: Client, delivery: Delivery, page: str, name: str) -> tuple[Delivery, str]:
    """Where it cannot be used as it stands the page says why and leads to where it is said."""
    assert "Nothing in these files could be used" in page
    assert "What to do:" in page
    assert "Put it right" in page
    address = reverse("delivery-layout", args=[delivery.pk])
    asked = client.get(address)
    assert asked.status_code == 200
    form = asked.context["form"]
    said = real_files.said_of(name, delivery.source.kind, delivery.tables)
    chosen = {field: form[field].value() or "" for field in form.fields}
    chosen |= {"period": said["period"]} | ({"sheet": said["sheet"]} if form.asked.sheets else {})
    fields = {
        told_as(one.column.theirs): one.name for _, asked in form.asked.headings for one in asked
    }
    for heading, column in said["columns"].items():
        chosen[fields[told_as(heading)]] = column

    answer = client.post(address, chosen)

    assert answer.status_code == 302, answer.context["form"].errors
    assert answer["Location"] == delivery.get_absolute_url()
    return read(client, delivery)


def told_as(heading: str) -> str:
    """A heading as a person finds it on the page: in one line."""
    return re.sub(r"\s+", " ", heading).strip()
