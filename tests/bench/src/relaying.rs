//! A keystroke in minutes of thirty pages: laying out again what changed, against laying out all.

use std::time::Instant;

use papers::{Block, Document, Memory};

use crate::measure::interleave;
use crate::table::{Aim, Row};
use crate::{Outcome, fixture};

const PAIRS: usize = 60;
/// About thirty pages.
const TIMES: usize = 2;

/// Measures the layout alone, and the whole preview with its file.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let whole = fixture::repeated(fixture::long_minutes()?, TIMES);
    let pages = papers::page_count(&whole, &mut Memory::default())?;
    let mut rows = Vec::new();
    let lay_out = |it: &Document, memory: &mut Memory| papers::page_count(it, memory).map(drop);
    let print = |it: &Document, memory: &mut Memory| papers::render_again(it, memory).map(drop);
    let kinds: [(_, Aim, Work); 2] = [
        (
            format!("a keystroke in minutes of {pages} pages: laid out again"),
            Aim::AtMost(0.1),
            lay_out,
        ),
        ("… and written as PDF".to_owned(), Aim::None, print),
    ];
    for (what, aim, work) in kinds {
        let (mut ours, mut theirs) = (whole.clone(), whole.clone());
        let mut memory = Memory::default();
        work(&ours, &mut memory)?;
        let [pairs] = interleave(
            PAIRS,
            |turn| {
                press(&mut ours, turn);
                let started = Instant::now();
                work(&ours, &mut memory)?;
                Ok([started.elapsed()])
            },
            |turn| {
                press(&mut theirs, turn);
                let started = Instant::now();
                work(&theirs, &mut Memory::default())?;
                Ok([started.elapsed()])
            },
        )?;
        rows.push(Row::measured(what, "the same without what was set before", aim, pairs));
    }
    Ok(rows)
}

/// Work on a paper, with what was set before.
type Work = fn(&Document, &mut Memory) -> Result<(), papers::PaperError>;

/// A letter more at the end of a paragraph in the middle.
fn press(document: &mut Document, turn: usize) {
    let paragraphs = document.blocks.iter_mut().filter_map(|block| {
        if let Block::Paragraph(paragraph) = block { Some(paragraph) } else { None }
    });
    let mut paragraphs: Vec<_> = paragraphs.collect();
    let middle = paragraphs.len() / 2;
    let run = paragraphs.get_mut(middle).and_then(|paragraph| paragraph.runs.last_mut());
    if let Some(run) = run {
        run.text.push(if turn % 6 == 5 { ' ' } else { 'ê' });
    }
}
