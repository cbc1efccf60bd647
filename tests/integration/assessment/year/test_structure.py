"""The structure changes while years run: what is new appears, what is gone keeps its name."""

import re
from collections import deque
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management.sql import emit_post_migrate_signal

from assessment.models import Assessment, ComponentAnswer, Priority, Recommendation, Section
from assessment.operations import structures
from assessment.structure import SECTIONS, SectionPlan, version_of
from datasources.models import Evidence
from partnerships.models import TrailEntry
from reports import document as documents
from reports import outline
from tests.factories import text
from tests.factories.people import World
from tests.factories.years import make_assessment
from tests.integration.reading import words as page_words

HARM = SectionPlan("analysis.harm", "2.5", "Harm", 2)
AT = [plan.key for plan in SECTIONS].index("analysis.activity") + 1
WITH_HARM = (*SECTIONS[:AT], HARM, *SECTIONS[AT:])
# As if an earlier version had had a sixth box, and a part of its own.
HOT_SPOTS = SectionPlan("victims.hot_spots", "2.3.1.6", "Hot spots of victims", 4)
OUTLOOK = SectionPlan("outlook", "6", "Outlook", 1)
AFTER_GAPS = [plan.key for plan in SECTIONS].index("victims.gaps") + 1
EARLIER = (*SECTIONS[:AFTER_GAPS], HOT_SPOTS, *SECTIONS[AFTER_GAPS:], OUTLOOK)


def keys(assessment) -> list[str]:
    return list(assessment.sections.values_list("key", flat=True))


def test_an_assessment_knows_by_which_structure_it_was_laid(world: World):
    assessment = make_assessment(world.partnership, by=world.analyst)

    assert assessment.structure_version == version_of(SECTIONS)
    assert version_of(WITH_HARM) != version_of(SECTIONS)


def test_a_new_section_appears_in_its_place_once(world: World):
    assessment = make_assessment(world.partnership, by=world.analyst)
    text.write(text.section_of(assessment, "analysis.activity"), "Kept.", by=world.officer)

    added = [
        structures.bring_up_to_date(assessment=assessment, sections=WITH_HARM, by=None)
        for _ in range(2)
    ]

    assessment.refresh_from_db()
    assert added == [["analysis.harm"], []]
    assert keys(assessment) == [plan.key for plan in WITH_HARM]
    assert assessment.structure_version == version_of(WITH_HARM)
    assert text.section_of(assessment, "analysis.activity").words == 1
    told = TrailEntry.objects.get(verb="assessment.structure_changed")
    assert (told.after["sections"], told.before["sections"]) == (["2.5 Harm"], [])


def test_what_the_structure_lost_stays_where_something_was_done_to_it(world: World):
    assessment = make_assessment(world.partnership, by=world.analyst, sections=EARLIER)
    text.write(text.section_of(assessment, "victims.hot_spots"), "Streets.", by=world.officer)

    structures.bring_up_to_date(assessment=assessment, by=None)

    expected = [plan.key for plan in SECTIONS]
    expected.insert(AFTER_GAPS, "victims.hot_spots")
    assert keys(assessment) == expected
    section = text.section_of(assessment, "victims.hot_spots")
    assert (str(section), section.plan.is_retired) == ("2.3.1.6 Hot spots of victims", True)


@pytest.mark.parametrize("touch", ["owner", "comment", "component", "recommendation"])
def test_a_lost_section_that_something_hangs_on_stays(world: World, touch: str):
    assessment = make_assessment(world.partnership, by=world.analyst, sections=EARLIER)
    section = text.section_of(assessment, "outlook")
    if touch == "owner":
        section.owner = world.officer
        section.save()
    elif touch == "comment":
        text.comment_on(section, "Say more.", by=world.lead)
    elif touch == "component":
        text.point_at(section, by=world.analyst)
    else:
        Recommendation.objects.create(
            assessment=assessment, section=section, text="Look ahead.", made_by=world.analyst
        )

    structures.bring_up_to_date(assessment=assessment, by=None)

    assert "outlook" in keys(assessment)
    assert "victims.hot_spots" not in keys(assessment)


def test_running_years_are_brought_up_to_date_and_earlier_ones_left(world: World):
    before = make_assessment(world.partnership, by=world.analyst, year=2025, sections=SECTIONS[:-1])
    running = make_assessment(
        world.partnership, by=world.analyst, previous=before, sections=SECTIONS[:-1]
    )

    assert [structures.bring_all_up_to_date() for _ in range(2)] == [1, 0]

    assert keys(running) == [plan.key for plan in SECTIONS]
    assert keys(before) == [plan.key for plan in SECTIONS[:-1]]


