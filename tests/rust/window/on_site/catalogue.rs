//! The published list of procedures: brought in from a workbook, ticked at the wall, compared.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::json;

use crate::window::Window;
use crate::window::steps::{go_to, open_on_day, open_sample, wait_for_quiet};

use super::draft;

/// In force, in thirty fields; four more have ended.
const IN_FORCE: usize = 140;
const FIELDS: usize = 30;
const ENDED: usize = 4;
/// The places in the list of those that do not hang on the wall.
const MISSING: [usize; 9] = [0, 1, 2, 30, 60, 61, 62, 90, 120];

#[test]
fn a_list_of_140_procedures_in_30_fields_leaves_9_missing_and_4_ended() {
    let Some(mut window) = open_sample("2022-cau-tre") else { return };
    let visit = open_on_day(&window, "Phường Cầu Tre", "16/9/2022");
    let list = window.laptop().on_desk("danh-muc.xlsx");
    publish(&list);

    go_to(&window, "TT-04");
    window.press(&["F7"]);
    window.click("button", "Đối chiếu danh mục công bố");
    import(&window, &list);
    let wall = window.laptop().on_desk("niem-yet.xlsx");
    photograph(&wall);
    import_the_wall(&window, &wall);
    compare(&window);
    tick(&window);
    note_the_missing(&window);
    import_again(&window, &list);

    let (_, words) = draft(&mut window, &visit, "catalogue");
    let Some(words) = words else { return };
    assert!(words.contains("131/140 thủ tục, thiếu ở các lĩnh vực"), "{words}");
}

/// A list as a province publishes it: titles over several columns, headings in the fourth row, two
/// of them in words of its own.
fn publish(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let title = "DANH MỤC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN CẤP XÃ";
    sheet.merge_range(0, 0, 0, 6, title, &Format::new()).unwrap();
    sheet.merge_range(1, 0, 1, 6, "(Kèm theo Quyết định công bố)", &Format::new()).unwrap();
    let headings =
        ["STT", "Mã TTHC", "Nội dung", "Nhóm", "Cấp thực hiện", "Ngày hiệu lực", "Hết hiệu lực"];
    sheet.write_row(3, 0, headings).unwrap();
    for number in 0..IN_FORCE + ENDED {
        let ended = if number < IN_FORCE { "" } else { "01/07/2022" };
        let line = [
            (number + 1).to_string(),
            format!("1.{number:06}"),
            format!("Thủ tục về việc số {number}"),
            format!("Lĩnh vực {}", number % FIELDS),
            "Cấp xã".to_owned(),
            "01/01/2021".to_owned(),
            ended.to_owned(),
        ];
        sheet.write_row(u32::try_from(number).unwrap() + 4, 0, line).unwrap();
    }
    book.save(path).unwrap();
}

/// The program finds the headings and what it knows by name; the person says the rest.
fn import(window: &Window, list: &Path) {
    window.click("button", "Nhập danh mục công bố…");
    window.wait_for_text("kéo thả bảng tính vào đây");
    window.choose_file("main input[type=file]", list);
    window.wait_for_text("Hãy chọn cột cho: Tên TTHC.");
    window.keep_picture("catalogue-columns");
    window.choose("Tên TTHC", "C – Nội dung");
    window.choose("Lĩnh vực", "D – Nhóm");
    window.wait_for_text("144 mới, 0 thay đổi, 0 giữ nguyên");
    window.wait_for_text("Lĩnh vực 0 · Lĩnh vực 1 · Lĩnh vực 2");
    window.keep_picture("catalogue-import");
    window.click("button", "Nhập");
    window.wait_for_text("Danh mục công bố có 144 thủ tục.");
}

/// The commune's own list of what hangs: the old ones too, some by their names alone.
fn photograph(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Mã số", "Tên thủ tục"]).unwrap();
    let posted = (0..IN_FORCE + ENDED).filter(|number| !MISSING.contains(number));
    for (row, number) in (1..).zip(posted) {
        let code = if number % 3 == 0 { String::new() } else { format!("1.{number:06}") };
        let line = [code, format!("Thủ tục về việc số {number}")];
        sheet.write_row(row, 0, line).unwrap();
    }
    book.save(path).unwrap();
}

fn import_the_wall(window: &Window, wall: &Path) {
    window.click("button", "Nhập danh sách của đơn vị…");
    window.choose_file("main input[type=file]", wall);
    window.wait_for_text("135 mới, 0 thay đổi, 0 giữ nguyên");
    window.keep_picture("catalogue-wall");
    window.click("button", "Nhập");
    window.wait_for_text("phải niêm yết");
}

/// One that was missing hangs on another board: a digit, and Ctrl+Z when it turns out not to.
fn tick(window: &Window) {
    window.run("document.querySelector('[data-line]').focus()", Vec::new());
    window.press(&["1"]);
    wait_for_lines(window, MISSING.len() - 1);
    window.find("button", "132 đang niêm yết");
    window.press(&["Control+z"]);
    wait_for_lines(window, MISSING.len());
}

/// The counts, and under each what it counts.
fn compare(window: &Window) {
    for tile in ["140 phải niêm yết trong 30 lĩnh vực", "131 đang niêm yết"] {
        window.find("button", tile);
    }
    window.wait_for_text("Còn niêm yết 04 thủ tục hành chính");
    window.keep_picture("catalogue-compared");

    window.click("button", "4 hết hiệu lực còn treo");
    wait_for_lines(window, ENDED);
    window.keep_picture("catalogue-ended");
    window.click("button", "9 còn thiếu");
    wait_for_lines(window, MISSING.len());
    window.keep_picture("catalogue-missing");
}

fn note_the_missing(window: &Window) {
    window.click("button", "Đưa vào nhận xét");
    window.find("dialog", "TT-04");
    window.keep_picture("catalogue-note");
    window.click("button", "Ghi tồn tại");
    window.wait_for_text("Đã ghi tồn tại ở mục TT-04.");
    wait_for_quiet(window);
}

/// The same list a second time: the columns are remembered, and nothing is new.
fn import_again(window: &Window, list: &Path) {
    window.click("button", "Nhập danh mục công bố…");
    window.choose_file("main input[type=file]", list);
    window.wait_for_text("0 mới, 0 thay đổi, 144 giữ nguyên");
    window.wait_for_text("Không có gì mới để nhập.");
    window.keep_picture("catalogue-again");
}

fn wait_for_lines(window: &Window, count: usize) {
    window.wait_for(&format!("{count} lines"), || {
        let lines = window.run("return document.querySelectorAll('[data-line]').length", vec![]);
        (lines == json!(count)).then_some(())
    });
}
