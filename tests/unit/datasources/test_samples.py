from datasources import samples
from datasources.intake import Context, IncomingFile, read_files
from datasources.kinds import area_lookup, police_street


def generated(folder, **differences):
    options = {"seed": 5, "months": ("2025-11", "2025-12"), "rows_per_month": 600}
    return samples.generate(folder, **(options | differences))


def read(sample):
    lookup = read_files(
        area_lookup.KIND, [IncomingFile("l.csv", sample.lookup)], Context((sample.place.code,))
    )
    context = Context((sample.place.code,), lookup.slices[0].frame)
    files = [IncomingFile(path.name, path) for path in sample.street]
    return read_files(police_street.KIND, files, context)


def test_same_seed_gives_the_same_bytes(tmp_path):
    first, second = generated(tmp_path / "a"), generated(tmp_path / "b")

    for one, other in zip(first.street, second.street, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert first.lookup.read_bytes() == second.lookup.read_bytes()
    assert first.population.read_bytes() == second.population.read_bytes()


def test_sample_has_the_quirks_of_real_files(tmp_path):
    reading = read(generated(tmp_path))

    codes = {one.code for one in reading.findings}
    assert codes == {"repeats-kept", "rows-without-place", "rows-outside-partnership"}
    assert reading.rows_set_aside == 0
    assert tuple(one.period for one in reading.slices) == ("2025-11", "2025-12")


def test_earlier_publication_differs_in_outcomes_alone(tmp_path):
    now = read(generated(tmp_path / "now"))
    early = generated(tmp_path / "early", published="2026-01")
    held = {one.period: one.frame for one in now.slices}
    lookup = samples.wexmere(seed=5).small_areas

    reading = read_files(
        police_street.KIND,
        [IncomingFile(path.name, path) for path in early.street],
        Context(("X07000001",), lookup, held.get),
    )

    assert all(list(one.compares.changed) == ["last_outcome"] for one in reading.slices)
    assert all((one.compares.gone, one.compares.added) == (0, 0) for one in reading.slices)
    assert all(one.compares.looks_earlier for one in reading.slices)


def test_small_areas_are_of_very_different_size(tmp_path):
    place = samples.wexmere(seed=5)
    rows = samples.month_of_offences(place, "2025-06", 5000, seed=5)

    counts = rows["LSOA code"].value_counts()

    assert counts.iloc[0] > 10 * counts[counts > 0].median() / 2
    assert set(rows["Crime type"].unique()) == set(police_street.CRIME_TYPES)


def test_one_row_can_be_made():
    assert len(samples.month_of_offences(samples.wexmere(), "2025-06", 1, seed=1)) == 1


def test_years_later_moves_the_calendar_and_nothing_else(tmp_path):
    now = generated(tmp_path / "now")
    later = generated(tmp_path / "later", years_later=3)

    assert [path.name for path in later.street] == [
        "2028-11-wexshire-street.csv",
        "2028-12-wexshire-street.csv",
    ]
    assert [path.read_text().replace("2028-1", "2025-1") for path in later.street] == [
        path.read_text() for path in now.street
    ]
    moved = later.population.read_text()
    for year in (2027, 2026, 2025):
        moved = moved.replace(f"Mid-{year}", f"Mid-{year - 3}")
    assert moved == now.population.read_text()
    assert later.lookup.read_text() == now.lookup.read_text()
