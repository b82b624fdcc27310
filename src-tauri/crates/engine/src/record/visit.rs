//! Visits.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::campaign::Period;
use domain::id::{CampaignId, UnitId, VisitId};
use domain::visit::{Attendee, Extent, Visit, VisitForm};
use serde::{Deserialize, Serialize};

use super::campaign::PeriodRecord;
use super::{Edit, Edits, Facts, RecordError, kind, word};

/// Begins the field that says why somebody does not sign; the role follows.
const REFUSAL: &str = "refusal/";

/// Copies of the minutes unless somebody says otherwise: unit, delegation, file.
pub(crate) const COPIES_DEFAULT: u32 = 3;

#[derive(Deserialize, Serialize)]
struct AttendeeRecord {
    name: String,
    title: String,
}

/// The edits that write every field of `visit`.
///
/// # Errors
///
/// [`RecordError`].
pub fn visit_edits(visit: &Visit) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::VISIT, visit.id.bytes());
    edits.set("campaign", &visit.campaign.to_string())?;
    edits.set("unit", &visit.unit.to_string())?;
    edits.set("date", &visit.date)?;
    edits.set("form", &visit.form.code())?;
    edits.set("start", &visit.start)?;
    edits.set("end", &visit.end)?;
    edits.set("place", &visit.place)?;
    edits.set_personal("delegation_present", &attendees(&visit.delegation_present))?;
    edits.set_personal("unit_present", &attendees(&visit.unit_present))?;
    edits.set("period", &visit.period.map(PeriodRecord::from))?;
    edits.set("copies", &visit.copies)?;
    edits.set("extent", &visit.extent.map(Extent::code))?;
    Ok(edits.edits)
}

/// Reads the visit `id`, if the section has it.
///
/// # Errors
///
/// [`RecordError`].
pub fn visit(facts: &Facts, id: VisitId) -> Result<Option<Visit>, RecordError> {
    let (of, key) = (kind::VISIT, id.bytes());
    if !facts.has(of, key) {
        return Ok(None);
    }
    let campaign: String = facts.need(of, key, "campaign")?;
    let unit: String = facts.need(of, key, "unit")?;
    let form: String = facts.need(of, key, "form")?;
    let date: NaiveDate = facts.need(of, key, "date")?;
    let time = |field| facts.get::<Option<NaiveTime>>(of, key, field).map(Option::flatten);
    let period: Option<PeriodRecord> = facts.get(of, key, "period")?.flatten();
    let extent: Option<String> = facts.get::<Option<String>>(of, key, "extent")?.flatten();
    let extent = extent
        .map(|code| word("extent of minutes", &code, Extent::from_code(&code)))
        .transpose()?;
    Ok(Some(Visit {
        id,
        campaign: word("campaign id", &campaign, campaign.parse::<CampaignId>().ok())?,
        unit: word("unit id", &unit, unit.parse::<UnitId>().ok())?,
        date,
        form: word("visit form", &form, VisitForm::from_code(&form))?,
        start: time("start")?,
        end: time("end")?,
        place: facts.get_or_default(of, key, "place")?,
        delegation_present: people(facts, key, "delegation_present")?,
        unit_present: people(facts, key, "unit_present")?,
        period: period.map(Period::try_from).transpose()?,
        copies: facts.get(of, key, "copies")?.unwrap_or(COPIES_DEFAULT),
        extent,
    }))
}

/// The edit that records why the signatory `role` does not sign the minutes; `None` takes it back.
///
/// # Errors
///
/// [`RecordError`].
pub fn refusal_edit(visit: VisitId, role: &str, reason: Option<&str>) -> Result<Edit, RecordError> {
    let field = format!("{REFUSAL}{role}");
    Ok(Edit::new(kind::VISIT, visit.bytes(), field, &reason)?.personal())
}

/// The edit that chooses how much the minutes of a visit tell; `None` goes back to what is usual.
///
/// # Errors
///
/// [`RecordError`].
pub fn extent_edit(visit: VisitId, extent: Option<Extent>) -> Result<Edit, RecordError> {
    Edit::new(kind::VISIT, visit.bytes(), "extent", &extent.map(Extent::code))
}

/// Reads who does not sign the minutes, by role, and why.
///
/// # Errors
///
/// [`RecordError`].
pub fn refusals(facts: &Facts, visit: VisitId) -> Result<BTreeMap<String, String>, RecordError> {
    let id = visit.bytes();
    let mut refusals = BTreeMap::new();
    for field in facts.fields(kind::VISIT, id, REFUSAL) {
        let reason = facts.get::<Option<String>>(kind::VISIT, id, field)?.flatten();
        if let (Some(role), Some(reason)) = (field.strip_prefix(REFUSAL), reason) {
            refusals.insert(role.to_owned(), reason);
        }
    }
    Ok(refusals)
}

fn attendees(people: &[Attendee]) -> Vec<AttendeeRecord> {
    let record = |person: &Attendee| AttendeeRecord {
        name: person.name.clone(),
        title: person.title.clone(),
    };
    people.iter().map(record).collect()
}

fn people(facts: &Facts, id: [u8; 16], field: &str) -> Result<Vec<Attendee>, RecordError> {
    let records: Vec<AttendeeRecord> = facts.get_or_default(kind::VISIT, id, field)?;
    Ok(records.into_iter().map(|AttendeeRecord { name, title }| Attendee { name, title }).collect())
}
