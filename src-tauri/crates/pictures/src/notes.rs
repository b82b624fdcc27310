//! What the camera wrote down: when and where. Supporting evidence that can be wrong.

use std::io::Cursor;

use exif::{Exif, In, Tag, Value};

use crate::place::{Angle, Place, Side};

/// What a camera wrote into a photograph.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Notes {
    /// The moment as written, by the camera's own clock: `2022-09-15 09:14:02`; empty if none.
    pub taken_at: String,
    /// The place.
    pub place: Option<Place>,
}

/// Reads what the camera wrote down; nothing for files without notes, or with broken ones.
pub fn notes(bytes: &[u8]) -> Notes {
    let Ok(read) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return Notes::default();
    };
    Notes { taken_at: taken_at(&read).unwrap_or_default(), place: place(&read) }
}

fn taken_at(read: &Exif) -> Option<String> {
    let field = read.get_field(Tag::DateTimeOriginal, In::PRIMARY)?;
    let Value::Ascii(words) = &field.value else { return None };
    let moment = exif::DateTime::from_ascii(words.first()?).ok()?;
    let is_set = moment.year != 0 && moment.month != 0 && moment.day != 0;
    is_set.then(|| moment.to_string())
}

fn place(read: &Exif) -> Option<Place> {
    let latitude = angle(read, Tag::GPSLatitude, Tag::GPSLatitudeRef)?;
    let longitude = angle(read, Tag::GPSLongitude, Tag::GPSLongitudeRef)?;
    Place::new(latitude, longitude)
}

fn angle(read: &Exif, value: Tag, side: Tag) -> Option<Angle> {
    let Value::Rational(parts) = &read.get_field(value, In::PRIMARY)?.value else { return None };
    let Value::Ascii(letters) = &read.get_field(side, In::PRIMARY)?.value else { return None };
    let side = Side::from_letter(*letters.first()?.first()?)?;
    let [degrees, minutes, seconds] = parts.as_slice() else { return None };
    let part = |it: &exif::Rational| (it.num, it.denom);
    Angle::new([part(degrees), part(minutes), part(seconds)], side)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{Camera, photo};

    #[test]
    fn time_and_place_are_read_as_written() {
        let camera = Camera {
            taken_at: Some("2022:09:15 09:14:02"),
            latitude: Some([(18, 1), (25, 1), (12, 1)]),
            ..Camera::default()
        };

        let notes = notes(&photo(8, 8, &camera));

        assert_eq!(notes.taken_at, "2022-09-15 09:14:02");
        assert_eq!(notes.place.unwrap().to_string(), "18°25′12″B, 105°40′00″Đ");
    }

    #[test]
    fn a_clock_that_was_never_set_says_nothing() {
        let camera = Camera { taken_at: Some("0000:00:00 00:00:00"), ..Camera::default() };

        assert_eq!(notes(&photo(8, 8, &camera)), Notes::default());
        assert_eq!(notes(b"%PDF-1.7"), Notes::default());
    }

    proptest! {
        #[test]
        fn any_bytes_have_notes_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            drop(notes(&bytes));
        }

        #[test]
        fn a_damaged_photo_has_notes_or_none(at in 0_usize..400, byte: u8) {
            let camera = Camera {
                taken_at: Some("2022:09:15 09:14:02"),
                latitude: Some([(18, 1), (25, 1), (12, 1)]),
                ..Camera::default()
            };
            let mut bytes = photo(8, 8, &camera);
            let at = at % bytes.len();
            bytes[at] = byte;
            drop(notes(&bytes));
        }
    }
}
