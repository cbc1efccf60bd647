"""Text as partners' programs really write it: read, told, and no row lost in silence."""

import csv
import gzip
import io
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.intake import characters, dialects, parsing
from datasources.intake import findings as codes
from datasources.intake import text as text_module
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.text import Ragged
from tests.unit.datasources.building import read_as, stored, zipped
from tests.unit.datasources.raw_reading import of_areas, received

NAME = "areas.csv"
ROWS = {
    2: ("Fenland", "2024-01", "7", "Market Place"),
    3: ("Wisbech", "2024-01", "12", "Mill Lane"),
}
PLAIN = "Area,Month,Number,Remark\nFenland,2024-01,7,Market Place\nWisbech,2024-01,12,Mill Lane\n"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "~", "^", ":", "!", "¬", "¦"])
def test_any_sign_between_cells_is_found(tmp_path, sign):
    assert received(tmp_path, NAME, PLAIN.replace(",", sign)) == (ROWS, [], [])


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_are_read(tmp_path, ends):
    assert received(tmp_path, NAME, PLAIN.replace("\n", ends)) == (ROWS, [], [])


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_above_the_headings_move_the_row_numbers(tmp_path, ends, mark):
    above = 'Crimes by area\n"Made on\n2 February"\n\n'

    read = received(tmp_path, NAME, mark + (above + PLAIN).replace("\n", ends))

    assert read == ({row + 3: cells for row, cells in ROWS.items()}, [], [])


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_first_line_may_say_the_sign(tmp_path, line):
    content = f"{line}\n" + PLAIN.replace(",", ";").replace("Mill Lane", "a, b, c, d, e, f, g, h")

    read = received(tmp_path, NAME, content)

    assert read.rows == {3: ROWS[2], 4: ("Wisbech", "2024-01", "12", "a, b, c, d, e, f, g, h")}


def test_single_quotation_marks_hold_cells(tmp_path):
    rows = [["Area", "Month", "Number", "Remark"], ["Fenland", "2024-01", "7", "by, the mill"]]
    lines = [",".join(f"'{cell}'" for cell in row) for row in rows]

    read = received(tmp_path, NAME, "\n".join(lines), lambda cells: cells[0].strip("'") == "Area")

    assert read == ({2: ("Fenland", "2024-01", "7", "by, the mill")}, [], [])


def test_apostrophes_in_words_hold_nothing(tmp_path):
    content = PLAIN.replace("Fenland", "'s-Hertogenbosch").replace("Mill Lane", "Residents'")

    read = received(tmp_path, NAME, content)

    assert read.rows[2][0] == "'s-Hertogenbosch"
    assert read.rows[3][3] == "Residents'"


def test_backslash_escapes_the_mark_within_a_cell(tmp_path):
    content = PLAIN.replace("Mill Lane", '"the \\"Mill\\", Wisbech"')

    assert received(tmp_path, NAME, content).rows[3][3] == 'the "Mill", Wisbech'


def test_backslash_escapes_the_sign_between_cells(tmp_path):
    content = PLAIN.replace("Mill Lane", "Mill Lane\\, Wisbech")

    assert received(tmp_path, NAME, content).rows[3][3] == "Mill Lane, Wisbech"


def test_backslash_at_the_end_of_a_cell_escapes_nothing(tmp_path):
    content = PLAIN.replace("Mill Lane", '"C:\\data\\"').replace("Fenland", '"D:\\x\\"')

    read = received(tmp_path, NAME, content)

    assert (read.rows[2][0], read.rows[3][3]) == ("D:\\x\\", "C:\\data\\")


def last_cell_missing(count: int, row: int, *, others: bool) -> Finding:
    between = " and every other row has its last cell filled:" if others else ""
    said = "1 row has" if count == 1 else f"{count} rows have"
    return finding(
        codes.LAST_CELL_MISSING,
        f"{said} one cell less than there are headings,{between} as when a program leaves out a"
        " last cell that is empty. The last cell was read as blank.",
        "Look whether the cells stand under the headings that they belong to.",
        count=count,
        file=NAME,
        examples=(f"row {row}",),
    )


