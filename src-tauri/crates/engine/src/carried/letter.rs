//! What a letter of reminder is laid out from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::id::{CampaignId, LetterId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Made;
use super::fields::{self, Entry};
use crate::letters::{LetterMaterial, Reminder};
use crate::record::{self, RecordError, kind};

/// Everything that the pages of a letter are laid out from.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct LetterSource {
    /// How and when it was laid out.
    pub(crate) made: Made,
    /// Which campaign.
    pub(crate) campaign: String,
    /// Which letter.
    pub(crate) letter: String,
    /// To whom, written out.
    pub(crate) addressee: String,
    /// The days on which the unit was visited.
    #[schemars(with = "Vec<String>")]
    pub(crate) visited: Vec<NaiveDate>,
    /// The campaign, the letter, and what all letters have in common, field by field as in the
    /// ledger.
    pub(crate) record: Vec<Entry>,
}

impl LetterSource {
    /// What `reminder` is laid out from.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn of(reminder: &Reminder<'_>, made: Made) -> Result<Self, RecordError> {
        let Reminder { campaign, letter, habit, .. } = reminder;
        let units = campaign.units.iter().filter(|unit| unit.id == letter.unit).cloned();
        // No letter prints who the delegation is.
        let about =
            Campaign { members: Vec::new(), ..fields::campaign_told(campaign, units.collect()) };
        let mut edits = record::campaign_edits(&about, None, &BTreeMap::new())?;
        edits.extend(record::letter_edits(letter)?);
        edits.push(record::letter_habit_edit(campaign.id, habit)?);
        Ok(Self {
            made,
            campaign: campaign.id.to_string(),
            letter: letter.id.to_string(),
            addressee: reminder.addressee.to_owned(),
            visited: reminder.visited.clone(),
            record: fields::entries(edits)?,
        })
    }

    /// Reads it back.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub(crate) fn read(&self) -> Result<LetterMaterial, RecordError> {
        let facts = fields::facts(&self.record)?;
        let missing = |kind, field| RecordError::Missing { kind, field };
        let campaign: CampaignId = fields::id_of("campaign id", &self.campaign)?;
        let letter: LetterId = fields::id_of("letter id", &self.letter)?;
        let about = record::campaign(&facts, campaign)?;
        let found = record::letters(&facts)?.into_iter().find(|it| it.id == letter);
        let habit = record::letter_habit(&facts, campaign)?;
        Ok(LetterMaterial {
            campaign: about.ok_or_else(|| missing(kind::CAMPAIGN, "name"))?,
            letter: found.ok_or_else(|| missing(kind::REMINDER, "date"))?,
            habit: habit.ok_or_else(|| missing(kind::FOLLOW_UP, "letter"))?,
            addressee: self.addressee.clone(),
            visited: self.visited.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::finding::FindingKind;

    use crate::actions::PaperOf;
    use crate::crosscheck::{Beside, CrossCheck, crosscheck, inside};
    use crate::minutes_kinds_tests::{sample_visit, stage};

    #[test]
    fn a_letter_does_not_carry_the_delegation_that_it_does_not_print() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
        let folder = engine.folder(visit).unwrap();
        let mut findings = folder.findings.iter();
        let asks = findings.find(|it| it.kind == FindingKind::Shortcoming).unwrap().id;
        let campaign = folder.campaign.id;
        let letter = engine.make_letter(campaign, folder.unit.id, &[asks]).unwrap();
        let of = PaperOf::Letter(campaign, letter);
        engine.seal(of).unwrap();
        let pdf = engine.paper(of).unwrap();
        let carried = inside(&signing::contents(&pdf).unwrap()).unwrap().bytes;
        let carried = String::from_utf8_lossy(&carried);
        assert!(!carried.contains("\"member\""), "{carried}");
        assert_eq!(crosscheck(&pdf), CrossCheck::Agrees(Beside::default()));
    }
}
