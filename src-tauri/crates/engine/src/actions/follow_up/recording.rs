//! Recording what happens after the minutes: deliveries, terms, reports, what the delegation saw.

use chrono::NaiveDate;
use domain::follow_up::{Due, Term};
use domain::id::{CampaignId, FindingId, ReportId, UnitId};
use domain::text::clean;

use super::UnitFollowUp;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::evidence::Prepared;
use crate::record::{
    self, DeliveredPaper, Delivery, Edit, Extension, REMOVED, RemedyReport, ReportFile,
    Verification, kind,
};

/// The most days a term has.
const DAYS_MAX: u16 = 999;

/// What a person writes about a unit's report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReportDraft {
    /// Whose report.
    pub unit: UnitId,
    /// Number and symbol: `45/BC-UBND`.
    pub number: String,
    /// The day it bears.
    pub date: Option<NaiveDate>,
    /// The day it came in.
    pub received: NaiveDate,
    /// What it says.
    pub summary: String,
    /// What it offers as proof, in words.
    pub evidence: String,
    /// The demands it speaks to.
    pub demands: Vec<FindingId>,
}

impl Engine {
    /// Says when a paper was delivered to a unit; `None` takes that back.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::BadInput`] for a day before the visit or after
    /// today, and [`EngineError`] when the store cannot be written.
    pub fn record_delivery(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        paper: DeliveredPaper,
        delivery: Option<&Delivery>,
    ) -> Result<Saved, EngineError> {
        let asked = self.asked_of_unit(campaign, unit)?;
        let known = asked.papers.iter().find(|it| it.paper == paper);
        let known = known.ok_or_else(|| {
            let DeliveredPaper::Minutes(visit) = paper else { return not_found(Noun::Unit, &unit) };
            not_found(Noun::Visit, &visit)
        })?;
        let delivery = match delivery {
            Some(it) => {
                self.need_event_day(it.date, known.visited)?;
                Some(Delivery { date: it.date, to: clean(&it.to) })
            }
            None => None,
        };
        let edit = record::delivery_edit(unit, paper, delivery.as_ref())?;
        let name = format!("Ghi ngày giao văn bản – {}", asked.unit.name);
        self.save(campaign.bytes(), &[edit], Some(name))
    }

    /// Counts the last day of demands from a delivery; `None` goes back to the day that the minutes
    /// name.
    ///
    /// # Errors
    ///
    /// As [`Self::record_delivery`], for a term too long.
    pub fn set_term(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        demands: &[FindingId],
        term: Option<Term>,
    ) -> Result<Saved, EngineError> {
        if let Some(term) = term.filter(|it| DAYS_MAX < it.days.get()) {
            let entered = term.days.to_string();
            return Err(EngineError::BadInput { field: Field::Days, entered });
        }
        let asked = self.asked_of_unit(campaign, unit)?;
        known_demands(&asked, demands)?;
        let edits = demands.iter().map(|it| record::term_edit(*it, unit, term));
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        let name = format!("Đặt thời hạn – {}", asked.unit.name);
        self.save(campaign.bytes(), &edits, Some(name))
    }

    /// Gives demands more time; `None` takes that back.
    ///
    /// # Errors
    ///
    /// As [`Self::record_delivery`], without a reason, or when the new last day is not later.
    pub fn extend_demands(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        demands: &[FindingId],
        extension: Option<&Extension>,
    ) -> Result<Saved, EngineError> {
        let asked = self.asked_of_unit(campaign, unit)?;
        known_demands(&asked, demands)?;
        let extension = match extension {
            Some(it) => {
                let reason = clean(&it.reason);
                if reason.is_empty() {
                    return Err(bad(Field::ExtensionReason, ""));
                }
                let is_later = |due: Due| !matches!(due, Due::On(day) if it.to <= day);
                let mut chosen = asked.demands.iter().filter(|d| demands.contains(&d.finding.id));
                if !chosen.all(|demand| is_later(demand.standing.due)) {
                    return Err(bad(Field::NewDeadline, &domain::date::short(it.to)));
                }
                Some(Extension { to: it.to, reason })
            }
            None => None,
        };
        let edits = demands.iter().map(|it| record::extension_edit(*it, unit, extension.as_ref()));
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        let name = format!("Gia hạn khắc phục – {}", asked.unit.name);
        self.save(campaign.bytes(), &edits, Some(name))
    }

