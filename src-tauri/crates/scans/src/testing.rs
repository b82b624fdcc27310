//! Printed pages as scanners and cameras give them back.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use qrcode::{Color, EcLevel, QrCode};
use std::io::Cursor;

/// A page of A4 at `dpi`, with a code of 13 mm in its lower left corner as papers print it.
pub(crate) fn page(text: &str, dpi: u32) -> GrayImage {
    let px = |mm: u32| mm * dpi * 10 / 254;
    let mut page = GrayImage::from_pixel(px(210), px(297), Luma([252]));
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let side = u32::try_from(code.width()).unwrap();
    let squares = code.into_colors();
    let ink = |x: u32, y: u32| {
        let at = usize::try_from(y * side + x).unwrap();
        if squares[at] == Color::Dark { Luma([20]) } else { Luma([252]) }
    };
    let (left, top, width) = (px(30), px(297 - 18), px(13));
    for (x, y) in (0..width).flat_map(|y| (0..width).map(move |x| (x, y))) {
        page.put_pixel(left + x, top + y, ink(x * side / width, y * side / width));
    }
    // Lines of text, so that the page is not empty.
    for y in (px(30)..px(260)).step_by(usize::try_from(px(7)).unwrap()) {
        for x in px(30)..px(190) {
            if (x / px(2)) % 3 != 0 {
                page.put_pixel(x, y, Luma([40]));
            }
        }
    }
    page
}

/// What a scanner sees of a page made at 600 dots per inch: each dot is the middle of what it covers.
pub(crate) fn scanned(print: &GrayImage, dpi: u32) -> GrayImage {
    let (width, height) = (print.width() * dpi / 600, print.height() * dpi / 600);
    imageops::resize(print, width, height, imageops::FilterType::Triangle)
}

pub(crate) fn jpeg(picture: &GrayImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    bytes
}

pub(crate) fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A photograph held a little askew: the page moved sideways from row to row, on a dark table.
pub(crate) fn askew(page: &GrayImage) -> GrayImage {
    let (width, height) = page.dimensions();
    let mut photo = GrayImage::from_pixel(width + height / 20 + 200, height + 200, Luma([70]));
    for (x, y, ink) in page.enumerate_pixels() {
        photo.put_pixel(x + y / 20 + 100, y + 100, *ink);
    }
    imageops::blur(&photo, 0.8)
}

/// The page standing on its head.
pub(crate) fn upside_down(page: &GrayImage) -> GrayImage {
    DynamicImage::from(page.clone()).rotate180().into_luma8()
}

/// A PDF of pictures, each a page, as `(dictionary entries, data)`.
pub(crate) fn pdf(pages: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut put = |file: &mut Vec<u8>, body: &[u8]| {
        places.push(file.len());
        let number = places.len();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 3 + 3 * page)).collect();
    put(&mut file, b"<</Type/Catalog/Pages 2 0 R>>");
    let tree = format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" "));
    put(&mut file, tree.as_bytes());
    for (index, (entries, data)) in pages.iter().enumerate() {
        let first = 3 + 3 * index;
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</XObject<</Im {} 0 R>>>>>>",
            first + 2,
            first + 1,
        );
        put(&mut file, page.as_bytes());
        let head =
            format!("<</Type/XObject/Subtype/Image/Length {} {entries}>>stream\n", data.len());
        put(&mut file, &[head.as_bytes(), data, b"\nendstream"].concat());
        put(&mut file, b"<</Length 26>>stream\nq 595 0 0 842 0 0 cm /Im Do Q\nendstream");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let size = places.len() + 1;
    let trailer = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(trailer.bytes());
    file
}
