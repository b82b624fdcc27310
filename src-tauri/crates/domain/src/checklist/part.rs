//! What is entered at an item besides the verdict.

use crate::campaign::Threshold;

/// One named part of an answer; each is a field of its own in the ledger.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// The name in files: `ho_so_truc_tuyen`.
    pub name: String,
    /// What the screen calls it.
    pub label: String,
    /// What is entered.
    pub kind: PartKind,
    /// Whether a bare `figure` in a file means this part.
    pub primary: bool,
    /// The register from which it follows, if any.
    pub feed: Option<Feed>,
}

/// Where a part comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Feed {
    /// The register's id.
    pub register: String,
    /// The rule of that register that computes the part; without one the
    /// person reads it off the rows.
    pub rule: Option<String>,
}

/// What is entered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PartKind {
    /// A count of `unit`.
    Count {
        /// What is counted: `hồ sơ`.
        unit: String,
    },
    /// A rate of two counts.
    Rate {
        /// What is above the line.
        numerator: String,
        /// What is below the line.
        denominator: String,
        /// Whether a percentage alone is expected to be all that is known.
        percent_only: bool,
        /// The least rate that is not pointed out, in hundredths of a per cent, where the campaign
        /// sets no threshold of its own.
        least: Option<u32>,
    },
    /// A day.
    Date,
    /// One of `options`.
    Choice {
        /// The words to choose from.
        options: Vec<String>,
    },
    /// Words.
    Text,
    /// Number, date and subject of a document.
    Document,
}

impl Part {
    /// The least rate that is not pointed out here, in hundredths of a per cent: the threshold
    /// `own` of the campaign for the item, else that of the checklist.
    pub fn least(&self, own: Option<&Threshold>) -> Option<u32> {
        let PartKind::Rate { least, .. } = &self.kind else { return None };
        own.map(|threshold| threshold.least).or(*least)
    }
}

impl PartKind {
    /// The word used in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Count { .. } => "count",
            Self::Rate { .. } => "rate",
            Self::Date => "date",
            Self::Choice { .. } => "choice",
            Self::Text => "text",
            Self::Document => "document",
        }
    }
}
