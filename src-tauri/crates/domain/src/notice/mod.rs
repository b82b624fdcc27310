//! The concluding notice (thông báo kết luận): what was seen at many units, said once.
//!
//! Findings that say the same at one item are one paragraph, whatever their figures. Findings that
//! only mean the same become one when the leader says so, in a [`Decision`]; the program only
//! suggests it ([`alike`]).

pub mod alike;
pub mod duties;
mod figures;
pub mod naming;
mod paragraph;
pub mod rates;
#[cfg(test)]
mod testing;

use std::collections::BTreeSet;
use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::finding::{Finding, FindingKind};
use crate::id::{FindingId, UnitId, VisitId};
use crate::text::clean;

pub use naming::{Listing, Named};
pub use paragraph::{Paragraph, Saying, named, paragraphs};

/// A finding with where it was noted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Remark {
    /// The visit; `None` for a finding over the campaign.
    pub visit: Option<VisitId>,
    /// The finding.
    pub finding: Finding,
}

impl Remark {
    /// The item under which it stands; empty for a free-standing one.
    pub fn item(&self) -> &str {
        self.finding.items.first().map_or("", String::as_str)
    }

    /// Whether the leader noted it of the campaign as a whole, naming no unit.
    pub fn is_general(&self) -> bool {
        self.visit.is_none() && self.finding.units.is_empty()
    }
}

/// What a finding says, figures aside, at its item: the name of its type.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Wording(String);

/// Bytes of the digest in a [`Wording`]: of a million wordings at one item two would share it with
/// a chance of one in five hundred.
const DIGEST_BYTES: usize = 6;

impl Wording {
    /// The type of `finding`.
    pub fn of(finding: &Finding) -> Self {
        let item = finding.items.first().map_or("", String::as_str);
        Self::new(finding.kind, item, &finding.text)
    }

    /// The type of findings that say `text` at `item`.
    pub fn new(kind: FindingKind, item: &str, text: &str) -> Self {
        let skeleton = figures::skeleton(&clean(text));
        let digest = Sha256::digest(format!("{}\n{item}\n{skeleton}", kind.code()));
        let short: String =
            digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect();
        let item = if item.is_empty() { "-" } else { item };
        Self(format!("{item}/{short}"))
    }

    /// Takes a name that was kept.
    pub fn kept(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What the leader decided of a paragraph: what belongs to it, and how it is said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// The type under whose name the paragraph is kept; one of `wordings`.
    pub key: Wording,
    /// The findings that belong to it whatever becomes of their words.
    pub findings: BTreeSet<FindingId>,
    /// The types of which every finding belongs to it.
    pub wordings: BTreeSet<Wording>,
    /// The sentence without its units; empty for the findings' own.
    pub sentence: String,
    /// How the units are listed.
    pub listing: Listing,
    /// Whether the paragraph is left out of the notice.
    pub left_out: bool,
}

impl Decision {
    /// A decision that changes nothing yet about the type `key`.
    pub fn about(key: Wording) -> Self {
        Self {
            wordings: BTreeSet::from([key.clone()]),
            key,
            findings: BTreeSet::new(),
            sentence: String::new(),
            listing: Listing::default(),
            left_out: false,
        }
    }
}

/// Adds `unit` to `units` unless it is there.
fn join(units: &mut Vec<UnitId>, seen: &mut BTreeSet<UnitId>, unit: UnitId) {
    if seen.insert(unit) {
        units.push(unit);
    }
}
