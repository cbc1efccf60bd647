"""Synthetic files for the data room, made once."""

import pytest

from datasources.samples import Sample
from tests.factories.data import make_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"), rows=60)


@pytest.fixture(scope="session")
def earlier_sample(tmp_path_factory) -> Sample:
    """The last month of the sample as it was published first: only outcomes differ."""
    folder = tmp_path_factory.mktemp("earlier")
    return make_sample(folder, months=1, rows=60, published="2025-12")
