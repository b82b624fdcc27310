//! What was laid over pages after the signing, with leave of whoever certified the paper, and without.

use std::path::Path;
use std::sync::Mutex;

use lopdf::dictionary;
use sha2::{Digest as _, Sha256};
use signing::{Certificate, KeyError, SignatureAlgorithm, Signer, SoftwareKey, open_p12};

use super::*;
use crate::actions::{SignWish, sign_unknown};

const WISH: SignWish<'static> =
    SignWish { role: "leader", time_url: None, picture: None, copy: None };
const OWN: &[u8] = b"/P 2/V /1.2";
const NOTES_ALLOWED: &[u8] = b"/P 3/V /1.2";

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2022-09-15T17:00:00+07:00").unwrap()
}

/// A key whose signatures of equal bytes are equal.
fn key() -> SoftwareKey {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    open_p12(&std::fs::read(folder.join("rsa2048.p12")).unwrap(), "mậtkhẩu").unwrap()
}

/// A key that remembers what it was asked to sign.
struct Remembering {
    key: SoftwareKey,
    asked: Mutex<Vec<u8>>,
}

impl Signer for Remembering {
    fn certificate(&self) -> &Certificate {
        self.key.certificate()
    }

    fn chain(&self) -> &[Certificate] {
        self.key.chain()
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        self.key.algorithm()
    }

    fn sign(&self, attributes: &[u8]) -> Result<Vec<u8>, KeyError> {
        *self.asked.lock().unwrap() = attributes.to_vec();
        self.key.sign(attributes)
    }
}

fn find_first(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|it| it == what).unwrap()
}

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).rposition(|it| it == what).unwrap()
}

fn swapped(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = find(bytes, from);
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// SHA-256 over what the newest signature covers.
fn covered(pdf: &[u8]) -> Vec<u8> {
    let from = find(pdf, b"/Contents <") + b"/Contents ".len();
    let to = from + pdf[from..].iter().position(|byte| *byte == b'>').unwrap() + 1;
    Sha256::digest([&pdf[..from], &pdf[to..]].concat()).to_vec()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

/// `pdf` signed by the leader, who allows notes as well: made from a usual signature, whose digest and
/// value are put in anew.
fn certified(pdf: &[u8]) -> Vec<u8> {
    let key = Remembering { key: key(), asked: Mutex::default() };
    let usual = sign_unknown(pdf, &key, &WISH, now()).unwrap().0;
    let allowing = swapped(&usual, OWN, NOTES_ALLOWED);
    let (from, to) = (covered(&usual), covered(&allowing));
    let asked = key.asked.lock().unwrap().clone();
    let sign = |attributes: &[u8]| key.key.sign(attributes).unwrap();
    let (value, new) = (sign(&asked), sign(&swapped(&asked, &from, &to)));
    let is_lower = allowing.windows(64).any(|it| it == hex(&from));
    let spelled =
        |bytes: &[u8]| if is_lower { hex(bytes) } else { hex(bytes).to_ascii_uppercase() };
    let digested = swapped(&allowing, &spelled(&from), &spelled(&to));
    swapped(&digested, &spelled(&value), &spelled(&new))
}

/// `pdf` with a note added to its first page, in a revision of its own.
fn noted(pdf: &[u8]) -> Vec<u8> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let page = document.get_pages()[&1];
    let mut update = lopdf::IncrementalDocument::create_from(pdf.to_vec(), document);
    let note = dictionary! {
        "Type" => "Annot", "Subtype" => "Text",
        "Rect" => vec![100.into(), 100.into(), 120.into(), 120.into()],
        "Contents" => lopdf::Object::string_literal("xem lai"),
    };
    let note = update.new_document.add_object(note);
    update.opt_clone_object_to_new_document(page).unwrap();
    let page = update.new_document.get_dictionary_mut(page).unwrap();
    match page.get_mut(b"Annots").and_then(lopdf::Object::as_array_mut) {
        Ok(marks) => marks.push(note.into()),
        Err(_) => page.set("Annots", vec![lopdf::Object::Reference(note)]),
    }
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    // The head of a file, which this writer repeats, has no place in an update.
    let begins = pdf.len() + find_first(&bytes[pdf.len()..], b" 0 obj");
    let head = bytes[..begins].iter().rposition(|byte| *byte == b'\n').unwrap();
    bytes[pdf.len()..head].fill(b'\n');
    bytes
}

#[test]
fn a_note_that_the_signature_allows_is_told_and_is_no_disagreement() {
    let pdf = noted(&certified(&Forgery::of(cau_tre()).pdf()));
    let report = signing::verify(&pdf, &[], None);
    assert_eq!(report.verdict, signing::Verdict::Extended, "{:#?}", report.reasons);
    let shown = data_shown(&crosscheck(&pdf));
    assert_eq!(shown.verdict, "agrees-with-remarks", "{shown:#?}");
    let told = serde_json::to_string(&shown).unwrap();
    says(&told, &["Trang 1", "sau khi ký có thêm"]);
    assert!(!told.contains("Đừng dùng tệp này"), "{told}");
}

#[test]
fn a_note_that_no_signature_allows_or_that_was_there_before_is_a_disagreement() {
    let printed = Forgery::of(cau_tre()).pdf();
    says(&told(&noted(&printed)), &["Trang 1: có ghi chú"]);
    let usual = sign_unknown(&printed, &key(), &WISH, now()).unwrap().0;
    says(&told(&noted(&usual)), &["Trang 1: có ghi chú"]);
    says(&told(&certified(&noted(&printed))), &["Trang 1: có ghi chú"]);
    says(&told(&noted(&certified(&noted(&printed)))), &["Trang 1: có ghi chú"]);
}
