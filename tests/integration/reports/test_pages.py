"""The Publish room as people see it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.models import Edition
from reports.operations import editions
from tests.factories import text
from tests.integration.reading import queries_of
from tests.integration.reading import words as page_words
from tests.integration.reports.conftest import Year


def test_the_analyst_publishes_for_the_board_and_downloads_the_pdf(year: Year, sign_in):
    client = sign_in(year.world.analyst)
    at = f"/assessments/{year.assessment.slug}/publish/new/"

    answer = client.post(at, {"audience": "board", "warnings_read": "on"})

    edition = Edition.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/editions/{edition.pk}/")
    assert "Waiting to be made" in page_words(client.get(answer["Location"]))
    editions.render(edition.pk)
    page = page_words(client.get(answer["Location"]))
    assert edition.digest in page
    file = edition.files.get(kind="pdf")
    download = client.get(f"/edition-files/{file.pk}/")
    assert download["Content-Type"] == "application/pdf"
    assert download["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert b"".join(download.streaming_content).startswith(b"%PDF-")


def test_who_publishes_what_has_not_changed_is_told_so(year: Year, sign_in):
    client = sign_in(year.world.analyst)
    at = f"/assessments/{year.assessment.slug}/publish/new/"
    first = client.post(at, {"audience": "board", "warnings_read": "on"})

    second = client.post(at, {"audience": "board", "warnings_read": "on"}, follow=True)

    assert second.redirect_chain == [(first["Location"], 302)]
    assert (
        "Nothing that the board is told has changed since edition 1, so that one stands and no"
        " other was made." in page_words(second)
    )
    assert Edition.objects.count() == 1


def test_warnings_must_be_ticked(year: Year, sign_in):
    client = sign_in(year.world.analyst)

    answer = client.post(f"/assessments/{year.assessment.slug}/publish/new/", {"audience": "board"})

    assert answer.status_code == 422
    assert "Read the warnings, then tick to publish all the same." in page_words(answer)
    assert Edition.objects.count() == 0


def test_a_viewer_reads_no_board_edition_and_is_told_why(year: Year, sign_in):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    client = sign_in(year.world.viewer)

    listed = page_words(client.get(f"/assessments/{year.assessment.slug}/publish/"))
    answer = client.get(f"/editions/{edition.pk}/")

    assert "Nothing has been published yet" in listed
    assert answer.status_code == 403
    assert "it holds counts that are left out elsewhere" in page_words(answer)


def test_the_list_asks_the_same_for_one_and_for_thirty(year: Year, sign_in):
    client = sign_in(year.world.analyst)
    at = f"/assessments/{year.assessment.slug}/publish/"

    def edition(number: int) -> None:
        Edition.objects.create(
            assessment=year.assessment, number=number, audience="board", outline="{}",
            digest=f"{number:064d}", requested_by=year.world.analyst,
        )  # fmt: skip

    edition(1)
    queries_of(client, at)
    one = queries_of(client, at)
    for number in range(2, 31):
        edition(number)

    assert queries_of(client, at) == one


def test_the_command_writes_the_files_and_says_what_it_made(year: Year, tmp_path: Path, capsys):
    out = tmp_path / "out"

    call_command(
        "publish", year.assessment.slug, "--audience", "board", "--out", str(out), "--json"
    )

    made = json.loads(capsys.readouterr().out)
    edition = Edition.objects.get()
    assert made == {
        "assessment": year.assessment.slug,
        "edition": 1,
        "audience": "board",
        "digest": edition.digest,
        "seconds": edition.seconds,
        "pages": edition.files.get(kind="pdf").pages,
        "files": [
            {
                "kind": file.kind,
                "path": str(out / file.name),
                "bytes": file.size,
                "sha256": file.sha256,
                "pages": file.pages,
            }
            for file in edition.files.all()
        ],
    }
    assert sorted(path.name for path in out.iterdir()) == sorted(
        file.name for file in edition.files.all()
    )


def test_the_command_refuses_in_words(year: Year, tmp_path: Path):
    text.keep(text.section_of(year.assessment), "My words.", by=year.world.lead)

    with pytest.raises(CommandError) as refused:
        call_command(
            "publish", year.assessment.slug, "--audience", "public", "--out", str(tmp_path)
        )

    assert str(refused.value).startswith("Somebody's words are still kept beside a section")
    assert refused.value.returncode == 1
