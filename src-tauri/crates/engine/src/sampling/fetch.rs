//! The paper with which drawn files are fetched from the shelves.

use domain::date;
use domain::number;
use papers::{
    Align, Block, Column, Document, Foot, Head, Paragraph, ParagraphStyle, Row, Run, StyleSheet,
    Table, Timestamp, Title,
};

use super::{BY_CHANNEL, BY_FIELD, ListedFile};
use crate::record::Draw;

/// Whose list it is, and when.
pub struct About<'a> {
    /// The inspecting agency.
    pub agency: &'a str,
    /// The unit, as its authority is called.
    pub unit: &'a str,
    /// When the sample was drawn.
    pub created: Timestamp,
}

/// The list of the files of `draw`, with room to sign for each and with all that is needed to
/// draw them again.
pub fn fetch_list(
    draw: &Draw,
    files: &[ListedFile],
    about: &About<'_>,
    style: &StyleSheet,
) -> Document {
    let subject = format!("kiểm tra mẫu tại {}", about.unit);
    Document {
        title: format!("Danh sách hồ sơ {subject}"),
        subject: format!("Danh sách hồ sơ {subject}"),
        author: about.agency.to_owned(),
        created: about.created,
        draft: false,
        style: style.clone(),
        copy_field: None,
        foot: Some(Foot::line(format!(
            "Chuỗi rút: {} · {}/{} hồ sơ",
            draw.seed, draw.size, draw.of
        ))),
        blocks: blocks(draw, files, about, subject),
        attachments: Vec::new(),
    }
}

fn blocks(draw: &Draw, files: &[ListedFile], about: &About<'_>, subject: String) -> Vec<Block> {
    let mut blocks = vec![
        Block::Head(Head::national(None, about.agency.to_owned(), None)),
        Block::Title(Title { kind: "DANH SÁCH HỒ SƠ".to_owned(), subject: vec![subject] }),
        note(&format!(
            "Đề nghị đơn vị chuẩn bị {} hồ sơ dưới đây, rút ngẫu nhiên trong {} hồ sơ của danh sách.",
            number::in_text(u64::from(draw.size)),
            number::grouped(u64::from(draw.of))
        )),
        Block::Table(table(draw, files)),
    ];
    blocks.extend(method(draw).iter().map(|text| note(text)));
    blocks
}

fn table(draw: &Draw, files: &[ListedFile]) -> Table {
    let row = |(index, code): (u64, &String)| {
        let listed = files.iter().find(|file| file.code == *code);
        let text = |of: fn(&ListedFile) -> &str| listed.map_or("", of).to_owned();
        let cells = [
            number::grouped(index),
            code.clone(),
            joined(&text(|file| &file.procedure), &text(|file| &file.field)),
            shown(&text(|file| &file.received)),
            shown(&text(|file| &file.due)),
            String::new(),
        ];
        Row { cells: cells.map(|text| vec![Run::plain(text)]).to_vec(), may_break: false }
    };
    Table {
        caption: None,
        columns: vec![
            Column::share("STT", 70, Align::Centre),
            Column::share("Mã hồ sơ", 300, Align::Left),
            Column::share("TTHC (lĩnh vực)", 230, Align::Left),
            Column::share("Ngày nhận", 150, Align::Centre),
            Column::share("Ngày hẹn trả", 150, Align::Centre),
            Column::share("Ký nhận", 100, Align::Left),
        ],
        rows: (1..).zip(&draw.codes).map(row).collect(),
    }
}

/// What anybody needs to draw the same files again.
fn method(draw: &Draw) -> Vec<String> {
    let parted = match draw.by.as_str() {
        BY_FIELD => {
            "Danh sách chia nhóm theo lĩnh vực; mỗi nhóm lấy theo tỷ lệ, phần lẻ lớn nhất trước, mỗi nhóm ít nhất 01 hồ sơ khi đủ chỗ. "
        }
        BY_CHANNEL => {
            "Danh sách chia nhóm theo kênh nộp; mỗi nhóm lấy theo tỷ lệ, phần lẻ lớn nhất trước, mỗi nhóm ít nhất 01 hồ sơ khi đủ chỗ. "
        }
        _ => "",
    };
    let first = if parted.is_empty() {
        format!("{} hồ sơ đầu", number::in_text(u64::from(draw.size)))
    } else {
        "các hồ sơ đầu của mỗi nhóm".to_owned()
    };
    vec![
        format!("Chuỗi rút: {}. Rút lúc {}.", draw.seed, draw.at),
        format!(
            "Cách rút ({}): {parted}Tính SHA-256 của chuỗi rút, ký tự 0x1F và mã hồ sơ viết liền nhau (UTF-8, NFC); xếp kết quả tăng dần; lấy {first}. Ai có danh sách và chuỗi rút đều rút lại được đúng các hồ sơ này.",
            draw.method
        ),
        format!("Mã kiểm của danh sách: {}.", draw.population),
    ]
}

fn note(text: &str) -> Block {
    Block::Paragraph(Paragraph::plain(ParagraphStyle::Note, text))
}

/// The procedure with its field behind it, where both are known.
fn joined(procedure: &str, field: &str) -> String {
    match (procedure.is_empty(), field.is_empty()) {
        (false, false) => format!("{procedure} ({field})"),
        (true, _) => field.to_owned(),
        (false, true) => procedure.to_owned(),
    }
}

/// A day as papers write it; any other text as it stands.
fn shown(text: &str) -> String {
    date::parse(text).map_or_else(|| text.to_owned(), date::short)
}