    /// Says what the delegation saw of demands; `None` takes that back.
    ///
    /// # Errors
    ///
    /// As [`Self::record_delivery`].
    pub fn verify_demands(
        &mut self,
        campaign: CampaignId,
        unit: UnitId,
        demands: &[FindingId],
        seen: Option<&Verification>,
    ) -> Result<Saved, EngineError> {
        let asked = self.asked_of_unit(campaign, unit)?;
        known_demands(&asked, demands)?;
        let seen = match seen {
            Some(it) => {
                self.need_event_day(it.date, first_visit(&asked))?;
                let (by, note) = (clean(&it.by), clean(&it.note));
                Some(Verification { by, note, ..it.clone() })
            }
            None => None,
        };
        let edits = demands.iter().map(|it| record::verification_edit(*it, unit, seen.as_ref()));
        let edits = edits.collect::<Result<Vec<_>, _>>()?;
        let name = format!("Ghi kết quả kiểm tra lại – {}", asked.unit.name);
        self.save(campaign.bytes(), &edits, Some(name))
    }

    /// Saves a unit's report: the one called `id`, or a new one.
    ///
    /// # Errors
    ///
    /// As [`Self::record_delivery`], and without a demand that it speaks to, or when neither its
    /// number nor what it says is given.
    pub fn save_remedy_report(
        &mut self,
        campaign: CampaignId,
        id: Option<ReportId>,
        draft: &ReportDraft,
    ) -> Result<(ReportId, Saved), EngineError> {
        let asked = self.asked_of_unit(campaign, draft.unit)?;
        known_demands(&asked, &draft.demands)?;
        self.need_event_day(draft.received, first_visit(&asked))?;
        if let Some(date) = draft.date.filter(|date| draft.received < *date) {
            return Err(bad(Field::EventDay, &domain::date::short(date)));
        }
        let (number, summary) = (clean(&draft.number), clean(&draft.summary));
        if number.is_empty() && summary.is_empty() {
            return Err(bad(Field::Name, ""));
        }
        let old = match id {
            Some(id) => Some(find_report(&asked, id)?.clone()),
            None => None,
        };
        let id = match id {
            Some(id) => id,
            None => ReportId::from_bytes(self.new_id()?),
        };
        let report = RemedyReport {
            id,
            unit: draft.unit,
            number,
            date: draft.date,
            received: draft.received,
            summary,
            evidence: clean(&draft.evidence),
            demands: draft.demands.clone(),
            files: old.map(|it| it.files).unwrap_or_default(),
        };
        let edits = record::report_edits(&report)?;
        let name = format!("Ghi báo cáo khắc phục – {}", asked.unit.name);
        Ok((id, self.save(campaign.bytes(), &edits, Some(name))?))
    }

