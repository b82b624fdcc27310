//! Data that would be laid out to far more than the paper holds are refused before they are.

use papers::Layouts;

use super::*;
use crate::crosscheck::kinds::Again;

/// The notice of a sample with what `change` makes of its data, laid out again.
fn notice_again(change: impl FnOnce(String) -> String) -> Result<Again, WhyNot> {
    let mut stage = stage();
    let campaign = stage.engine.import_sample("2022-cau-tre").unwrap();
    stage.engine.seal(campaign).unwrap();
    let pdf = stage.engine.paper(PaperOf::Notice(campaign)).unwrap();
    let contents = signing::contents(&pdf).unwrap();
    let data = String::from_utf8(inside(&contents).unwrap().bytes).unwrap();
    let layouts = Layouts::shipped().unwrap();
    Kind::Notice.again(change(data).as_bytes(), &contents, &layouts)
}

#[test]
fn a_name_longer_than_any_is_not_laid_out_wherever_it_is_named() {
    notice_again(|data| data).unwrap();
    let long = "Cầu Tre ".repeat(4_000);
    let again = notice_again(|data| data.replace("Cầu Tre", long.trim()));
    assert_eq!(again.err(), Some(WhyNot::TooLarge));
}

#[test]
fn data_that_say_far_more_than_the_pages_are_not_laid_out() {
    let mut forgery = Forgery::of(cau_tre());
    for at in 0..8 {
        let mut long = finding(&"chưa niêm yết ".repeat(6_000));
        long.id = FindingId::from_bytes([0xf0 + at; 16]);
        forgery.data.findings.push(long);
    }
    let found = crosscheck(&forgery.pdf());
    assert_eq!(found, CrossCheck::CannotCompare(WhyNot::TooLarge));
}

#[test]
fn an_area_that_is_there_twice_is_damage() {
    let mut forgery = Forgery::of(cau_tre());
    let area = forgery.data.sheet.areas[0].clone();
    forgery.data.sheet.areas.push(area);
    assert_eq!(crosscheck(&forgery.pdf()), CrossCheck::CannotCompare(WhyNot::Damaged));
}
