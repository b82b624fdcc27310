//! Universal forgery and signature stripping: a signature that is there and checks nothing, or is
//! not there any more.

use super::{
    Attack, Caught, attack, catch,
    forge::{gap, swapped, with_catalog, with_field, with_form, with_gap, with_range},
};
use crate::{
    pdf::{Object, PdfFile},
    testing::{PLACES, sealed},
    verify::{Change, Fault, Reason},
};

pub(super) fn attacks() -> Vec<Attack> {
    ranges().into_iter().chain(contents()).chain(stripped()).collect()
}

fn ranges() -> Vec<Attack> {
    let pdf = sealed(2);
    let gap = gap(pdf);
    let (start, end, rest) = (gap.start, gap.end, pdf.len() - gap.end);
    let malformed = |name, text: String| {
        attack(name, with_range(pdf, &text), Caught::Broken(Fault::ByteRangeMalformed))
    };
    let broken =
        |name, text: &str, fault| attack(name, with_range(pdf, text), Caught::Broken(fault));
    vec![
        attack(
            "forgery: no range",
            swapped(pdf, b"/ByteRange", b"/ByteRangf"),
            Caught::Broken(Fault::ByteRangeMissing),
        ),
        broken("forgery: null range", "null", Fault::ByteRangeMissing),
        malformed("forgery: range of zeros", "[0 0 0 0]".into()),
        malformed("forgery: empty range", "[]".into()),
        malformed("forgery: range of three numbers", format!("[0 {start} {end}]")),
        malformed("forgery: range of six numbers", format!("[0 {start} {end} {rest} 0 0]")),
        malformed("forgery: negative range", format!("[0 {start} -{end} {rest}]")),
        malformed("forgery: overlapping range", format!("[0 {end} {start} {rest}]")),
        malformed("forgery: range beyond the file", format!("[0 {start} {end} 99999999]")),
        malformed("forgery: range behind the header", format!("[9 {start} {end} {rest}]")),
        malformed("forgery: range that overflows", "[0 1 9223372036854775807 9]".into()),
        malformed("forgery: range of references", format!("[0 {start} 5 0 R {rest}]")),
        malformed("forgery: range of fractions", format!("[0 {start}.0 {end} {rest}]")),
        broken(
            "forgery: gap wider than the signature",
            &format!("[0 {} {end} {rest}]", start - 9),
            Fault::ByteRangeGap,
        ),
        broken(
            "forgery: gap narrower than the signature",
            &format!("[0 {} {end} {rest}]", start + 9),
            Fault::ByteRangeGap,
        ),
        broken(
            "forgery: range that ends early",
            &format!("[0 {start} {end} {}]", rest - 40),
            Fault::ByteRangeEnd,
        ),
    ]
}

fn contents() -> Vec<Attack> {
    let pdf = sealed(1);
    let gap = gap(pdf);
    let room = gap.len() - 2;
    let broken = |name, pdf: Vec<u8>, fault| attack(name, pdf, Caught::Broken(fault));
    let mut text = pdf.to_vec();
    *text.get_mut(gap.start).unwrap() = b'(';
    *text.get_mut(gap.end - 1).unwrap() = b')';
    vec![
        broken(
            "forgery: signature of zeros",
            with_gap(pdf, &format!("<{:0<room$}>", "")),
            Fault::ContentsEmpty,
        ),
        broken("forgery: empty signature", with_gap(pdf, "<>"), Fault::ContentsEmpty),
        broken("forgery: null signature", with_gap(pdf, "null"), Fault::ContentsMissing),
        broken(
            "forgery: no signature",
            swapped(pdf, b"/Contents <", b"/Kontents <"),
            Fault::ContentsMissing,
        ),
        broken("forgery: signature as plain words", text, Fault::ContentsMissing),
        attack(
            "forgery: signature of a kind nobody knows",
            swapped(pdf, b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachex"),
            Caught::Unknown(Fault::UnknownKind),
        ),
        attack(
            "forgery: signature that is no container",
            with_gap(pdf, &format!("<{:0<room$}>", "3003020105")),
            Caught::Unknown(Fault::CmsUnreadable),
        ),
    ]
}

fn stripped() -> Vec<Attack> {
    let pdf = sealed(1);
    let field = PLACES[0];
    let changed = || Caught::Forbidden(Change::FieldChanged { field: field.to_owned() });
    let base = PdfFile::read(pdf).unwrap().revisions.first().unwrap().xref_at;
    let tail = format!("startxref\n{base}\n%%EOF\n");
    vec![
        attack(
            "stripping: value of the field removed",
            with_field(pdf, field, |dict, _| dict.set("V", Object::Null)),
            changed(),
        ),
        attack(
            "stripping: signature field made a text field",
            with_field(pdf, field, |dict, _| dict.set("FT", Object::name("Tx"))),
            changed(),
        ),
        attack(
            "stripping: form removed",
            with_catalog(pdf, |catalog, _| catalog.set("AcroForm", Object::Null)),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "stripping: list of fields emptied",
            with_form(pdf, |form, _| form.set("Fields", Object::Array(Vec::new()))),
            Caught::Forbidden(Change::FormChanged),
        ),
        attack(
            "stripping: flags of the form cleared",
            with_form(pdf, |form, _| form.set("SigFlags", Object::Int(0))),
            Caught::Forbidden(Change::FormChanged),
        ),
        attack(
            "stripping: end of the file points before the signature",
            [pdf, tail.as_bytes()].concat(),
            Caught::Reason(Reason::SignatureDropped),
        ),
    ]
}

#[test]
fn no_forged_range_and_no_stripped_signature_passes() {
    catch(&attacks());
}
