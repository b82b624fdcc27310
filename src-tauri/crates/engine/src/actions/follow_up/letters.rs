//! Letters of reminder (công văn đôn đốc): make one, correct it, lay it out, save it.

use chrono::{Days, NaiveDate};
use domain::follow_up::Due;
use domain::id::{CampaignId, FindingId, LetterId, UnitId};
use domain::text::clean;
use papers::{Document, Rendered};

use super::super::minutes::day_of;
use super::super::papers::PaperOf;
use super::recording::{known_demands, not_found};
use super::{Demand, UnitFollowUp};
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::letters::{self, LetterMaterial};
use crate::minutes::Stamp;
use crate::record::{self, Edit, Letter, LetterHabit, LetterLine, REMOVED, kind};

/// Days that a unit is given to answer, until somebody says otherwise.
const REPLY_DAYS: u64 = 10;

/// What a person decides about a letter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LetterDraft {
    /// The day it bears.
    pub date: NaiveDate,
    /// Until when the unit is to answer.
    pub reply_by: NaiveDate,
    /// What all letters of the campaign have in common.
    pub habit: LetterHabit,
}

/// A letter as the screen shows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LetterForm {
    /// The letter.
    pub letter: Letter,
    /// What all letters of the campaign have in common.
    pub habit: LetterHabit,
    /// How the unit is addressed.
    pub addressee: String,
}

impl Engine {
    /// Makes a letter to a unit about `demands`, or with none about everything that is overdue or
    /// due soon.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::BadInput`] when there is nothing to remind of, and
    /// [`EngineError`] when the store cannot be written.
    pub fn make_letter(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        demands: &[FindingId],
    ) -> Result<LetterId, EngineError> {
        let asked = self.asked_of_unit(campaign, unit)?;
        if !demands.is_empty() {
            known_demands(&asked, demands)?;
        }
        let lines = lines(&asked, demands);
        if lines.is_empty() {
            return Err(EngineError::BadInput { field: Field::Choices, entered: String::new() });
        }
        let date = self.today();
        let letter = Letter {
            id: LetterId::from_bytes(self.new_id()?),
            unit,
            date,
            reply_by: date.checked_add_days(Days::new(REPLY_DAYS)).unwrap_or(date),
            lines,
        };
        let name = format!("Lập công văn đôn đốc – {}", asked.unit.name);
        self.save(campaign.bytes(), &record::letter_edits(&letter)?, Some(name))?;
        Ok(letter.id)
    }

