"""The site's own secret: one for all who start at once, and for nobody else to read."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config import secret
from config.env import EnvironmentNotUsableError

START = "import sys; from pathlib import Path; from config import secret; sys.stdin.readline(); "
START += "print(secret.kept_in(Path(sys.argv[1])))"


def test_it_is_made_once_and_then_stays(tmp_path: Path):
    file = tmp_path / "secret-key"

    first = secret.kept_in(file)

    assert (len(first), secret.kept_in(file), file.read_text()) == (86, first, f"{first}\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret.kept_in(tmp_path / "another") != first


def test_whoever_starts_at_the_same_time_gets_the_same(tmp_path: Path):
    words = [sys.executable, "-c", START, str(tmp_path / "secret-key")]
    starting = [
        subprocess.Popen(
            words,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for each in starting:
        each.stdin.write("\n")
        each.stdin.flush()

    said = {each.communicate()[0] for each in starting}

    assert said == {(tmp_path / "secret-key").read_text()}


@pytest.mark.parametrize("left", ["", "half-a-secret", "too-short\n", "x" * 86])
def test_what_a_full_disk_left_behind_is_no_secret(tmp_path: Path, left: str):
    file = tmp_path / "secret-key"
    file.write_text(left)
    file.chmod(0o644)

    made = secret.kept_in(file)

    assert (len(made), file.read_text()) == (86, f"{made}\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_was_brought_along_is_taken(tmp_path: Path):
    file = tmp_path / "secret-key"
    file.write_text("b" * 50 + "\n")

    assert secret.kept_in(file) == "b" * 50


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    file = tmp_path / "nowhere" / "secret-key"

    with pytest.raises(EnvironmentNotUsableError) as refusal:
        secret.kept_in(file)

    assert str(refusal.value) == (
        f"The site's secret is kept in {file}, which cannot be read or written (No such file or"
        " directory). Make the folder writable for whoever runs the site, or set SECRET_KEY."
    )


def secret_of_the_site(tmp_path: Path, **environment: str) -> str:
    """What the settings take in a process of its own with this environment and no other."""
    answer = subprocess.run(
        [sys.executable, "-c", "from config import settings; print(settings.SECRET_KEY)"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.strip()


def test_the_site_makes_its_secret_at_its_first_start_and_keeps_it_beside_its_data(tmp_path: Path):
    (here := tmp_path / "here").mkdir()
    (elsewhere := tmp_path / "elsewhere").mkdir()

    first, again = secret_of_the_site(here), secret_of_the_site(here)

    assert first == again == (here / "secret-key").read_text().strip()
    assert secret_of_the_site(elsewhere) != first


def test_the_environment_wins_and_then_nothing_is_kept(tmp_path: Path):
    own = "from-the-environment-" + "y" * 40

    assert secret_of_the_site(tmp_path, SECRET_KEY=own) == own
    assert not (tmp_path / "secret-key").exists()
