"""Tables: what each head is the head of, and one caption, first."""

from reports.rendering.tags.tree import CELLS, Node


def mend_tables(root: Node) -> None:
    for table in root.below("Table"):
        if not any(kid.tag == "THead" for kid in table.kids):
            for row in list(table.below("TR"))[:1]:
                cells = [cell for cell in row.kids if cell.tag in CELLS]
                heads = len(cells) > 1 and all(cell.tag == "TH" for cell in cells)
                for cell in cells if heads else ():
                    cell.scope = "Column"
        for head in table.below("THead"):
            for cell in head.below("TH"):
                cell.scope = "Column"
        for cell in table.below("TH"):
            cell.scope = cell.scope or "Row"


def mend_captions(root: Node) -> None:
    for kid in root.kids:
        if isinstance(kid, Node):
            mend_captions(kid)
            if kid.tag == "Caption" and root.tag != "Table":
                kid.tag = "P"
    if root.tag == "Table":
        captions = [kid for kid in root.kids if kid.tag == "Caption"]
        root.kids = captions[:1] + [kid for kid in root.kids if kid.tag != "Caption"]