def test_last_cell_that_every_row_lacks_is_blank(tmp_path):
    content = PLAIN.replace(",Market Place", "").replace(",Mill Lane", "")

    assert received(tmp_path, NAME, content) == (
        {2: ("Fenland", "2024-01", "7", ""), 3: ("Wisbech", "2024-01", "12", "")},
        [],
        [last_cell_missing(2, 2, others=False)],
    )


def test_last_cell_that_some_rows_lack_is_blank_when_no_other_is_empty(tmp_path):
    content = PLAIN.replace(",Market Place", "")

    assert received(tmp_path, NAME, content) == (
        {2: ("Fenland", "2024-01", "7", ""), 3: ROWS[3]},
        [],
        [last_cell_missing(1, 2, others=True)],
    )


@pytest.mark.parametrize(
    ("rows", "short"),
    [
        # A program that writes an empty last cell leaves none out: the row lacks another cell.
        (["Fenland,2024-01,7", "Wisbech,2024-01,12,"], Ragged(2, 3, 1)),
        # A row that lacks two cells shows that more than the last may be left out.
        (["Fenland,2024-01,7", "March,2024-01", "Wisbech,2024-01,12,x"], Ragged(2, 3, 1)),
        # Below all others stands a footnote that happens to hold signs.
        (["Wisbech,2024-01,12,x", "Source: police, councils, fire"], Ragged(3, 3, 1)),
    ],
)
def test_missing_cell_that_could_be_any_is_not_guessed(tmp_path, rows, short):
    read = received(tmp_path, NAME, "Area,Month,Number,Remark\n" + "\n".join(rows))

    assert short in read.ragged
    assert read.findings == []
    assert len(read.rows) + len(read.ragged) == len(rows)


def test_sign_at_the_end_of_every_row_is_left_out(tmp_path):
    content = PLAIN.replace("Place\n", "Place,\n").replace("Lane\n", "Lane,\n")

    assert received(tmp_path, NAME, content) == (
        ROWS,
        [],
        [
            finding(
                codes.TRAILING_DELIMITER,
                "Every row ends with one sign more than the headings (2 rows). The empty cell after"
                " it was left out.",
                count=2,
                file=NAME,
            )
        ],
    )


def test_comma_within_a_cell_never_shifts_a_row_whose_last_cell_is_empty(tmp_path):
    content = PLAIN + "Wisbech, St Mary,2024-01,3,\n"

    assert received(tmp_path, NAME, content) == (ROWS, [Ragged(4, 5, 1)], [])


def test_short_rows_far_down_are_found_without_reading_all_first(tmp_path, monkeypatch):
    monkeypatch.setattr(text_module, "LOOK_AT", 1000)
    full = "Fenland,2024-01,7,Market Place\n" * 400
    content = "Area,Month,Number,Remark\n" + full + "Wisbech,2024-01,12\n" * 400 + full

    read = received(tmp_path, NAME, content)

    assert len(read.rows) == 1200
    assert read.rows[402] == ("Wisbech", "2024-01", "12", "")
    assert read.findings == [last_cell_missing(400, 402, others=True)]


def test_remarks_above_between_and_after_are_left_out(tmp_path):
    content = (
        "# Crimes by area\n#\nArea,Month,Number,Remark\n# January\n"
        "Fenland,2024-01,7,Market Place\n#,,,\nWisbech,2024-01,12,Mill Lane\n# end, of file\n"
    )

    assert received(tmp_path, NAME, content) == (
        {5: ROWS[2], 7: ROWS[3]},
        [],
        [
            finding(
                codes.REMARKS_LEFT_OUT,
                "3 lines among the rows begin with # and are remarks, not rows. They were left"
                " out.",
                count=3,
                file=NAME,
                examples=("row 4", "row 6", "row 8"),
            )
        ],
    )


def test_blank_rows_of_another_width_are_no_rows_at_all(tmp_path):
    content = PLAIN.replace("Wisbech", ",,,,,,\nWisbech")

    assert received(tmp_path, NAME, content) == ({2: ROWS[2], 4: ROWS[3]}, [], [])


