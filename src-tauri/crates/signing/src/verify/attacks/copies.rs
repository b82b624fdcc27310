//! Copies and swaps: a sound signature from elsewhere, another attachment, another name or date.

use super::{
    Attack, Caught, attack, catch,
    forge::{
        appended, container_of, find_object, first_of, is_of, swapped, with_catalog,
        with_container, with_dict, with_field, with_stream,
    },
};
use crate::{
    form::Form,
    pdf::{Dict, Object, PdfFile},
    testing::{PLACES, paper, printed, sealed, signed},
    verify::{Change, Fault, ObjectKind, Reason},
};

pub(super) fn attacks() -> Vec<Attack> {
    signatures().into_iter().chain(attached()).chain(around()).collect()
}

fn signatures() -> Vec<Attack> {
    let pdf = sealed(1);
    let signature = first_of(pdf, "Sig");
    let reused = Change::SignatureReused { field: PLACES[1].into() };
    let digest = || Caught::Broken(Fault::DigestMismatch);
    vec![
        attack(
            "copy: signature of another paper",
            with_container(pdf, &container_of(&signed(1))),
            digest(),
        ),
        attack(
            "copy: signature of another revision of the paper",
            with_container(sealed(2), &container_of(pdf)),
            digest(),
        ),
        attack(
            "copy: signature shown in a second field",
            with_field(pdf, PLACES[1], |dict, _| dict.set("V", Object::Ref(signature))),
            Caught::Forbidden(reused),
        ),
        attack(
            "copy: signature copied into a second field",
            copied(pdf),
            Caught::Broken(Fault::ByteRangeGap),
        ),
        attack(
            "copy: time of a signature changed",
            swapped(pdf, b"/M (D:20220915", b"/M (D:20220815"),
            digest(),
        ),
        attack(
            "copy: reason of a signature changed",
            swapped(pdf, b"/Reason <FEFF", b"/Reason <FEFE"),
            digest(),
        ),
        attack(
            "copy: name in a signature changed",
            swapped(pdf, b"/Name <FEFF004B", b"/Name <FEFF004C"),
            digest(),
        ),
        attack(
            "copy: name in a signature changed by an update",
            with_dict(pdf, signature, |dict, _| dict.set("Name", Object::words("Ai"))),
            Caught::Object(ObjectKind::Signature),
        ),
        attack(
            "copy: word of the page changed where it stands",
            swapped(pdf, b"/Lang(vi-VN)", b"/Lang(vi-VM)"),
            digest(),
        ),
    ]
}

fn copied(pdf: &[u8]) -> Vec<u8> {
    appended(pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let field = |name: &str| form.fields.iter().find(|it| it.name == name).unwrap();
        let value = field(PLACES[0]).value.as_ref().unwrap();
        let signature = file.resolve(value, file.newest()).unwrap();
        let mut dict = field(PLACES[1]).dict.clone();
        dict.set("V", Object::Ref(update.add(&signature)));
        update.put(field(PLACES[1]).id, &Object::Dict(dict));
    })
}

fn attached() -> Vec<Attack> {
    let pdf = sealed(2);
    let file = first_of(pdf, "EmbeddedFile");
    let named = find_object(pdf, |object| is_of(object, "Filespec"));
    let packet = first_of(pdf, "Metadata");
    let read = PdfFile::read(pdf).unwrap();
    let described = read.object(packet, 0).unwrap().unwrap().stream.clone().unwrap();
    let described = String::from_utf8(pdf.get(described).unwrap().to_vec()).unwrap();
    let info = read.revisions.last().unwrap().trailer.get("Info").unwrap().as_ref().unwrap();
    let title = described.replace("Biên bản", "Thông báo");
    assert_ne!(title, described);
    let hidden = format!("{described}<!-- -->");
    vec![
        attack(
            "swap: attached data",
            with_stream(pdf, file, "{\"ho_so\":9999}"),
            Caught::Object(ObjectKind::Stream),
        ),
        attack(
            "swap: name of the attached data",
            with_dict(pdf, named, |dict, _| dict.set("UF", Object::words("khac.json"))),
            Caught::Object(ObjectKind::Other),
        ),
        attack(
            "swap: attached data listed under another name",
            with_catalog(pdf, |catalog, _| catalog.set("Names", Object::Null)),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "swap: link from the paper to its data",
            with_catalog(pdf, |catalog, _| catalog.set("AF", Object::Null)),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "swap: title in the description",
            with_stream(pdf, packet, &title),
            Caught::Object(ObjectKind::Metadata),
        ),
        attack(
            "swap: comment in the description",
            with_stream(pdf, packet, &hidden),
            Caught::Object(ObjectKind::Metadata),
        ),
        attack(
            "swap: title in the list of properties",
            with_dict(pdf, info, |dict, _| dict.set("Title", Object::words("Thong bao"))),
            Caught::Object(ObjectKind::Other),
        ),
        attack(
            "swap: colours of the paper",
            with_catalog(pdf, |catalog, _| catalog.set("OutputIntents", Object::Null)),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "swap: proofs under another name",
            with_catalog(pdf, |catalog, _| {
                catalog.set("DSS", Object::Dict(Dict::default()));
                catalog.set("Lang", Object::words("en"));
            }),
            Caught::Forbidden(Change::CatalogChanged),
        ),
    ]
}

fn around() -> Vec<Attack> {
    let pdf = sealed(2);
    let before = || Caught::Reason(Reason::BytesBeforeHeader);
    let other = signed(1);
    vec![
        attack("around: junk before the header", [b"junk\n", pdf].concat(), before()),
        attack("around: white space before the header", [b"\n", pdf].concat(), before()),
        attack(
            "around: another header before the header",
            [b"%PDF-1.4\n", pdf].concat(),
            Caught::Unreadable,
        ),
        attack(
            "around: an unsigned paper before the paper",
            [printed(), pdf].concat(),
            Caught::Unreadable,
        ),
        attack(
            "around: a signed paper behind the paper",
            [pdf, &other].concat(),
            Caught::Unreadable,
        ),
        attack(
            "around: an unsigned paper behind the paper",
            [pdf, &paper()].concat(),
            Caught::Unreadable,
        ),
        attack("around: header moved away", [&[b' '; 2000][..], pdf].concat(), Caught::Unreadable),
        attack("around: last byte cut off", pdf.get(..pdf.len() - 2).unwrap(), Caught::Unreadable),
        attack(
            "around: end of the file cut off",
            pdf.get(..pdf.len() - 400).unwrap(),
            Caught::Reason(Reason::BytesAfterEnd),
        ),
    ]
}

#[test]
fn nothing_copied_or_swapped_passes() {
    catch(&attacks());
}
