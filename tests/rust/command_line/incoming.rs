//! Signed minutes go to a laptop that has nothing else: looked at, taken in, and as they were.

use std::fs;

use acceptance::Laptop;

use super::papers::{sign, verify};
use super::{CAU_TRE, with_cau_tre, word};

#[test]
fn a_visit_reaches_another_laptop_inside_its_signed_minutes() {
    let Some(one) = with_cau_tre() else { return };
    let Some(other) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    one.run(&["minutes", "seal", CAU_TRE]).done();
    let paper = one.on_desk("bien-ban.pdf");
    one.run(&["minutes", "export", CAU_TRE, "--out", word(&paper)]).done();
    other.run(&["import-paper", word(&paper)]).refused(2, "E-INCOMING-UNSIGNED");

    let signed = sign(&one, &paper, "p256.p12", "leader");
    let told = verify(&one, &signed).done().json();
    assert_eq!(told["data"]["verdict"], "agrees");

    // A name as another system writes it, its marks apart.
    let carried = other.put("bie\u{302}n ba\u{309}n.pdf", fs::read(&signed).unwrap());
    let asked = other.run(&["--json", "import-paper", word(&carried), "--dry-run"]).done().json();
    assert_eq!((&asked["standing"], &asked["taken_in"]), (&"new".into(), &false.into()));
    assert!(other.ask(&["campaign", "list"]).to_string().len() < 40, "nothing is written");

    let taken = other.run(&["--json", "import-paper", word(&carried)]).done().json();
    assert_eq!(taken["taken_in"], true);
    let again = other.run(&["--json", "import-paper", word(&carried)]).done().json();
    assert_eq!((&again["standing"], &again["taken_in"]), (&"here".into(), &false.into()));

    let show = |laptop: &Laptop| {
        let mut shown = laptop.ask(&["visit", "show", CAU_TRE]);
        // Notes are the delegation's own and stay where they were written; so do reviews and rows.
        for answer in shown["answers"].as_array_mut().unwrap() {
            let answer = answer.as_object_mut().unwrap();
            answer.remove("note");
            answer.remove("reviewed");
        }
        (shown["findings"].take(), shown["rates"].take(), shown["attendance"].take())
    };
    assert_eq!(show(&other), show(&one));
    let out = other.on_desk("xuat.pdf");
    other.run(&["minutes", "export", CAU_TRE, "--out", word(&out)]).done();
    assert_eq!(fs::read(&out).unwrap(), fs::read(&signed).unwrap());
    assert_eq!(other.ask(&["visit", "show", CAU_TRE])["state"], "partly-signed");
    other.run(&["check"]).done();
}
