//! A visit goes from one laptop to another inside its signed minutes, and in no other way.

use std::path::Path;

use domain::id::VisitId;
use domain::layout::LayoutText;
use signing::{SoftwareKey, open_p12};

use crate::actions::{Incoming, PaperOf, PaperState, SignWish};
use crate::crosscheck::{Unprinted, WhyNot};
use crate::minutes_kinds_tests::{Stage, document, sample_visit, stage, text};
use crate::tests::CAMPAIGN;
use crate::words::{Failure, signer_told};
use crate::{EngineError, IncomingFault, Standing, minutes};

const WISH: SignWish<'static> =
    SignWish { role: "leader", time_url: None, picture: None, copy: None };

fn key() -> SoftwareKey {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    open_p12(&std::fs::read(folder.join("p256.p12")).unwrap(), "mậtkhẩu").unwrap()
}

/// A laptop on which the minutes of the sample are sealed, numbered and signed by the leader.
fn signed(stage: &mut Stage) -> (VisitId, Vec<u8>) {
    let engine = &mut stage.engine;
    let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
    engine.give_number(visit, "12").unwrap();
    engine.edit_slot(visit, "y_kien", Some("Đơn vị tiếp thu toàn bộ.")).unwrap();
    engine.seal(visit).unwrap();
    let sealed = engine.paper(visit).unwrap();
    (visit, engine.sign_paper(&sealed, &key(), &WISH).unwrap().0.0)
}

fn refused(stage: &mut Stage, pdf: &[u8]) -> (IncomingFault, String) {
    let before = stage.engine.campaigns().unwrap().len();
    let error = stage.engine.receive(pdf).unwrap_err();
    let said = Failure::from(&error).message;
    assert_eq!(stage.engine.campaigns().unwrap().len(), before);
    assert!(stage.engine.check().unwrap().is_sound());
    let EngineError::Incoming(fault) = error else { panic!("{error:?}") };
    (fault, said)
}

#[test]
fn what_was_sealed_on_one_laptop_is_the_same_on_the_other_to_the_last_word() {
    let (mut one, mut other) = (stage(), stage());
    let (visit, pdf) = signed(&mut one);
    let asked: Incoming = other.engine.incoming(&pdf).unwrap();
    assert_eq!((asked.standing, asked.number.as_str()), (Standing::New, "12/BB-ĐKT"));
    assert!(asked.figures.iter().any(|(_, value)| value == "2.756/4.545 – 60,64%"), "{asked:?}");
    let [(signer, is_trusted)] = asked.signers.as_slice() else { panic!("{asked:?}") };
    assert!(!is_trusted);
    assert_eq!(signer_told(signer, *is_trusted), format!("{signer} (chưa xác nhận nơi cấp)"));
    assert!(other.engine.campaigns().unwrap().is_empty(), "looking writes nothing");

    let taken = other.engine.receive(&pdf).unwrap();
    assert_eq!(taken.visit, visit);
    let (here, there) = (other.engine.folder(visit).unwrap(), one.engine.folder(visit).unwrap());
    assert_eq!(here.findings, there.findings);
    assert_eq!(here.visit, there.visit);
    assert_eq!(here.number, there.number);
    let told = |stage: &Stage| {
        let folder = stage.engine.folder(visit).unwrap();
        let material = stage.engine.material(&folder).unwrap();
        assert_eq!(material.printed(LayoutText::Symbol), "/BB-ĐKT");
        serde_json::to_string(&minutes::data(&material, None).answers).unwrap()
    };
    assert_eq!(told(&other), told(&one));
    assert_eq!(text(&document(&other.engine, visit)), text(&document(&one.engine, visit)));
    assert_eq!(other.engine.paper(visit).unwrap(), pdf, "the paper itself is here, as signed");

    let state = other.engine.minutes(visit).unwrap();
    assert_eq!(state.shelf.state(), PaperState::PartlySigned);
    assert!(state.later.is_empty(), "{:?}", state.later);
    assert!(!here.papers[0].received_at.is_empty());
    assert!(matches!(other.engine.seal(visit), Err(EngineError::AlreadySealed)));
    assert!(other.engine.check().unwrap().is_sound());
    let named = other.engine.undo_name(visit).unwrap();
    assert!(
        named.contains("Nhận từ biên bản số 12/BB-ĐKT ngày 15/9/2022, mã niêm phong"),
        "{named}"
    );
}

