//! Signed with a proven time, made to last, checked, and taken in on another laptop: the whole way
//! of signed minutes in the real window, with an authority that answers over HTTP on this machine.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use acceptance::{Laptop, artifacts, root};
use authority::{PASSWORD, Server};
use serde_json::json;

use super::Window;
use super::paper::{export, seal, wait_for_paint};
use super::steps::{go_on, open_sample, unlock, wait_for_quiet};

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the window goes by this machine's clock, so the authority must"
)]
fn minutes_get_lasting_proof_and_another_laptop_takes_the_visit_in_from_them() {
    let Some(window) = open_sample("2022-cau-tre") else { return };
    let authority = Server::open(SystemTime::now().into());

    trust(&window, &authority);
    open_minutes(&window);
    seal(&window);
    sign_with_picture(&window, &authority);
    make_last(&window);
    let paper = export(&window, &visit(&window));
    fs::copy(&paper, artifacts().join("proof.pdf")).unwrap();
    check_on_the_first(&window, &paper);

    take_in_on_another(&paper);
}

/// Settings: who is asked for the time, and whose certificates are trusted.
fn trust(window: &Window, authority: &Server) {
    to_settings(window);
    window.type_into("Địa chỉ cấp dấu thời gian", &authority.time_url());
    window.press(&["Tab"]);
    window.wait_for_text("Đã lưu địa chỉ cấp dấu thời gian.");
    let root = window.laptop().put("goc.pem", authority.authority().root_pem());
    window.choose_file("input[accept*='.pem']", &root);
    window.wait_for_text("Đã thêm chứng thư vào danh sách tin cậy.");
    window.wait_for_text("GỐC ĐỐI CHỨNG");
    wait_for_quiet(window);
    scroll_to(window, "GỐC ĐỐI CHỨNG");
    window.keep_picture("proof-trust");
    window.click("button", "Quay lại");
}

fn open_minutes(window: &Window) {
    window.click("button", "Kiểm tra công tác cải cách hành chính năm 2022");
    go_on(window, "Tiếp tục");
    window.click("button", "Lập biên bản");
    wait_for_paint(window);
}

/// The leader signs with a key from a file; the place shows a picture, and the time is proven.
fn sign_with_picture(window: &Window, authority: &Server) {
    let key = window.laptop().put("truong-doan.p12", authority.authority().person_p12());
    window.click("button", "Ký: Nguyễn Thị Thanh Hồng");
    window.click("menuitem", "Ký số bằng chứng thư");
    window.find("dialog", "Ký số: Nguyễn Thị Thanh Hồng");
    window.choose_file("dialog input[accept*='.p12']", &key);
    window.wait_for_text("truong-doan.p12");
    window.choose_file(
        "dialog input[accept*='.png']",
        &root().join("tests/fixtures/keys/signature.png"),
    );
    window.find("img", "Hình chữ ký đã chọn");
    window.type_into("Mật khẩu của tệp", PASSWORD);
    window.keep_picture("proof-sign");
    window.click("button", "Ký");
    window.wait_for_text("Đã có dấu thời gian.");
    wait_for_paint(window);
    window.keep_picture("proof-signed");
    assert_eq!(authority.asked(), 1, "one timestamp, and nothing else yet");
}

/// Settings again: every signed paper gets what makes it last.
fn make_last(window: &Window) {
    to_settings(window);
    window.click("button", "Bổ sung bằng chứng lâu dài");
    window.wait_for_text("Đã bổ sung đủ bằng chứng lâu dài cho 1 văn bản.");
    wait_for_quiet(window);
    scroll_to(window, "Đã bổ sung đủ bằng chứng lâu dài cho 1 văn bản.");
    window.keep_picture("proof-lasting");
}

/// The file says itself what holds: whole, proven in time, and its pages say what its data say.
fn check_on_the_first(window: &Window, paper: &Path) {
    to_verify(window, paper);
    for said in [
        "Nguyên vẹn",
        "Đủ bằng chứng lâu dài",
        "Chứng thư thuộc danh sách tin cậy",
        "NGƯỜI KÝ ĐỐI CHỨNG",
    ] {
        window.wait_for_text(said);
    }
    window.wait_for_text("Dữ liệu kèm theo so với trang in");
    window.wait_for_text("Khớp");
    window.keep_picture("proof-checked");
    assert!(!window.page_text().contains("Không khớp"));
}

/// A laptop with nothing on it: what would come is looked at, taken in, and opened.
fn take_in_on_another(paper: &Path) {
    let Some(laptop) = Laptop::set_up_for("Phạm Minh Đức") else { return };
    let paper = laptop.put("bien-ban.pdf", fs::read(paper).unwrap());
    let Some(window) = Window::open_on(laptop) else { return };
    unlock(&window);
    window.wait_for_text("Chưa có đợt kiểm tra nào");
    to_verify(&window, &paper);
    window.wait_for_text("Nguyên vẹn");
    window.keep_picture("proof-elsewhere");
    window.click("button", "Xem sẽ nhận gì…");
    window.find("button", "Nhận vào máy này");
    scroll_to(&window, "Nhận vào máy này");
    window.keep_picture("proof-incoming");
    window.click("button", "Nhận vào máy này");
    window.wait_for_text("Đã nhận vào máy này.");
    window.keep_picture("proof-taken");
    window.click("button", "Mở cuộc kiểm tra");
    window.wait_for_text("Phường Cầu Tre");
    window.wait_for_text("Ghi chú của đoàn kiểm tra");
    window.keep_picture("proof-visit");
    let known = window.ask("visit", &json!({ "id": visit(&window) }));
    assert!(!known["findings"].as_array().unwrap().is_empty(), "{known}");
}

fn to_settings(window: &Window) {
    window.click("button", "Tài khoản: ");
    window.click("menuitem", "Cài đặt");
    window.wait_for_text("Tin cậy và dấu thời gian");
}

fn to_verify(window: &Window, paper: &Path) {
    window.click("button", "Tài khoản: ");
    window.click("menuitem", "Kiểm tra chữ ký của một tệp PDF");
    window.find("button", "Chọn tệp PDF…");
    window.choose_file("input[accept*='.pdf']", paper);
}

/// Brings what says `text` into sight.
fn scroll_to(window: &Window, text: &str) {
    window.run(
        "const all = [...document.querySelectorAll('li, p, button, span')]; \
         all.find((it) => it.textContent.includes(arguments[0])).scrollIntoView({ block: 'center' });",
        vec![json!(text)],
    );
}

/// The only visit of the store.
fn visit(window: &Window) -> String {
    let campaigns = window.ask("list_campaigns", &json!({}));
    let campaign = window.ask("campaign", &json!({ "id": campaigns[0]["id"] }));
    campaign["visits"][0]["id"].as_str().unwrap().to_owned()
}
