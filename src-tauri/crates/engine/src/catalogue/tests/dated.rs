//! The checklist speaks as one spoke on the day of the visit: names, levels, forms and legal bases.

use super::*;

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
