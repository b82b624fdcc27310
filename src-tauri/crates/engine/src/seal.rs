//! What a sealed paper states, and how a later edit is told in words.

use ledger::{Digest, SealManifest, Target};

use crate::folder::Folder;
use crate::record::kind;
use crate::store::Stated;

/// Lists exactly what the paper of `folder` states: `heads` are the versions that stand,
/// `checklist` and `charter` the digests of the data behind them.
pub(crate) fn manifest(
    folder: &Folder,
    heads: Stated,
    checklist: [u8; 32],
    charter: Digest,
    sealed_ms: u64,
) -> SealManifest {
    let replaced = folder.papers.iter().rev().find(|paper| !paper.seal.is_empty());
    SealManifest {
        campaign: folder.campaign.id.bytes(),
        subject: folder.visit.id.bytes(),
        revision: folder.revision(),
        previous: replaced.and_then(|paper| digest(&paper.seal)),
        sealed_ms,
        checklist: Digest::from_bytes(checklist),
        charter,
        heads,
        evidence: folder.evidence.iter().filter_map(|piece| digest(&piece.sha256)).collect(),
        labels: [("data".to_owned(), crate::minutes::DATA_VERSION.to_string())].into(),
        extra: ledger::Extra::default(),
    }
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
        kind::VISIT => "Thông tin cuộc kiểm tra".to_owned(),
        kind::LAYOUT => "Bố cục biên bản".to_owned(),
        kind::MEMBER => "Thành viên đoàn".to_owned(),
        kind::UNIT => "Tên đơn vị".to_owned(),
        kind::CHECKLIST => "Bộ nội dung kiểm tra".to_owned(),
        _ => "Thông tin đợt kiểm tra".to_owned(),
    }
}
