//! Whether certificates were revoked, as far as the proofs at hand say.

use chrono::{DateTime, FixedOffset, Utc};

use super::{Proofs, crl, ocsp};
use crate::{Certificate, Revocation, RevocationReason};

/// That a certificate was revoked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Withdrawal {
    /// Since when.
    pub(crate) since: DateTime<Utc>,
    /// Why; nothing where no reason is given, which is less than [`RevocationReason::Unspecified`].
    pub(crate) reason: Option<RevocationReason>,
}

/// What one proof says of one certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Said {
    /// When this was known.
    pub(crate) this_update: DateTime<Utc>,
    /// When something newer is to be had.
    pub(crate) next_update: Option<DateTime<Utc>>,
    /// Whether it was revoked.
    pub(crate) revoked: Option<Withdrawal>,
}

impl Said {
    /// Whether it tells that the certificate was good at `at`, or shortly before.
    fn clears(&self, certificate: &Certificate, at: DateTime<FixedOffset>) -> bool {
        let timely = at <= self.this_update || self.next_update.is_some_and(|next| at <= next);
        self.is_clear(certificate) && timely
    }

    /// Whether it tells that the certificate was good when this was known.
    fn is_clear(&self, certificate: &Certificate) -> bool {
        // Once a certificate has expired it may be dropped from the lists (RFC 5280, 3.3).
        self.revoked.is_none() && self.this_update <= certificate.not_after()
    }

    /// Since when and why the certificate is revoked, unless it was only on hold and one of `all`
    /// told later that it is good again.
    fn lasting(&self, certificate: &Certificate, all: &[Self]) -> Option<Withdrawal> {
        let lifts =
            |later: &Self| self.this_update < later.this_update && later.is_clear(certificate);
        self.revoked
            .filter(|it| it.reason != Some(RevocationReason::OnHold) || !all.iter().any(lifts))
    }
}

/// What the proofs say, and what follows from it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Standing {
    /// What they say; of several revocations, one that condemns where there is one.
    pub(crate) revocation: Revocation,
    /// Whether a revocation ends the trust.
    pub(crate) condemned: bool,
}

impl Standing {
    const UNKNOWN: Self = Self { revocation: Revocation::Unknown, condemned: false };
}

/// What the proofs say of one certificate at one moment: what was known only before it is
/// [`Revocation::Earlier`]. `condemns` judges whether a revocation
/// ends the trust in what was signed.
pub(crate) fn of_one(
    certificate: &Certificate,
    issuer: &Certificate,
    proofs: &Proofs,
    at: DateTime<FixedOffset>,
    condemns: &dyn Fn(&Withdrawal) -> bool,
) -> Standing {
    let lists = proofs.crls.iter().filter_map(|der| crl::read(der, certificate, issuer));
    let answers = proofs.ocsps.iter().filter_map(|der| ocsp::read(der, certificate, issuer));
    let said: Vec<Said> = lists.chain(answers).collect();
    let revoked = said.iter().filter_map(|it| it.lasting(certificate, &said));
    if let Some(found) = revoked.min_by_key(|it| (!condemns(it), it.since)) {
        let subject = certificate.subject().to_owned();
        let reason = found.reason.unwrap_or(RevocationReason::Unspecified);
        let revocation = Revocation::Revoked { subject, at: found.since, reason };
        return Standing { revocation, condemned: condemns(&found) };
    }
    let clear = said.iter().filter(|it| it.clears(certificate, at)).map(|it| it.this_update);
    clear.max().map_or(Standing::UNKNOWN, |as_of| Standing {
        revocation: if at <= as_of {
            Revocation::Good { as_of }
        } else {
            Revocation::Earlier { as_of }
        },
        condemned: false,
    })
}

/// What the proofs say of a whole chain, from a signer's certificate up to `anchors` or a root.
/// Nothing can revoke the last one, which is believed or not.
///
/// Lists about issuers are made once in months, and count until the next one is due; who signed may
/// have been revoked an hour before, so of the first certificate it is told when it was known.
///
/// Every revocation in the chain is judged: whoever stole the key of an issuer can revoke what he
/// issued himself as late as he likes.
pub(crate) fn of_chain(
    chain: &[Certificate],
    anchors: &[Certificate],
    proofs: &Proofs,
    at: Option<DateTime<FixedOffset>>,
    condemns: &dyn Fn(&Withdrawal) -> bool,
) -> Standing {
    let Some(at) = at else { return Standing::UNKNOWN };
    let ends = chain.last().is_some_and(|it| it.is_self_issued() || anchors.contains(it));
    let pairs = chain.iter().zip(chain.iter().skip(1));
    let all: Vec<Standing> = pairs
        .map(|(certificate, issuer)| of_one(certificate, issuer, proofs, at, condemns))
        .collect();
    let revoked = all.iter().filter(|it| matches!(it.revocation, Revocation::Revoked { .. }));
    if let Some(found) = revoked.min_by_key(|it| !it.condemned) {
        return found.clone();
    }
    let known = all.iter().all(|it| it.revocation != Revocation::Unknown);
    let own = all.into_iter().next().filter(|_| ends && known);
    own.unwrap_or(Standing::UNKNOWN)
}
