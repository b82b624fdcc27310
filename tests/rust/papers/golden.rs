//! Pages that people have looked at, one by one, stay as they were.
//!
//! Letters may be drawn a fraction of a pixel elsewhere by another version of poppler; so pages are
//! compared in blocks. When a page is meant to change, run with `BIENBAN_NEW_PAGES=1`, look at every
//! changed picture in `tests/fixtures/pages`, and commit it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use acceptance::{Laptop, artifacts, judges, root};
use image::{GrayImage, Luma, Rgb, RgbImage};

use super::decree::LAYOUT;
use super::office::samples;

/// The papers, and how many pages each has.
const PAPERS: &[(&[&str], usize)] = &[
    (&["minutes"], 5),
    (&["minutes", "draft"], 5),
    (&["notice"], 1),
    (&["elements"], 4),
    (&["letters"], 2),
    (&["working"], 4),
    (&["older"], 5),
];

/// Side of a block, in pixels.
const BLOCK: u32 = 8;
/// How much lighter or darker a block may be, of 255: less than a letter makes it.
const CLOSE: u32 = 40;
/// Shades that are kept: few of them make small files.
const SHADES: u8 = 16;

#[test]
fn pages_look_as_they_did_when_somebody_looked_at_them() {
    let kinds: Vec<&[&str]> = PAPERS.iter().map(|(kind, _)| *kind).collect();
    let Some((_folder, files)) = samples(&kinds) else { return };
    let mut changed = Vec::new();
    for (file, (kind, count)) in files.iter().zip(PAPERS) {
        let Some(pages) = judges::grey_pages(&file.with_extension("pdf")) else { return };
        assert_eq!(pages.len(), *count, "{kind:?}");
        for (page, number) in pages.iter().zip(1..) {
            let name = format!("{}-{number}", kind.join("-"));
            changed.extend(compare(&name, page));
        }
    }
    assert!(changed.is_empty(), "expected, found and what differs: {changed:#?}");
}

#[test]
fn minutes_of_the_samples_look_as_they_did_when_somebody_looked_at_them() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["sample", "import", "2017-can-loc"]).done();
    let file = laptop.put("bo-cuc.toml", LAYOUT);
    let mut changed = Vec::new();
    for (name, count) in [("short", 2), ("layout", 2)] {
        if name == "layout" {
            let words = ["minutes", "import-layout", "2017-can-loc", file.to_str().unwrap()];
            laptop.run(&words).done();
        }
        let pdf = laptop.on_desk(&format!("{name}.pdf"));
        let words = ["minutes", "draft", "2017-can-loc/truong-hoc", "--out"];
        laptop.run(&[&words[..], &[pdf.to_str().unwrap()]].concat()).done();
        let Some(pages) = judges::grey_pages(&pdf) else { return };
        assert_eq!(pages.len(), count, "{name}");
        for (page, number) in pages.iter().zip(1..) {
            changed.extend(compare(&format!("{name}-{number}"), page));
        }
    }
    assert!(changed.is_empty(), "expected, found and what differs: {changed:#?}");
}

/// Compares a page with the one kept; gives back a picture of both where they differ.
fn compare(name: &str, page: &Path) -> Option<PathBuf> {
    let found = few_shades(image::open(page).unwrap().to_luma8());
    let kept = root().join("tests/fixtures/pages").join(format!("{name}.png"));
    if env::var_os("BIENBAN_NEW_PAGES").is_some() {
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        found.save(&kept).unwrap();
        return None;
    }
    let expected = image::open(&kept).map(|picture| picture.to_luma8()).unwrap_or_default();
    let blocks = differing(&expected, &found);
    if blocks.is_empty() {
        return None;
    }
    let shown = artifacts().join("pages").join(format!("{name}.png"));
    fs::create_dir_all(shown.parent().unwrap()).unwrap();
    side_by_side(&expected, &found, &blocks).save(&shown).unwrap();
    Some(shown)
}

fn few_shades(mut picture: GrayImage) -> GrayImage {
    let step = u8::MAX / (SHADES - 1);
    for Luma([shade]) in picture.pixels_mut() {
        *shade = shade.saturating_add(step / 2) / step * step;
    }
    picture
}

/// Upper left corners of the blocks that differ; every block where the sizes do.
fn differing(expected: &GrayImage, found: &GrayImage) -> Vec<(u32, u32)> {
    let (width, height) = found.dimensions();
    let corners = (0..height.div_ceil(BLOCK)).flat_map(|row| {
        (0..width.div_ceil(BLOCK)).map(move |column| (column * BLOCK, row * BLOCK))
    });
    let is_other = |corner: &(u32, u32)| {
        expected.dimensions() != found.dimensions()
            || mean(expected, *corner).abs_diff(mean(found, *corner)) > CLOSE
    };
    corners.filter(is_other).collect()
}

fn mean(picture: &GrayImage, (left, top): (u32, u32)) -> u32 {
    let (width, height) = picture.dimensions();
    let (mut sum, mut count) = (0, 0);
    for y in top..(top + BLOCK).min(height) {
        for x in left..(left + BLOCK).min(width) {
            sum += u32::from(picture.get_pixel(x, y).0[0]);
            count += 1;
        }
    }
    sum / count.max(1)
}

/// What was expected, what was found, and once more with what differs in red.
fn side_by_side(expected: &GrayImage, found: &GrayImage, blocks: &[(u32, u32)]) -> RgbImage {
    let width = expected.width().max(found.width());
    let height = expected.height().max(found.height());
    let mut shown = RgbImage::from_pixel(3 * width + 20, height, Rgb([128, 128, 128]));
    for (picture, left) in [(expected, 0), (found, width + 10), (found, 2 * width + 20)] {
        for (x, y, Luma([shade])) in picture.enumerate_pixels() {
            shown.put_pixel(left + x, y, Rgb([*shade; 3]));
        }
    }
    for (left, top) in blocks {
        for y in *top..(top + BLOCK).min(found.height()) {
            for x in *left..(left + BLOCK).min(found.width()) {
                let pixel = shown.get_pixel_mut(2 * width + 20 + x, y);
                pixel.0 = [255, pixel.0[1] / 2, pixel.0[2] / 2];
            }
        }
    }
    shown
}

#[test]
fn a_missing_letter_is_seen_and_a_shifted_shade_is_not() {
    let mut page = GrayImage::from_pixel(64, 64, Luma([255]));
    for y in 16..24 {
        for x in 16..21 {
            page.put_pixel(x, y, Luma([0]));
        }
    }
    let mut paler = page.clone();
    for Luma([shade]) in paler.pixels_mut() {
        *shade = (*shade).max(20);
    }

    assert_eq!(differing(&page, &GrayImage::from_pixel(64, 64, Luma([255]))), [(16, 16)]);
    assert!(differing(&page, &paler).is_empty());
    assert!(!differing(&page, &GrayImage::from_pixel(64, 60, Luma([255]))).is_empty());
}
