"""The whole application as `make run` starts it, and a real browser in front of it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.steps.page import A_WHILE

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
LARGEST_PICTURE = 400_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


BROKEN_OFF = pytest.StashKey[dict[str, str]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> object:
    """Note where a journey broke off: its later steps stand on the earlier ones."""
    report = yield
    if report.failed and item.get_closest_marker("journey"):
        item.config.stash.setdefault(BROKEN_OFF, {}).setdefault(journey_of(item), item.name)
    return report


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("journey"):
        at = item.config.stash.get(BROKEN_OFF, {}).get(journey_of(item))
        if at:
            pytest.skip(f"the journey broke off at {at}")


def journey_of(item: pytest.Item) -> str:
    """Which journey a step belongs to: the module's, on one set of data."""
    return f"{item.path.name} {item.callspec.id if hasattr(item, 'callspec') else ''}"


@dataclass(frozen=True)
class Site:
    """Where the application answers, and the sample's sign-ins."""

    url: str
    password: str
    data_dir: Path
    people: dict[str, str]
    environment: dict[str, str]

    def at(self, path: str) -> str:
        return self.url + path

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What somebody types beside the running site."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Redis, worker and web server as processes of their own, with the sample partnership."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
        "DATA_DIR": str(folder / "data"),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    log = (folder / "run.log").open("wb")
    running = subprocess.Popen(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_until_answering(running, port, folder / "run.log")
        sample = json.loads(
            subprocess.run(
                [sys.executable, "manage.py", "demo", "--json"],
                cwd=ROOT,
                env=environment,
                check=True,
                capture_output=True,
            ).stdout
        )
        yield Site(
            url=f"http://127.0.0.1:{port}",
            password=sample["password"],
            data_dir=folder / "data",
            people={person["email"].split("@")[0]: person["email"] for person in sample["people"]},
            environment=environment,
        )
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
            try:
                running.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
        log.close()


def wait_until_answering(running: subprocess.Popen, port: int, log: Path) -> None:
    for _ in range(1200):
        if running.poll() is not None:
            raise RuntimeError(f"the application did not start:\n{log.read_text()[-4000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise RuntimeError(f"the application did not answer:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    assert where, "Chromium is needed: make test-browser installs it, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()


Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def signed_in(site: Site, chromium: Browser) -> Iterator[Opener]:
    """Opens a page signed in as somebody; one browser context a person, kept for the session."""
    contexts: dict[tuple[str, bool, int], BrowserContext] = {}

    def open_as(
        email: str, password: str = "", *, javascript: bool = True, viewport: dict | None = None
    ) -> Page:
        size = viewport or DESKTOP
        key = (email, javascript, size["width"])
        if key not in contexts:
            context = chromium.new_context(
                viewport=size, java_script_enabled=javascript, locale="en-GB", base_url=site.url
            )
            context.set_default_timeout(A_WHILE)
            page = context.new_page()
            page.goto("/account/login/")
            page.get_by_label("Email", exact=True).fill(email)
            page.get_by_label("Password", exact=True).fill(password or site.password)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/account/login" not in url)
            page.close()
            contexts[key] = context
        return contexts[key].new_page()

    yield open_as
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="session")
def visitor(site: Site, chromium: Browser) -> Iterator[Callable[[], Page]]:
    """Opens a page signed in as nobody."""
    contexts = []

    def open_as_nobody() -> Page:
        context = chromium.new_context(viewport=DESKTOP, locale="en-GB", base_url=site.url)
        context.set_default_timeout(A_WHILE)
        contexts.append(context)
        return context.new_page()

    yield open_as_nobody
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    """What axe finds on a page as it stands, one line a fault."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
        ".then(result => result.violations)",
        RULES,
    )
    return [
        f"{fault['id']}: {fault['help']} ({node['target']})"
        for fault in found
        for node in fault["nodes"]
    ]


def keep_picture(page: Page, name: str) -> None:
    """Write docs/screenshots/NAME.png and NAME-phone.png when SCREENSHOTS is set."""
    if not os.environ.get("SCREENSHOTS"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for size, words in ((DESKTOP, name), (PHONE, f"{name}-phone")):
        page.set_viewport_size(size)
        load_every_picture(page)
        take_picture(page, SCREENSHOTS / f"{words}.png")
    page.set_viewport_size(before)


def load_every_picture(page: Page) -> None:
    """Figures further down are fetched only when somebody scrolls to them."""
    page.evaluate(
        "Promise.all(Array.from(document.images, image => {"
        " image.loading = 'eager';"
        " return image.complete || new Promise(done => { image.onload = image.onerror = done; });"
        "}))"
    )


def take_picture(page: Page, path: Path) -> None:
    """The whole page; what would be too heavy to keep is cut below the first screens."""
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    for tallest in (height, 4 * size["height"], 2 * size["height"], size["height"]):
        box = {"x": 0, "y": 0, "width": size["width"], "height": min(height, tallest)}
        page.screenshot(path=path, full_page=True, clip=box, animations="disabled")
        if path.stat().st_size <= LARGEST_PICTURE:
            return
