//! Typed ids, ordered by the time they were made.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use uuid::Uuid;

/// Text that should have been an id, but is not.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("`{0}` is not an id")]
pub struct BadId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes the id that `bytes` spell.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Returns the sixteen bytes of the id.
            pub const fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map(Self).map_err(|_| BadId(text.to_owned()))
            }
        }
    )*};
}

ids! {
    /// Which campaign (đợt kiểm tra).
    CampaignId;
    /// Which unit (đơn vị được kiểm tra) of a campaign.
    UnitId;
    /// Which member of the delegation.
    MemberId;
    /// Which visit (cuộc kiểm tra).
    VisitId;
    /// Which finding (nhận xét).
    FindingId;
    /// Which row of a register (dòng của sổ).
    RowId;
    /// Which procedure (TTHC) of a campaign's published list.
    ProcedureId;
    /// Which piece of evidence (minh chứng).
    EvidenceId;
    /// Which paper (biên bản, by revision).
    PaperId;
    /// Which draft or own version of a checklist (bộ nội dung).
    ChecklistId;
    /// Which sample of case files (mẫu hồ sơ).
    SampleId;
    /// Which report of a unit on what it put right (báo cáo khắc phục).
    ReportId;
    /// Which letter of reminder (công văn đôn đốc).
    LetterId;
    /// Which layout that the office keeps (bố cục biên bản).
    LayoutId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_being_written_down() {
        let id = VisitId::from_bytes([7; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn refuses_text_that_is_no_id() {
        assert_eq!("xã".parse::<VisitId>(), Err(BadId("xã".to_owned())));
    }
}
