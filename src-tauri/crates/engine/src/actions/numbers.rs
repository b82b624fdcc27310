//! Numbers of minutes (số biên bản): give one, propose the next, tell where one was given before.

use std::cmp::Reverse;

use chrono::Datelike as _;
use domain::id::VisitId;
use domain::layout::LayoutText;
use domain::text::clean;
use signing::SignError;

use super::papers::PaperOf;
use super::seal::sha256_hex;
use super::sign::FONT;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field};
use crate::folder::Folder;
use crate::late::{self, LateFault};
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

/// What is to be known before a number is filled in after signing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LateNumber {
    /// The next one of the series; empty for papers without one.
    pub proposed: String,
    /// Which other paper has the number that was asked about, in a sentence.
    pub repeated: Option<String>,
}

/// A paper whose number was filled in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Numbered {
    /// The bytes.
    pub pdf: Vec<u8>,
    /// Whether this laptop has the paper, and keeps the number.
    pub recorded: bool,
    /// Which other paper has the same number, in a sentence.
    pub repeated: Option<String>,
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
        let number = if clean(text).is_empty() { String::new() } else { number_in(text)? };
        let given = (!number.is_empty()).then(|| PaperNumber {
            number,
            symbol: folder.material().printed(LayoutText::Symbol),
            year: year_of(&folder),
        });
        let edit = record::number_edit(folder.numbered(), given.as_ref())?;
        self.save(visit.bytes(), &[edit], Some("Ghi số biên bản".to_owned()))
    }

    /// Fills in the number of the paper that stands, after it was signed without one.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], those of [`number_unknown`], and [`EngineError`] when the store
    /// cannot be written.
    pub fn number_signed(&mut self, of: impl Into<PaperOf>, text: &str) -> Result<(), EngineError> {
        let of = of.into();
        let papers = self.papers_of(of)?;
        let paper = record::standing(&papers).ok_or(EngineError::NotSealed)?;
        let numbered = number_unknown(&self.file(&paper.current)?, text)?;
        let now = Paper { current: sha256_hex(&numbered), ..paper.clone() };
        let mut edits = record::paper_edits(&now)?;
        if let PaperOf::Minutes(visit) = of {
            let folder = self.folder(visit)?;
            let id = if paper.supplement == 0 { visit.bytes() } else { paper.id.bytes() };
            let given = PaperNumber {
                number: number_in(text)?,
                symbol: folder.material().printed(LayoutText::Symbol),
                year: paper.begun.unwrap_or(folder.visit.date).year(),
            };
            edits.push(record::number_edit(id, Some(&given))?);
        }
        self.save_with_file(of.section(), &edits, &numbered, "application/pdf")
    }

    /// Fills in the number of the bytes of a signed paper, and keeps it if this laptop knows them as
    /// a sealed paper that stands.
    ///
    /// # Errors
    ///
    /// Those of [`Self::number_signed`].
    pub fn number_paper(&mut self, pdf: &[u8], text: &str) -> Result<Numbered, EngineError> {
        let digest = sha256_hex(pdf);
        let known = self.find_paper(|paper| paper.current == digest)?;
        let Some((of, _)) = known else {
            let pdf = number_unknown(pdf, text)?;
            return Ok(Numbered { pdf, recorded: false, repeated: None });
        };
        if record::standing(&self.papers_of(of)?).is_none_or(|paper| paper.current != digest) {
            return Err(EngineError::NotSealed);
        }
        let repeated = self.late_number(of, text)?.repeated;
        self.number_signed(of, text)?;
        Ok(Numbered { pdf: self.sealed_paper(of)?, recorded: true, repeated })
    }

    /// The next number of the series of a paper that was signed without one, and which other paper has
    /// the number `text`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn late_number(
        &self,
        of: impl Into<PaperOf>,
        text: &str,
    ) -> Result<LateNumber, EngineError> {
        // Notices and letters are numbered by their agency, in a series that is not kept here.
        let PaperOf::Minutes(visit) = of.into() else { return Ok(LateNumber::default()) };
        let folder = self.folder(visit)?;
        let mut material = folder.material();
        material.number = number_in(text).unwrap_or_default();
        let (state, repeated) = self.number_state(&folder, &material)?;
        Ok(LateNumber { proposed: state.proposed, repeated: repeated.map(|check| check.text) })
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

/// The number that `text` begins with; what follows it may be typed with it.
fn number_in(text: &str) -> Result<String, EngineError> {
    let text = clean(text);
    let number = text.split('/').next().unwrap_or_default().trim();
    let is_number = number.starts_with(|it: char| it.is_ascii_digit())
        && number.chars().all(char::is_alphanumeric)
        && number.chars().count() <= NUMBER_MAX;
    if is_number {
        Ok(number.to_owned())
    } else {
        Err(EngineError::BadInput { field: Field::Number, entered: text })
    }
}

/// Fills in the number of a signed paper; the bytes before stay as they are.
///
/// # Errors
///
/// [`EngineError::BadInput`] for what is no number, [`EngineError::Late`] before whoever leads has
/// signed and for a paper that has a number, and [`EngineError::Sign`].
pub fn number_unknown(pdf: &[u8], text: &str) -> Result<Vec<u8>, EngineError> {
    let number = number_in(text)?;
    let fields = signing::fields(pdf).map_err(SignError::from)?;
    late::led(&fields)?;
    let entries = signing::entries(pdf).map_err(SignError::from)?;
    let is_open = |(name, words): &(String, String)| name == late::NUMBER_FIELD && words.is_empty();
    if !entries.iter().any(is_open) {
        return Err(LateFault::NoNumber.into());
    }
    Ok(signing::fill_in(pdf, late::NUMBER_FIELD, &number, FONT)?)
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
