"""What `receive` does and prints: the same operations, with no worker running."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from datasources.models import Delivery, Slice
from tests.factories.data import first_rows_of
from tests.integration.datasources.commands import refused, run

# Each heading of the publisher's, what it is taken for, and what that is.
STREET_COLUMNS = [
    {"theirs": theirs, "ours": ours, "type": kind_of}
    for theirs, ours, kind_of in (
        ("Crime ID", "crime_id", "what tells one row from all others"),
        ("Month", "month", "when it was"),
        ("Reported by", "reported_by", "who recorded it"),
        ("Falls within", "falls_within", "nothing that is counted"),
        ("Longitude", "longitude", "a point on the map"),
        ("Latitude", "latitude", "a point on the map"),
        ("Location", "location", "nothing that is counted"),
        ("LSOA code", "lsoa_code", "which area it belongs to"),
        ("LSOA name", "", ""),
        ("Crime type", "crime_type", "what it was"),
        ("Last outcome category", "last_outcome", "what became of it"),
        ("Context", "", ""),
    )
]


@pytest.fixture
def here(world) -> list[str]:
    return ["--partnership", world.partnership.slug]


def test_files_are_received_read_and_accepted(world, sample, here):
    result = run(
        "receive", "police", *sample.street[:2], *here, "--kind", "police-street", "--accept"
    )

    delivery = Delivery.objects.get()
    seconds = result.pop("seconds")
    findings = result.pop("findings")
    assert seconds > 0
    assert {(one["code"], one["severity"]) for one in findings} >= {
        ("no-area-look-up", "warning"),
        ("rows-without-place", "note"),
    }
    assert result == {
        "partnership": "wexmere",
        "source": "police",
        "kind": "police-street",
        "delivery": delivery.pk,
        "state": "accepted",
        "reason": "",
        "rows_read": delivery.rows_read,
        "rows_kept": delivery.rows_kept,
        "rows_set_aside": 0,
        "slices": [
            {
                "period": one.period,
                "rows": one.rows,
                "current": True,
                "looks_earlier": False,
                "looks_short": False,
                "difference": "Nothing was in use for it",
                "year_before": "The year before is not held",
            }
            for one in Slice.objects.order_by("period")
        ],
        "months_missing": [],
        "personal": [],
        "files": [
            {
                "file": f"File {number}",
                "sheet": "",
                "heading_row": 1,
                "encoding": "utf-8",
                "delimiter": ",",
                "columns": STREET_COLUMNS,
                "is_used": True,
                "asked": [],
                "unknown_words": {},
                "kind": "police-street",
            }
            for number in (1, 2)
        ],
        "kind_known_by": "said",
    }


def test_without_accept_it_waits_and_the_same_call_with_accept_decides(sample, here):
    arguments = ["receive", "police", sample.street[0], *here, "--kind", "police-street"]

    waiting = run(*arguments)
    decided = run(*arguments, "--accept")

    assert (waiting["state"], decided["state"]) == ("read", "accepted")
    assert waiting["delivery"] == decided["delivery"]


def test_the_same_files_again_are_recognised(sample, here):
    arguments = ["receive", "police", sample.street[0], *here, "--kind", "police-street"]
    first = run(*arguments, "--accept")

    code, reason, printed = refused(*arguments, "--accept", "--json")

    result = json.loads(printed)
    assert code == 1
    assert reason.startswith("These very files were already received on")
    assert (result["state"], result["earlier"]["delivery"]) == (
        "already-received",
        first["delivery"],
    )


def test_an_earlier_publication_keeps_what_is_in_use_until_told(sample, earlier_sample, here):
    newer = run("receive", "police", *sample.street, *here, "--kind", "police-street", "--accept")

    kept = run("receive", "police", *earlier_sample.street, *here, "--accept")
    in_use = Slice.objects.current().get(period="2025-12").delivery_id
    replaced = run(
        "receive", "police", *earlier_sample.street, *here, "--accept", "--replace-newer"
    )

    assert (kept["state"], kept["slices"][0]["current"]) == ("read", False)
    assert kept["reason"].startswith("Everything in this delivery looks older")
    assert in_use == newer["delivery"]
    assert (replaced["state"], replaced["slices"][0]["current"]) == ("accepted", True)


def test_a_month_of_which_a_part_is_missing_is_kept_out_until_told(sample, tmp_path, here):
    whole = run("receive", "police", *sample.street, *here, "--kind", "police-street", "--accept")
    part = first_rows_of(sample.street[-1], 24, tmp_path)

    kept = run("receive", "police", part, *here, "--accept")
    wrongly = run("receive", "police", part, *here, "--accept", "--replace-newer")
    in_use = Slice.objects.current().get(period="2025-12").delivery_id
    told = run("receive", "police", part, *here, "--accept", "--use-short")

    rows = whole["slices"][-1]["rows"]
    assert (kept["findings"][0]["code"], kept["findings"][0]["severity"]) == (
        "fewer-rows",
        "warning",
    )
    assert kept["findings"][0]["message"] == (
        f"December 2025 has 24 rows where {rows} are in use. It is not taken into use unless you"
        " say so."
    )
    for refusal in (kept, wrongly):
        assert (refusal["state"], refusal["slices"][0]["looks_short"]) == ("read", True)
        assert refusal["reason"].startswith("Everything in this delivery seems to be incomplete")
    assert in_use == whole["delivery"]
    assert (told["state"], told["slices"][0]["current"]) == ("accepted", True)


def test_a_file_that_cannot_be_used_is_refused_with_the_reason(tmp_path, here, db):
    path = tmp_path / "2025-12-street.csv"
    path.write_bytes(b"%PDF-1.7")

    code, reason, printed = refused(
        "receive", "police", path, *here, "--kind", "police-street", "--json"
    )

    assert (code, json.loads(printed)["state"]) == (1, "refused")
    assert reason == "This is a PDF, and we cannot read tables from a PDF."


def test_it_speaks_to_a_person(sample, here):
    printed = StringIO()

    call_command(
        "receive",
        "police",
        str(sample.street[0]),
        *here,
        "--kind",
        "police-street",
        "--accept",
        stdout=printed,
    )

    lines = printed.getvalue().splitlines()
    assert lines[0] == "police: accepted."
    assert lines[1].endswith("seconds.")
    assert lines[-1].endswith("rows, in use. Nothing was in use for it.")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["receive", "police", __file__, "--partnership", "nowhere"], "no partnership nowhere"),
        (["receive", "police", pytest.__file__, "--partnership", "wexmere"], "no source police"),
        (["receive", "police", "/nowhere.csv", "--partnership", "wexmere"], "no file /nowhere.csv"),
        (
            ["receive", "police", __file__, "--partnership", "wexmere", "--replace-newer"],
            "--replace-newer needs --accept",
        ),
        (
            ["receive", "police", __file__, "--partnership", "wexmere", "--use-short"],
            "--use-short needs --accept",
        ),
        (["answer", "trend", "--partnership", "nowhere"], "no partnership nowhere"),
    ],
)
def test_wrong_use_is_told_apart_from_a_refusal(arguments, reason, world):
    code, told, _ = refused(*arguments)

    assert code == 2
    assert reason in told
