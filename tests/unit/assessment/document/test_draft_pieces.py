"""Figures left as marks, and tables of records."""

from assessment.presenters.document_figures import as_mark, pieces
from assessment.presenters.draft_tables import DraftColumn, DraftTable, table


def test_text_is_cut_at_its_figures():
    html = f"<p>Before</p>{as_mark('12', 3)}<p>Between</p>{as_mark('7', 3)}"

    assert pieces(html) == ("<p>Before</p>", 12, "<p>Between</p>", 7)


def test_text_without_figures_is_one_piece():
    assert pieces("<p>All</p>") == ("<p>All</p>",)
    assert pieces("") == ()


def test_a_table_knows_which_columns_are_numbers():
    assert table("answers", "Asked", "Answer, #People", [("Yes", "12")]) == (
        DraftTable(
            "answers",
            "Asked",
            (DraftColumn("Answer"), DraftColumn("People", numeric=True)),
            (("Yes", "12"),),
        ),
    )


def test_a_table_without_rows_is_no_table():
    assert table("answers", "Asked", "Answer", []) == ()
