//! The shipped data keeps its promises, and mistakes are named where they are.

use domain::campaign::Period;
use domain::checklist::wording::{self, PLACEHOLDERS};
use domain::checklist::{Checklist, ItemView, Selection, Validity, View};
use domain::unit::UnitKind;
use domain::vocabulary::Vocabulary;

use super::*;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: std::sync::LazyLock<Catalogue> =
        std::sync::LazyLock::new(|| Catalogue::builtin().unwrap());
    &CATALOGUE
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cchc(catalogue: &Catalogue) -> &Checklist {
    catalogue.checklist("cchc", day("2022-09-15")).unwrap()
}

fn view(date: &str) -> View {
    let catalogue = catalogue();
    cchc(catalogue).on(catalogue.vocabulary(), &Selection::day(day(date)))
}

fn item(date: &str, id: &str) -> ItemView {
    view(date).item(id).unwrap_or_else(|| panic!("{id} is hidden on {date}")).clone()
}

/// The three days that the articles and the present ask for.
const DAYS: [&str; 3] = ["2017-10-20", "2022-09-15", "2026-09-15"];

#[test]
fn all_items_and_areas_of_the_draft_are_there() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    let areas: Vec<(&str, usize)> =
        checklist.areas.iter().map(|area| (area.id.as_str(), area.items.len())).collect();
    assert_eq!(
        areas,
        [
            ("CD", 14),
            ("TC", 3),
            ("TT", 15),
            ("MC", 26),
            ("BM", 3),
            ("CV", 5),
            ("KL", 8),
            ("NS", 3),
            ("CN", 12),
            ("NV", 2),
            ("KP", 6),
        ]
    );
    assert_eq!(checklist.items().count(), 97);
    assert_eq!(checklist.registers.len(), 17);
}

#[test]
fn every_item_says_all_it_must() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    for item in checklist.items() {
        let id = &item.id;
        assert!(item.question.ends_with(['?', '.']), "{id}: {}", item.question);
        assert!(!item.answer.is_empty() && !item.evidence.is_empty(), "{id}");
        for text in [&item.strength, &item.shortcoming, &item.recommendation] {
            assert!(text.ends_with('.'), "{id}: {text}");
        }
        assert!(item.partly.is_empty() || item.partly.ends_with('.'), "{id}");
        assert!(!item.kinds.is_empty(), "{id}");
        assert_eq!(item.parts.is_empty(), item.primary().is_none(), "{id}");
        let answer_is_verdict = item.answer.starts_with("dat3") && !item.answer.contains('+');
        assert!(!item.parts.is_empty() || answer_is_verdict, "{id} takes nothing");
        let window = Validity {
            from: item.validity.from.or(Some(checklist.valid_from)),
            to: item.validity.to,
        };
        let bases = item.bases.iter().map(|basis| basis.validity);
        let covers: Vec<Validity> = bases.chain(item.gaps.iter().map(|gap| gap.validity)).collect();
        assert_eq!(domain::checklist::uncovered(window, &covers), None, "{id}");
        for basis in item.bases.iter().filter(|basis| !basis.certain) {
            assert!(!basis.note.is_empty(), "{id}: {} is doubted without a reason", basis.text);
        }
    }
}

#[test]
fn general_knowledge_is_never_called_certain() {
    let catalogue = catalogue();
    for item in cchc(catalogue).items() {
        let listed = ["BM", "CV", "TC", "NV"].iter().any(|area| item.id.starts_with(area))
            || ["CD-10", "CD-14", "NS-03", "CN-10"].contains(&item.id.as_str());
        assert_eq!(item.certain, !listed, "{}", item.id);
        for basis in &item.bases {
            let doubted =
                listed || ["QĐ 468", "NĐ 26/2007"].iter().any(|it| basis.text.contains(it));
            assert!(!doubted || !basis.certain, "{}: {}", item.id, basis.text);
            let marked = ["cần xác minh", "cần kiểm tra"].iter().any(|it| basis.text.contains(it));
            assert!(!marked, "{}: the doubt belongs in the note: {}", item.id, basis.text);
        }
    }
}

#[test]
fn ids_are_unique_and_sorted() {
    let catalogue = catalogue();
    let mut seen = std::collections::BTreeSet::new();
    for area in &cchc(catalogue).areas {
        assert!(area.items.is_sorted_by_key(|item| item.id.as_str()), "{}", area.id);
        assert!(area.items.iter().all(|item| seen.insert(item.id.clone())), "{}", area.id);
    }
}

