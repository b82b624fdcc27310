//! How much data may say before they are laid out.
//!
//! A few bytes of data can ask for a paper without end: a name is told once and printed wherever it is
//! named. So names are short, what is named often is counted, and what would be printed is held
//! against what the pages print: an honest paper prints as much as its data say.

use std::collections::BTreeSet;

use papers::{Block, Document, List, Row, Run, SignatureBlock, Table};
use serde_json::Value;
use signing::Contents;

use super::WhyNot;
use crate::record::kind;

/// The longest text in bytes; that of a person who wrote twenty pages into one part is a tenth of it.
const TEXT_MAX: usize = 1024 * 1024;
/// The longest name of a unit, a person or a paper, and the longest title or label, in bytes.
const NAME_MAX: usize = 4 * 1024;
/// How much names may come to, in bytes, if every string of the data were one of them.
const NAMED_MAX: usize = 256 * 1024 * 1024;
/// So many times as much as the pages print may be laid out; spaces and what repeats are not read.
const PRINTED_TIMES: usize = 4;
/// What may be laid out in any case, in bytes: what fields and heads print is not read either.
const PRINTED_MIN: usize = 256 * 1024;

/// Refuses data whose texts are longer than any, or whose names would be printed without end.
pub(super) fn texts(data: &Value) -> Result<(), WhyNot> {
    let mut sizes = Sizes::default();
    sizes.add(data, Is::Text);
    let named = sizes.count.saturating_mul(sizes.longest_name);
    let fits = sizes.longest <= TEXT_MAX && sizes.longest_name <= NAME_MAX && named <= NAMED_MAX;
    if fits { Ok(()) } else { Err(WhyNot::TooLarge) }
}

/// Refuses a checklist that has an area or an item twice: what is told of it would be printed as often.
pub(super) fn once<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), WhyNot> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(WhyNot::Damaged);
        }
    }
    Ok(())
}

/// Refuses a paper that would print far more than the pages of the file do.
pub(super) fn printed(document: &Document, contents: &Contents) -> Result<(), WhyNot> {
    let pages: usize = contents.pages.iter().map(|page| page.words.len()).sum();
    let most = PRINTED_MIN.max(pages.saturating_mul(PRINTED_TIMES));
    let asked: usize = document.blocks.iter().map(of_block).sum();
    if asked <= most { Ok(()) } else { Err(WhyNot::TooLarge) }
}

/// What a string is.
#[derive(Clone, Copy)]
enum Is {
    Name,
    Text,
}

#[derive(Default)]
struct Sizes {
    count: usize,
    longest: usize,
    longest_name: usize,
}

impl Sizes {
    fn add(&mut self, value: &Value, is: Is) {
        match value {
            Value::String(text) => {
                self.count += 1;
                self.longest = self.longest.max(text.len());
                if matches!(is, Is::Name) {
                    self.longest_name = self.longest_name.max(text.len());
                }
            }
            Value::Array(items) => items.iter().for_each(|it| self.add(it, is)),
            Value::Object(fields) => {
                let of = fields.get("kind").and_then(Value::as_str);
                for (key, value) in fields {
                    self.add(value, if is_name(of, key) { Is::Name } else { is });
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Whether the values of `key`, in something of the kind `of`, are names: printed wherever something
/// refers to them.
fn is_name(of: Option<&str>, key: &str) -> bool {
    let named = [kind::CAMPAIGN, kind::UNIT, kind::MEMBER, kind::VISIT];
    match key {
        "id" | "item" | "area" | "title" | "label" | "unit" | "name" | "addressee" | "field" => {
            true
        }
        "value" => of.is_some_and(|of| named.contains(&of)),
        _ => false,
    }
}

fn of_block(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } | Block::RunningHead(text) => text.len(),
        Block::Paragraph(paragraph) => of_runs(&paragraph.runs),
        Block::Table(table) => of_table(table),
        Block::MergedTable(merged) => of_table(&merged.table),
        Block::List(list) => of_list(list),
        Block::Annex { label, title } => label.len() + title.len(),
        Block::Title(title) => title.kind.len() + of_lines(&title.subject),
        Block::Signatures(blocks) => blocks.iter().map(of_signature).sum(),
        Block::Recipients(lines) => of_lines(lines),
        Block::Figure(figure) => figure.caption.len(),
        Block::Gallery { figures, .. } => figures.iter().map(|it| it.caption.len()).sum(),
        // Heads hold names and nothing else.
        Block::Head(_) | Block::Label(_) | Block::PageBreak | Block::Turn(_) | Block::Space(_) => 0,
    }
}

fn of_runs(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.len()).sum()
}

fn of_lines(lines: &[String]) -> usize {
    lines.iter().map(String::len).sum()
}

fn of_table(table: &Table) -> usize {
    let heads: usize = table.columns.iter().map(|column| column.title.len()).sum();
    let row = |row: &Row| row.cells.iter().map(|cell| of_runs(cell)).sum::<usize>();
    heads + table.rows.iter().map(row).sum::<usize>()
}

fn of_list(list: &List) -> usize {
    let inner = |of: Option<&List>| of.map_or(0, of_list);
    list.items.iter().map(|item| of_runs(&item.runs) + inner(item.inner.as_ref())).sum()
}

fn of_signature(block: &SignatureBlock) -> usize {
    of_lines(&block.heading) + block.name.len()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_bound_and_so_is_how_often_they_may_be_named() {
        let unit = |name: &str, named: usize| {
            let value = json!({"kind": kind::UNIT, "id": "1", "field": "name", "value": name});
            json!({"record": [value], "units": vec!["1"; named]})
        };
        assert_eq!(texts(&unit("Phường Cầu Tre", 10_000)), Ok(()));
        assert_eq!(texts(&unit(&"a".repeat(NAME_MAX + 1), 1)), Err(WhyNot::TooLarge));
        let named = NAMED_MAX / NAME_MAX;
        assert_eq!(texts(&unit(&"a".repeat(NAME_MAX), named)), Err(WhyNot::TooLarge));
        let finding =
            json!({"kind": kind::FINDING, "field": "text", "value": "a".repeat(NAME_MAX + 1)});
        assert_eq!(texts(&finding), Ok(()));
        assert_eq!(texts(&json!({"text": "a".repeat(TEXT_MAX + 1)})), Err(WhyNot::TooLarge));
    }
}
