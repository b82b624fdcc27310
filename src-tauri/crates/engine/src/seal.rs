//! What a sealed paper states, and how a later edit is told in words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, FixedOffset, Offset as _, Timelike as _};
use domain::scan;
use ledger::{Digest, SealManifest, Target};
use papers::{Foot, Timestamp};
use sha2::Sha256;

use crate::minutes::Stamp;
use crate::record::{self, Paper, kind};

/// What a paper states beside the versions that stand.
pub(crate) struct Stating<'a> {
    /// The pieces of evidence that it shows, by SHA-256 in hexadecimal.
    pub(crate) evidence: BTreeSet<&'a str>,
    /// The version of the data that travel inside it.
    pub(crate) data_version: u32,
    /// The layout it is set in.
    pub(crate) layout: &'a str,
}

/// The manifest of the next seal after `papers`; who it is about and which versions it states is
/// filled in by whoever seals.
pub(crate) fn manifest(papers: &[Paper], stating: &Stating<'_>) -> SealManifest {
    let replaced = papers.iter().rev().find(|paper| !paper.seal.is_empty());
    let mut labels = BTreeMap::from([
        ("data".to_owned(), stating.data_version.to_string()),
        ("layout".to_owned(), stating.layout.to_owned()),
    ]);
    if let Some(added) = papers.last().filter(|paper| paper.supplement != 0) {
        labels.insert("supplement".to_owned(), added.supplement.to_string());
    }
    SealManifest {
        campaign: [0; 16],
        subject: [0; 16],
        revision: record::revision(papers),
        previous: replaced.and_then(|paper| digest(&paper.seal)),
        sealed_ms: 0,
        checklist: Digest::from_bytes([0; 32]),
        charter: Digest::from_bytes([0; 32]),
        heads: crate::store::Stated::new(),
        evidence: stating.evidence.iter().filter_map(|sha256| digest(sha256)).collect(),
        labels,
        extra: ledger::Extra::default(),
    }
}

/// What stands on a paper sealed at `at` beside its text; `data` travels inside it.
pub(crate) fn stamp(at: DateTime<FixedOffset>, digest: &str, data: Vec<u8>) -> Stamp {
    Stamp {
        created: moment(at),
        draft: false,
        foot: Some(Foot {
            text: format!("Mã niêm phong: {digest}"),
            code: Some(scan::page_code(digest)),
        }),
        data: Some(data),
        pages: None,
    }
}

/// A moment for a file's metadata.
pub(crate) fn moment(now: DateTime<FixedOffset>) -> Timestamp {
    let small = |value: u32| u8::try_from(value).unwrap_or_default();
    Timestamp {
        year: u16::try_from(now.year()).unwrap_or_default(),
        month: small(now.month()),
        day: small(now.day()),
        hour: small(now.hour()),
        minute: small(now.minute()),
        second: small(now.second()),
        offset_minutes: i16::try_from(now.offset().fix().local_minus_utc() / 60)
            .unwrap_or_default(),
    }
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&<Sha256 as sha2::Digest>::digest(bytes))
}

/// `bytes` in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a digest from hexadecimal.
fn digest(hex: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(Digest::from_bytes(bytes))
}

/// What a field is, in Vietnamese: `Mục MC-19: ghi chú`.
pub(crate) fn target_in_words(target: &Target) -> String {
    match target.kind() {
        kind::ANSWER => {
            let (item, field) = target.field().split_once('/').unwrap_or((target.field(), ""));
            let what = match field {
                "verdict" => "kết quả",
                "note" => "ghi chú",
                "reviewed" => "rà soát",
                _ => "số liệu",
            };
            format!("Mục {item}: {what}")
        }
        kind::REVIEW | kind::ACCEPTANCE => format!("Mục {}: rà soát", target.field()),
        kind::LAST => "Lần trước".to_owned(),
        kind::FINDING => "Nhận xét".to_owned(),
        kind::EVIDENCE => "Minh chứng".to_owned(),
        kind::ROW => "Dòng trong sổ".to_owned(),
        kind::SLOT => "Câu chữ của biên bản".to_owned(),
        kind::NOTICE => "Câu chữ của thông báo".to_owned(),
        kind::REMINDER => "Nội dung công văn".to_owned(),
        kind::FOLLOW_UP => "Thông tin chung của công văn".to_owned(),
        kind::NUMBER => "Số biên bản".to_owned(),
        kind::VISIT => "Thông tin cuộc kiểm tra".to_owned(),
        kind::LAYOUT => "Bố cục biên bản".to_owned(),
        kind::MEMBER => "Thành viên đoàn".to_owned(),
        kind::UNIT => "Tên đơn vị".to_owned(),
        kind::CHECKLIST => "Bộ nội dung kiểm tra".to_owned(),
        _ => "Thông tin đợt kiểm tra".to_owned(),
    }
}
