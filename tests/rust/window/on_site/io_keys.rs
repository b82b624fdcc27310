//! IO keys, typed and pasted into their register, and what the minutes say of them.

use crate::window::Window;
use crate::window::paper::wait_for_paint;
use crate::window::steps::{go_to, open_on_day, open_sample, wait_for_quiet, wait_until_saved};

use super::draft;

/// What the commune handed over in Excel: nine keys, three of them at work.
const FROM_EXCEL: &str = "\
IO-01\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tChủ tịch UBND xã\tChủ tịch\tđang dùng\t11/04/2017\tđăng nhập thử\t
IO-02\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức văn phòng\tVăn phòng - thống kê\tđang dùng\t12/04/2017\tđăng nhập thử\t
IO-03\tUSB token, thiết bị lưu khóa bí mật\tIO\t10/02/2017\tVăn thư\tVăn thư\tđang dùng\t12/04/2017\tnhật ký\t
IO-04\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức địa chính\tĐịa chính - xây dựng\tchưa dùng\t\tlời khai\tchưa cài đặt
IO-05\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức tư pháp\tTư pháp - hộ tịch\tchưa dùng\t\tlời khai\tchưa được tập huấn
IO-06\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức tài chính\tTài chính - kế toán\tchưa dùng\t\tlời khai\t
IO-07\ttài khoản, giấy phép dùng\tIO\t10/02/2017\tCông chức văn hoá\tVăn hoá - xã hội\tchưa dùng\t\tlời khai\t
IO-08\tUSB token, thiết bị lưu khóa bí mật\tIO\t10/02/2017\t\t\tchưa bàn giao\t\tnhật ký\t
IO-09\tUSB token, thiết bị lưu khóa bí mật\tIO\t10/02/2014\tPhó Chủ tịch UBND xã\tPhó Chủ tịch\thết hạn\t01/02/2017\tnhật ký\t
";

#[test]
fn nine_io_keys_typed_and_pasted_become_findings_of_the_minutes() {
    let Some(mut window) = open_sample("2017-can-loc") else { return };
    let visit = open_on_day(&window, "Xã Yên Lộc", "14/4/2017");

    go_to(&window, "CN-01");
    window.press(&["F7"]);
    window.find("grid", "Sổ chìa khóa IO");
    type_the_first(&window);
    paste_all(&window);
    correct_one(&window);
    note_both(&window);
    see_them_at_the_item(&window);

    let (_, words) = draft(&mut window, &visit, "io-keys");
    let Some(words) = words else { return };
    assert!(words.contains("Mới sử dụng 4/9 chìa khóa IO được cấp; 05 chìa khóa"), "{words}");
    assert!(words.contains("Có 02 chìa khóa IO chưa bàn giao hoặc hết hạn"), "{words}");
}

/// One key by keyboard alone: words, a digit for a choice, a day.
fn type_the_first(window: &Window) {
    type_cell(window, "IO-01");
    window.press(&["1", "ArrowRight"]);
    type_cell(window, "IO");
    type_cell(window, "10/2/2017");
    type_cell(window, "Chủ tịch UBND xã");
    type_cell(window, "Chủ tịch");
    window.press(&["1", "ArrowRight"]);
    window.wait_for_text("1/1");
    window.wait_for_text("Chìa khóa IO được cấp đang được sử dụng.");
}

/// The list from Excel over it, by Ctrl+V.
fn paste_all(window: &Window) {
    window.copy_elsewhere(FROM_EXCEL);
    window.press(&["Control+Home", "Control+v"]);
    window.wait_for_text("9 dòng");
    window.wait_for_text("3/9");
    window.wait_for_text("Mới sử dụng 3/9 chìa khóa IO được cấp; 06 chìa khóa");
    window.wait_for_text("Có 02 chìa khóa IO chưa bàn giao hoặc hết hạn");
    wait_until_saved(window);
    window.keep_picture("io-keys");
}

/// The fourth key turns out to be at work: its state by one digit.
fn correct_one(window: &Window) {
    let right = ["ArrowRight"; 6];
    window.press(&["Control+Home", "ArrowDown", "ArrowDown", "ArrowDown"]);
    window.press(&right);
    window.press(&["1"]);
    window.wait_for_text("4/9");
    window.wait_for_text("Mới sử dụng 4/9 chìa khóa IO được cấp; 05 chìa khóa");
}

fn note_both(window: &Window) {
    for noted in 1..=2 {
        window.click("button", "Đưa vào nhận xét");
        window.wait_for("the finding", || {
            let text = window.page_text();
            (text.matches("Đã có trong nhận xét.").count() == noted).then_some(())
        });
    }
    wait_for_quiet(window);
    window.keep_picture("io-keys-noted");
}

fn see_them_at_the_item(window: &Window) {
    window.press(&["F7"]);
    window.wait_for_text("Ghi chú của đoàn kiểm tra");
    window.wait_for_text("Mới sử dụng 4/9 chìa khóa IO được cấp");
    window.keep_picture("io-keys-item");
    window.click("button", "Lập biên bản");
    wait_for_paint(window);
    window.keep_picture("io-keys-minutes");
}

/// Types into the active cell and goes on to the right.
fn type_cell(window: &Window, text: &str) {
    window.press(&["F2"]);
    window.type_here(text);
    window.press(&["Tab"]);
}