#[test]
fn only_declared_placeholders_are_used_and_dated_words_are_filled() {
    let dated = catalogue().vocabulary().placeholders();
    for date in DAYS {
        for item in view(date).items() {
            let said = [&item.strength, &item.shortcoming, &item.partly, &item.recommendation];
            for text in said.into_iter().chain([&item.question, &item.evidence]) {
                for name in wording::placeholders(text).unwrap() {
                    let is_part = item.parts.iter().any(|part| part.name == name);
                    assert!(PLACEHOLDERS.contains(&name) || is_part, "{}: {{{name}}}", item.id);
                    assert!(!dated.contains(name), "{} on {date}: {{{name}}}", item.id);
                }
            }
            assert_eq!(wording::placeholders(&item.question), Ok(vec![]), "{}", item.id);
        }
    }
}

#[test]
fn the_desk_is_called_what_it_was_called_that_day() {
    let desk = |date, id| item(date, id).question;
    assert_eq!(
        desk("2017-10-20", "MC-01"),
        "Đã có quyết định thành lập (kiện toàn) Bộ phận tiếp nhận và trả kết quả chưa?"
    );
    assert_eq!(
        desk("2022-09-15", "MC-01"),
        "Đã có quyết định thành lập (kiện toàn) Bộ phận Tiếp nhận và Trả kết quả chưa?"
    );
    assert_eq!(
        desk("2026-09-15", "MC-01"),
        "Đã có quyết định thành lập (kiện toàn) Trung tâm Phục vụ hành chính công cấp xã chưa?"
    );
    assert!(desk("2022-09-15", "MC-03").contains("tại Bộ phận Một cửa ("));
    assert_eq!(
        item("2026-09-15", "MC-02").shortcoming,
        "Chưa ban hành quyết định, thông báo bố trí, phân công nhiệm vụ cho công chức trực tại \
         Trung tâm Phục vụ hành chính công cấp xã."
    );
    for old in ["Bộ phận Một cửa", "bộ phận một cửa", "Bộ phận Tiếp nhận"] {
        for item in view("2026-09-15").items() {
            assert!(!item.question.contains(old), "{}", item.id);
            assert!(!item.shortcoming.contains(old), "{}", item.id);
            assert!(!item.recommendation.contains(old), "{}", item.id);
        }
    }
}

#[test]
fn forms_are_told_apart_by_text_and_number() {
    let slip = |date| item(date, "MC-10").question;
    assert!(slip("2017-10-20").contains("phiếu kiểm soát (theo QĐ 09/2015/QĐ-TTg)"));
    assert!(slip("2022-09-15").contains("phiếu kiểm soát (mẫu 05 TT 01/2018/TT-VPCP)"));
    assert!(slip("2026-09-15").contains("phiếu kiểm soát (mẫu 06 TT 03/2025/TT-VPCP)"));
    let sorry = |date| item(date, "MC-14").question;
    assert!(sorry("2017-10-20").contains("văn bản xin lỗi (theo quy định của tỉnh)"));
    assert!(
        sorry("2022-09-15")
            .contains("phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu 04 TT 01/2018/TT-VPCP)")
    );
    assert!(sorry("2026-09-15").contains(
        "văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (mẫu 04 TT 03/2025/TT-VPCP)"
    ));

    let catalogue = catalogue();
    let vocabulary = catalogue.vocabulary();
    assert_eq!(vocabulary.form("so_theo_doi", day("2022-09-15")).unwrap().number, "06");
    assert_eq!(vocabulary.form("so_theo_doi", day("2026-09-15")).unwrap().number, "07");
    assert!(vocabulary.form("dung_giai_quyet", day("2022-09-15")).is_none());
    assert!(!vocabulary.form("phieu_kiem_soat", day("2025-08-01")).unwrap().certain);
    assert!(!item("2017-10-20", "MC-10").certain, "the number of the form is not known");
    assert!(item("2022-09-15", "MC-10").certain);
}

#[test]
fn online_levels_are_those_known_that_day() {
    let level = |date| item(date, "MC-19").question;
    assert!(level("2017-10-20").contains("(mức độ 3, 4)"));
    assert!(level("2022-09-15").contains("mức độ 3, 4, nay là toàn trình và một phần"));
    assert!(level("2026-09-15").contains("(toàn trình và một phần)"));

    let catalogue = catalogue();
    let known = |vocabulary: &Vocabulary, date| -> Vec<String> {
        let entries = vocabulary.entries("muc_do_truc_tuyen", day(date));
        entries.into_iter().map(|entry| entry.text.clone()).collect()
    };
    let vocabulary = catalogue.vocabulary();
    assert_eq!(known(vocabulary, "2017-10-20").len(), 4);
    assert_eq!(known(vocabulary, "2022-09-15").len(), 6);
    assert_eq!(known(vocabulary, "2026-09-15"), ["một phần", "toàn trình"]);
}

