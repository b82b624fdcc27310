//! Upright copies of a photograph: one to work with, one for lists.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, RgbImage};

use crate::PictureError;

/// Longest edge of a working copy, in pixels: fills a screen, and prints at 250 dots an inch.
pub const WORK_PX: u32 = 1600;

/// Longest edge of a small copy for lists, in pixels.
pub const THUMB_PX: u32 = 480;

/// Longest edge that is read, in pixels.
pub const EDGE_MAX_PX: u32 = 20_000;

/// Most pixels that are read: a file of a few kilobytes can claim any number of them.
pub const PIXELS_MAX: u64 = 120_000_000;

/// Most memory one picture may take while it is read: four bytes for each of [`PIXELS_MAX`].
const DECODE_BYTES_MAX: u64 = PIXELS_MAX * 4;

/// Quality of copies, of 100.
const QUALITY: u8 = 84;

/// The copies of one photograph, turned as its EXIF orientation says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Copies {
    /// At most [`WORK_PX`] wide and high, JPEG without any notes of the camera.
    pub work: Vec<u8>,
    /// At most [`THUMB_PX`] wide and high, likewise.
    pub thumb: Vec<u8>,
    /// Width of the upright original, in pixels.
    pub width_px: u32,
    /// Height of the upright original, in pixels.
    pub height_px: u32,
}

/// Makes the copies of the JPEG or PNG in `bytes`.
///
/// # Errors
///
/// [`PictureError`]; the size is looked at before anything is decoded.
pub fn copies(bytes: &[u8]) -> Result<Copies, PictureError> {
    let (picture, orientation) = decode(bytes)?;
    let swapped = !matches!(
        orientation,
        Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical
    );
    let (width, height) = (picture.width(), picture.height());
    let (width_px, height_px) = if swapped { (height, width) } else { (width, height) };
    // Made small before it is turned: turning 25 megapixels costs more than reading them.
    let mut work = shrunk(picture, WORK_PX);
    work.apply_orientation(orientation);
    let work = DynamicImage::ImageRgb8(on_white(&work));
    let thumb = shrunk(work.clone(), THUMB_PX);
    Ok(Copies {
        work: jpeg(&on_white(&work))?,
        thumb: jpeg(&on_white(&thumb))?,
        width_px,
        height_px,
    })
}

/// The pixels of a copy.
pub(crate) fn pixels(bytes: &[u8]) -> Result<RgbImage, PictureError> {
    let (mut picture, orientation) = decode(bytes)?;
    picture.apply_orientation(orientation);
    Ok(on_white(&picture))
}

/// `picture` as JPEG.
pub(crate) fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(picture)
        .map_err(|_| PictureError::Unwritable)?;
    Ok(jpeg)
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PictureError::Unreadable)?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(EDGE_MAX_PX);
    limits.max_image_height = Some(EDGE_MAX_PX);
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width_px, height_px) = decoder.dimensions();
    let pixels = u64::from(width_px) * u64::from(height_px);
    if PIXELS_MAX < pixels || DECODE_BYTES_MAX < decoder.total_bytes() {
        return Err(PictureError::TooManyPixels { width_px, height_px });
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    Ok((DynamicImage::from_decoder(decoder).map_err(unreadable)?, orientation))
}

fn shrunk(picture: DynamicImage, edge_px: u32) -> DynamicImage {
    if edge_px < picture.width() || edge_px < picture.height() {
        picture.thumbnail(edge_px, edge_px)
    } else {
        picture
    }
}

