//! The tables of full minutes.

use domain::date;
use domain::finding::Finding;
use domain::number;
use papers::{Align, Column, Row, Table};

use super::{figures, slots, words};
use crate::blocks::{cells, long_cells};

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
            Column::share("STT", 80, Align::Centre),
            Column::share("Chỉ tiêu", 400, Align::Left),
            Column::share("Số lượng", 165, Align::Right),
            Column::share("Tỷ lệ", 135, Align::Right),
            Column::share("Ghi chú", 220, Align::Left),
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
            Column::share("STT", 80, Align::Centre),
            Column::share("Tồn tại, hạn chế", 420, Align::Left),
            Column::share("Giải trình của đơn vị", 300, Align::Left),
            Column::share("Kết luận", 200, Align::Left),
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
            Column::share("STT", 80, Align::Centre),
            Column::share("Nội dung kiến nghị, yêu cầu", 530, Align::Justify),
            Column::share("Người chịu trách nhiệm", 220, Align::Left),
            Column::share("Thời hạn", 170, Align::Centre),
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
