"""Who may open what in this room."""

import tempfile
from pathlib import Path

import pandas as pd
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from datasources import frames
from datasources.models import Evidence, Reminder, Reply, Slice, Source, Upload
from datasources.operations import measures
from tests.access import INSIDERS, Access, roles
from tests.factories.data import make_data, make_sample

ANALYST = roles("analyst")
SENDERS = roles("analyst contributor")
PROVIDER = roles("provider")
ASKERS = roles("analyst officer lead")


def of_partnership(world) -> list:
    return [world.partnership.slug]


def of_source(world) -> list:
    return [world.partnership.slug, world.things["source"].slug]


def of_delivery(world) -> list:
    return [world.things["delivery"].pk]


def of_delivery_as_another(world) -> list:
    return [world.things["delivery"].pk, "plain-table"]


def of_reply(world) -> list:
    return [world.things["reply"].pk]


def of_upload(world) -> list:
    return [world.things["upload"].pk]


def of_evidence(world) -> list:
    return [world.things["evidence"].pk]


def put_back(world) -> None:
    """Each test has a storage of its own: what the world stored before is put into it."""
    for path, content in world.things["stored"].items():
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))


def of_stored_file(world) -> list:
    put_back(world)
    return [world.things["delivery"].files.first().pk]


def of_a_picture(world) -> list:
    put_back(world)
    source = Source.objects.get(partnership=world.partnership, kind="population")
    return [world.partnership.slug, source.slug, 1]


def of_stored_rows(world) -> list:
    put_back(world)
    return of_delivery(world)


def of_stored_areas(world) -> list:
    put_back(world)
    return of_partnership(world)


def of_measure(world) -> list:
    put_back(world)
    return [world.partnership.slug, world.things["measure"].slug]


ACCESS: dict[str, Access] = {
    "source-list": Access(of_partnership, get=INSIDERS),
    "source-create": Access(of_partnership, get=ANALYST, post=ANALYST),
    "source-remind": Access(of_source, get=ANALYST, post=ANALYST),
    "reminder-send": Access(lambda world: [world.things["reminder"].pk], post=ANALYST),
    "register-start": Access(of_partnership, get=ANALYST, post=ANALYST),
    "source-calendar": Access(of_partnership, get=INSIDERS),
    "source-detail": Access(of_source, get=INSIDERS),
    "source-picture": Access(of_a_picture, get=INSIDERS),
    "source-edit": Access(of_source, get=ANALYST, post=ANALYST),
    "source-rows": Access(of_source, get=ANALYST, post=ANALYST),
    "source-review": Access(of_source, get=ANALYST, post=ANALYST),
    "own-sources": Access(of_partnership, get=PROVIDER),
    "own-send": Access(of_source, get=PROVIDER, post=PROVIDER),
    "own-delivery": Access(of_delivery, get=PROVIDER),
    "own-progress": Access(of_delivery, get=PROVIDER),
    "own-set-aside": Access(of_stored_rows, get=PROVIDER),
    "disposal-list": Access(of_partnership, get=roles("analyst steward")),
    # One's own uploads alone: whose it is decides, see the tests of uploads.
    "upload-create": Access(of_partnership, post=SENDERS | PROVIDER),
    "upload-detail": Access(of_upload, post=ANALYST, is_one_persons=True),
    "upload-discard": Access(of_upload, post=ANALYST, is_one_persons=True),
    "delivery-reply": Access(of_delivery, get=ANALYST, post=ANALYST),
    "reply-send": Access(of_reply, post=ANALYST),
    "upload": Access(of_partnership, get=SENDERS, post=SENDERS),
    "delivery-create": Access(of_source, get=SENDERS, post=SENDERS),
    "delivery-detail": Access(of_delivery, get=INSIDERS),
    "delivery-progress": Access(of_delivery, get=INSIDERS),
    "delivery-accept": Access(of_delivery, post=ANALYST),
    "delivery-reject": Access(of_delivery, post=ANALYST),
    "delivery-put-back": Access(of_delivery, post=ANALYST),
    "delivery-plan": Access(of_delivery, post=ANALYST),
    "delivery-plan-progress": Access(of_delivery, get=ANALYST),
    "delivery-layout": Access(of_delivery, get=ANALYST, post=ANALYST),
    "delivery-elsewhere": Access(of_delivery_as_another, get=ANALYST, post=ANALYST),
    "delivery-personal": Access(of_delivery, get=ANALYST, post=ANALYST),
    "delivery-stop": Access(of_delivery, post=SENDERS | PROVIDER),
    "delivery-retry": Access(of_delivery, post=SENDERS | PROVIDER),
    "delivery-set-aside": Access(of_stored_rows, get=INSIDERS),
    "delivery-rows-to-mend": Access(of_stored_rows, get=ANALYST),
    "delivery-file": Access(of_stored_file, get=ANALYST),
    "originals-delete": Access(of_delivery, post=ANALYST),
    "explore": Access(of_stored_areas, get=ASKERS),
    "question-keep": Access(of_stored_areas, post=ASKERS),
    "measure-list": Access(of_stored_areas, get=ASKERS),
    "measure-create": Access(of_stored_areas, get=ANALYST, post=ANALYST),
    "measure-detail": Access(of_measure, get=ASKERS),
    "measure-edit": Access(of_measure, get=ANALYST, post=ANALYST),
    "measure-retire": Access(of_measure, post=ANALYST),
    "evidence-detail": Access(of_evidence, get=INSIDERS),
    "evidence-csv": Access(of_evidence, get=INSIDERS),
    "evidence-svg": Access(of_evidence, get=INSIDERS),
    "evidence-chart": Access(of_evidence, get=INSIDERS),
}


def furnish(world) -> None:
    """Put one of each of this room's things into the world."""
    by = world.people["analyst"]
    with tempfile.TemporaryDirectory() as folder:
        sample = make_sample(Path(folder), rows=20)
        world.things["source"] = make_data(world.partnership, sample, by=by)
    delivery = world.things["source"].deliveries.get()
    columns = {"file": ["a.csv"], "row": [2], "rows": [1], "code": ["x"], "reason": ["y"]}
    delivery.set_aside_path = frames.store(pd.DataFrame(columns), folder="set-aside").path
    delivery.save()
    # Its provider is the organisation whose files the world's data provider sends.
    Source.objects.filter(pk=world.things["source"].pk).update(provider=world.organisations["fire"])
    world.things["upload"] = Upload.objects.create(
        partnership=world.partnership, user=by, name="a.csv", size=10
    )
    world.things["reminder"] = Reminder.objects.create(
        source=world.things["source"],
        to="liaison@wexmere.example",
        subject="Late",
        text="Where is it?",
        written_by=by,
    )
    world.things["reply"] = Reply.objects.create(
        delivery=delivery, to=by, text="Thank you.", written_by=by
    )
    world.things["delivery"] = delivery
    world.things["measure"] = measures.compose(
        partnership=world.partnership,
        kind="police-street",
        definition=measures.Definition("Theft", "thefts", ("Shoplifting", "Burglary")),
        by=by,
    )
    paths = [file.path for file in delivery.files.all()[:1]]
    paths += Slice.objects.current().values_list("path", flat=True)
    paths.append(delivery.set_aside_path)
    world.things["stored"] = {path: default_storage.open(path).read() for path in paths}
    world.things["evidence"] = Evidence.objects.filter(
        question__partnership=world.partnership, question__analysis="trend"
    ).get()
