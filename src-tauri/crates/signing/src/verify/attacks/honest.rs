//! What honest people and honest tools do to a paper: none of it is slandered.

use super::forge::{
    Forged, appended, first_of, gap, judge_of, referred, resigned, with_catalog, with_field,
    with_stream,
};
use crate::{
    SignError,
    drawing::{Caption, Point, Strokes, lay_drawing},
    fields,
    pdf::{Dict, Object, PdfFile},
    sign,
    testing::{FIELDS, NUMBER, PLACES, SEAL, font, key, paper, printed, request, sealed, signed},
    verify::{Change, Coverage, Integrity, Reason, Report, Verdict},
};

#[track_caller]
fn expect_intact(pdf: &[u8], signers: usize) {
    let report = judge_of(pdf);
    assert_eq!(report.verdict, Verdict::Intact, "{report:#?}");
    assert_eq!(report.signatures.len(), signers);
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Ok && it.trusted));
}

/// Expects a sound paper to which exactly `added` was added.
#[track_caller]
fn expect_added(pdf: &[u8], added: &[Change]) -> Report {
    let report = judge_of(pdf);
    assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Ok && it.trusted));
    let told: Vec<&Change> = report
        .reasons
        .iter()
        .filter_map(|it| if let Reason::Added(change) = it { Some(change) } else { None })
        .collect();
    assert_eq!(told, added.iter().collect::<Vec<_>>(), "{report:#?}");
    report
}

fn numbered(pdf: &[u8]) -> Vec<u8> {
    with_field(pdf, NUMBER, |dict, update| {
        let look = update.add_stream(Dict::default(), b"BT (12/BB) Tj ET");
        dict.set("V", Object::words("12/BB"));
        dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref(look))])));
    })
}

fn filled() -> Change {
    Change::Filled { field: NUMBER.to_owned() }
}

#[test]
fn finds_one_two_and_three_signatures_intact() {
    for count in 1..=3 {
        expect_intact(&signed(count), count);
    }
}

