//! Two laptops of one delegation on a cable-less day: a card, a bundle there, a bundle back.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use acceptance::Laptop;
use serde_json::{Value, json};

use super::{CAU_TRE, with_cau_tre, word};

pub(super) const CAMPAIGN: &str = "2022-cau-tre";

/// Hands over what the receiver's side has not confirmed; returns the report of taking it in.
pub(super) fn hand_over(from: &Laptop, to: &Laptop) -> Value {
    let bundle = pack(from);
    to.ask(&["unpack", word(&carried(&bundle, to))])
}

fn pack(from: &Laptop) -> PathBuf {
    let bundle = from.on_desk("goi.doan");
    from.run(&["pack", CAMPAIGN, "--out", word(&bundle)]).done();
    bundle
}

/// The file on a stick, in the other's hands.
pub(super) fn carried(file: &Path, to: &Laptop) -> PathBuf {
    to.put("usb.doan", fs::read(file).unwrap())
}

pub(super) fn admit(leader: &Laptop, member: &Laptop) -> Value {
    let card = member.on_desk("may.the");
    member.run(&["delegation", "card", "--out", word(&card)]).done();
    let card = leader.put("thanh-vien.the", fs::read(&card).unwrap());
    leader.ask(&["delegation", "add", CAMPAIGN, word(&card), "--role", "secretary"])
}

/// Writes a note at an item.
pub(super) fn note(laptop: &Laptop, item: &str, text: &str) {
    let mut command = laptop.command(&["type", CAU_TRE]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{item}\t{text}").unwrap();
    assert!(child.wait().unwrap().success());
}

pub(super) fn note_of(laptop: &Laptop, item: &str) -> Value {
    let shown = laptop.ask(&["visit", "show", CAU_TRE]);
    let answers = shown["answers"].as_array().unwrap();
    answers.iter().find(|answer| answer["item"] == item).unwrap()["note"].clone()
}

#[test]
fn two_laptops_share_a_visit_and_a_disagreement_stands_until_somebody_chooses() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    leader
        .run(&["pack", CAMPAIGN, "--out", word(&leader.on_desk("x.doan"))])
        .refused(1, "E-CHARTER-ALONE");

    let listed = admit(&leader, &member);
    assert_eq!(
        (&listed[1]["name"], &listed[1]["role"]),
        (&"Thư ký Đoàn".into(), &"secretary".into())
    );
    let first = hand_over(&leader, &member);
    assert_eq!((&first["new_campaign"], &first["quarantined"]), (&true.into(), &0.into()));
    assert_eq!(first["added"], listed[1]["lacks"]);
    let show = |laptop: &Laptop| laptop.ask(&["visit", "show", CAU_TRE]);
    assert_eq!(show(&leader)["rates"], show(&member)["rates"]);

    note(&member, "CD-05", "ghi của thư ký");
    note(&leader, "CD-06", "ghi của trưởng đoàn");
    let back = hand_over(&member, &leader);
    assert_eq!((&back["added"], &back["disagreements"]), (&1.into(), &0.into()));
    assert_eq!(note_of(&leader, "CD-05"), "ghi của thư ký");
    assert_eq!(leader.ask(&["delegation", "list", CAMPAIGN])[1]["lacks"], 1);

    // The same place, without having seen each other.
    note(&member, "CD-06", "ghi khác của thư ký");
    hand_over(&leader, &member);
    let both = hand_over(&member, &leader);
    assert_eq!(both["disagreements"], 1);
    assert_eq!(show(&leader)["disagreements"], show(&member)["disagreements"]);
    leader.run(&["minutes", "seal", CAU_TRE]).refused(1, "E-SEAL-REFUSED");
    for laptop in [&leader, &member] {
        laptop.run(&["check"]).done();
    }
}

#[test]
fn a_bundle_that_is_cut_changed_or_for_others_changes_nothing() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let Some(stranger) = Laptop::set_up_for("Người ngoài đoàn") else { return };
    admit(&leader, &member);
    let whole = fs::read(pack(&leader)).unwrap();
    let refused = |laptop: &Laptop, bytes: &[u8], code: &str| {
        let file = laptop.put("usb.doan", bytes);
        laptop.run(&["unpack", word(&file)]).refused(2, code);
    };

    refused(&stranger, &whole, "E-BUNDLE-NOT-FOR-US");
    refused(&member, &whole[..whole.len() - 1], "E-BUNDLE-DAMAGED");
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    refused(&member, &changed, "E-BUNDLE-DAMAGED");
    refused(&member, b"Goi trao doi", "E-BUNDLE-OTHER");
    assert_eq!(member.ask(&["campaign", "list"])["campaigns"], json!([]));

    // Nothing of the failed tries is left, and the whole one comes in.
    let check = member.ask(&["check"]);
    assert_eq!(check["strays"], json!([]), "{check:#}");
    let file = member.put("usb.doan", &whole);
    member.run(&["unpack", word(&file)]).done();
    member.run(&["check"]).done();
}

#[test]
fn a_lost_laptop_hands_over_nothing_more_and_what_comes_by_others_is_kept_apart() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let Some(other) = Laptop::set_up_for("Thành viên Đoàn") else { return };
    let listed = admit(&leader, &member);
    admit(&leader, &other);
    hand_over(&leader, &member);
    hand_over(&leader, &other);
    let device = listed[1]["device"].as_str().unwrap().to_owned();
    note(&member, "CD-05", "ghi sau khi mất máy");

    leader.run(&["delegation", "end", CAMPAIGN, &device]).done();
    let bundle = carried(&pack(&member), &leader);

    leader.run(&["unpack", word(&bundle)]).refused(1, "E-BUNDLE-ENDED");
    hand_over(&member, &other);
    assert_eq!(hand_over(&other, &leader)["quarantined"], 1);
    let kept = leader.ask(&["delegation", "quarantine", CAMPAIGN]);
    assert_eq!(kept[0]["value"], "ghi sau khi mất máy");
    assert_eq!(kept[0]["writer"], "Thư ký Đoàn");
    assert!(kept[0]["place"].as_str().unwrap().contains("CD-05"), "{kept:#}");
    assert_ne!(note_of(&leader, "CD-05"), "ghi sau khi mất máy");
    member.run(&["delegation", "end", CAMPAIGN, &device]).refused(1, "E-CHARTER-FOUNDER");
    leader.run(&["check"]).done();
}

#[test]
fn a_key_that_two_campaigns_share_names_neither() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = with_cau_tre() else { return };
    admit(&leader, &member);
    hand_over(&leader, &member);

    member.run(&["minutes", "seal", CAU_TRE]).refused(2, "E-CAMPAIGN-TWICE");
    let known = member.ask(&["campaign", "list"])["campaigns"].clone();
    let ids: Vec<_> =
        known.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    for id in ids {
        member.run(&["visit", "show", &format!("{id}/cau-tre")]).done();
    }
}
