//! Lists of revoked certificates (RFC 5280, 5).

use x509_parser::{
    extensions::ParsedExtension, prelude::FromDer as _, revocation_list::CertificateRevocationList,
    time::ASN1Time, x509::ReasonCode,
};

use chrono::{DateTime, Utc};

use super::standing::Said;
use crate::{Certificate, RevocationReason, cms::is_signed_by};

/// What a list of `issuer` says of `certificate`; `None` when it is another's, does not hold, or
/// leaves such certificates out.
pub(crate) fn read(der: &[u8], certificate: &Certificate, issuer: &Certificate) -> Option<Said> {
    let (rest, list) = CertificateRevocationList::from_der(der).ok()?;
    let above = issuer.parsed().ok()?;
    let own = certificate.parsed().ok()?;
    let sound = rest.is_empty() && list.issuer().as_raw() == above.subject().as_raw();
    (sound && is_complete(&list, own.is_ca()) && is_signed_by(der, issuer)?).then_some(())?;
    let entry = list.iter_revoked_certificates().find(|it| it.raw_serial() == own.raw_serial());
    let revoked = match entry {
        Some(entry) => {
            let reason = entry.reason_code().map(|(_, code)| reason(code));
            Some((moment(entry.revocation_date)?, reason.unwrap_or(RevocationReason::Unspecified)))
        }
        None => None,
    };
    Some(Said {
        this_update: moment(list.last_update())?,
        next_update: list.next_update().and_then(moment),
        revoked,
    })
}

/// Whether the list would name every revoked certificate of this kind.
fn is_complete(list: &CertificateRevocationList<'_>, ca: bool) -> bool {
    list.extensions().iter().all(|extension| {
        let ParsedExtension::IssuingDistributionPoint(point) = extension.parsed_extension() else {
            return !extension.critical;
        };
        let others_only =
            if ca { point.only_contains_user_certs } else { point.only_contains_ca_certs };
        let partial = point.indirect_crl || point.only_contains_attribute_certs || others_only;
        !partial && point.only_some_reasons.is_none()
    })
}

fn moment(time: ASN1Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.timestamp(), 0)
}

const fn reason(code: ReasonCode) -> RevocationReason {
    RevocationReason::of_code(code.0)
}
