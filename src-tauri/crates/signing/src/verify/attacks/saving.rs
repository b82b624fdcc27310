//! Incremental saving: an update behind the signature changes what is shown.

use super::{
    Attack, Caught, attack, catch,
    forge::{
        Forged, appended, find_object, first_of, referred, with_dict, with_field, with_stream,
    },
};
use crate::{
    pdf::{Object, PdfFile},
    testing::{NUMBER, printed, sealed},
    verify::{Change, ObjectKind, Reason},
};

pub(super) fn attacks() -> Vec<Attack> {
    pages().into_iter().chain(tails()).chain(pointers()).chain(packed()).collect()
}

fn pages() -> Vec<Attack> {
    let pdf = sealed(2);
    let page = first_of(pdf, "Page");
    let content = referred(pdf, page, "Contents");
    let tree = first_of(pdf, "Pages");
    let other = "BT /R 13 Tf 72 700 Td (9.999) Tj ET";
    let stream = || Caught::Object(ObjectKind::Stream);
    let shown = || Caught::Object(ObjectKind::Page);
    vec![
        attack("saving: content of a page replaced", with_stream(pdf, content, other), stream()),
        attack(
            "saving: page points at another content",
            with_dict(pdf, page, |dict, update| {
                let content = update.add_stream(crate::pdf::Dict::default(), other.as_bytes());
                dict.set("Contents", Object::Ref(content));
            }),
            shown(),
        ),
        attack(
            "saving: page turned",
            with_dict(pdf, page, |dict, _| dict.set("Rotate", Object::Int(180))),
            shown(),
        ),
        attack(
            "saving: page cut to a smaller box",
            with_dict(pdf, page, |dict, _| {
                dict.set("CropBox", Object::Array([0, 400, 595, 842].map(Object::Int).to_vec()));
            }),
            shown(),
        ),
        attack(
            "saving: pages put in another order",
            with_dict(pdf, tree, |dict, _| {
                let kids = dict.get("Kids").and_then(Object::as_array).unwrap();
                dict.set("Kids", Object::Array(kids.iter().rev().cloned().collect()));
            }),
            shown(),
        ),
        attack(
            "saving: last page taken out",
            with_dict(pdf, tree, |dict, _| {
                let kids = dict.get("Kids").and_then(Object::as_array).unwrap();
                dict.set("Kids", Object::Array(kids.iter().take(1).cloned().collect()));
                dict.set("Count", Object::Int(1));
            }),
            shown(),
        ),
        attack(
            "saving: page put in",
            with_dict(pdf, tree, |dict, update| {
                let mut kids = dict.get("Kids").and_then(Object::as_array).unwrap().to_vec();
                let page = crate::pdf::Dict::new([
                    ("Type", Object::name("Page")),
                    ("Parent", Object::Ref(tree)),
                ]);
                kids.push(Object::Ref(update.add(&Object::Dict(page))));
                dict.set("Kids", Object::Array(kids));
                dict.set("Count", Object::Int(3));
            }),
            shown(),
        ),
        attack(
            "saving: content freed",
            Forged::on(pdf).table(&format!("{} 1\n0000000000 00001 f \n", content.0)).finish(),
            stream(),
        ),
        attack("saving: content under another generation", generation(pdf, content.0), stream()),
    ]
}

/// The content of a page in a new generation, so that the page's reference leads nowhere.
fn generation(pdf: &[u8], number: u32) -> Vec<u8> {
    let line = format!("{number} 1\n{:010} 00001 n \n", pdf.len());
    let body = format!("{number} 1 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n");
    let on = Forged::on(pdf);
    let mut out = on.table(&line).finish();
    let at = pdf.len();
    out.splice(at..at, body.bytes());
    let moved = at + body.len();
    let text = format!("startxref\n{at}\n%%EOF\n");
    out.truncate(out.len() - text.len());
    out.extend_from_slice(format!("startxref\n{moved}\n%%EOF\n").as_bytes());
    out
}

fn tails() -> Vec<Attack> {
    let pdf = sealed(1);
    let after = || Caught::Reason(Reason::BytesAfterEnd);
    let tail = |name, tail: &[u8]| attack(name, [pdf, tail].concat(), after());
    vec![
        tail("saving: one byte behind the end", b"x"),
        tail("saving: white space behind the end", b"\n\n"),
        tail("saving: comment behind the end", b"%signed again\n"),
        tail(
            "saving: object without a table",
            b"4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n",
        ),
        tail("saving: trailer without a table", b"trailer\n<</Root 1 0 R>>\n%%EOF\n"),
        tail("saving: second end of file", b"%%EOF\n"),
        attack(
            "saving: bytes between the objects of an update",
            smuggled(),
            Caught::Forbidden(Change::Smuggled),
        ),
        attack(
            "saving: entry of a trailer that no update needs",
            Forged::on(pdf).trailer("Extra", Object::Int(1)).finish(),
            Caught::Forbidden(Change::Smuggled),
        ),
        attack(
            "saving: object that nothing uses",
            appended(pdf, |_, update| {
                update.add(&Object::words("hidden"));
            }),
            Caught::Stray,
        ),
    ]
}

