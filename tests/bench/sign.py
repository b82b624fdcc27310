"""Signs or judges a paper with pyHanko, and says how many nanoseconds of processor time it took.

Usage: sign.py sign|judge IN.pdf OUT.pdf FIELD KEY.p12 PASSWORD ROOT.pem

What Python and its packages take to load is left out.
"""

import logging
import sys
import time

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def sign(paper, out, field, key, password):
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    meta = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    with open(paper, "rb") as file, open(out, "wb") as signed:
        PdfSigner(meta, signer=signer).sign_pdf(IncrementalPdfFileWriter(file), output=signed)


def judge(paper, root):
    context = ValidationContext(trust_roots=list(load_certs_from_pemder([root])))
    with open(paper, "rb") as file:
        for embedded in PdfFileReader(file).embedded_regular_signatures:
            status = validate_pdf_signature(embedded, signer_validation_context=context)
            if not status.bottom_line:
                sys.exit(f"{embedded.field_name} is not sound")


logging.disable(logging.CRITICAL)
verb, paper, out, field, key, password, root = sys.argv[1:]
before = time.process_time_ns()
if verb == "sign":
    sign(paper, out, field, key, password)
else:
    judge(paper, root)
print(time.process_time_ns() - before)
