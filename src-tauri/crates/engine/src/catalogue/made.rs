//! Checklists that come from elsewhere than a file of their own.

use domain::checklist::Checklist;

use super::convert::Desk;
use super::source::Source;
use super::{Catalogue, Problem, formulas, rules};

impl Catalogue {
    /// What breaks the rules in `checklist`, which was made from the workbook `file`; no problem
    /// names a line.
    pub fn flaws(&self, file: &str, checklist: &Checklist) -> Vec<Problem> {
        let source = Source::new(&[(file, "")]);
        let mut desk = Desk::new(&source);
        rules::check(&mut desk, checklist, &self.words);
        formulas::check(&mut desk, checklist);
        desk.problems
    }
}
