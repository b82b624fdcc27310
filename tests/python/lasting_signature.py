#!/usr/bin/env python3
"""Asks pyHanko about signatures that are to last, and has it make some.

Usage: lasting_signature.py judge PAPER.pdf ROOT.pem [LIST.crl…] AT
       lasting_signature.py make IN.pdf OUT.pdf FIELD LEVEL PERMISSION WORK TSA AT

AT is the moment to judge or sign at, in ISO 8601. `judge` runs the AdES validation of long-term
signatures without any network, with these lists of revoked certificates at hand, and prints one JSON
document. `make` signs at LEVEL `lt` or `lta` and
certifies with PERMISSION 1 or 2; WORK is a folder with `person.p12`, `root.pem`, `issuing.crl`,
`root.crl` and `password.txt`, and TSA where timestamps are to be had.
"""

import asyncio
import json
import logging
import sys
import urllib.request
from datetime import datetime
from pathlib import Path

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import tsp
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.ades import ades_lta_validation, ades_with_time_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer


async def judge(paper, trust, *lists, at):
    roots = list(load_certs_from_pemder([trust]))
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=roots),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    gathering = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    lists = [asn1_crl.CertificateList.load(Path(name).read_bytes()) for name in lists]
    timing = ValidationTimingInfo(
        validation_time=at, best_signature_time=at, point_in_time_validation=True
    )
    verdicts = []
    with open(paper, "rb") as file:
        reader = PdfFileReader(file)
        own = SignatureValidationSpec(policy, gathering, local_knowledge=known(reader, lists))
        stamps = len(reader.embedded_timestamp_signatures)
        for embedded in reader.embedded_regular_signatures:
            if stamps:
                result = await ades_lta_validation(
                    embedded, PdfSignatureValidationSpec(own), timing_info=timing
                )
            else:
                # Nothing is archived before there is a timestamp over the whole file.
                embedded.compute_integrity_info()
                result = await ades_with_time_validation(
                    embedded.signed_data, own, timing_info=timing,
                    raw_digest=embedded.compute_digest(), status_cls=PdfSignatureStatus,
                    extra_status_kwargs=embedded.summarise_integrity_info(),
                )
            status = result.api_status
            level = status.modification_level if status is not None else None
            verdicts.append(
                {
                    "field": embedded.field_name,
                    "indication": str(result.ades_subindic),
                    "failure": result.failure_msg,
                    "modification_level": level.name if level is not None else None,
                    "docmdp_ok": status.docmdp_ok if status is not None else None,
                }
            )
    return {"signatures": verdicts, "document_timestamps": stamps}


def known(reader, lists):
    """What the paper itself brings, and these lists of revoked certificates."""
    dss = DocumentSecurityStore.read_dss(reader) if "/DSS" in reader.root else None
    streams = [] if dss is None else dss.ocsps
    answers = [asn1_ocsp.OCSPResponse.load(it.get_object().data) for it in streams]
    streams = [] if dss is None else dss.crls
    lists = lists + [asn1_crl.CertificateList.load(it.get_object().data) for it in streams]
    return LocalKnowledge(
        known_crls=[CRLContainer(it) for it in lists],
        known_ocsps=[one for it in answers for one in OCSPContainer.load_multi(it)],
        known_certs=[] if dss is None else list(dss.load_certs()),
    )


class Clock(TimeStamper):
    """The authority of the test, over plain HTTP."""

    def __init__(self, url):
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req):
        kind = {"Content-Type": "application/timestamp-query"}
        asked = urllib.request.Request(self.url, data=req.dump(), headers=kind)
        # Nothing but this machine is asked, whatever proxy it uses otherwise.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(asked, timeout=30) as answer:
            return tsp.TimeStampResp.load(answer.read())


async def make(source, out, field, level, permission, work, tsa, *, at):
    work = Path(work)
    password = (work / "password.txt").read_text("utf-8").strip().encode("utf-8")
    roots = list(load_certs_from_pemder([str(work / "root.pem")]))
    crls = [asn1_crl.CertificateList.load((work / name).read_bytes()) for name in
            ("issuing.crl", "root.crl")]
    person = signers.SimpleSigner.load_pkcs12(str(work / "person.p12"), passphrase=password)
    context = ValidationContext(
        trust_roots=roots, crls=crls, moment=at, allow_fetching=False, revocation_mode="hard-fail",
        other_certs=list(person.cert_registry),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, embed_validation_info=True,
        use_pades_lta=level == "lta", validation_context=context, certify=True,
        docmdp_permissions=MDPPerm(int(permission)),
    )
    with open(source, "rb") as file, open(out, "wb") as target:
        writer = IncrementalPdfFileWriter(file)
        await signers.PdfSigner(meta, signer=person, timestamper=Clock(tsa)).async_sign_pdf(
            writer, output=target
        )
    return {"made": out}


def main(arguments):
    logging.disable(logging.CRITICAL)
    act, *rest, at = arguments
    at = datetime.fromisoformat(at)
    work = judge if act == "judge" else make
    print(json.dumps(asyncio.run(work(*rest, at=at)), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
