//! The texts of an item, by name.

use super::Item;

/// The texts of an item that people write.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Wording {
    /// The short name.
    Title,
    /// The question.
    Question,
    /// What proves the answer.
    Evidence,
    /// The default praise.
    Strength,
    /// The default shortcoming.
    Shortcoming,
    /// The milder shortcoming, for what is met on the whole.
    Partly,
    /// The default recommendation.
    Recommendation,
    /// The remark for whoever answers.
    Note,
    /// The short code of the kind of answer.
    Answer,
}

impl Wording {
    /// Every text, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Question,
        Self::Evidence,
        Self::Strength,
        Self::Shortcoming,
        Self::Partly,
        Self::Recommendation,
        Self::Note,
        Self::Answer,
    ];

    /// The word used in files and in the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Question => "question",
            Self::Evidence => "evidence",
            Self::Strength => "strength",
            Self::Shortcoming => "shortcoming",
            Self::Partly => "partly",
            Self::Recommendation => "recommendation",
            Self::Note => "note",
            Self::Answer => "answer",
        }
    }

    /// Finds the text that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wording| wording.code() == code)
    }

    /// This text of `item`.
    pub fn of(self, item: &Item) -> &str {
        match self {
            Self::Title => &item.title,
            Self::Question => &item.question,
            Self::Evidence => &item.evidence,
            Self::Strength => &item.strength,
            Self::Shortcoming => &item.shortcoming,
            Self::Partly => &item.partly,
            Self::Recommendation => &item.recommendation,
            Self::Note => &item.note,
            Self::Answer => &item.answer,
        }
    }

    /// This text of `item`, to be written.
    pub const fn of_mut(self, item: &mut Item) -> &mut String {
        match self {
            Self::Title => &mut item.title,
            Self::Question => &mut item.question,
            Self::Evidence => &mut item.evidence,
            Self::Strength => &mut item.strength,
            Self::Shortcoming => &mut item.shortcoming,
            Self::Partly => &mut item.partly,
            Self::Recommendation => &mut item.recommendation,
            Self::Note => &mut item.note,
            Self::Answer => &mut item.answer,
        }
    }
}
