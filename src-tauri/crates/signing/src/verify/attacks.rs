//! Attacks on signed papers, class by class, and what may happen to a paper without harm.

use proptest::prelude::*;

use super::*;
use crate::{
    SignError,
    drawing::{Caption, Strokes, lay_drawing},
    pdf::Dict,
    sign,
    testing::{FIELDS, font, key, paper, request, root, signed},
    update::Update,
};

/// The verdict, with the fixtures' root trusted.
fn judge_of(pdf: &[u8]) -> Report {
    verify(pdf, &root(), None)
}

/// Appends a sound update that `change` fills.
fn appended(pdf: &[u8], change: impl FnOnce(&PdfFile<'_>, &mut Update<'_>)) -> Vec<u8> {
    let file = PdfFile::read(pdf).unwrap();
    let mut update = Update::new(&file);
    change(&file, &mut update);
    update.finish().unwrap().bytes
}

/// Appends an update with the catalog changed by `change`.
fn with_catalog(pdf: &[u8], change: impl FnOnce(&mut Dict, &mut Update<'_>)) -> Vec<u8> {
    appended(pdf, |file, update| {
        let (id, mut catalog) = file.catalog(file.newest()).unwrap();
        change(&mut catalog, update);
        update.put(id, &Object::Dict(catalog));
    })
}

/// Appends an update with the field `name` changed by `change`.
fn with_field(pdf: &[u8], name: &str, change: impl FnOnce(&mut Dict, &mut Update<'_>)) -> Vec<u8> {
    appended(pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let field = form.fields.iter().find(|field| field.name == name).unwrap();
        let mut dict = field.dict.clone();
        change(&mut dict, update);
        update.put(field.id, &Object::Dict(dict));
    })
}

/// The number of the first object whose value satisfies `wanted`.
fn find_object(pdf: &[u8], wanted: impl Fn(&crate::pdf::Indirect) -> bool) -> Id {
    let file = PdfFile::read(pdf).unwrap();
    (1..1000)
        .find(|number| {
            file.object((*number, 0), file.newest()).unwrap().is_some_and(|object| wanted(&object))
        })
        .map(|number| (number, 0))
        .unwrap()
}

/// Replaces `old` by `new`, which must be as long, at its last place.
fn swapped(pdf: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let at = pdf.windows(old.len()).rposition(|window| window == old).unwrap();
    let mut out = pdf.to_vec();
    out.splice(at..at + old.len(), new.iter().copied());
    out
}

/// Rewrites the newest range as `text`.
fn with_range(pdf: &[u8], text: &str) -> Vec<u8> {
    let start = pdf.windows(10).rposition(|window| window == b"/ByteRange").unwrap() + 10;
    let end = start + pdf.get(start..).unwrap().iter().position(|byte| *byte == b'/').unwrap();
    let mut out = pdf.to_vec();
    let padded = format!(" {text:width$}", width = end - start - 1);
    assert_eq!(padded.len(), end - start);
    out.splice(start..end, padded.bytes());
    out
}

/// The newest range and the gap in it.
fn gap(pdf: &[u8]) -> std::ops::Range<usize> {
    let key = b"/Contents <";
    let start = pdf.windows(key.len()).rposition(|window| window == key).unwrap() + key.len() - 1;
    start..start + pdf.get(start..).unwrap().iter().position(|byte| *byte == b'>').unwrap() + 1
}

#[track_caller]
fn expect_broken(pdf: &[u8], fault: Fault) {
    let report = judge_of(pdf);
    assert_eq!(report.verdict, Verdict::Changed, "{report:#?}");
    let last = report.signatures.last().unwrap();
    assert_eq!(last.fault, Some(fault), "{report:#?}");
    assert_eq!(last.integrity, Integrity::Broken);
    assert!(!last.trusted);
}

#[track_caller]
fn expect_forbidden(pdf: &[u8], change: &Change) {
    let report = judge_of(pdf);
    assert_eq!(report.verdict, Verdict::Changed, "{report:#?}");
    let forbidden = Reason::Forbidden(change.clone());
    assert!(report.reasons.contains(&forbidden), "{report:#?}");
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Ok));
}

#[track_caller]
fn expect_intact(pdf: &[u8], signers: usize) {
    let report = judge_of(pdf);
    assert_eq!(report.verdict, Verdict::Intact, "{report:#?}");
    assert_eq!(report.signatures.len(), signers);
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Ok && it.trusted));
}

#[test]
fn finds_one_two_and_three_signatures_intact() {
    for count in 1..=3 {
        expect_intact(&signed(count), count);
    }
}

