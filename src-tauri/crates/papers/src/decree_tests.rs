//! Our sheet against the ranges of the decree, clause by clause.

use toml::{Table, Value};

use crate::style::{Element, StyleSheet};

const RULES: &str = include_str!("../../../../assets/layouts/rules/nd30-2020.toml");

fn range(table: &Table, name: &str) -> std::ops::RangeInclusive<i64> {
    let ends = table[name].as_array().unwrap();
    ends[0].as_integer().unwrap()..=ends[1].as_integer().unwrap()
}

/// The sheet as a table, so that elements are found by the names of the rules.
fn sheet() -> (StyleSheet, Table) {
    let text = include_str!("../../../../assets/layouts/nd30-2020.toml");
    (StyleSheet::from_toml(text).unwrap(), text.parse().unwrap())
}

#[test]
fn every_element_keeps_the_range_of_its_clause() {
    let rules: Table = RULES.parse().unwrap();
    let (style, table) = sheet();
    let elements = rules["elements"].as_table().unwrap();

    for (name, rule) in elements {
        let rule = rule.as_table().unwrap();
        let own: Element = table["elements"][name].clone().try_into().unwrap();
        let clause = rule["clause"].as_str().unwrap();
        assert!(range(rule, "sizes").contains(&i64::from(own.size_pt)), "{name}: {clause}");
        let is = |key: &str| rule.get(key).and_then(Value::as_bool);
        assert_eq!((Some(own.bold), Some(own.italic)), (is("bold"), is("italic")), "{clause}");
        assert!(is("upper") != Some(true) || own.upper, "{name}: {clause}");
    }
    let head = &style.head;
    for (name, own) in
        [("agency", head.agency_rule_permille), ("subject", head.title_rule_permille)]
    {
        let rule = elements[name].as_table().unwrap();
        assert!(range(rule, "rule_permille").contains(&i64::from(own)), "{name}");
    }
}

#[test]
fn page_and_running_text_keep_the_ranges_of_their_clauses() {
    let rules: Table = RULES.parse().unwrap();
    let (style, _) = sheet();
    let page = rules["page"].as_table().unwrap();
    let own = &style.page;

    for (name, value) in [
        ("top_mm", own.top_mm),
        ("bottom_mm", own.bottom_mm),
        ("left_mm", own.left_mm),
        ("right_mm", own.right_mm),
    ] {
        assert!(range(page, name).contains(&i64::from(value)), "{name}");
    }
    let body = rules["body"].as_table().unwrap();
    let indents = range(body, "indent_mm_hundredths");
    let indent = i64::from(style.body.indent_mm_hundredths);
    assert!([indents.start(), indents.end()].contains(&&indent));
    assert!(range(body, "leading_permille").contains(&i64::from(style.body.leading_permille)));
    assert!(i64::from(style.body.gap_pt) >= body["gap_pt"].as_integer().unwrap());
    let number = rules["page_number"].as_table().unwrap();
    let size = i64::from(style.elements.page_number.size_pt);
    assert!(range(number, "sizes").contains(&size));
}
