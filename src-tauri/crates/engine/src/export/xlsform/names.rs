//! Names of questions: XML names that follow from ids, each used once.

use std::collections::{BTreeMap, BTreeSet};

/// Letters of a name, so that the columns of what comes back stay readable.
const LETTERS_MAX: usize = 48;

/// The names given so far.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The field of each figure: by item, part and what of it (`so`, `tu`, `mau`, `kq`).
    fields: BTreeMap<(String, String, &'static str), String>,
}

impl Names {
    /// A name made of `pieces` that no other question has.
    pub(super) fn give(&mut self, pieces: &[&str]) -> String {
        let pieces: Vec<String> =
            pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| plain(piece)).collect();
        let joined = pieces.join("_");
        let starts_well = joined.starts_with(|first: char| first.is_ascii_lowercase());
        let mut name = if starts_well { joined } else { format!("m_{joined}") };
        name.truncate(LETTERS_MAX);
        let mut free = name.clone();
        let mut number = 2;
        while !self.taken.insert(free.clone()) {
            free = format!("{name}_{number}");
            number += 1;
        }
        free
    }

    /// A name likewise, remembered as the field `what` of a part of an item.
    pub(super) fn field(&mut self, item: &str, part: &str, what: &'static str) -> String {
        let name = self.give(&[item, part, what]);
        self.fields.insert((item.to_owned(), part.to_owned(), what), name.clone());
        name
    }

    /// The name of the field `what` of a part of an item.
    pub(super) fn of(&self, item: &str, part: &str, what: &'static str) -> Option<&str> {
        self.fields.get(&(item.to_owned(), part.to_owned(), what)).map(String::as_str)
    }
}

/// Small letters, digits and `_`; everything else becomes `_`.
fn plain(text: &str) -> String {
    let letter = |letter: char| {
        let small = letter.to_ascii_lowercase();
        if small.is_ascii_lowercase() || small.is_ascii_digit() { small } else { '_' }
    };
    domain::text::fold(text).chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_ids_and_none_is_given_twice() {
        let mut names = Names::default();
        assert_eq!(names.give(&["MC-19", "ty_le"]), "mc_19_ty_le");
        assert_eq!(names.give(&["MC_19", "ty_le"]), "mc_19_ty_le_2");
        assert_eq!(names.give(&["1 Đường"]), "m_1_duong");
        let (long, longer) = ("x".repeat(300), "x".repeat(301));
        assert_ne!(names.give(&[&long]), names.give(&[&longer]));
    }
}