def test_cell_that_begins_with_a_hash_is_no_remark(tmp_path):
    read = received(tmp_path, NAME, PLAIN.replace("Fenland", "#1 Fenland"))

    assert (read.rows[2][0], read.findings) == ("#1 Fenland", [])


def test_rows_that_a_stray_mark_swallows_are_named_and_counted(tmp_path):
    rows = [f"Fenland,2024-01,{number},Mill Lane" for number in range(6)]
    rows[1] = rows[1].replace("Mill", '"Mill')
    rows[3] = rows[3].replace("Lane", 'Lane"')

    read = received(tmp_path, NAME, "\n".join(["Area,Month,Number,Remark", *rows]))

    assert list(read.rows) == [2, 4, 5]
    assert read.ragged == [Ragged(3, 4, 3)]
    assert len(read.rows) + sum(one.lines for one in read.ragged) == len(rows)


def test_address_of_several_lines_swallows_nothing(tmp_path):
    address = '"12 Mill Lane,\nWisbech,\nCambs"'

    read = received(tmp_path, NAME, PLAIN.replace("Mill Lane", address))

    assert read == ({2: ROWS[2], 3: (*ROWS[3][:3], address.strip('"'))}, [], [])


@pytest.mark.parametrize(
    "comment", ["good, very good, kind\nthank you, all", "a\nb,c,d,e", "a,b,c\nd", ",,\n,"]
)
def test_comment_with_many_commas_swallows_nothing(tmp_path, comment):
    content = PLAIN.replace("Wisbech", f'"{comment}"')

    assert received(tmp_path, NAME, content) == (
        {2: ROWS[2], 3: (comment, *ROWS[3][1:])},
        [],
        [],
    )


def test_cells_of_several_lines_may_lie_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "BLOCK", 1000)
    rows = [f'Fenland,2024-01,{number},"Mill Lane\nWisbech"' for number in range(300)]

    read = received(tmp_path, NAME, "\n".join(["Area,Month,Number,Remark", *rows]))

    assert len(read.rows) == 300
    assert read.ragged == []


def nul_left_out(count: int, where: str) -> Finding:
    said = "1 NUL byte" if count == 1 else f"{count} NUL bytes"
    was = "was" if count == 1 else "were"
    return finding(
        codes.NUL_LEFT_OUT,
        f"{said}, which a table never holds, {was} left out of {where}. Everything else was read.",
        "Compare these lines with the sender's own table.",
        count=count,
        file=NAME,
        examples=tuple(where.split(" and ")),
    )


@pytest.mark.parametrize("part", [64, 700, 1024 * 1024])
def test_row_of_another_width_far_down_costs_itself_alone(tmp_path, monkeypatch, part):
    monkeypatch.setattr(parsing, "PART", part)
    lines = [f"Fenland,2024-01,{at},{'lane ' * 5}" for at in range(60)]
    lines[45] = "Fenland,2024-01"
    lines[52] = "Fenland,2024-01,1,2,3"

    read = received(tmp_path, NAME, "\n".join(["Area,Month,Number,Remark", *lines, ""]))

    good = {at + 2: tuple(line.split(",")) for at, line in enumerate(lines) if at not in (45, 52)}
    assert read == (good, [Ragged(47, 2, 1), Ragged(54, 5, 1)], [])
    path = stored(tmp_path, NAME, "\n".join(["Area,Month,Number,Remark", *lines])).path
    utf8, top = text_module.opened(path, tmp_path, NAME, read.findings.append)
    heading = text_module.find_heading(top, of_areas)
    _, numbered = text_module.numbered_table(utf8, heading, tmp_path, NAME, read.findings.append)
    assert [number for _, numbers in numbered for number in numbers.tolist()] == list(good)


@given(st.text(alphabet="ab1,' \n\"é", max_size=20), st.integers(1, 8))
def test_apostrophes_that_guard_no_cell_cost_nothing(content, block):
    """What is kept of a cell does not depend on how much was read at once."""
    before, characters.BLOCK = characters.BLOCK, block
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = stored(Path(folder), NAME, f"Area\n{content}").path
            found = characters.as_utf8(path, Path(folder), NAME, lambda _one: None)
    finally:
        characters.BLOCK = before

    assert found.has_guards == bool(re.search(rb"[^0-9A-Za-z]'", f"\n{content}".encode()))


