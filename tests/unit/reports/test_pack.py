import csv
import dataclasses
import hashlib
import io
import zipfile

import pytest

from reports.document import Part, TableBlock, TableColumn, TableData
from reports.rendering.pack import pack, table_csv
from tests.factories.documents import bare_document, full_document


def opened(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_pack_holds_every_table_and_every_chart():
    names = list(opened(pack(full_document())))

    assert names[:2] == ["notes.md", "index.csv"]
    assert sorted(name for name in names if name.startswith("charts/")) == [
        f"charts/figure-{n:02}.svg" for n in range(1, 11)
    ]
    assert sorted(name for name in names if name.startswith("tables/")) == [
        *(f"tables/figure-{n:02}.csv" for n in range(1, 11)),
        *(f"tables/table-{n:02}.csv" for n in range(1, 5)),
    ]


def test_same_document_gives_the_same_bytes():
    first, second = pack(full_document()), pack(full_document())

    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_index_names_every_file_with_its_source():
    files = opened(pack(full_document()))
    rows = list(csv.DictReader(io.StringIO(files["index.csv"].removeprefix("\ufeff"))))

    assert [row["file"] for row in rows] == [n for n in files if "/" in n]
    chart = next(row for row in rows if row["file"] == "charts/figure-01.svg")
    assert chart == {
        "file": "charts/figure-01.svg",
        "number": "Figure 1",
        "title": "All recorded crime fell by 4% in two years",
        "rows": "24",
        "source": "Police recorded crime, street level",
        "provider": "Fenmarch Constabulary",
        "period": "July 2024 to June 2026",
        "area": "Wexmere (X07000001)",
        "denominator": "Residents, all ages: 101,280",
        "vintage": "Mid-2024 estimates, 2021 areas",
        "robustness": "Usable with care",
        "suppression": "Counts under 5 are not shown",
        "licence": "Open Government Licence v3.0",
    }


def test_notes_say_edition_hash_caveats_and_that_it_is_a_sample():
    document = full_document()
    notes = opened(pack(document))["notes.md"]

    for words in (
        "Edition 2, public, issued 20 November 2026. Marking: OFFICIAL.",
        f"Hash of the edition (SHA-256): {document.digest}",
        "**Sample: invented data.**",
        "* Counts under 5 are not shown in this edition.",
        "## Figure 3. Violence fell slightly, after a summer peak",
        "* Caveat: Positions are moved to nearby points before release; months only.",
    ):
        assert words in notes


def test_document_without_figures_has_a_pack_that_says_so():
    files = opened(pack(bare_document()))

    assert list(files) == ["notes.md", "index.csv"]
    assert "This document has no figures and no tables." in files["notes.md"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 call", "'+44 call"),
        ("-", "'-"),
        ("  =cmd", "'  =cmd"),
        ("-4%", "-4%"),
        ("+12.5", "+12.5"),
        ("St Osyth's", "St Osyth's"),
    ],
)
def test_cells_that_could_be_formulas_are_made_harmless(cell, written):
    table = TableData((TableColumn("Name"),), ((cell,),))

    rows = list(csv.reader(io.StringIO(table_csv(table).removeprefix("\ufeff"))))
    assert rows == [["Name"], [written]]


def test_numbers_lose_their_commas_and_words_keep_theirs():
    table = TableData(
        (TableColumn("Area"), TableColumn("Count", numeric=True)),
        (
            ("Benwick, Coates", "1,234"),
            ("Town", "fewer than 5"),
            ("Fen", "−12"),
            ("Isle", "+1,200"),
        ),
    )

    rows = list(csv.reader(io.StringIO(table_csv(table).removeprefix("\ufeff"))))
    assert rows[1:] == [
        ["Benwick, Coates", "1234"],
        ["Town", "fewer than 5"],
        ["Fen", "-12"],
        ["Isle", "1200"],
    ]


def test_pack_of_an_awkward_table_opens():
    table = TableBlock("t", "=HYPERLINK()", TableData((TableColumn("=A"),), (('"q"\nline',),)))
    document = dataclasses.replace(bare_document(Part("a", "A", (table,))), is_sample=False)

    files = opened(pack(document))
    assert files["tables/table-01.csv"] == '\ufeff\'=A\r\n"""q""\nline"\r\n'
