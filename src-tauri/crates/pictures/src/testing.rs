//! Photographs for tests, with what a camera would write into them.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

type Fractions = [(u32, u32); 3];

/// What the camera writes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Camera {
    pub(crate) orientation: u16,
    pub(crate) taken_at: Option<&'static str>,
    /// North; the longitude is then 105°40′ east.
    pub(crate) latitude: Option<Fractions>,
}

/// A JPEG whose four quarters differ: red, green, blue, white in reading order.
pub(crate) fn photo(width: u32, height: u32, camera: &Camera) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [220, 30, 30],
            (false, true) => [30, 200, 30],
            (true, false) => [30, 30, 220],
            (false, false) => [250, 250, 250],
        })
    });
    let mut jpeg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    with_notes(&jpeg, &tiff(camera))
}

/// A PNG of `picture`.
pub(crate) fn png(picture: &RgbImage) -> Vec<u8> {
    let mut png = Vec::new();
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    png
}

fn with_notes(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    let mut notes = b"Exif\0\0".to_vec();
    notes.extend(tiff);
    let mut file = vec![0xff, 0xd8, 0xff, 0xe1];
    file.extend(u16::try_from(notes.len() + 2).unwrap().to_be_bytes());
    file.extend(notes);
    file.extend(&jpeg[2..]);
    file
}

struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    data: Vec<u8>,
}

fn ascii(tag: u16, text: &str) -> Entry {
    let data = [text.as_bytes(), &[0]].concat();
    Entry { tag, kind: 2, count: u32::try_from(data.len()).unwrap(), data }
}

fn fractions(tag: u16, parts: Fractions) -> Entry {
    let data = parts.iter().flat_map(|(n, d)| [n.to_be_bytes(), d.to_be_bytes()].concat());
    Entry { tag, kind: 5, count: 3, data: data.collect() }
}

fn pointer(tag: u16, to: usize) -> Entry {
    let data = u32::try_from(to).unwrap().to_be_bytes().to_vec();
    Entry { tag, kind: 4, count: 1, data }
}

/// A big-endian TIFF: the first folder points to one for the time and one for the place.
fn tiff(camera: &Camera) -> Vec<u8> {
    let time: Vec<Entry> = camera.taken_at.iter().map(|at| ascii(0x9003, at)).collect();
    let place: Vec<Entry> = camera
        .latitude
        .iter()
        .flat_map(|latitude| {
            [
                ascii(1, "N"),
                fractions(2, *latitude),
                ascii(3, "E"),
                fractions(4, [(105, 1), (40, 1), (0, 1)]),
            ]
        })
        .collect();
    let first_size = 2 + 12 * 3 + 4;
    let time_at = 8 + first_size;
    let time_bytes = folder(time_at, &time);
    let place_at = time_at + time_bytes.len();
    let orientation = Entry {
        tag: 0x0112,
        kind: 3,
        count: 1,
        data: camera.orientation.max(1).to_be_bytes().to_vec(),
    };
    let first = [orientation, pointer(0x8769, time_at), pointer(0x8825, place_at)];
    let mut file = b"MM\0\x2a\0\0\0\x08".to_vec();
    file.extend(folder(8, &first));
    file.extend(time_bytes);
    file.extend(folder(place_at, &place));
    file
}

fn folder(at: usize, entries: &[Entry]) -> Vec<u8> {
    let mut head = u16::try_from(entries.len()).unwrap().to_be_bytes().to_vec();
    let mut far: Vec<u8> = Vec::new();
    let far_at = at + 2 + 12 * entries.len() + 4;
    for entry in entries {
        head.extend(entry.tag.to_be_bytes());
        head.extend(entry.kind.to_be_bytes());
        head.extend(entry.count.to_be_bytes());
        if entry.data.len() <= 4 {
            let mut near = entry.data.clone();
            near.resize(4, 0);
            head.extend(near);
        } else {
            head.extend(u32::try_from(far_at + far.len()).unwrap().to_be_bytes());
            far.extend(&entry.data);
        }
    }
    head.extend([0; 4]);
    head.extend(far);
    head
}
