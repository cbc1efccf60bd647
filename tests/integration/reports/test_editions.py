"""Editions: frozen, numbered, hashed, rendered once, and safe from a worker's death."""

import hashlib
import io
import zipfile
from datetime import timedelta
from importlib import import_module

import pypdfium2
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.utils import timezone

from datasources.models import Release
from datasources.operations import evidence
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from reports import document as documents
from reports import numbering, outline, rules
from reports.models import Edition
from reports.operations import editions
from tests.factories import text
from tests.factories.data import make_data, make_sample
from tests.integration.reports.conftest import Year, published
from tests.unit.reports.pdf_checks import problems

pytestmark = pytest.mark.slow


def content(edition: Edition, kind: str) -> bytes:
    with default_storage.open(edition.files.get(kind=kind).path) as kept:
        return kept.read()


def pdf_text(edition: Edition) -> str:
    printed = pypdfium2.PdfDocument(content(edition, "pdf"))
    return "\n".join(page.get_textpage().get_text_range() for page in printed)


def test_an_edition_is_numbered_hashed_and_has_three_files_that_match_their_hashes(year: Year):
    edition = published(year)

    assert (edition.number, edition.state, edition.failure) == (1, "done", "")
    assert edition.digest == documents.digest(documents.from_json(edition.outline))
    assert [file.kind for file in edition.files.all()] == ["html", "pack", "pdf"]
    for file in edition.files.all():
        assert hashlib.sha256(content(edition, file.kind)).hexdigest() == file.sha256
    assert list(
        TrailEntry.objects.filter(target_type="reports.edition").values_list("verb", flat=True)
    ) == ["edition.published", "edition.requested"]


def test_a_later_edit_touches_neither_the_frozen_words_nor_the_files(year: Year):
    edition = published(year)
    before = content(edition, "pdf"), edition.outline

    section = text.section_of(year.assessment, "victims.key_information")
    text.write(section, "Other words altogether.", by=year.world.officer)
    second = published(year)
    edition.refresh_from_db()

    assert (content(edition, "pdf"), edition.outline) == before
    assert "Before the figure." in pdf_text(edition)
    assert "Other words altogether." in pdf_text(second)
    assert second.number == 2
    assert second.digest != edition.digest


def test_publishing_what_has_not_changed_gives_the_edition_that_stands(year: Year):
    first = published(year)

    again = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)

    assert (again.pk, again.stood_already, again.state) == (first.pk, True, "done")
    assert Edition.objects.count() == 1


@pytest.mark.slow
def test_another_audience_gets_an_edition_of_its_own(year: Year):
    first = published(year)

    other = published(year, "partnership")

    assert [(edition.number, edition.stood_already) for edition in (first, other)] == [
        (1, False),
        (2, False),
    ]


@pytest.mark.slow
def test_going_back_to_earlier_words_is_a_change(year: Year):
    section = text.section_of(year.assessment, "summary")
    published(year)
    text.write(section, "In other words.", by=year.world.officer)
    published(year)
    text.write(section, "In short.", by=year.world.officer)

    assert published(year).number == 3


def test_publishing_again_what_could_not_be_made_tries_to_make_it(year: Year):
    first = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    Edition.objects.filter(pk=first.pk).update(state="failed", failure="It broke off.", attempts=3)

    again = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)

    assert (again.pk, again.state, again.failure, again.attempts) == (first.pk, "queued", "", 0)


def test_what_was_frozen_under_another_threshold_is_not_numbered(year: Year):
    """Whoever raises the threshold while an edition is frozen does so for that edition too."""
    outline.release_figures(year.assessment, audience="public")
    composed = outline.compose(year.assessment, audience="public")
    before = editions._rests_on(year.assessment)
    year.world.partnership.suppression_threshold += 1
    year.world.partnership.save()

    today = timezone.localdate()
    numbered = editions._numbered(
        year.assessment, "public", composed, set(), before, today, year.world.analyst
    )

    assert (numbered, Edition.objects.count()) == (None, 0)


def test_the_printed_edition_passes_the_structure_checks(decided: Year):
    edition = published(decided, "public")

    assert problems(content(edition, "pdf")) == []


def test_the_board_edition_shows_small_counts_and_the_public_one_none(counted: Year):
    def small_counts(edition: Edition) -> list[str]:
        figures = numbering.figures(documents.from_json(edition.outline))
        cells = [
            cell
            for figure in figures
            for row in figure.table.rows
            for column, cell in zip(figure.table.columns, row, strict=True)
            if column.label in {"Year before", "This year"}
        ]
        assert cells
        return [cell for cell in cells if cell.isdigit() and 0 < int(cell) < 5]

    board, public = published(counted, "board"), published(counted, "public")

    assert small_counts(board) != []
    assert small_counts(public) == []
    with zipfile.ZipFile(io.BytesIO(content(public, "pack"))) as pack:
        tables = {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}
    assert any("suppressed" in table for table in tables.values())