#[test]
fn says_who_signed_what_when_and_what_came_after() {
    let report = judge_of(&signed(3));

    let first = report.signatures.first().unwrap();
    assert_eq!(first.signer, "KHÓA THỬ – KHÔNG CÓ GIÁ TRỊ 1");
    assert_eq!(first.field, "TruongDoan");
    assert_eq!(first.claimed_time, Some(crate::testing::noon()));
    assert_eq!(first.trusted_time, None);
    assert_eq!(first.covers, Coverage::Revision);
    assert!(first.certifies);
    let later: Vec<Change> =
        ["ThuKy", "DonVi"].map(|name| Change::Signed { field: name.into() }).to_vec();
    assert_eq!(first.later_changes, later);
    let last = report.signatures.last().unwrap();
    assert_eq!(last.covers, Coverage::WholeFile);
    assert_eq!(last.reason.as_deref(), Some("Ký biên bản"));
}

#[test]
fn an_unsigned_paper_is_unsigned() {
    let report = judge_of(&paper());
    assert_eq!(report.verdict, Verdict::Unsigned);
    assert_eq!(report.reasons, [Reason::NoSignature]);
}

#[test]
fn a_newer_signature_cut_off_leaves_an_older_sound_paper() {
    let two = signed(2);
    let file = PdfFile::read(&two).unwrap();
    let end = file.revisions.get(1).unwrap().end;
    expect_intact(two.get(..end).unwrap(), 1);
}

#[test]
fn one_byte_more_is_noticed() {
    let mut pdf = signed(2);
    pdf.push(b'x');
    let report = judge_of(&pdf);
    assert_eq!(report.verdict, Verdict::Changed);
    assert_eq!(report.reasons.first(), Some(&Reason::BytesAfterEnd));
    assert_eq!(report.signatures.last().unwrap().covers, Coverage::Revision);
}

#[test]
fn bodies_and_trailers_without_a_table_are_noticed() {
    let pdf = signed(1);
    for tail in [
        &b"4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"[..],
        b"trailer\n<</Root 1 0 R>>\n%%EOF\n",
        b"\n\n",
    ] {
        let report = judge_of(&[&pdf, tail].concat());
        assert_eq!(report.verdict, Verdict::Changed);
    }
}

#[test]
fn bytes_before_the_header_are_noticed() {
    let report = judge_of(&[b"junk\n", signed(2).as_slice()].concat());
    assert_eq!(report.verdict, Verdict::Changed);
    assert_eq!(report.reasons.first(), Some(&Reason::BytesBeforeHeader));
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Broken));
}

#[test]
fn ranges_that_lie_are_noticed() {
    let pdf = signed(2);
    let gap = gap(&pdf);
    let (start, end, rest) = (gap.start, gap.end, pdf.len() - gap.end);
    let malformed = Fault::ByteRangeMalformed;
    expect_broken(&with_range(&pdf, "null"), Fault::ByteRangeMissing);
    expect_broken(&with_range(&pdf, "[0 0 0 0]"), malformed);
    expect_broken(&with_range(&pdf, "[]"), malformed);
    expect_broken(&with_range(&pdf, &format!("[0 {start} {end}]")), malformed);
    expect_broken(&with_range(&pdf, &format!("[0 {start} -{end} {rest}]")), malformed);
    expect_broken(&with_range(&pdf, &format!("[0 {end} {start} {rest}]")), malformed);
    expect_broken(&with_range(&pdf, &format!("[0 {start} {end} 99999999]")), malformed);
    expect_broken(&with_range(&pdf, &format!("[1 {start} {end} {rest}]")), malformed);
    let wide = format!("[0 {} {end} {rest}]", start - 9);
    expect_broken(&with_range(&pdf, &wide), Fault::ByteRangeGap);
    let narrow = format!("[0 {} {end} {rest}]", start + 9);
    expect_broken(&with_range(&pdf, &narrow), Fault::ByteRangeGap);
    let short = format!("[0 {start} {end} {}]", rest - 40);
    expect_broken(&with_range(&pdf, &short), Fault::ByteRangeEnd);
    expect_broken(&swapped(&pdf, b"/ByteRange", b"/ByteRangf"), Fault::ByteRangeMissing);
}

