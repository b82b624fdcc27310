"""Reads a PDF with pdfplumber: what stands where on each page, as JSON on standard output.

Letters that follow each other on one line in one face and size are one piece. Lengths are in
points; y is counted from the top of the page.
"""

import json
import sys

import pdfplumber


def pieces_of(page):
    pieces = []
    for char in page.chars:
        if not char["upright"]:
            continue
        text, font = char["text"], char["fontname"].split("+")[-1]
        last = pieces[-1] if pieces else None
        follows = (
            last
            and last["font"] == font
            and last["size"] == round(char["size"], 2)
            and abs(last["bottom"] - char["bottom"]) < 0.5
            and abs(char["x0"] - last["right"]) < 8
        )
        if follows:
            last["text"] += text
            last["right"] = char["x1"]
            if not text.isspace():
                last["ink_right"] = char["x1"]
        else:
            pieces.append(
                {
                    "text": text,
                    "font": font,
                    "size": round(char["size"], 2),
                    "left": char["x0"],
                    "right": char["x1"],
                    "ink_right": char["x1"],
                    "top": char["top"],
                    "bottom": char["bottom"],
                }
            )
    return pieces


def rules_of(page):
    level = [line for line in page.lines if abs(line["top"] - line["bottom"]) < 0.1]
    return [{"left": it["x0"], "right": it["x1"], "y": it["top"]} for it in level]


with pdfplumber.open(sys.argv[1]) as pdf:
    json.dump(
        [
            {
                "width": float(page.width),
                "height": float(page.height),
                "pieces": pieces_of(page),
                "rules": rules_of(page),
            }
            for page in pdf.pages
        ],
        sys.stdout,
        ensure_ascii=False,
    )