@pytest.mark.slow
def test_two_editions_together_give_no_small_count_away(decided: Year, tmp_path):
    """40 in the edition of twelve months less 36 in that of eleven is 4 in December."""
    world = decided.world
    make_data(world.partnership, make_sample(tmp_path, months=24, rows=400), by=world.analyst)
    section = text.section_of(decided.assessment, "offenders.key_information")
    tables = []
    for last in ("2025-11", "2025-12"):
        question = evidence.ask(
            partnership=world.partnership,
            analysis="change",
            period_from="2025-01",
            period_to=last,
            by=None,
        )
        answer = evidence.answer(question)
        text.write(section, text.figure(answer), by=world.officer)
        edition = editions.request(
            assessment=decided.assessment, audience="partnership", by=world.analyst
        )
        tables.append(table_of(edition, "Crime type"))

    differences = [
        int(longer[column].replace(",", "")) - int(row[column].replace(",", ""))
        for row, longer in zip(*tables, strict=True)
        for column in ("Year before", "This year")
        if row[column] != "suppressed" and longer[column] != "suppressed"
    ]
    assert differences
    assert min(differences) >= 5


def table_of(edition: Edition, first: str) -> list[dict[str, str]]:
    """The rows of the figure whose table begins with this column."""
    figures = numbering.figures(documents.from_json(edition.outline))
    table = next(each.table for each in figures if each.table.columns[0].label == first)
    labels = [column.label for column in table.columns]
    return [dict(zip(labels, row, strict=True)) for row in table.rows]


def test_what_editions_showed_before_is_known_from_their_frozen_documents(counted: Year):
    editions.request(
        assessment=counted.assessment, audience="partnership", by=counted.world.analyst
    )
    Release.objects.filter(evidence=counted.evidence).update(is_earlier=True)
    before = Release.objects.get(evidence=counted.evidence)
    Release.objects.all().delete()

    earlier = import_module("reports.migrations.0006_figures_of_earlier_editions")
    earlier.remember(apps, None)

    found = Release.objects.get(evidence=counted.evidence)
    assert (found.is_earlier, found.threshold) == (True, before.threshold)
    assert sorted(found.held_back) == sorted(before.held_back)

    earlier.forget(apps, None)

    assert not Release.objects.exists()


def test_the_boards_edition_is_not_known_to_others(counted: Year):
    editions.request(assessment=counted.assessment, audience="board", by=counted.world.analyst)

    import_module("reports.migrations.0006_figures_of_earlier_editions").remember(apps, None)

    assert not Release.objects.exists()


@pytest.mark.slow
def test_a_public_edition_names_organisations_and_no_people(decided: Year):
    public, partners = published(decided, "public"), published(decided, "partnership")

    assert "Somebody of Wexshire Constabulary" not in pdf_text(public)
    assert "Somebody of Wexshire Constabulary" in " ".join(pdf_text(partners).split())


def test_what_readers_will_notice_is_said_before_publishing(year: Year, decided: Year):
    undecided = "The board has decided no priorities yet; the edition will say so."
    before = rules.warnings_before_publishing(year.assessment)
    decided.assessment.priorities.all().delete()

    after = rules.warnings_before_publishing(decided.assessment)

    assert before == [
        "30 sections have nothing in them; the edition will say so.",
        "2 sections have words that nobody has approved.",
    ]
    assert after == [undecided, *before]


def test_somebody_elses_kept_words_stop_an_edition(year: Year):
    section = text.section_of(year.assessment, "summary")
    text.keep(section, "My words.", by=year.world.lead)

    with pytest.raises(RuleBroken, match="kept beside a section"):
        editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)


def test_an_officer_may_not_publish(year: Year):
    with pytest.raises(PermissionDenied):
        editions.request(assessment=year.assessment, audience="board", by=year.world.officer)


def test_rendering_twice_changes_nothing(year: Year):
    edition = published(year)
    before = list(edition.files.values_list("pk", "sha256"))

    editions.render(edition.pk)

    assert list(edition.files.values_list("pk", "sha256")) == before


def test_a_worker_that_died_leaves_an_edition_that_the_sweep_finishes(year: Year):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    Edition.objects.filter(pk=edition.pk).update(
        state="rendering", attempts=1, lease_until=timezone.now() - timedelta(seconds=1)
    )

    assert editions.sweep() == 1

    edition.refresh_from_db()
    assert (edition.state, edition.attempts, edition.files.count()) == ("done", 2, 3)


def test_a_worker_that_is_alive_is_left_to_work(year: Year):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    Edition.objects.filter(pk=edition.pk).update(
        state="rendering", attempts=1, lease_until=timezone.now() + timedelta(minutes=5)
    )

    editions.sweep()

    edition.refresh_from_db()
    assert (edition.state, edition.attempts) == ("rendering", 1)


def test_what_breaks_off_says_so_and_can_be_tried_again(year: Year):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    whole = edition.outline
    Edition.objects.filter(pk=edition.pk).update(outline="no document")

    with pytest.raises(ValueError, match="Expecting value"):
        editions.render(edition.pk)

    edition.refresh_from_db()
    assert (edition.state, f"E{edition.pk}-1" in edition.failure) == ("failed", True)
    Edition.objects.filter(pk=edition.pk).update(outline=whole)
    editions.retry(edition=edition, by=year.world.analyst)
    editions.render(edition.pk)
    edition.refresh_from_db()
    assert (edition.state, edition.failure, edition.files.count()) == ("done", "", 3)


def test_three_broken_attempts_end_in_words(year: Year):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    Edition.objects.filter(pk=edition.pk).update(attempts=3)

    editions.render(edition.pk)

    edition.refresh_from_db()
    assert (edition.state, edition.failure) == ("failed", editions.TOO_OFTEN)
