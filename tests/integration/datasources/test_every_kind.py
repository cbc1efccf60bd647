"""Each countable kind from its own sample to the pages that show what it says."""

import pytest
from django.core.files import File
from django.urls import reverse

from datasources import analyses, kinds, samples
from datasources.models import Evidence
from datasources.operations import deliveries, evidence
from tests.factories.data import make_map, make_source
from tests.factories.people import World
from tests.integration.datasources.commands import run
from tests.integration.reading import words as page_words
from tests.unit.datasources.countable import marks_of

pytestmark = pytest.mark.slow

MONTHS = samples.months_back_from("2025-12", 26)


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=marks_of(slug)) for slug in kinds.countable()]
)
def test_from_a_file_to_the_figures_on_its_page(world, sample, sign_in, tmp_path, slug):
    make_map(world.partnership, sample.place, tmp_path, by=world.analyst)
    kind = kinds.by_slug(slug)
    source = make_source(
        world.partnership, slug, by=world.analyst, name=kind.label, slug=f"its-{slug}"
    )
    opened = [
        File(path.open("rb"), name=path.name)
        for path in samples.write_sample(
            tmp_path, kind, sample.place, MONTHS, seed=4, rows_per_month=40
        )
    ]
    delivery = deliveries.receive(source=source, files=opened, by=world.analyst)
    delivery = deliveries.read(delivery.pk)
    despite = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    deliveries.accept(delivery=delivery, despite=despite, by=world.analyst)
    evidence.refresh(source.pk)
    client = sign_in(world.analyst)

    page = client.get(source.get_absolute_url())

    answers = Evidence.objects.filter(question__sources=source)
    assert page.status_code == 200
    assert {one.question.analysis for one in answers} == set(analyses.STANDARD)
    for one in answers:
        assert one.result["finding"] in page_words(page)
        for name in ("evidence-detail", "evidence-svg", "evidence-csv", "evidence-chart"):
            assert client.get(reverse(name, args=[one.pk])).status_code == 200
    assert client.get(delivery.get_absolute_url()).status_code == 200
    for part in kind.measures[1:]:
        asked = {"analysis": "counts", "source": f"{source.slug}:{part.slug}"}
        shown = client.get(reverse("explore", args=[world.partnership.slug]), asked)
        answer = shown.context["evidence"]
        printed = run(
            "answer", "counts", "--partnership", world.partnership.slug, "--measure", part.slug
        )
        assert (answer.result["measure"], printed["measure"]) == (part.slug, part.slug)
        assert (printed["evidence"], printed["table"]) == (answer.pk, answer.result["rows"])
        assert f"{part.counted_as} were recorded" in page_words(shown)
        detail = client.get(answer.get_absolute_url())
        assert f"Counts by month and type, {part.label}" in page_words(detail)