#[test]
fn contents_that_lie_are_noticed() {
    let pdf = signed(1);
    let gap = gap(&pdf);
    let inside = gap.start + 1..gap.end - 1;
    let mut zeros = pdf.clone();
    zeros.get_mut(inside.clone()).unwrap().fill(b'0');
    expect_broken(&zeros, Fault::ContentsEmpty);

    let mut hidden = pdf.clone();
    *hidden.get_mut(inside.end - 7).unwrap() = b'7';
    expect_broken(&hidden, Fault::ContentsPadding);

    let mut smuggled = pdf.clone();
    let place = inside.end - 60..inside.end - 60 + 24;
    smuggled.get_mut(place).unwrap().copy_from_slice(b">/Type /Sig /Contents2 <");
    assert_ne!(judge_of(&smuggled).verdict, Verdict::Intact);
    assert!(judge_of(&smuggled).signatures.iter().all(|it| it.integrity != Integrity::Ok));

    let mut spaced = pdf;
    *spaced.get_mut(inside.end - 7).unwrap() = b' ';
    expect_broken(&spaced, Fault::ByteRangeGap);
}

#[test]
fn a_container_in_indefinite_length_is_read() {
    let pdf = signed(1);
    let gap = gap(&pdf);
    let digits = pdf.get(gap.start + 1..gap.end - 1).unwrap();
    // 30 82 xx xx … becomes 30 80 … 00 00: the same container, two bytes shorter in its head.
    let length = std::str::from_utf8(digits.get(4..8).unwrap()).unwrap();
    let length = usize::from_str_radix(length, 16).unwrap();
    let body = digits.get(8..8 + 2 * length).unwrap();
    let mut ber = [b"3080", body, b"0000"].concat();
    ber.resize(digits.len(), b'0');
    let mut rewritten = pdf.clone();
    rewritten.splice(gap.start + 1..gap.end - 1, ber);
    expect_intact(&rewritten, 1);
}

#[test]
fn a_page_replaced_by_an_update_is_noticed() {
    let pdf = signed(2);
    let content = find_object(&pdf, |object| {
        object.stream.clone().is_some_and(|at| pdf.get(at).unwrap().starts_with(b"BT /F1"))
    });
    let swapped = appended(&pdf, |_, update| {
        let body = b"<</Length 24>>\nstream\nBT /F1 9 Tf(27/27)Tj ET \nendstream".to_vec();
        update.put_raw(content, body);
    });
    let kind = ObjectKind::Stream;
    expect_forbidden(&swapped, &Change::ObjectChanged { number: content.0, kind });

    let page = find_object(&pdf, |object| {
        let kind = object.value.as_dict().and_then(|dict| dict.get("Type"));
        kind.and_then(Object::as_name) == Some(b"Page")
    });
    let swapped = appended(&pdf, |file, update| {
        let mut dict = file.object(page, file.newest()).unwrap().unwrap().value.clone();
        if let Object::Dict(dict) = &mut dict {
            dict.set("Rotate", Object::Int(180));
        }
        update.put(page, &dict);
    });
    let kind = ObjectKind::Page;
    expect_forbidden(&swapped, &Change::ObjectChanged { number: page.0, kind });
}

#[test]
fn changes_of_the_catalog_are_noticed() {
    let pdf = signed(1);
    let script = with_catalog(&pdf, |catalog, update| {
        let action = Dict::new([("S", Object::name("JavaScript")), ("JS", Object::words("x"))]);
        catalog.set("OpenAction", Object::Ref(update.add(&Object::Dict(action))));
    });
    expect_forbidden(&script, &Change::CatalogChanged);
    let uncertified = with_catalog(&pdf, |catalog, _| catalog.set("Perms", Object::Null));
    expect_forbidden(&uncertified, &Change::PermissionsChanged);
    let formless = with_catalog(&pdf, |catalog, _| catalog.set("AcroForm", Object::Null));
    expect_forbidden(&formless, &Change::CatalogChanged);
    let shrunk = with_catalog(&pdf, |catalog, _| {
        let Some(Object::Dict(form)) = catalog.get("AcroForm") else { panic!("no form") };
        let mut form = form.clone();
        form.set("Fields", Object::Array(Vec::new()));
        catalog.set("AcroForm", Object::Dict(form));
    });
    expect_forbidden(&shrunk, &Change::FormChanged);
}

#[test]
fn changes_of_a_signed_field_are_noticed() {
    let pdf = signed(1);
    let field = || FIELDS[0].to_owned();
    let looks = with_field(&pdf, FIELDS[0], |dict, update| {
        let look = update.add_stream(Dict::default(), b"0 0 9 9 re f");
        dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref(look))])));
    });
    expect_forbidden(&looks, &Change::FieldChanged { field: field() });
    let moved = with_field(&pdf, FIELDS[1], |dict, _| {
        dict.set("Rect", Object::Array([0, 0, 595, 842].map(Object::Int).to_vec()));
    });
    expect_forbidden(&moved, &Change::FieldChanged { field: FIELDS[1].into() });
    let emptied = with_field(&pdf, FIELDS[0], |dict, _| dict.set("V", Object::Null));
    expect_forbidden(&emptied, &Change::FieldChanged { field: field() });
}

