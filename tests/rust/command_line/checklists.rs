//! Checklists go to Excel and come back, and out as forms that the programs of others take.

use std::fs;

use acceptance::{Laptop, judges};
use serde_json::Value;

use super::word;

#[test]
fn a_checklist_goes_to_excel_and_comes_back_the_same() {
    let Some(laptop) = Laptop::new() else { return };
    let (workbook, direct) = (laptop.on_desk("bo.xlsx"), laptop.on_desk("goc.toml"));
    laptop.run(&["checklist", "export", "cchc", "--out", word(&workbook)]).done();
    laptop.run(&["checklist", "export", "cchc", "--format", "toml", "--out", word(&direct)]).done();

    let said = laptop.ask(&["checklist", "import", word(&workbook)]);

    assert_eq!((&said["items"], &said["valid"]), (&Value::from(97), &Value::from(true)));
    let back = fs::read(laptop.on_desk("bo.toml")).unwrap();
    assert_eq!(back, fs::read(&direct).unwrap());
    laptop.run(&["checklist", "check", "bo.toml"]).done();
    // What lies beside is not written over unless it is named.
    laptop.run(&["checklist", "import", word(&workbook)]).refused(2, "E-FILE-EXISTS");
    laptop.run(&["checklist", "import", word(&workbook), "--out", "bo.toml"]).done();
}

#[test]
fn ones_own_checklist_goes_to_excel_and_comes_back() {
    let Some(laptop) = Laptop::new() else { return };
    let own = laptop.put("rieng.toml", OWN);
    laptop.run(&["checklist", "export", word(&own), "--out", "rieng.xlsx"]).done();
    let words = ["checklist", "import", "rieng.xlsx", "--base", word(&own), "--out", "ve.toml"];
    laptop.run(&words).done();
    let (one, other) = ("--format", "toml");
    laptop.run(&["checklist", "export", word(&own), one, other, "--out", "thang.toml"]).done();
    let read = |name: &str| fs::read_to_string(laptop.on_desk(name)).unwrap();
    assert_eq!(read("ve.toml"), read("thang.toml"));
}

#[test]
fn a_workbook_becomes_a_draft_in_the_store() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["checklist", "export", "cchc", "--out", "bo.xlsx"]).done();
    let said = laptop.ask(&["checklist", "import", "bo.xlsx", "--draft"]);
    assert_eq!((&said["items"], &said["valid"]), (&Value::from(97), &Value::from(true)));
    assert!(said["draft"].is_string(), "{said:#}");
    laptop.run(&["check"]).done();

    // Out again, by the checklist or by the draft itself.
    let id = said["draft"].as_str().unwrap();
    for (name, out) in [("cchc", "mot.xlsx"), (id, "hai.xlsx")] {
        let back = laptop.ask(&["checklist", "export", name, "--draft", "--out", out]);
        assert_eq!(back["id"], "cchc", "{back:#}");
        assert!(laptop.on_desk(out).is_file());
    }
    let other = ["checklist", "export", "khac", "--draft", "--out", "ba.xlsx"];
    laptop.run(&other).refused(2, "E-NOT-FOUND");
    let version = ["checklist", "export", "cchc", "--version", "9.9", "--out", "ba.xlsx"];
    laptop.run(&version).refused(2, "E-NOT-FOUND");
    assert!(!laptop.on_desk("ba.xlsx").exists());
}

#[test]
fn a_workbook_of_something_else_is_refused_and_nothing_is_written() {
    let Some(laptop) = Laptop::new() else { return };
    let list = laptop.put("danh-sach.csv", "Mã;Tên\n1;Một\n");
    let words = ["--json", "checklist", "import", word(&list)];
    let answer = laptop.run(&words).refused(2, "E-CHECKLIST-SHEET");
    let problems = answer.json()["problems"].as_array().unwrap().clone();
    assert!(problems.iter().any(|it| it["sheet"] == "Mục"), "{problems:#?}");
    assert!(!laptop.on_desk("danh-sach.toml").exists());
    let paper = laptop.put("giay.xlsx", "%PDF-1.7");
    laptop.run(&["checklist", "import", word(&paper)]).refused(2, "E-TABLE-KIND");
}

