//! Lists of one's own: a sound one is taken, and a mistake is named by its line and place.

use super::*;

proptest::proptest! {
    #[test]
    fn no_cut_through_a_file_makes_the_reader_fall_over(from in 0_usize..900, length in 0_usize..60) {
        let letters: Vec<char> = OWN.chars().collect();
        let kept = |(at, _): &(usize, &char)| *at < from || from + length <= *at;
        let cut: String = letters.iter().enumerate().filter(kept).map(|(_, letter)| *letter).collect();
        for problem in catalogue().check("rieng.toml", &cut) {
            proptest::prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn filling_nothing_gives_the_template_back(template in "[a-z{}_ ]{0,40}") {
        let filled = wording::fill(&template, &wording::Values::new());
        proptest::prop_assert_eq!(filled.to_template(), template);
    }
}

const OWN: &str = r#"
[checklist]
id = "rieng"
version = "1"
title = "Bộ riêng"
valid_from = 2026-01-01
source = "tự soạn"
to_check = "Phòng Nội vụ"

[[area]]
id = "RG"
[[area.title]]
text = "Lĩnh vực riêng"

[[area.item]]
id = "RG-01"
title = "Một mục"
question = "Có không?"
answer = "dat3 + tyle"
evidence = "Ảnh"
certain = true
shortcoming = "Còn {thieu}/{mau}."
recommendation = "Làm trước ngày {han}."
[[area.item.basis]]
text = "NĐ 118/2025/NĐ-CP"
certain = true
[[area.item.part]]
name = "ty_le"
label = "Tỷ lệ"
kind = "rate"
primary = true
numerator = "có"
denominator = "tất cả"
"#;

#[test]
fn a_sound_list_of_ones_own_has_no_problems() {
    assert_eq!(catalogue().check("rieng.toml", OWN), []);
}

#[track_caller]
fn refuses(from: &str, to: &str, line: u32, path: &str, flaw: &Flaw) {
    assert!(OWN.contains(from), "{from}");
    let problems = catalogue().check("rieng.toml", &OWN.replacen(from, to, 1));
    let expected = Problem {
        file: "rieng.toml".to_owned(),
        line: Some(line),
        path: path.to_owned(),
        flaw: flaw.clone(),
    };
    assert!(problems.contains(&expected), "{problems:#?}");
}

#[test]
fn mistakes_are_named_by_line_and_place() {
    refuses("{han}", "{hạn}", 16, "RG-01.recommendation", &Flaw::BadTemplate);
    let unknown = Flaw::UnknownPlaceholder("ngay_mai".to_owned());
    refuses("{han}", "{ngay_mai}", 16, "RG-01.recommendation", &unknown);
    refuses("primary = true", "", 16, "RG-01.part", &Flaw::Primary(0));
    refuses("\"RG-01\"", "\"RG-1\"", 16, "RG-1.id", &Flaw::BadName("RG-1".to_owned()));
    let gap = Flaw::NoBasis(day("2026-07-01"));
    refuses("text = \"NĐ 118", "to = 2026-06-30\ntext = \"NĐ 118", 16, "RG-01.bases", &gap);
    let register = Flaw::Dangling { kind: "register", name: "so".to_owned() };
    refuses(
        "certain = true\nshort",
        "registers = [\"so\"]\ncertain = true\nshort",
        16,
        "RG-01.registers",
        &register,
    );
    let field = Flaw::PartField { kind: "rate".to_owned(), field: "denominator" };
    refuses("denominator = \"tất cả\"", "", 16, "RG-01.ty_le", &field);
    for wrong in ["cao", "100,01", "98,005", "-1"] {
        let least = format!("primary = true\nleast = \"{wrong}\"");
        let flaw = Flaw::BadThreshold(wrong.to_owned());
        refuses("primary = true", &least, 16, "RG-01.ty_le", &flaw);
    }
    let field = Flaw::PartField { kind: "date".to_owned(), field: "least" };
    refuses("\"rate\"\n", "\"date\"\nleast = \"98\"\n", 16, "RG-01.ty_le", &field);
    refuses(
        "text = \"Lĩnh vực riêng\"",
        "text = \"L\"\nto = 2027-01-01",
        11,
        "RG.title",
        &Flaw::Title(day("2027-01-02")),
    );
    let decomposed = "Co\u{301} không?";
    refuses("Có không?", decomposed, 18, ".", &Flaw::NotNfc);
}

#[test]
fn unknown_fields_are_refused_with_their_line() {
    let problems = catalogue().check("rieng.toml", &OWN.replace("evidence", "minh_chung"));
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.line, Some(20));
    assert!(problem.to_string().contains("unknown field `minh_chung`"), "{problem}");
}
