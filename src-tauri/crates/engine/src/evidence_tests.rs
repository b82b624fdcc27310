//! Evidence from the file to the paper, and what must never leave it.

use std::io::Cursor;

use domain::answer::Verdict;
use domain::id::{CampaignId, EvidenceId, VisitId};
use domain::visit::VisitForm;
use image::{ImageFormat, Rgb, RgbImage};
use pictures::{Frame, Mark, Point};

use super::*;
use crate::Engine;
use crate::actions::{Added, Twice};
use crate::record::AnswerField;
use crate::tests::{CAMPAIGN, engine, shortcoming};

/// A photograph in which every pixel differs from its neighbours; `seed` tells two apart.
fn photo(seed: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(640, 480, |x, y| {
        let on = (x / 2 + y / 2) % 2 == 0;
        Rgb(if on { [250, seed, 10] } else { [5, 10, 250] })
    });
    let mut jpeg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    jpeg
}

struct Bench {
    engine: Engine,
    campaign: CampaignId,
    visit: VisitId,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
        let mut bench =
            Self { engine, campaign, visit: VisitId::from_bytes([0; 16]), _folder: folder };
        bench.visit = bench.open(15);
        bench
    }

    fn open(&mut self, day: u32) -> VisitId {
        let unit = self.engine.campaign(self.campaign).unwrap().0.units.first().unwrap().id;
        let day = chrono::NaiveDate::from_ymd_opt(2022, 9, day).unwrap();
        self.engine.open_visit(self.campaign, unit, day, VisitForm::Planned).unwrap()
    }

    fn add(&mut self, item: &str, bytes: &[u8]) -> EvidenceId {
        self.engine.add_evidence(self.visit, item, "ảnh.jpg", bytes).unwrap().0
    }

    /// A picture at an item with a shortcoming, a blur over all of it.
    fn hidden(&mut self) -> EvidenceId {
        let id = self.add("CD-05", &photo(7));
        self.engine.answer(self.visit, "CD-05", &AnswerField::Verdict(Some(Verdict::Met))).unwrap();
        self.engine.save_finding(self.visit, None, &shortcoming("Còn thiếu sót.")).unwrap();
        let whole = Frame::between(Point { x: 0, y: 0 }, Point { x: 1000, y: 1000 });
        self.engine.mark_evidence(self.visit, id, vec![Mark::Blur(whole)]).unwrap();
        id
    }

    fn annex(&self) -> Vec<EvidenceId> {
        self.engine.folder(self.visit).unwrap().annex().map(|piece| piece.id).collect()
    }
}

