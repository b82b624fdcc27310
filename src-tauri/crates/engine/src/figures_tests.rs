//! What the shipped formulas make of figures.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Rate, RateFigure, Verdict};
use domain::campaign::{ItemPoints, Threshold};
use domain::checklist::{Selection, View};
use domain::ratio::Ratio;
use domain::score::{Points, Score};

use crate::catalogue::Catalogue;
use crate::figures::{self, IndicatorValue, Known};

type Answers = BTreeMap<String, Answer>;

fn view() -> View {
    let catalogue = Catalogue::builtin().unwrap();
    let day = "2022-09-15".parse().unwrap();
    catalogue.checklist("cchc", day).unwrap().on(catalogue.vocabulary(), &Selection::day(day))
}

fn answer(
    answers: &mut Answers,
    item: &str,
    verdict: Option<Verdict>,
    parts: &[(&str, PartValue)],
) {
    let answer = answers.entry(item.to_owned()).or_default();
    answer.verdict = verdict;
    answer.parts.extend(parts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
}

fn rate(part: u32, whole: u32) -> PartValue {
    let rate = Rate::Counts(Ratio::new(part, whole).unwrap());
    PartValue::Rate(RateFigure { rate, quoted: None, as_of: None })
}

fn known(answers: &Answers, thresholds: &[Threshold]) -> Known {
    Known::new(&view(), answers, &[], thresholds)
}

#[test]
fn apologies_are_asked_for_only_where_files_are_overdue() {
    let mut answers = Answers::new();
    assert!(figures::not_asked(&view(), known(&answers, &[])).is_empty(), "not known yet");

    let none = PartValue::Count(0);
    answer(&mut answers, "MC-11", None, &[("dang_qua_han", none.clone())]);
    answer(&mut answers, "MC-13", Some(Verdict::Met), &[("qua_han", none)]);
    assert_eq!(figures::not_asked(&view(), known(&answers, &[])), ["MC-14"]);

    answer(&mut answers, "MC-13", Some(Verdict::NotMet), &[("qua_han", PartValue::Count(4))]);
    assert!(figures::not_asked(&view(), known(&answers, &[])).is_empty());
    let warnings = figures::warnings(&view(), known(&answers, &[]));
    assert_eq!(warnings["MC-14"], ["Có hồ sơ quá hạn, chưa kiểm tra việc xin lỗi."]);
}

#[test]
fn sums_that_do_not_come_out_and_missed_thresholds_are_pointed_out() {
    let mut answers = Answers::new();
    answer(&mut answers, "MC-12", Some(Verdict::Met), &[("dung_han", rate(4541, 4545))]);
    answer(&mut answers, "MC-13", Some(Verdict::NotMet), &[("qua_han", PartValue::Count(4))]);
    let least = |least| vec![Threshold { item: "MC-12".to_owned(), least }];
    assert!(!figures::warnings(&view(), known(&answers, &least(9990))).contains_key("MC-12"));

    let missed = figures::warnings(&view(), known(&answers, &least(9992)));
    assert_eq!(missed["MC-12"].len(), 1, "4541 of 4545 is 99,91 per cent");
    answer(&mut answers, "MC-13", None, &[("qua_han", PartValue::Count(5))]);
    let uneven = figures::warnings(&view(), known(&answers, &least(9990)));
    assert_eq!(uneven["MC-12"].len(), 1, "4541 and 5 are not 4545");
}

#[test]
fn the_threshold_of_the_checklist_holds_where_the_campaign_sets_none() {
    let mut view = view();
    let items = view.areas.iter_mut().flat_map(|area| &mut area.items);
    for part in items.filter(|item| item.id == "MC-12").flat_map(|item| &mut item.parts) {
        if let domain::checklist::PartKind::Rate { least, .. } = &mut part.kind {
            *least = Some(9_995);
        }
    }
    let mut answers = Answers::new();
    answer(&mut answers, "MC-12", Some(Verdict::Met), &[("dung_han", rate(4541, 4545))]);
    answer(&mut answers, "MC-13", Some(Verdict::NotMet), &[("qua_han", PartValue::Count(4))]);
    let warned = |thresholds: &[Threshold]| {
        let known = Known::new(&view, &answers, &[], thresholds);
        figures::warnings(&view, known).contains_key("MC-12")
    };
    assert!(warned(&[]), "4541 of 4545 is 99,91 per cent");
    assert!(!warned(&[Threshold { item: "MC-12".to_owned(), least: 9_900 }]));
    assert!(warned(&[Threshold { item: "MC-13".to_owned(), least: 9_900 }]));
}

#[test]
fn indicators_are_exact_or_not_known() {
    let mut answers = Answers::new();
    answer(&mut answers, "CN-01", Some(Verdict::NotMet), &[("su_dung", rate(4, 9))]);
    answer(&mut answers, "CD-05", Some(Verdict::Partly), &[]);
    answer(&mut answers, "MC-23", Some(Verdict::NotApplicable), &[]);
    answer(&mut answers, "KL-01", Some(Verdict::Met), &[]);
    let indicators = figures::indicators(&view(), known(&answers, &[]));
    let value = |id: &str| indicators.iter().find(|it| it.id == id).unwrap().value.clone();

    assert_eq!(value("noi_dung_dat"), Some(IndicatorValue::Rate(Ratio::new(1, 3).unwrap())));
    assert_eq!(value("qua_han"), None);
    let unused = IndicatorValue::Count(5, "chìa khóa".to_owned());
    assert_eq!(value("chia_khoa_chua_dung"), Some(unused));
}

#[test]
fn what_does_not_apply_is_in_no_score() {
    let points = |text| Points::parse(text).unwrap();
    let most = |item: &str, most| ItemPoints { item: item.to_owned(), most: points(most) };
    let mut answers = Answers::new();
    answer(&mut answers, "MC-23", Some(Verdict::NotApplicable), &[]);
    answer(&mut answers, "CD-05", Some(Verdict::Partly), &[]);
    answers.get_mut("CD-05").unwrap().points = Some(points("0,75"));

    assert_eq!(figures::scores(&view(), &answers, &[]), None);
    let (whole, areas) =
        figures::scores(&view(), &answers, &[most("MC-23", "2"), most("CD-05", "1,5")]).unwrap();
    let half = Score::Assessed { points: points("0,75"), of: points("1,5"), open: 0 };
    assert_eq!(whole.appraised, half);
    let of = |id: &str| areas.iter().find(|(area, _)| area == id).unwrap().1.appraised;
    assert_eq!(of("MC"), Score::NotAssessed);
    assert_eq!(of("CD"), half);
}
