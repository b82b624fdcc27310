//! Where a camera says it was, exactly as it wrote it down.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A place by latitude and longitude. Supporting evidence that can be wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// North or south of the equator.
    pub latitude: Angle,
    /// East or west of Greenwich.
    pub longitude: Angle,
}

/// Degrees, minutes and seconds, each a fraction as EXIF spells it (tags 0x0002 and 0x0004).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Angle {
    /// Numerator and denominator of degrees, minutes, seconds; no denominator is 0.
    parts: [(u32, u32); 3],
    /// On which side it is counted.
    side: Side,
}

/// The side on which an angle is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// Bắc.
    North,
    /// Nam.
    South,
    /// Đông.
    East,
    /// Tây.
    West,
}

/// A text that names no place.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("not a place")]
pub struct BadPlace;

impl Place {
    /// The place; `None` when the two are not a latitude and a longitude of the earth.
    pub fn new(latitude: Angle, longitude: Angle) -> Option<Self> {
        let upright = matches!(latitude.side, Side::North | Side::South);
        let level = matches!(longitude.side, Side::East | Side::West);
        let fits = upright && level && latitude.is_within(90) && longitude.is_within(180);
        fits.then_some(Self { latitude, longitude })
    }

    /// The exact fractions in one line, from which [`FromStr`] makes an equal place:
    /// `18/1 25/1 1234/100 N 105/1 40/1 0/1 E`.
    pub fn exact(&self) -> String {
        format!("{} {}", self.latitude.exact(), self.longitude.exact())
    }
}

impl Angle {
    /// An angle of fractions; `None` when a denominator is 0.
    pub fn new(parts: [(u32, u32); 3], side: Side) -> Option<Self> {
        parts.iter().all(|(_, denominator)| *denominator != 0).then_some(Self { parts, side })
    }

    fn exact(&self) -> String {
        let [degrees, minutes, seconds] =
            self.parts.map(|(numerator, denominator)| format!("{numerator}/{denominator}"));
        format!("{degrees} {minutes} {seconds} {}", self.side.letter())
    }

    fn is_within(&self, degrees: u128) -> bool {
        self.hundredths().is_some_and(|hundredths| hundredths <= degrees * HUNDREDTHS_PER_DEGREE)
    }

    /// The angle in hundredths of a second, rounded half up: all three fractions together, because
    /// some cameras write degrees with decimals and leave minutes at 0. `None` past any angle.
    fn hundredths(&self) -> Option<u128> {
        let weights = [HUNDREDTHS_PER_DEGREE, HUNDREDTHS_PER_DEGREE / 60, 100];
        let fractions = || self.parts.iter().map(|(n, d)| (u128::from(*n), u128::from(*d)));
        let whole: u128 = fractions().map(|(_, denominator)| denominator).product();
        let mut sum: u128 = 0;
        for ((numerator, denominator), weight) in fractions().zip(weights) {
            let part = (whole / denominator).checked_mul(numerator)?.checked_mul(weight)?;
            sum = sum.checked_add(part)?;
        }
        Some(sum.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?)
    }
}

const HUNDREDTHS_PER_DEGREE: u128 = 360_000;

impl Side {
    /// The letter of EXIF.
    pub const fn letter(self) -> char {
        match self {
            Self::North => 'N',
            Self::South => 'S',
            Self::East => 'E',
            Self::West => 'W',
        }
    }

    /// The side that EXIF calls so.
    pub const fn from_letter(letter: u8) -> Option<Self> {
        match letter {
            b'N' => Some(Self::North),
            b'S' => Some(Self::South),
            b'E' => Some(Self::East),
            b'W' => Some(Self::West),
            _ => None,
        }
    }

    /// The letter on Vietnamese maps: Bắc, Nam, Đông, Tây.
    const fn vietnamese(self) -> char {
        match self {
            Self::North => 'B',
            Self::South => 'N',
            Self::East => 'Đ',
            Self::West => 'T',
        }
    }
}

