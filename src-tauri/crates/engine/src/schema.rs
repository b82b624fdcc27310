//! JSON Schemas of the files and answers that scripts rely on.

use schemars::schema_for;

use crate::carried::{LetterSource, MinutesSource, NoticeSource, SealedData};
use crate::error::{EngineError, Noun};
use crate::export::{VerifyReport, VisitShown};
use crate::import::{CampaignFile, ProfileFile, VisitFile};
use crate::letters::LetterData;
use crate::minutes::MinutesData;
use crate::notice::NoticeData;

/// The names that [`schema`] knows.
pub const NAMES: [&str; 8] = [
    "profile",
    "campaign",
    "visit",
    "visit-shown",
    "minutes-data",
    "notice-data",
    "letter-data",
    "verify-report",
];

/// The JSON Schema called `name`.
///
/// # Errors
///
/// [`EngineError::NotFound`].
pub fn schema(name: &str) -> Result<serde_json::Value, EngineError> {
    let schema = match name {
        "profile" => schema_for!(ProfileFile),
        "campaign" => schema_for!(CampaignFile),
        "visit" => schema_for!(VisitFile),
        "visit-shown" => schema_for!(VisitShown),
        "minutes-data" => schema_for!(SealedData<MinutesData, MinutesSource>),
        "notice-data" => schema_for!(SealedData<NoticeData, NoticeSource>),
        "letter-data" => schema_for!(SealedData<LetterData, LetterSource>),
        "verify-report" => schema_for!(VerifyReport),
        other => {
            return Err(EngineError::NotFound { what: Noun::Schema, name: other.to_owned() });
        }
    };
    Ok(schema.to_value())
}