fn smuggled() -> Vec<u8> {
    let filled = with_field(sealed(1), NUMBER, |dict, _| dict.set("V", Object::words("12")));
    let last = PdfFile::read(&filled).unwrap().revisions.last().unwrap().clone();
    let mut out = filled.clone();
    let hidden = b"99 0 obj 1 endobj\n";
    out.splice(last.xref_at..last.xref_at, *hidden);
    let end = format!("startxref\n{}\n%%EOF\n", last.xref_at);
    out.truncate(out.len() - end.len());
    out.extend_from_slice(
        format!("startxref\n{}\n%%EOF\n", last.xref_at + hidden.len()).as_bytes(),
    );
    out
}

fn pointers() -> Vec<Attack> {
    let pdf = sealed(1);
    let file = PdfFile::read(pdf).unwrap();
    let base = i64::try_from(file.revisions.first().unwrap().xref_at).unwrap();
    let (root, mut catalog) = file.catalog(file.newest()).unwrap();
    catalog.set("Lang", Object::words("en"));
    let mut body = Vec::new();
    catalog.write(&mut body);
    let catalog = String::from_utf8(body).unwrap();
    let mut swap = Forged::on(pdf);
    let other = swap.fresh();
    let mut info = Forged::on(pdf);
    let described = info.fresh();
    let content = referred(pdf, first_of(pdf, "Page"), "Contents");
    let at = pdf.len();
    vec![
        attack(
            "saving: catalog changed",
            Forged::on(pdf).object(root.0, &catalog).finish(),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "saving: another catalog",
            swap.object(other, &catalog).trailer("Root", Object::Ref((other, 0))).finish(),
            Caught::Forbidden(Change::CatalogChanged),
        ),
        attack(
            "saving: another description of the file",
            info.object(described, "<</Title(Thong bao)>>")
                .trailer("Info", Object::Ref((described, 0)))
                .finish(),
            Caught::Object(ObjectKind::Metadata),
        ),
        attack(
            "saving: update that leaves the signature out",
            Forged::on(pdf).trailer("Prev", Object::Int(base)).finish(),
            Caught::Reason(Reason::SignatureDropped),
        ),
        attack(
            "saving: update without anything before it",
            Forged::on(pdf).trailer("Prev", Object::Null).finish(),
            Caught::Unreadable,
        ),
        attack(
            "saving: update that comes before itself",
            Forged::on(pdf).trailer("Prev", Object::Int(i64::try_from(at).unwrap())).finish(),
            Caught::Unreadable,
        ),
        attack(
            "saving: entry that leads back into an older revision",
            Forged::on(pdf).table(&format!("{} 1\n{:010} 00000 n \n", content.0, 20)).finish(),
            Caught::Unreadable,
        ),
        attack(
            "saving: entry that leads to another object",
            Forged::on(pdf)
                .object(root.0, &catalog)
                .table(&format!("{} 1\n{at:010} 00000 n \n", content.0))
                .finish(),
            Caught::Unreadable,
        ),
    ]
}

fn packed() -> Vec<Attack> {
    let pdf = sealed(1);
    let page = first_of(pdf, "Page");
    let file = PdfFile::read(pdf).unwrap();
    let mut dict = file.object(page, 0).unwrap().unwrap().value.as_dict().unwrap().clone();
    dict.set("Rotate", Object::Int(180));
    let mut body = Vec::new();
    dict.write(&mut body);
    let body = String::from_utf8(body).unwrap();
    let metadata = find_object(printed(), |object| super::forge::is_of(object, "Metadata"));
    let mut stray = Forged::on(pdf);
    let hidden = stray.fresh();
    vec![
        attack(
            "saving: page changed in an object stream",
            Forged::on(pdf).object(page.0, &body).finish_packed(),
            Caught::Object(ObjectKind::Page),
        ),
        attack(
            "saving: stream replaced by a value in an object stream",
            Forged::on(pdf).object(metadata.0, "<</Type/Metadata>>").finish_packed(),
            Caught::Object(ObjectKind::Metadata),
        ),
        attack(
            "saving: object that nothing uses in an object stream",
            stray.object(hidden, "(hidden)").finish_packed(),
            Caught::Stray,
        ),
    ]
}

#[test]
fn nothing_saved_behind_a_signature_passes() {
    catch(&attacks());
}
