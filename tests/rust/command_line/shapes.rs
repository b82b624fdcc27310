//! The contract of the command line: exit codes, one line of failure, the shapes of documents.

use std::process::Command;

use acceptance::{Answer, Laptop, cli};
use serde_json::{Value, json};

use super::{CAU_TRE, with_cau_tre, word};

/// Runs `bienban` far from any store.
fn bare(words: &[&str]) -> Option<Answer> {
    let laptop = Laptop::new()?;
    let mut command = Command::new(cli());
    command.args(words).env("BIENBAN_HOME", laptop.on_desk("nowhere"));
    Some(command.env_remove("BIENBAN_PASSPHRASE_FILE").output().unwrap().into())
}

#[test]
fn usage_is_two_and_help_is_vietnamese() {
    let Some(help) = bare(&["--help"]) else { return };
    assert!(help.done().out.contains("Cách dùng"));
    for words in [&["bay"][..], &[], &["check", "--mau"], &["minutes", "draft"]] {
        let answer = bare(words).unwrap().refused(2, "E-USAGE");
        assert_eq!(answer.err.lines().count(), 1, "{answer:#?}");
        assert_eq!(answer.out, "");
    }
    let answer = bare(&["--json", "check"]).unwrap();
    assert_eq!(answer.code, 2);
    assert_eq!(answer.json()["error"]["code"], "E-USAGE");
}

#[test]
fn schemas_and_checklists_need_no_store() {
    let Some(first) = bare(&["schema", "visit"]) else { return };
    assert!(first.done().json()["properties"]["answers"].is_object());
    for name in ["profile", "campaign", "minutes-data", "verify-report"] {
        assert!(bare(&["schema", name]).unwrap().done().json().is_object());
    }
    bare(&["schema", "nothing"]).unwrap().refused(2, "E-NOT-FOUND");
    let list = bare(&["--json", "checklist", "list"]).unwrap().done().json();
    assert_eq!(list["checklists"][0]["items"], 97);
    let history = bare(&["--json", "checklist", "show", "cchc"]).unwrap().done().json();
    assert_eq!(items(&history).len(), 97);
    bare(&["checklist", "show", "cchc", "--on", "15/13/2022"]).unwrap().refused(2, "E-INPUT");
}

#[test]
fn a_checklist_speaks_in_the_words_of_the_day() {
    for (day, desk) in [
        ("2017-10-20", "Bộ phận tiếp nhận và trả kết quả"),
        ("2022-09-15", "Bộ phận Một cửa"),
        ("2026-09-15", "Trung tâm Phục vụ hành chính công"),
    ] {
        let words = ["--json", "checklist", "show", "cchc", "--on", day];
        let Some(answer) = bare(&words) else { return };
        let shown = answer.done().json();
        assert_eq!((&shown["id"], &shown["on"]), (&json!("cchc"), &json!(day)));
        let said = shown.to_string();
        assert!(said.contains(desk), "{desk} is not said on {day}");
        for item in items(&shown) {
            for field in ["question", "answer", "shortcoming", "recommendation"] {
                assert!(item[field].is_string(), "{item:#}");
            }
            let bases = item["bases"].as_array().unwrap();
            let reason = item.get("no_basis").is_some();
            assert!(!bases.is_empty() || reason, "{item:#}");
        }
    }
}

#[test]
fn a_campaign_and_a_visit_are_shown_as_they_are_filed() {
    let Some(laptop) = with_cau_tre() else { return };
    let campaign = laptop.ask(&["campaign", "show", "2022-cau-tre"]);
    assert_eq!(campaign["units"][0]["key"], "cau-tre");
    assert_eq!(campaign["members"][0]["role"], "leader");
    assert_eq!(campaign["dates"], json!({ "from": "2022-09-15", "to": "2022-09-15" }));
    let visit = laptop.ask(&["visit", "show", CAU_TRE]);
    for field in ["rates", "progress", "disagreements", "state", "findings", "attendance"] {
        assert!(visit.get(field).is_some(), "{field}");
    }

    // Importing what was shown would write nothing, so what is shown is what is filed.
    let before = laptop.ask(&["check"])["ops"].clone();
    let file = laptop.put("again.json", as_filed(visit).to_string());
    laptop.run(&["visit", "import", word(&file)]).done();
    assert_eq!(laptop.ask(&["check"])["ops"], before);

    laptop.run(&["visit", "show", "no-such/visit"]).refused(2, "E-NOT-FOUND");
    let found = laptop.ask(&["search", "so hoa thu tuc"]);
    assert_eq!(found["hits"][0]["kind"], "finding");
    laptop.run(&["search", "không có câu này"]).refused(1, "E-SEARCH-NONE");
}

/// A visit as shown, without what is computed.
fn as_filed(mut visit: Value) -> Value {
    let fields = visit.as_object_mut().unwrap();
    for computed in ["id", "rates", "progress", "disagreements", "state", "revision", "evidence"] {
        fields.remove(computed);
    }
    for finding in fields["findings"].as_array_mut().unwrap() {
        finding.as_object_mut().unwrap().remove("id");
    }
    visit
}

fn items(shown: &Value) -> Vec<&Value> {
    let areas = shown["areas"].as_array().unwrap();
    areas.iter().flat_map(|area| area["items"].as_array().unwrap()).collect()
}