impl fmt::Display for Angle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.hundredths().unwrap_or_default();
        let (degrees, rest) = (all / HUNDREDTHS_PER_DEGREE, all % HUNDREDTHS_PER_DEGREE);
        let (minutes, rest) = (rest / 6000, rest % 6000);
        let (seconds, hundredths) = (rest / 100, rest % 100);
        write!(out, "{degrees}°{minutes:02}′{seconds:02}")?;
        if hundredths % 10 != 0 {
            write!(out, ",{hundredths:02}")?;
        } else if hundredths != 0 {
            write!(out, ",{}", hundredths / 10)?;
        }
        write!(out, "″{}", self.side.vietnamese())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", self.latitude, self.longitude)
    }
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        let mut words = text.split(' ');
        let latitude = angle(&mut words).ok_or(BadPlace)?;
        let longitude = angle(&mut words).ok_or(BadPlace)?;
        if words.next().is_some() {
            return Err(BadPlace);
        }
        Self::new(latitude, longitude).ok_or(BadPlace)
    }
}

fn angle<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Angle> {
    let mut fraction = || {
        let (numerator, denominator) = words.next()?.split_once('/')?;
        Some((numerator.parse().ok()?, denominator.parse().ok()?))
    };
    let parts = [fraction()?, fraction()?, fraction()?];
    let [letter] = words.next()?.as_bytes() else { return None };
    Angle::new(parts, Side::from_letter(*letter)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(latitude: [(u32, u32); 3], longitude: [(u32, u32); 3]) -> Place {
        let latitude = Angle::new(latitude, Side::North).unwrap();
        Place::new(latitude, Angle::new(longitude, Side::East).unwrap()).unwrap()
    }

    #[test]
    fn degrees_are_shown_as_vietnamese_maps_write_them() {
        let place = place([(18, 1), (25, 1), (12, 1)], [(105, 1), (40, 1), (1234, 100)]);

        assert_eq!(place.to_string(), "18°25′12″B, 105°40′12,34″Đ");
    }

    #[test]
    fn degrees_with_decimals_become_minutes_and_seconds() {
        let place = place([(1_842, 100), (0, 1), (0, 1)], [(105, 1), (405, 10), (0, 1)]);

        assert_eq!(place.to_string(), "18°25′12″B, 105°40′30″Đ");
    }

    #[test]
    fn what_the_camera_wrote_is_kept_to_the_last_digit() {
        let place = place([(18, 1), (25, 1), (12_345_678, 1_000_000)], [(0, 7), (1, 3), (0, 1)]);

        assert_eq!(place.exact(), "18/1 25/1 12345678/1000000 N 0/7 1/3 0/1 E");
        assert_eq!(place.exact().parse(), Ok(place));
    }

    #[test]
    fn no_place_lies_beyond_the_pole_or_under_a_zero() {
        let one = [(1, 1); 3];
        let beyond = Angle::new([(91, 1), (0, 1), (0, 1)], Side::North).unwrap();
        let east = Angle::new(one, Side::East).unwrap();

        assert_eq!(Angle::new([(1, 0), (1, 1), (1, 1)], Side::East), None);
        assert_eq!(Place::new(beyond, east), None);
        assert_eq!(Place::new(east, east), None);
        assert_eq!("18/1 25/1 N".parse::<Place>(), Err(BadPlace));
    }

    proptest! {
        #[test]
        fn any_fractions_are_shown_without_falling_over(
            parts in prop::array::uniform3((any::<u32>(), 1..=u32::MAX)),
        ) {
            let angle = Angle::new(parts, Side::North).unwrap();
            prop_assert!(angle.to_string().ends_with("″B"));
        }

        #[test]
        fn any_text_is_a_place_or_none(text in "\\PC*") {
            if let Ok(place) = text.parse::<Place>() {
                prop_assert_eq!(place.exact().parse(), Ok(place));
            }
        }
    }
}