/// What pyxform and ODK Validate say of a form that is written with `words`; `None` without them.
fn judged(laptop: &Laptop, words: &[&str]) -> Option<Value> {
    let form = laptop.on_desk("form.xlsx");
    let export = ["checklist", "export"].iter().chain(words).copied();
    let words: Vec<&str> = export.chain(["--format", "xlsform", "--out", word(&form)]).collect();
    laptop.run(&words).done();
    judges::pyxform(&form)
}

#[track_caller]
fn taken(said: &Value) {
    assert_eq!(said["code"], 100, "{said:#}");
}

#[test]
fn the_shipped_checklist_is_a_form_that_odk_takes() {
    let Some(laptop) = Laptop::new() else { return };
    let Some(said) = judged(&laptop, &["cchc", "--on", "2022-09-15", "--kind", "phuong"]) else {
        return;
    };
    taken(&said);
    let form = fs::read_to_string(laptop.on_desk("form.xml")).unwrap();
    for asked in ["Bộ phận Một cửa", "cn_01_su_dung_tu", "so_chia_khoa", "NĐ 61/2018/NĐ-CP"]
    {
        assert!(form.contains(asked), "{asked} is not in the form");
    }
    taken(&judged(&laptop, &["cchc"]).unwrap());
}

#[test]
fn texts_that_trouble_forms_do_not() {
    let Some(laptop) = Laptop::new() else { return };
    let own = laptop.put("rieng.toml", OWN);
    let Some(said) = judged(&laptop, &[word(&own)]) else { return };
    taken(&said);
    let form = fs::read_to_string(laptop.on_desk("form.xml")).unwrap();
    assert!(form.contains("\"Có\" &lt;b&gt;&amp; $ {han}"), "{form}");
}

/// Quotes, references, markup, long names, twins, and items that wait for each other.
const OWN: &str = r#"
[checklist]
id = "rieng"
version = "1"
title = "Bộ \"riêng\" <&> ${x}"
valid_from = 2020-01-01
source = "tự soạn"
to_check = "Phòng Nội vụ"

[[area]]
id = "RG"
[[area.title]]
text = "Lĩnh vực <riêng> & 'chung'"

[[area.item]]
id = "RG-01"
title = "Một \"mục\" ]]>"
question = "\"Có\" <b>& ${han} không?"
answer = "dat3 + tyle"
evidence = "Ảnh & sổ"
registers = ["so"]
certain = true
shortcoming = "Còn {thieu}/{mau}."
recommendation = "Làm trước ngày {han}."
[[area.item.basis]]
text = "NĐ 118/2025/NĐ-CP"
certain = true
[[area.item.part]]
name = "ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai"
label = "Tỷ lệ ${kq}"
kind = "rate"
primary = true
numerator = "<có>"
denominator = "tất cả"
percent_only = true
[[area.item.part]]
name = "ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_dai_ten_hai"
label = "Chọn"
kind = "choice"
options = ["một", "một lần", "\"hai\"", "<ba>"]
[[area.item.part]]
name = "kq"
label = "Văn bản"
kind = "document"

[[area.item]]
id = "RG-02"
title = "Hai"
question = "Còn không?"
answer = "dat3"
evidence = "Sổ"
certain = true
shortcoming = "Còn."
recommendation = "Làm."
[[area.item.basis]]
text = "NĐ 118/2025/NĐ-CP"
certain = true

[[register]]
id = "so"
title = "Sổ <&>"
[[register.field]]
name = "ten"
label = "Tên ${ten}"
type = "text"
[[register.field]]
name = "loai"
label = "Loại"
type = "choice"
options = ["a", "b"]

[[condition]]
item = "RG-01"
show_if = "not da_kiem('RG-02') or tu('RG-01') > 0"
[[condition]]
item = "RG-02"
show_if = "dat('RG-01') if tu('RG-01') * 2 > mau('RG-01') else not chua_dat('RG-01')"
"#;