def test_a_guard_far_down_is_taken_off(tmp_path):
    content = PLAIN + "St John's,2024-01,1,Lane\n" * 3000 + "Wisbech,2024-01,2,'=Lane\n"

    assert received(tmp_path, NAME, content).rows[3004] == ("Wisbech", "2024-01", "2", "=Lane")


def test_nul_costs_its_cell_and_not_the_file(tmp_path):
    content = PLAIN.replace("Place", "Pl\x00ace").replace("12", "12\x00\x00")

    assert received(tmp_path, NAME, content) == (ROWS, [], [nul_left_out(3, "line 2 and line 3")])


@pytest.mark.parametrize(("nuls", "is_hole"), [(255, False), (256, True)])
def test_hole_of_nuls_is_no_padding(tmp_path, nuls, is_hole):
    content = PLAIN + "Fenland,2024-01,3,x\n" * 200 + "March,2024-01,4,y" + "\x00" * nuls + "\n"

    if is_hole:
        with pytest.raises(Refused) as refused:
            received(tmp_path, NAME, content)
        assert refused.value.code == codes.HOLDS_NUL
    else:
        read = received(tmp_path, NAME, content)
        assert read.rows[204] == ("March", "2024-01", "4", "y")
        assert read.findings == [nul_left_out(255, "line 204")]


@pytest.mark.parametrize(("odd", "is_read"), [(1, True), (2, False)])
def test_few_bytes_may_mean_nothing_and_not_more(tmp_path, odd, is_read):
    content = PLAIN.encode() + b"Fenland,2024-01,3,\x81\n" * odd

    if is_read:
        assert received(tmp_path, NAME, content).rows[4][3] == "\ufffd"
    else:
        with pytest.raises(Refused) as refused:
            received(tmp_path, NAME, content)
        assert refused.value.code == codes.NOT_TEXT


def windows_1252() -> Finding:
    return finding(
        codes.WINDOWS_1252,
        "The text is not in UTF-8 and was read as Windows-1252, the way older Excel saves.",
        "Look whether names with accents or pound signs are right.",
        file=NAME,
    )


def odd_bytes(line: int, read: str) -> Finding:
    return finding(
        codes.ODD_BYTES,
        f"1 byte in line {line} cannot be what the rest of the text is written in: each {read}.",
        "Look at the names in these lines.",
        count=1,
        file=NAME,
        examples=(f"line {line}",),
    )


def test_accent_of_older_excel_far_down_is_read(tmp_path):
    content = PLAIN.encode() * 1 + b"Fenland,2024-01,3,Caf\xc9 Rouge\n"

    read = received(tmp_path, NAME, content)

    assert read.rows[4][3] == "CafÉ Rouge"
    assert read.findings == [windows_1252()]


def test_one_odd_byte_leaves_the_accents_of_the_others(tmp_path):
    content = PLAIN.replace("Market", "Café").replace("Mill", "Zoë").encode()
    content += b"Fenland,2024-01,3,Caf\xe9\n"

    read = received(tmp_path, NAME, content)

    assert [cells[3] for cells in read.rows.values()] == ["Café Place", "Zoë Lane", "Café"]
    assert read.findings == [odd_bytes(4, "was read as older Excel writes it")]


