//! A checklist made one's own, and a campaign that moves to it in the middle of its work.

use crate::window::Window;
use crate::window::steps::{go_on, go_to, open_sample, wait_for_quiet, wait_until_saved};

const QUESTION: &str =
    "Kế hoạch cải cách hành chính có đủ mục tiêu, nhiệm vụ, người chủ trì không?";
const LOCAL_QUESTION: &str = "Máy lấy số thứ tự của bộ phận một cửa có hoạt động không?";
const BASIS: &str = "QĐ 15/2022/QĐ-UBND của UBND thành phố";
const NOTE: &str = "Chưa có văn bản giao chỉ tiêu.";

#[test]
fn a_campaign_moves_to_an_edited_checklist_and_keeps_what_has_no_place() {
    let Some(window) = open_sample("2022-cau-tre") else { return };
    go_on(&window, "Tiếp tục");
    answer_what_will_be_retired(&window);

    window.click("button", "Tài khoản: Nguyễn Văn An");
    window.click("menuitem", "Bộ nội dung kiểm tra");
    window.click("button", "Tạo bản sửa");
    word_otherwise(&window);
    add_a_local_item(&window);
    retire(&window);
    publish(&window);

    window.click("button", "Quay lại");
    window.click("button", "Kiểm tra công tác cải cách hành chính năm 2022");
    move_over(&window);

    go_on(&window, "Tiếp tục");
    go_to(&window, "CD-02");
    window.wait_for_text(QUESTION);
    go_to(&window, "MC-L01");
    window.wait_for_text(LOCAL_QUESTION);
    wait_for_quiet(&window);
    window.keep_picture("version-visit");
    see_what_has_no_place(&window);
}

fn answer_what_will_be_retired(window: &Window) {
    go_to(window, "CD-03");
    window.press(&["2"]);
    window.type_into("Ghi chú của đoàn kiểm tra", NOTE);
    window.press(&["Tab"]);
    wait_until_saved(window);
}

fn word_otherwise(window: &Window) {
    window.click("button", "CD-02");
    replace(window, "Câu hỏi", QUESTION);
    window.press(&["Tab"]);
    window.wait_for_text("đã sửa");
    window.keep_picture("version-worded");
}

/// An item of the city's own, with everything that it needs to be asked.
fn add_a_local_item(window: &Window) {
    window.click("button", "Thêm mục vào lĩnh vực MC");
    window.find("heading", "MC-L01");
    for (label, text) in [
        ("Tên mục", "Máy lấy số thứ tự"),
        ("Câu hỏi", LOCAL_QUESTION),
        ("Minh chứng cần xem", "Ảnh chụp máy"),
        ("Câu tồn tại mẫu", "Máy lấy số thứ tự không hoạt động."),
        ("Câu kiến nghị mẫu", "Sửa chữa máy lấy số thứ tự."),
    ] {
        replace(window, label, text);
        window.press(&["Tab"]);
    }
    // What is no longer lacking goes away below the fields, and what stands below moves up.
    window.wait_for_text("Sửa câu kiến nghị – mục MC-L01");
    window.click("button", "Thêm căn cứ");
    window.type_into("Trích dẫn", BASIS);
    window.click("button", "Lưu căn cứ");
    window.wait_for_text("Không còn chỗ nào phải sửa.");
    window.keep_picture("version-added");
}

/// What is retired is not asked from a day on, and is not deleted.
fn retire(window: &Window) {
    window.click("button", "CD-03");
    window.find("heading", "CD-03");
    window.click("button", "Thôi dùng…");
    replace(window, "Thôi dùng từ ngày", "1/1/2022");
    window.type_into("Lý do", "Đã nhập vào mục CD-02.");
    window.click("button", "Thôi dùng");
    window.wait_for_text("Thôi dùng từ 01/01/2022");
    window.keep_picture("version-retired");
}

fn publish(window: &Window) {
    window.press(&["F10"]);
    window.find("dialog", "Ban hành phiên bản mới");
    window.type_into("Thay đổi chính", "Thêm mục máy lấy số; bỏ mục CD-03.");
    window.keep_picture("version-publish");
    window.click("button", "Ban hành");
    window.wait_for_text("Đã ban hành phiên bản");
    window.wait_for_text("Của cơ quan");
    wait_for_quiet(window);
    window.keep_picture("version-library");
}

/// The difference, and what it does to each visit, before anything is moved.
fn move_over(window: &Window) {
    window.click("button", "Chuyển phiên bản…");
    window.find("dialog", "Chuyển sang phiên bản khác");
    for said in ["câu trả lời không còn chỗ", "mục mới phải hỏi", QUESTION, "MC-L01", NOTE]
    {
        window.wait_for_text(said);
    }
    window.keep_picture("version-move");
    window.click("button", "Chuyển sang phiên bản");
    window.wait_for_text("Đã chuyển sang phiên bản");
}

fn see_what_has_no_place(window: &Window) {
    window.click("button", "câu trả lời không còn chỗ");
    window.find("dialog", "Câu trả lời không còn chỗ trong bộ nội dung");
    for said in ["CD-03", NOTE] {
        window.wait_for_text(said);
    }
    window.keep_picture("version-lost");
}

/// Types `text` in the place of what stands in a field.
fn replace(window: &Window, label: &str, text: &str) {
    window.click("textbox", label);
    window.press(&["Control+a"]);
    window.type_here(text);
}