#[test]
fn what_no_page_prints_is_told_before_it_is_taken_in() {
    let (mut one, other) = (stage(), stage());
    let visit = sample_visit(&mut one.engine, "2022-cau-tre", "cau-tre");
    one.engine.choose_extent(visit, Some(domain::visit::Extent::Short)).unwrap();
    one.engine.edit_slot(visit, "rut_gon/MC", Some("Đúng hạn đạt 90,64%.")).unwrap();
    one.engine.seal(visit).unwrap();
    let sealed = one.engine.paper(visit).unwrap();
    let pdf = one.engine.sign_paper(&sealed, &key(), &WISH).unwrap().0.0;
    let asked = other.engine.incoming(&pdf).unwrap();
    assert_eq!(asked.beside.own.len(), 1, "{:?}", asked.beside);
    let is_rate = |it: &Unprinted| matches!(it, Unprinted::Figure { value, .. } if value == "2.756/4.545 – 60,64%");
    assert!(asked.beside.unprinted.iter().any(is_rate), "{:?}", asked.beside);
    let said = crate::words::beside_sentences(&asked.beside).join("\n");
    assert!(said.contains("dữ liệu ghi “2.756/4.545 – 60,64%”, không in trên trang"), "{said}");
}

#[test]
fn taking_in_twice_brings_nothing_new_and_taking_back_takes_all_of_it() {
    let (mut one, mut other) = (stage(), stage());
    let (visit, pdf) = signed(&mut one);
    other.engine.receive(&pdf).unwrap();
    let ops = |stage: &mut Stage| stage.engine.check().unwrap().ops;
    let before = ops(&mut other);
    assert_eq!(other.engine.receive(&pdf).unwrap().standing, Standing::Here);
    assert_eq!(ops(&mut other), before);

    other.engine.undo(visit).unwrap();
    assert!(other.engine.campaigns().unwrap().is_empty());
    assert!(other.engine.check().unwrap().is_sound());
    assert_eq!(other.engine.receive(&pdf).unwrap().standing, Standing::New);
    assert_eq!(other.engine.paper(visit).unwrap(), pdf);
}

/// A laptop with two sealed and signed minutes of one campaign.
fn two_signed(stage: &mut Stage) -> Vec<(VisitId, Vec<u8>)> {
    let engine = &mut stage.engine;
    let campaign = engine.import_sample("2017-dak-lak-3027").unwrap();
    let visits = engine.visits_of(campaign).unwrap();
    let sign = |it: &crate::actions::VisitSummary| {
        let visit = it.visit.id;
        engine.seal(visit).unwrap();
        let sealed = engine.paper(visit).unwrap();
        (visit, engine.sign_paper(&sealed, &key(), &WISH).unwrap().0.0)
    };
    visits.iter().take(2).map(sign).collect()
}

#[test]
fn whoever_is_trusted_here_is_told_as_trusted() {
    let (mut one, mut other) = (stage(), stage());
    let (_, pdf) = signed(&mut one);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    other.engine.add_anchors(&std::fs::read(folder.join("root.pem")).unwrap()).unwrap();
    let (signer, is_trusted) = other.engine.incoming(&pdf).unwrap().signers.remove(0);
    assert_eq!(signer_told(&signer, is_trusted), format!("{signer} (nơi cấp đã tin cậy)"));
}

#[test]
fn taking_back_one_paper_leaves_the_campaign_of_another() {
    let (mut one, mut other) = (stage(), stage());
    let papers = two_signed(&mut one);
    let ids: Vec<VisitId> = papers
        .iter()
        .map(|(visit, pdf)| {
            assert_eq!(other.engine.receive(pdf).unwrap().visit, *visit);
            *visit
        })
        .collect();
    let campaign = other.engine.folder(ids[1]).unwrap().campaign.id;
    other.engine.undo(ids[0]).unwrap();
    assert_eq!(other.engine.campaigns().unwrap().len(), 1);
    let left = other.engine.visits_of(campaign).unwrap();
    assert_eq!(left.iter().map(|it| it.visit.id).collect::<Vec<_>>(), ids[1..]);
    other.engine.redo(ids[0]).unwrap();
    assert_eq!(other.engine.visits_of(campaign).unwrap().len(), 2);
    assert!(other.engine.check().unwrap().is_sound());
}

#[test]
fn a_campaign_in_the_bin_stays_there() {
    let (mut one, mut other) = (stage(), stage());
    let papers = two_signed(&mut one);
    let visit = other.engine.receive(&papers[0].1).unwrap().visit;
    let campaign = other.engine.folder(visit).unwrap().campaign;
    other.engine.bin_campaign(campaign.id, true).unwrap();
    for (_, pdf) in &papers {
        let (_, said) = refused(&mut other, pdf);
        assert!(said.contains("đang ở thùng rác; hãy khôi phục trước"), "{said}");
        assert!(said.contains(&campaign.name), "{said}");
    }
    other.engine.bin_campaign(campaign.id, false).unwrap();
    assert_eq!(other.engine.receive(&papers[1].1).unwrap().standing, Standing::New);
}

