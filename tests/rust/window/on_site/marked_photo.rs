//! A photograph taken in, marked, hidden in part, and printed behind the minutes.

use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::{find, judges, skip};
use image::{GrayImage, ImageReader, imageops};
use serde_json::json;

use crate::window::steps::{go_to, open_on_day, open_sample, wait_for_quiet, wait_until_saved};
use crate::window::{Window, photo};

use super::draft;

const CAPTION: &str = "Bảng niêm yết thiếu số điện thoại đường dây nóng";

/// Corners on the upright picture, in thousandths.
type Corners = [(f64, f64); 2];
const ARROW: Corners = [(150.0, 850.0), (480.0, 300.0)];
/// Around the number, see [`photo::NUMBER`].
const BLUR: Corners = [(330.0, 580.0), (670.0, 980.0)];
const WORDS: (f64, f64) = (80.0, 60.0);

#[test]
fn a_marked_photo_stands_in_the_annex_and_its_original_is_as_it_was() {
    let Some(mut window) = open_sample("2022-cau-tre") else { return };
    let visit = open_on_day(&window, "Phường Cầu Tre", "16/9/2022");
    let file = window.laptop().on_desk("bang-niem-yet.jpg");
    photo::take(&file);
    let before = digest(&file);

    go_to(&window, "CD-05");
    window.choose_file("aside input[type=file]", &file);
    window.click("button", "Chú thích và thông tin của bang-niem-yet.jpg");
    describe(&window);
    mark(&window);
    window.wait_for_text(&before);
    window.keep_picture("photo-viewer");
    window.click("button", "Đóng");
    shown_at_both_items(&window);

    let (paper, words) = draft(&mut window, &visit, "photo-annex");
    if let Some(words) = words {
        assert!(words.contains(&format!("Ảnh 01. {CAPTION} (các mục CD-05, MC-03)")), "{words}");
        assert!(words.contains("Phụ lục ảnh gồm 01 ảnh"), "{words}");
    }
    the_number_cannot_be_read(&window, &paper);
    let report = window.laptop().ask(&["check"]);
    assert_eq!(report["sound"], json!(true), "{report:#}");
}

/// What it shows, what it proves, and that it is to be printed.
fn describe(window: &Window) {
    window.type_into("Chú thích", CAPTION);
    window.press(&["Enter"]);
    window.type_into("Gắn thêm mục", "mc3");
    window.press(&["Enter"]);
    window.find("listitem", "MC-03");
    window.click("checkbox", "Đưa vào phụ lục ảnh của biên bản");
    window.wait_for_text("Ảnh 01");
}

/// An arrow, words, and a blur over the number; saved by keyboard.
fn mark(window: &Window) {
    window.click("button", "Vẽ lên ảnh");
    window.find("dialog", "Vẽ lên ảnh");
    window.press(&["2"]);
    drag(window, &ARROW);
    window.find("button", "Mũi tên 1");
    window.press(&["6"]);
    drag(window, &BLUR);
    window.find("button", "Che mờ 2");
    window.press(&["5"]);
    drag(window, &[WORDS]);
    window.type_into("Chữ trên ảnh", "Thiếu số điện thoại");
    window.keep_picture("photo-marking");
    window.press(&["Control+Enter"]);
    window.find("dialog", "Minh chứng 1/1");
}

/// Draws with the mouse through points given in thousandths of the picture.
fn drag(window: &Window, points: &[(f64, f64)]) {
    let board = "dialog svg[role=group]";
    let size = window.wait_for("the board", || {
        let size = window.run(
            "const box = document.querySelector(arguments[0])?.getBoundingClientRect(); \
             return box?.width ? [box.width, box.height] : null",
            vec![json!(board)],
        );
        Some((size[0].as_f64()?, size[1].as_f64()?))
    });
    let place = |&(x, y): &(f64, f64)| ((x / 1000.0 - 0.5) * size.0, (y / 1000.0 - 0.5) * size.1);
    window.draw(board, &points.iter().map(place).collect::<Vec<_>>());
}

fn shown_at_both_items(window: &Window) {
    for item in ["CD-05", "MC-03"] {
        go_to(window, item);
        window.find("button", &format!("Chú thích và thông tin của {CAPTION}"));
    }
    wait_until_saved(window);
    wait_for_quiet(window);
    window.keep_picture("photo-at-second-item");
}

/// In the printed copy the stripes of the number have run into one another; elsewhere edges stand.
fn the_number_cannot_be_read(window: &Window, paper: &Path) {
    let Some(copy) = printed_photo(window, paper) else { return };
    let [left, top, width, height] = photo::NUMBER;
    let (all_x, all_y) = copy.dimensions();
    let part = |share: u32, all: u32| share * all / 1000;
    let number = imageops::crop_imm(
        &copy,
        part(left, all_x),
        part(top, all_y),
        part(width, all_x),
        part(height, all_y),
    );
    let hidden = steepest(&number.to_image());
    let seen = steepest(&copy);
    assert!(hidden < 40 && 120 < seen, "steps of {hidden} in the number, {seen} elsewhere");
}

/// The largest photograph in the paper.
fn printed_photo(window: &Window, paper: &Path) -> Option<GrayImage> {
    let tool = find("pdfimages");
    if tool.is_none() {
        skip("pdfimages is missing");
    }
    let stem = window.laptop().on_desk("anh");
    let done = Command::new(tool?).arg("-png").arg(paper).arg(&stem).status().unwrap();
    assert!(done.success());
    if let Some(page) = judges::picture_of(paper, last_page(paper)) {
        eprintln!("the annex: {}", page.display());
    }
    let folder = std::fs::read_dir(stem.parent()?).unwrap();
    let pictures: Vec<PathBuf> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "png"))
        .collect();
    let open = |path: &PathBuf| ImageReader::open(path).unwrap().decode().unwrap().into_luma8();
    pictures.iter().map(open).max_by_key(|picture| picture.width() * picture.height())
}

/// How many pages the paper has, as `pdfinfo` counts them.
fn last_page(paper: &Path) -> u32 {
    let output = Command::new("pdfinfo").arg(paper).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
    line.trim().parse().unwrap()
}

/// The largest step in brightness from a pixel to the next one down.
fn steepest(picture: &GrayImage) -> u8 {
    let (width, height) = picture.dimensions();
    let brightness = |x, y| picture.get_pixel(x, y).0[0];
    let steps = (0..width)
        .flat_map(|x| (1..height).map(move |y| (x, y)))
        .map(|(x, y)| brightness(x, y).abs_diff(brightness(x, y - 1)));
    steps.max().unwrap()
}

fn digest(file: &Path) -> String {
    let output = Command::new("sha256sum").arg(file).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_whitespace().next().unwrap().to_owned()
}
