//! Codes in one picture of a page.

use image::GrayImage;
use image::imageops::{self, FilterType};
use rqrr::PreparedImage;

/// Below this width a page is not made smaller to be read again.
const NARROW_PX: u32 = 1000;

/// The codes that can be read, each once; the squares of a code on A4 need 200 dots per inch. What was
/// taken at a high resolution is read again at half of it, where the grain of paper and of sensors is
/// gone.
pub(crate) fn read(mut picture: GrayImage) -> Vec<String> {
    loop {
        let found = read_once(&picture);
        let half = (picture.width() / 2, picture.height() / 2);
        if !found.is_empty() || half.0 < NARROW_PX {
            return found;
        }
        picture = imageops::resize(&picture, half.0, half.1, FilterType::Triangle);
    }
}

fn read_once(picture: &GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let (Ok(width), Ok(height)) = (usize::try_from(width), usize::try_from(height)) else {
        return Vec::new();
    };
    let samples = picture.as_raw();
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        samples.get(y * width + x).copied().unwrap_or(u8::MAX)
    });
    let mut found = Vec::new();
    for grid in prepared.detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !found.contains(&text)
        {
            found.push(text);
        }
    }
    found
}
