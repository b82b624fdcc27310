//! Follow-up: deliveries, terms, extensions, reports of units, what the delegation saw. All of it
//! belongs to the campaign, not to a visit: the minutes are done by then.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use domain::follow_up::{Counting, Outcome, Start, Term};
use domain::id::{FindingId, ReportId, UnitId, VisitId};
use serde::{Deserialize, Serialize};

use super::{Edit, Edits, Facts, REMOVED, RecordError, kind, word};

/// A paper was handed to a unit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Delivery {
    /// The day it came into the unit's hands.
    pub date: NaiveDate,
    /// Who took it, and how it came.
    #[serde(default)]
    pub to: String,
}

/// Which paper was delivered.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum DeliveredPaper {
    /// The minutes of a visit.
    Minutes(VisitId),
    /// The concluding notice of the campaign.
    Notice,
}

/// More time for a demand.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Extension {
    /// The new last day.
    pub to: NaiveDate,
    /// Why.
    pub reason: String,
}

/// What the delegation saw when it looked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verification {
    /// On which day.
    pub date: NaiveDate,
    /// What it saw.
    pub outcome: Outcome,
    /// Who looked.
    pub by: String,
    /// A remark.
    pub note: String,
}

/// What was recorded about one demand on one unit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DemandFacts {
    /// A term counted from a delivery.
    pub term: Option<Term>,
    /// More time.
    pub extension: Option<Extension>,
    /// What the delegation saw last.
    pub verification: Option<Verification>,
    /// Whether people disagree about any of it.
    pub disputed: bool,
}

/// A file that came with a report.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ReportFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The name it had.
    pub name: String,
    /// Its media type, as found from its first bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u32,
}

/// A unit's report on what it put right (báo cáo khắc phục).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemedyReport {
    /// Which report.
    pub id: ReportId,
    /// Whose.
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
    /// The files that came with it.
    pub files: Vec<ReportFile>,
}

#[derive(Deserialize, Serialize)]
struct TermRecord {
    days: NonZeroU16,
    counting: String,
    start: String,
}

#[derive(Deserialize, Serialize)]
struct VerificationRecord {
    date: NaiveDate,
    outcome: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    note: String,
}

const NOTICE: &str = "delivery/notice";

fn minutes_field(visit: VisitId) -> String {
    format!("delivery/{visit}")
}

/// The edit that says when a paper was delivered to `unit`; `None` takes that back.
///
/// # Errors
///
/// [`RecordError`].
pub fn delivery_edit(
    unit: UnitId,
    paper: DeliveredPaper,
    delivery: Option<&Delivery>,
) -> Result<Edit, RecordError> {
    let field = match paper {
        DeliveredPaper::Minutes(visit) => minutes_field(visit),
        DeliveredPaper::Notice => NOTICE.to_owned(),
    };
    Ok(Edit::new(kind::FOLLOW_UP, unit.bytes(), field, &delivery)?.personal())
}

/// When the minutes of `visit` were delivered to `unit`.
///
/// # Errors
///
/// [`RecordError`].
pub fn visit_delivery(
    facts: &Facts,
    unit: UnitId,
    visit: VisitId,
) -> Result<Option<Delivery>, RecordError> {
    let read = facts.get::<Option<Delivery>>(kind::FOLLOW_UP, unit.bytes(), &minutes_field(visit));
    Ok(read?.flatten())
}

/// When the concluding notice was delivered to `unit`.
///
/// # Errors
///
/// [`RecordError`].
pub fn notice_delivery(facts: &Facts, unit: UnitId) -> Result<Option<Delivery>, RecordError> {
    Ok(facts.get::<Option<Delivery>>(kind::FOLLOW_UP, unit.bytes(), NOTICE)?.flatten())
}

/// The edit that counts a demand's last day from a delivery; `None` goes back to the day that the
/// minutes name.
///
/// # Errors
///
/// [`RecordError`].
pub fn term_edit(
    finding: FindingId,
    unit: UnitId,
    term: Option<Term>,
) -> Result<Edit, RecordError> {
    let record = term.map(|it| TermRecord {
        days: it.days,
        counting: it.counting.code().to_owned(),
        start: it.start.code().to_owned(),
    });
    Edit::new(kind::REMEDY, finding.bytes(), format!("term/{unit}"), &record)
}

