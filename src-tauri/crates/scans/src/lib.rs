//! Scans and photographs of printed pages: which codes stand on each page.
//!
//! A file is a PDF from a scanner, whose pages are pictures, or one photograph of one page. The crate
//! knows nothing of what the codes mean, and touches no file.

mod codes;
mod pdf;
mod picture;
#[cfg(test)]
mod testing;

use std::io::Cursor;
use std::ops::ControlFlow;

use image::{ImageReader, Limits};
use thiserror::Error;

pub use pdf::PAGES_MAX;

/// Pixels of a page that are looked at: A3 at 600 dots per inch, and some.
const PIXELS_MAX: u64 = 80_000_000;

/// Why a file is no scan that can be read.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ScanError {
    /// Neither PDF nor JPEG nor PNG, or damaged.
    #[error("not a PDF, JPEG or PNG that can be read")]
    Unreadable,
    /// A PDF with more than [`PAGES_MAX`] pages.
    #[error("more than {PAGES_MAX} pages")]
    TooManyPages,
    /// Whoever waits has enough.
    #[error("stopped")]
    Stopped,
}

/// The codes on every page of `file`, in the order of its pages; a page without a legible one is
/// empty. `looked_at` hears the number of pages done and of all, and may stop.
///
/// # Errors
///
/// [`ScanError`].
pub fn page_codes(
    file: &[u8],
    looked_at: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Vec<String>>, ScanError> {
    if is_pdf(file) {
        return pdf::page_codes(file, looked_at);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(PIXELS_MAX * 4);
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|_| ScanError::Unreadable)?;
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| ScanError::Unreadable)?;
    let codes = codes::read(picture.into_luma8());
    hear(looked_at, 1, 1)?;
    Ok(vec![codes])
}

/// Whether the file says that it is a PDF; some scanners put a few bytes before that (ISO 32000-1,
/// annex H.3, implementation note 13).
fn is_pdf(file: &[u8]) -> bool {
    let start = file.get(..file.len().min(1024)).unwrap_or_default();
    start.windows(5).any(|window| window == b"%PDF-")
}

fn hear(
    looked_at: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    done: usize,
    all: usize,
) -> Result<(), ScanError> {
    match looked_at(done, all) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ScanError::Stopped),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use image::GrayImage;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{askew, jpeg, page, pdf, png, scanned, upside_down};

    const SEAL: &str = "BB1:C1DB4FB1D782D0468A30E285E1BB4CDE75EADA664E48ED2C6EC5CB5295E2776A";

    fn say(number: u32) -> String {
        format!("{SEAL}:{number}:3")
    }

    fn codes(file: &[u8]) -> Result<Vec<Vec<String>>, ScanError> {
        page_codes(file, &mut |_, _| ControlFlow::Continue(()))
    }

    fn size(picture: &GrayImage, more: &str) -> String {
        format!("/Width {} /Height {} {more}", picture.width(), picture.height())
    }

    #[test]
    fn scans_at_every_usual_resolution_are_read() {
        let print = page(&say(2), 600);
        for dpi in [200, 240, 300, 400, 600] {
            let file = jpeg(&scanned(&print, dpi), 75);
            assert_eq!(codes(&file), Ok(vec![vec![say(2)]]), "{dpi} dpi");
        }
    }

    #[test]
    fn photographs_askew_and_upside_down_are_read() {
        for picture in [askew(&page(&say(1), 300)), upside_down(&page(&say(1), 200))] {
            assert_eq!(codes(&png(&picture)), Ok(vec![vec![say(1)]]));
        }
    }

    #[test]
    fn pages_of_a_scanned_pdf_are_read_in_its_order_whatever_they_are_coded_in() {
        let pages: Vec<GrayImage> = (1..=3).map(|number| page(&say(number), 200)).collect();
        let bits: Vec<u8> = pages[1]
            .rows()
            .flat_map(|row| {
                let ink: Vec<bool> = row.map(|sample| sample.0[0] > 128).collect();
                let byte = |bits: &[bool]| {
                    (0..8).fold(0, |byte, place| {
                        byte << 1 | u8::from(bits.get(place).copied().unwrap_or(true))
                    })
                };
                ink.chunks(8).map(byte).collect::<Vec<u8>>()
            })
            .collect();
        let inverted: Vec<u8> = bits.iter().map(|byte| !byte).collect();
        let grey = "/ColorSpace/DeviceGray/BitsPerComponent 8";
        let colour = pages[0].iter().flat_map(|sample| [*sample; 3]).collect();
        let file = pdf(&[
            (size(&pages[2], &format!("{grey}/Filter/DCTDecode")), jpeg(&pages[2], 60)),
            (size(&pages[0], "/ColorSpace/DeviceRGB/BitsPerComponent 8"), colour),
            (size(&pages[1], "/ImageMask true/BitsPerComponent 1"), bits.clone()),
            (size(&pages[1], "/ImageMask true/BitsPerComponent 1/Decode[1 0]"), inverted),
            (
                size(
                    &pages[1],
                    "/ColorSpace[/Indexed/DeviceRGB 1<FFFFFF000000>]/BitsPerComponent 1",
                ),
                bits.iter().map(|byte| !byte).collect(),
            ),
        ]);
        let found: Vec<String> = codes(&file).unwrap().concat();
        assert_eq!(found, [say(3), say(1), say(2), say(2), say(2)]);
    }

    #[test]
    fn a_page_without_a_code_says_nothing_and_keeps_its_place() {
        let blank = GrayImage::from_pixel(1654, 2339, image::Luma([250]));
        let grey = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
        let marked = page(&say(1), 200);
        let file = pdf(&[
            (size(&blank, grey), jpeg(&blank, 60)),
            (size(&marked, grey), jpeg(&marked, 60)),
        ]);
        assert_eq!(codes(&file), Ok(vec![vec![], vec![say(1)]]));
    }

    #[test]
    fn what_is_no_scan_is_refused_and_waiting_can_end() {
        for file in [b"".as_slice(), b"PK\x03\x04", b"%PDF-1.7\nnothing", b"\xff\xd8\xff\xe0"] {
            assert_eq!(codes(file), Err(ScanError::Unreadable));
        }
        let file = jpeg(&page(&say(1), 150), 60);
        let stopped = page_codes(&file, &mut |_, _| ControlFlow::Break(()));
        assert_eq!(stopped, Err(ScanError::Stopped));
    }

    /// A scan of one page, to be damaged.
    static SCAN: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let marked = page(&say(1), 100);
        let grey = "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode";
        pdf(&[(size(&marked, grey), jpeg(&marked, 60))])
    });

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn damage_never_brings_reading_down(
            hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
            length in any::<prop::sample::Index>(),
        ) {
            let mut file = SCAN.clone();
            for (at, byte) in hits {
                let at = at.index(file.len());
                file[at] = byte;
            }
            file.truncate(file.len() / 2 + length.index(file.len() / 2));
            // Whatever is found, nothing but what was printed is read.
            for code in codes(&file).unwrap_or_default().concat() {
                prop_assert_eq!(code, say(1));
            }
        }
    }
}
