//! What is wrong in a checklist file, and where.

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

/// One mistake in a file.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{file}{}, at `{path}`: {flaw}", Line(*line))]
pub struct Problem {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<u32>,
    /// The field: `area[3].item[2].part`, or the id it belongs to: `MC-19.truc_tuyen`.
    pub path: String,
    /// What is wrong there.
    pub flaw: Flaw,
}

struct Line(Option<u32>);

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(out, ", line {line}"))
    }
}

/// What is wrong at a place of a checklist file.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Flaw {
    /// It is not TOML, or a field is unknown, missing or of the wrong type.
    #[error("{0}")]
    Unreadable(String),
    /// A text is decomposed Unicode; texts are kept as NFC.
    #[error("the text is not NFC")]
    NotNfc,
    /// A text that has to be there is empty.
    #[error("the text is empty")]
    Empty,
    /// An id or name does not look as it must.
    #[error("`{0}` is not a well-formed name")]
    BadName(String),
    /// An id or name is used twice.
    #[error("`{0}` is used twice")]
    Duplicate(String),
    /// An item, area or part that the version before has is gone; it may only be retired.
    #[error("`{0}` was published and is gone")]
    Gone(String),
    /// An id is used for something else in another version.
    #[error("`{id}` is taken by version {version}")]
    Taken {
        /// The id.
        id: String,
        /// The version that has it.
        version: String,
    },
    /// A word is none of those allowed.
    #[error("`{word}` is none of {allowed:?}")]
    UnknownWord {
        /// The word.
        word: String,
        /// The words allowed.
        allowed: Vec<String>,
    },
    /// Something is named that the file does not hold.
    #[error("there is no {kind} `{name}`")]
    Dangling {
        /// `basis`, `register`, `rule`, `field` or `item`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    Backward,
    /// An area without a title, or with several, on a day.
    #[error("not exactly one title on {0}")]
    Title(NaiveDate),
    /// An item without a legal basis and without a reason on a day.
    #[error("no legal basis and no reason on {0}")]
    NoBasis(NaiveDate),
    /// A basis needs a text and its certainty, a gap only a reason.
    #[error("a basis has a text and its certainty, or else only a reason")]
    BadBasis,
    /// An item that does not always exist says why.
    #[error("the reason for the limited validity is missing")]
    NoReason,
    /// The parts of an item have exactly one primary part.
    #[error("there are {0} primary parts")]
    Primary(usize),
    /// A part lacks a field that its kind needs, or has one that it does not know.
    #[error("a part of kind {kind} and its field `{field}` do not go together")]
    PartField {
        /// The kind.
        kind: String,
        /// The field.
        field: &'static str,
    },
    /// A threshold that no rate could be measured by.
    #[error("`{0}` is no percentage from 0 to 100 with at most two decimals")]
    BadThreshold(String),
    /// A rate is fed by a rule that only counts, or the other way round.
    #[error("rule `{0}` does not make what the part holds")]
    WrongFeed(String),
    /// A measure has either rows or a sum.
    #[error("a measure has either rows or a sum, a condition either texts or `filled`")]
    BadMeasure,
    /// A placeholder that nobody fills.
    #[error("nobody fills the placeholder {{{0}}}")]
    UnknownPlaceholder(String),
    /// Braces that do not pair up.
    #[error("the braces do not pair up")]
    BadTemplate,
    /// A formula that the language does not have.
    #[error(transparent)]
    Formula(#[from] formula::FormulaError),
}

/// Shipped or given data that cannot be used.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{} problems, the first: {}", .0.len(), First(.0))]
pub struct CatalogueError(pub Vec<Problem>);

struct First<'a>(&'a [Problem]);

impl fmt::Display for First<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.first().map_or(Ok(()), |problem| write!(out, "{problem}"))
    }
}
