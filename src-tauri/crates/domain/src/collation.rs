//! The order in which Vietnamese lists stand: `Ea Blang, Ea Drông, Đạt Hiếu`.
//!
//! # Source
//!
//! Unicode CLDR, tailoring `vi`: a, ă, â, b, c, d, đ, e, ê …; tones decide only between words that
//! are otherwise equal, in the order ngang, huyền, hỏi, ngã, sắc, nặng.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Compares texts as a Vietnamese index does.
pub struct Vietnamese(Option<CollatorBorrowed<'static>>);

impl Default for Vietnamese {
    fn default() -> Self {
        Self::new()
    }
}

impl Vietnamese {
    /// The order of CLDR, whose data are compiled in.
    pub fn new() -> Self {
        Self(Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok())
    }

    /// Which of two texts stands first; texts that differ are never equal.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_alphabet = self.0.as_ref().map_or(Ordering::Equal, |it| it.compare(one, other));
        by_alphabet.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_before_tones_and_dj_after_d() {
        let sorted = [
            "An Bình",
            "An Lạc",
            "Ăng",
            "Âu",
            "Bình Thuận",
            "Cư Bao",
            "Dương",
            "Đạt Hiếu",
            "Ea Blang",
            "Ea Drông",
            "Ea Siên",
            "Êa",
            "ma",
            "mà",
            "mả",
            "mã",
            "má",
            "mạ",
            "mai",
        ];
        let mut mixed = sorted;
        mixed.reverse();
        let order = Vietnamese::new();
        mixed.sort_by(|one, other| order.compare(one, other));
        assert_eq!(mixed, sorted);
    }
}
