//! What a form asks; whether outside programs take it is tried in `tests/rust`.

use std::collections::BTreeSet;

use domain::checklist::{Checklist, ItemCondition, Selection};
use domain::unit::UnitKind;
use proptest::prelude::*;

use super::checklist_to_xlsform;
use super::survey::Survey;
use crate::catalogue::Catalogue;
use crate::catalogue::invented::{checklists, shipped};

fn survey(checklist: &Checklist) -> Survey {
    let catalogue = Catalogue::builtin().unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let selection = Selection { kind: Some(UnitKind::Phuong), ..Selection::day(day) };
    Survey::of(&checklist.on(catalogue.vocabulary(), &selection), &checklist.registers)
}

/// What is written at the question `name`: its type, and when it is asked.
#[track_caller]
fn asked(survey: &Survey, name: &str, kind: &str, relevant: &str) {
    let question = survey.questions.iter().find(|it| it.name == name);
    let question = question.unwrap_or_else(|| panic!("nobody asks {name}"));
    assert_eq!((question.kind.as_str(), question.relevant.as_str()), (kind, relevant));
}

#[test]
fn an_item_asks_its_verdict_its_figures_and_what_is_wrong() {
    let survey = survey(&shipped());
    asked(&survey, "muc_cn_01", "begin_group", "");
    asked(&survey, "cn_01_kq", "select_one ket_qua", "");
    let applies = "${cn_01_kq} != 'not-applicable'";
    asked(&survey, "cn_01_su_dung_tu", "integer", applies);
    asked(&survey, "cn_01_su_dung_mau", "integer", applies);
    asked(&survey, "cn_01_su_dung_hien", "note", "${cn_01_su_dung_mau} > 0");
    let short = "${cn_01_kq} = 'not-met' or ${cn_01_kq} = 'partly'";
    asked(&survey, "cn_01_ton_tai", "text", short);
    asked(&survey, "so_chia_khoa", "begin_repeat", "");
    asked(&survey, "so_chia_khoa_trang_thai", "select_one ds_so_chia_khoa_trang_thai", "");
}

#[test]
fn a_condition_is_said_in_the_language_of_forms() {
    let survey = survey(&shipped());
    let group = survey.questions.iter().find(|it| it.name == "muc_mc_14").unwrap();
    assert_eq!(
        group.relevant,
        "${mc_11_dang_qua_han_so} = '' or ${mc_13_qua_han_so} = '' or \
         (((${mc_13_qua_han_so} > 0) or (${mc_11_dang_qua_han_so} > 0)))"
    );
}

#[test]
fn items_that_wait_for_each_other_are_both_asked() {
    let mut checklist = shipped();
    let waits = |item: &str, show_if: &str| ItemCondition {
        item: item.to_owned(),
        show_if: Some(show_if.to_owned()),
        warnings: Vec::new(),
    };
    checklist.conditions = vec![
        waits("CD-01", "not dat('CD-02') and 1 + 2 * 3 >= 7"),
        waits("CD-02", "da_kiem('CD-01')"),
        waits("CD-03", "chua_dat('CD-03')"),
    ];
    let survey = survey(&checklist);
    let relevant =
        |name: &str| survey.questions.iter().find(|it| it.name == name).unwrap().relevant.as_str();
    let expected = "((not((${cd_02_kq} = 'met')) and ((1 + (2 * 3)) >= 7)))";
    assert_eq!(relevant("muc_cd_01"), expected);
    assert_eq!((relevant("muc_cd_02"), relevant("muc_cd_03")), ("", ""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long_run() { 1000 } else { 24 }))]

    #[test]
    fn every_name_is_given_once_and_every_reference_is_to_one(checklist in checklists()) {
        let catalogue = Catalogue::builtin().unwrap();
        let view = checklist.on(catalogue.vocabulary(), &Selection::day(checklist.valid_from));
        let survey = Survey::of(&view, &checklist.registers);
        let mut names = BTreeSet::new();
        for question in survey.questions.iter().filter(|it| !it.name.is_empty()) {
            prop_assert!(names.insert(question.name.as_str()), "{}", question.name);
        }
        for question in &survey.questions {
            for text in [&question.relevant, &question.calculation, &question.label, &question.hint] {
                for rest in text.split("${").skip(1) {
                    let name = rest.split('}').next().unwrap_or_default();
                    prop_assert!(names.contains(name), "{text}");
                }
            }
        }
        prop_assert!(checklist_to_xlsform(&view, &checklist.registers).is_ok());
    }
}