/// What shows through becomes white, as on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut solid = RgbImage::new(picture.width(), picture.height());
    for (from, to) in picture.to_rgba8().pixels().zip(solid.pixels_mut()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|part| {
            let mixed = (part * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    solid
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{Camera, photo, png};

    /// The colours of the four quarters in reading order, as letters.
    fn quarters(jpeg: &[u8]) -> String {
        let picture = pixels(jpeg).unwrap();
        let (width, height) = picture.dimensions();
        let letter = |x: u32, y: u32| match picture.get_pixel(x * width / 4, y * height / 4).0 {
            [red, green, blue] if red > 200 && green > 200 && blue > 200 => 'W',
            [red, green, _] if red > 150 && green < 100 => 'R',
            [_, green, blue] if green > 150 && blue < 100 => 'G',
            _ => 'B',
        };
        [letter(1, 1), letter(3, 1), letter(1, 3), letter(3, 3)].iter().collect()
    }

    #[test]
    fn all_eight_orientations_come_out_upright() {
        // EXIF 2.3, tag 0x0112: what row 0 and column 0 of the file stand for.
        let wanted = ["RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"];
        for (orientation, wanted) in (1_u16..).zip(wanted) {
            let file = photo(64, 32, &Camera { orientation, ..Camera::default() });

            let copies = copies(&file).unwrap();

            assert_eq!(quarters(&copies.work), wanted, "orientation {orientation}");
            assert_eq!(quarters(&copies.thumb), wanted, "orientation {orientation}");
            let upright = if orientation < 5 { (64, 32) } else { (32, 64) };
            assert_eq!((copies.width_px, copies.height_px), upright);
            assert_eq!(pixels(&copies.work).unwrap().dimensions(), upright);
        }
    }

    #[test]
    fn a_large_picture_is_made_small_and_a_small_one_left_as_it_is() {
        let large = copies(&png(&RgbImage::new(3200, 800))).unwrap();
        assert_eq!(pixels(&large.work).unwrap().dimensions(), (1600, 400));
        assert_eq!(pixels(&large.thumb).unwrap().dimensions(), (480, 120));
        assert_eq!((large.width_px, large.height_px), (3200, 800));

        let small = copies(&png(&RgbImage::new(20, 10))).unwrap();
        assert_eq!(pixels(&small.work).unwrap().dimensions(), (20, 10));
    }

    #[test]
    fn copies_carry_none_of_the_notes() {
        let camera = Camera { latitude: Some([(18, 1), (0, 1), (0, 1)]), ..Camera::default() };
        let copies = copies(&photo(16, 16, &camera)).unwrap();

        for copy in [copies.work, copies.thumb] {
            assert_eq!(crate::notes(&copy), crate::Notes::default());
            assert!(!copy.windows(4).any(|four| four == b"Exif"));
        }
    }

    #[test]
    fn a_file_that_claims_too_many_pixels_is_refused_before_it_is_read() {
        let mut claim = png(&RgbImage::new(1, 1));
        let crc = |bytes: &[u8]| {
            !bytes.iter().fold(u32::MAX, |crc, byte| {
                (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                    if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
                })
            })
        };
        claim[16..20].copy_from_slice(&19_000_u32.to_be_bytes());
        claim[20..24].copy_from_slice(&19_000_u32.to_be_bytes());
        let sum = crc(&claim[12..29]);
        claim[29..33].copy_from_slice(&sum.to_be_bytes());

        let refused = copies(&claim);

        assert!(
            matches!(refused, Err(PictureError::TooManyPixels { width_px: 19_000, .. })),
            "{refused:?}"
        );
    }

    #[test]
    fn what_shows_through_becomes_white() {
        let clear = DynamicImage::new_rgba8(4, 4);
        let mut file = Vec::new();
        clear.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).unwrap();

        let work = pixels(&copies(&file).unwrap().work).unwrap();

        assert!(work.pixels().all(|pixel| pixel.0 == [255; 3]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_bytes_are_a_picture_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for head in [&b""[..], b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
                drop(copies(&[head, &bytes].concat()));
            }
        }

        #[test]
        fn a_damaged_photo_is_a_picture_or_refused(at in 0_usize..2000, byte: u8, end in 0_usize..2000) {
            let mut bytes = photo(16, 16, &Camera::default());
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(end % bytes.len() + 1);
            drop(copies(&bytes));
        }
    }
}
