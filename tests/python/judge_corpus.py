#!/usr/bin/env python3
"""Fetches the papers that pyHanko is tested with, and asks pyHanko about those that are signed.

Usage: judge_corpus.py FOLDER

The papers come with the source of the very pyHanko that judges; pip fetches it, as pip is set up
here, and they are kept in FOLDER. Prints one JSON list: name, verdict and reason for each paper.
The verdict is `sound` when every signature is, and nothing was changed after it that may not be;
`unsound` when one is not; `unread` when pyHanko cannot read the paper or a signature. Whether
anybody trusts the certificates is left aside.
"""

import importlib.metadata
import json
import logging
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

PLACE = "/data/pdf/"


def fetch(folder):
    """Unpacks every signed paper of the source distribution into the folder, once."""
    version = importlib.metadata.version("pyHanko")
    done = folder / f"fetched-{version}"
    if done.is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        source = ["--no-deps", "--no-binary", ":all:", "--dest", place, f"pyHanko=={version}"]
        subprocess.run(pip + source, check=True, stdout=sys.stderr)
        [archive] = pathlib.Path(place).glob("*.tar.gz")
        with tarfile.open(archive) as files:
            for member in files:
                if not (member.isfile() and PLACE in member.name and member.name.endswith(".pdf")):
                    continue
                paper = files.extractfile(member).read()
                if b"/ByteRange" not in paper:
                    continue
                own = folder / member.name.split(PLACE, 1)[1].replace("/", "-")
                own.write_bytes(paper)
    done.touch()


def judge(paper):
    """The verdict on one paper, and the reason for it."""
    try:
        with open(paper, "rb") as file:
            reader = PdfFileReader(file)
            if reader.encrypted:
                return "unread", "encrypted"
            for embedded in reader.embedded_regular_signatures:
                context = ValidationContext(trust_roots=[], allow_fetching=False)
                status = validate_pdf_signature(embedded, signer_validation_context=context)
                if not (status.intact and status.valid):
                    return "unsound", f"{embedded.field_name} does not hold"
                if not status.docmdp_ok:
                    return "unsound", f"{embedded.field_name} was changed after it"
    except Exception as reason:  # pyHanko raises many kinds on broken papers
        return "unread", str(reason)
    return "sound", ""


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    folder = pathlib.Path(arguments[0])
    fetch(folder)
    found = []
    for paper in sorted(folder.glob("*.pdf")):
        verdict, reason = judge(paper)
        found.append({"name": paper.name, "verdict": verdict, "reason": reason})
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
