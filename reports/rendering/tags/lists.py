"""Lists and contents lists."""

from reports.rendering.tags.tree import Node


def whole_lists(root: Node) -> None:
    """A list holds items only, an item at most a label and one body; lists nest in bodies."""
    for kid in root.kids:
        if isinstance(kid, Node):
            whole_lists(kid)
    if root.tag == "L":
        items: list[Node] = []
        for kid in root.kids:
            if kid.tag == "LI":
                items.append(_whole_item(kid))
            elif items:
                body(items[-1]).kids.append(kid)
            else:
                items.append(Node("LI", root.page, [Node("LBody", root.page, [kid])]))
        root.kids = items
    else:
        kids = []
        for kid in root.kids:
            if kid.tag == "LI" and root.tag != "L":
                kids.append(Node("L", root.page, [_whole_item(kid)]))
            else:
                kids.append(kid)
        root.kids = kids


def _whole_item(item: Node) -> Node:
    labels, body = [], []
    for kid in item.kids:
        if kid.tag == "Lbl" and not labels:
            labels.append(kid)
        elif kid.tag == "LBody":
            body.extend(kid.kids)
        else:
            body.append(kid)
    item.kids = [*labels, Node("LBody", item.page, body)]
    return item


def body(item: Node) -> Node:
    return next(kid for kid in item.kids if kid.tag == "LBody")


def contents_lists(root: Node) -> None:
    """In print only contents lists are articles: each entry is a reference made of its link."""
    for contents in root.below("Art"):
        contents.tag = "TOC"
        for entry in contents.kids:
            entry.tag = "TOCI"
            links = list(entry.below("Link"))
            entry.kids = [Node("Reference", entry.page, [link]) for link in links]
