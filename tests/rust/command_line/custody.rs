//! The record of custody: handed to somebody outside, who has the verifier and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::{Answer, Laptop, auditor, skip};
use serde_json::Value;

use super::delegation::{CAMPAIGN, admit, carried, hand_over, note};
use super::{CAU_TRE, with_cau_tre, word};

/// A leader with sealed minutes and a secretary, each with all that the other wrote and its receipt.
fn delegation() -> Option<(Laptop, Laptop)> {
    if !auditor().is_file() {
        skip(&format!("{} is not built", auditor().display()));
        return None;
    }
    let leader = with_cau_tre()?;
    let member = Laptop::set_up_for("Thư ký Đoàn")?;
    leader.run(&["minutes", "seal", CAU_TRE]).done();
    admit(&leader, &member);
    hand_over(&leader, &member);
    note(&member, "CD-05", "ghi của thư ký");
    hand_over(&member, &leader);
    Some((leader, member))
}

fn record(laptop: &Laptop) -> PathBuf {
    let out = laptop.on_desk("dot.hoso");
    laptop.run(&["audit", CAMPAIGN, "--out", word(&out)]).done();
    out
}

/// What the verifier says, with no store and no passphrase.
fn audit(record: &Path, words: &[&str]) -> Answer {
    let mut command = Command::new(auditor());
    command.arg(record).args(words).env_clear();
    command.output().unwrap().into()
}

fn kinds(report: &Value) -> Vec<&str> {
    let flaws = report["flaws"].as_array().unwrap();
    flaws.iter().map(|flaw| flaw["kind"].as_str().unwrap()).collect()
}

#[test]
fn an_auditor_sees_that_all_holds_and_which_paper_it_is() {
    let Some((leader, _)) = delegation() else { return };
    let pdf = leader.on_desk("bien-ban.pdf");
    leader.run(&["minutes", "export", CAU_TRE, "--out", word(&pdf)]).done();
    let record = record(&leader);

    let report = audit(&record, &["--json", "--paper", word(&pdf)]).done().json();

    assert_eq!((&report["sound"], &report["remarks"]), (&true.into(), &serde_json::json!([])));
    assert_eq!(report["asked_papers"][0]["seal"], report["papers"][0]["seal"]);
    assert_eq!(report["people"][1]["name"], "Thư ký Đoàn");
    assert_ne!(report["counts"]["receipts"], 0);
    let told = audit(&record, &[]).done().out;
    assert!(told.contains("đều khớp") && told.contains("Giới hạn:"), "{told}");
    assert!(!told.contains("ghi của thư ký"));
    let other = leader.put("khac.pdf", "%PDF-1.7");
    audit(&record, &["--paper", word(&other)]).refused(1, "E-AUDIT-PAPER");
}

#[test]
fn a_record_that_was_cut_or_changed_is_refused_and_other_files_are_none() {
    let Some((leader, _)) = delegation() else { return };
    let whole = fs::read(record(&leader)).unwrap();
    let put = |bytes: &[u8]| leader.put("doi.hoso", bytes);

    audit(&put(&whole[..whole.len() - 1]), &[]).refused(1, "E-AUDIT-ALTERED");
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    audit(&put(&changed), &["--json"]).refused(1, "E-AUDIT-ALTERED");
    audit(&put(b"%PDF-1.7"), &[]).refused(2, "E-AUDIT-OTHER");
    audit(&leader.on_desk("khong-co.hoso"), &[]).refused(2, "E-FILE");
    audit(&put(&whole), &["--mau"]).refused(2, "E-USAGE");
    leader.run(&["audit", "khong-co", "--out", "x.hoso"]).refused(2, "E-NOT-FOUND");
}

#[test]
fn work_that_a_colleague_signed_for_is_missed_when_a_store_is_taken_back() {
    let Some((leader, member)) = delegation() else { return };
    // Taken before the secretary's bundle came in.
    let snapshots = leader.ask(&["snapshot", "list"]);
    let name = snapshots["snapshots"][0]["name"].as_str().unwrap().to_owned();
    note(&leader, "CD-06", "ghi của trưởng đoàn");
    hand_over(&leader, &member);

    leader.run(&["snapshot", "restore", &name]).done();
    hand_over(&member, &leader);

    let check = leader.run(&["--json", "check"]).refused(1, "E-CHECK").json();
    assert!(kinds(&check).contains(&"lost"), "{check:#}");
    // What is lost of each stream is told for itself, in no order of its own.
    let texts: Vec<_> = check["flaws"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flaw| flaw["text"].as_str().unwrap())
        .collect();
    assert!(texts.iter().any(|text| text.contains("Thư ký Đoàn")), "{texts:#?}");
    let answer = audit(&record(&leader), &["--json"]).refused(1, "E-AUDIT");
    let report = answer.json();
    assert!(kinds(&report).iter().all(|kind| *kind == "missing"), "{report:#}");
    assert!(answer.err.contains("Thư ký Đoàn"), "{answer:#?}");

    // The colleague has it, and gives it back.
    let bundle = member.on_desk("toan-bo.doan");
    member.run(&["pack", CAMPAIGN, "--out", word(&bundle), "--all"]).done();
    leader.run(&["unpack", word(&carried(&bundle, &leader))]).done();
    leader.run(&["check"]).done();
    audit(&record(&leader), &[]).done();
}
