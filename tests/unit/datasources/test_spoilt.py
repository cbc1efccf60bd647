"""Good and bad files spoilt at random, by a seed: no error, no count that is not so."""

import itertools

import pytest

from tests.samples.fuzz import check, gathered, runs


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return gathered(tmp_path_factory.mktemp("samples"), rows=6)


@pytest.mark.parametrize(
    ("seed", "times", "workbooks"),
    [(7, 40, False), pytest.param(1_000_000, 1_500, True, marks=pytest.mark.slow)],
)
def test_whatever_is_sent_ends_in_rows_or_in_words(found, tmp_path, seed, times, workbooks):
    for number, sent in itertools.islice(runs(found, seed, workbooks=workbooks), times):
        try:
            check(sent, tmp_path)
        except Exception as trouble:
            trouble.add_note(f"seed {number}: {sent.name}")
            raise
