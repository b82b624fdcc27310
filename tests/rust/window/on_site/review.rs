//! An answer looked over: reviewed, returned with a remark, answered again, accepted.
//!
//! One laptop goes from hand to hand; who sits at it says so in the settings.

use acceptance::Laptop;
use serde_json::json;

use crate::window::Window;
use crate::window::steps::{enter, go_on, go_to, wait_for_quiet};

/// Posts stand for the people whom the articles do not name.
const SCRIBE: &str = "Thành viên ghi chép";
const LEAD: &str = "Phụ trách lĩnh vực";
const LEADER: &str = "Nguyễn Thị Thanh Hồng";
const REMARK: &str = "Ghi rõ số chìa khóa đang dùng và người giữ.";

#[test]
fn an_answer_is_returned_with_a_remark_answered_again_and_accepted() {
    let Some(laptop) = Laptop::set_up_for(SCRIBE) else { return };
    let plan = laptop.put("dot.toml", campaign());
    laptop.run(&["campaign", "import", plan.to_str().unwrap()]).done();
    let Some(window) = Window::open_on(laptop) else { return };
    enter(&window);
    go_on(&window, "Bắt đầu");

    answer(&window, "1", "Chưa rà soát");
    refused(&window, "Bạn chưa được giao rà soát lĩnh vực CN.", "review-refused");

    hand_over(&window, SCRIBE, LEAD);
    step(&window, &["F4"], "Đã rà soát");
    window.keep_picture("review-reviewed");
    refused(&window, "Việc này do trưởng đoàn", "review-leader-only");

    hand_over(&window, LEAD, LEADER);
    return_it(&window);

    hand_over(&window, LEADER, SCRIBE);
    window.wait_for_text(&format!("Ý kiến trả lại: {REMARK}"));
    answer(&window, "4", "Đã sửa sau rà soát");
    assert!(!window.page_text().contains(REMARK));

    hand_over(&window, SCRIBE, LEAD);
    step(&window, &["F4"], "Đã rà soát");
    hand_over(&window, LEAD, LEADER);
    step(&window, &["F4"], "Trưởng đoàn chấp nhận");
    wait_for_quiet(&window);
    window.keep_picture("review-accepted");
    every_step_is_on_record(&window);
}

/// A visit, its leader, a member who looks over one area, and one who looks over none.
fn campaign() -> String {
    format!(
        r#"
[campaign]
key = "ra-soat"
name = "Kiểm tra công tác cải cách hành chính năm 2022"
agency = {{ parent = "UBND THÀNH PHỐ", name = "ĐOÀN KIỂM TRA CCHC", place = "" }}
delegation = {{ name = "Đoàn kiểm tra cải cách hành chính thành phố", kind = "doan" }}
checklist = "cchc"
period = {{ from = 2022-01-01, to = 2022-09-15 }}
dates = {{ from = 2022-09-15, to = 2022-09-15 }}

[[campaign.members]]
name = "{LEADER}"
title = "Trưởng phòng"
office = "Sở Nội vụ"
role = "leader"

[[campaign.members]]
name = "{LEAD}"
role = "member"
areas = ["CN"]

[[campaign.members]]
name = "{SCRIBE}"
role = "member"

[[campaign.units]]
key = "cau-tre"
name = "Phường Cầu Tre"
kind = "phuong"
visit = 2022-09-15
"#
    )
}

/// Gives CN-01 the verdict of a digit.
fn answer(window: &Window, digit: &str, state: &str) {
    go_to(window, "CN-01");
    step(window, &[digit], state);
}

/// Presses `keys` and waits until the looking over of the open item stands at `state`.
fn step(window: &Window, keys: &[&str], state: &str) {
    window.press(keys);
    window.find("group", state);
}

/// One step on is not for this person, and the screen says whose it is.
fn refused(window: &Window, why: &str, picture: &str) {
    // Only this message is to be closed.
    wait_for_quiet(window);
    window.press(&["F4"]);
    window.wait_for_text(why);
    window.keep_picture(picture);
    window.click("button", "Đóng");
    wait_for_quiet(window);
}

/// The leader asks for more, and must say what.
fn return_it(window: &Window) {
    window.press(&["Shift+F4"]);
    window.find("dialog", "Trả lại mục CN-01");
    window.click("button", "Trả lại");
    window.wait_for_text("Hãy ghi cần sửa gì để người trả lời biết.");
    window.type_into("Cần sửa gì?", REMARK);
    window.keep_picture("review-return");
    window.click("button", "Trả lại");
    window.find("group", "Bị trả lại");
}

/// Another person sits down at the laptop, and goes to the item.
fn hand_over(window: &Window, from: &str, to: &str) {
    window.click("button", &format!("Tài khoản: {from}"));
    window.click("menuitem", "Cài đặt");
    window.click("textbox", "Họ và tên");
    window.press(&["Control+a"]);
    window.type_here(to);
    window.press(&["Tab"]);
    window.find("button", &format!("Tài khoản: {to}"));
    window.click("button", "Quay lại");
    window.click("button", "Kiểm tra công tác cải cách hành chính năm 2022");
    go_on(window, "Tiếp tục");
    go_to(window, "CN-01");
}

/// The timeline of the item: each step with both values. It names the person of the laptop, who
/// is the leader by now.
fn every_step_is_on_record(window: &Window) {
    window.press(&["F3"]);
    window.find("dialog", "Nhật ký mục CN-01");
    for said in [LEADER, REMARK, "Đã rà soát", "Cơ bản đạt", "Trưởng đoàn chấp nhận"]
    {
        window.wait_for_text(said);
    }
    window.keep_picture("review-timeline");
    let campaigns = window.ask("list_campaigns", &json!({}));
    let campaign = window.ask("campaign", &json!({ "id": campaigns[0]["id"] }));
    let visit = window.ask("visit", &json!({ "id": campaign["visits"][0]["id"] }));
    let answers = visit["answers"].as_array().unwrap();
    let answer = answers.iter().find(|it| it["item"] == "CN-01").unwrap();
    assert_eq!(answer["review"]["state"], json!("accepted"), "{answer}");
    assert_eq!(answer["review"]["by"], json!(LEADER), "{answer}");
}
