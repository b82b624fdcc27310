//! The answer as a JSON document: a contract that scripts rely on.

use custody::{Flaw, Remark, Report};
use ledger::{Digest, Role};
use serde_json::{Value, json};

use crate::words;

/// A paper that was held against the record.
pub(crate) struct AskedPaper {
    pub(crate) file: String,
    pub(crate) sha256: Digest,
    /// The seal of the paper that it is; none where the record knows no such bytes.
    pub(crate) seal: Option<Digest>,
}

/// The whole report.
pub(crate) fn of(report: &Report, papers: &[AskedPaper]) -> String {
    let counts = &report.counts;
    let document = json!({
        "sound": report.is_sound(),
        "campaign": uuid(report.campaign),
        "writer": { "device": report.writer.to_string(), "name": report.name_of(report.writer) },
        "written_ms": report.wall_ms,
        "founder": report.founder.map(|device| device.to_string()),
        "takeovers": takeovers(report),
        "people": people(report),
        "counts": {
            "charters": counts.charters,
            "streams": counts.streams,
            "segments": counts.segments,
            "edits": counts.ops,
            "unconfirmed": counts.unconfirmed,
            "receipts": counts.receipts,
            "forks": counts.forks,
            "seals": counts.seals,
            "files": counts.files,
            "file_bytes": counts.file_bytes,
        },
        "papers": sealed(report),
        "asked_papers": papers.iter().map(asked).collect::<Vec<_>>(),
        "flaws": report.flaws.iter().map(|flaw| {
            json!({ "kind": flaw_kind(flaw), "text": words::flaw(report, flaw) })
        }).collect::<Vec<_>>(),
        "remarks": report.remarks.iter().map(|remark| {
            json!({ "kind": remark_kind(remark), "text": words::remark(report, remark) })
        }).collect::<Vec<_>>(),
        "limits": words::LIMITS,
    });
    format!("{document:#}")
}

/// A failure instead of a report.
pub(crate) fn error(code: &str, message: &str) -> String {
    format!("{:#}", json!({ "error": { "code": code, "message": message } }))
}

fn takeovers(report: &Report) -> Vec<Value> {
    let one = |it: &custody::Takeover| {
        json!({
            "device": it.device.to_string(),
            "charter": it.revision,
            "at_ms": it.wall_ms,
        })
    };
    report.takeovers.iter().map(one).collect()
}

fn people(report: &Report) -> Vec<Value> {
    let people = report.people.iter().map(|person| {
        json!({
            "device": person.device.to_string(),
            "name": person.name,
            "role": role(person.role),
            "ended": person.ended,
            "edits": person.ops,
            "receipts": person.receipts,
        })
    });
    people.collect()
}

fn sealed(report: &Report) -> Vec<Value> {
    let papers = report.papers.iter().map(|paper| {
        json!({
            "seal": paper.seal.to_string(),
            "pdf": paper.pdf.to_string(),
            "current": paper.current.to_string(),
            "revision": paper.revision,
            "sealed_ms": paper.sealed_ms,
            "fields": paper.fields,
            "edits": paper.ops,
        })
    });
    papers.collect()
}

fn asked(paper: &AskedPaper) -> Value {
    json!({
        "file": paper.file,
        "sha256": paper.sha256.to_string(),
        "seal": paper.seal.map(|seal| seal.to_string()),
    })
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => "leader",
        Role::Deputy => "deputy",
        Role::Secretary => "secretary",
        Role::Member => "member",
        Role::Hub => "hub",
        Role::Unknown(_) => "unknown",
    }
}

const fn flaw_kind(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::WriterStranger => "writer-stranger",
        Flaw::Charters { .. } => "charters",
        Flaw::Unverified { .. } => "unverified",
        Flaw::UnknownCharter { .. } => "unknown-charter",
        Flaw::Stranger { .. } => "stranger",
        Flaw::Gap { .. } => "gap",
        Flaw::Broken { .. } => "broken",
        Flaw::Missing { .. } => "missing",
        Flaw::Altered { .. } => "altered",
        Flaw::StrangeReceipt { .. } => "strange-receipt",
        Flaw::Unproven { .. } => "unproven",
        Flaw::StrangeSeal { .. } => "strange-seal",
    }
}

const fn remark_kind(remark: &Remark) -> &'static str {
    match remark {
        Remark::Fork { .. } => "fork",
        Remark::AfterEnd { .. } => "after-end",
        Remark::FilesAbsent { .. } => "files-absent",
        Remark::FilesElsewhere { .. } => "files-elsewhere",
        Remark::SealAbsent { .. } => "seal-absent",
        Remark::EvidenceUnlisted { .. } => "evidence-unlisted",
        Remark::PreviousAbsent { .. } => "previous-absent",
    }
}

/// A number as the program spells it: 8-4-4-4-12 digits.
pub(crate) fn uuid(bytes: [u8; 16]) -> String {
    let mut text = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