#[test]
fn a_visit_that_is_here_is_compared_and_never_replaced() {
    let (mut one, mut other) = (stage(), stage());
    let (visit, first) = signed(&mut one);
    let own = sample_visit(&mut other.engine, "2022-cau-tre", "cau-tre");
    let asked = other.engine.receive(&first).unwrap();
    assert_eq!((asked.standing, asked.visit), (Standing::Unsealed, own), "by key, unit and day");
    other.engine.seal(own).unwrap();
    assert_eq!(other.engine.incoming(&first).unwrap().standing, Standing::Other);
    other.engine.revise(own, "ghi nhầm").unwrap();
    other.engine.seal(own).unwrap();
    assert_eq!(other.engine.incoming(&first).unwrap().standing, Standing::Newer);

    one.engine.revise(visit, "ghi nhầm số liệu").unwrap();
    one.engine.seal(visit).unwrap();
    let sealed = one.engine.paper(visit).unwrap();
    let second = one.engine.sign_paper(&sealed, &key(), &WISH).unwrap().0.0;
    let mut third = stage();
    third.engine.receive(&first).unwrap();
    assert_eq!(third.engine.receive(&second).unwrap().standing, Standing::Older);
    assert_eq!(third.engine.paper(visit).unwrap(), first);
}

#[test]
fn a_unit_new_to_a_campaign_that_is_here_is_added_to_it() {
    let (mut one, mut other) = (stage(), stage());
    let (_, pdf) = signed(&mut one);
    let file = CAMPAIGN
        .replace("key = \"thu\"", "key = \"2022-cau-tre\"")
        .replace("ỦY BAN NHÂN DÂN THÀNH PHỐ", "UBND THÀNH PHỐ")
        .replace("SỞ NỘI VỤ", "ĐOÀN KIỂM TRA CCHC");
    let campaign = other.engine.import_campaign("thu.toml", &file, false).unwrap();
    let taken = other.engine.receive(&pdf).unwrap();
    assert!(taken.campaign_here);
    let units = other.engine.campaign(campaign).unwrap().0.units;
    assert_eq!(units.len(), 2);
    assert_eq!(other.engine.folder(taken.visit).unwrap().campaign.id, campaign);
    assert_eq!(other.engine.paper(taken.visit).unwrap(), pdf);
}

#[test]
fn papers_that_are_not_believed_are_refused_with_a_sentence_and_nothing_is_written() {
    let (mut one, mut other) = (stage(), stage());
    let (visit, pdf) = signed(&mut one);

    let unsigned = one.engine.paper_with_seal(visit, "").unwrap();
    let base = signing::contents(&unsigned).unwrap().first;
    let (fault, said) = refused(&mut other, &unsigned[..base]);
    assert!(matches!(fault, IncomingFault::Unsigned), "{fault:?}");
    assert!(said.contains("không có chữ ký số"), "{said}");

    let mut changed = pdf.clone();
    let at = changed.windows(6).position(|it| it == b"stream").unwrap() + 40;
    changed[at] ^= 1;
    let (fault, said) = refused(&mut other, &changed);
    assert!(matches!(fault, IncomingFault::Changed), "{fault:?}");
    assert!(said.contains("chưa có gì thay đổi"), "{said}");

    let (fault, _) = refused(&mut other, &pdf[..pdf.len() / 2]);
    assert!(matches!(fault, IncomingFault::CannotJudge | IncomingFault::Unsigned), "{fault:?}");
    refused(&mut other, b"khong phai PDF");

    let campaign = one.engine.folder(visit).unwrap().campaign.id;
    one.engine.seal(campaign).unwrap();
    let notice = one.engine.paper(PaperOf::Notice(campaign)).unwrap();
    let notice = one.engine.sign_paper(&notice, &key(), &WISH).unwrap().0.0;
    let (fault, _) = refused(&mut other, &notice);
    assert!(matches!(fault, IncomingFault::NotMinutes), "{fault:?}");
}

#[test]
fn a_forged_paper_that_is_rightly_signed_is_refused_with_the_first_difference() {
    let mut other = stage();
    let forged = crate::crosscheck::forged_minutes();
    let signed = crate::actions::sign_unknown(&forged, &key(), &WISH, other.engine.now());
    let (fault, said) = refused(&mut other, &signed.unwrap().0);
    assert!(matches!(fault, IncomingFault::Disagrees(_)), "{fault:?}");
    assert!(said.contains("Trang ") && said.contains("MC-19"), "{said}");
}

#[test]
fn data_that_are_not_composed_or_far_too_large_are_refused() {
    let mut other = stage();
    for (forged, why) in crate::crosscheck::strange_minutes() {
        let signed = crate::actions::sign_unknown(&forged, &key(), &WISH, other.engine.now());
        let (fault, _) = refused(&mut other, &signed.unwrap().0);
        match why {
            Some(why) => {
                assert!(matches!(fault, IncomingFault::Data(it) if it == why), "{fault:?}");
            }
            None => assert!(
                matches!(fault, IncomingFault::Disagrees(_) | IncomingFault::Data(WhyNot::Damaged)),
                "{fault:?}"
            ),
        }
    }
}
