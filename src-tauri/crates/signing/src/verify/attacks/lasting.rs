//! Attacks behind proofs: changes that come along with them, and timestamps that are none.

use super::{
    Attack, Caught, attack, catch,
    certification::{certified, with_late_field},
    extensions,
    forge::{
        appended, find_object, first_of, gap, judge_of, referred, swapped, with_catalog,
        with_container, with_dict, with_field, with_form, with_stream,
    },
};
use crate::{
    Signer as _, cms,
    error::ExtendError,
    extend::lay,
    pdf::{Dict, Id, Object, PdfFile},
    testing::{NUMBER, Office, PLACES, font, key, request, sealed},
    time,
    update::Update,
    verify::{Change, Fault, ObjectKind, Reason, Verdict},
};

pub(super) fn attacks() -> Vec<Attack> {
    let office = Office::new();
    let classes = [beside_proofs(&office), among_proofs(&office), fields(&office), tokens(&office)];
    classes
        .into_iter()
        .flatten()
        .chain(extensions::attacks())
        .chain(certified_papers(&office))
        .collect()
}

/// Adds a certificate to the proofs of the paper.
fn prove(office: &Office, catalog: &mut Dict, update: &mut Update<'_>) {
    let proof = update.add_stream(Dict::default(), office.authority.root_der());
    let list = Object::Array(vec![Object::Ref(proof)]);
    let dict = Dict::new([("Type", Object::name("DSS")), ("Certs", list)]);
    catalog.set("DSS", Object::Ref(update.add(&Object::Dict(dict))));
}

/// Adds an honest timestamp over the whole file, in a field that `adorn` changes.
fn stamped(office: &Office, pdf: &[u8], adorn: impl FnOnce(&mut Dict)) -> Vec<u8> {
    let make = |pieces: &[&[u8]]| Ok::<_, ExtendError>(time_token(office, pieces));
    lay(pdf, |field, _| adorn(field), make).unwrap()
}

/// Adds this as a timestamp over the whole file.
pub(super) fn with_token(pdf: &[u8], make: impl FnOnce(&[&[u8]]) -> Vec<u8>) -> Vec<u8> {
    lay(pdf, |_, _| {}, |pieces| Ok::<_, ExtendError>(make(pieces))).unwrap()
}

/// What `change` does, in a revision that adds proofs, too.
fn beside(office: &Office, change: impl FnOnce(&PdfFile<'_>, &mut Update<'_>)) -> Vec<u8> {
    appended(sealed(1), |file, update| {
        let (root, mut catalog) = file.catalog(file.newest()).unwrap();
        prove(office, &mut catalog, update);
        update.put(root, &Object::Dict(catalog));
        change(file, update);
    })
}

fn changed_dict(id: Id, key: &str, value: Object) -> impl FnOnce(&PdfFile<'_>, &mut Update<'_>) {
    move |file, update| {
        let found = file.object(id, file.newest()).unwrap().unwrap();
        let mut dict = found.value.as_dict().unwrap().clone();
        dict.set(key, value);
        update.put(id, &Object::Dict(dict));
    }
}

fn beside_proofs(office: &Office) -> Vec<Attack> {
    let pdf = sealed(1);
    let page = first_of(pdf, "Page");
    let content = referred(pdf, page, "Contents");
    let blank = |_: &PdfFile<'_>, update: &mut Update<'_>| {
        update.put_raw(content, b"<</Length 3>>\nstream\nq Q\nendstream".to_vec());
    };
    let led = |file: &PdfFile<'_>, update: &mut Update<'_>| {
        let other = update.add_stream(Dict::default(), b"BT (200) Tj ET");
        changed_dict(page, "Contents", Object::Ref(other))(file, update);
    };
    let stray = |_: &PdfFile<'_>, update: &mut Update<'_>| {
        update.add_stream(Dict::default(), b"BT (200) Tj ET");
    };
    let turned = changed_dict(page, "Rotate", Object::Int(90));
    vec![
        attack(
            "lasting: content of a page rewritten beside proofs",
            beside(office, blank),
            Caught::Object(ObjectKind::Stream),
        ),
        attack(
            "lasting: page led to other content beside proofs",
            beside(office, led),
            Caught::Object(ObjectKind::Page),
        ),
        attack(
            "lasting: page turned beside proofs",
            beside(office, turned),
            Caught::Object(ObjectKind::Page),
        ),
        attack("lasting: content waiting beside proofs", beside(office, stray), Caught::Stray),
    ]
}

