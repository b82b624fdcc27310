//! Twenty case files out of 4,545, drawn here and drawn again on another machine.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use acceptance::Laptop;
use serde_json::{Value, json};

use crate::window::Window;
use crate::window::steps::{go_to, open_on_day, open_sample, wait_for_quiet};

/// As many as the one-stop desk of Cầu Tre took in.
const ALL: usize = 4545;
const DRAWN: usize = 20;

#[test]
fn twenty_files_out_of_4545_are_the_same_on_another_machine() {
    let Some(here) = open_sample("2022-cau-tre") else { return };
    open_the_sample(&here);
    let export = here.laptop().put("xuat-mot-cua.csv", one_stop_export());
    draw(&here, &export, None);
    let seed = seed_of(&here);
    let codes = codes_of(&here);
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), DRAWN);
    wait_for_quiet(&here);
    here.keep_picture("sample-drawn");
    redraw_here(&here);
    let population = hand_over(&here);

    assert_eq!(drawn_by_command(&population, &seed), codes);

    let Some(there) = open_sample("2022-cau-tre") else { return };
    open_the_sample(&there);
    draw(&there, &population, Some(&seed));
    assert_eq!(codes_of(&there), codes);
    assert_eq!(seed_of(&there), seed);
    wait_for_quiet(&there);
    there.keep_picture("sample-drawn-elsewhere");
}

/// What the software of the one-stop desk exports, in its own words.
fn one_stop_export() -> String {
    let mut list = String::from(
        "\u{feff}STT,Số hồ sơ,Tên thủ tục hành chính,Lĩnh vực,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả\r\n",
    );
    for number in 1..=ALL {
        let day = number % 28 + 1;
        let (field, procedure) = match number % 3 {
            0 => ("Tư pháp", "Chứng thực bản sao từ bản chính"),
            1 => ("Hộ tịch", "Đăng ký khai sinh"),
            _ => ("Đất đai", "Xác nhận hồ sơ đất đai"),
        };
        let way = if number % 7 == 0 { "Trực tuyến" } else { "Trực tiếp" };
        let due = (day + 3).min(30);
        writeln!(
            list,
            "{number},000.12.H24-220{}{day:02}-{number:04},{procedure},{field},{way},{day:02}/08/2022,{due:02}/08/2022\r",
            number % 9 + 1
        )
        .unwrap();
    }
    list
}

fn open_the_sample(window: &Window) {
    open_on_day(window, "Phường Cầu Tre", "16/9/2022");
    go_to(window, "MC-10");
    window.click("button", "Rút và kiểm mẫu hồ sơ");
    window.wait_for_text("Chưa rút mẫu");
}

/// Draws from `list`: with a seed of both sides, or with one that was handed over.
fn draw(window: &Window, list: &Path, seed: Option<&str>) {
    window.click("button", "Rút mẫu…");
    window.choose_file("dialog input[type=file]", list);
    window.wait_for_text("Đọc được 4.545 hồ sơ");
    match seed {
        Some(seed) => {
            window.click("textbox", "Chuỗi rút của máy");
            window.press(&["Control+a"]);
            window.type_here(seed);
        }
        None => window.type_into("Đơn vị thêm vào", "Cầu Tre 15"),
    }
    window.keep_picture(if seed.is_some() { "sample-seed-elsewhere" } else { "sample-seed" });
    window.click("button", "Rút mẫu");
    window.wait_for_text("Rút 20 hồ sơ trong 4.545 hồ sơ");
}

/// The seed that the screen shows.
fn seed_of(window: &Window) -> String {
    let shown = window.run(
        "const at = [...document.querySelectorAll('dt')].find((it) => it.innerText === 'Chuỗi rút'); \
         return at?.nextElementSibling.innerText.normalize('NFC')",
        Vec::new(),
    );
    shown.as_str().unwrap().to_owned()
}

/// The codes that the screen shows, in the order of the draw.
fn codes_of(window: &Window) -> Vec<String> {
    let shown = window.wait_for("the drawn files", || {
        let shown = window.run(
            "return [...document.querySelectorAll('ol li b')].map((it) => it.textContent)",
            vec![],
        );
        (shown.as_array()?.len() == DRAWN).then_some(shown)
    });
    serde_json::from_value(shown).unwrap()
}

fn redraw_here(window: &Window) {
    window.click("button", "Rút lại để đối chiếu");
    window.wait_for_text("Trùng khớp: rút lại đúng 20 hồ sơ này.");
    window.keep_picture("sample-redrawn");
}

/// The list for the other machine, saved by the system's own dialog.
fn hand_over(window: &Window) -> PathBuf {
    let path = window.laptop().on_desk("danh-sach.csv");
    window.click("button", "Lưu danh sách để máy khác rút lại (CSV)");
    window.answer_dialog("Save", &path);
    window.wait_for("the list", || path.is_file().then_some(()));
    window.wait_for_text("Đã lưu");
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), ALL + 1);
    path
}

/// What a machine without a store draws.
fn drawn_by_command(population: &Path, seed: &str) -> Vec<String> {
    let elsewhere = Laptop::new().unwrap();
    let population = population.to_str().unwrap();
    let size = DRAWN.to_string();
    let what = ["sample", "redraw", "--population", population, "--size", &size, "--seed", seed];
    let drawn: Value = elsewhere.ask(&what);
    assert_eq!(drawn["of"], json!(ALL));
    serde_json::from_value(drawn["codes"].clone()).unwrap()
}
