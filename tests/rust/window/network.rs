//! One day of two laptops and an office: the leader's window is open for the delegation, a colleague
//! answers the same item otherwise, the leader sees both and chooses, seals, and sends it all to the
//! machine of the office, where it stands on a page in Chromium.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use acceptance::{Laptop, OpenLaptop, artifacts, root};
use serde_json::{Value, json};

use super::Window;
use super::paper::{export, seal, wait_for_paint};
use super::steps::{enter, go_on, go_to, wait_until_saved};

const CAMPAIGN: &str = "2022-cau-tre";
const OFFICE_PASSPHRASE: &str = "mật khẩu của văn thư";

#[test]
fn both_opinions_are_seen_one_is_chosen_and_the_sealed_paper_stands_on_the_page_of_the_office() {
    let Some(leader) = Laptop::set_up() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let Some(hub) = Laptop::set_up_for("Máy chủ Sở Nội vụ") else { return };
    leader.run(&["sample", "import", CAMPAIGN]).done();
    admit(&leader, &hub);
    let founder = leader.ask(&["delegation", "list", CAMPAIGN])[0]["device"].clone();
    let Some(window) = Window::open_on(leader) else { return };
    enter(&window);

    let address = open_for_delegation(&window);
    invite(&window, &member, &address);
    both_write(&window, &member, &address);
    choose(&window);
    window.click("button", "Lập biên bản");
    wait_for_paint(&window);
    seal(&window);

    let office = open_office(&hub, &founder);
    send_to(&window, &office);
    member.run(&["sync", &office.address, "--device", &office.device]).done();
    seen_in_chromium(&window, &office);
    drop(office);
    for laptop in [&member, &hub] {
        laptop.run(&["check"]).done();
    }
}

fn admit(leader: &Laptop, hub: &Laptop) {
    let card = hub.on_desk("may.the");
    hub.run(&["delegation", "card", "--out", text(&card)]).done();
    let card = leader.put("may-khac.the", fs::read(&card).unwrap());
    leader.run(&["delegation", "add", CAMPAIGN, text(&card), "--role", "hub"]).done();
}

fn open_for_delegation(window: &Window) -> String {
    window.click("button", "Đoàn và trao đổi");
    window.click("button", "Mở cho đoàn");
    window.wait_for_text("Máy này đang mở cho đoàn");
    let view = window.ask("network", &json!({}));
    let address = view["addresses"][0].as_str().unwrap().to_owned();
    window.wait_for_text(&address);
    window.keep_picture("network-open");
    address
}

/// The leader reads a code to the colleague, who types it and stands in the delegation.
fn invite(window: &Window, member: &Laptop, address: &str) {
    window.click("button", "Mời bằng mã");
    window.click("button", "Tạo mã");
    window.wait_for_text("Đọc mã này cho người được mời");
    window.keep_picture("network-invite");
    let read = "return document.querySelector('dialog .code').textContent";
    let code = window.run(read, Vec::new());
    member.run(&["sync", address, "--code", code.as_str().unwrap()]).done();
    window.wait_for_text("Thư ký Đoàn đã vào đoàn.");
    window.run("document.querySelector('dialog footer button').click()", Vec::new());
}

/// The colleague's note comes in beside the open item, at which the leader then writes.
fn both_write(window: &Window, member: &Laptop, address: &str) {
    window.click("button", "Quay lại");
    go_on(window, "Tiếp tục");
    go_to(window, "CD-05");
    note(member, "của thư ký");
    member.run(&["sync", address]).done();
    window.wait_for_text("Vừa nhận nội dung mới từ máy khác");
    window.keep_picture("network-arrived");
    window.type_into("Ghi chú của đoàn kiểm tra", "của trưởng đoàn");
    window.press(&["Tab"]);
    wait_until_saved(window);
    window.click("button", "Xem ngay");
    go_to(window, "CD-05");
    window.find("button", "Chọn ý kiến…");
    window.keep_picture("network-both");
}

fn choose(window: &Window) {
    window.click("button", "Chọn ý kiến…");
    window.find("dialog", "Ý kiến khác nhau ở mục CD-05");
    window.wait_for_text("của thư ký");
    window.click("radio", "Ý kiến của Thư ký Đoàn");
    window.type_into("Lý do chọn", "Đã đối chiếu sổ theo dõi");
    window.keep_picture("network-choose");
    window.click("button", "Chọn ý kiến này");
    window.wait_for_text("Đã chọn ý kiến và ghi lý do.");
}

fn open_office(hub: &Laptop, founder: &Value) -> OpenLaptop {
    let secret = hub.put("mat-khau.txt", OFFICE_PASSPHRASE);
    let phc = hub.ask(&["hub", "phc", "--secret-file", text(&secret)])["phc"].clone();
    let config = format!(
        "listen = \"127.0.0.1:0\"\naccept = [{founder}]\n[office]\nlisten = \"127.0.0.1:0\"\n\
         https = false\n[[office.account]]\nname = \"vanthu\"\nrole = \"viewer\"\npassphrase = {phc}\n"
    );
    let config = hub.put("may-chu.toml", config);
    OpenLaptop::with(hub, &["hub", "serve", "--config", text(&config)])
}

fn send_to(window: &Window, office: &OpenLaptop) {
    window.click("button", "Quay lại");
    window.wait_for_text("Ghi chú của đoàn kiểm tra");
    window.click("button", "Quay lại");
    window.wait_for_text("Đơn vị được kiểm tra");
    window.click("button", "Đoàn và trao đổi");
    window.type_into("Địa chỉ máy kia", &office.address);
    window.press(&["Enter"]);
    window.wait_for_text("Máy kia đã báo nhận đủ.");
    // The badge of the office among the laptops, too.
    window.wait_for_text("Đã báo nhận đủ");
    window.keep_picture("network-sent");
}

/// The page, by a browser on a phone without any script.
fn seen_in_chromium(window: &Window, office: &OpenLaptop) {
    let address = format!("http://{}/", office.office.as_ref().unwrap());
    let picture = artifacts().join("office.png");
    let paper = window.laptop().on_desk("tu-trang.pdf");
    let seen = Command::new("node")
        .current_dir(root().join("ui"))
        .args(["browser/office.mjs", &address, "vanthu", OFFICE_PASSPHRASE])
        .args([&picture, &paper])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&seen.stderr);
    let seen: Value = serde_json::from_slice(&seen.stdout).unwrap_or_else(|_| panic!("{told}"));
    let page = seen["text"].as_str().unwrap();
    assert!(page.contains("Phường Cầu Tre") && page.contains("Đã chốt, chưa ký"), "{page}");
    assert_eq!(seen["refused"], json!([]));
    // The very bytes that were sealed in the window.
    let campaigns = window.ask("list_campaigns", &json!({}));
    let campaign = window.ask("campaign", &json!({ "id": campaigns[0]["id"] }));
    let sealed = export(window, campaign["visits"][0]["id"].as_str().unwrap());
    assert!(
        fs::read(&paper).unwrap() == fs::read(sealed).unwrap(),
        "another paper than was sealed"
    );
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