fn among_proofs(office: &Office) -> Vec<Attack> {
    let pdf = with_catalog(sealed(1), |catalog, update| prove(office, catalog, update));
    let catalog = || Caught::Forbidden(Change::CatalogChanged);
    let dss = referred(&pdf, first_of(&pdf, "Catalog"), "DSS");
    let der = office.authority.root_der();
    let proof = find_object(&pdf, |it| {
        it.stream.clone().is_some_and(|range| pdf.get(range).is_some_and(|bytes| bytes == der))
    });
    let with_proof = |dict: Dict, bytes: &[u8]| {
        with_dict(&pdf, dss, |dss, update| {
            let mut list = dss.get("Certs").and_then(Object::as_array).unwrap().to_vec();
            list.push(Object::Ref(update.add_stream(dict, bytes)));
            dss.set("Certs", Object::Array(list));
        })
    };
    let form = Dict::new([("Subtype", Object::name("Form"))]);
    vec![
        attack(
            "lasting: words among the proofs",
            with_proof(Dict::default(), b"BT (200) Tj ET"),
            catalog(),
        ),
        attack("lasting: look among the proofs", with_proof(form, der), catalog()),
        attack(
            "lasting: pages among the proofs",
            with_dict(&pdf, dss, |dict, update| {
                dict.set("Pages", Object::Ref(update.add(&Object::Dict(Dict::default()))));
            }),
            catalog(),
        ),
        attack(
            "lasting: proofs taken away",
            with_dict(&pdf, dss, |dict, _| dict.set("Certs", Object::Array(Vec::new()))),
            catalog(),
        ),
        attack(
            "lasting: list of proofs taken away",
            with_catalog(&pdf, |catalog, _| catalog.set("DSS", Object::Null)),
            catalog(),
        ),
        attack(
            "lasting: proof replaced where it stands",
            with_stream(&pdf, proof, "BT (200) Tj ET"),
            Caught::Object(ObjectKind::Stream),
        ),
    ]
}

fn fields(office: &Office) -> Vec<Attack> {
    let pdf = sealed(1);
    let form = || Caught::Forbidden(Change::FormChanged);
    let page = first_of(pdf, "Page");
    let look = referred(pdf, page, "Contents");
    let room = || Object::Array([72, 500, 500, 700].map(Object::Int).to_vec());
    let shown = || Object::Dict(Dict::new([("N", Object::Ref(look))]));
    let adorned = |key: &str, value: Object| stamped(office, pdf, |it| it.set(key, value));
    let visible = stamped(office, pdf, |it| {
        it.set("Rect", room());
        it.set("AP", shown());
    });
    let honest = stamped(office, pdf, |_| {});
    let gone = with_form(&honest, |form, _| {
        let all = form.get("Fields").and_then(Object::as_array).unwrap();
        let all = all.split_last().unwrap().1.to_vec();
        form.set("Fields", Object::Array(all));
    });
    vec![
        attack("lasting: timestamp with a look over the text", visible, form()),
        attack("lasting: timestamp with a look and no room", adorned("AP", shown()), form()),
        attack("lasting: timestamp that takes up room", adorned("Rect", room()), form()),
        attack(
            "lasting: timestamp that acts",
            adorned("AA", Object::Dict(Dict::default())),
            form(),
        ),
        attack("lasting: timestamp in a field of text", adorned("FT", Object::name("Tx")), form()),
        attack(
            "lasting: timestamp that refers to the page in its name",
            adorned("TU", Object::Ref(page)),
            form(),
        ),
        attack("lasting: timestamp on a page that comes with it", on_new_page(office), form()),
        attack(
            "lasting: timestamp with a page inside",
            adorned("P", Object::Dict(Dict::new([("Contents", Object::Ref(look))]))),
            form(),
        ),
        attack("lasting: timestamp taken away", gone, form()),
        attack(
            "lasting: timestamp where a person signs",
            in_place_of_a_person(office),
            Caught::Forbidden(Change::FieldChanged { field: PLACES[1].to_owned() }),
        ),
    ]
}

