//! When two spellings are the same name.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::unit::UnitKind;

/// Returns one form for all spellings of a name: where the tone mark stands (`Hoà`, `Hòa`), which
/// apostrophe (`H’Leo`, `H'Leo`), capitals, composed or not, hyphens and spaces.
///
/// Every letter and every tone stays apart, so `Sơn Hà` and `Sơn Hạ` stay two names: marks are
/// never stripped here.
pub fn spelling(name: &str) -> String {
    let mut form = String::with_capacity(name.len());
    for word in name.split(|letter: char| letter.is_whitespace() || is_dash(letter)) {
        if word.is_empty() {
            continue;
        }
        if !form.is_empty() {
            form.push(' ');
        }
        // The tones go behind the word: where in it they are written is a matter of taste.
        let mut tones = String::new();
        let lower = word.nfd().flat_map(char::to_lowercase).filter_map(|letter| match letter {
            tone if is_tone(tone) => {
                tones.push(tone);
                None
            }
            '’' | '‘' | 'ʼ' | '`' | '´' => Some('\''),
            // An Icelandic letter that looks the same in capitals.
            'ð' => Some('đ'),
            other => Some(other),
        });
        form.extend(lower.nfc());
        form.push_str(&tones);
    }
    form
}

/// Splits a name into its kind, where one is written, and the rest: `TT Cần Giuộc`, `P. Cầu Tre`.
pub fn split_kind(name: &str) -> (Option<UnitKind>, &str) {
    const WAYS: [(&str, UnitKind); 10] = [
        ("xã", UnitKind::Xa),
        ("x.", UnitKind::Xa),
        ("phường", UnitKind::Phuong),
        ("p.", UnitKind::Phuong),
        ("thị trấn", UnitKind::ThiTran),
        ("tt.", UnitKind::ThiTran),
        ("tt", UnitKind::ThiTran),
        ("đặc khu", UnitKind::DacKhu),
        ("đk.", UnitKind::DacKhu),
        ("đk", UnitKind::DacKhu),
    ];
    let name = name.trim();
    for (way, kind) in WAYS {
        let Some(rest) = strip_start(name, way) else { continue };
        let apart = way.ends_with('.') || rest.starts_with(char::is_whitespace);
        if apart && !rest.trim().is_empty() {
            return (Some(kind), rest.trim_start());
        }
    }
    (None, name)
}

/// The rest of `text` behind `start`, capitals or not, composed or not.
fn strip_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut wanted = start.nfd();
    for (at, letter) in text.char_indices() {
        for part in letter.nfd().flat_map(char::to_lowercase) {
            match wanted.next() {
                Some(next) if next == part => {}
                // `start` ended with the letter before this one.
                None if !is_combining_mark(part) => return text.get(at..),
                Some(_) | None => return None,
            }
        }
    }
    None
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name_are_equal() {
        for (one, other) in [
            ("Hoà An", "Hòa An"),
            ("Thuỷ Nguyên", "Thủy Nguyên"),
            ("Nguyễn Uý", "Nguyễn Úy"),
            ("Ea H’Leo", "Ea H'Leo"),
            ("xã Bắc Sơn", "Xã Bắc Sơn"),
            ("Văn Miếu - Quốc Tử Giám", "Văn Miếu Quốc Tử Giám"),
            ("Tie\u{302}n Du", "Tiên Du"),
            ("Ðồng Nai", "Đồng Nai"),
        ] {
            assert_eq!(spelling(one), spelling(other), "{one} {other}");
        }
    }

    #[test]
    fn names_that_differ_in_a_letter_or_a_tone_stay_apart() {
        for (one, other) in [
            ("Sơn Hà", "Sơn Hạ"),
            ("Ba Tơ", "Ba Tô"),
            ("Văn Lang", "Văn Lăng"),
            ("Cẩm Giang", "Cẩm Giàng"),
            ("Lộc Thạnh", "Lộc Thành"),
            ("Thanh An", "Thạnh An"),
            ("Tân Thành", "Tân Thạnh"),
            ("Đa Kia", "Da Kia"),
        ] {
            assert_ne!(spelling(one), spelling(other), "{one} {other}");
        }
    }

    #[test]
    fn a_kind_is_read_in_the_ways_people_write_it() {
        for (text, kind, rest) in [
            ("Thị trấn Cần Giuộc", Some(UnitKind::ThiTran), "Cần Giuộc"),
            ("TT Cần Giuộc", Some(UnitKind::ThiTran), "Cần Giuộc"),
            ("P.Cầu Tre", Some(UnitKind::Phuong), "Cầu Tre"),
            ("xã  Thường Lạc", Some(UnitKind::Xa), "Thường Lạc"),
            ("ĐẶC KHU Lý Sơn", Some(UnitKind::DacKhu), "Lý Sơn"),
            ("Xa Mát", None, "Xa Mát"),
            ("Xãng", None, "Xãng"),
            ("Phường", None, "Phường"),
        ] {
            assert_eq!(split_kind(text), (kind, rest), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_form_is_its_own_form(name in "\\PC{0,20}") {
            let form = spelling(&name);
            prop_assert_eq!(spelling(&form), form);
        }

        #[test]
        fn splitting_never_fails(name in "\\PC{0,20}") {
            let (_, rest) = split_kind(&name);
            prop_assert!(name.contains(rest));
        }
    }
}
