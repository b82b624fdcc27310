//! Whether certificates were revoked, as far as the proofs at hand say.

use chrono::{DateTime, FixedOffset, Utc};

use super::{Proofs, crl, ocsp};
use crate::{Certificate, Revocation, RevocationReason};

/// What one proof says of one certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    /// When this was known.
    pub(crate) this_update: DateTime<Utc>,
    /// When something newer is to be had.
    pub(crate) next_update: Option<DateTime<Utc>>,
    /// Since when, and why.
    pub(crate) revoked: Option<(DateTime<Utc>, RevocationReason)>,
}

impl Said {
    /// Whether it tells that the certificate was good at `at`.
    fn clears(&self, certificate: &Certificate, at: DateTime<FixedOffset>) -> bool {
        let timely = at <= self.this_update || self.next_update.is_some_and(|next| at <= next);
        // Once a certificate has expired it may be dropped from the lists (RFC 5280, 3.3).
        self.revoked.is_none() && timely && self.this_update <= certificate.not_after()
    }
}

/// What the proofs say of one certificate at one moment.
pub(crate) fn of_one(
    certificate: &Certificate,
    issuer: &Certificate,
    proofs: &Proofs,
    at: DateTime<FixedOffset>,
) -> Revocation {
    let lists = proofs.crls.iter().filter_map(|der| crl::read(der, certificate, issuer));
    let answers = proofs.ocsps.iter().filter_map(|der| ocsp::read(der, certificate, issuer));
    let said: Vec<Said> = lists.chain(answers).collect();
    if let Some((since, reason)) = said.iter().filter_map(|it| it.revoked).min_by_key(|it| it.0) {
        let subject = certificate.subject().to_owned();
        return Revocation::Revoked { subject, at: since, reason };
    }
    let clear = said.iter().filter(|it| it.clears(certificate, at)).map(|it| it.this_update);
    clear.max().map_or(Revocation::Unknown, |as_of| Revocation::Good { as_of })
}

/// What the proofs say of a whole chain, from a signer's certificate up to `anchors` or a root.
/// Nothing can revoke the last one, which is believed or not.
pub(crate) fn of_chain(
    chain: &[Certificate],
    anchors: &[Certificate],
    proofs: &Proofs,
    at: Option<DateTime<FixedOffset>>,
) -> Revocation {
    let Some(at) = at else { return Revocation::Unknown };
    let ends = chain.last().is_some_and(|it| it.is_self_issued() || anchors.contains(it));
    let mut worst = None;
    for pair in chain.windows(2) {
        let [certificate, issuer] = pair else { continue };
        let own = of_one(certificate, issuer, proofs, at);
        worst = Some(match (worst, own) {
            (Some(found @ Revocation::Revoked { .. }), _) => found,
            (_, found @ Revocation::Revoked { .. }) => found,
            (Some(Revocation::Unknown), _) | (_, Revocation::Unknown) => Revocation::Unknown,
            (Some(Revocation::Good { as_of }), Revocation::Good { as_of: other }) => {
                Revocation::Good { as_of: as_of.min(other) }
            }
            (None, good) => good,
        });
    }
    match worst {
        Some(Revocation::Good { .. }) if !ends => Revocation::Unknown,
        other => other.unwrap_or(Revocation::Unknown),
    }
}
