//! Small units and findings for tests.

use super::Remark;
use crate::finding::{Finding, FindingKind};
use crate::id::{FindingId, UnitId, VisitId};
use crate::unit::{Unit, UnitKind};

pub(super) fn unit(number: u8, name: &str, kind: UnitKind) -> Unit {
    Unit {
        id: UnitId::from_bytes([number; 16]),
        key: format!("don-vi-{number}"),
        name: name.to_owned(),
        kind,
        place: None,
    }
}

pub(super) fn shortcoming(id: u8, item: &str, text: &str, units: &[u8]) -> Remark {
    Remark {
        visit: Some(VisitId::from_bytes([id; 16])),
        finding: Finding {
            id: FindingId::from_bytes([id; 16]),
            kind: FindingKind::Shortcoming,
            text: text.to_owned(),
            items: vec![item.to_owned()],
            units: units.iter().map(|unit| UnitId::from_bytes([*unit; 16])).collect(),
            open_list: false,
            explanation: String::new(),
            ruling: None,
            recommendation: String::new(),
            responsible: String::new(),
            deadline: None,
        },
    }
}
