//! The main job in the real window: from the first start to a signed paper, and a power cut after.

use std::fs;
use std::process::Command;

use acceptance::{PASSPHRASE, cli, skip};
use serde_json::{Value, json};

use super::paper::{accepted_as_signed, export, seal, sign, wait_for_paint, write_minutes};
use super::steps::{go_to, open_on_day, unlock, wait_for_count, wait_for_quiet, wait_until_saved};
use super::{Window, photo};

/// Verdicts by their keys, from the first item on; the fifth is CD-05.
const VERDICTS: [&str; 24] = [
    "1", "1", "1", "4", "2", "1", "1", "3", "1", "1", "1", "1", "1", "4", "1", "1", "1", "3", "1",
    "1", "1", "2", "1", "1",
];

const NOTE: &str = "Sổ theo dõi nhiệm vụ ghi đủ 27 việc, 13 việc chưa có kết quả.";
const STRENGTH: &str = "Phường ban hành kế hoạch cải cách hành chính từ đầu năm";

#[test]
fn a_visit_goes_from_the_first_start_to_a_signed_paper() {
    let Some(mut window) = Window::open() else { return };
    if !cli().is_file() {
        return skip(&format!("{} is not built", cli().display()));
    }

    set_up(&window);
    let visit = open_a_visit(&window);
    fill_in_particulars(&window);
    judge_by_keyboard(&window);
    record_figures(&window);
    record_findings(&window);
    add_photo(&window);
    undo_a_slip(&window);
    write_minutes(&window);
    seal(&window);
    sign(&window);
    let paper = export(&window, &visit);
    accepted_as_signed(&paper, &[STRENGTH, "51,85%", "Nguyễn Chiến Vương"]);

    let before = remembered(&window, &visit);
    window.kill();
    the_store_is_sound(&window);
    window.start();
    come_back(&window);

    assert_eq!(remembered(&window, &visit), before);
    assert_eq!(before["visit"]["state"], json!("signed"));
    everything_is_on_screen(&window);
}

/// The first start: the form, the recovery code kept and confirmed.
fn set_up(window: &Window) {
    window.wait_for_text("Thiết lập lần đầu");
    window.type_into("Họ và tên", "Nguyễn Thị Thanh Hồng");
    window.type_into("Chức vụ", "Trưởng phòng");
    window.type_into("Cơ quan", "Sở Nội vụ");
    window.type_into("Mật khẩu", PASSPHRASE);
    window.type_into("Nhập lại mật khẩu", PASSPHRASE);
    window.keep_picture("start");
    window.click("button", "Tạo kho dữ liệu");

    window.wait_for_text("Mã này chỉ hiện một lần");
    window.keep_picture("recovery");
    let code = window.run("return document.querySelector('.code').textContent", Vec::new());
    let code = code.as_str().unwrap().trim().replace('-', "");
    window.type_into("Gõ lại 5 ký tự cuối của mã", &code[code.len() - 5..]);
    window.click("button", "Tôi đã giữ mã, bắt đầu");
    window.wait_for_text("Chưa có đợt kiểm tra nào");
    window.keep_picture("campaigns-empty");
}

/// The sample by one click, and a visit on another day than the one it brings.
fn open_a_visit(window: &Window) -> String {
    let sample = window.wait_for("the Cầu Tre sample", || {
        let samples = window.ask("list_samples", &json!({}));
        let mut samples = samples.as_array().unwrap().iter();
        samples.find(|it| it["id"] == "2022-cau-tre").cloned()
    });
    window.click("button", sample["name"].as_str().unwrap());
    window.wait_for_text("Đơn vị được kiểm tra");
    window.find("button", "Tiếp tục");
    window.keep_picture("campaign");
    window.click("button", "Quay lại");
    window.wait_for_text("1/1 đơn vị");
    wait_for_quiet(window);
    window.keep_picture("campaigns");
    window.click("button", "Kiểm tra công tác cải cách hành chính năm 2022");

    open_on_day(window, "Phường Cầu Tre", "16/9/2022")
}

/// When, where and with whom.
fn fill_in_particulars(window: &Window) {
    window.click("button", "Thông tin cuộc kiểm tra");
    window.type_into("Bắt đầu lúc", "8:00");
    window.type_into("Kết thúc lúc", "11:30");
    window.click_in("Thành phần đơn vị được kiểm tra", "button", "Thêm người");
    window.type_here("Nguyễn Chiến Vương");
    window.press(&["Tab"]);
    window.type_here("Chủ tịch UBND phường");
    window.keep_picture("particulars");
    window.click("button", "Lưu");
    window.wait_for_text("Đã lưu thông tin cuộc kiểm tra.");
}

/// Digits judge, the arrow goes on.
fn judge_by_keyboard(window: &Window) {
    window.press(&["Home"]);
    let mut keys = Vec::new();
    for verdict in VERDICTS {
        keys.extend([verdict, "ArrowDown"]);
    }
    window.press(&keys);
    wait_for_count(window, VERDICTS.len());
    wait_until_saved(window);
}

