//! Honest papers agree with the data inside them, whatever they say; forged ones never do, and what
//! was forged is named.

mod excess;
mod forging;
mod later;
mod own_words;
mod tampered;

use domain::answer::{Answer, PartValue, Rate, RateFigure, Verdict};
use domain::finding::{Finding, FindingKind};
use domain::id::FindingId;
use domain::ratio::Ratio;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use signing::Strokes;

use super::*;
use crate::actions::{FindingDraft, PaperOf};
use crate::carried::FORMS;
use crate::export::data_shown;
use crate::minutes_kinds_tests::{sample_visit, stage};
use crate::samples::SAMPLES;
use crate::tests::shortcoming;
use forging::{Forgery, cau_tre};

/// The sentences that tell what differs.
#[track_caller]
fn told(pdf: &[u8]) -> String {
    let found = crosscheck(pdf);
    assert!(matches!(found, CrossCheck::Disagrees(_)), "{found:?}");
    let told: Vec<String> = data_shown(&found).differences.into_iter().map(|it| it.text).collect();
    told.join("\n")
}

#[track_caller]
fn says(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "“{part}” is not in\n{told}");
    }
}

/// The share of case files on time, in item MC-19.
fn on_time(answer: &mut Answer, numerator: u32) {
    let rate = RateFigure {
        rate: Rate::Counts(Ratio::new(numerator, 4545).unwrap()),
        quoted: None,
        as_of: None,
    };
    let name = answer.parts.keys().next().unwrap().clone();
    answer.parts.insert(name, PartValue::Rate(rate));
}

fn finding(text: &str) -> Finding {
    let draft = FindingDraft { items: vec!["MC-19".to_owned()], ..shortcoming(text) };
    draft.of(FindingId::from_bytes([0xff; 16]), Vec::new())
}

#[test]
fn every_sealed_paper_of_every_sample_agrees_with_its_data_signed_or_not() {
    // All minutes of the other samples are a matter of minutes.
    for (at, sample) in SAMPLES.iter().enumerate() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let campaign = engine.import_sample(sample.id).unwrap();
        let mut papers = vec![PaperOf::Notice(campaign)];
        let visits = engine.visits_of(campaign).unwrap();
        if at == 0 || crate::long_run() {
            papers.extend(visits.iter().map(|it| PaperOf::Minutes(it.visit.id)));
        }
        let asked = visits.iter().find_map(|it| {
            let folder = engine.folder(it.visit.id).ok()?;
            let asks = folder.findings.iter().find(|it| it.kind == FindingKind::Shortcoming)?;
            Some((folder.unit.id, asks.id))
        });
        if let Some((unit, finding)) = asked
            && let Ok(letter) = engine.make_letter(campaign, unit, &[finding])
        {
            papers.push(PaperOf::Letter(campaign, letter));
        }
        for of in papers {
            engine.seal(of).unwrap();
            assert_eq!(
                crosscheck(&engine.paper(of).unwrap()),
                CrossCheck::Agrees(Beside::default()),
                "{of:?}"
            );
            let strokes = Strokes {
                width: 100,
                height: 40,
                lines: vec![vec![(0, 0).into(), (50, 20).into()]],
            };
            let role = engine.shelf(of).unwrap().signatories[0].role;
            engine.sign_drawn(of, role, &strokes).unwrap();
            assert_eq!(
                crosscheck(&engine.paper(of).unwrap()),
                CrossCheck::Agrees(Beside::default()),
                "{of:?}"
            );
        }
    }
}

#[test]
fn a_supplement_agrees_with_its_data() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
    engine.seal(visit).unwrap();
    engine.supplement(visit, "kiểm tra thêm", "12/BB-ĐKT").unwrap();
    let verdict = crate::record::AnswerField::Verdict(Some(Verdict::NotMet));
    engine.answer(visit, "MC-03", &verdict).unwrap();
    engine.seal(visit).unwrap();
    assert_eq!(crosscheck(&engine.paper(visit).unwrap()), CrossCheck::Agrees(Beside::default()));
}

#[test]
fn a_figure_changed_in_the_data_is_named_with_both_values_and_its_page() {
    let mut forgery = Forgery::of(cau_tre());
    on_time(forgery.data.answers.get_mut("MC-19").unwrap(), 2_757);
    let told = told(&forgery.pdf());
    says(
        &told,
        &["Trang ", "MC-19", "trang in “2.756/4.545 60,64%", "dữ liệu ghi “2.757/4.545 60,66%"],
    );
}

