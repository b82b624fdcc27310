//! Attacks on certification: what the first signature allows is stretched, or taken off.

use super::{
    Attack, Caught, attack, catch,
    forge::{
        appended, first_of, resigned, swapped, with_catalog, with_dict, with_field, with_form,
    },
};
use crate::{
    SignRequest,
    form::Form,
    pdf::{Dict, Id, Object},
    sign,
    testing::{NUMBER, PLACES, font, key, printed, request, sealed},
    update::Update,
    verify::{Change, Fault, ObjectKind},
};

/// The printed paper, certified by its first signer at level `level`.
pub(super) fn certified(level: u8) -> Vec<u8> {
    let digit = [b'0' + level];
    let pdf = swapped(sealed(1), b"/P 2/V /1.2", &[b"/P ", &digit[..], b"/V /1.2"].concat());
    resigned(&pdf, |_| {})
}

/// The printed paper, signed by one who does not certify.
fn approved() -> Vec<u8> {
    let (font, key) = (font(), key("p256.p12"));
    let request = SignRequest { certify: false, ..request(PLACES[0], &key, &font) };
    sign(printed(), &request).unwrap()
}

/// Adds `note` to the first page.
fn noted(pdf: &[u8], subtype: &str) -> Vec<u8> {
    with_dict(pdf, first_of(pdf, "Page"), |dict, update| {
        let note = Dict::new([
            ("Type", Object::name("Annot")),
            ("Subtype", Object::name(subtype)),
            ("Rect", Object::Array([9, 9, 99, 99].map(Object::Int).to_vec())),
            ("Contents", Object::words("dat")),
        ]);
        let mut all = dict.get("Annots").and_then(Object::as_array).unwrap().to_vec();
        all.push(Object::Ref(update.add(&Object::Dict(note))));
        dict.set("Annots", Object::Array(all));
    })
}

/// Adds a field of this kind to the form and to the first page.
pub(super) fn with_late_field(pdf: &[u8], kind: &str, size: i64) -> Vec<u8> {
    let page = first_of(pdf, "Page");
    appended(pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let field = Dict::new([
            ("Type", Object::name("Annot")),
            ("Subtype", Object::name("Widget")),
            ("FT", Object::name(kind)),
            ("T", Object::words("Muon")),
            ("P", Object::Ref(page)),
            ("Rect", Object::Array([100, 100, 100 + size, 100 + size].map(Object::Int).to_vec())),
        ]);
        let field = update.add(&Object::Dict(field));
        let mut dict = form.dict.clone();
        push(&mut dict, "Fields", field);
        update.put(form.id.unwrap(), &Object::Dict(dict));
        let found = file.object(page, file.newest()).unwrap().unwrap();
        let mut dict = found.value.as_dict().unwrap().clone();
        push(&mut dict, "Annots", field);
        update.put(page, &Object::Dict(dict));
    })
}

fn push(dict: &mut Dict, key: &str, id: Id) {
    let mut all = dict.get(key).and_then(Object::as_array).unwrap().to_vec();
    all.push(Object::Ref(id));
    dict.set(key, Object::Array(all));
}

fn fill(dict: &mut Dict, _: &mut Update<'_>) {
    dict.set("V", Object::words("12"));
}

pub(super) fn attacks() -> Vec<Attack> {
    notes().into_iter().chain(late_fields()).chain(marks()).collect()
}

fn notes() -> Vec<Attack> {
    let page = || Caught::Object(ObjectKind::Page);
    let against = || Caught::Forbidden(Change::CertifiedAgainstChange);
    let three = noted(&certified(3), "Text");
    let note = super::forge::find_object(&three, |object| {
        let kind = object.value.as_dict().and_then(|dict| dict.get("Subtype"));
        kind.and_then(Object::as_name) == Some(b"Text")
    });
    vec![
        attack(
            "certification: note on a paper that allows nothing",
            noted(&certified(1), "Text"),
            against(),
        ),
        attack(
            "certification: field filled in on a paper that allows nothing",
            with_field(&certified(1), NUMBER, fill),
            against(),
        ),
        attack(
            "certification: note on a paper that allows signing",
            noted(sealed(1), "Text"),
            page(),
        ),
        attack(
            "certification: words on a paper that allows signing",
            noted(sealed(2), "FreeText"),
            page(),
        ),
        attack(
            "certification: note on a paper that nobody certified",
            noted(&approved(), "Text"),
            page(),
        ),
        attack(
            "certification: note where notes are allowed",
            three.clone(),
            Caught::Told(Change::Annotated { page: 1 }),
        ),
        attack(
            "certification: field that looks like a note",
            noted(&certified(3), "Widget"),
            page(),
        ),
        attack(
            "certification: note changed afterwards",
            with_dict(&three, note, |dict, _| dict.set("Contents", Object::words("khong dat"))),
            Caught::Object(ObjectKind::Annotation),
        ),
        attack(
            "certification: content changed where notes are allowed",
            with_dict(&certified(3), first_of(printed(), "Page"), |dict, _| {
                dict.set("Rotate", Object::Int(90));
            }),
            page(),
        ),
        attack(
            "certification: level that does not exist",
            with_field(&certified(7), NUMBER, fill),
            against(),
        ),
    ]
}