#[test]
fn legal_bases_are_those_of_the_day() {
    let bases = |date, id| item(date, id).citations;
    assert_eq!(bases("2017-10-20", "MC-07"), ["QĐ 09/2015/QĐ-TTg"]);
    assert_eq!(
        bases("2022-09-15", "MC-07"),
        ["NĐ 61/2018/NĐ-CP, sửa đổi bởi NĐ 107/2021/NĐ-CP", "TT 01/2018/TT-VPCP"]
    );
    assert_eq!(
        bases("2026-09-15", "MC-07"),
        ["NĐ 118/2025/NĐ-CP, sửa đổi bởi NĐ 367/2025/NĐ-CP", "TT 03/2025/TT-VPCP"]
    );
    assert_eq!(
        bases("2022-09-15", "MC-14"),
        ["khoản 9 Điều 19 NĐ 61/2018/NĐ-CP", "mẫu 04 TT 01/2018/TT-VPCP"]
    );
    assert!(bases("2017-10-20", "TT-04").contains(&"TT 05/2014/TT-BTP".to_owned()));
    assert!(bases("2017-12-15", "TT-04").contains(&"TT 02/2017/TT-VPCP".to_owned()));
    assert_eq!(
        bases("2017-10-20", "CN-01"),
        ["NĐ 64/2007/NĐ-CP", "quy chế của tỉnh/huyện về gửi, nhận văn bản điện tử"]
    );
    assert_eq!(bases("2022-09-15", "CN-01"), ["QĐ 28/2018/QĐ-TTg", "NĐ 30/2020/NĐ-CP"]);
    assert_eq!(
        bases("2026-02-11", "CD-01"),
        ["NQ 76/NQ-CP 15/7/2021 (2021–2030)", "kế hoạch CCHC cấp tỉnh"]
    );
    assert_eq!(
        bases("2026-09-15", "CD-01"),
        [
            "NQ 76/NQ-CP 15/7/2021 (2021–2030)",
            "QĐ 282/QĐ-TTg 12/02/2026 (giai đoạn 2026–2030)",
            "kế hoạch CCHC cấp tỉnh",
        ]
    );
    assert_eq!(bases("2021-03-31", "CD-01"), ["kế hoạch CCHC của cấp trên"]);
    assert!(!item("2021-03-31", "CD-01").certain);
    assert!(item("2022-09-15", "MC-07").certain && !item("2022-09-15", "MC-23").certain);
}

#[test]
fn practice_is_shown_but_never_cited() {
    let item = item("2026-09-15", "KP-02");
    assert_eq!(item.shown_bases, ["thực tiễn"]);
    assert_eq!(item.citations, Vec::<String>::new());
}

#[test]
fn a_period_across_a_boundary_shows_both_bases_with_their_days() {
    let catalogue = catalogue();
    let period = Period::new(day("2018-01-01"), day("2018-09-30")).unwrap();
    let selection = Selection { period: Some(period), ..Selection::day(day("2018-10-02")) };
    let view = cchc(catalogue).on(catalogue.vocabulary(), &selection);
    assert_eq!(
        view.item("MC-07").unwrap().citations,
        [
            "QĐ 09/2015/QĐ-TTg (từ 25/3/2015 đến 20/6/2018)",
            "NĐ 61/2018/NĐ-CP (từ 21/6/2018 đến 05/12/2021)",
        ]
    );
    assert_eq!(view.item("BM-02").unwrap().citations, ["Luật TCCQĐP 2015"]);
}

#[test]
fn items_that_make_no_sense_that_day_are_hidden() {
    let hidden = |date: &str| -> Vec<String> {
        let catalogue = catalogue();
        let view = view(date);
        let missing = |id: &String| view.item(id).is_none();
        let ids = cchc(catalogue).items().map(|item| item.id.clone());
        ids.filter(missing).collect()
    };
    assert_eq!(hidden("2017-10-20"), ["MC-23", "MC-24", "BM-03", "CN-07"]);
    assert_eq!(hidden("2022-09-15"), ["BM-03"]);
    assert!(hidden("2026-09-15").is_empty());
    assert!(hidden("2016-12-15").contains(&"MC-21".to_owned()));
}

#[test]
fn areas_are_called_what_the_programme_calls_them() {
    let title = |date: &str, id: &str| {
        view(date).areas.iter().find(|area| area.id == id).unwrap().title.clone()
    };
    assert_eq!(title("2021-07-14", "CN"), "Hiện đại hóa hành chính");
    assert_eq!(
        title("2021-07-15", "CN"),
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số"
    );
    assert_eq!(title("2022-09-15", "CV"), "Cải cách chế độ công vụ");
}