/// The JPEG files inside a PDF whose other streams are compressed.
fn jpegs(pdf: &[u8]) -> Vec<RgbImage> {
    let starts = (0..pdf.len()).filter(|at| pdf[*at..].starts_with(b"\xff\xd8\xff"));
    let decode = |at: usize| image::load_from_memory_with_format(&pdf[at..], ImageFormat::Jpeg);
    starts.filter_map(|at| decode(at).ok()).map(|picture| picture.to_rgb8()).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn what_a_blur_covers_is_nowhere_in_the_paper() {
    let mut bench = Bench::new();
    let id = bench.hidden();
    let source = bench.engine.evidence_source(id).unwrap();
    let plain = source.picture(Size::Work, Marks::Without).unwrap();

    let draft = bench.engine.draft_minutes(bench.visit).unwrap().pdf;
    bench.engine.seal(bench.visit).unwrap();
    let sealed = bench.engine.sealed_paper(bench.visit).unwrap();

    for pdf in [draft, sealed] {
        assert!(!contains(&pdf, &plain[plain.len() / 2..plain.len() / 2 + 64]));
        let pictures = jpegs(&pdf);
        assert_eq!(pictures.len(), 1);
        let first = pictures[0].get_pixel(0, 0).0;
        let near = |pixel: &Rgb<u8>| pixel.0.iter().zip(first).all(|(a, b)| a.abs_diff(b) < 60);
        assert!(pictures[0].pixels().all(near), "the stripes of the original show through");
    }
    assert_eq!(source.original().unwrap(), photo(7), "the original is as it was");
}

#[test]
fn the_seal_names_the_original_and_the_marks() {
    let mut bench = Bench::new();
    let id = bench.hidden();
    bench.engine.seal(bench.visit).unwrap();

    bench.engine.mark_evidence(bench.visit, id, Vec::new()).unwrap();

    let later = bench.engine.minutes(bench.visit).unwrap().later;
    assert_eq!(later.len(), 1);
    assert_eq!(later[0].text, "Minh chứng");
}

#[test]
fn pictures_of_shortcomings_go_into_the_annex_until_a_person_says_otherwise() {
    let mut bench = Bench::new();
    let one = bench.add("CD-05", &photo(1));
    let other = bench.add("CD-01", &photo(2));
    assert_eq!(bench.annex(), []);

    bench.engine.save_finding(bench.visit, None, &shortcoming("Còn thiếu sót.")).unwrap();
    assert_eq!(bench.annex(), [one]);
    bench.engine.link_evidence(bench.visit, &[other], "CD-05", true).unwrap();
    assert_eq!(bench.annex(), [one, other]);
    bench.engine.annex_evidence(bench.visit, &[one], false).unwrap();
    assert_eq!(bench.annex(), [other]);
    assert_eq!(bench.engine.undo(bench.visit).unwrap(), "Bỏ ảnh khỏi phụ lục");
    assert_eq!(bench.annex(), [one, other]);
}

#[test]
fn one_piece_proves_something_about_several_items() {
    let mut bench = Bench::new();
    let id = bench.add("CD-05", &photo(1));

    bench.engine.link_evidence(bench.visit, &[id], "CD-01", true).unwrap();

    let folder = bench.engine.folder(bench.visit).unwrap();
    assert_eq!(folder.evidence[0].items, ["CD-05", "CD-01"]);
    let unknown = bench.engine.link_evidence(bench.visit, &[id], "XX-99", true);
    assert!(matches!(unknown, Err(EngineError::NotFound { .. })));
    bench.engine.link_evidence(bench.visit, &[id], "CD-05", false).unwrap();
    assert_eq!(bench.engine.folder(bench.visit).unwrap().evidence[0].items, ["CD-01"]);
}

#[test]
fn the_same_bytes_are_recognised_at_every_visit_of_the_campaign() {
    let mut bench = Bench::new();
    let first = bench.add("CD-05", &photo(1));
    let other = bench.open(16);
    let intake = bench.engine.intake();
    let again = intake.prepare(&photo(1), "bản chép.jpg").unwrap();

    let told = bench.engine.add_prepared(other, "CD-01", &again, Twice::Tell).unwrap();
    let Added::Known(known) = told else { panic!("kept without asking") };
    assert_eq!((known[0].visit, known[0].piece.id, known[0].binned), (bench.visit, first, false));
    assert!(bench.engine.folder(other).unwrap().evidence.is_empty());

    let kept = bench.engine.add_prepared(other, "CD-01", &again, Twice::Keep).unwrap();
    assert!(matches!(kept, Added::Kept(..)));
    assert_eq!(bench.engine.folder(other).unwrap().evidence.len(), 1);
    assert_eq!(bench.engine.check().unwrap().files, 1, "the bytes are stored once");
    let new = intake.prepare(&photo(200), "khác.jpg").unwrap();
    let kept = bench.engine.add_prepared(other, "CD-01", &new, Twice::Tell).unwrap();
    assert!(matches!(kept, Added::Kept(..)));
}

#[test]
fn the_bin_gives_back_what_was_put_into_it() {
    let mut bench = Bench::new();
    let id = bench.add("CD-05", &photo(1));
    bench.engine.caption_evidence(bench.visit, id, "Bảng niêm yết").unwrap();

    bench.engine.bin_evidence(bench.visit, &[id], true).unwrap();
    assert!(bench.engine.folder(bench.visit).unwrap().evidence.is_empty());
    let binned = bench.engine.binned_evidence(bench.visit).unwrap();
    assert_eq!((binned.len(), binned[0].caption.as_str()), (1, "Bảng niêm yết"));

    bench.engine.bin_evidence(bench.visit, &[id], false).unwrap();
    assert_eq!(bench.engine.folder(bench.visit).unwrap().evidence[0].caption, "Bảng niêm yết");
    assert!(bench.engine.binned_evidence(bench.visit).unwrap().is_empty());
}

#[test]
fn undoing_an_addition_leaves_the_visit_readable() {
    let mut bench = Bench::new();
    bench.add("CD-05", &photo(1));

    bench.engine.undo(bench.visit).unwrap();

    assert!(bench.engine.folder(bench.visit).unwrap().evidence.is_empty());
    assert!(bench.engine.binned_evidence(bench.visit).unwrap().is_empty());
}

#[test]
fn a_lost_original_keeps_the_paper_from_being_sealed() {
    let mut bench = Bench::new();
    let id = bench.hidden();
    let source = bench.engine.evidence_source(id).unwrap();
    source.picture(Size::Work, Marks::Painted).unwrap();
    let sha256 = &bench.engine.folder(bench.visit).unwrap().evidence[0].sha256;
    let home = bench._folder.path().join("kho/files");
    std::fs::remove_file(home.join(&sha256[..2]).join(sha256)).unwrap();

    let state = bench.engine.minutes(bench.visit).unwrap();
    assert!(state.checks[0].text.contains("bị thiếu hoặc hỏng"), "{:?}", state.checks);
    assert!(matches!(bench.engine.seal(bench.visit), Err(EngineError::SealRefused(_))));
}

#[test]
fn a_contact_sheet_shows_marks_and_never_what_is_hidden() {
    let mut bench = Bench::new();
    bench.hidden();
    bench.add("CD-01", &photo(9));
    bench.engine.add_evidence(bench.visit, "CD-01", "a.pdf", b"%PDF-1.7").unwrap();

    let sheet = bench.engine.contact_sheet(bench.visit, &[]).unwrap();
    assert_eq!(sheet.len(), 2, "only pictures");
    let pictures = jpegs(&sheet.render().unwrap());

    let flat = |picture: &RgbImage| {
        let first = picture.get_pixel(0, 0).0;
        picture.pixels().all(|it| it.0.iter().zip(first).all(|(a, b)| a.abs_diff(b) < 60))
    };
    assert_eq!(pictures.iter().map(flat).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_broken_picture_is_kept_as_it_came() {
    let mut bench = Bench::new();
    let id = bench.add("CD-05", b"\xff\xd8\xff\xe0 a picture cut short");

    let source = bench.engine.evidence_source(id).unwrap();
    assert!(matches!(source.picture(Size::Thumb, Marks::Painted), Err(EngineError::Picture)));
    assert_eq!(source.original().unwrap(), b"\xff\xd8\xff\xe0 a picture cut short");
}

/// What a camera writes before a picture: held upright (orientation 6), on 15 September 2022, at
/// 18°25′12″B 105°40′00″Đ. A big-endian TIFF of three folders.
fn camera_notes() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let far = |at: u32| at.to_be_bytes();
    let folder = |entries: &[Vec<u8>]| {
        let count = u16::try_from(entries.len()).unwrap().to_be_bytes();
        [&count[..], &entries.concat(), &[0; 4]].concat()
    };
    let fractions = |parts: [u32; 3]| -> Vec<u8> {
        parts.iter().flat_map(|part| [part.to_be_bytes(), 1_u32.to_be_bytes()].concat()).collect()
    };
    let tiff = [
        b"MM\0\x2a\0\0\0\x08".to_vec(),
        folder(&[
            entry(0x0112, 3, 1, [0, 6, 0, 0]),
            entry(0x8769, 4, 1, far(50)),
            entry(0x8825, 4, 1, far(88)),
        ]),
        folder(&[entry(0x9003, 2, 20, far(68))]),
        b"2022:09:15 08:30:12\0".to_vec(),
        folder(&[
            entry(1, 2, 2, *b"N\0\0\0"),
            entry(2, 5, 3, far(142)),
            entry(3, 2, 2, *b"E\0\0\0"),
            entry(4, 5, 3, far(166)),
        ]),
        fractions([18, 25, 12]),
        fractions([105, 40, 0]),
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
    [b"\xff\xe1", &length[..], b"Exif\0\0", &tiff].concat()
}

/// A photograph of 25 megapixels, taken with the camera turned.
fn large_photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(5776, 4332, |x, y| {
        let part = |of: u32| u8::try_from(of % 256).unwrap();
        Rgb([part(x / 23), part(y / 17), part(x / 5 + y / 3)])
    });
    let mut jpeg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    jpeg.splice(2..2, camera_notes());
    jpeg
}

#[test]
fn twenty_five_megapixels_come_in_beside_whoever_types_and_reach_the_annex_upright() {
    let mut bench = Bench::new();
    let bytes = large_photo();
    let (intake, given) = (bench.engine.intake(), bytes.clone());
    let coming = std::thread::spawn(move || intake.prepare(&given, "IMG_0001.JPG").unwrap());
    let note = |text: &str| AnswerField::Note(text.to_owned());
    bench.engine.answer(bench.visit, "CD-05", &note("gõ trong lúc ảnh vào")).unwrap();
    let prepared = coming.join().unwrap();
    bench.engine.add_prepared(bench.visit, "CD-05", &prepared, Twice::Tell).unwrap();
    bench.engine.save_finding(bench.visit, None, &shortcoming("Còn thiếu sót.")).unwrap();

    let folder = bench.engine.folder(bench.visit).unwrap();
    let piece = &folder.evidence[0];
    assert_eq!(folder.answers["CD-05"].note, "gõ trong lúc ảnh vào");
    assert!(piece.taken_at.contains("08:30:12"), "{}", piece.taken_at);
    assert_eq!(piece.place.as_ref().unwrap().to_string(), "18°25′12″B, 105°40′00″Đ");

    let source = bench.engine.evidence_source(piece.id).unwrap();
    assert!(source.original().unwrap() == bytes, "the original is as it came");
    let work = source.picture(Size::Work, Marks::Painted).unwrap();
    let work = image::load_from_memory_with_format(&work, ImageFormat::Jpeg).unwrap();
    assert_eq!((work.width(), work.height()), (1200, 1600), "turned and made small");
    let paper = bench.engine.paper(bench.visit).unwrap();
    let printed = jpegs(&paper);
    assert_eq!(
        printed.iter().map(|it| (it.width(), it.height())).collect::<Vec<_>>(),
        [(1200, 1600)]
    );
}
