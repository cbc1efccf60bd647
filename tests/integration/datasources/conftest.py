"""Synthetic files for the data room, made once."""

import pytest

from datasources.models import Source
from datasources.samples import Sample
from tests.factories.data import make_data, make_sample
from tests.factories.people import World, make_world


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"), rows=60)


@pytest.fixture(scope="session")
def earlier_sample(tmp_path_factory) -> Sample:
    """The last month of the sample as it was published first: only outcomes differ."""
    folder = tmp_path_factory.mktemp("earlier")
    return make_sample(folder, months=1, rows=60, published="2025-12")


@pytest.fixture(scope="module")
def prepared_world_with_data(prepare, sample: Sample) -> World:
    def made() -> World:
        world = make_world()
        make_data(world.partnership, sample, by=world.analyst)
        return world

    return prepare(made, kept_as="world with data")


@pytest.fixture
def world_with_data(prepared_world_with_data: World, fresh) -> World:
    """A partnership with the sample in use and answered, for modules that all begin there."""
    return fresh(prepared_world_with_data)


@pytest.fixture
def police(world_with_data: World) -> Source:
    return Source.objects.get(partnership=world_with_data.partnership, slug="police-street")
