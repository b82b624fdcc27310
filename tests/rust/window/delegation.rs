//! A colleague is taken into the delegation in the real window, gets a bundle, answers the same item
//! otherwise, and both answers stand side by side when the bundle comes back.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use acceptance::Laptop;
use serde_json::{Value, json};

use super::Window;
use super::steps::open_sample;

const CAMPAIGN: &str = "2022-cau-tre";

#[test]
fn a_colleague_joins_and_what_both_wrote_stands_side_by_side() {
    let Some(window) = open_sample(CAMPAIGN) else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let card = member.on_desk("thu-ky.the");
    member.run(&["delegation", "card", "--out", text(&card)]).done();

    take_in(&window, &card);
    let campaign = campaign(&window);
    let out = window.laptop().on_desk("goi.doan");
    let asked = json!({ "campaign": campaign["id"], "path": out, "everything": false });
    let packed = window.ask("pack_bundle", &asked);
    assert_eq!(packed["names"], json!(["Thư ký Đoàn"]), "{packed:#}");
    let bundle = member.put("goi.doan", fs::read(&out).unwrap());
    member.run(&["unpack", text(&bundle)]).done();

    let visit = &campaign["visits"][0]["id"];
    window.ask("set_note", &json!({ "visit": visit, "item": "CD-05", "text": "của trưởng đoàn" }));
    note(&member, "của thư ký");
    let back = member.on_desk("gui-lai.doan");
    member.run(&["pack", CAMPAIGN, "--out", text(&back)]).done();
    let back = window.laptop().put("gui-lai.doan", fs::read(&back).unwrap());
    let brought = window.ask("unpack_bundle", &json!({ "path": back }));
    assert_eq!((&brought["added"], &brought["disputes"]), (&json!(1), &json!(1)), "{brought:#}");

    window.click("button", "Quay lại");
    window.click("button", "Đoàn và trao đổi");
    window.wait_for_text("Có ý kiến khác nhau ở 1 chỗ");
    // The colleague has not seen the note that was written here since.
    window.wait_for_text("Chưa báo nhận 1 nội dung");
    window.keep_picture("delegation-both");
}

/// Takes the laptop of `card` into the delegation, by hand.
fn take_in(window: &Window, card: &Path) {
    window.click("button", "Đoàn và trao đổi");
    window.wait_for_text("Chưa có máy nào khác");
    window.choose_file("input[accept='.the']", card);
    window.wait_for_text("So mã máy này với mã trên màn hình của người đưa thẻ.");
    window.keep_picture("delegation-card");
    window.run("document.querySelector('dialog button[type=submit]').click()", Vec::new());
    window.wait_for_text("Chưa báo nhận");
    window.keep_picture("delegation-added");
}

fn campaign(window: &Window) -> Value {
    let campaigns = window.ask("list_campaigns", &json!({}));
    let mut campaign = window.ask("campaign", &json!({ "id": campaigns[0]["id"] }));
    campaign["id"] = campaigns[0]["id"].clone();
    campaign
}

fn note(laptop: &Laptop, words: &str) {
    let mut command = laptop.command(&["type", "2022-cau-tre/cau-tre"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "CD-05\t{words}").unwrap();
    assert!(child.wait().unwrap().success());
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