/// CD-05: 14 of 27, and the rate that the unit quotes does not fit; a note.
fn record_figures(window: &Window) {
    go_to(window, "CD-05");
    window.press(&["Enter"]);
    window.type_here("14");
    window.press(&["Enter"]);
    window.type_here("27");
    window.press(&["Enter"]);
    window.type_here("51,8");
    window.press(&["Tab"]);
    window.wait_for_text("51,85%");
    window.wait_for_text("14/27 là 51,85%, không phải 51,8%.");
    window.type_into("Ghi chú của đoàn kiểm tra", NOTE);
    window.press(&["Tab"]);
    wait_until_saved(window);
    window.keep_picture("figures");
}

/// F9 twice: default wording with an open place, and a strength in one's own words.
fn record_findings(window: &Window) {
    window.press(&["F9"]);
    let gap = window.find("button", "hạn");
    window.keep_picture("finding");
    window.wait(gap.click());
    window.type_here("31/12/2022");
    window.type_into("Chức danh chịu trách nhiệm", "Chủ tịch UBND phường");
    window.type_into("Hạn khắc phục", "31/12/2022");
    window.press(&["Control+Enter"]);
    window.wait_for_text("Khắc phục trước 31/12/2022");

    go_to(window, "CD-01");
    window.press(&["F9"]);
    window.find("dialog", "Ghi phát hiện");
    window.type_into("Nội dung", STRENGTH);
    window.press(&["Control+Enter"]);
    window.wait_for_text(STRENGTH);
    wait_until_saved(window);
}

/// A photo from a phone, turned upright where it is shown.
fn add_photo(window: &Window) {
    go_to(window, "CD-05");
    let file = window.home().join("bang-niem-yet.jpg");
    photo::take(&file);
    window.choose_file("aside input[type=file]", &file);
    window.wait_for("the photo, upright", || {
        let size = window.run(
            "const it = document.querySelector('aside img'); \
             return it?.complete ? [it.naturalWidth, it.naturalHeight] : null",
            Vec::new(),
        );
        (size[0].as_u64()? > 0 && size[0].as_u64()? < size[1].as_u64()?).then_some(())
    });
    wait_until_saved(window);
    wait_for_quiet(window);
    window.keep_picture("conduct");
}

/// A verdict by a slip of the hand, and Ctrl+Z outside any field.
fn undo_a_slip(window: &Window) {
    go_to(window, "MC-20");
    window.press(&["2"]);
    wait_for_count(window, VERDICTS.len() + 1);
    wait_until_saved(window);
    window.press(&["Control+z"]);
    wait_for_count(window, VERDICTS.len());
}

/// What the engine knows of the visit and its paper.
fn remembered(window: &Window, visit: &str) -> Value {
    let mut known = window.ask("visit", &json!({ "id": visit }));
    // What can be taken back ends with the session.
    known["undo"] = json!("");
    let minutes = window.ask("minutes", &json!({ "visit": visit }));
    let verdicts = known["answers"].as_array().unwrap();
    let judged = verdicts.iter().filter(|it| it["verdict"] != "").count();
    assert_eq!(judged, VERDICTS.len());
    assert_eq!(known["findings"].as_array().unwrap().len(), 2);
    assert_eq!(known["evidence"].as_array().unwrap().len(), 1);
    json!({ "visit": known, "minutes": minutes })
}

fn the_store_is_sound(window: &Window) {
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(secret.path(), PASSPHRASE).unwrap();
    let output = Command::new(cli())
        .arg("--home")
        .arg(window.home())
        .arg("--passphrase-file")
        .arg(secret.path())
        .args(["--json", "check"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["sound"], true, "{report:#}");
}

/// Through the locked door to the visit.
fn come_back(window: &Window) {
    window.wait_for_text("Mật khẩu hoặc mã khôi phục");
    window.keep_picture("locked");
    unlock(window);
    window.click("button", "Kiểm tra công tác cải cách hành chính năm 2022");
    window.wait_for_text("Phường Cầu Tre");
}

fn everything_is_on_screen(window: &Window) {
    window.click("button", "Xem biên bản");
    window.wait_for_text("3/3 đã ký");
    wait_for_paint(window);
    window.click("button", "Kiểm tra");
    window.wait_for_text(&format!("{}/", VERDICTS.len()));
    go_to(window, "CD-05");
    for said in ["51,85%", "Khắc phục trước 31/12/2022", STRENGTH] {
        window.wait_for_text(said);
    }
    window.wait_for("the note", || {
        let note = window
            .run("return document.querySelector('[data-open-item] textarea').value", Vec::new());
        (note == json!(NOTE)).then_some(())
    });
    window.click("button", "Tài khoản: Nguyễn Thị Thanh Hồng");
    window.click("menuitem", "Cài đặt");
    window.wait_for_text("Mật khẩu hiện tại");
    window.keep_picture("settings");
}
