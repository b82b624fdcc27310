//! Numbers of minutes (số biên bản): give one, propose the next, tell where one was given before.

use std::cmp::Reverse;

use chrono::Datelike as _;
use domain::id::VisitId;
use domain::layout::LayoutText;
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field};
use crate::folder::Folder;
use crate::minutes::{self, Check, CheckLevel};
use crate::record::{self, Paper, PaperNumber, kind};
use crate::store::Thing;

/// Characters of a number, such as `12a`.
const NUMBER_MAX: usize = 8;

/// The number of the paper at work, and what could be one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NumberState {
    /// The number given; empty while there is none.
    pub given: String,
    /// What follows it: `/BB-ĐKT`.
    pub symbol: String,
    /// The next one of the series of that year.
    pub proposed: String,
}

/// A number that another paper was given.
struct Taken {
    visit: VisitId,
    /// The visit for its minutes, else the paper that adds to them.
    of: [u8; 16],
    number: PaperNumber,
}

impl Engine {
    /// Gives the paper at work of a visit its number; an empty one takes it back. What follows the
    /// number comes from the layout and may be typed with it.
    ///
    /// # Errors
    ///
    /// [`EngineError::AlreadySealed`], [`EngineError::BadInput`] for what is no number, and
    /// [`EngineError`] when the store cannot be written.
    pub fn give_number(&mut self, visit: VisitId, text: &str) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        if folder.sealed().is_some() {
            return Err(EngineError::AlreadySealed);
        }
        let text = clean(text);
        let number = text.split('/').next().unwrap_or_default().trim();
        let wrong = || EngineError::BadInput { field: Field::Number, entered: text.clone() };
        let is_number = number.starts_with(|it: char| it.is_ascii_digit())
            && number.chars().all(char::is_alphanumeric)
            && number.chars().count() <= NUMBER_MAX;
        if !(text.is_empty() || is_number) {
            return Err(wrong());
        }
        let given = (!number.is_empty()).then(|| PaperNumber {
            number: number.to_owned(),
            symbol: folder.material().printed(LayoutText::Symbol),
            year: year_of(&folder),
        });
        let edit = record::number_edit(folder.numbered(), given.as_ref())?;
        self.save(visit.bytes(), &[edit], Some("Ghi số biên bản".to_owned()))
    }

    /// The number of the paper at work, the next one of its series, and what is to be said when
    /// another paper has the same.
    pub(crate) fn number_state(
        &self,
        folder: &Folder,
        material: &minutes::Material,
    ) -> Result<(NumberState, Option<Check>), EngineError> {
        let symbol = material.printed(LayoutText::Symbol);
        let year = year_of(folder);
        let mut series = self.numbers_given(folder)?;
        series.retain(|it| it.number.symbol == symbol && it.number.year == year);
        series.sort_by_key(|it| Reverse(counted(&it.number.number)));
        let last = self.first_in_use(series.iter())?;
        let last = last.and_then(|it| counted(&it.number.number)).unwrap_or_default();
        let proposed = last.saturating_add(1).to_string();
        let same = |it: &&Taken| {
            !material.number.is_empty() && is_same(&it.number.number, &material.number)
        };
        let repeated = self.first_in_use(series.iter().filter(same))?;
        let check = repeated.map(|it| self.repeated(it)).transpose()?;
        Ok((NumberState { given: material.number.clone(), symbol, proposed }, check))
    }

    /// Every number that was ever given, but for that of the paper at work.
    fn numbers_given(&self, folder: &Folder) -> Result<Vec<Taken>, EngineError> {
        let facts = self.facts_everywhere(kind::NUMBER)?;
        let mut given = Vec::new();
        for Thing { id, section } in self.store.list_ids(kind::NUMBER)? {
            let number = record::number(&facts, id)?.filter(|_| id != folder.numbered());
            let visit = VisitId::from_bytes(section);
            given.extend(number.map(|number| Taken { visit, of: id, number }));
        }
        Ok(given)
    }

    /// The first one that its paper still has: one that was put away, or whose visit is in the bin,
    /// frees its number.
    fn first_in_use<'a>(
        &self,
        given: impl IntoIterator<Item = &'a Taken>,
    ) -> Result<Option<&'a Taken>, EngineError> {
        for taken in given {
            let is_of_minutes = taken.of == taken.visit.bytes();
            let has_paper = |papers: &[Paper]| papers.iter().any(|it| it.id.bytes() == taken.of);
            if self.campaign_of_visit(taken.visit)?.is_some()
                && (is_of_minutes || has_paper(&self.papers_of(taken.visit.into())?))
            {
                return Ok(Some(taken));
            }
        }
        Ok(None)
    }

    fn repeated(&self, taken: &Taken) -> Result<Check, EngineError> {
        let folder = self.folder(taken.visit)?;
        let PaperNumber { number, symbol, year } = &taken.number;
        let text = format!(
            "Số {number}{symbol} năm {year} đã ghi cho biên bản của {} ngày {}.",
            folder.unit.name,
            domain::date::cited(folder.visit.date)
        );
        Ok(Check { level: CheckLevel::Warn, text, item: String::new() })
    }
}

/// The year in which the paper at work is numbered.
fn year_of(folder: &Folder) -> i32 {
    let begun = folder.supplement().and_then(|paper| paper.begun);
    begun.unwrap_or(folder.visit.date).year()
}

/// The digits that a number begins with.
fn counted(number: &str) -> Option<u32> {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether two numbers are one: `05` is `5`.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |number: &str| number.trim_start_matches('0').to_lowercase();
    plain(one) == plain(other)
}
