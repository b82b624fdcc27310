//! Files made elsewhere that are wrong: file, line and field are named, nothing is written.

use std::fs;

use acceptance::{Answer, Laptop};
use serde_json::json;

use super::{CAU_TRE, sample, with_cau_tre, word};

#[track_caller]
fn names(answer: Answer, code: &str, places: &[&str]) {
    let answer = answer.refused(2, code);
    assert_eq!(answer.err.lines().count(), 1, "{answer:#?}");
    assert!(answer.err.starts_with("E-"), "{answer:#?}");
    for place in places {
        assert!(answer.err.contains(place), "{place} is not in {answer:#?}");
    }
}

#[test]
fn a_damaged_campaign_file_is_named_with_line_and_field() {
    let Some(laptop) = Laptop::set_up() else { return };
    let good = fs::read_to_string(sample("2022-cau-tre/campaign.toml")).unwrap();
    let import = |name: &str, text: &str| {
        let file = laptop.put(name, text);
        laptop.run(&["campaign", "import", word(&file)])
    };
    let line = |text: &str, part: &str| {
        let before = text.split(part).next().unwrap();
        format!("dòng {}", before.matches('\n').count() + 1)
    };

    let text = good.replace("checklist =", "chcklist =");
    let place = line(&text, "chcklist");
    names(import("a.toml", &text), "E-IMPORT-UNKNOWN", &["a.toml", &place, "campaign.chcklist"]);
    let text = good.replace("from = 2022-01-01", "from = [");
    names(import("b.toml", &text), "E-IMPORT-SYNTAX", &["b.toml", "dòng "]);
    let text = good.replace("role = \"leader\"", "role = \"boss\"");
    names(
        import("c.toml", &text),
        "E-IMPORT-WORD",
        &["c.toml", "campaign.members[0].role", "boss"],
    );
    let text = good.replace("from = 2022-01-01", "from = 2023-01-01");
    names(import("d.toml", &text), "E-IMPORT-VALUE", &["d.toml", "campaign.period"]);
    let text = good.replace("key = \"2022-cau-tre\"", "");
    names(import("e.toml", &text), "E-IMPORT-MISSING", &["e.toml", "`key`"]);
    let file = laptop.put("f.toml", b"\xff\xfe\x00");
    names(laptop.run(&["campaign", "import", word(&file)]), "E-IMPORT-TEXT", &["f.toml"]);
    names(laptop.run(&["campaign", "import", "none.toml"]), "E-FILE", &["none.toml"]);

    assert_eq!(laptop.ask(&["campaign", "list"])["campaigns"], json!([]));
}

#[test]
fn a_damaged_visit_file_is_named_with_line_and_field() {
    let Some(laptop) = with_cau_tre() else { return };
    let good = fs::read_to_string(sample("2022-cau-tre/cau-tre.json")).unwrap();
    let before = laptop.ask(&["check"])["ops"].clone();
    let import = |name: &str, text: &str| {
        let file = laptop.put(name, text);
        laptop.run(&["visit", "import", word(&file)])
    };

    let text = good.replacen("\"place\"", "\"palce\"", 1);
    names(import("a.json", &text), "E-IMPORT-UNKNOWN", &["a.json", "dòng ", "`palce`"]);
    let half = good.char_indices().nth(good.chars().count() / 2).unwrap().0;
    names(import("b.json", &good[..half]), "E-IMPORT-SYNTAX", &["b.json", "dòng "]);
    let text = good.replacen("\"CD-05\"", "\"CD-99\"", 1);
    names(import("c.json", &text), "E-IMPORT-WORD", &["c.json", "answers[", "CD-99"]);
    let text = good.replacen("\"numerator\": 14", "\"numerator\": \"mười bốn\"", 1);
    names(import("d.json", &text), "E-IMPORT-", &["d.json", "answers["]);
    let text = good.replacen("2022-09-15", "2022-13-15", 1);
    names(import("e.json", &text), "E-IMPORT-", &["e.json", "date"]);

    assert_eq!(laptop.ask(&["check"])["ops"], before);
}

#[test]
fn a_damaged_profile_or_checklist_is_named() {
    let Some(laptop) = Laptop::new() else { return };
    let file =
        laptop.put("profile.toml", "[profile]\nname = \"An\"\ntitel = \"\"\noffice = \"\"\n");
    names(
        laptop.run(&["init", "--profile", word(&file)]),
        "E-IMPORT-UNKNOWN",
        &["profile.toml", "dòng 3", "titel"],
    );
    assert!(fs::read_dir(laptop.home()).unwrap().next().is_none(), "nothing was made");

    let file = laptop.put("own.toml", "id = \"own\"\nversion = 1\n");
    let answer =
        laptop.run(&["--json", "checklist", "check", word(&file)]).refused(1, "E-CHECKLIST");
    assert_eq!(answer.json()["valid"], false);
    for place in ["own.toml", "dòng 1", "`id`"] {
        assert!(answer.err.contains(place), "{answer:#?}");
    }
}

#[test]
fn decomposed_letters_are_kept_composed() {
    let Some(laptop) = with_cau_tre() else { return };
    let good = fs::read_to_string(sample("2022-cau-tre/cau-tre.json")).unwrap();
    let composed = "Trụ sở Ủy ban nhân dân phường Cầu Tre";
    let decomposed = "Tru\u{323} sơ\u{309} U\u{309}y ban nhân dân phươ\u{300}ng Câ\u{300}u Tre";
    let text = good.replacen("\"UBND phường Cầu Tre\"", &format!("\"{decomposed}\""), 1);
    assert!(text != good, "the sample names its place");
    let file = laptop.put("nfd.json", text);

    laptop.run(&["visit", "import", word(&file)]).done();

    assert_eq!(laptop.ask(&["visit", "show", CAU_TRE])["place"], composed);
    let mut typing = laptop.command(&["type", CAU_TRE]);
    typing
        .stdin(fs::File::open(laptop.put("typed.txt", format!("CD-01\t{decomposed}\n"))).unwrap());
    Answer::from(typing.output().unwrap()).done();
    let shown = laptop.ask(&["visit", "show", CAU_TRE]);
    let answers = shown["answers"].as_array().unwrap();
    let typed = answers.iter().find(|answer| answer["item"] == "CD-01").unwrap();
    assert_eq!(typed["note"], composed);
}
