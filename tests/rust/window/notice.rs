//! The concluding notice of the town, written in the real window.

use acceptance::{artifacts, judges};

use super::paper::wait_for_paint;
use super::steps::open_sample;

/// What the leader makes of the first shortcoming; the list of units stays as it was.
const OWN: &str = "Việc rà soát, niêm yết thủ tục còn chậm: xã Ea Siên.";

#[test]
fn the_leader_writes_the_notice_and_it_outlives_the_window() {
    let Some(mut window) = open_sample("2017-dak-lak-3027") else { return };
    window.click("button", "Thông báo kết luận");
    wait_for_paint(&window);
    window.keep_picture("notice");

    window.click("button", "TT-02. Một số xã, phường không thực hiện");
    window.wait_for_text("Phần này lấy từ");
    window.wait_for_text("24 nhận xét");
    window.click("textbox", "Nội dung in trong thông báo");
    window.press(&["Control+a"]);
    window.type_here(OWN);
    window.press(&["Tab"]);
    window.wait_for_text("Đã lưu lúc");
    wait_for_paint(&window);

    // An own text stands; the data are offered beside it.
    window.type_into("Chữ nối với danh sách đơn vị", ", gồm");
    window.press(&["Tab"]);
    window.wait_for_text("Dữ liệu đã thay đổi sau khi sửa phần này");
    window.click("button", "Giữ bản sửa");
    window.wait_for_text("Đã sửa");
    wait_for_paint(&window);
    window.keep_picture("notice-written");

    window.close();
    let paper = artifacts().join("notice.pdf");
    let out = paper.to_str().unwrap();
    window.laptop().run(&["notice", "draft", "2017-dak-lak-3027", "--out", out]).done();
    let Some(text) = judges::text_of(&paper) else { return };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(OWN), "{words}");
    assert!(!words.contains("chưa đầy đủ như phòng Tài nguyên"), "{words}");
}
