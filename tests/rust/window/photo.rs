//! A photo as a phone takes it: its pixels lie on the side, and a note says so.

use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageBuffer, Rgb};

/// An EXIF block that says one thing: turn the picture by 90° to see it upright (orientation 6).
const TURN_ME: &[u8] = b"\xFF\xE1\x00\x22Exif\0\0II\x2A\0\x08\0\0\0\
    \x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

/// Where a number in fine stripes stands on the upright picture: left, top, width and height in
/// thousandths.
pub(super) const NUMBER: [u32; 4] = [400, 625, 200, 300];

/// Writes a JPEG of 640 x 400 pixels that is upright as 400 x 640.
pub(super) fn take(path: &Path) {
    let notice = ImageBuffer::from_fn(640, 400, |x, y| match (x / 40 % 2, y / 40 % 2) {
        _ if x < 120 => Rgb([178_u8, 34, 34]),
        _ if (400..592).contains(&x) && (160..240).contains(&y) => {
            Rgb(if x / 4 % 2 == 0 { [0; 3] } else { [255; 3] })
        }
        (0, 0) | (1, 1) => Rgb([240, 236, 220]),
        _ => Rgb([70, 110, 150]),
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 80).encode_image(&notice).unwrap();
    // Behind the two bytes with which every JPEG begins.
    jpeg.splice(2..2, TURN_ME.iter().copied());
    std::fs::write(path, jpeg).unwrap();
}
