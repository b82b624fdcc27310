//! What proves a signature beyond itself, as JSON and in words: timestamps, revocation, level.

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::Serialize;
use signing::{Distrust, Level, Revocation, RevocationReason, SignatureReport, Timestamp};

use super::verify::fault_in_words;

/// A timestamp by an authority (RFC 3161).
#[derive(Debug, JsonSchema, Serialize)]
pub struct VerifiedTimestamp {
    /// The field that carries it.
    pub field: String,
    /// The name in the authority's certificate.
    pub authority: String,
    /// When it was made, RFC 3339; `null` where that cannot be read.
    pub time: Option<String>,
    /// Whether it holds and is over what it stands at.
    pub holds: bool,
    /// Whether the authority's certificate leads to a given anchor.
    pub trusted: bool,
}

/// Whether a signer's certificate, or one above it, was revoked.
#[derive(Debug, JsonSchema, Serialize)]
pub struct VerifiedRevocation {
    /// `unknown`, `earlier` (good, as was known before it signed), `good` or `revoked`.
    pub state: &'static str,
    /// When this was known to be good, or since when it is revoked, RFC 3339.
    pub at: Option<String>,
    /// Whose certificate was revoked.
    pub subject: Option<String>,
    /// Why, in Vietnamese.
    pub reason: Option<&'static str>,
}

pub(super) fn timestamp(field: &str, timestamp: &Timestamp) -> VerifiedTimestamp {
    VerifiedTimestamp {
        field: field.to_owned(),
        authority: timestamp.authority.clone(),
        time: timestamp.time.map(|time| time.to_rfc3339()),
        holds: timestamp.fault.is_none(),
        trusted: timestamp.distrust.is_none(),
    }
}

pub(super) fn revocation(revocation: &Revocation) -> VerifiedRevocation {
    match revocation {
        Revocation::Unknown => {
            VerifiedRevocation { state: "unknown", at: None, subject: None, reason: None }
        }
        Revocation::Earlier { as_of } => VerifiedRevocation {
            state: "earlier",
            at: Some(as_of.to_rfc3339()),
            subject: None,
            reason: None,
        },
        Revocation::Good { as_of } => VerifiedRevocation {
            state: "good",
            at: Some(as_of.to_rfc3339()),
            subject: None,
            reason: None,
        },
        Revocation::Revoked { subject, at, reason } => VerifiedRevocation {
            state: "revoked",
            at: Some(at.to_rfc3339()),
            subject: Some(subject.clone()),
            reason: Some(reason_in_words(*reason)),
        },
    }
}

pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Basic => "B-B",
        Level::Timed => "B-T",
        Level::LongTerm => "B-LT",
        Level::Archival => "B-LTA",
    }
}

/// What a person should know of the proofs of a signature: the time first, then revocation, then
/// how long it can be proven.
pub(super) fn in_words(signature: &SignatureReport) -> Vec<String> {
    let mut lines = vec![time_in_words(signature)];
    lines.extend(revocation_in_words(signature));
    let unproven = signature.trusted_time.is_none();
    lines.push(
        match signature.level {
            Level::LongTerm | Level::Archival if unproven => {
                "Bằng chứng lâu dài đi kèm chưa dùng được vì chưa xác nhận được dấu thời gian."
            }
            Level::Basic => "Chưa có bằng chứng lâu dài.",
            Level::Timed if matches!(signature.revocation, Revocation::Earlier { .. }) => {
                "Chưa đủ bằng chứng lâu dài: chờ danh sách thu hồi mới hơn thời điểm ký."
            }
            Level::Timed => "Chưa đủ bằng chứng lâu dài: thiếu thông tin thu hồi chứng thư.",
            Level::LongTerm => "Có kèm thông tin thu hồi chứng thư (B-LT).",
            Level::Archival => "Có đủ bằng chứng lâu dài (B-LTA).",
        }
        .to_owned(),
    );
    lines
}

fn time_in_words(signature: &SignatureReport) -> String {
    let claimed = signature.claimed_time.map(clock);
    if let Some(trusted) = signature.trusted_time.map(clock) {
        return match claimed {
            Some(claimed) if claimed != trusted => {
                format!("Có dấu thời gian tin cậy: {trusted} (giờ máy ký khai: {claimed}).")
            }
            _ => format!("Có dấu thời gian tin cậy: {trusted}."),
        };
    }
    let Some(own) = &signature.timestamp else {
        return "Chưa có dấu thời gian tin cậy; giờ ký là giờ do máy ký khai.".to_owned();
    };
    if let Some(fault) = own.fault {
        return format!("Dấu thời gian không dùng được: {}.", fault_in_words(fault));
    }
    let time = own.time.map(clock).unwrap_or_default();
    let why = match own.distrust {
        Some(Distrust::Revoked) => "chứng thư của nơi cấp đã bị thu hồi",
        Some(Distrust::Expired | Distrust::NotYetValid) => "chứng thư của nơi cấp không còn hạn",
        _ => "nơi cấp chưa có trong danh sách tin cậy của máy này",
    };
    format!("Có dấu thời gian {time} của {}, nhưng {why}.", own.authority)
}

fn revocation_in_words(signature: &SignatureReport) -> Option<String> {
    match &signature.revocation {
        Revocation::Unknown => Some("Chưa rõ chứng thư có bị thu hồi hay không.".to_owned()),
        Revocation::Earlier { as_of } => Some(format!(
            "Thông tin thu hồi đi kèm có từ {}, trước thời điểm ký, nên chưa rõ lúc ký chứng thư có bị thu hồi hay không.",
            clock(as_of.fixed_offset())
        )),
        Revocation::Good { as_of } => {
            Some(format!("Chứng thư không bị thu hồi, tính đến {}.", clock(as_of.fixed_offset())))
        }
        Revocation::Revoked { subject, at, reason } => {
            let since = clock(at.fixed_offset());
            let reason = reason_in_words(*reason);
            let after = signature.trusted_time.is_some_and(|trusted| trusted < *at);
            let when = if after {
                "chữ ký có trước lúc đó"
            } else {
                "không chứng minh được chữ ký có trước lúc đó"
            };
            Some(format!("Chứng thư của {subject} bị thu hồi từ {since} ({reason}); {when}."))
        }
    }
}

const fn reason_in_words(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::Unspecified => "không nêu lý do",
        RevocationReason::KeyCompromise => "lộ khóa",
        RevocationReason::IssuerCompromise => "nơi cấp lộ khóa",
        RevocationReason::AffiliationChanged => "người dùng chuyển đơn vị",
        RevocationReason::Superseded => "đã cấp chứng thư khác thay",
        RevocationReason::CessationOfOperation => "thôi sử dụng",
        RevocationReason::OnHold => "tạm dừng",
        RevocationReason::PrivilegeWithdrawn => "bị rút quyền",
    }
}

/// A moment as people here read it.
fn clock(at: DateTime<FixedOffset>) -> String {
    const VIETNAM: i32 = 7 * 3600;
    let here = FixedOffset::east_opt(VIETNAM).map_or(at, |zone| at.with_timezone(&zone));
    here.format("%d/%m/%Y %H:%M:%S").to_string()
}
