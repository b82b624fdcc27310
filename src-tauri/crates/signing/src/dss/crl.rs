//! Lists of revoked certificates (RFC 5280, 5).

use x509_parser::{
    certificate::X509Certificate,
    extensions::{DistributionPointName, ParsedExtension},
    prelude::FromDer as _,
    revocation_list::CertificateRevocationList,
    time::ASN1Time,
    x509::ReasonCode,
};

use chrono::{DateTime, Utc};

use super::standing::{Said, Withdrawal};
use crate::{Certificate, RevocationReason, cms::is_signed_by};

/// What a list of `issuer` says of `certificate`; `None` when it is another's, does not hold, or
/// leaves such certificates out.
pub(crate) fn read(der: &[u8], certificate: &Certificate, issuer: &Certificate) -> Option<Said> {
    let (rest, list) = CertificateRevocationList::from_der(der).ok()?;
    let above = issuer.parsed().ok()?;
    let own = certificate.parsed().ok()?;
    let sound = rest.is_empty() && list.issuer().as_raw() == above.subject().as_raw();
    (sound && is_complete(&list, &own) && is_signed_by(der, issuer)?).then_some(())?;
    let entry = list.iter_revoked_certificates().find(|it| it.raw_serial() == own.raw_serial());
    let revoked = match entry {
        Some(entry) => {
            let reason = entry.reason_code().map(|(_, code)| reason(code));
            Some(Withdrawal { since: moment(entry.revocation_date)?, reason })
        }
        None => None,
    };
    Some(Said {
        this_update: moment(list.last_update())?,
        next_update: list.next_update().and_then(moment),
        revoked,
    })
}

/// Whether the list would name `own` if it was revoked.
fn is_complete(list: &CertificateRevocationList<'_>, own: &X509Certificate<'_>) -> bool {
    list.extensions().iter().all(|extension| {
        let ParsedExtension::IssuingDistributionPoint(point) = extension.parsed_extension() else {
            return !extension.critical;
        };
        let others_only =
            if own.is_ca() { point.only_contains_user_certs } else { point.only_contains_ca_certs };
        let partial = point.indirect_crl || point.only_contains_attribute_certs || others_only;
        let other = point.distribution_point.as_ref().is_some_and(|name| !is_sent_to(own, name));
        !partial && !other && point.only_some_reasons.is_none()
    })
}

/// Whether the certificate names this place as one of those where its list is to be had
/// (RFC 5280, 6.3.3, b, 2, i): issuers split long lists, and each part is silent about the others.
fn is_sent_to(own: &X509Certificate<'_>, place: &DistributionPointName<'_>) -> bool {
    let DistributionPointName::FullName(wanted) = place else { return false };
    own.iter_extensions().any(|extension| {
        let ParsedExtension::CRLDistributionPoints(points) = extension.parsed_extension() else {
            return false;
        };
        let names = points.iter().filter_map(|point| point.distribution_point.as_ref());
        names.into_iter().any(|name| {
            let DistributionPointName::FullName(names) = name else { return false };
            names.iter().any(|name| wanted.contains(name))
        })
    })
}

fn moment(time: ASN1Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.timestamp(), 0)
}

const fn reason(code: ReasonCode) -> RevocationReason {
    RevocationReason::of_code(code.0)
}
