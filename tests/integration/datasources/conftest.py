"""Synthetic files for the data room, made once; and a database for a program of its own."""

import os
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
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


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database(request) -> Iterator[str]:
    """The address of an empty database for a program; blank for the embedded one in its folder."""
    if request.param == "sqlite":
        yield ""
        return
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL")
    name = f"own_{uuid.uuid4().hex}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'create database "{name}"')
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            admin.execute(f'drop database "{name}" with (force)')