fn late_fields() -> Vec<Attack> {
    let form = || Caught::Forbidden(Change::FormChanged);
    let late = with_late_field(sealed(1), "Sig", 90);
    let font = font();
    let signed = sign(&late, &request("Muon", &key("p384.p12"), &font)).unwrap();
    vec![
        attack("certification: late signature field", late, form()),
        attack("certification: late signature field, signed", signed, form()),
        attack("certification: late text field", with_late_field(sealed(1), "Tx", 90), form()),
        attack(
            "certification: late text field where notes are allowed",
            with_late_field(&certified(3), "Tx", 90),
            form(),
        ),
        attack(
            "certification: late text field on a paper that nobody certified",
            with_late_field(&approved(), "Tx", 90),
            form(),
        ),
        attack(
            "certification: late signature field that shows nothing",
            with_late_field(sealed(1), "Sig", 0),
            Caught::Told(Change::FieldAdded { field: "Muon".into() }),
        ),
        attack(
            "certification: late signature field on a paper that nobody certified",
            with_late_field(&approved(), "Sig", 90),
            Caught::Told(Change::FieldAdded { field: "Muon".into() }),
        ),
        attack(
            "certification: fields in another order",
            with_form(sealed(1), |form, _| {
                let all = form.get("Fields").and_then(Object::as_array).unwrap();
                let all = all.iter().rev().cloned().collect();
                form.set("Fields", Object::Array(all));
            }),
            form(),
        ),
    ]
}

fn marks() -> Vec<Attack> {
    let pdf = sealed(2);
    let permissions = || Caught::Forbidden(Change::PermissionsChanged);
    let signature = first_of(pdf, "Sig");
    let other = Dict::new([("DocMDP", Object::Ref((signature.0 + 7, 0)))]);
    vec![
        attack(
            "certification: mark taken off",
            with_catalog(pdf, |catalog, _| catalog.set("Perms", Object::Null)),
            permissions(),
        ),
        attack(
            "certification: mark points at another signature",
            with_catalog(pdf, |catalog, _| catalog.set("Perms", Object::Dict(other))),
            permissions(),
        ),
        attack(
            "certification: mark put on later",
            with_catalog(&approved(), |catalog, _| {
                let own = Dict::new([("DocMDP", Object::Ref(first_of(&approved(), "Sig")))]);
                catalog.set("Perms", Object::Dict(own));
            }),
            permissions(),
        ),
        attack(
            "certification: level raised in a later revision",
            with_dict(pdf, signature, |dict, _| dict.set("Reference", Object::Null)),
            Caught::Object(ObjectKind::Signature),
        ),
        attack(
            "certification: level raised where it stands",
            swapped(sealed(1), b"/P 2/V /1.2", b"/P 3/V /1.2"),
            Caught::Broken(Fault::DigestMismatch),
        ),
        attack(
            "certification: script that runs on opening",
            with_catalog(pdf, |catalog, update| {
                let action =
                    Dict::new([("S", Object::name("JavaScript")), ("JS", Object::words("x"))]);
                catalog.set("OpenAction", Object::Ref(update.add(&Object::Dict(action))));
            }),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "certification: script that runs before printing",
            with_catalog(pdf, |catalog, _| {
                catalog.set("AA", Object::Dict(Dict::new([("WP", Object::Null)])));
            }),
            Caught::Forbidden(Change::CatalogChanged),
        ),
    ]
}

#[test]
fn nothing_beyond_a_certification_passes() {
    catch(&attacks());
}
