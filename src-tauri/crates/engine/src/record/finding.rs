//! Findings.

use chrono::NaiveDate;
use domain::finding::{Finding, FindingKind, Ruling};
use domain::id::{FindingId, UnitId};

use super::{Edit, Edits, Facts, RecordError, kind, word};

/// The edits that write every field of `finding`.
///
/// # Errors
///
/// [`RecordError`].
pub fn finding_edits(finding: &Finding) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::FINDING, finding.id.bytes());
    let units: Vec<String> = finding.units.iter().map(UnitId::to_string).collect();
    edits.set("kind", &finding.kind.code())?;
    edits.set("text", &finding.text)?;
    edits.set("items", &finding.items)?;
    edits.set("units", &units)?;
    edits.set("open_list", &finding.open_list)?;
    edits.set("explanation", &finding.explanation)?;
    edits.set("ruling", &finding.ruling.map(Ruling::code))?;
    edits.set("recommendation", &finding.recommendation)?;
    edits.set("responsible", &finding.responsible)?;
    edits.set("deadline", &finding.deadline)?;
    edits.set(super::REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every finding of a section, in the order in which they were first written.
///
/// # Errors
///
/// [`RecordError`].
pub fn findings(facts: &Facts) -> Result<Vec<Finding>, RecordError> {
    facts.ids(kind::FINDING).into_iter().map(|id| read(facts, id)).collect()
}

fn read(facts: &Facts, id: [u8; 16]) -> Result<Finding, RecordError> {
    let of = kind::FINDING;
    let code: String = facts.need(of, id, "kind")?;
    let ruling: Option<String> = facts.get(of, id, "ruling")?.flatten();
    let units: Vec<String> = facts.get_or_default(of, id, "units")?;
    let deadline: Option<NaiveDate> = facts.get(of, id, "deadline")?.flatten();
    Ok(Finding {
        id: FindingId::from_bytes(id),
        kind: word("finding kind", &code, FindingKind::from_code(&code))?,
        text: facts.get_or_default(of, id, "text")?,
        items: facts.get_or_default(of, id, "items")?,
        units: units
            .iter()
            .map(|unit| word("unit id", unit, unit.parse().ok()))
            .collect::<Result<_, _>>()?,
        open_list: facts.get_or_default(of, id, "open_list")?,
        explanation: facts.get_or_default(of, id, "explanation")?,
        ruling: ruling
            .as_deref()
            .map(|code| word("ruling", code, Ruling::from_code(code)))
            .transpose()?,
        recommendation: facts.get_or_default(of, id, "recommendation")?,
        responsible: facts.get_or_default(of, id, "responsible")?,
        deadline,
    })
}
