//! Two thousand rows from Excel. How far it came and stopping it are walked in the browser, where the
//! engine can be told to be slow.

use crate::window::Window;
use crate::window::steps::{go_to, open_on_day, open_sample, wait_until_saved};

const ROWS: usize = 2000;

fn from_excel() -> String {
    let row = |number| {
        format!(
            "IO-{number:04}\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức {number}\tVăn \
             phòng - thống kê\tđang dùng\t11/04/2017\tđăng nhập thử\tcấp theo đợt"
        )
    };
    (1..=ROWS).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn two_thousand_rows_from_excel_are_written_and_taken_back_as_one_act() {
    let Some(window) = open_sample("2017-can-loc") else { return };
    open_on_day(&window, "Xã Yên Lộc", "14/4/2017");
    go_to(&window, "CN-01");
    window.press(&["F7"]);
    window.find("grid", "Sổ chìa khóa IO");

    window.copy_elsewhere(&from_excel());
    window.press(&["Control+v"]);
    window.wait_for_text("2.000 dòng");
    window.wait_for_text("2.000/2.000");
    wait_until_saved(&window);
    window.keep_picture("long-paste-done");
    take_it_back(&window);
}

/// All of it was one act.
fn take_it_back(window: &Window) {
    window.press(&["Control+z"]);
    window.wait_for_text("Chưa có dòng nào");
}