def test_what_follows_every_migration_brings_them_up_to_date(world: World):
    running = make_assessment(world.partnership, by=world.analyst, sections=SECTIONS[:-1])

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    running.refresh_from_db()
    assert keys(running) == [plan.key for plan in SECTIONS]
    assert running.structure_version == version_of(SECTIONS)


def test_a_person_without_the_permission_may_not(world: World):
    assessment = make_assessment(world.partnership, by=world.analyst, sections=EARLIER)

    with pytest.raises(PermissionDenied):
        structures.bring_up_to_date(assessment=assessment, by=world.viewer)


@pytest.fixture
def retired(world: World):
    """A year of an earlier version, in which everything rests on what this one has no more."""
    sections = tuple(plan for plan in EARLIER if plan.key not in {"summary", "locations.gaps"})
    before = make_assessment(world.partnership, by=world.analyst, year=2025, sections=sections)
    evidence = text.make_evidence(world.partnership, "Crime fell by 4 in the old way")
    evidence.question.analysis = evidence.result["analysis"] = "near_repeats"
    evidence.question.save()
    evidence.save()
    section = text.section_of(before, "victims.hot_spots")
    text.write(section, "Three streets suffer most.", text.figure(evidence), by=world.officer)
    text.write(text.section_of(before, "outlook"), "What comes next.", by=world.officer)
    text.comment_on(section, "Which streets?", by=world.lead)
    text.keep(section, "Other words.", by=world.lead)
    text.point_at(section, "foresight", by=world.analyst)
    Recommendation.objects.create(
        assessment=before, section=section, text="Walk the streets.", made_by=world.analyst
    )
    Priority.objects.create(
        assessment=before, title="Safer", statement="Safer.", theme="things", order=1,
        proposed_by=world.chair,
    )  # fmt: skip
    make_assessment(world.partnership, by=world.analyst, previous=before)
    return before


def crawled(client, start: str) -> dict[str, int]:
    """Every page that links lead to, and how it answered."""
    found: dict[str, int] = {}
    waiting = deque([start])
    while waiting:
        path = waiting.popleft()
        if path in found:
            continue
        answer = client.get(path)
        found[path] = answer.status_code
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for href in re.findall(r'(?:href|src|hx-get)="(/[^"#]*)', answer.content.decode()):
            address = href.replace("&amp;", "&")
            if not re.match(r"/(static|account|admin)/", address):
                waiting.append(address)
    return found


@pytest.mark.slow
def test_no_page_fails_on_what_the_structure_has_no_more(world: World, retired, sign_in):
    client = sign_in(world.analyst)
    client.raise_request_exception = False

    found = crawled(client, f"/assessments/{retired.slug}/")
    section = text.section_of(retired, "victims.hot_spots")

    assert {path: code for path, code in found.items() if code not in {200, 302}} == {}
    assert section.get_absolute_url() in found
    assert "The document’s structure has this section no more." in page_words(
        client.get(section.get_absolute_url())
    )
    evidence = Evidence.objects.get()
    assert "Near repeats: Wexmere" in page_words(client.get(evidence.get_absolute_url()))


@pytest.mark.parametrize("audience", ["board", "partnership", "public"])
def test_an_edition_holds_it_under_the_name_it_had(retired, audience: str):
    # The public reads settled text alone.
    retired.sections.filter(words__gt=0).update(state="approved")
    outline.release_figures(retired, audience=audience)

    document = outline.compose(retired, audience=audience)

    # A picture's points may hold any figure.
    told = re.sub(r'"svg":"(?:[^"\\]|\\.)*"', "", documents.to_json(document))
    parts = {part.title for part in every_part(document.parts)}
    assert {"Hot spots of victims", "Outlook"} <= parts
    assert "Three streets suffer most." in told
    assert ("Crime fell by 4 in the old way" in told, "610" in told) == (
        (True, True) if audience == "board" else (False, False)
    )


def every_part(parts):
    for part in parts:
        yield part
        yield from every_part(part.parts)


def test_a_retired_component_stays_on_record(retired):
    assert ComponentAnswer.objects.get().get_component_display() == "foresight"


def test_the_migration_names_the_sections_there_are(world: World):
    whole = make_assessment(world.partnership, by=world.analyst)
    older = make_assessment(world.partnership, by=world.analyst, year=2025, sections=SECTIONS[:-1])
    Section.objects.update(number="", title="", level=2)
    Assessment.objects.update(structure_version="")

    import_module("assessment.migrations.0009_name_the_sections").fill(apps, None)

    named = list(whole.sections.values_list("key", "number", "title", "level"))
    assert named == [(plan.key, plan.number, plan.full_title, plan.level) for plan in SECTIONS]
    versions = dict(Assessment.objects.values_list("pk", "structure_version"))
    assert versions == {whole.pk: version_of(SECTIONS), older.pk: ""}
