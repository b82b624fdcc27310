#!/usr/bin/env python3
"""Signs in a field of a paper with pyHanko, as an agency does that presses its seal later.

Usage: press_seal.py IN.pdf OUT.pdf FIELD KEY.p12 PASSWORD
"""

import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter


def main(arguments):
    if len(arguments) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    paper, out, field, key, password = arguments
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    meta = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    with open(paper, "rb") as file, open(out, "wb") as signed:
        writer = IncrementalPdfFileWriter(file)
        PdfSigner(meta, signer=signer).sign_pdf(writer, output=signed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
