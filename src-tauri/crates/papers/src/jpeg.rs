//! JPEG files on their way into a paper: the picture untouched, what the camera noted left behind.

/// A JPEG that is ready to be embedded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Jpeg {
    pub(crate) bytes: Vec<u8>,
    pub(crate) width_px: u16,
    pub(crate) height_px: u16,
    /// 1 grey, 3 colour.
    pub(crate) components: u8,
}

/// Application segments that are needed to read the colours right: JFIF and Adobe.
const KEPT: [u8; 2] = [0xE0, 0xEE];

/// A photograph as papers hold it: without what it says beside the picture. `None` for what is no
/// JPEG that a PDF can hold.
pub fn printed_jpeg(file: &[u8]) -> Option<Vec<u8>> {
    Jpeg::read(file).map(|jpeg| jpeg.bytes)
}

impl Jpeg {
    /// Reads the size and leaves out EXIF, XMP, comments and the like: they hold where and by whom a
    /// photograph was taken. `None` if this is not a JPEG that PDF can hold.
    pub(crate) fn read(file: &[u8]) -> Option<Self> {
        let mut rest = file.strip_prefix(&[0xFF, 0xD8])?;
        let mut bytes = vec![0xFF, 0xD8];
        let mut frame = None;
        loop {
            let marker = match rest {
                // Fill bytes before a marker are legal.
                [0xFF, 0xFF, ..] => {
                    rest = rest.get(1..)?;
                    continue;
                }
                [0xFF, marker, ..] => *marker,
                _ => return None,
            };
            let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
            let segment = rest.get(..length.checked_add(2)?)?;
            rest = rest.get(segment.len()..)?;
            match marker {
                // Baseline, extended and progressive frames with Huffman codes.
                0xC0..=0xC2 => frame = Some(Frame::read(segment)?),
                // Other frames: lossless, arithmetic. PDF cannot hold them.
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
                _ => {}
            }
            let is_note = matches!(marker, 0xE0..=0xEF | 0xFE);
            if !is_note || KEPT.contains(&marker) {
                bytes.extend_from_slice(segment);
            }
            if marker == 0xDA {
                break;
            }
        }
        bytes.extend_from_slice(rest);
        let Frame { width_px, height_px, components } = frame?;
        Some(Self { bytes, width_px, height_px, components })
    }
}

struct Frame {
    width_px: u16,
    height_px: u16,
    components: u8,
}

impl Frame {
    fn read(segment: &[u8]) -> Option<Self> {
        let number =
            |at: usize| Some(u16::from_be_bytes([*segment.get(at)?, *segment.get(at + 1)?]));
        let frame =
            Self { height_px: number(5)?, width_px: number(7)?, components: *segment.get(9)? };
        // Four inks would need a second output intent (ISO 19005-3, 6.2.4.3).
        let is_usable = *segment.get(4)? == 8
            && frame.width_px > 0
            && frame.height_px > 0
            && matches!(frame.components, 1 | 3);
        is_usable.then_some(frame)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A grey JPEG of 8 by 8 points with a note in it, made by hand.
    pub(crate) fn tiny(note: &[u8]) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8];
        file.extend([0xFF, 0xE1]);
        file.extend(u16::try_from(note.len() + 2).unwrap().to_be_bytes());
        file.extend(note);
        file.extend([0xFF, 0xDB, 0, 67, 0]);
        file.extend([1; 64]);
        file.extend([0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        // One code word each for DC category 0 and for end of block.
        for class in [0x00, 0x10] {
            file.extend([0xFF, 0xC4, 0, 20, class, 1]);
            file.extend([0; 15]);
            file.extend([0]);
        }
        file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9]);
        file
    }

    #[test]
    fn where_a_photograph_was_taken_stays_behind() {
        let file = tiny(b"Exif\0\0 21.38 N 103.02 E");

        let jpeg = Jpeg::read(&file).unwrap();

        assert_eq!((jpeg.width_px, jpeg.height_px, jpeg.components), (8, 8, 1));
        assert!(!jpeg.bytes.windows(4).any(|w| w == b"Exif"));
        assert!(jpeg.bytes.ends_with(&[0x3F, 0xFF, 0xD9]));
    }

    #[test]
    fn refuses_what_is_not_a_jpeg() {
        assert_eq!(Jpeg::read(b"\x89PNG"), None);
        let file = tiny(b"");
        for end in 0..30 {
            assert_eq!(Jpeg::read(&file[..end]), None);
        }
    }
}
