"""What `receive` does and prints: the same operations, with no worker running."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from datasources import kinds, samples
from datasources.models import Delivery, Slice, Source, SourceLayout
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


class TestTheKindIsRecognised:
    """Of a source that is not in the register yet, where nobody says of which kind it is."""

    @pytest.fixture
    def files(self, sample, tmp_path):
        def written(slug: str) -> tuple:
            kind = kinds.by_slug(slug)
            return samples.write_sample(tmp_path, kind, sample.place, ("2025-11", "2025-12"))

        return written

    @pytest.mark.parametrize("slug", sorted({*kinds.BY_SLUG} - {"plain-table"}))
    def test_each_kind_but_the_plain_table_is(self, slug, files, here):
        result = run("receive", "theirs", *files(slug), *here)

        assert (result["kind"], result["kind_known_by"]) == (slug, "recognised")
        assert {one["kind"] for one in result["files"]} <= {slug}
        assert list(Source.objects.values_list("slug", "kind", "name")) == [
            ("theirs", slug, kinds.by_slug(slug).label)
        ]

    @pytest.mark.parametrize(
        ("slug", "label"),
        [
            ("fire-incidents", "Fire and rescue incidents"),
            ("population", "Population of small areas (mid-year estimates)"),
            ("area-look-up", "Area look-up (small area to ward to local authority)"),
        ],
    )
    def test_a_person_is_told_so_first(self, slug, label, files, here):
        printed = StringIO()

        call_command("receive", "theirs", *map(str, files(slug)), *here, stdout=printed)

        assert printed.getvalue().splitlines()[:2] == [
            f"Registered as “{label}” ({slug}), which the headings tell.",
            "theirs: waiting for a decision.",
        ]

    def test_of_a_source_that_is_known_nothing_is_recognised(self, files, here):
        sent = files("fire-incidents")
        said = run("receive", "theirs", *sent, *here, "--kind", "fire-incidents")
        code, _, printed = refused("receive", "theirs", *sent, *here, "--json")
        _, _, for_a_person = refused("receive", "theirs", *sent, *here)

        assert (said["kind_known_by"], code) == ("said", 1)
        assert json.loads(printed)["kind_known_by"] == "register"
        assert for_a_person.startswith("theirs: already received.")

    def test_where_nothing_is_recognised_it_must_be_said(self, files, here):
        code, reason, printed = refused("receive", "theirs", *files("plain-table"), *here, "--json")

        assert (code, printed, Source.objects.count()) == (2, "", 0)
        assert reason == (
            "There is no source theirs in the register of Wexmere. These files tell no kind: say of"
            f" which --kind it is to register it: {', '.join(kinds.BY_SLUG)}."
        )

    def test_of_files_of_two_kinds_it_must_be_said(self, files, here):
        sent = [*files("fire-incidents"), *files("asb-incidents")]

        code, reason, printed = refused("receive", "theirs", *sent, *here)

        assert (code, printed, Source.objects.count()) == (2, "", 0)
        assert reason == (
            "There is no source theirs in the register of Wexmere. These files can be of several"
            " kinds: say of which --kind it is to register it: fire-incidents, asb-incidents."
        )


COMPLAINTS = """Our ref,Made on,Sort of complaint,Patch
1,03/12/2025,Loud music,X01000001
2,14/12/2025,Tipping,X01000001
3,15/12/2025,Loud music,X01000002
"""
LAYOUT = {
    "columns": {
        "Our ref": "reference",
        "Made on": "period",
        "Sort of complaint": "asb_type",
        "Patch": "area_code",
    },
    "words": {"asb_type": {"Loud music": "Noise", "Tipping": "Fly-tipping"}},
}


class TestALayoutIsSaidInAFile:
    """A table whose headings tell nothing, and what a person wrote of them."""

    @pytest.fixture
    def complaints(self, tmp_path):
        path = tmp_path / "complaints.csv"
        path.write_text(COMPLAINTS)
        return path

    @pytest.fixture
    def layout(self, tmp_path):
        path = tmp_path / "layout.json"

        def written(content: object):
            path.write_text(content if isinstance(content, str) else json.dumps(content))
            return path

        return written

    def arguments(self, here, complaints, layout) -> list:
        kind = "--kind", "asb-incidents", "--layout", layout
        return ["receive", "council", complaints, *here, *kind]

    def test_the_right_one_reads_the_table_and_is_remembered(
        self, here, complaints, layout, tmp_path
    ):
        first = run(*self.arguments(here, complaints, layout(LAYOUT)))
        later = tmp_path / "later.csv"
        later.write_text(COMPLAINTS.replace("/12/2025", "/11/2025"))
        second = run("receive", "council", later, *here)

        for result, month in ((first, "2025-12"), (second, "2025-11")):
            assert (result["state"], result["rows_kept"]) == ("read", 3)
            assert [(one["period"], one["rows"]) for one in result["slices"]] == [(month, 3)]
            assert {one["theirs"]: one["ours"] for one in result["files"][0]["columns"]} == (
                LAYOUT["columns"]
            )
            assert result["files"][0]["unknown_words"] == {}
        (said,) = SourceLayout.objects.all()
        assert (said.content["columns"], said.content["words"]) == (
            LAYOUT["columns"],
            LAYOUT["words"],
        )

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (
                {"columns": {"Made on": "when"}},
                "The heading “Made on” is taken for “when”; columns of this kind are: area_code,"
                " asb_type, complainant_age, easting, location, minute, northing, period,"
                " recorded_by, reference, repeat, reported_by, result, vulnerable.",
            ),
            (
                {"words": {"asb_type": {"Loud music": "Music"}}},
                "“Loud music” is counted as “Music”, which is no word of “asb_type”.",
            ),
            ({"colums": {}}, "“colums” says nothing about a layout."),
            (
                "Made on = period",
                "this is no JSON: Expecting value: line 1 column 1 (char 0). Write the layout as"
                ' one JSON object, such as {"columns": {"Their heading": "period"}}.',
            ),
            (
                ["Made on"],
                "this holds no layout. Write the layout as one JSON object, such as"
                ' {"columns": {"Their heading": "period"}}.',
            ),
        ],
        ids=["unknown column", "unknown word", "unknown key", "not JSON", "no object"],
    )
    def test_a_wrong_one_is_refused_and_nothing_comes_of_it(
        self, here, complaints, layout, content, reason
    ):
        path = layout(content)

        code, told, printed = refused(*self.arguments(here, complaints, path), "--json")

        assert (code, told, printed) == (2, f"{path}: {reason}", "")
        assert (Source.objects.count(), Delivery.objects.count()) == (0, 0)

    def test_one_that_is_not_there_is_wrong_use(self, here, complaints, tmp_path):
        path = tmp_path / "nowhere.json"

        code, told, _ = refused(*self.arguments(here, complaints, path))

        assert (code, told, Source.objects.count()) == (2, f"There is no file {path}.", 0)

    def test_that_of_another_table_finds_none_of_its_headings(self, here, complaints, layout):
        other = {"columns": {"Day": "period", "Kind": "asb_type", "Ward": "area_code"}}

        code, told, printed = refused(*self.arguments(here, complaints, layout(other)), "--json")

        assert (code, json.loads(printed)["state"]) == (1, "refused")
        assert told == (
            "The table has 4 headings, and not the ones that a table of this kind needs: Date"
            " reported and ASB type."
        )