#[test]
fn a_signature_shown_twice_is_noticed() {
    let pdf = signed(1);
    let shared = with_field(&pdf, FIELDS[1], |dict, _| {
        let signature = find_object(&pdf, |object| {
            object.value.as_dict().is_some_and(|dict| dict.get("ByteRange").is_some())
        });
        dict.set("V", Object::Ref(signature));
    });
    let report = judge_of(&shared);
    assert_eq!(report.verdict, Verdict::Changed);
    assert!(report.signatures.iter().any(|it| it.fault == Some(Fault::Shared)));
    let reused = Reason::Forbidden(Change::SignatureReused { field: FIELDS[1].into() });
    assert!(report.reasons.contains(&reused));

    let copied = appended(&pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let value = |index: usize| form.fields.get(index).unwrap();
        let signature = file.resolve(value(0).value.as_ref().unwrap(), file.newest()).unwrap();
        let mut dict = value(1).dict.clone();
        dict.set("V", Object::Ref(update.add(&signature)));
        update.put(value(1).id, &Object::Dict(dict));
    });
    expect_broken(&copied, Fault::ByteRangeGap);
}

#[test]
fn a_signature_object_rewritten_in_place_is_noticed() {
    let pdf = signed(1);
    let number = find_object(&pdf, |object| {
        object.value.as_dict().is_some_and(|dict| dict.get("ByteRange").is_some())
    });
    let rewritten = appended(&pdf, |file, update| {
        let mut dict = file.object(number, file.newest()).unwrap().unwrap().value.clone();
        if let Object::Dict(dict) = &mut dict {
            dict.set("Name", Object::words("Người khác"));
        }
        update.put(number, &dict);
    });
    assert_eq!(judge_of(&rewritten).verdict, Verdict::Changed);
}

#[test]
fn objects_without_a_purpose_are_noticed() {
    let pdf = appended(&signed(1), |_, update| {
        update.add(&Object::words("hidden"));
    });
    let report = judge_of(&pdf);
    assert_eq!(report.verdict, Verdict::Changed);
    assert!(matches!(report.reasons.first(), Some(Reason::Forbidden(Change::StrayObject { .. }))));
}

#[test]
fn bytes_between_the_objects_of_an_update_are_noticed() {
    let filled = with_field(&signed(1), "So", |dict, _| dict.set("V", Object::words("12")));
    assert_eq!(judge_of(&filled).verdict, Verdict::Extended);
    let file = PdfFile::read(&filled).unwrap();
    let last = file.revisions.last().unwrap();
    let (xref_at, start) = (last.xref_at, last.start);
    let mut smuggled = filled.clone();
    smuggled.splice(xref_at..xref_at, *b"99 0 obj 1 endobj\n");
    let moved = xref_at + 18;
    let text = String::from_utf8_lossy(smuggled.get(start..).unwrap())
        .replace(&format!("startxref\n{xref_at}\n"), &format!("startxref\n{moved}\n"));
    smuggled.truncate(start);
    smuggled.extend_from_slice(text.as_bytes());
    expect_forbidden(&smuggled, &Change::Smuggled);
}

#[test]
fn filling_in_empty_fields_extends_the_paper() {
    let filled = with_field(&signed(1), "So", |dict, update| {
        let look = update.add_stream(Dict::default(), b"BT (12/BB) Tj ET");
        dict.set("V", Object::words("12/BB"));
        dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref(look))])));
    });
    let report = judge_of(&filled);
    assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
    assert!(report.reasons.contains(&Reason::Added(Change::Filled { field: "So".into() })));

    let again = with_field(&filled, "So", |dict, _| dict.set("V", Object::words("13")));
    expect_forbidden(&again, &Change::FieldChanged { field: "So".into() });

    let font = font();
    let after = sign(&filled, &request(FIELDS[1], &key("p256.p12"), &font)).unwrap();
    let report = judge_of(&after);
    assert_eq!(report.verdict, Verdict::Extended);
    assert_eq!(report.signatures.len(), 2);
}

