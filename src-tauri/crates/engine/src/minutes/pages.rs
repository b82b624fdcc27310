//! The number of pages that the closing words read out.
//!
//! Nobody knows it before the paper is laid out, and a person may edit the sentence around it. So the
//! sentence keeps a mark in its place, which is filled when the paper is printed or shown, and put
//! back when a person's text is kept: the number stays right in an edited sentence too.

use domain::number;
use papers::{Document, Memory, PaperError, Rendered};

/// Stands for the number of pages, in digits and in words.
pub(super) const COUNT: &str = "{số trang}";

/// How often a paper is laid out until its number of pages says itself; a word longer or shorter
/// moves the last line over a page at most once.
const TRIES: usize = 4;

/// `text` as it is printed on a paper of so many pages; without a number where nobody knows it.
pub fn with_pages(text: &str, pages: Option<u32>) -> String {
    match pages {
        Some(pages) => text.replace(COUNT, &number::read_out(u64::from(pages))),
        None => text.replace(&format!("gồm {COUNT} trang, "), "").replace(COUNT, "……"),
    }
}

/// `text` with the mark in place of a number of pages that is read out: `gồm 05 (năm) trang`.
pub fn without_pages(text: &str) -> String {
    let found = text.match_indices("gồm ").find_map(|(at, before)| {
        let from = at + before.len();
        let length = text.get(from..)?.find(" trang")?;
        let said = text.get(from..from + length)?;
        let digits = said.split_once(' ').map_or(said, |(digits, _)| digits);
        let count = number::parse(digits.trim_start_matches('0')).ok()?;
        (said == number::read_out(u64::from(count))).then_some(from..from + length)
    });
    let mut text = text.to_owned();
    if let Some(place) = found {
        text.replace_range(place, COUNT);
    }
    text
}

/// Lays out what `compose` makes for a number of pages until that is how many there are. A paper
/// that never comes to rest is made without the number rather than with a wrong one.
///
/// # Errors
///
/// [`PaperError`] of the layout.
pub fn settled(
    memory: &mut Memory,
    compose: impl Fn(Option<u32>) -> Document,
) -> Result<(Document, Rendered), PaperError> {
    let mut count = papers::page_count(&compose(Some(1)), memory)?;
    for _ in 0..TRIES {
        let document = compose(Some(count));
        let rendered = papers::render_again(&document, memory)?;
        if rendered.pages == count {
            return Ok((document, rendered));
        }
        count = rendered.pages;
    }
    let document = compose(None);
    let rendered = papers::render_again(&document, memory)?;
    Ok((document, rendered))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_are_read_out_in_digits_and_words() {
        let text = format!("Biên bản gồm {COUNT} trang, được lập thành 03 (ba) bản.");
        assert_eq!(
            with_pages(&text, Some(5)),
            "Biên bản gồm 05 (năm) trang, được lập thành 03 (ba) bản."
        );
        assert_eq!(with_pages(&text, None), "Biên bản được lập thành 03 (ba) bản.");
    }

    #[test]
    fn a_number_that_a_person_wrote_otherwise_is_left_to_the_person() {
        for text in ["gồm 5 trang", "gồm 05 (sáu) trang", "gồm 03 bản", "Phụ lục gồm nhiều trang"]
        {
            assert_eq!(without_pages(text), text);
        }
    }

    proptest! {
        #[test]
        fn an_edited_sentence_keeps_its_number_alive(
            before in "[a-zđ ]{0,20}", after in "[a-zđ ,]{0,20}", pages in 1_u32..9_999, then in 1_u32..9_999,
        ) {
            let text = format!("{before}gồm {COUNT} trang{after}");
            let kept = without_pages(&with_pages(&text, Some(pages)));
            prop_assert_eq!(with_pages(&kept, Some(then)), with_pages(&text, Some(then)));
        }
    }
}
