//! Papers as the program prints them: drawn on, signed by three, judged.
#![expect(clippy::unwrap_used, reason = "a test fails by falling over")]

use std::path::Path;

use chrono::DateTime;
use papers::{
    Block, Document, Paragraph, ParagraphStyle, Run, SignatureBlock, StyleSheet, Timestamp, Title,
};
use signing::{
    Appearance, Caption, Certificate, SignRequest, Signer as _, Strokes, Verdict, fields,
    lay_drawing, open_p12, sign, verify,
};

const FIELDS: [&str; 3] = ["truong_doan", "thu_ky", "don_vi"];

fn file(path: &str) -> Vec<u8> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    std::fs::read(top.join(path)).unwrap()
}

fn printed() -> Vec<u8> {
    let block = |field: &str| SignatureBlock {
        field: field.into(),
        heading: vec!["TRƯỞNG ĐOÀN".into()],
        name: "Nguyễn Thị Ẩn".into(),
        ..SignatureBlock::default()
    };
    let document = Document {
        title: "Biên bản kiểm tra".into(),
        subject: String::new(),
        author: String::new(),
        created: Timestamp {
            year: 2022,
            month: 9,
            day: 15,
            hour: 11,
            minute: 30,
            second: 0,
            offset_minutes: 420,
        },
        draft: false,
        style: StyleSheet::nd30().unwrap(),
        foot: None,
        blocks: vec![
            Block::Title(Title { kind: "Biên bản".into(), subject: vec!["Kiểm tra".into()] }),
            Block::Paragraph(Paragraph {
                runs: vec![Run::plain("Tổng số 4.545 hồ sơ, đạt 60,64%.")],
                style: ParagraphStyle::Body,
                ..Paragraph::default()
            }),
            Block::Signatures(FIELDS.map(block).to_vec()),
        ],
        attachments: Vec::new(),
    };
    papers::render(&document).unwrap().pdf
}

#[test]
fn a_printed_paper_is_drawn_on_and_signed_by_three() {
    let font = file("assets/fonts/LiberationSerif-Regular.ttf");
    let strokes = Strokes {
        width: 600,
        height: 200,
        lines: vec![vec![(20, 150), (200, 20), (320, 180), (580, 60)], vec![(300, 100)]],
    };
    let caption = ["Ký trên màn hình lúc 11:30 ngày 15/09/2022".to_owned()];
    let caption = Caption { lines: &caption, font: &font };
    let drawn = lay_drawing(&printed(), "don_vi", &strokes, caption).unwrap();
    let drawn = lay_drawing(&drawn, "truong_doan", &strokes, Caption::default()).unwrap();

    let keys = ["rsa2048.p12", "p256.p12", "p384.p12"];
    let signed = FIELDS.iter().zip(keys).fold(drawn, |pdf, (field, key)| {
        let key = open_p12(&file(&format!("tests/fixtures/keys/{key}")), "mậtkhẩu").unwrap();
        let appearance = Appearance {
            name: key.certificate().subject(),
            role: "",
            strokes: (*field == "thu_ky").then_some(&strokes),
            font: &font,
        };
        let request = SignRequest {
            field,
            signer: &key,
            claimed_time: DateTime::parse_from_rfc3339("2022-09-15T11:30:00+07:00").unwrap(),
            reason: "",
            appearance,
            certify: true,
            late: None,
        };
        sign(&pdf, &request).unwrap()
    });

    let trust = Certificate::list(&file("tests/fixtures/keys/root.pem")).unwrap();
    let report = verify(&signed, &trust, None);
    assert_eq!(report.verdict, Verdict::Intact, "{report:#?}");
    assert!(report.signatures.iter().all(|signature| signature.trusted));
    assert!(fields(&signed).unwrap().iter().all(|field| field.signed && field.drawn));
    if let Some(path) = std::env::var_os("SIGNED_PAPER_OUT") {
        std::fs::write(path, signed).unwrap();
    }
}