#[test]
fn drawing_comes_before_certificates_only() {
    let strokes =
        Strokes { width: 300, height: 100, lines: vec![vec![(0, 0), (150, 90), (300, 10)]] };
    let drawn = lay_drawing(&paper(), FIELDS[1], &strokes, Caption::default()).unwrap();
    let state = crate::fields(&drawn).unwrap();
    let seen: Vec<_> = state.iter().map(|it| (it.name.as_str(), it.signed, it.drawn)).collect();
    assert_eq!(
        seen,
        [(FIELDS[0], false, false), (FIELDS[1], false, true), (FIELDS[2], false, false)]
    );
    let font = font();
    let first = sign(&drawn, &request(FIELDS[0], &key("rsa2048.p12"), &font)).unwrap();
    expect_intact(&first, 1);
    let error = lay_drawing(&first, FIELDS[2], &strokes, Caption::default()).unwrap_err();
    assert_eq!(error, SignError::AlreadyCertified);
    let both = sign(&first, &request(FIELDS[1], &key("p256.p12"), &font)).unwrap();
    expect_intact(&both, 2);
}

#[test]
fn trust_needs_a_chain_a_time_and_the_right_use() {
    let font = font();
    let check = |file: &str, anchors: &str, distrust: Option<Distrust>| {
        let pdf = sign(&paper(), &request(FIELDS[0], &key(file), &font)).unwrap();
        let anchors = match anchors {
            "" => Vec::new(),
            name => Certificate::list(&crate::testing::fixture(name)).unwrap(),
        };
        let report = verify(&pdf, &anchors, None);
        assert_eq!(report.verdict, Verdict::Intact, "trust never changes the verdict");
        assert_eq!(report.signatures.first().unwrap().distrust, distrust, "{file}");
    };
    check("rsa2048.p12", "root.pem", None);
    check("rsa2048.p12", "issuing.pem", None);
    check("rsa4096.p12", "root.pem", None);
    check("rsa2048-nochain.p12", "root.pem", Some(Distrust::NoChain));
    check("rsa2048-nochain.p12", "issuing.pem", None);
    check("rsa2048.p12", "stranger.pem", Some(Distrust::NoChain));
    check("rsa2048.p12", "", Some(Distrust::NoAnchor));
    check("expired.p12", "root.pem", Some(Distrust::Expired));
    check("wrong-use.p12", "root.pem", Some(Distrust::WrongUse));
}

#[test]
fn validity_is_judged_at_the_given_time() {
    let past = DateTime::parse_from_rfc3339("2020-06-01T00:00:00+07:00").unwrap();
    let font = font();
    let pdf = sign(&paper(), &request(FIELDS[0], &key("expired.p12"), &font)).unwrap();
    assert!(verify(&pdf, &root(), Some(past)).signatures.first().unwrap().trusted);
    let before = DateTime::parse_from_rfc3339("2019-06-01T00:00:00+07:00").unwrap();
    let report = verify(&pdf, &root(), Some(before));
    assert_eq!(report.signatures.first().unwrap().distrust, Some(Distrust::NotYetValid));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_flipped_bit_goes_unnoticed(place in any::<proptest::sample::Index>(), bit in 0u8..8) {
        let pdf = signed_once();
        let gap = gap(pdf);
        let mut at = place.index(pdf.len() - gap.len());
        if gap.start <= at {
            at += gap.len();
        }
        let mut flipped = pdf.to_vec();
        *flipped.get_mut(at).unwrap() ^= 1 << bit;
        let report = judge_of(&flipped);
        prop_assert!(!matches!(report.verdict, Verdict::Intact | Verdict::Extended));
        let sound = report.signatures.iter().any(|it| it.integrity == Integrity::Ok);
        prop_assert!(!sound, "byte {} bit {}: {:#?}", at, bit, report);
    }

    #[test]
    fn never_falls_over_mutilated_files(
        cut in any::<proptest::sample::Index>(),
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut pdf = signed_once().to_vec();
        for (place, byte) in places {
            let at = place.index(pdf.len());
            *pdf.get_mut(at).unwrap() = byte;
        }
        judge_of(&pdf);
        pdf.truncate(cut.index(pdf.len()));
        prop_assert_ne!(judge_of(&pdf).verdict, Verdict::Intact);
    }

    #[test]
    fn never_falls_over_small_structures(text in "[ -~]{0,40}", at in any::<proptest::sample::Index>()) {
        let mut pdf = paper();
        let at = at.index(pdf.len());
        pdf.splice(at..at, text.bytes());
        judge_of(&pdf);
        let _fields = crate::fields(&pdf).is_ok();
    }
}

/// A signed paper, made once: signing in every case would take most of the time.
fn signed_once() -> &'static [u8] {
    static PDF: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| signed(1));
    &PDF
}
