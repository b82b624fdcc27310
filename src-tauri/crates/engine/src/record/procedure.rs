//! The published list of procedures (bộ TTHC công bố) of a campaign.

use chrono::NaiveDate;
use domain::id::ProcedureId;
use domain::procedures::{Authority, Procedure};
use serde::{Deserialize, Serialize};

use super::{Edit, Edits, Facts, RecordError, kind, word};

/// One procedure is one value: it comes from a list as a whole and is replaced as a whole.
#[derive(Deserialize, Serialize)]
struct ProcedureRecord {
    code: String,
    name: String,
    field: String,
    level: String,
    authority: String,
    decision: String,
    effective: Option<NaiveDate>,
    ended: Option<NaiveDate>,
    components: Vec<String>,
}

/// The edits that write a procedure.
///
/// # Errors
///
/// [`RecordError`].
pub fn procedure_edits(id: ProcedureId, procedure: &Procedure) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::PROCEDURE, id.bytes());
    let record = ProcedureRecord {
        code: procedure.code.clone(),
        name: procedure.name.clone(),
        field: procedure.field.clone(),
        level: procedure.level.clone(),
        authority: procedure.authority.code().to_owned(),
        decision: procedure.decision.clone(),
        effective: procedure.effective,
        ended: procedure.ended,
        components: procedure.components.clone(),
    };
    edits.set("about", &record)?;
    edits.set(super::REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads the published list of a campaign, in the order in which it was made.
///
/// # Errors
///
/// [`RecordError`].
pub fn procedures(facts: &Facts) -> Result<Vec<(ProcedureId, Procedure)>, RecordError> {
    let mut procedures = Vec::new();
    for id in facts.ids(kind::PROCEDURE) {
        // Taken back as a whole, nothing of it is left.
        let Some(record) = facts.get::<ProcedureRecord>(kind::PROCEDURE, id, "about")? else {
            continue;
        };
        let authority = Authority::from_code(&record.authority);
        let procedure = Procedure {
            code: record.code,
            name: record.name,
            field: record.field,
            level: record.level,
            authority: word("authority", &record.authority, authority)?,
            decision: record.decision,
            effective: record.effective,
            ended: record.ended,
            components: record.components,
        };
        procedures.push((ProcedureId::from_bytes(id), procedure));
    }
    Ok(procedures)
}
