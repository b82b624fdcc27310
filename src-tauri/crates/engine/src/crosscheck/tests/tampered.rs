//! Papers whose file was changed beside their data, and whether papers still look as they did.

use std::sync::Arc;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use papers::Layouts;

use super::*;
use crate::carried::FORMS;
use crate::minutes::Photo;

/// `pdf` with `change` made to its objects, saved as one revision; its pages are handed in.
fn changed(pdf: &[u8], change: impl FnOnce(&mut Document, &[ObjectId])) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    change(&mut document, &pages);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Lays `mark` over a page.
fn lay(document: &mut Document, page: ObjectId, mark: lopdf::Dictionary) {
    let mark = Object::Reference(document.add_object(mark));
    let page = document.get_dictionary_mut(page).unwrap();
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(marks) => marks.push(mark),
        Err(_) => page.set("Annots", vec![mark]),
    }
}

fn corners() -> Vec<Object> {
    vec![100.into(), 400.into(), 300.into(), 500.into()]
}

/// A picture of one colour.
fn jpeg(shade: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    let picture = image::RgbImage::from_pixel(64, 48, image::Rgb([shade, 90, 90]));
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

fn with_photograph() -> Forgery {
    let mut forgery = Forgery::of(cau_tre());
    forgery.data.photos.push(Photo {
        number: 1,
        caption: "Bảng niêm yết thủ tục hành chính".to_owned(),
        items: vec!["MC-19".to_owned()],
        taken_at: String::new(),
        jpeg: Some(Arc::from(jpeg(10))),
    });
    forgery.page = forgery.data.clone();
    forgery
}

#[test]
fn a_photograph_of_the_annex_that_was_swapped_is_told_by_its_number() {
    let honest = with_photograph().pdf();
    assert!(matches!(crosscheck(&honest), CrossCheck::Agrees(_)), "{:?}", crosscheck(&honest));

    let mut forgery = with_photograph();
    forgery.page.photos[0].jpeg = Some(Arc::from(jpeg(200)));
    says(&told(&forgery.pdf()), &["ảnh số 1 của phụ lục không phải ảnh đã niêm phong"]);
}

#[test]
fn a_note_laid_over_a_page_is_told_with_its_page() {
    let honest = changed(&Forgery::of(cau_tre()).pdf(), |_, _| {});
    assert!(matches!(crosscheck(&honest), CrossCheck::Agrees(_)), "{:?}", crosscheck(&honest));

    let noted = changed(&honest, |document, pages| {
        let note = dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Rect" => corners(),
            "Contents" => Object::string_literal("90,64%"),
        };
        lay(document, pages[1], note);
    });
    says(&told(&noted), &["Trang 2: có ghi chú, hình hoặc ô điền phủ lên trang"]);
}

#[test]
fn a_white_box_over_a_figure_that_calls_itself_a_place_to_sign_is_told_with_its_page() {
    let covered = changed(&Forgery::of(cau_tre()).pdf(), |document, pages| {
        let white = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
            },
            b"1 g 0 0 200 100 re f".to_vec(),
        ));
        let widget = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 4,
            "T" => Object::string_literal("che"), "Rect" => corners(),
            "AP" => dictionary! { "N" => Object::Reference(white) },
        };
        lay(document, pages[1], widget);
    });
    says(&told(&covered), &["Trang 2: có ghi chú, hình hoặc ô điền phủ lên trang"]);
}