#[test]
fn a_figure_changed_on_the_page_is_named_with_both_values_and_its_page() {
    let mut forgery = Forgery::of(cau_tre());
    on_time(forgery.page.answers.get_mut("MC-19").unwrap(), 4_545);
    let told = told(&forgery.pdf());
    says(&told, &["Trang ", "MC-19", "trang in “4.545/4.545 100,00%", "dữ liệu ghi “2.756/4.545"]);
}

#[test]
fn a_finding_left_out_of_the_page_is_named() {
    let mut forgery = Forgery::of(cau_tre());
    let is_short = |it: &Finding| it.kind == FindingKind::Shortcoming;
    let at = forgery.page.findings.iter().position(is_short).unwrap();
    let text = forgery.page.findings.remove(at).text;
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let told = told(&forgery.pdf());
    says(&told, &["tồn tại, hạn chế “", "dữ liệu", &words.join(" ")]);
}

#[test]
fn a_finding_added_to_the_page_is_named() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.page.findings.push(finding("Bỏ vị trí trực trong giờ hành chính"));
    let told = told(&forgery.pdf());
    says(&told, &["Trang ", "Bỏ vị trí trực trong giờ hành chính"]);
}

#[test]
fn a_finding_added_to_the_data_is_named() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.data.findings.push(finding("Bỏ vị trí trực trong giờ hành chính"));
    let told = told(&forgery.pdf());
    says(&told, &["Trang ", "dữ liệu", "Bỏ vị trí trực trong giờ hành chính"]);
}

#[test]
fn data_of_another_paper_of_the_same_shape_never_agree() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.data.unit.name = "Phường Đông Khê".to_owned();
    forgery.data.campaign.units[0].name = "Phường Đông Khê".to_owned();
    let told = told(&forgery.pdf());
    says(&told, &["Cầu Tre", "Đông Khê"]);
}

#[test]
fn what_is_told_to_readers_of_the_data_is_what_the_paper_was_laid_out_from() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.json = |json| json.replacen("\"printed\":\"60,64%\"", "\"printed\":\"90,64%\"", 1);
    let told = told(&forgery.pdf());
    says(&told, &["Trong dữ liệu, số liệu, kết quả mục MC-19", "“60,64%”", "“90,64%”"]);

    let mut forgery = Forgery::of(cau_tre());
    forgery.json = |json| json.replacen("\"version\":2", "\"version\":2,\"extra\":\"x\"", 1);
    self::told(&forgery.pdf());
}

#[test]
fn another_seal_on_the_page_than_in_the_data_never_agrees() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.json = |json| json.replacen("\"seal\":\"ab", "\"seal\":\"cd", 1);
    self::told(&forgery.pdf());
}

#[test]
fn a_page_that_says_the_same_and_looks_otherwise_never_agrees() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.style.body.leading_permille += 150;
    self::told(&forgery.pdf());
}

#[test]
fn what_cannot_be_compared_says_why() {
    let why = |forgery: &Forgery| match crosscheck(&forgery.pdf()) {
        CrossCheck::CannotCompare(why) => why,
        other @ (CrossCheck::Agrees(_) | CrossCheck::Disagrees(_)) => panic!("{other:?}"),
    };
    let mut forgery = Forgery::of(cau_tre());
    forgery.json = |json| json.replacen("\"version\":2", "\"version\":1", 1);
    assert_eq!(why(&forgery), WhyNot::OldVersion(1));
    forgery.json = |json| json.replacen("\"version\":2", "\"version\":9", 1);
    assert_eq!(why(&forgery), WhyNot::NewVersion(9));
    forgery.json = |json| json.split_at(json.len() / 2).0.to_owned();
    assert_eq!(why(&forgery), WhyNot::Damaged);
    forgery.json = |json| json + &" ".repeat(DATA_MAX);
    assert_eq!(why(&forgery), WhyNot::TooLarge);
    forgery.json = |json| json.replacen("\"forms\":2", "\"forms\":7", 1);
    forgery.page.findings.pop();
    assert_eq!(why(&forgery), WhyNot::OtherForms);
    assert_eq!(crosscheck(b"%PDF-"), CrossCheck::CannotCompare(WhyNot::Unreadable));

    let mut stage = stage();
    let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
    let draft = stage.engine.draft_minutes(visit).unwrap().pdf;
    assert_eq!(crosscheck(&draft), CrossCheck::CannotCompare(WhyNot::NoData));
}