    /// Takes a report away; undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn remove_remedy_report(
        &mut self,
        campaign: CampaignId,
        id: ReportId,
    ) -> Result<Saved, EngineError> {
        self.remedy_report(campaign, id)?;
        let edit = Edit::new(kind::REMEDY_REPORT, id.bytes(), REMOVED, &true)?;
        self.save(campaign.bytes(), &[edit], Some("Xóa báo cáo khắc phục".to_owned()))
    }

    /// Keeps a file that was made ready with a report; the same bytes are kept once.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn attach_to_report(
        &mut self,
        campaign: CampaignId,
        id: ReportId,
        prepared: &Prepared,
    ) -> Result<Saved, EngineError> {
        let mut files = self.remedy_report(campaign, id)?.files;
        let sha256 = prepared.sha256();
        if files.iter().any(|it| it.sha256 == sha256) {
            return Ok(Saved { at: self.clock.local(), changed: false });
        }
        files.push(ReportFile {
            sha256,
            name: prepared.file_name.clone(),
            media_type: prepared.media_type.to_owned(),
            size: u32::try_from(prepared.draft.size_bytes()).unwrap_or(u32::MAX),
        });
        let edit = Edit::new(kind::REMEDY_REPORT, id.bytes(), "files", &files)?;
        let name = format!("Đính kèm tệp “{}”", prepared.file_name);
        self.save_draft(campaign.bytes(), &[edit], name, prepared)
    }

    /// Takes a file off a report; its bytes stay.
    ///
    /// # Errors
    ///
    /// As [`Self::remove_remedy_report`].
    pub fn detach_from_report(
        &mut self,
        campaign: CampaignId,
        id: ReportId,
        sha256: &str,
    ) -> Result<Saved, EngineError> {
        let mut files = self.remedy_report(campaign, id)?.files;
        files.retain(|it| it.sha256 != sha256);
        let edit = Edit::new(kind::REMEDY_REPORT, id.bytes(), "files", &files)?;
        self.save(campaign.bytes(), &[edit], Some("Bỏ tệp đính kèm báo cáo".to_owned()))
    }

    /// Writes a file that came with a report to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when it cannot be read or written.
    pub fn export_report_file(
        &self,
        campaign: CampaignId,
        id: ReportId,
        sha256: &str,
        out: &std::path::Path,
    ) -> Result<(), EngineError> {
        let report = self.remedy_report(campaign, id)?;
        if !report.files.iter().any(|it| it.sha256 == sha256) {
            return Err(not_found(Noun::Evidence, &sha256));
        }
        let bytes = self.file(sha256)?;
        Ok(crate::store::write_whole(out, &bytes)?)
    }

    fn remedy_report(
        &self,
        campaign: CampaignId,
        id: ReportId,
    ) -> Result<RemedyReport, EngineError> {
        let reports = record::reports(&self.facts_of(campaign.bytes(), kind::REMEDY_REPORT)?)?;
        reports.into_iter().find(|it| it.id == id).ok_or_else(|| not_found(Noun::Report, &id))
    }

    /// What is asked of a unit, or that nothing is.
    pub(super) fn asked_of_unit(
        &self,
        campaign: CampaignId,
        unit: UnitId,
    ) -> Result<UnitFollowUp, EngineError> {
        self.follow_up_of(campaign, unit)?.ok_or_else(|| not_found(Noun::Unit, &unit))
    }

    /// Says no to a day before `first` or after today.
    fn need_event_day(&self, day: NaiveDate, first: Option<NaiveDate>) -> Result<(), EngineError> {
        if self.today() < day || first.is_some_and(|first| day < first) {
            return Err(bad(Field::EventDay, &domain::date::short(day)));
        }
        Ok(())
    }
}

fn first_visit(asked: &UnitFollowUp) -> Option<NaiveDate> {
    asked.papers.iter().filter_map(|it| it.visited).min()
}

fn find_report(asked: &UnitFollowUp, id: ReportId) -> Result<&RemedyReport, EngineError> {
    asked.reports.iter().find(|it| it.id == id).ok_or_else(|| not_found(Noun::Report, &id))
}

/// Says no when nothing was chosen, or something that is not asked of the unit.
pub(super) fn known_demands(
    asked: &UnitFollowUp,
    demands: &[FindingId],
) -> Result<(), EngineError> {
    if demands.is_empty() {
        return Err(bad(Field::Choices, ""));
    }
    let known = |id: &&FindingId| !asked.demands.iter().any(|it| it.finding.id == **id);
    demands.iter().find(known).map_or(Ok(()), |id| Err(not_found(Noun::Finding, id)))
}

fn bad(field: Field, entered: &str) -> EngineError {
    EngineError::BadInput { field, entered: entered.to_owned() }
}

pub(super) fn not_found(what: Noun, name: &impl ToString) -> EngineError {
    EngineError::NotFound { what, name: name.to_string() }
}