/// A timestamp that says it stands on a page that comes along with it.
fn on_new_page(office: &Office) -> Vec<u8> {
    let adorn = |it: &mut Dict, update: &mut Update<'_>| {
        let words = Object::Ref(update.add_stream(Dict::default(), b"BT (200) Tj ET"));
        let page = Dict::new([("Type", Object::name("Page")), ("Contents", words)]);
        it.set("P", Object::Ref(update.add(&Object::Dict(page))));
    };
    lay(sealed(1), adorn, |pieces| Ok::<_, ExtendError>(time_token(office, pieces))).unwrap()
}

fn time_token(office: &Office, pieces: &[&[u8]]) -> Vec<u8> {
    time::obtain(office, pieces).unwrap().token
}

/// The second place for a signature, filled by an authority, so that it looks signed.
fn in_place_of_a_person(office: &Office) -> Vec<u8> {
    let (key, font) = (key("p256.p12"), font());
    let request = request(PLACES[1], &key, &font);
    let pdf = crate::sign::lay(sealed(1), &request, |_| Ok(vec![0x30, 0])).unwrap();
    // As long as it was, so that the table of references stays right.
    let pdf = swapped(&pdf, b"/ETSI.CAdES.detached", b"/ETSI.RFC3161       ");
    let hole = gap(&pdf);
    let pieces = [pdf.get(..hole.start).unwrap(), pdf.get(hole.end..).unwrap()];
    let token = time::obtain(office, &pieces).unwrap().token;
    with_container(&pdf, &token)
}

fn tokens(office: &Office) -> Vec<Attack> {
    let pdf = sealed(1);
    let foreign = time::obtain(office, &[b"another paper"]).unwrap().token;
    let broken = |field: &str, fault| {
        Caught::Reason(Reason::TimestampBroken { field: field.to_owned(), fault })
    };
    let own = |fault| broken("DocTimeStamp1", fault);
    let token = |pieces: &[&[u8]]| time_token(office, pieces);
    let digest = |pieces: &[&[u8]]| cms::Digest::Sha256.compute(pieces);
    // The token says of this paper what was said of another one.
    let retold = |pieces: &[&[u8]]| {
        let old = digest(&[b"another paper"]);
        let mut token = foreign.clone();
        let at = token.windows(old.len()).position(|window| window == old).unwrap();
        token.splice(at..at + old.len(), digest(pieces));
        token
    };
    let honest = with_token(pdf, token);
    vec![
        attack(
            "lasting: timestamp of another paper",
            with_token(pdf, |_| foreign.clone()),
            own(Fault::ForeignTimestamp),
        ),
        attack(
            "lasting: timestamp of another signature",
            with_signature_stamp(|_| foreign.clone()),
            broken(PLACES[1], Fault::ForeignTimestamp),
        ),
        attack(
            "lasting: timestamp of the paper at a signature",
            with_signature_stamp(|_| token(&[pdf])),
            broken(PLACES[1], Fault::ForeignTimestamp),
        ),
        attack(
            "lasting: imprint that does not match",
            with_token(pdf, |pieces| token(&[pieces.first().copied().unwrap()])),
            own(Fault::ForeignTimestamp),
        ),
        attack(
            "lasting: imprint rewritten to match",
            with_token(pdf, retold),
            own(Fault::DigestMismatch),
        ),
        attack(
            "lasting: something behind a timestamp",
            with_token(pdf, |pieces| [token(pieces), b"more".to_vec()].concat()),
            own(Fault::ContentsPadding),
        ),
        attack(
            "lasting: one timestamp in two fields",
            doubled(&honest),
            broken("DocTimeStamp9", Fault::Shared),
        ),
    ]
}

