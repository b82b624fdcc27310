//! What proves more than the signature itself: timestamps, and what is known of revocation.

use chrono::{DateTime, FixedOffset, Utc};

use super::{
    chain,
    report::{Coverage, Distrust, Fault},
    signature::Trust,
};
use crate::{Certificate, der::definite, dss, time::Token};

/// A timestamp by an authority (RFC 3161).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Timestamp {
    /// The common name in the authority's certificate; empty where that cannot be read.
    pub authority: String,
    /// When the authority says it was made; nothing where the timestamp cannot be read.
    pub time: Option<DateTime<FixedOffset>>,
    /// Why it does not hold; nothing when it does.
    pub fault: Option<Fault>,
    /// Why the authority is not trusted; nothing when it is.
    pub distrust: Option<Distrust>,
    /// Whether the authority's certificate, or one above it, was revoked.
    pub revocation: Revocation,
}

/// A timestamp over the whole file as it then was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DocumentTimestamp {
    /// The field that it stands in.
    pub field: String,
    /// How much of the file it covers.
    pub covers: Coverage,
    /// What it says.
    pub timestamp: Timestamp,
}

/// Whether a certificate or one above it was revoked, as far as the paper's own proofs say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Revocation {
    /// The proofs do not say it of every certificate.
    Unknown,
    /// Neither it nor one above it was.
    Good {
        /// When this was known of the certificate itself, which is not before it counts. What is
        /// known of those above it counts until the next list is due.
        as_of: DateTime<Utc>,
    },
    /// None was, but of the certificate itself this was known only before it counts: it may have
    /// been revoked in between.
    Earlier {
        /// When this was known.
        as_of: DateTime<Utc>,
    },
    /// One was.
    Revoked {
        /// The common name of whose certificate it is.
        subject: String,
        /// Since when.
        at: DateTime<Utc>,
        /// Why.
        reason: RevocationReason,
    },
}

/// Why a certificate was revoked (RFC 5280, 5.3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RevocationReason {
    /// Not said.
    Unspecified,
    /// Somebody else may have the key.
    KeyCompromise,
    /// Somebody else may have the key of the issuer.
    IssuerCompromise,
    /// The person changed office.
    AffiliationChanged,
    /// A newer certificate took its place.
    Superseded,
    /// The person or office no longer works.
    CessationOfOperation,
    /// Suspended for a time.
    OnHold,
    /// A right was withdrawn.
    PrivilegeWithdrawn,
}

/// How long a signature can be proven (ETSI EN 319 142-1, 6.1). Says how it is built; whether
/// the authorities are trusted stands elsewhere.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// As long as its certificate is valid; the time is a claim (PAdES B-B).
    Basic,
    /// A timestamp says when it was there at the latest (B-T).
    Timed,
    /// The paper brings what is needed to check all certificates (B-LT).
    LongTerm,
    /// A timestamp protects that, too, and can be renewed (B-LTA).
    Archival,
}

impl RevocationReason {
    /// The reason of a `CRLReason`.
    pub(crate) const fn of_code(code: u8) -> Self {
        match code {
            1 => Self::KeyCompromise,
            2 | 10 => Self::IssuerCompromise,
            3 => Self::AffiliationChanged,
            4 => Self::Superseded,
            5 => Self::CessationOfOperation,
            6 => Self::OnHold,
            9 => Self::PrivilegeWithdrawn,
            _ => Self::Unspecified,
        }
    }

    /// Whether timestamps of before stay good when an authority's certificate is revoked for this
    /// (RFC 3161, 4).
    const fn spares_the_past(self) -> bool {
        matches!(
            self,
            Self::Unspecified
                | Self::AffiliationChanged
                | Self::Superseded
                | Self::CessationOfOperation
        )
    }
}

impl Timestamp {
    /// The time it proves, if it holds and its authority is trusted.
    pub fn proven(&self) -> Option<DateTime<FixedOffset>> {
        self.time.filter(|_| self.fault.is_none() && self.distrust.is_none())
    }

    fn unreadable(fault: Fault) -> Self {
        Self {
            authority: String::new(),
            time: None,
            fault: Some(fault),
            distrust: Some(Distrust::Unreadable),
            revocation: Revocation::Unknown,
        }
    }
}

/// Judges a token over `pieces`; nothing but zeros may follow it.
pub(crate) fn timestamp(contents: &[u8], pieces: &[&[u8]], trust: Trust<'_>) -> Timestamp {
    let Some((der, padding)) = definite(contents) else {
        return Timestamp::unreadable(Fault::CmsUnreadable);
    };
    let token = match Token::read(&der) {
        Ok(token) => token,
        Err(fault) => return Timestamp::unreadable(fault),
    };
    let mut found = Timestamp {
        authority: String::new(),
        time: Some(token.time),
        fault: token.check(pieces).err(),
        distrust: Some(Distrust::Unreadable),
        revocation: Revocation::Unknown,
    };
    if padding.iter().any(|byte| *byte != 0) {
        found.fault = Some(Fault::ContentsPadding);
    }
    if let Some(certificate) = token.cms.certificate() {
        certificate.subject().clone_into(&mut found.authority);
        let (chain, distrust) =
            chain(certificate, &token.cms.certificates, trust, Some(token.time));
        // Without a reason nothing is spared (RFC 3161, 4).
        let condemns = |it: &dss::Withdrawal| {
            it.since <= token.time || !it.reason.is_some_and(RevocationReason::spares_the_past)
        };
        let at = Some(token.time);
        let standing = dss::of_chain(&chain, trust.anchors, trust.proofs, at, &condemns);
        found.revocation = standing.revocation;
        found.distrust = distrust;
        if standing.condemned && found.distrust.is_none() {
            found.distrust = Some(Distrust::Revoked);
        }
    }
    found
}

/// The chain of a certificate, with the reason for not trusting it.
pub(crate) fn chain(
    certificate: &Certificate,
    others: &[Certificate],
    trust: Trust<'_>,
    at: Option<DateTime<FixedOffset>>,
) -> (Vec<Certificate>, Option<Distrust>) {
    let pool: Vec<Certificate> = others.iter().chain(&trust.proofs.certificates).cloned().collect();
    match chain::path(certificate, &pool, trust.anchors, at) {
        Ok(path) => (path, None),
        Err(distrust) => {
            let pool: Vec<Certificate> = pool.iter().chain(trust.anchors).cloned().collect();
            (chain::guess(certificate, &pool), Some(distrust))
        }
    }
}