#[test]
fn a_paper_of_other_forms_is_not_judged_by_its_words() {
    // Words are what a font says of itself; only a layout that is known can be compared by its looks.
    let mut forgery = Forgery::of(cau_tre());
    forgery.json = |json| json.replace("\"forms\":2", "\"forms\":7");
    forgery.style.body.leading_permille += 20;
    let other = CrossCheck::CannotCompare(WhyNot::OtherForms);
    assert_eq!(crosscheck(&forgery.pdf()), other);
}

#[test]
fn a_paper_sealed_before_papers_had_a_field_for_copies_still_agrees() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.of_forms(1, 1);
    assert!(matches!(crosscheck(&forgery.pdf()), CrossCheck::Agrees(_)));
    for (page, data) in [(1, 2), (2, 1)] {
        forgery.of_forms(page, data);
        let found = crosscheck(&forgery.pdf());
        assert!(matches!(found, CrossCheck::Disagrees(_)), "{page} {data}: {found:?}");
    }
}

/// When this fails because papers look otherwise now: raise `FORMS`, and take the new digest.
#[test]
fn papers_of_these_forms_look_as_they_did() {
    let read = signing::contents(&Forgery::of(cau_tre()).pdf()).unwrap();
    let all: Vec<u8> = read.pages.iter().flat_map(|page| page.digest).collect();
    assert_eq!((FORMS, crate::seal::sha256_hex(&all).as_str()), (2, forging::LOOKS));
}

#[test]
fn honest_papers_agree_whatever_they_say() {
    let words = "[a-zđêôơưáàảãạ A-Z0-9,.;:/()“”–-]{1,60}";
    let figure = (0_u32..5000, 1_u32..5000);
    let case = (
        prop::collection::vec((words, words, any::<bool>()), 0..6),
        prop::collection::vec(figure, 0..4),
        prop::option::of("[1-9][0-9]{0,2}a?"),
        words,
        any::<bool>(),
    );
    let (cases, rng_seed) =
        if crate::long_run() { (600, RngSeed::Random) } else { (12, RngSeed::Fixed(2022)) };
    let config = Config { cases, rng_seed, failure_persistence: None, ..Config::default() };
    let base = cau_tre();
    let run = TestRunner::new(config).run(&case, |(findings, figures, number, own, short)| {
        let mut forgery = Forgery::of(base);
        let material = &mut forgery.data;
        for (at, (text, asked, is_praise)) in findings.into_iter().enumerate() {
            let mut made = finding(&domain::text::clean(&text));
            made.id = FindingId::from_bytes([0xf0 + u8::try_from(at).unwrap(); 16]);
            made.recommendation = domain::text::clean(&asked);
            made.kind = if is_praise { FindingKind::Strength } else { FindingKind::Shortcoming };
            material.findings.push(made);
        }
        let items: Vec<String> = material.answers.keys().cloned().collect();
        for ((part, whole), item) in figures.into_iter().zip(&items) {
            let answer = material.answers.get_mut(item).unwrap();
            for value in answer.parts.values_mut() {
                let ratio = Ratio::new(part.min(whole), whole).unwrap();
                let rate = RateFigure { rate: Rate::Counts(ratio), quoted: None, as_of: None };
                *value = PartValue::Rate(rate);
            }
        }
        material.number = number.unwrap_or_default();
        material.visit.extent = short.then_some(domain::visit::Extent::Short);
        forgery.page = forgery.data.clone();
        forgery.write("y_kien", &domain::text::clean(&own));
        prop_assert_eq!(crosscheck(&forgery.pdf()), CrossCheck::Agrees(Beside::default()));
        Ok(())
    });
    run.unwrap();
}

/// Minutes whose data tell another figure than their pages.
pub(crate) fn forged_minutes() -> Vec<u8> {
    let mut forgery = Forgery::of(cau_tre());
    on_time(forgery.data.answers.get_mut("MC-19").unwrap(), 2_757);
    forgery.pdf()
}

/// Minutes with letters that are not composed, on page and in data, and with data far too large.
pub(crate) fn strange_minutes() -> Vec<(Vec<u8>, Option<WhyNot>)> {
    let mut apart = Forgery::of(cau_tre());
    apart.json = |json| json.replace("Phường Cầu Tre", "Phu\u{31b}\u{300}ng Ca\u{302}\u{300}u Tre");
    let mut large = Forgery::of(cau_tre());
    large.json = |json| json + &" ".repeat(DATA_MAX);
    vec![(apart.pdf(), None), (large.pdf(), Some(WhyNot::TooLarge))]
}
