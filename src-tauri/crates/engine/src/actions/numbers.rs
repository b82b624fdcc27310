//! Numbers of minutes (số biên bản): give one, propose the next, tell where one was given before.

use chrono::Datelike as _;
use domain::id::VisitId;
use domain::layout::LayoutText;
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field};
use crate::folder::Folder;
use crate::minutes::{self, Check, CheckLevel};
use crate::record::{self, PaperNumber, kind};

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

/// A number that another paper has.
struct Taken {
    visit: VisitId,
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
    pub(super) fn number_state(
        &self,
        folder: &Folder,
        material: &minutes::Material,
    ) -> Result<(NumberState, Option<Check>), EngineError> {
        let symbol = material.printed(LayoutText::Symbol);
        let year = year_of(folder);
        let taken = self.numbers_taken(folder)?;
        let mut same =
            taken.iter().filter(|it| it.number.symbol == symbol && it.number.year == year);
        let last = same.clone().filter_map(|it| counted(&it.number.number)).max();
        let repeated = same
            .find(|it| !material.number.is_empty() && is_same(&it.number.number, &material.number));
        let check = repeated.map(|it| self.repeated(it)).transpose()?;
        let proposed = last.unwrap_or_default().saturating_add(1).to_string();
        Ok((NumberState { given: material.number.clone(), symbol, proposed }, check))
    }

    /// The numbers of all papers but the one at work.
    fn numbers_taken(&self, folder: &Folder) -> Result<Vec<Taken>, EngineError> {
        let visits = self.visit_campaigns()?;
        let mut taken = Vec::new();
        for thing in self.store.list_ids(kind::NUMBER)? {
            let visit = VisitId::from_bytes(thing.section);
            let is_there = visits.iter().any(|(known, _)| *known == visit);
            if !is_there || thing.id == folder.numbered() {
                continue;
            }
            // One that was put away frees its number.
            let papers = self.papers_of(visit.into())?;
            if thing.id != thing.section && !papers.iter().any(|it| it.id.bytes() == thing.id) {
                continue;
            }
            let facts = self.facts_of(thing.section, kind::NUMBER)?;
            let number = record::number(&facts, thing.id)?;
            taken.extend(number.map(|number| Taken { visit, number }));
        }
        Ok(taken)
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
