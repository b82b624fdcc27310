//! Files built to be read in two ways, to fill the memory, or to keep a reader busy for ever.

use super::{
    Attack, Caught, attack, catch,
    forge::{Forged, first_of, judge_of},
};
use crate::{
    pdf::{Dict, Object},
    testing::sealed,
    verify::{ObjectKind, Verdict},
};

pub(super) fn attacks() -> Vec<Attack> {
    double_meanings().into_iter().chain(traps()).collect()
}

fn double_meanings() -> Vec<Attack> {
    let pdf = sealed(1);
    let unreadable = |name, pdf: Vec<u8>| attack(name, pdf, Caught::Unreadable);
    let hybrid = Forged::on(pdf).trailer("XRefStm", Object::Int(9)).finish();
    let encrypted = Forged::on(pdf).trailer("Encrypt", Object::Dict(Dict::default())).finish();
    let (catalog, page) = (first_of(pdf, "Catalog").0, first_of(pdf, "Page").0);
    let at = pdf.len();
    let line = format!("{at:010} 00000 n \n");
    let twice = Forged::on(pdf).object(page, "null").table(&format!("{page} 1\n{line}")).finish();
    let mut overlap = Forged::on(pdf);
    let inner = overlap.fresh();
    let body = format!("({inner} 0 obj null endobj)");
    let overlap = overlap
        .object(page, &body)
        .table(&format!("{inner} 1\n{:010} 00000 n \n", at + format!("{page} 0 obj\n(").len()))
        .finish();
    vec![
        unreadable("structure: table and stream of references", hybrid),
        unreadable("structure: encrypted by an update", encrypted),
        unreadable("structure: object listed twice", twice),
        unreadable("structure: object inside another", overlap),
        unreadable("structure: object 0", Forged::on(pdf).object(0, "null").finish()),
        unreadable(
            "structure: key given twice",
            Forged::on(pdf).object(catalog, "<</Type/Catalog/Type/Catalog>>").finish(),
        ),
        unreadable(
            "structure: catalog that is none",
            Forged::on(pdf).object(catalog, "[]").finish(),
        ),
        unreadable(
            "structure: catalog that is not there",
            Forged::on(pdf).trailer("Root", Object::Ref((4444, 0))).finish(),
        ),
        unreadable(
            "structure: no size",
            Forged::on(pdf).object(page, "null").trailer("Size", Object::Null).finish(),
        ),
        unreadable(
            "structure: generation beyond every bound",
            Forged::on(pdf).table("9 1\n0000000009 99999 n \n").finish(),
        ),
        unreadable(
            "structure: stream that ends elsewhere than it says",
            Forged::on(pdf)
                .object(page, "<</Length 4>>\nstream\nq Q endstream Q\nendstream")
                .finish(),
        ),
        unreadable(
            "structure: stream longer than the file",
            Forged::on(pdf).object(page, "<</Length 99999999999>>\nstream\nq\nendstream").finish(),
        ),
    ]
}

fn traps() -> Vec<Attack> {
    let pdf = sealed(1);
    let page = first_of(pdf, "Page").0;
    let catalog = first_of(pdf, "Catalog").0;
    let unreadable = |name, pdf: Vec<u8>| attack(name, pdf, Caught::Unreadable);
    let deep = "[".repeat(100_000);
    let tree = format!("<</Type/Catalog/AcroForm<</Fields[{page} 0 R]>>>>");
    let mut squeezed = Forged::on(pdf);
    let holder = squeezed.fresh();
    let body = "<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length 1>>\nstream\nx\nendstream";
    let squeezed = squeezed.object(page, "null").object(holder, body).finish_packed();
    vec![
        unreadable(
            "trap: values nested without end",
            Forged::on(pdf).object(catalog, &deep).finish(),
        ),
        unreadable("trap: hundreds of updates", updated(pdf, 300)),
        unreadable(
            "trap: table of more objects than there can be",
            Forged::on(pdf).table("0 4000001\n").finish(),
        ),
        unreadable(
            "trap: table that counts beyond every number",
            Forged::on(pdf).table("18446744073709551615 2\n").finish(),
        ),
        unreadable(
            "trap: field that is its own child",
            Forged::on(pdf)
                .object(page, &format!("<</T(a)/Kids[{page} 0 R]>>"))
                .object(catalog, &tree)
                .finish(),
        ),
        attack("trap: stream in an object stream", squeezed, Caught::Object(ObjectKind::Page)),
        unreadable(
            "trap: list of references compressed twice",
            compressed_list(pdf, "[/FlateDecode/FlateDecode]"),
        ),
        unreadable(
            "trap: list of references that does not unpack",
            compressed_list(pdf, "/FlateDecode"),
        ),
    ]
}

/// A chain of `count` updates that change nothing.
fn updated(pdf: &[u8], count: usize) -> Vec<u8> {
    let mut out = pdf.to_vec();
    let mut before = crate::pdf::PdfFile::read(pdf).unwrap().revisions.last().unwrap().xref_at;
    let (root, size) = (first_of(pdf, "Catalog").0, 999);
    for _ in 0..count {
        let at = out.len();
        out.extend_from_slice(
            format!(
                "xref\n0 0\ntrailer\n<</Root {root} 0 R/Size {size}/Prev {before}>>\n\
                 startxref\n{at}\n%%EOF\n"
            )
            .as_bytes(),
        );
        before = at;
    }
    out
}

/// An update whose list of references is compressed with `filter`.
fn compressed_list(pdf: &[u8], filter: &str) -> Vec<u8> {
    let at = pdf.len();
    let root = first_of(pdf, "Catalog").0;
    let body = format!(
        "998 0 obj\n<</Type/XRef/Size 999/W[1 2 1]/Root {root} 0 R/Filter {filter}/Length 1>>\n\
         stream\nx\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n"
    );
    [pdf, body.as_bytes()].concat()
}

#[test]
fn no_file_of_two_meanings_passes() {
    catch(&attacks());
}

#[test]
fn strings_without_an_end_do_not_keep_the_search_busy() {
    let words = "/ByteRange(".repeat(2_000);
    let mut pdf = sealed(1).to_vec();
    pdf.extend_from_slice(words.as_bytes());
    assert_eq!(judge_of(&pdf).verdict, Verdict::Changed);
    let broken = [b"%PDF-1.7\n", words.as_bytes()].concat();
    assert_eq!(judge_of(&broken).verdict, Verdict::CannotJudge);
}

#[test]
fn a_dictionary_of_very_many_keys_is_read_in_good_time() {
    use std::fmt::Write as _;
    let mut keys = String::new();
    for key in 0..20_000 {
        write!(keys, "/K{key} 0").unwrap();
    }
    let pdf = sealed(1);
    let page = first_of(pdf, "Page").0;
    let filled = Forged::on(pdf).object(page, &format!("<<{keys}>>")).finish();
    assert_eq!(judge_of(&filled).verdict, Verdict::Changed);
}
