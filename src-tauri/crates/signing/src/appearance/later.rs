//! What comes onto a paper after it was signed: the seal of an agency, and the words of a copy.

use unicode_normalization::UnicodeNormalization as _;

use super::{Size, broken, hung, points, within, written};
use crate::{
    error::SignError,
    font::Font,
    pdf::{Dict, Id, Object},
    picture::Picture,
    update::Update,
};

/// No seal of an agency is smaller: a picture that says so tells the dots of a screen. Thousandths of
/// a point, for 20 mm.
const LEAST_SEAL_MPT: i64 = 56_693;
/// Sizes of type for a copy: that of the decree, and smaller ones for names that are too long for it.
const COPY_SIZES_MPT: [i64; 4] = [10_000, 9000, 8000, 7000];
/// Size of words in a field: that of a number on our papers.
const ENTRY_SIZE_MPT: i64 = 13_000;
/// Distance of lines, in hundredths of the size: single lines of Times.
const COPY_LEADING: i64 = 115;

/// Writes the appearance of a seal.
pub(super) fn seal(update: &mut Update<'_>, size: Size, picture: &Picture) -> Id {
    let picture = picture.trimmed();
    let real = picture.printed_mpt().filter(|(wide, high)| LEAST_SEAL_MPT <= *wide.min(high));
    let room = real.map_or(size, |(wide, high)| Size {
        width: size.width.min(wide),
        height: size.height.min(high),
    });
    let shown = within(&picture, room);
    let at = (size.width - shown.width, (size.height - shown.height) / 2);
    hung(update, size, &picture, (shown, at))
}

/// Writes the words of a copy, flush with the right edge of the field.
///
/// # Errors
///
/// [`SignError::Font`] when the font does not do.
pub(super) fn copy(
    update: &mut Update<'_>,
    size: Size,
    lines: &[String],
    font: &[u8],
) -> Result<Id, SignError> {
    let mut font = Font::read(font)?;
    let lines: Vec<String> = lines.iter().map(|line| line.nfc().collect()).collect();
    let mut set = (0, Vec::new());
    for type_size in COPY_SIZES_MPT {
        let width = size.width * 1000 / type_size;
        let rows: Vec<String> =
            lines.iter().flat_map(|line| broken(&mut font, line, width)).collect();
        let high = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let fits = high.saturating_mul(type_size * COPY_LEADING / 100) <= size.height;
        set = (type_size, rows);
        if fits {
            break;
        }
    }
    let (type_size, rows) = set;
    let mut content = format!("q BT 0 g /F {} Tf\n", points(type_size)).into_bytes();
    // The first base line stands about nine tenths of the size below the top.
    let mut base = size.height - type_size * 9 / 10;
    for row in &rows {
        let left = size.width - font.measure(row) * type_size / 1000;
        let (left, up) = (points(left), points(base));
        content.extend_from_slice(format!("1 0 0 1 {left} {up} Tm ").as_bytes());
        font.encode(row).write(&mut content);
        content.extend_from_slice(b" Tj\n");
        base -= type_size * COPY_LEADING / 100;
    }
    content.extend_from_slice(b"ET Q\n");
    let fonts = Dict::new([("F", Object::Ref(font.embed(update)?))]);
    let resources = Dict::new([("Font", Object::Dict(fonts))]);
    Ok(written(update, size, resources, &content))
}

/// Writes the appearance of words in a field of one line, in the middle, as large as on our papers.
///
/// # Errors
///
/// [`SignError::Font`] when the font does not do.
pub(crate) fn entry(
    update: &mut Update<'_>,
    size: Size,
    text: &str,
    font: &[u8],
) -> Result<Id, SignError> {
    let mut font = Font::read(font)?;
    let wide = font.measure(text).max(1);
    let type_size = ENTRY_SIZE_MPT.min(size.width * 1000 / wide).min(size.height);
    let left = points((size.width - wide * type_size / 1000) / 2);
    // Capitals and digits are about two thirds of the size high.
    let base = points((size.height - type_size * 2 / 3) / 2);
    let mut content =
        format!("/Tx BMC q BT 0 g /F {} Tf {left} {base} Td ", points(type_size)).into_bytes();
    font.encode(text).write(&mut content);
    content.extend_from_slice(b" Tj ET Q EMC\n");
    let fonts = Dict::new([("F", Object::Ref(font.embed(update)?))]);
    let resources = Dict::new([("Font", Object::Dict(fonts))]);
    Ok(written(update, size, resources, &content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Appearance, Mark, sign,
        testing::{PLACES, fixture, font, key, printed, request, root},
        verify::{Verdict, verify},
    };

    /// The operators of the last look that was added to `signed`.
    fn look(signed: &[u8]) -> String {
        String::from_utf8_lossy(signed.get(printed().len()..).unwrap()).into_owned()
    }

    fn marked(mark: Mark<'_>, picture: Option<&Picture>) -> Vec<u8> {
        let (key, font) = (key("p256.p12"), font());
        let mut request = request(PLACES[0], &key, &font);
        request.appearance = Appearance { mark, picture, ..request.appearance };
        let signed = sign(printed(), &request).unwrap();
        assert_eq!(verify(&signed, &root(), None).verdict, Verdict::Intact);
        signed
    }

    #[test]
    fn a_seal_stands_at_the_right_edge_of_its_field() {
        let picture = Picture::read(&fixture("seal.png")).unwrap();

        let text = look(&marked(Mark::Seal, Some(&picture)));

        let shown = text.lines().find(|line| line.contains("/P Do")).unwrap();
        let numbers: Vec<f64> = shown.split(' ').filter_map(|part| part.parse().ok()).collect();
        let [width, _, _, height, left, bottom] = numbers.as_slice() else { panic!("{shown}") };
        let bounds = text.split("/BBox").nth(1).unwrap();
        let bounds: Vec<f64> =
            bounds.split(['[', ']', ' ']).filter_map(|part| part.parse().ok()).take(4).collect();
        assert!((left + width - bounds[2]).abs() < 0.01, "{shown} in {bounds:?}");
        assert!(*bottom >= 0.0 && bottom + height <= bounds[3] + 0.01);
    }

    #[test]
    fn a_copy_is_said_in_black_words_of_ten_points_without_a_picture() {
        let lines = ["SAO Y", "SỞ NỘI VỤ", "2022-09-15T11:30:05+07:00"].map(str::to_owned);

        let text = look(&marked(Mark::Copy(&lines), None));

        assert!(text.contains("q BT 0 g /F 10 Tf\n"), "{text}");
        assert_eq!(text.matches(" Tj\n").count(), 3);
        assert!(!text.contains("/SMask") && !text.contains(" re S"));
    }

    #[test]
    fn a_name_that_is_too_long_for_ten_points_is_set_smaller_rather_than_cut() {
        let lines = vec!["ỦY BAN NHÂN DÂN ".repeat(12)];

        let text = look(&marked(Mark::Copy(&lines), None));

        assert!(!text.contains("/F 10 Tf"), "{text}");
    }
}