#[test]
fn a_printed_paper_is_drawn_on_and_then_signed_by_three() {
    let font = font();
    let strokes = Strokes {
        width: 600,
        height: 200,
        lines: vec![
            [(20, 150), (200, 20), (320, 180), (580, 60)].map(Point::from).to_vec(),
            vec![(300, 100).into()],
        ],
    };
    let caption = ["Ký trên màn hình lúc 11:30 ngày 15/09/2022".to_owned()];
    let caption = Caption { lines: &caption, font: &font };
    let [leader, secretary, unit] = PLACES;
    let drawn = lay_drawing(printed(), unit, &strokes, caption).unwrap();
    let drawn = lay_drawing(&drawn, leader, &strokes, Caption::default()).unwrap();

    let keys = ["rsa2048.p12", "p256.p12", "p384.p12"];
    let signed = PLACES.iter().zip(keys).fold(drawn, |pdf, (field, file)| {
        let key = key(file);
        let mut request = request(field, &key, &font);
        request.appearance.strokes = (*field == secretary).then_some(&strokes);
        sign(&pdf, &request).unwrap()
    });

    expect_intact(&signed, 3);
    let fields = fields(&signed).unwrap();
    let places = fields.iter().filter(|field| PLACES.contains(&field.name.as_str()));
    assert_eq!(places.filter(|field| field.signed && field.drawn).count(), 3);
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
fn drawing_comes_before_certificates_only() {
    let strokes = Strokes {
        width: 300,
        height: 100,
        lines: vec![[(0, 0), (150, 90), (300, 10)].map(Point::from).to_vec()],
    };
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
fn a_printed_paper_is_signed_by_three() {
    for count in 1..=3 {
        expect_intact(sealed(count), count);
    }
}

#[test]
fn a_number_and_a_seal_come_later() {
    let numbered = numbered(sealed(3));
    expect_added(&numbered, &[filled()]);
    let font = font();
    let stamped = sign(&numbered, &request(SEAL, &key("rsa4096.p12"), &font)).unwrap();
    let report = expect_added(&stamped, &[filled()]);
    assert_eq!(report.signatures.len(), 4);
    assert_eq!(report.signatures.last().unwrap().covers, Coverage::WholeFile);

    let stamped = sign(sealed(3), &request(SEAL, &key("rsa4096.p12"), &font)).unwrap();
    expect_intact(&stamped, 4);
    expect_added(&self::numbered(&stamped), &[filled()]);
}

#[test]
fn an_empty_place_is_drawn_in() {
    let drawn = with_field(sealed(1), SEAL, |dict, update| {
        let look = update.add_stream(Dict::default(), b"0 0 m 9 9 l S");
        dict.set("AP", Object::Dict(Dict::new([("N", Object::Ref(look))])));
    });
    expect_added(&drawn, &[Change::Drawn { field: SEAL.to_owned() }]);
}

#[test]
fn a_look_is_replaced_where_it_stands() {
    let pdf = sealed(1);
    let seal = {
        let file = PdfFile::read(pdf).unwrap();
        let form = crate::form::Form::read(&file, file.newest()).unwrap();
        form.fields.iter().find(|field| field.name == SEAL).unwrap().clone()
    };
    let look = seal.dict.get("AP").and_then(Object::as_dict).unwrap().get("N").unwrap();
    let drawn = with_stream(pdf, look.as_ref().unwrap(), "0 0 m 9 9 l S");
    expect_added(&drawn, &[Change::Drawn { field: SEAL.to_owned() }]);
}

#[test]
fn a_tool_notes_when_it_wrote() {
    let pdf = sealed(2);
    let packet = first_of(pdf, "Metadata");
    let file = PdfFile::read(pdf).unwrap();
    let described = file.object(packet, 0).unwrap().unwrap().stream.clone().unwrap();
    let described = std::str::from_utf8(pdf.get(described).unwrap()).unwrap();
    let later = described.replace("<xmp:ModifyDate>2022-09-15", "<xmp:ModifyDate>2022-09-16");
    assert_ne!(later, described);
    expect_added(&with_stream(pdf, packet, &later), &[Change::DescriptionUpdated]);
    let info = file.revisions.last().unwrap().trailer.get("Info").unwrap().as_ref().unwrap();
    let dated = super::forge::with_dict(pdf, info, |dict, _| {
        dict.set("ModDate", Object::words("D:20220916080000+07'00'"));
        dict.set("Producer", Object::words("VGCA Sign"));
    });
    expect_added(&dated, &[Change::DescriptionUpdated]);
}

#[test]
fn proofs_are_added_and_leave_everything_as_it_was() {
    let proven = with_catalog(sealed(1), |catalog, update| {
        let list = update.add_stream(Dict::default(), &[0x30, 0]);
        let proofs = Dict::new([("Certs", Object::Array(vec![Object::Ref(list)]))]);
        catalog.set("DSS", Object::Ref(update.add(&Object::Dict(proofs))));
    });
    expect_added(&proven, &[Change::ProofsAdded]);
}

#[test]
fn features_are_declared() {
    let declared = with_catalog(sealed(1), |catalog, _| {
        let own = Dict::new([("BaseVersion", Object::name("1.7"))]);
        catalog.set("Extensions", Object::Dict(Dict::new([("ESIC", Object::Dict(own))])));
        catalog.set("Version", Object::name("2.0"));
    });
    let report = judge_of(&declared);
    assert_eq!(report.verdict, Verdict::Extended);
    assert_eq!(report.reasons, [Reason::LaterRevision]);
}

#[test]
fn an_update_is_written_with_streams_of_references() {
    let pdf = sealed(1);
    let field = {
        let file = PdfFile::read(pdf).unwrap();
        let form = crate::form::Form::read(&file, file.newest()).unwrap();
        form.fields.iter().find(|field| field.name == NUMBER).unwrap().clone()
    };
    let mut dict = field.dict;
    dict.set("V", Object::words("12"));
    let mut body = Vec::new();
    dict.write(&mut body);
    let body = String::from_utf8(body).unwrap();
    let packed = Forged::on(pdf).object(field.id.0, &body).finish_packed();
    expect_added(&packed, &[filled()]);
}

#[test]
fn objects_are_written_again_as_they_were() {
    let pdf = sealed(2);
    let page = first_of(pdf, "Page");
    let resources = referred(pdf, page, "Resources");
    let again = appended(pdf, |file, update| {
        for id in [page, resources] {
            let found = file.object(id, file.newest()).unwrap().unwrap();
            update.put(id, &found.value);
        }
    });
    expect_added(&again, &[]);
}

#[test]
fn a_container_with_an_old_name_of_the_certificate_is_read() {
    use crate::der::{oid, tag, write};
    use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

    let old = resigned(sealed(1), |it| {
        let own = it.certificates.first().unwrap();
        let hash = write(tag::OCTET_STRING, digest(&SHA1_FOR_LEGACY_USE_ONLY, own).as_ref());
        let id = write(tag::SEQUENCE, &write(tag::SEQUENCE, &write(tag::SEQUENCE, &hash)));
        it.attributes.pop();
        it.attributes.push(super::forge::attribute(oid::SIGNING_CERTIFICATE, &id));
    });
    expect_intact(&old, 1);
}
