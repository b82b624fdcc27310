//! Unpacking what is compressed, within bounds: a small file must not grow to fill the memory.

use std::{cell::Cell, io::Read as _};

use flate2::read::ZlibDecoder;

use super::object::{Dict, Object};
use crate::error::{PdfError, Unsupported};

/// How many bytes all lists and containers of one file may unpack to. Papers need far less.
const ROOM: usize = 64 * 1024 * 1024;

/// How many bytes may still be unpacked from one file.
#[derive(Debug)]
pub(crate) struct Room(Cell<usize>);

impl Room {
    #[cfg(test)]
    const fn of(bytes: usize) -> Self {
        Self(Cell::new(bytes))
    }
}

impl Default for Room {
    fn default() -> Self {
        Self(Cell::new(ROOM))
    }
}

/// The data of a stream of objects or of cross-references.
///
/// # Errors
///
/// [`PdfError::Unsupported`] for filters that such streams do not use, and for more data than
/// there is room for; [`PdfError::Damaged`] for data that does not unpack.
pub(crate) fn unpack(dict: &Dict, raw: &[u8], room: &Room) -> Result<Vec<u8>, PdfError> {
    let damaged = PdfError::Damaged { at: 0 };
    let single = |key: &str| match dict.get(key) {
        Some(Object::Array(items)) if items.len() == 1 => items.first(),
        other => other,
    };
    let data = match single("Filter") {
        None => raw.to_vec(),
        Some(Object::Name(name)) if name == b"FlateDecode" => {
            inflate(raw, room.0.get())?.ok_or_else(|| damaged.clone())?
        }
        Some(_) => return Err(PdfError::Unsupported(Unsupported::Filter)),
    };
    let left = room.0.get().checked_sub(data.len());
    room.0.set(left.ok_or(PdfError::Unsupported(Unsupported::Size))?);
    let Some(parameters) = single("DecodeParms").and_then(Object::as_dict) else { return Ok(data) };
    let number = |key: &str, or: usize| {
        let value = parameters.get(key).and_then(Object::as_int);
        value.map_or(Some(or), |value| usize::try_from(value).ok())
    };
    match (number("Predictor", 1), number("Columns", 1)) {
        (Some(1), _) => Ok(data),
        (Some(10..=15), Some(columns)) if 0 < columns => unpredict(&data, columns).ok_or(damaged),
        _ => Err(PdfError::Unsupported(Unsupported::Filter)),
    }
}

/// Inflates `raw` to at most `most` bytes. `None` for what is not deflated.
///
/// # Errors
///
/// [`PdfError::Unsupported`] when there is more.
fn inflate(raw: &[u8], most: usize) -> Result<Option<Vec<u8>>, PdfError> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut data = Vec::new();
    if ZlibDecoder::new(raw).take(limit).read_to_end(&mut data).is_err() {
        return Ok(None);
    }
    if most < data.len() {
        return Err(PdfError::Unsupported(Unsupported::Size));
    }
    Ok(Some(data))
}

/// Whether a deflated stream holds nothing but white space.
pub(crate) fn inflates_to_nothing(raw: &[u8]) -> bool {
    const MOST: usize = 64;
    let data = inflate(raw, MOST).ok().flatten();
    data.is_some_and(|data| data.iter().all(u8::is_ascii_whitespace))
}

/// Undoes the predictors of PNG (7.4.4.4) on rows of `columns` bytes.
fn unpredict(data: &[u8], columns: usize) -> Option<Vec<u8>> {
    let mut above = vec![0u8; columns];
    let mut out = Vec::with_capacity(data.len());
    for row in data.chunks(columns.checked_add(1)?) {
        let (kind, row) = row.split_first()?;
        (row.len() == columns).then_some(())?;
        let mut current = Vec::with_capacity(columns);
        let (mut left, mut corner) = (0u8, 0u8);
        for (byte, up) in row.iter().zip(&above) {
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => *up,
                3 => u8::try_from(u16::midpoint(u16::from(left), u16::from(*up))).ok()?,
                4 => paeth(left, *up, corner),
                _ => return None,
            };
            left = byte.wrapping_add(guess);
            corner = *up;
            current.push(left);
        }
        out.extend_from_slice(&current);
        above = current;
    }
    Some(out)
}

/// The neighbour nearest to left + up − corner.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |it: u8| (guess - i16::from(it)).abs();
    if far(left) <= far(up) && far(left) <= far(corner) {
        left
    } else if far(up) <= far(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn squeezed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn flate() -> Dict {
        Dict::new([("Filter", Object::name("FlateDecode"))])
    }

    #[test]
    fn unpacks_no_more_than_there_is_room_for() {
        const MOST: usize = 100_000;
        let bomb = squeezed(&vec![0; MOST + 1]);
        assert!(bomb.len() < MOST / 500, "a bomb is small");
        let size = PdfError::Unsupported(Unsupported::Size);
        assert_eq!(unpack(&flate(), &bomb, &Room::of(MOST)), Err(size.clone()));

        let room = Room::of(MOST);
        let half = squeezed(&vec![0; MOST / 2 + 1]);
        assert!(unpack(&flate(), &half, &room).is_ok());
        assert_eq!(unpack(&flate(), &half, &room), Err(size), "all streams share the room");
    }

    #[test]
    fn undoes_every_predictor() {
        let rows = [0, 10, 20, 1, 1, 1, 2, 1, 1, 3, 2, 2, 4, 1, 1];
        let plain = [10, 20, 1, 2, 2, 3, 3, 5, 4, 6];
        let mut dict = flate();
        let parameters = Dict::new([("Predictor", Object::Int(12)), ("Columns", Object::Int(2))]);
        dict.set("DecodeParms", Object::Dict(parameters));
        assert_eq!(unpack(&dict, &squeezed(&rows), &Room::default()).unwrap(), plain);
        let torn = squeezed(&[2, 1]);
        assert!(unpack(&dict, &torn, &Room::default()).is_err());
    }

    #[test]
    fn knows_an_empty_stream_by_what_is_in_it() {
        assert!(inflates_to_nothing(&squeezed(b" \n")));
        assert!(!inflates_to_nothing(&squeezed(b"/A Do")));
        assert!(!inflates_to_nothing(b"/A Do"));
        assert!(!inflates_to_nothing(&squeezed(&[b' '; 4096])));
    }
}
