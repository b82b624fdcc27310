//! Two versions of a text that grew from one, woven together word by word.
//!
//! A person rewrites a generated sentence; later the data change and another sentence is generated.
//! What only one side changed is taken; where both changed the same words differently, the person's
//! words stand and the others are shown beside them.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where a piece of a woven text comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    /// Both sides have it.
    Both,
    /// The person wrote it.
    Mine,
    /// The data brought it.
    Theirs,
    /// Both changed the same words: the person's stand, the data would have these.
    Clash {
        /// What the data would have.
        theirs: String,
    },
}

/// A stretch of a woven text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece {
    /// The words, with the white space between them; empty where words were only taken out.
    pub text: String,
    /// Where they come from.
    pub origin: Origin,
}

/// A woven text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Woven {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

impl Woven {
    /// The text, in which the person's words win every clash.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// How many places both sides changed differently.
    pub fn clashes(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece.origin, Origin::Clash { .. })).count()
    }
}

/// Weaves `mine`, a person's text, and `theirs`, what the data say now, which both come from `base`.
pub fn weave(base: &str, mine: &str, theirs: &str) -> Woven {
    let (base, mine, theirs) = (words(base), words(mine), words(theirs));
    let in_mine = partners(&base, &mine);
    let in_theirs = partners(&base, &theirs);
    let mut woven = Woven::default();
    let mut from = Place::default();
    for (at, word) in base.iter().enumerate() {
        let both = in_mine.get(at).copied().flatten().zip(in_theirs.get(at).copied().flatten());
        let Some((at_mine, at_theirs)) = both else { continue };
        let to = Place { base: at, mine: at_mine, theirs: at_theirs };
        woven.between(
            &cut(&base, from.base, to.base),
            &cut(&mine, from.mine, to.mine),
            &cut(&theirs, from.theirs, to.theirs),
        );
        woven.push((*word).to_owned(), Origin::Both);
        from = Place { base: at + 1, mine: at_mine + 1, theirs: at_theirs + 1 };
    }
    woven.between(
        &cut(&base, from.base, base.len()),
        &cut(&mine, from.mine, mine.len()),
        &cut(&theirs, from.theirs, theirs.len()),
    );
    woven
}

#[derive(Clone, Copy, Default)]
struct Place {
    base: usize,
    mine: usize,
    theirs: usize,
}

impl Woven {
    /// Takes in what lies between two words that all three texts share.
    fn between(&mut self, base: &str, mine: &str, theirs: &str) {
        if mine == theirs {
            self.push(mine.to_owned(), Origin::Both);
        } else if mine == base {
            self.push(theirs.to_owned(), Origin::Theirs);
        } else if theirs == base {
            self.push(mine.to_owned(), Origin::Mine);
        } else {
            self.push(mine.to_owned(), Origin::Clash { theirs: theirs.to_owned() });
        }
    }

    fn push(&mut self, text: String, origin: Origin) {
        let says_nothing = text.is_empty() && matches!(origin, Origin::Both | Origin::Mine);
        if says_nothing {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.origin == Origin::Both && origin == Origin::Both => {
                last.text.push_str(&text);
            }
            Some(_) | None => self.pieces.push(Piece { text, origin }),
        }
    }
}

/// Words, white space and marks, each by itself, so that a unit can join a list without touching
/// its neighbours.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric();
        if last.is_some_and(|last| !(last && is_word)) {
            words.extend(text.get(start..at));
            start = at;
        }
        last = Some(is_word);
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// For each word of `base`, where it stands in `text`.
fn partners(base: &[&str], text: &[&str]) -> Vec<Option<usize>> {
    let mut partners = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, base, text) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                if let Some(partner) = partners.get_mut(old_index + step) {
                    *partner = Some(new_index + step);
                }
            }
        }
    }
    partners
}

fn cut(words: &[&str], from: usize, to: usize) -> String {
    words.get(from..to).unwrap_or_default().concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_new_unit_joins_a_sentence_that_a_person_rewrote() {
        let base = "Niêm yết chưa đầy đủ bộ thủ tục hành chính: xã Ea Blang, Ea Siên.";
        let mine = "Việc niêm yết, công khai chưa đầy đủ: xã Ea Blang, Ea Siên.";
        let theirs = "Niêm yết chưa đầy đủ bộ thủ tục hành chính: xã Ea Blang, Ea Drông, Ea Siên.";
        let woven = weave(base, mine, theirs);
        assert_eq!(
            woven.text(),
            "Việc niêm yết, công khai chưa đầy đủ: xã Ea Blang, Ea Drông, Ea Siên."
        );
        assert_eq!(woven.clashes(), 0);
    }

    #[test]
    fn words_that_both_changed_stay_as_the_person_wrote_them() {
        let woven =
            weave("Có 3 đơn vị chưa làm.", "Có vài đơn vị chưa làm.", "Có 4 đơn vị chưa làm.");
        assert_eq!(woven.text(), "Có vài đơn vị chưa làm.");
        let clash = woven.pieces.iter().find(|it| matches!(it.origin, Origin::Clash { .. }));
        assert_eq!(clash.unwrap().origin, Origin::Clash { theirs: "4".to_owned() });
    }

    proptest! {
        #[test]
        fn one_side_alone_is_taken_whole(base in "[ab ,.]{0,20}", other in "[ab ,.]{0,20}") {
            prop_assert_eq!(weave(&base, &base, &other).text(), other.clone());
            prop_assert_eq!(weave(&base, &other, &base).text(), other.clone());
            prop_assert_eq!(weave(&base, &other, &other).text(), other);
        }

        #[test]
        fn without_a_clash_no_side_loses_to_the_base(
            base in "[abc ]{0,12}", mine in "[abc ]{0,12}", theirs in "[abc ]{0,12}",
        ) {
            let one = weave(&base, &mine, &theirs);
            let other = weave(&base, &theirs, &mine);
            prop_assert_eq!(one.clashes(), other.clashes());
            if one.clashes() == 0 {
                prop_assert_eq!(one.text(), other.text());
            }
        }
    }
}
