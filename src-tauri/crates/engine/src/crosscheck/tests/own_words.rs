//! What a person wrote over generated text, and what is left out of a page, is told beside the
//! verdict: nobody reads “agrees” for what was not compared.

use domain::layout::Leavable;
use domain::visit::Extent;

use super::*;

/// Everything that is told of a paper, as scripts read it.
fn shown(forgery: &Forgery) -> String {
    serde_json::to_string(&data_shown(&crosscheck(&forgery.pdf()))).unwrap()
}

fn short_paper() -> Forgery {
    let mut forgery = Forgery::of(cau_tre());
    forgery.data.visit.extent = Some(Extent::Short);
    forgery.page = forgery.data.clone();
    forgery
}

#[test]
fn a_rate_in_the_place_of_which_a_person_wrote_another_is_told_as_unprinted() {
    let mut forgery = short_paper();
    forgery.write("rut_gon/MC", "Hồ sơ giải quyết đúng hạn đạt 90,64%.");
    let told = shown(&forgery);
    says(
        &told,
        &["\"agrees-with-remarks\"", "MC-19", "2.756/4.545", "60,64%", "không in trên trang"],
    );
}

#[test]
fn figures_whose_table_an_agency_leaves_out_are_told_as_unprinted() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.data.layout.left_out.push(Leavable::Figures);
    // What was praised tells the figure as well.
    forgery.data.findings.retain(|it| it.kind == FindingKind::Shortcoming);
    forgery.page = forgery.data.clone();
    let told = shown(&forgery);
    says(&told, &["\"agrees-with-remarks\"", "MC-19", "60,64%", "không in trên trang"]);
}

#[test]
fn a_strength_that_a_person_wrote_over_is_told_as_unprinted() {
    let mut forgery = Forgery::of(cau_tre());
    let mut praise = finding("Bố trí đủ trang thiết bị tại bộ phận một cửa");
    praise.kind = FindingKind::Strength;
    forgery.data.findings.push(praise);
    forgery.page = forgery.data.clone();
    forgery.write("uu_diem/MC", "Không có ưu điểm.");
    let told = shown(&forgery);
    says(&told, &["\"agrees-with-remarks\"", "Bố trí đủ trang thiết bị", "không in trên trang"]);
}

#[test]
fn a_persons_words_are_named_even_where_every_figure_is_printed() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.write("uu_diem/MC", "Đúng hạn đạt 90,64%.");
    let title = &forgery.page.sheet.areas.iter().find(|it| it.id == "MC").unwrap().title.clone();
    let told = shown(&forgery);
    says(&told, &["\"agrees-with-remarks\"", title, "do người lập viết"]);
    assert!(!told.contains("60,64%"), "the table prints it: {told}");
}

#[test]
fn what_the_unit_said_in_its_own_words_is_nothing_to_compare() {
    let mut forgery = Forgery::of(cau_tre());
    forgery.write("y_kien", "Đơn vị tiếp thu toàn bộ.");
    says(&shown(&forgery), &["\"verdict\":\"agrees\""]);
}
