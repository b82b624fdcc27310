//! Text as it is kept: NFC, and with something visible in it.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Returns `text` in Unicode NFC, line ends as `\n`, outer white space removed.
///
/// Every text is brought into this form once, when it is saved; a field that
/// has the focus is never rewritten.
pub fn clean(text: &str) -> String {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let text = text.trim();
    // Most text is composed already; lists of fifty thousand lines pass through here.
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfc().collect()
}

/// Returns the form of `text` in which a forgiving search compares: lower case,
/// marks stripped, `đ` as `d`.
///
/// SQLite's own tokenizers keep `đ` apart from `d`, so the folding is done here.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    folded(text).collect()
}

/// The letters of [`fold`], one after another: enough to see that a word begins otherwise.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_text_is_kept_composed() {
        assert_eq!(clean("  Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\r\n"), "Tiếng Việt");
    }

    #[test]
    fn composed_and_plain_text_stays_as_it_is_but_for_its_ends() {
        assert_eq!(clean(" Tiếng Việt\r\nhai dòng "), "Tiếng Việt\nhai dòng");
        assert_eq!(clean("\tHS-01 "), "HS-01");
        assert_eq!(fold("HS-01 Ab"), "hs-01 ab");
    }

    #[test]
    fn folding_reaches_the_letter_that_has_no_mark() {
        assert_eq!(fold("Đường đất Điện Biên"), "duong dat dien bien");
    }
}
