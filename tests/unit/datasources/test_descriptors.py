"""A Data Package in a ZIP says what its columns are called and which cells are missing."""

import io
import json
import zipfile

import pytest

from datasources.intake import descriptors
from tests.unit.datasources.building import found, read_as, severities, stored

ASB = "id,dt,typ,wd,n_calls\n1,2025-01-03,Noise,X05000001,-999\n-999,2025-01-14,Noise,X05000002,1\n"
TITLES = {"id": "Case reference", "dt": "Date reported", "typ": "ASB type", "wd": "Ward"}


def package(*resources: object, **more: object) -> str:
    return json.dumps({"name": "asb", "resources": list(resources), **more})


def resource(path: object = "asb.csv", missing: object = None, titles: dict = TITLES) -> dict:
    schema = {"fields": [{"name": name, "title": title} for name, title in titles.items()]}
    return {"path": path, "schema": schema | ({"missingValues": missing} if missing else {})}


def read(folder, descriptor: str, table: str = ASB, name: str = "datapackage.json"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, descriptor)
        archive.writestr(name.replace("datapackage.json", "asb.csv"), table)
    return read_as("asb-incidents", stored(folder, "asb.zip", packed.getvalue()))


def test_columns_are_known_by_their_titles_and_what_is_missing_is_blank(tmp_path):
    reading = read(tmp_path, package(resource(missing=["", "-999"])))

    (one,) = reading.slices
    assert one.frame[["reference", "asb_type", "area_code"]].astype(object).fillna(
        ""
    ).to_numpy().tolist() == [["1", "Noise", "X05000001"], ["", "Noise", "X05000002"]]
    assert severities(reading)["descriptor-used"] == "note"
    assert "member-set-aside" not in found(reading)


def test_headings_that_are_known_by_themselves_stay(tmp_path):
    table = "Case reference,Date reported,ASB type,Ward\n1,2025-01-03,Noise,X05000001\n"
    lies = {"Case reference": "Ward", "Ward": "Case reference"}

    (one,) = read(tmp_path, package(resource(titles=lies)), table).slices

    assert one.frame["area_code"].tolist() == ["X05000001"]


def test_without_a_descriptor_such_headings_are_refused(tmp_path):
    reading = read(tmp_path, package({"path": "asb.csv", "title": "ASB"}))

    assert reading.slices == ()
    assert found(reading)["member-set-aside"] == 1


def test_paths_are_of_the_folder_that_the_descriptor_lies_in(tmp_path):
    reading = read(tmp_path, package(resource("./asb.csv")), name="2025/datapackage.json")

    assert [one.rows for one in reading.slices] == [2]


def test_what_it_names_and_the_zip_does_not_hold_is_said(tmp_path):
    descriptor = package(
        resource(), {"path": ["feb.csv", "asb.csv"]}, {"path": "https://example.org/mar.csv"}
    )

    reading = read(tmp_path, descriptor)

    (told,) = [one for one in reading.findings if one.code == "described-not-there"]
    assert (told.severity, told.count) == ("warning", 1)
    assert told.message == "1 file that datapackage.json names is not in the ZIP: feb.csv."


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"3", b"\xff\xfe", b'{"resources": 3}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_descriptor_says_nothing(content):
    assert descriptors.read(content, "datapackage.json") is None


@pytest.mark.parametrize(
    "one",
    [
        3, {}, {"path": 3}, {"path": "a.csv", "schema": "x"}, {"path": "a.csv", "schema": {}},
        {"path": "a.csv", "schema": {"fields": 3, "missingValues": "x"}},
        {"path": "a.csv", "schema": {"fields": [3, {"name": 3}, {"name": "a", "title": " "}],
                                     "missingValues": [3, ""]}},
    ],
)  # fmt: skip
def test_parts_that_cannot_be_used_are_passed_over(one):
    descriptor = descriptors.read(json.dumps({"resources": [one]}).encode(), "datapackage.json")

    assert not descriptor.says_anything


def test_one_that_is_too_large_is_left_alone(tmp_path):
    reading = read(tmp_path, package(resource(), note="x" * descriptors.LARGEST))

    assert reading.slices == ()
    assert found(reading)["member-set-aside"] == 1
