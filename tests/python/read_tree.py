"""Reads a tagged PDF the way a screen reader does: the words of each node of its structure tree, in
the order of the tree, and what hangs on no node, as JSON on standard output."""

import json
import sys

import pdfplumber
import pikepdf

path = sys.argv[1]
letters = {}
with pdfplumber.open(path) as paper:
    for page in paper.pages:
        for char in page.chars:
            if char.get("mcid") is not None:
                key = (page.page_number, char["mcid"])
                letters[key] = letters.get(key, "") + char["text"]


def nodes_of(node, page):
    """The words of all marks of a node and of those inside of it; none for a picture."""
    page = numbers.get(node.Pg.objgen, page) if "/Pg" in node else page
    inside = node.get("/K", [])
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, int):
            yield letters.pop((page, child), "")
        elif child.get("/Type") == "/MCR":
            at = numbers[child.Pg.objgen] if "/Pg" in child else page
            yield letters.pop((at, int(child.MCID)), "")
        elif child.get("/Type") != "/OBJR":
            yield from nodes_of(child, page)


with pikepdf.open(path) as paper:
    numbers = {page.objgen: number for number, page in enumerate(paper.pages, 1)}
    heard = list(nodes_of(paper.Root.StructTreeRoot, None))
print(json.dumps({"heard": heard, "unheard": sorted(letters.values())}, ensure_ascii=False))