#[test]
fn each_kind_of_unit_has_its_own_subset() {
    let catalogue = catalogue();
    let asked = |kind, areas_off: &[String]| {
        let selection =
            Selection { kind: Some(kind), areas_off, ..Selection::day(day("2017-10-20")) };
        cchc(catalogue).on(catalogue.vocabulary(), &selection)
    };
    let school = asked(UnitKind::Truong, &[]);
    assert!(school.item("KL-06").is_some() && school.item("CN-04").is_some());
    assert!(school.item("CD-01").is_none() && school.item("MC-01").is_none());
    let department = asked(UnitKind::Phong, &[]);
    assert!(department.item("TT-04").is_some() && department.item("TT-09").is_none());
    let ward = asked(UnitKind::Phuong, &["NV".to_owned(), "MC".to_owned()]);
    assert!(ward.item("NV-01").is_none(), "an optional area can be switched off");
    assert!(ward.item("MC-01").is_some(), "others cannot");
    assert!(ward.item("CD-01").unwrap().question.starts_with("UBND phường đã ban hành"));
}

#[test]
fn officials_and_dossiers_are_personal_data() {
    let catalogue = catalogue();
    let personal: Vec<String> = cchc(catalogue)
        .registers
        .iter()
        .flat_map(|it| {
            it.fields.iter().filter(|f| f.personal).map(|f| format!("{}.{}", it.id, f.name))
        })
        .collect();
    assert_eq!(
        personal,
        [
            "chia_khoa.nguoi_giu",
            "ho_so_mau.ma_ho_so",
            "qua_han.ma_ho_so",
            "nhan_su.ho_ten",
            "cam_ket.nguoi",
        ]
    );
}

#[test]
fn the_parts_that_files_name_are_there() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    let rate = |id: &str| checklist.item(id).unwrap().rate_part().unwrap().name.clone();
    assert_eq!(rate("CD-05"), "nhiem_vu");
    assert_eq!(rate("MC-13"), "ty_le");
    assert_eq!(rate("CN-01"), "su_dung");
    assert_eq!(checklist.item("MC-13").unwrap().count_part().unwrap().name, "qua_han");
    let users: Vec<&str> =
        checklist.users_of("chia_khoa").iter().map(|item| item.id.as_str()).collect();
    assert_eq!(users, ["CN-01", "CN-02", "CN-06"]);
    for register in &checklist.registers {
        assert!(!checklist.users_of(&register.id).is_empty(), "{} is never filled", register.id);
    }
}

#[test]
fn every_file_names_its_source_and_who_must_check() {
    for (name, text) in baked::CHECKLISTS.iter().copied().flatten().chain(baked::VOCABULARY) {
        assert!(text.contains("# Nguồn: "), "{name}");
        assert!(text.contains("cần xác minh"), "{name}");
    }
}

#[test]
fn a_published_version_has_a_digest_and_a_first_day() {
    let catalogue = catalogue();
    assert!(catalogue.digest("cchc", "1").is_some());
    assert!(catalogue.digest("cchc", "0").is_none());
    assert!(catalogue.checklist("cchc", day("2011-11-07")).is_none());
    assert!(catalogue.version("cchc", "1").is_some());
    let list = catalogue.list();
    assert_eq!(list.iter().map(|it| (it.areas, it.items)).collect::<Vec<_>>(), [(11, 97)]);
}

#[test]
fn showing_follows_the_contract() {
    let catalogue = catalogue();
    let shown = catalogue.show("cchc", Some(day("2022-09-15"))).unwrap();
    let json = serde_json::to_value(&shown).unwrap();
    assert_eq!(json["id"], "cchc");
    assert_eq!(json["on"], "2022-09-15");
    let item = &json["areas"][3]["items"][6];
    assert_eq!(item["id"], "MC-07");
    assert_eq!(item["bases"][1], "TT 01/2018/TT-VPCP");
    assert_eq!(item["certain"], true);
    assert!(item["shortcoming"].is_string() && item["recommendation"].is_string());
    assert_eq!(item["answer"], "dat3 + so");

    let history = serde_json::to_value(catalogue.show("cchc", None).unwrap()).unwrap();
    let bases = &history["areas"][3]["items"][6]["bases"];
    assert_eq!(bases[1]["text"], "QĐ 09/2015/QĐ-TTg");
    assert_eq!(bases[1]["to"], "2018-06-20");
    assert!(catalogue.show("khac", None).is_none());
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
