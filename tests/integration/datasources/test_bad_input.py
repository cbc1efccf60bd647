"""Anything may be uploaded: each bad file ends in words on a page, and the original is kept."""

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasources.models import Delivery
from datasources.operations import deliveries
from tests.factories.data import make_sample, make_source, receive_and_accept

HEADINGS = (
    b"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    b"Crime type,Last outcome category,Context\r\n"
)


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def truncated_workbook() -> bytes:
    whole = zipped({"[Content_Types].xml": b"<Types/>" * 500, "xl/workbook.xml": b"<x/>" * 500})
    return whole[: len(whole) // 2]


# Name of the file as sent, its bytes from a good street file, and what the reading must say.
BAD: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "an empty file": ("2025-12-street.csv", lambda good: b"", "empty-file"),
    "a PDF called .csv": ("2025-12-street.csv", lambda good: b"%PDF-1.7\n" + good, "pdf-file"),
    "a truncated workbook": ("crime.xlsx", lambda good: truncated_workbook(), "workbook-damaged"),
    "no heading": ("2025-12-street.csv", lambda good: good.split(b"\r\n", 1)[1], "no-heading-row"),
    "headings alone": ("2025-12-street.csv", lambda good: HEADINGS, "no-rows"),
    "a web page": ("2025-12-street.csv", lambda good: b"<!DOCTYPE html><html>", "web-page"),
    "bytes of no text": ("2025-12-street.csv", lambda good: bytes(range(256)) * 40, "not-text"),
    "half a gz": ("2025-12-street.csv.gz", lambda good: gzip.compress(good)[:900], "gz-damaged"),
    "a ZIP that climbs out": (
        "archive.zip",
        lambda good: zipped({"../../etc/2025-12-street.csv": good}),
        "zip-climbs-out",
    ),
    "a ZIP that unpacks to gigabytes": (
        "archive.zip",
        lambda good: zipped({"2025-12-street.csv": b"0" * 64 * 1024 * 1024}),
        "unpacks-too-large",
    ),
    "half a ZIP": ("archive.zip", lambda good: zipped({"a.csv": good})[:700], "zip-damaged"),
    "a ZIP of nothing useful": (
        "archive.zip",
        lambda good: zipped({"read me.txt": b"hello"}),
        "zip-nothing-usable",
    ),
}


@pytest.mark.parametrize("circumstance", BAD)
def test_a_bad_file_is_refused_in_words_and_kept(circumstance, world, sample, sign_in):
    name, spoil, code = BAD[circumstance]
    content = spoil(sample.street[-1].read_bytes())
    source = make_source(world.partnership, by=world.analyst)
    client = sign_in(world.contributor)
    address = reverse("delivery-create", args=[world.partnership.slug, source.slug])

    sent = client.post(address, {"files": SimpleUploadedFile(name, content)})
    delivery = Delivery.objects.get()
    deliveries.read(delivery.pk)
    page = client.get(delivery.get_absolute_url())

    delivery.refresh_from_db()
    errors = delivery.findings.filter(severity="error")
    original = sign_in(world.analyst).get(reverse("delivery-file", args=[delivery.files.get().pk]))
    assert sent.status_code == 302
    assert (delivery.state, page.status_code) == ("refused", 200)
    assert code in set(delivery.findings.values_list("code", flat=True))
    assert errors.exists()
    assert all(error.what_to_do for error in errors)
    assert "Could not be used" in page.content.decode()
    assert b"".join(original.streaming_content) == content
    assert original["Content-Disposition"] == f'attachment; filename="{name}"'
    assert original["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_force_is_refused_once_the_areas_are_known(world, sample, tmp_path):
    areas = make_source(world.partnership, "area-look-up", by=world.analyst)
    receive_and_accept(areas, [sample.lookup], by=world.analyst)
    source = make_source(world.partnership, by=world.analyst)
    street = make_sample(tmp_path, months=1).street[0]
    content = street.read_bytes().replace(b",X01", b",X99")

    delivery = deliveries.receive(
        source=source, files=[SimpleUploadedFile("2025-12-street.csv", content)], by=world.analyst
    )
    read = deliveries.read(delivery.pk)

    assert read.state == "refused"
    assert list(read.findings.filter(severity="error").values_list("code", flat=True)) == [
        "nothing-in-partnership"
    ]


def test_a_good_file_beside_a_bad_one_is_read(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    good = SimpleUploadedFile("2025-12-street.csv", sample.street[-1].read_bytes())
    bad = SimpleUploadedFile("2025-11-street.csv", b"%PDF-1.7")

    delivery = deliveries.receive(source=source, files=[good, bad], by=world.analyst)
    read = deliveries.read(delivery.pk)
    page = sign_in(world.analyst).get(read.get_absolute_url()).content.decode()

    assert read.state == "read"
    assert list(read.slices.values_list("period", flat=True)) == ["2025-12"]
    assert "This is a PDF" in page
    assert "Accept it?" in page


def test_rows_set_aside_can_be_downloaded_with_their_reasons(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    lines = sample.street[-1].read_bytes().split(b"\r\n", 1)
    content = lines[0] + b"\r\nonly,three,cells\r\n" + lines[1]

    delivery = deliveries.receive(
        source=source, files=[SimpleUploadedFile("2025-12-street.csv", content)], by=world.analyst
    )
    deliveries.read(delivery.pk)
    answer = sign_in(world.member).get(reverse("delivery-set-aside", args=[delivery.pk]))

    assert b"".join(answer.streaming_content).decode() == (
        "\ufeffFile,Row in the file,Rows,Code,Why it was set aside\r\n"
        "File 1,2,1,ragged-rows,the row has 3 cells where the headings have 12\r\n"
    )


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"Month,Beat,Beans\n2025-01,North,4\n2025-02,North,6\n", ["Month", "Beat", "Beans"]),
        (b"2025-01,North,4\n2025-02,North,6\n", ["column 1", "column 2", "column 3"]),
    ],
)
def test_columns_of_a_table_of_no_kind_can_be_said_on_its_page(world, sign_in, content, shown):
    source = make_source(world.partnership, "plain-table", by=world.analyst)
    sent = SimpleUploadedFile("beans.csv", content)

    delivery = deliveries.receive(source=source, files=[sent], by=world.analyst)
    read = deliveries.read(delivery.pk)
    page = sign_in(world.analyst).get(reverse("delivery-layout", args=[read.pk]))

    assert read.state == "refused"
    assert [column["theirs"] for table in read.tables for column in table["columns"]] == shown
    assert all(heading in page.content.decode() for heading in shown)
