//! Sentences from registers: one, several, all, none.

use super::*;
use crate::checklist::{Field, Measure, Rule, brackets_pair_up};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();

fn any_of(field: &str, texts: &[&str]) -> Condition {
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    Condition::AnyOf { field: field.to_owned(), texts }
}

fn field(name: &str, kind: FieldKind, personal: bool) -> Field {
    Field { name: name.to_owned(), label: String::new(), kind, personal }
}

fn statement(when: When, kind: FindingKind, text: &str, text_one: &str) -> Statement {
    Statement {
        id: when.code().to_owned(),
        kind,
        item: "KL-06".to_owned(),
        rule: "deo_the".to_owned(),
        when,
        text: text.to_owned(),
        text_one: text_one.to_owned(),
        listing: Some(Listing {
            rows: vec![any_of("deo_the", &["no"])],
            each: "{ho_ten}[ ({chuc_vu})]".to_owned(),
            tail: String::new(),
            days: None,
        }),
    }
}

fn badges() -> Register {
    let worn = Measure::Rows(vec![any_of("deo_the", &["yes"])]);
    let looked = Measure::Rows(vec![any_of("deo_the", &["yes", "no"])]);
    let good = FindingKind::Strength;
    let bad = FindingKind::Shortcoming;
    Register {
        id: "nhan_su".to_owned(),
        title: String::new(),
        fields: vec![
            field("ho_ten", FieldKind::Text, true),
            field("chuc_vu", FieldKind::Text, false),
            field("deo_the", FieldKind::YesNo, false),
        ],
        rules: vec![Rule {
            id: "deo_the".to_owned(),
            title: String::new(),
            numerator: worn,
            denominator: Some(looked),
            quoted: None,
        }],
        statements: vec![
            statement(When::All, good, "Toàn bộ {mau} người đeo thẻ.", "Người duy nhất đeo thẻ."),
            statement(When::Most, good, "Đa số đeo thẻ ({tu}/{mau}, {pct}%).", ""),
            statement(When::Short, bad, "Còn {thieu} người không đeo thẻ[ ({ten})].", ""),
            statement(When::None, bad, "Không ai trong {mau} người đeo thẻ.", ""),
        ],
    }
}

fn people(worn: usize, bare: usize) -> Vec<Row> {
    let row = |index: usize, badge: &str| {
        let name = format!("Công chức {index}");
        [("ho_ten", name.as_str()), ("chuc_vu", "văn thư"), ("deo_the", badge)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into()
    };
    let with = (0..worn).map(|index| row(index, "yes"));
    with.chain((worn..worn + bare).map(|index| row(index, "no"))).collect()
}

#[track_caller]
fn check(worn: usize, bare: usize, naming: Naming, expected: &[&str]) {
    let said = badges().sentences(&people(worn, bare), DAY, &Values::new(), naming);
    let said: Vec<String> = said.iter().map(|it| it.text.to_template()).collect();
    assert_eq!(said, expected);
}

#[test]
fn one_several_all_and_none_have_sentences_of_their_own() {
    check(9, 0, Naming::Counts, &["Toàn bộ 9 người đeo thẻ."]);
    check(1, 0, Naming::Counts, &["Người duy nhất đeo thẻ."]);
    check(7, 2, Naming::Counts, &["Đa số đeo thẻ (7/9, 77,78%).", "Còn 02 người không đeo thẻ."]);
    check(2, 7, Naming::Counts, &["Còn 07 người không đeo thẻ."]);
    check(0, 3, Naming::Counts, &["Không ai trong 3 người đeo thẻ."]);
    check(0, 0, Naming::Counts, &[]);
}

#[test]
fn people_are_named_only_when_asked() {
    let names = "Còn 02 người không đeo thẻ (Công chức 1 (văn thư), Công chức 2 (văn thư)).";
    check(1, 2, Naming::Names, &[names]);
    let quiet = badges().sentences(&people(1, 2), DAY, &Values::new(), Naming::Counts);
    assert!(quiet.iter().all(|it| it.may_name && !it.text.to_template().contains("Công chức")));
}

#[test]
fn a_long_list_of_names_ends_in_dots() {
    let said = badges().sentences(&people(1, 40), DAY, &Values::new(), Naming::Names);
    let text = said.first().unwrap().text.to_template();
    assert!(text.ends_with("Công chức 12 (văn thư), …)."), "{text}");
}

#[test]
fn days_are_counted_from_the_due_date_to_the_day_sent_or_the_visit() {
    let mut register = badges();
    register.fields = vec![
        field("ky", FieldKind::Text, false),
        field("han", FieldKind::Date, false),
        field("gui", FieldKind::Date, false),
    ];
    let listing = Listing {
        rows: Vec::new(),
        each: "{ky}[ (chậm {so_ngay} ngày)]".to_owned(),
        tail: String::new(),
        days: Some(("han".to_owned(), "gui".to_owned())),
    };
    let row = |pairs: [(&str, &str); 3]| -> Row {
        pairs.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
    };
    let rows = [
        row([("ky", "quý I"), ("han", "2022-03-15"), ("gui", "2022-03-20")]),
        row([("ky", "quý II"), ("han", "2022-09-05"), ("gui", "")]),
        row([("ky", "quý III"), ("han", "chưa rõ"), ("gui", "")]),
    ];

    assert_eq!(
        register.names(&listing, &rows, DAY),
        "quý I (chậm 05 ngày), quý II (chậm 10 ngày), quý III"
    );
}

#[test]
fn brackets_must_pair_up() {
    assert!(brackets_pair_up("Còn {so} người[ ({ten})][, {han}]."));
    for bad in ["[a", "a]", "[a[b]]", "a][b"] {
        assert!(!brackets_pair_up(bad), "{bad}");
    }
}