/// The second signature with this timestamp over it.
pub(super) fn with_signature_stamp(make: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (key, font) = (key("p256.p12"), font());
    let pdf = crate::sign::lay(sealed(1), &request(PLACES[1], &key, &font), |pieces| {
        let attributes = cms::attributes(&key, &cms::Digest::Sha256.compute(pieces))?;
        let signature = key.sign(&attributes)?;
        let token = make(&signature);
        Ok(cms::finish(&key, &attributes, (&signature, Some(&token)))?)
    });
    pdf.unwrap()
}

/// Shows the newest timestamp in one field more.
fn doubled(pdf: &[u8]) -> Vec<u8> {
    with_form(pdf, |form, update| {
        let mut all = form.get("Fields").and_then(Object::as_array).unwrap().to_vec();
        let last = all.last().and_then(Object::as_ref).unwrap();
        let file = PdfFile::read(pdf).unwrap();
        let found = file.object(last, file.newest()).unwrap().unwrap();
        let mut field = found.value.as_dict().unwrap().clone();
        field.set("T", Object::words("DocTimeStamp9"));
        all.push(Object::Ref(update.add(&Object::Dict(field))));
        form.set("Fields", Object::Array(all));
    })
}

/// Where nothing may change, only proofs and the date of adding them may come.
fn certified_papers(office: &Office) -> Vec<Attack> {
    let pdf = certified(1);
    let file = PdfFile::read(&pdf).unwrap();
    let info = file.revisions.last().unwrap().trailer.get("Info").and_then(Object::as_ref).unwrap();
    let dated = |pdf: &[u8], key: &str, words: &str| {
        with_dict(pdf, info, |dict, _| dict.set(key, Object::words(words)))
    };
    let retitled = stamped(office, &dated(&pdf, "Title", "Bien ban khac"), |_| {});
    let numbered = with_field(&stamped(office, &pdf, |_| {}), NUMBER, |dict, _| {
        dict.set("V", Object::words("12"));
    });
    vec![
        attack(
            "lasting: date of the file on a paper that allows nothing",
            dated(&pdf, "ModDate", "D:20300101000000Z"),
            Caught::Forbidden(Change::CertifiedAgainstChange),
        ),
        attack(
            "lasting: other title before a timestamp on a paper that allows nothing",
            retitled,
            Caught::Object(ObjectKind::Other),
        ),
        attack(
            "lasting: number beside a timestamp on a paper that allows nothing",
            numbered,
            Caught::Forbidden(Change::CertifiedAgainstChange),
        ),
    ]
}

#[test]
fn nothing_that_comes_with_proofs_passes() {
    catch(&attacks());
}

#[test]
fn honest_proofs_are_accepted_even_where_nothing_may_change() {
    let office = Office::new();
    let accepted = |pdf: &[u8]| {
        let report = judge_of(pdf);
        assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
    };
    for pdf in [sealed(1), &certified(1)] {
        let dated = |catalog: &mut Dict, update: &mut Update<'_>| {
            prove(&office, catalog, update);
            let file = PdfFile::read(pdf).unwrap();
            let last = file.revisions.last().unwrap();
            let info = last.trailer.get("Info").and_then(Object::as_ref).unwrap();
            changed_dict(info, "ModDate", Object::words("D:20300101000000Z"))(&file, update);
        };
        accepted(&with_catalog(pdf, dated));
        accepted(&stamped(&office, pdf, |_| {}));
        accepted(&stamped(&office, pdf, |it| it.set("TU", Object::words("Timestamp"))));
    }
    let level =
        Dict::new([("BaseVersion", Object::name("1.7")), ("ExtensionLevel", Object::Int(5))]);
    accepted(&with_catalog(sealed(1), |catalog, update| {
        let inner = update.add(&Object::Dict(level.clone()));
        let several = Object::Array(vec![Object::Ref(inner), Object::Dict(level)]);
        catalog.set("Extensions", Object::Dict(Dict::new([("ESIC", several)])));
        prove(&office, catalog, update);
    }));
}

#[test]
fn a_timestamp_in_an_empty_field_that_shows_nothing_is_accepted() {
    let office = Office::new();
    let pdf = stamped(&office, &with_late_field(sealed(1), "Sig", 0), |_| {});
    assert_eq!(judge_of(&pdf).verdict, Verdict::Extended);
}
