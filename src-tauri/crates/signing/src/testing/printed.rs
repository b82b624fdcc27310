//! A paper as the program prints it: two pages, subset fonts, tags, metadata, an attachment, three
//! places to sign, a seal and a number that are left empty.

use std::sync::LazyLock;

use papers::{
    Attachment, Block, Document, Head, HeadLine, Number, Paragraph, ParagraphStyle, Run,
    SignatureBlock, StyleSheet, Timestamp, Title,
};

use super::{font, key, request};
use crate::sign;

/// Where people sign in [`printed`], in the order of [`sealed`].
pub(crate) const PLACES: [&str; 3] = ["truong_doan", "thu_ky", "don_vi"];
/// The seal of the agency, pressed last.
pub(crate) const SEAL: &str = "con_dau";
/// The number that the clerk gives later.
pub(crate) const NUMBER: &str = "so_van_ban";

/// The paper before anybody signed; always the same bytes.
pub(crate) fn printed() -> &'static [u8] {
    static PDF: LazyLock<Vec<u8>> = LazyLock::new(|| papers::render(&document()).unwrap().pdf);
    &PDF
}

/// The paper, signed by the first `count` people, each with another kind of key.
pub(crate) fn sealed(count: usize) -> &'static [u8] {
    static PDFS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let font = font();
        let mut pdfs = vec![printed().to_vec()];
        for (field, file) in PLACES.iter().zip(["rsa2048.p12", "p256.p12", "p384.p12"]) {
            let last = pdfs.last().unwrap();
            pdfs.push(sign(last, &request(field, &key(file), &font)).unwrap());
        }
        pdfs
    });
    PDFS.get(count).unwrap()
}

fn document() -> Document {
    let block = |field: &str, seal: Option<&str>| SignatureBlock {
        field: field.into(),
        heading: vec!["TRƯỞNG ĐOÀN".into()],
        name: "Nguyễn Thị Thanh Hồng".into(),
        seal: seal.map(str::to_owned),
        ..SignatureBlock::default()
    };
    let words = |text: &str| {
        Block::Paragraph(Paragraph {
            runs: vec![Run::plain(text)],
            style: ParagraphStyle::Body,
            ..Paragraph::default()
        })
    };
    let number = Number { value: None, symbol: "/BB-ĐKT".into(), slot: Some(NUMBER.to_owned()) };
    let head = Head {
        left: vec![HeadLine::Agency("ĐOÀN KIỂM TRA".into()), HeadLine::Number(number)],
        right: vec![HeadLine::Nation(papers::NATION.into()), HeadLine::Motto(papers::MOTTO.into())],
    };
    let [first, second, third] = PLACES;
    Document {
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
        copy_field: None,
        blocks: vec![
            Block::Head(head),
            Block::Title(Title { kind: "Biên bản".into(), subject: vec!["Kiểm tra".into()] }),
            words("Tổng số 4.545 hồ sơ, đạt 60,64%."),
            Block::Signatures(vec![
                block(first, Some(SEAL)),
                block(second, None),
                block(third, None),
            ]),
            Block::Annex { label: "Phụ lục I".into(), title: "Danh sách".into() },
            words("14/27 trạm đạt yêu cầu."),
        ],
        attachments: vec![Attachment {
            name: "bien-ban.json".into(),
            mime: "application/json".into(),
            description: "Số liệu của biên bản".into(),
            bytes: b"{\"ho_so\":4545}".to_vec(),
        }],
    }
}
