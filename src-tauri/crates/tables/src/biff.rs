//! Records of `.xls` (BIFF8), taken apart without trusting any length in them.
//!
//! # Source
//!
//! [MS-XLS], Excel Binary File Format (.xls) Structure.

use crate::error::TableError;

/// One record with the pieces that continue it.
pub(crate) struct Record<'a> {
    pub(crate) kind: u16,
    pub(crate) data: &'a [u8],
    pub(crate) more: Vec<&'a [u8]>,
}

const CONTINUE: u16 = 0x003C;

/// The records of a stream from `at` on, up to its end or the first one that is cut off.
pub(crate) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(crate) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { rest: stream.get(at..).unwrap_or_default() }
    }

    fn piece(&mut self, only: Option<u16>) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.rest, 0)?;
        if only.is_some_and(|only| only != kind) {
            return None;
        }
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..)?;
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.piece(None)?;
        let mut more = Vec::new();
        while let Some((_, data)) = self.piece(Some(CONTINUE)) {
            more.push(data);
        }
        Some(Record { kind, data, more })
    }
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

pub(crate) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at + 8)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number in the short form called RK.
pub(crate) fn rk(bytes: &[u8], at: usize) -> Option<f64> {
    let raw = u32_at(bytes, at)?;
    let value = if raw & 2 == 0 {
        f64::from_bits(u64::from(raw & 0xFFFF_FFFC) << 32)
    } else {
        f64::from(raw.cast_signed() >> 2)
    };
    Some(if raw & 1 == 0 { value } else { value / 100.0 })
}

/// Text of `count` letters after its flags, in one piece.
pub(crate) fn text(bytes: &[u8], at: usize, count: usize) -> Option<String> {
    let wide = bytes.get(at)? & 1 != 0;
    let rest = bytes.get(at + 1..)?;
    Some(letters(rest.get(..rest.len().min(if wide { count * 2 } else { count }))?, wide))
}

fn letters(bytes: &[u8], wide: bool) -> String {
    if wide {
        let units = bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    } else {
        bytes.iter().copied().map(char::from).collect()
    }
}

/// The table of texts. A text may go on in the next piece, which says anew how wide letters are.
pub(crate) fn strings(record: &Record<'_>) -> Result<Vec<String>, TableError> {
    let mut pieces = Pieces { now: record.data, next: record.more.iter() };
    let unique = pieces.skip(4).and_then(|()| pieces.u32()).unwrap_or(0);
    let mut strings = Vec::new();
    while strings.len() < unique as usize {
        let Some(string) = pieces.string() else {
            let reason = format!("text {} of {unique} is cut off", strings.len() + 1);
            return Err(TableError::damaged(&reason));
        };
        strings.push(string);
    }
    Ok(strings)
}

struct Pieces<'r, 'a> {
    now: &'a [u8],
    next: std::slice::Iter<'r, &'a [u8]>,
}

impl<'a> Pieces<'_, 'a> {
    fn turn(&mut self) -> Option<()> {
        self.now = self.next.next()?;
        Some(())
    }

    fn take(&mut self, most: usize) -> Option<&'a [u8]> {
        if self.now.is_empty() {
            self.turn()?;
        }
        let length = most.min(self.now.len());
        let (taken, rest) = self.now.split_at_checked(length)?;
        self.now = rest;
        Some(taken)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left != 0 {
            let taken = self.take(left)?.len();
            if taken == 0 {
                return None;
            }
            left -= taken;
        }
        Some(())
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = *self.take(1)?.first()?;
        }
        Some(bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.bytes().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn string(&mut self) -> Option<String> {
        let mut left = usize::from(self.u16()?);
        let [flags] = self.bytes()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let extra = if flags & 4 == 0 { 0 } else { usize::try_from(self.u32()?).ok()? };
        let mut wide = flags & 1 != 0;
        let mut string = String::new();
        while left != 0 {
            if self.now.is_empty() {
                self.turn()?;
                let [flags] = self.bytes()?;
                wide = flags & 1 != 0;
            }
            let size = if wide { 2 } else { 1 };
            let taken = self.take((left * size).min(self.now.len() / size * size))?;
            if taken.is_empty() {
                return None;
            }
            string.push_str(&letters(taken, wide));
            left -= taken.len() / size;
        }
        self.skip(runs * 4)?;
        self.skip(extra)?;
        Some(string)
    }
}

/// Whether a format shows a number as a day or an hour.
pub(crate) fn shows_days(format: &str) -> bool {
    let mut hidden = false;
    let mut escaped = false;
    for letter in format.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => hidden = !hidden,
            '[' if !hidden => hidden = true,
            ']' => hidden = false,
            ';' if !hidden => return false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if !hidden => return true,
            _ => {}
        }
    }
    false
}

/// Whether one of the formats every Excel knows by number shows days or hours.
pub(crate) const fn known_days(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_over_two_pieces_may_change_its_width() {
        // One text of four letters: “Mã” wide, then “so” narrow in the continuing record.
        let data = [1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 1, b'M', 0, 0xe3, 0];
        let more = [0, b's', b'o'];
        let record = Record { kind: 0xFC, data: &data, more: vec![&more] };
        assert_eq!(strings(&record).unwrap(), ["Mãso"]);
    }

    #[test]
    fn a_length_that_lies_is_refused() {
        let data = [1, 0, 0, 0, 255, 255, 255, 255, 4, 0, 0, b'M'];
        let record = Record { kind: 0xFC, data: &data, more: Vec::new() };
        assert!(strings(&record).is_err());
    }

    #[test]
    fn short_numbers_are_whole_or_hundredths() {
        assert_eq!(rk(&((12 << 2) | 2_u32).to_le_bytes(), 0), Some(12.0));
        assert_eq!(rk(&((1250 << 2) | 3_u32).to_le_bytes(), 0), Some(12.5));
    }

    #[test]
    fn formats_of_days_are_told_from_formats_of_numbers() {
        assert!(shows_days("dd/mm/yyyy"));
        assert!(shows_days("[$-42A]d mmmm"));
        assert!(!shows_days("#,##0 \"đồng\""));
        assert!(!shows_days("0.00%"));
    }
}
