//! Text as it is kept: NFC, and with something visible in it.

use unicode_normalization::UnicodeNormalization as _;

/// Returns `text` in Unicode NFC, line ends as `\n`, outer white space removed.
///
/// Every text is brought into this form once, when it is saved; a field that
/// has the focus is never rewritten.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").trim().nfc().collect()
}

/// Returns the form of `text` in which a forgiving search compares: lower case,
/// marks stripped, `đ` as `d`.
///
/// SQLite's own tokenizers keep `đ` apart from `d`, so the folding is done here.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_text_is_kept_composed() {
        assert_eq!(clean("  Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\r\n"), "Tiếng Việt");
    }

    #[test]
    fn folding_reaches_the_letter_that_has_no_mark() {
        assert_eq!(fold("Đường đất Điện Biên"), "duong dat dien bien");
    }
}