#[test]
fn a_page_more_that_holds_nothing_but_a_picture_is_told() {
    let more = changed(&Forgery::of(cau_tre()).pdf(), |document, pages| {
        let picture = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 64, "Height" => 48,
                "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
            },
            jpeg(10),
        ));
        let painted =
            document.add_object(Stream::new(dictionary! {}, b"595 0 0 842 0 0 cm /Im Do".to_vec()));
        let last = *pages.last().unwrap();
        let mut page = document.get_dictionary(last).unwrap().clone();
        page.set("Contents", Object::Reference(painted));
        page.remove(b"Annots");
        let named = dictionary! { "Im" => Object::Reference(picture) };
        page.set("Resources", dictionary! { "XObject" => named });
        let tree = page.get(b"Parent").unwrap().as_reference().unwrap();
        let page = document.add_object(page);
        let tree = document.get_dictionary_mut(tree).unwrap();
        let count = tree.get(b"Count").unwrap().as_i64().unwrap();
        tree.set("Count", count + 1);
        tree.get_mut(b"Kids").and_then(Object::as_array_mut).unwrap().push(page.into());
    });
    let pages = signing::contents(&more).unwrap().pages.len();
    says(&told(&more), &[&format!("{pages}"), &format!("{}", pages - 1)]);
}

#[test]
fn data_and_page_that_were_both_changed_are_not_excused_by_other_forms() {
    let mut forgery = Forgery::of(cau_tre());
    on_time(forgery.page.answers.get_mut("MC-19").unwrap(), 4_545);
    on_time(forgery.data.answers.get_mut("MC-19").unwrap(), 2_757);
    forgery.json = |json| json.replace("\"forms\":2", "\"forms\":7");
    let found = crosscheck(&forgery.pdf());
    assert_eq!(found, CrossCheck::CannotCompare(WhyNot::OtherForms), "never that it agrees");
    assert_eq!(data_shown(&found).verdict, "cannot-compare");
}

/// What a sealed paper looks like, whatever its seal and ids are.
fn look(engine: &crate::Engine, of: PaperOf) -> String {
    let contents = signing::contents(&engine.paper(of).unwrap()).unwrap();
    let inside = inside(&contents).unwrap();
    let mut data: serde_json::Value = serde_json::from_slice(&inside.bytes).unwrap();
    data["seal"] = "ab".repeat(32).into();
    if let Some(addition) = data["source"].get_mut("addition") {
        addition["to_seal"] = "cd".repeat(32).into();
    }
    data["source"]["made"]["sealed_at"] = "2022-09-15T17:00:00+07:00".into();
    let data = serde_json::to_vec(&data).unwrap();
    let again = inside.kind.again(&data, &contents, &Layouts::shipped().unwrap()).unwrap();
    let pages = signing::contents(&again.pdf).unwrap().pages;
    let all: Vec<u8> = pages.iter().flat_map(|page| page.digest).collect();
    crate::seal::sha256_hex(&all)
}

/// When this fails because papers look otherwise now: raise `FORMS`, and take the new digests.
#[test]
fn supplements_notices_and_letters_of_these_forms_look_as_they_did() {
    let mut stage = stage();
    stage.engine.clock = crate::store::testing::still();
    let engine = &mut stage.engine;
    let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
    engine.give_number(visit, "12").unwrap();
    engine.seal(visit).unwrap();
    let folder = engine.folder(visit).unwrap();
    let campaign = folder.campaign.id;
    engine.seal(campaign).unwrap();
    let is_short = |it: &&Finding| it.kind == FindingKind::Shortcoming;
    let asked = folder.findings.iter().find(is_short).unwrap().id;
    let letter = engine.make_letter(campaign, folder.unit.id, &[asked]).unwrap();
    engine.seal(PaperOf::Letter(campaign, letter)).unwrap();
    let notice = look(engine, PaperOf::Notice(campaign));
    let letter = look(engine, PaperOf::Letter(campaign, letter));
    engine.supplement(visit, "kiểm tra thêm", "12/BB-ĐKT").unwrap();
    let verdict = crate::record::AnswerField::Verdict(Some(Verdict::NotMet));
    engine.answer(visit, "MC-03", &verdict).unwrap();
    engine.seal(visit).unwrap();
    let supplement = look(engine, visit.into());
    let looks = [supplement, notice, letter];
    assert_eq!((FORMS, looks.each_ref().map(String::as_str)), (2, forging::OTHER_LOOKS));
}
