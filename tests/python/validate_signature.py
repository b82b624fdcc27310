#!/usr/bin/env python3
"""Asks pyHanko, an independent validator, about the signatures of a PDF.

Usage: validate_signature.py FILE.pdf ROOT.pem

Prints one JSON document with a verdict for each signature; exits 0 when every one is sound and
trusted, 1 when one is not, 2 when the file cannot be read or carries no signature.
"""

import json
import logging
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def judge(embedded, roots):
    """One signature's verdict. What pyHanko cannot read at all is a verdict, too."""
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except Exception as reason:  # pyHanko raises many kinds on forged files
        return {"field": embedded.field_name, "bottom_line": False, "error": str(reason)}
    level = status.modification_level
    return {
        "field": embedded.field_name,
        "signer": status.signing_cert.subject.native.get("common_name"),
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "coverage": status.coverage.name,
        "modification_level": level.name if level is not None else None,
        "docmdp_ok": status.docmdp_ok,
        "bottom_line": status.bottom_line,
    }


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    paper, trust = arguments
    roots = list(load_certs_from_pemder([trust]))
    with open(paper, "rb") as file:
        try:
            signatures = PdfFileReader(file).embedded_regular_signatures
        except Exception as reason:
            print(json.dumps({"error": str(reason), "signatures": []}, ensure_ascii=False))
            return 2
        verdicts = [judge(embedded, roots) for embedded in signatures]
    print(json.dumps({"signatures": verdicts}, ensure_ascii=False, indent=1))
    if not verdicts:
        return 2
    return 0 if all(verdict["bottom_line"] for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
