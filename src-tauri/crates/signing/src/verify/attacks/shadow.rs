//! Shadow attacks: something is prepared before signing, and hidden, replaced or switched on after.

use super::{
    Attack, Caught, attack, catch,
    forge::{
        Forged, appended, find_object, first_of, is_of, referred, with_catalog, with_dict,
        with_field, with_form, with_stream,
    },
};
use crate::{
    pdf::{Dict, Object},
    sign,
    testing::{NUMBER, PLACES, SEAL, font, key, printed, request, sealed},
    verify::{Change, ObjectKind},
};

pub(super) fn attacks() -> Vec<Attack> {
    hidden().into_iter().chain(fields()).chain(looks()).chain(prepared()).collect()
}

fn changed(field: &str) -> Caught {
    Caught::Forbidden(Change::FieldChanged { field: field.to_owned() })
}

fn look(update: &mut crate::update::Update<'_>, words: &str) -> Object {
    let body = format!("BT /F 12 Tf 2 2 Td ({words}) Tj ET");
    let id = update.add_stream(Dict::default(), body.as_bytes());
    Object::Dict(Dict::new([("N", Object::Ref(id))]))
}

/// Hide: something is laid over what was signed.
fn hidden() -> Vec<Attack> {
    let pdf = sealed(1);
    let page = first_of(pdf, "Page");
    let over = |subtype: &'static str| {
        with_dict(pdf, page, |dict, update| {
            let note = Dict::new([
                ("Type", Object::name("Annot")),
                ("Subtype", Object::name(subtype)),
                ("Rect", Object::Array([0, 0, 595, 842].map(Object::Int).to_vec())),
                ("AP", look(update, "9.999")),
            ]);
            let mut all = dict.get("Annots").and_then(Object::as_array).unwrap().to_vec();
            all.push(Object::Ref(update.add(&Object::Dict(note))));
            dict.set("Annots", Object::Array(all));
        })
    };
    let shown = || Caught::Object(ObjectKind::Page);
    let resources = referred(pdf, page, "Resources");
    let images = referred(pdf, resources, "XObject");
    vec![
        attack("shadow hide: words laid over a page", over("FreeText"), shown()),
        attack("shadow hide: stamp laid over a page", over("Stamp"), shown()),
        attack("shadow hide: link laid over a page", over("Link"), shown()),
        attack("shadow hide: field laid over a page", over("Widget"), shown()),
        attack(
            "shadow hide: field moved over a page",
            with_field(pdf, PLACES[1], |dict, _| {
                dict.set("Rect", Object::Array([0, 0, 595, 842].map(Object::Int).to_vec()));
            }),
            changed(PLACES[1]),
        ),
        attack(
            "shadow hide: field made invisible",
            with_field(pdf, PLACES[1], |dict, _| dict.set("F", Object::Int(2))),
            changed(PLACES[1]),
        ),
        attack(
            "shadow hide: list of annotations emptied",
            with_dict(pdf, page, |dict, _| dict.set("Annots", Object::Array(Vec::new()))),
            shown(),
        ),
        attack(
            "shadow hide: layers switched off",
            with_catalog(pdf, |catalog, _| {
                let off = Dict::new([("BaseState", Object::name("OFF"))]);
                let layers = Dict::new([("D", Object::Dict(off)), ("OCGs", Object::Array(vec![]))]);
                catalog.set("OCProperties", Object::Dict(layers));
            }),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "shadow hide: image put among those of a page",
            with_dict(pdf, images, |dict, update| {
                let image = update.add_stream(Dict::default(), b"0 0 595 842 re f");
                dict.set("X", Object::Ref(image));
            }),
            Caught::Object(ObjectKind::Other),
        ),
        attack(
            "shadow hide: other resources for a page",
            with_dict(pdf, resources, |dict, _| dict.set("Font", Object::Null)),
            Caught::Object(ObjectKind::Other),
        ),
    ]
}

/// Replace: a field shows, or says, something else.
fn fields() -> Vec<Attack> {
    let filled = with_field(sealed(1), NUMBER, |dict, update| {
        dict.set("V", Object::words("12"));
        dict.set("AP", look(update, "12"));
    });
    let pdf = sealed(2);
    let phantom = with_field(sealed(1), PLACES[2], |dict, update| {
        dict.set("AP", look(update, "DA KY"));
        dict.set("V", Object::Ref((update.reserve().0 + 500, 0)));
    });
    let font = font();
    let above = sign(&phantom, &request(PLACES[1], &key("p256.p12"), &font)).unwrap();
    let stale = with_field(sealed(1), PLACES[2], |dict, _| {
        dict.set("V", Object::Ref(first_of(printed(), "Catalog")));
    });
    let reused = Change::SignatureReused { field: PLACES[2].to_owned() };
    vec![
        attack(
            "shadow replace: value of a filled field",
            with_field(&filled, NUMBER, |dict, _| dict.set("V", Object::words("99"))),
            changed(NUMBER),
        ),
        attack(
            "shadow replace: look of a filled field",
            with_field(&filled, NUMBER, |dict, update| dict.set("AP", look(update, "99"))),
            changed(NUMBER),
        ),
        attack(
            "shadow replace: value of a filled field removed",
            with_field(&filled, NUMBER, |dict, _| dict.set("V", Object::Null)),
            changed(NUMBER),
        ),
        attack(
            "shadow replace: look of a signature",
            with_field(pdf, PLACES[0], |dict, update| dict.set("AP", look(update, "Ai do"))),
            changed(PLACES[0]),
        ),
        attack(
            "shadow replace: look of a signature removed",
            with_field(pdf, PLACES[1], |dict, _| dict.set("AP", Object::Null)),
            changed(PLACES[1]),
        ),
        attack(
            "shadow replace: name of a field",
            with_field(pdf, PLACES[2], |dict, _| dict.set("T", Object::words("khac"))),
            changed(PLACES[2]),
        ),
        attack(
            "shadow replace: action on a field",
            with_field(pdf, SEAL, |dict, _| {
                let action =
                    Dict::new([("S", Object::name("JavaScript")), ("JS", Object::words("x"))]);
                dict.set("A", Object::Dict(action));
            }),
            changed(SEAL),
        ),
        attack("shadow replace: look of a signature without one", above, changed(PLACES[2])),
        attack(
            "shadow replace: signature that is something else",
            stale,
            Caught::Forbidden(reused),
        ),
    ]
}