def test_byte_that_means_nothing_is_shown_as_such(tmp_path):
    content = PLAIN.encode() + b"Fenland,2024-01,3,Caf\x81\n"

    read = received(tmp_path, NAME, content)

    assert read.rows[4][3] == "Caf\ufffd"
    assert read.findings == [
        windows_1252(),
        odd_bytes(4, "means nothing and is shown as \ufffd"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_read_with_and_without_their_mark(tmp_path, encoding):
    assert received(tmp_path, NAME, PLAIN.encode(encoding)) == (
        ROWS,
        [],
        [finding(codes.UTF_16, "The text was read as 'Unicode text' (UTF-16).", file=NAME)],
    )


def named_otherwise(name: str, said: str, form: str) -> Finding:
    return finding(
        codes.NAMED_OTHERWISE,
        f"The file is named like {said}, and what it holds is {form}. It was read as {form}.",
        "Look whether it is the file you meant. Nothing else needs to be done.",
        file=name,
    )


@pytest.mark.parametrize(
    ("name", "content", "said", "form"),
    [
        ("a.xls", PLAIN.replace(",", "\t"), "a workbook", "plain text"),
        ("a.xlsx", PLAIN, "a workbook", "plain text"),
        ("a.json", PLAIN, "JSON", "plain text"),
        ("a.html", PLAIN, "a web page", "plain text"),
        ("a.csv.gz", PLAIN, "a packed file (gz)", "plain text"),
        ("a.csv", gzip.compress(PLAIN.encode()), "plain text", "a packed file (gz)"),
        ("a.csv", zipped({"b.csv": PLAIN}), "plain text", "a ZIP"),
        ("a.xlsx", zipped({"b.csv": PLAIN}), "a workbook", "a ZIP"),
    ],
    ids=range(8),
)
def test_name_that_lies_is_read_and_told(tmp_path, name, content, said, form):
    assert received(tmp_path, name, content) == (ROWS, [], [named_otherwise(name, said, form)])


@pytest.mark.parametrize("name", ["a.txt", "a.tsv", "a", "a.CSV", "a.dat"])
def test_name_that_says_nothing_else_is_not_remarked_on(tmp_path, name):
    assert received(tmp_path, name, PLAIN) == (ROWS, [], [])


FIXED = (
    "Area      Month    Number\nFenland   2024-01       7\nWisbech   2024-01      12\n"
    "March     2024-01       3\n"
)


def test_fixed_width_is_refused_with_a_way_out(tmp_path):
    with pytest.raises(Refused) as refused:
        received(tmp_path, NAME, FIXED, lambda _cells: False)

    assert refused.value.code == codes.FIXED_WIDTH
    assert "choose “Fixed width”" in refused.value.what_to_do


def test_prose_is_not_taken_for_fixed_width(tmp_path):
    prose = "It was a quiet month in the\nmarket towns and the villages\naround them, with few\nof"

    with pytest.raises(Refused) as refused:
        received(tmp_path, NAME, prose, lambda _cells: False)

    assert refused.value.code == codes.NO_HEADING


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8).map(str.strip)


@given(
    st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_writer_of_csv_writes_is_read_back(tmp_path_factory, rows, sign, ends):
    written = io.StringIO()
    writer = csv.writer(written, delimiter=sign, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([["Area", "Month", "Number", "Remark"], *rows])

    read = received(tmp_path_factory.mktemp("csv"), NAME, written.getvalue(), of_areas)

    as_read = [cells for cells in read.rows.values() if any(cells)]
    left = [cells for cells in rows if any(cells) and not is_remark(cells)]
    assert [tuple(map(as_typed, cells)) for cells in left] == as_read
    assert read.ragged == []


def is_remark(cells: tuple[str, ...]) -> bool:
    return cells[0].startswith("#") and not any(cells[1:])


def as_typed(cell: str) -> str:
    from partnerships import spreadsheets

    return spreadsheets.as_typed(cell)


def test_a_first_line_that_names_the_sign_is_believed_though_another_is_more_frequent():
    text = "a,b,c;d\n1,2,3;4\n5,6,7;8\n"

    assert [dialects.likeliest(start + text).delimiter for start in ("", "sep=;\n")] == [",", ";"]


def test_a_cell_that_was_guarded_in_one_block_of_many_is_as_it_was_typed(tmp_path, monkeypatch):
    """Batches of which one was changed go together with the others."""
    rows = [f"{at},2024-01-0{at % 9 + 1},Noise,X05000001,{'x' * 50}" for at in range(60_000)]
    rows[3] = "'=3,2024-01-04,'=Noise,X05000001,y"
    content = "\n".join(["Case reference,Date reported,ASB type,Ward,Status", *rows]) + "\n"
    monkeypatch.setattr(parsing, "PART", len(content) // 3)

    (one,) = read_as("asb-incidents", stored(tmp_path, "a.csv", content)).slices

    assert (one.rows, one.frame["reference"].iloc[3]) == (60_000, "=3")
