//! Visits.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::campaign::Period;
use domain::id::{CampaignId, UnitId, VisitId};
use domain::visit::{Attendee, Extent, Visit, VisitForm};
use serde::{Deserialize, Serialize};

use super::campaign::PeriodRecord;
use super::{Edit, Edits, Facts, Paper, RecordError, kind, word};

/// Begins the field that says why somebody does not sign; the role follows.
const REFUSAL: &str = "refusal/";

/// Copies of the minutes unless somebody says otherwise: unit, delegation, file.
pub(crate) const COPIES_DEFAULT: u32 = 3;

/// Begins the fields that say what holds for one supplement alone; its revision and number follow.
const SUPPLEMENT: &str = "bo_sung/";

/// Who was there when a paper was made that adds to minutes, and who does not sign it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sitting {
    /// Those of the delegation.
    pub delegation_present: Vec<Attendee>,
    /// Those of the unit; the first one signs for it.
    pub unit_present: Vec<Attendee>,
    /// Who does not sign, by role, and why.
    pub refusals: BTreeMap<String, String>,
}

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

/// What begins the fields and slots that belong to the `number`-th paper that adds to the minutes of
/// `revision`.
pub fn supplement_prefix(revision: u32, number: u32) -> String {
    format!("{SUPPLEMENT}{revision}/{number}/")
}

/// A field without the mark of the supplement that it belongs to.
pub fn without_supplement(field: &str) -> &str {
    let own = field.strip_prefix(SUPPLEMENT).and_then(|rest| rest.splitn(3, '/').nth(2));
    own.unwrap_or(field)
}

/// Whether `field` belongs to a supplement other than `paper`, or to one where `paper` is none.
pub(crate) fn is_of_another(field: &str, paper: Option<&Paper>) -> bool {
    field.starts_with(SUPPLEMENT)
        && !paper.is_some_and(|paper| {
            field.starts_with(&supplement_prefix(paper.revision, paper.supplement))
        })
}

/// The mark of `paper` in the fields of its visit; empty for minutes.
fn mark(paper: Option<&Paper>) -> String {
    let supplement = paper.filter(|paper| paper.supplement != 0);
    supplement.map_or_else(String::new, |it| supplement_prefix(it.revision, it.supplement))
}

/// The edits that record who was there when the supplement `paper` was made.
///
/// # Errors
///
/// [`RecordError`].
pub fn sitting_edits(
    visit: VisitId,
    paper: &Paper,
    sitting: &Sitting,
) -> Result<Vec<Edit>, RecordError> {
    let (mut edits, mark) = (Edits::of(kind::VISIT, visit.bytes()), mark(Some(paper)));
    let sides = [
        ("delegation_present", &sitting.delegation_present),
        ("unit_present", &sitting.unit_present),
    ];
    for (side, present) in sides {
        edits.set_personal(&format!("{mark}{side}"), &attendees(present))?;
    }
    Ok(edits.edits)
}

/// Reads who was there when the supplement `paper` was made; `None` where it was begun before that
/// was asked, and those of the visit stand.
///
/// # Errors
///
/// [`RecordError`].
pub fn sitting(
    facts: &Facts,
    visit: VisitId,
    paper: &Paper,
) -> Result<Option<Sitting>, RecordError> {
    let (id, mark) = (visit.bytes(), mark(Some(paper)));
    let side = |name: &str| format!("{mark}{name}");
    let is_kept = !facts.values(kind::VISIT, id, &side("unit_present")).is_empty();
    if paper.supplement == 0 || !is_kept {
        return Ok(None);
    }
    Ok(Some(Sitting {
        delegation_present: people(facts, id, &side("delegation_present"))?,
        unit_present: people(facts, id, &side("unit_present"))?,
        refusals: refusals(facts, visit, Some(paper))?,
    }))
}

/// The edit that records why the signatory `role` does not sign the minutes, or the supplement
/// `paper`; `None` takes it back.
///
/// # Errors
///
/// [`RecordError`].
pub fn refusal_edit(
    visit: VisitId,
    paper: Option<&Paper>,
    (role, reason): (&str, Option<&str>),
) -> Result<Edit, RecordError> {
    let field = format!("{}{REFUSAL}{role}", mark(paper));
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

/// Reads who does not sign the minutes, or the supplement `paper`, by role, and why.
///
/// # Errors
///
/// [`RecordError`].
pub fn refusals(
    facts: &Facts,
    visit: VisitId,
    paper: Option<&Paper>,
) -> Result<BTreeMap<String, String>, RecordError> {
    let (id, begins) = (visit.bytes(), format!("{}{REFUSAL}", mark(paper)));
    let mut refusals = BTreeMap::new();
    for field in facts.fields(kind::VISIT, id, &begins) {
        let reason = facts.get::<Option<String>>(kind::VISIT, id, field)?.flatten();
        if let (Some(role), Some(reason)) = (field.strip_prefix(&begins), reason) {
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