/// Replace: what words look like, or what is copied and read aloud.
fn looks() -> Vec<Attack> {
    let pdf = sealed(1);
    let stream = || Caught::Object(ObjectKind::Stream);
    let words = first_of(pdf, "Font");
    let unicode = referred(pdf, words, "ToUnicode");
    let descriptor = first_of(pdf, "FontDescriptor");
    let file = referred(pdf, descriptor, "FontFile2");
    let heard = find_object(pdf, |object| is_of(object, "StructElem"));
    let own = find_object(pdf, |object| {
        object.stream.is_some()
            && object.value.as_dict().is_some_and(|dict| {
                dict.get("BBox").is_some() && dict.get("Length") != Some(&Object::Int(0))
            })
    });
    let map = "/CIDInit /ProcSet findresource begin";
    vec![
        attack("shadow replace: letters of a font", with_stream(pdf, file, "x"), stream()),
        attack("shadow replace: words that are copied", with_stream(pdf, unicode, map), stream()),
        attack(
            "shadow replace: font",
            with_dict(pdf, words, |dict, _| dict.set("BaseFont", Object::name("Symbol"))),
            Caught::Object(ObjectKind::Font),
        ),
        attack(
            "shadow replace: measures of a font",
            with_dict(pdf, descriptor, |dict, _| dict.set("Ascent", Object::Int(1))),
            Caught::Object(ObjectKind::Font),
        ),
        attack(
            "shadow replace: words that are read aloud",
            with_dict(pdf, heard, |dict, _| dict.set("ActualText", Object::words("dat"))),
            Caught::Object(ObjectKind::Other),
        ),
        attack(
            "shadow replace: drawing of a signature in place",
            with_stream(pdf, own, "f"),
            stream(),
        ),
        attack(
            "shadow replace: fonts of the form",
            with_form(pdf, |form, update| {
                let font = Dict::new([("Type", Object::name("Font"))]);
                let font = update.add(&Object::Dict(font));
                let fonts = Dict::new([("R", Object::Ref(font))]);
                form.set("DR", Object::Dict(Dict::new([("Font", Object::Dict(fonts))])));
            }),
            Caught::Forbidden(Change::FormChanged),
        ),
        attack(
            "shadow replace: fields drawn by the viewer",
            with_form(pdf, |form, _| form.set("NeedAppearances", Object::Bool(true))),
            Caught::Forbidden(Change::FormChanged),
        ),
    ]
}

/// Hide and replace: an object is prepared before signing and switched on after.
fn prepared() -> Vec<Attack> {
    const HIDDEN: u32 = 900;
    let font = font();
    let page = first_of(printed(), "Page");
    let content = referred(printed(), page, "Contents");
    let signed = |base: &[u8]| sign(base, &request(PLACES[0], &key("rsa2048.p12"), &font)).unwrap();
    let named = signed(&with_dict(printed(), page, |dict, _| {
        let both = [content, (HIDDEN, 0)].map(Object::Ref).to_vec();
        dict.set("Contents", Object::Array(both));
    }));
    let body = "<</Length 17>>\nstream\n0 0 595 842 re f \nendstream";
    let stream = Caught::Object(ObjectKind::Stream);
    let mut used = Forged::on(&named);
    used.fresh();
    let used =
        used.object(HIDDEN, body).trailer("Size", Object::Int(i64::from(HIDDEN) + 1)).finish();
    let twice = with_field(&named, NUMBER, |dict, _| {
        dict.set("V", Object::words("1"));
        dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref((HIDDEN, 0)))])));
    });
    let beyond = Forged::on(sealed(1)).object(HIDDEN, body).finish();
    let sized = {
        let base = appended(printed(), |_, update| {
            let length = update.add(&Object::Int(10));
            let body = format!("<</Length {} 0 R>>\nstream\nq Q 0 0 m \nendstream", length.0);
            update.put_raw(content, body.into_bytes());
        });
        let pdf = signed(&base);
        let length = referred(&pdf, content, "Length");
        appended(&pdf, |_, update| update.put(length, &Object::Int(5)))
    };
    let bytes = with_field(&twice, PLACES[2], |dict, update| dict.set("AP", look(update, "x")));
    let bytes = Forged::on(&bytes)
        .object(HIDDEN, body)
        .trailer("Size", Object::Int(i64::from(HIDDEN) + 1))
        .finish();
    vec![
        attack("shadow prepared: content named before it is there", used, stream),
        attack(
            "shadow prepared: content that a field shows as well",
            bytes,
            Caught::Object(ObjectKind::Stream),
        ),
        attack("shadow prepared: object beyond the size of the file", beyond, Caught::Unreadable),
        attack("shadow prepared: length of the content", sized, Caught::Object(ObjectKind::Other)),
    ]
}

#[test]
fn nothing_hidden_replaced_or_switched_on_passes() {
    catch(&attacks());
}
