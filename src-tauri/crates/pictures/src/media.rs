//! What a file is, by its first bytes; its name decides only between kinds that begin alike.

/// Where the brand of an ISO media file stands, and the brands of phones' own still pictures.
const STILL_BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim"];

/// The media type of a file.
pub fn media_type(bytes: &[u8], file_name: &str) -> &'static str {
    const HEADS: [(&[u8], &str); 9] = [
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"%PDF-", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"ID3", "audio/mpeg"),
        (b"OggS", "audio/ogg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    ];
    if let Some(media_type) = container(bytes) {
        return media_type;
    }
    let head = HEADS.iter().find(|(head, _)| bytes.starts_with(head));
    let extension = file_name.rsplit_once('.').map(|(_, it)| it.to_lowercase());
    match (head.map(|(_, media_type)| *media_type), extension.as_deref()) {
        (Some("application/zip"), Some("docx")) => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        (Some("application/zip"), Some("xlsx")) => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        (Some("application/x-ole-storage"), Some("doc")) => "application/msword",
        (Some("application/x-ole-storage"), Some("xls")) => "application/vnd.ms-excel",
        (Some(media_type), _) => media_type,
        (None, Some("txt")) => "text/plain",
        (None, Some("mp4")) => "video/mp4",
        (None, Some("mp3")) => "audio/mpeg",
        (None, _) => "application/octet-stream",
    }
}

/// Kinds that say their name a few bytes in.
fn container(bytes: &[u8]) -> Option<&'static str> {
    let brand = bytes.get(8..12)?;
    match (bytes.get(..4)?, bytes.get(4..8)?) {
        (b"RIFF", _) if brand == b"WEBP" => Some("image/webp"),
        (b"RIFF", _) if brand == b"WAVE" => Some("audio/wav"),
        (_, b"ftyp") if STILL_BRANDS.contains(&brand) => Some("image/heic"),
        (_, b"ftyp") if brand.starts_with(b"M4A") => Some("audio/mp4"),
        (_, b"ftyp") => Some("video/mp4"),
        _ => None,
    }
}

/// Whether this program can show a file of this type as a picture.
pub fn is_picture(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_say_what_a_file_is_whatever_its_name() {
        assert_eq!(media_type(b"%PDF-1.7\n", "anh.jpg"), "application/pdf");
        assert_eq!(media_type(b"\xff\xd8\xff\xe0", "a"), "image/jpeg");
        assert_eq!(media_type(b"\0\0\0\x18ftypheic\0", "IMG_1.jpg"), "image/heic");
        assert_eq!(media_type(b"", "a.txt"), "text/plain");
        assert_eq!(media_type(b"???", "a.exe"), "application/octet-stream");
    }

    #[test]
    fn only_what_can_be_decoded_counts_as_a_picture() {
        assert!(is_picture("image/jpeg") && is_picture("image/png"));
        assert!(!is_picture("image/heic") && !is_picture("application/pdf"));
    }
}
