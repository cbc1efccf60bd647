"""Tables read by several processes give what they give read here, one after another."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from datasources import kinds, samples
from datasources.intake import Limits
from datasources.intake.read import read_files
from datasources.intake.reading import IncomingFile, Reading
from datasources.intake.side_by_side import Processes
from datasources.layouts import Layout
from tests.factories.data import make_sample
from tests.unit.datasources.building import context

PLACE = samples.wexmere(seed=4, small_areas=8)
MONTHS = samples.months_back_from("2025-12", 6)
TWO = Processes(2, worth_it=0)
HEADINGS = "Date,Ward,Type,Reported by"
SHARED = "2024-01-0{day},Fen,Noise,{name}"


def whole(reading: Reading) -> dict[str, object]:
    """All that can be compared, with each frame as records."""
    plain = {
        name: getattr(reading, name)
        for name in ("findings", "rows_read", "rows_kept", "rows_set_aside", "months_missing")
    }
    slices = [
        (replace(one, frame=pd.DataFrame()), one.frame.dtypes.to_dict()) for one in reading.slices
    ]
    return plain | {
        "slices": [(one.period, one.rows, one.compares, one.shortfalls) for one, _ in slices],
        "types": [types for _, types in slices],
        "rows": [one.frame.astype(object).fillna("-").to_dict("list") for one in reading.slices],
        "aside": reading.set_aside.astype(object).fillna("-").to_dict("list"),
        "parts": reading.parts,
        "tables": reading.tables,
        "personal": reading.personal,
    }


def both(kind, files, given, **how) -> tuple[dict, dict]:
    return (
        whole(read_files(kind, files, given, **how)),
        whole(read_files(kind, files, given, processes=TWO, **how)),
    )


def incoming(folder: Path, **contents: str) -> list[IncomingFile]:
    files = []
    for name, content in contents.items():
        path = folder / f"{name}.csv"
        path.write_text(content, encoding="utf-8")
        files.append(IncomingFile(path.name, path))
    return files


def test_months_of_the_police_as_files_or_in_one_zip(tmp_path):
    sample = make_sample(tmp_path / "sample", months=3, rows=60)
    broken = sample.street[1]
    lines = broken.read_text(encoding="utf-8").splitlines()
    broken.write_text("\n".join([*lines[:9], "too,short", *lines[9:]]), encoding="utf-8")
    zipped = tmp_path / "all.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sample.street:
            archive.write(path, path.name)
        archive.writestr("notes.csv", "nothing,of,this,kind\n1,2,3,4\n")
    each = [IncomingFile(path.name, path) for path in sample.street]

    for files in (each, [IncomingFile(zipped.name, zipped)]):
        here, beside = both(kinds.by_slug("police-street"), files, context())
        assert here == beside
        assert len(here["slices"]) == 3


@pytest.mark.slow
@pytest.mark.parametrize("slug", [one.slug for one in kinds.KINDS if one.columns])
def test_samples_of_every_kind(slug, tmp_path):
    kind = kinds.by_slug(slug)
    paths = samples.write_sample(tmp_path, kind, PLACE, MONTHS, seed=4, rows_per_month=20)
    files = [IncomingFile(f"{at}-{path.name}", path) for at, path in enumerate(paths * 2)]

    here, beside = both(kind, files, context())

    assert here == beside


def test_what_is_personal_in_several_tables_is_one_column(tmp_path):
    names = ["Ada Smith", "Mary Jones", "Elizabeth Brown", "Emma Wilson"]
    rows = [[SHARED.format(day=at + 1, name=name) for at, name in enumerate(names)]] * 2
    files = incoming(
        tmp_path, **{f"q{at}": "\n".join([HEADINGS, *one]) for at, one in enumerate(rows)}
    )

    here, beside = both(kinds.by_slug("asb-incidents"), files, context())

    assert here == beside
    (column,) = here["personal"]
    assert (column.heading, column.found, column.filled) == ("Reported by", {"names": 8}, 8)


def test_a_file_that_unpacks_too_far_is_refused_either_way(tmp_path):
    zipped = tmp_path / "large.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.csv", "Month,LSOA code\n" + "2024-01,E01000001\n" * 2000)
    limits = Limits(unpacked_bytes=100_000)

    here, beside = both(
        kinds.by_slug("police-street"),
        [IncomingFile("large.zip", zipped)],
        context(),
        limits=limits,
    )

    assert here == beside
    assert [one.code for one in here["findings"]] == ["unpacks-too-large"]


def test_the_processes_begin_as_they_are_told_and_leave_nothing(tmp_path):
    sample = make_sample(tmp_path / "sample", months=2, rows=20)
    begun = tmp_path / "begun"
    begun.mkdir()

    def begin() -> None:
        (begun / str(os.getpid())).touch()

    files = [IncomingFile(path.name, path) for path in sample.street]
    read_files(
        kinds.by_slug("police-street"), files, context(), processes=Processes(2, begin, worth_it=0)
    )

    assert len(list(begun.iterdir())) == 2
    assert str(os.getpid()) not in {one.name for one in begun.iterdir()}


class TroubleError(Exception):
    pass


class Trouble(Layout):
    def taken_for(self, heading: str) -> str | None:
        raise TroubleError(heading)


def test_what_goes_wrong_in_a_process_is_raised_here(tmp_path):
    files = incoming(tmp_path, one="Month,Area,Number\n", two="Month,Area,Number\n")

    for processes in (None, TWO):
        with pytest.raises(TroubleError):
            read_files(
                kinds.by_slug("counts"), files, context(layout=Trouble()), processes=processes
            )


def test_a_small_delivery_or_one_table_is_read_here(tmp_path):
    begun = []
    processes = Processes(2, lambda: begun.append(1) or os._exit(9), worth_it=1_000_000)
    small = incoming(tmp_path, one="Month,Area,Number\n", two="Month,Area,Number\n")
    large = incoming(tmp_path, all=HEADINGS + "\n" + "2024-01-01,Fen,Noise,\n" * 50_000)

    for files in (small, large):
        read_files(kinds.by_slug("asb-incidents"), files, context(), processes=processes)
