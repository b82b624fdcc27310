//! What a visit saw again of the demands of last time (kiểm tra việc khắc phục).

use domain::date;
use domain::number;
use domain::visit::Extent;
use papers::{Align, Block, Column, List, ListItem, ListKind, Table};

use super::material::{Material, SeenAgain};
use super::{slots, words};
use crate::blocks::long_cells;

/// The papers in which the demands were made, each once.
pub(super) fn papers(demands: &[SeenAgain]) -> Vec<&str> {
    let mut papers: Vec<&str> = Vec::new();
    for demand in demands {
        if !demand.paper.is_empty() && !papers.contains(&demand.paper.as_str()) {
            papers.push(&demand.paper);
        }
    }
    papers
}

/// How many of the demands were seen again, and what became of them.
pub(super) fn summary(material: &Material) -> String {
    let demands = material.demands();
    if demands.is_empty() {
        return String::new();
    }
    let count = |is: Option<bool>| demands.iter().filter(|it| it.mended == is).count();
    let body = words::body_word(material.campaign.delegation_kind);
    let papers = papers(demands);
    let named = if papers.is_empty() {
        String::new()
    } else {
        format!(" nêu tại {}", papers.join("; "))
    };
    let told = outcome(count(Some(true)), count(Some(false)), count(None));
    let all = number::in_text(whole(demands.len()));
    format!("{body} xem lại {all} nội dung phải khắc phục{named}: {told}.")
}

/// `mended` of the demands are, `open` are not, and at `unseen` nobody looked.
fn outcome(mended: usize, open: usize, unseen: usize) -> String {
    let text = |count: usize| number::in_text(whole(count));
    let seen = match (mended, open) {
        (0, 0) => String::new(),
        (1, 0) if unseen == 0 => "nội dung này đã được khắc phục".to_owned(),
        (0, 1) if unseen == 0 => "nội dung này chưa được khắc phục".to_owned(),
        (all, 0) if unseen == 0 => format!("cả {} nội dung đã được khắc phục", text(all)),
        (0, _) if unseen == 0 => "chưa nội dung nào được khắc phục".to_owned(),
        (some, 0) => format!("{} nội dung đã được khắc phục", text(some)),
        (0, some) => format!("{} nội dung chưa được khắc phục", text(some)),
        (one, other) => format!(
            "{} nội dung đã được khắc phục, {} nội dung chưa được khắc phục",
            text(one),
            text(other)
        ),
    };
    match (seen.as_str(), unseen) {
        ("", _) => "chưa nội dung nào được kết luận".to_owned(),
        (_, 0) => seen,
        (_, unseen) => format!("{seen}; {} nội dung chưa kết luận", text(unseen)),
    }
}

/// What was demanded, until when, and what was seen.
pub(super) fn blocks(material: &Material) -> Vec<Block> {
    let demands = material.demands();
    match material.extent() {
        Extent::Full => vec![Block::Table(table(demands))],
        Extent::Short => {
            let items = demands.iter().map(point).collect();
            vec![Block::List(List { kind: ListKind::Numbered, items })]
        }
    }
}

fn table(demands: &[SeenAgain]) -> Table {
    let row = |(index, demand): (u64, &SeenAgain)| {
        let deadline = demand.deadline.map(date::short).unwrap_or_default();
        let result = result(demand.mended);
        long_cells(&[&number::grouped(index), &asked(demand), &deadline, result])
    };
    Table {
        caption: None,
        columns: vec![
            Column::share("STT", 80, Align::Centre),
            Column::share("Nội dung phải khắc phục", 560, Align::Left),
            Column::share("Thời hạn", 160, Align::Centre),
            Column::share("Kết quả xem lại", 200, Align::Left),
        ],
        rows: (1..).zip(demands).map(row).collect(),
    }
}

fn point(demand: &SeenAgain) -> ListItem {
    let until = demand
        .deadline
        .map(|day| format!(" Thời hạn: trước ngày {}.", date::cited(day)))
        .unwrap_or_default();
    ListItem::plain(format!("{}{until} Kết quả: {}.", asked(demand), lower(result(demand.mended))))
}

fn asked(demand: &SeenAgain) -> String {
    let text = slots::sentence(&demand.text);
    if demand.recommendation.is_empty() {
        return text;
    }
    format!("{text} Kiến nghị: {}", slots::sentence(&demand.recommendation))
}

const fn result(mended: Option<bool>) -> &'static str {
    match mended {
        Some(true) => "Đã khắc phục",
        Some(false) => "Chưa khắc phục",
        None => "Chưa kết luận",
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_several_all_and_none_are_said_as_people_say_them() {
        for (mended, open, unseen, expected) in [
            (1, 0, 0, "nội dung này đã được khắc phục"),
            (0, 1, 0, "nội dung này chưa được khắc phục"),
            (5, 0, 0, "cả 05 nội dung đã được khắc phục"),
            (0, 5, 0, "chưa nội dung nào được khắc phục"),
            (3, 2, 0, "03 nội dung đã được khắc phục, 02 nội dung chưa được khắc phục"),
            (12, 0, 1, "12 nội dung đã được khắc phục; 01 nội dung chưa kết luận"),
            (0, 1, 2, "01 nội dung chưa được khắc phục; 02 nội dung chưa kết luận"),
            (0, 0, 3, "chưa nội dung nào được kết luận"),
        ] {
            assert_eq!(outcome(mended, open, unseen), expected);
        }
    }
}
