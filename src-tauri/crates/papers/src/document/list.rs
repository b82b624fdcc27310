//! Lists.

use super::Run;

/// A list whose points stand under each other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct List {
    /// What stands before each point.
    pub kind: ListKind,
    /// The points.
    pub items: Vec<ListItem>,
}

/// What stands before the points of a list.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ListKind {
    /// A dash; a plus sign in a list inside a list.
    #[default]
    Dashed,
    /// `1.`, `2.`; `a)`, `b)` in a list inside a list, with đ after d.
    Numbered,
}

/// A point of a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListItem {
    /// Its words.
    pub runs: Vec<Run>,
    /// The points below it. Lists inside of these are set as these are.
    pub inner: Option<List>,
}

/// Letters of points, in the order of Vietnamese papers.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't',
    'u', 'v', 'x', 'y',
];

impl ListItem {
    /// A point of plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], inner: None }
    }
}

impl ListKind {
    /// What stands before the point with this index, in a list at this depth from 0.
    pub(crate) fn label(self, depth: usize, index: usize) -> String {
        match (self, depth) {
            (Self::Dashed, 0) => "-".to_owned(),
            (Self::Dashed, _) => "+".to_owned(),
            (Self::Numbered, 0) => format!("{}.", index + 1),
            (Self::Numbered, _) => match LETTERS.get(index) {
                Some(letter) => format!("{letter})"),
                None => format!("{})", index + 1),
            },
        }
    }
}