/// The edit that gives a demand more time; `None` takes that back.
///
/// # Errors
///
/// [`RecordError`].
pub fn extension_edit(
    finding: FindingId,
    unit: UnitId,
    extension: Option<&Extension>,
) -> Result<Edit, RecordError> {
    Edit::new(kind::REMEDY, finding.bytes(), format!("extension/{unit}"), &extension)
}

/// The edit that says what the delegation saw; `None` takes that back.
///
/// # Errors
///
/// [`RecordError`].
pub fn verification_edit(
    finding: FindingId,
    unit: UnitId,
    verification: Option<&Verification>,
) -> Result<Edit, RecordError> {
    let record = verification.map(|it| VerificationRecord {
        date: it.date,
        outcome: it.outcome.code().to_owned(),
        by: it.by.clone(),
        note: it.note.clone(),
    });
    let field = format!("verified/{unit}");
    Ok(Edit::new(kind::REMEDY, finding.bytes(), field, &record)?.personal())
}

/// Reads what was recorded about one demand on one unit.
///
/// # Errors
///
/// [`RecordError`].
pub fn demand_facts(
    facts: &Facts,
    finding: FindingId,
    unit: UnitId,
) -> Result<DemandFacts, RecordError> {
    let (of, id) = (kind::REMEDY, finding.bytes());
    let fields = ["term", "extension", "verified"].map(|it| format!("{it}/{unit}"));
    let [term, extension, verified] = &fields;
    let term = facts.get::<Option<TermRecord>>(of, id, term)?.flatten();
    let seen = facts.get::<Option<VerificationRecord>>(of, id, verified)?.flatten();
    Ok(DemandFacts {
        term: term.map(read_term).transpose()?,
        extension: facts.get::<Option<Extension>>(of, id, extension)?.flatten(),
        verification: seen.map(read_verification).transpose()?,
        disputed: fields.iter().any(|field| facts.disputed(of, id, field)),
    })
}

fn read_term(record: TermRecord) -> Result<Term, RecordError> {
    let TermRecord { days, counting, start } = record;
    Ok(Term {
        days,
        counting: word("way of counting", &counting, Counting::from_code(&counting))?,
        start: word("start of a term", &start, Start::from_code(&start))?,
    })
}

fn read_verification(record: VerificationRecord) -> Result<Verification, RecordError> {
    let VerificationRecord { date, outcome, by, note } = record;
    let outcome = word("outcome", &outcome, Outcome::from_code(&outcome))?;
    Ok(Verification { date, outcome, by, note })
}

/// The edits that write every field of `report`.
///
/// # Errors
///
/// [`RecordError`].
pub fn report_edits(report: &RemedyReport) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::REMEDY_REPORT, report.id.bytes());
    edits.set("unit", &report.unit.to_string())?;
    edits.set("number", &report.number)?;
    edits.set("date", &report.date)?;
    edits.set("received", &report.received)?;
    edits.set("summary", &report.summary)?;
    edits.set("evidence", &report.evidence)?;
    edits.set("demands", &spelled(&report.demands))?;
    edits.set("files", &report.files)?;
    edits.set(REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every report of a campaign, in the order of writing.
///
/// # Errors
///
/// [`RecordError`].
pub fn reports(facts: &Facts) -> Result<Vec<RemedyReport>, RecordError> {
    let of = kind::REMEDY_REPORT;
    let read = |id| {
        let unit: String = facts.need(of, id, "unit")?;
        Ok(RemedyReport {
            id: ReportId::from_bytes(id),
            unit: word("unit id", &unit, unit.parse().ok())?,
            number: facts.get_or_default(of, id, "number")?,
            date: facts.get(of, id, "date")?.flatten(),
            received: facts.need(of, id, "received")?,
            summary: facts.get_or_default(of, id, "summary")?,
            evidence: facts.get_or_default(of, id, "evidence")?,
            demands: demands(facts, of, id)?,
            files: facts.get_or_default(of, id, "files")?,
        })
    };
    facts.ids(of).into_iter().map(read).collect()
}

fn spelled(ids: &[FindingId]) -> Vec<String> {
    ids.iter().map(FindingId::to_string).collect()
}

fn demands(facts: &Facts, of: &str, id: [u8; 16]) -> Result<Vec<FindingId>, RecordError> {
    let texts: Vec<String> = facts.get_or_default(of, id, "demands")?;
    texts.iter().map(|text| word("finding id", text, text.parse().ok())).collect()
}