    /// Reads a letter.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn letter(&self, campaign: CampaignId, id: LetterId) -> Result<LetterForm, EngineError> {
        let facts = self.facts(campaign.bytes())?;
        let letter = record::letters(&facts)?.into_iter().find(|it| it.id == id);
        let letter = letter.ok_or_else(|| not_found(Noun::Letter, &id))?;
        let (about, _) = self.campaign(campaign)?;
        let unit = about.units.iter().find(|it| it.id == letter.unit);
        let unit = unit.ok_or_else(|| not_found(Noun::Unit, &letter.unit))?;
        let kept = record::letter_habit(&facts, campaign)?;
        Ok(LetterForm {
            addressee: unit.authority_in_full(),
            habit: kept.unwrap_or_else(|| letters::habit_of(&about)),
            letter,
        })
    }

    /// Corrects a letter.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::BadInput`] when the answer is wanted before the
    /// letter was written, and [`EngineError`] when the store cannot be written.
    pub fn correct_letter(
        &mut self,
        campaign: CampaignId,
        id: LetterId,
        draft: &LetterDraft,
    ) -> Result<Saved, EngineError> {
        let form = self.letter(campaign, id)?;
        self.letter_is_open(campaign, id)?;
        if draft.reply_by < draft.date {
            let entered = domain::date::short(draft.reply_by);
            return Err(EngineError::BadInput { field: Field::NewDeadline, entered });
        }
        let letter = Letter { date: draft.date, reply_by: draft.reply_by, ..form.letter };
        let mut edits = record::letter_edits(&letter)?;
        let titles = draft.habit.signer_title.iter().map(|it| clean(it));
        let habit = LetterHabit {
            symbol: clean(&draft.habit.symbol),
            agency: clean(&draft.habit.agency),
            signer_title: titles.filter(|it| !it.is_empty()).collect(),
            signer: clean(&draft.habit.signer),
            archive: clean(&draft.habit.archive),
        };
        if habit != form.habit {
            edits.push(record::letter_habit_edit(campaign, &habit)?);
        }
        self.save(campaign.bytes(), &edits, Some("Sửa công văn đôn đốc".to_owned()))
    }

    /// Takes a letter away that was never sealed; undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::AlreadySealed`], and [`EngineError`] when the store
    /// cannot be written.
    pub fn remove_letter(
        &mut self,
        campaign: CampaignId,
        id: LetterId,
    ) -> Result<Saved, EngineError> {
        self.letter(campaign, id)?;
        // A revision that is open does not undo what was sealed before it.
        if !self.papers_of(PaperOf::Letter(campaign, id))?.is_empty() {
            return Err(EngineError::AlreadySealed);
        }
        let edit = Edit::new(kind::REMINDER, id.bytes(), REMOVED, &true)?;
        self.save(campaign.bytes(), &[edit], Some("Xóa công văn đôn đốc".to_owned()))
    }

    /// Refuses a letter that is sealed.
    fn letter_is_open(&self, campaign: CampaignId, id: LetterId) -> Result<(), EngineError> {
        let papers = self.papers_of(PaperOf::Letter(campaign, id))?;
        record::sealed(&papers).map_or(Ok(()), |_| Err(EngineError::AlreadySealed))
    }

    /// Lays a letter out. It is no draft: it goes to whoever signs, and the office gives its number.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError`] when the store cannot be read.
    pub fn letter_paper(
        &self,
        campaign: CampaignId,
        id: LetterId,
    ) -> Result<Rendered, EngineError> {
        Ok(papers::render(&self.letter_document(campaign, id)?)?)
    }

    /// A letter as a document, not sealed.
    pub(in crate::actions) fn letter_document(
        &self,
        campaign: CampaignId,
        id: LetterId,
    ) -> Result<Document, EngineError> {
        let material = self.letter_material(campaign, id)?;
        let date = material.letter.date;
        let created = day_of(date);
        let stamp = Stamp { created, draft: false, foot: None, data: None, pages: None };
        Ok(letters::document(&material.reminder(), self.style(date), stamp))
    }

    /// What a letter is composed from.
    pub(in crate::actions) fn letter_material(
        &self,
        campaign: CampaignId,
        id: LetterId,
    ) -> Result<LetterMaterial, EngineError> {
        let LetterForm { letter, habit, addressee } = self.letter(campaign, id)?;
        let (about, _) = self.campaign(campaign)?;
        let visited = self.follow_up_of(campaign, letter.unit)?;
        let visited = visited.into_iter().flat_map(|it| it.papers).filter_map(|it| it.visited);
        let visited = visited.collect();
        Ok(LetterMaterial { campaign: about, letter, habit, addressee, visited })
    }
}

fn lines(asked: &UnitFollowUp, demands: &[FindingId]) -> Vec<LetterLine> {
    let wanted = |demand: &&Demand| {
        if demands.is_empty() {
            demand.wants_reminder()
        } else {
            demands.contains(&demand.finding.id)
        }
    };
    let line = |demand: &Demand| LetterLine {
        finding: demand.finding.id.to_string(),
        text: demand.asked().to_owned(),
        due: match demand.standing.due {
            Due::On(day) => Some(day),
            Due::Unset | Due::Undelivered | Due::NoCalendar { .. } => None,
        },
        days_left: demand.standing.days_left,
        partly: demand.standing.partly,
    };
    asked.demands.iter().filter(wanted).map(line).collect()
}
