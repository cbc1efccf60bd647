"""One site for all faults, and the table of what each role was told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.site import Site, running_site

TABLE = pytest.StashKey[list[tuple[str, str, int, str]]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.chaos)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("chaos")) as running:
        yield running


@pytest.fixture(scope="session")
def table(pytestconfig: pytest.Config) -> list[tuple[str, str, int, str]]:
    return pytestconfig.stash.setdefault(TABLE, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    rows = config.stash.get(TABLE, [])
    if not rows:
        return
    terminalreporter.section("what each role sees")
    last = ""
    for fault, act, status, sentence in rows:
        if fault != last:
            terminalreporter.write_line(f"\n{fault}")
            last = fault
        terminalreporter.write_line(f"  {act:<34} {status}  {sentence[:150]}")
