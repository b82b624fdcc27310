//! The tables of full minutes.

use domain::date;
use domain::finding::Finding;
use domain::number;
use papers::{Align, Row, Table};

use super::{figures, slots, words};
use crate::blocks::{cells, column, long_cells};

pub(super) fn figures(figures: &[figures::FigureRow]) -> Table {
    let row = |(index, figure): (u64, &figures::FigureRow)| {
        cells(&[
            &number::grouped(index),
            &figure.label,
            &figure.counts,
            &figure.rate,
            &figure.remark,
        ])
    };
    Table {
        caption: None,
        columns: vec![
            column("STT", 80, Align::Centre),
            column("Chỉ tiêu", 400, Align::Left),
            column("Số lượng", 165, Align::Right),
            column("Tỷ lệ", 135, Align::Right),
            column("Ghi chú", 220, Align::Left),
        ],
        rows: (1..).zip(figures).map(row).collect(),
    }
}

pub(super) fn shortcomings(findings: &[&Finding]) -> Table {
    let row = |(index, finding): (u64, &&Finding)| {
        long_cells(&[
            &number::grouped(index),
            &slots::sentence(&finding.text),
            &finding.explanation,
            words::ruling_words(finding.ruling),
        ])
    };
    Table {
        caption: None,
        columns: vec![
            column("STT", 80, Align::Centre),
            column("Tồn tại, hạn chế", 420, Align::Left),
            column("Giải trình của đơn vị", 300, Align::Left),
            column("Kết luận", 200, Align::Left),
        ],
        rows: (1..).zip(findings).map(row).collect(),
    }
}

/// What is to be done, by whom and until when; `None` where nothing is.
pub(super) fn recommendations(findings: &[Finding]) -> Option<Table> {
    let asked = findings.iter().filter(|finding| !finding.recommendation.is_empty());
    let rows: Vec<Row> =
        (1_u64..).zip(asked).map(|(index, finding)| recommendation(index, finding)).collect();
    (!rows.is_empty()).then(|| Table {
        caption: None,
        columns: vec![
            column("STT", 80, Align::Centre),
            column("Nội dung kiến nghị, yêu cầu", 530, Align::Justify),
            column("Người chịu trách nhiệm", 220, Align::Left),
            column("Thời hạn", 170, Align::Centre),
        ],
        rows,
    })
}

fn recommendation(index: u64, finding: &Finding) -> Row {
    let deadline = finding.deadline.map(|day| format!("Trước ngày {}", date::short(day)));
    long_cells(&[
        &number::grouped(index),
        &slots::sentence(&finding.recommendation),
        &finding.responsible,
        &deadline.unwrap_or_default(),
    ])
}
