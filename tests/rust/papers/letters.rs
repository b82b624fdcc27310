//! Every vowel with every tone comes out of the paper as it went in.

use acceptance::judges;

use super::office::samples;

/// Lines of the sample page: a vowel with its tones in both cases, and đ.
fn lines() -> Vec<String> {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let with = |vowel: &str| tones.map(|tone| composed(vowel, tone)).join(" ");
    let mut lines: Vec<String> = "aăâeêioôơuưy"
        .chars()
        .map(|vowel| {
            let upper: String = vowel.to_uppercase().collect();
            format!("{} {}", with(&vowel.to_string()), with(&upper))
        })
        .collect();
    lines.push("đ Đ".to_owned());
    lines
}

/// The letter as one character, which is how Vietnamese is kept (NFC).
fn composed(vowel: &str, tone: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(format!("{vowel}{tone}").as_str()).collect()
}

#[test]
fn every_letter_in_every_face_is_read_back_composed() {
    let Some((folder, files)) = samples(&[&["letters"]]) else { return };
    let pdf = files[0].with_extension("pdf");
    let Some(text) = judges::written_in(&pdf) else { return };

    let mut read: Vec<&str> =
        text.split(['\n', '\u{c}']).map(str::trim).filter(|line| !line.is_empty()).collect();
    // The number of the second page.
    read.retain(|line| *line != "2");
    let expected = lines();
    assert_eq!(read.len(), 4 * expected.len());
    for (line, expected) in read.iter().zip(expected.iter().cycle()) {
        assert_eq!(line, expected);
    }
    let fonts = judges::fonts_of(&pdf).unwrap();
    assert_eq!(fonts.len(), 4, "{fonts:?}");
    drop(folder);
}
