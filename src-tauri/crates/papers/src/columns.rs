//! How wide the columns of a table are.

use crate::document::{ColumnWidth, Run, Table};
use crate::error::PaperError;
use crate::measure::{Glyph, shape, width_mpt};
use crate::memory::Memory;
use crate::merges::Merges;
use crate::style::{Element, Elements};

/// What a column asks for, in thousandths of a point.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wish {
    /// Its widest word.
    least: i64,
    /// Its widest cell on one line.
    most: i64,
}

/// Widths of all columns; together exactly `total`.
pub(crate) fn widths(
    memory: &mut Memory,
    (table, merges): (&Table, &Merges),
    elements: &Elements,
    (total, padding): (i64, i64),
) -> Result<Vec<i64>, PaperError> {
    let shares: i64 = table.columns.iter().filter_map(share).sum();
    let scale = shares.max(1000);
    let fixed = |permille: i64| total * permille / scale;
    let taken: i64 = table.columns.iter().filter_map(share).map(fixed).sum();
    let mut wishes = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        if column.width == ColumnWidth::Auto {
            wishes.push(wish(memory, (table, merges), index, elements, padding)?);
        }
    }
    let mut autos = divide(&wishes, (total - taken).max(0)).into_iter();
    let mut widths: Vec<i64> = table
        .columns
        .iter()
        .map(|column| share(column).map_or_else(|| autos.next().unwrap_or_default(), fixed))
        .collect();
    // What rounding left over, or shares that do not fill the table, goes to the widest column.
    let rest = total - widths.iter().sum::<i64>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += rest;
    }
    Ok(widths)
}

fn share(column: &crate::document::Column) -> Option<i64> {
    match column.width {
        ColumnWidth::Share(permille) => Some(i64::from(permille)),
        ColumnWidth::Auto => None,
    }
}

/// Every column gets its widest word. The rest goes by the root of what more each wants: a cell with
/// four times the words gets twice the width, so that rows come out low.
fn divide(wishes: &[Wish], room: i64) -> Vec<i64> {
    let least: i64 = wishes.iter().map(|w| w.least).sum();
    let most: i64 = wishes.iter().map(|w| w.most).sum();
    let more = |wish: &Wish| (wish.most - wish.least).max(0).isqrt();
    let all: i64 = wishes.iter().map(more).sum();
    let part = |amount: i64, of: i64, all: i64| if all == 0 { 0 } else { amount * of / all };
    wishes
        .iter()
        .map(|wish| {
            if room >= most {
                wish.most + part(room - most, wish.most, most)
            } else if room >= least {
                wish.least + part(room - least, more(wish), all)
            } else {
                part(room, wish.least, least)
            }
        })
        .collect()
}

fn wish(
    memory: &mut Memory,
    (table, merges): (&Table, &Merges),
    index: usize,
    elements: &Elements,
    padding: i64,
) -> Result<Wish, PaperError> {
    let head = table.columns.get(index).map(|c| c.title.as_str()).unwrap_or_default();
    let mut wish = of_words(memory, &[Run::plain(head)], &elements.table_head)?;
    for (number, row) in table.rows.iter().enumerate() {
        // What lies over several columns asks nothing of one.
        let Some(cell) = row.cells.get(index) else { continue };
        if merges.owner(number, index).columns > 1 {
            continue;
        }
        let own = of_words(memory, cell, &elements.table_cell)?;
        wish.least = wish.least.max(own.least);
        wish.most = wish.most.max(own.most);
    }
    Ok(Wish { least: wish.least + 2 * padding, most: wish.most + 2 * padding })
}

fn of_words(memory: &mut Memory, runs: &[Run], element: &Element) -> Result<Wish, PaperError> {
    memory.wish(runs, element, || Ok(measure(&shape(runs, element)?, element.size_pt)))
}

fn measure(glyphs: &[Glyph], size_pt: u16) -> Wish {
    let widest = |separators: &[char]| {
        glyphs
            .split(|g| separators.contains(&g.character))
            .map(|part| width_mpt(part, size_pt))
            .max()
            .unwrap_or_default()
    };
    Wish { least: widest(&[' ', '\n']), most: widest(&['\n']) }
}
