//! What was set before, so that a paper that changes in one place is set again only there.
//!
//! Between two keystrokes almost every paragraph and cell of a paper stays as it was. Finding its
//! ends of lines is most of the work of laying it out, and depends on nothing but its words, their
//! letters and the room they have.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use hashbrown::{Equivalent, HashMap};

use crate::columns::Wish;
use crate::document::Run;
use crate::error::PaperError;
use crate::galley::TextMark;
use crate::measure::shape;
use crate::paragraph::{Setting, set};
use crate::style::Element;

/// Lines set before. Kept from one layout to the next; what a layout did not need is forgotten after
/// it, so this never outgrows the paper.
#[derive(Debug, Default)]
pub struct Memory {
    lines: HashMap<Key<Setting>, Kept<Arc<[TextMark]>>>,
    wishes: HashMap<Key<u16>, Kept<Wish>>,
    layout: u64,
}

/// Words, their letters, and what else the result depends on.
#[derive(Debug, Eq, PartialEq)]
struct Key<Measure> {
    runs: Vec<Run>,
    letters: Letters,
    measure: Measure,
}

/// As [`Key`], borrowed to look with.
struct Asked<'r, Measure> {
    runs: &'r [Run],
    letters: Letters,
    measure: Measure,
}

/// What an element says of letters, but for their size.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct Letters {
    bold: bool,
    italic: bool,
    upper: bool,
}

/// A result and the layout that last needed it.
#[derive(Debug)]
struct Kept<Result> {
    result: Result,
    layout: u64,
}

impl Memory {
    /// Words as lines in their setting, each with its base line at 0.
    pub(crate) fn lines(
        &mut self,
        runs: &[Run],
        element: &Element,
        setting: Setting,
    ) -> Result<Arc<[TextMark]>, PaperError> {
        let asked = Asked { runs, letters: element.into(), measure: setting };
        recall(&mut self.lines, self.layout, &asked, || {
            Ok(set(&shape(runs, element)?, setting).into())
        })
    }

    /// How wide words want to be.
    pub(crate) fn wish(
        &mut self,
        runs: &[Run],
        element: &Element,
        measure: impl FnOnce() -> Result<Wish, PaperError>,
    ) -> Result<Wish, PaperError> {
        let asked = Asked { runs, letters: element.into(), measure: element.size_pt };
        recall(&mut self.wishes, self.layout, &asked, measure)
    }

    /// Forgets what the layout that ends here did not need.
    pub(crate) fn end_layout(&mut self) {
        let layout = self.layout;
        self.lines.retain(|_, kept| kept.layout == layout);
        self.wishes.retain(|_, kept| kept.layout == layout);
        self.layout += 1;
    }
}

/// What is kept, or else what `make` makes, which then is kept.
fn recall<Measure: Copy + Eq + Hash, Made: Clone>(
    kept: &mut HashMap<Key<Measure>, Kept<Made>>,
    layout: u64,
    asked: &Asked<'_, Measure>,
    make: impl FnOnce() -> Result<Made, PaperError>,
) -> Result<Made, PaperError> {
    if let Some(known) = kept.get_mut(asked) {
        known.layout = layout;
        return Ok(known.result.clone());
    }
    let result = make()?;
    let Asked { runs, letters, measure } = *asked;
    let key = Key { runs: runs.to_vec(), letters, measure };
    kept.insert(key, Kept { result: result.clone(), layout });
    Ok(result)
}

impl From<&Element> for Letters {
    fn from(element: &Element) -> Self {
        Self { bold: element.bold, italic: element.italic, upper: element.upper }
    }
}

impl<Measure: Hash> Hash for Key<Measure> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.runs.as_slice(), self.letters, &self.measure).hash(state);
    }
}

impl<Measure: Hash> Hash for Asked<'_, Measure> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.runs, self.letters, &self.measure).hash(state);
    }
}

impl<Measure: Eq> Equivalent<Key<Measure>> for Asked<'_, Measure> {
    fn equivalent(&self, key: &Key<Measure>) -> bool {
        self.letters == key.letters && self.measure == key.measure && self.runs == key.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};
    use crate::fixture::{elements, long_minutes};
    use crate::render::{render, render_again};
    use proptest::prelude::*;

    /// What a person may do to a paper between two layouts.
    fn edit(document: &mut Document, at: usize, words: &str) {
        let count = document.blocks.len();
        match document.blocks.get_mut(at % count) {
            Some(Block::Paragraph(paragraph)) => paragraph.runs.push(Run::bold(words)),
            Some(Block::Heading { text, .. }) => text.push_str(words),
            Some(Block::Table(table)) => {
                let rows = table.rows.len().max(1);
                if let Some(cell) = table.rows.get_mut(at % rows).and_then(|r| r.cells.first_mut())
                {
                    cell.push(Run::plain(words));
                }
            }
            _ => document.style.body.leading_permille += 1,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn a_paper_laid_out_again_is_the_paper_laid_out_anew(
            edits in prop::collection::vec((0..40_usize, " [a-zđ]{1,12}( [a-zđ]{1,7}){0,9}"), 1..4),
        ) {
            for fixture in [long_minutes, elements] {
                let mut document = fixture().unwrap();
                let mut memory = Memory::default();
                render_again(&document, &mut memory).unwrap();
                for (at, words) in &edits {
                    edit(&mut document, *at, words);
                    let again = render_again(&document, &mut memory).unwrap();
                    prop_assert!(again == render(&document).unwrap());
                }
            }
        }
    }

    #[test]
    fn what_a_paper_no_longer_says_is_forgotten() {
        let mut document = long_minutes().unwrap();
        let mut memory = Memory::default();
        render_again(&document, &mut memory).unwrap();
        assert!(20 < memory.lines.len() && !memory.wishes.is_empty());

        document.blocks.clear();
        render_again(&document, &mut memory).unwrap();

        assert!(memory.lines.is_empty() && memory.wishes.is_empty());
    }
}
