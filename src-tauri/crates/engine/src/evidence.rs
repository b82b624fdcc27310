//! Photographs and files, looked at without changing them.

use std::io::Cursor;

use exif::{In, Tag};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader};

/// The largest file kept as evidence: 200 MiB.
pub const BYTES_MAX: u64 = 200 << 20;

/// Quality of the pictures made for the screen, of 100.
const SCREEN_QUALITY: u8 = 82;

/// Largest width and height that is decoded for the screen, in pixels.
const EDGE_MAX_PX: u32 = 20_000;

/// What the first bytes of a file and its name tell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Looked {
    /// Its media type.
    pub media_type: &'static str,
    /// The moment the camera wrote down, as written; supporting evidence that can be wrong.
    pub taken_at: String,
}

/// Looks at a file.
pub fn look(bytes: &[u8], file_name: &str) -> Looked {
    Looked {
        media_type: media_type(bytes, file_name),
        taken_at: taken_at(bytes).unwrap_or_default(),
    }
}

/// Whether a file of this type can be shown as a picture.
pub fn is_picture(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png")
}

fn media_type(bytes: &[u8], file_name: &str) -> &'static str {
    const HEADS: [(&[u8], &str); 4] = [
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"%PDF-", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
    ];
    let head = HEADS.iter().find(|(head, _)| bytes.starts_with(head));
    let extension = file_name.rsplit_once('.').map(|(_, it)| it.to_lowercase());
    match (head, extension.as_deref()) {
        (Some((_, "application/zip")), Some("docx")) => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        (Some((_, "application/zip")), Some("xlsx")) => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        (Some((_, media_type)), _) => media_type,
        (None, Some("txt")) => "text/plain",
        (None, Some("mp4")) => "video/mp4",
        (None, Some("mp3")) => "audio/mpeg",
        (None, _) => "application/octet-stream",
    }
}

fn taken_at(bytes: &[u8]) -> Option<String> {
    let read = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()?;
    let field = read.get_field(Tag::DateTimeOriginal, In::PRIMARY)?;
    Some(field.display_value().to_string())
}

/// A JPEG of the picture in `bytes`, turned as its EXIF orientation says, at most `edge_px` wide and
/// high; `None` when there is no picture this program can read.
pub fn upright(bytes: &[u8], edge_px: u32) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(EDGE_MAX_PX);
    limits.max_image_height = Some(EDGE_MAX_PX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if edge_px < picture.width() || edge_px < picture.height() {
        picture = picture.thumbnail(edge_px, edge_px);
    }
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, SCREEN_QUALITY)
        .encode_image(&picture.to_rgb8())
        .ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_a_file_is_whatever_its_name() {
        assert_eq!(look(b"%PDF-1.7\n", "anh.jpg").media_type, "application/pdf");
        assert_eq!(look(b"\xff\xd8\xff\xe0", "a").media_type, "image/jpeg");
        assert_eq!(look(b"", "a.txt").media_type, "text/plain");
        assert_eq!(look(b"???", "a.exe").media_type, "application/octet-stream");
    }

    #[test]
    fn a_large_picture_is_made_small_and_a_broken_one_refused() {
        let mut png = Vec::new();
        let picture = DynamicImage::new_rgb8(400, 100);
        picture.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let small = image::load_from_memory(&upright(&png, 100).unwrap()).unwrap();
        assert_eq!((small.width(), small.height()), (100, 25));
        assert_eq!(upright(&png[..40], 100), None);
    }
}
