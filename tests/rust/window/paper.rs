//! The paper in the window: worded, sealed, signed, taken away and judged by others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::{cli, judges, root};
use serde_json::{Value, json};

use super::Window;

/// What the unit says, in words of its own.
const OPINION: &str = "Đơn vị nhất trí với nội dung biên bản và sẽ báo cáo kết quả khắc phục.";

/// The paper is painted, and one of its sentences put in other words.
pub(super) fn write_minutes(window: &Window) {
    window.click("button", "Lập biên bản");
    wait_for_paint(window);
    window.keep_picture("minutes");
    window.click("button", "Ý kiến của đơn vị");
    window.click("textbox", "Nội dung in trong biên bản");
    window.press(&["Control+a"]);
    window.type_here(OPINION);
    window.press(&["Tab"]);
    window.wait_for_text("1/");
    window.wait_for_text("Đã sửa");
    window.wait_for_text("Bản xem trước khớp với bản in");
}

pub(super) fn seal(window: &Window) {
    window.click("button", "Chốt nội dung");
    window.wait_for_text("Chốt là giữ nguyên đúng nội dung đang xem để ký.");
    window.keep_picture("seal");
    window.click("button", "Chốt nội dung");
    window.wait_for_text("Bản đã chốt");
    wait_for_paint(window);
    window.keep_picture("sealed");
}

/// Two by hand, the leader by certificate.
pub(super) fn sign(window: &Window) {
    for signer in ["Nguyễn Chiến Vương", "THƯ KÝ"] {
        draw_signature(window, signer);
    }
    window.click("button", "Ký: Nguyễn Thị Thanh Hồng");
    window.click("menuitem", "Ký số bằng chứng thư");
    window.find("dialog", "Ký số: Nguyễn Thị Thanh Hồng");
    window.choose_file("dialog input[type=file]", &key("rsa2048.p12"));
    window.wait_for_text("rsa2048.p12");
    window.type_into("Mật khẩu của tệp", "mậtkhẩu");
    window.keep_picture("certificate");
    window.click("button", "Ký");
    window.wait_for_text("3/3 đã ký");
    window.wait_for_text("Đã ký số");
    wait_for_paint(window);
    window.keep_picture("signed");
}

fn draw_signature(window: &Window, signer: &str) {
    window.click("button", &format!("Ký: {signer}"));
    window.click("menuitem", "Ký tay trên màn hình");
    window.find("dialog", "Ký tay");
    let wave = [(-120.0, 30.0), (-80.0, -40.0), (-40.0, 35.0), (0.0, -30.0), (50.0, 25.0)];
    window.draw("dialog canvas", &wave);
    window.draw("dialog canvas", &[(60.0, 40.0), (-90.0, 55.0)]);
    wait_for_ink(window, "dialog canvas", 200);
    window.keep_picture("draw");
    window.click("button", "Dùng chữ ký này");
    window.wait_for("the dialog to close", || (!window.shows("dialog", "")).then_some(()));
}

/// The system's dialog asks where to; here the page asks the engine as it does after that.
pub(super) fn export(window: &Window, visit: &str) -> PathBuf {
    let paper = window.home().join("bien-ban.pdf");
    let minutes = json!({ "kind": "minutes", "visit": visit });
    window.ask("export_paper", &json!({ "paper": minutes, "path": paper }));
    paper
}

/// The paper is a PDF that says what was recorded, and its signature holds.
pub(super) fn accepted_as_signed(paper: &Path, sentences: &[&str]) {
    assert!(fs::read(paper).unwrap().starts_with(b"%PDF-"));
    let output = Command::new(cli())
        .args(["--json", "verify"])
        .arg(paper)
        .arg("--trust")
        .arg(key("root.pem"))
        .output()
        .unwrap();
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(verdict["verdict"], "intact", "{verdict:#}");
    assert_eq!(verdict["signatures"].as_array().unwrap().len(), 1);
    if let Some(text) = judges::text_of(paper) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [sentences, &[OPINION]].concat() {
            assert!(words.contains(said), "{said} is not in: {words}");
        }
    }
}

/// Waits until the first page shows ink on white paper, in the version that would be printed.
pub(super) fn wait_for_paint(window: &Window) {
    window.wait_for_text("Bản xem trước khớp với bản in");
    wait_for_ink(window, "[data-page] canvas", 1000);
}

/// Waits until the canvas with this CSS selector shows as many dark pixels.
pub(super) fn wait_for_ink(window: &Window, canvas: &str, pixels: u64) {
    window.wait_for(&format!("ink on {canvas}"), || {
        let ink = window.run(
            "const sheet = document.querySelector(arguments[0]); \
             if (!sheet?.width || sheet.width < 300) return 0; \
             const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height); \
             let ink = 0; \
             for (let at = 0; at < data.length; at += 4) \
               if (data[at] < 128 && data[at + 3] > 128) ink += 1; \
             return ink",
            vec![json!(canvas)],
        );
        (ink.as_u64()? > pixels).then_some(())
    });
}

fn key(name: &str) -> PathBuf {
    root().join("tests/fixtures/keys").join(name)
}
