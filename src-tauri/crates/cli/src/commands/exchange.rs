//! `delegation …`, `pack`, `unpack`, `audit`: laptops that work side by side, and what they signed.

use std::path::Path;

use engine::actions::{Participant, Seat, UnpackedBundle};
use engine::words;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::args::{Common, Delegation, Exchange};
use crate::failure::Failed;
use crate::{files, store};

/// Hands work over, or takes it in.
pub(super) fn run(common: &Common, verb: &Exchange) -> Result<Answer, Failed> {
    match verb {
        Exchange::Pack { campaign, out, all } => pack(common, campaign, out, *all),
        Exchange::Audit { campaign, out } => audit(common, campaign, out),
        Exchange::Unpack { file } => unpack(common, file),
    }
}

/// Says who takes part.
pub(super) fn delegation(common: &Common, verb: &Delegation) -> Result<Answer, Failed> {
    match verb {
        Delegation::Card { out } => card(common, out),
        Delegation::List { campaign } => store::with(common, |engine| {
            let campaign = engine.campaign_named(campaign)?;
            Ok(listed(&engine.participants(campaign)?))
        }),
        Delegation::Add { campaign, card, role, area } => {
            let card = files::read(card)?;
            let seat = seat(role)?;
            store::with(common, |engine| {
                let campaign = engine.campaign_named(campaign)?;
                Ok(listed(&engine.admit(campaign, &card, (seat, area.clone()))?))
            })
        }
        Delegation::End { campaign, device } => store::with(common, |engine| {
            let campaign = engine.campaign_named(campaign)?;
            Ok(listed(&engine.end_participant(campaign, device)?))
        }),
        Delegation::TakeOver { campaign, lost } => store::with(common, |engine| {
            let campaign = engine.campaign_named(campaign)?;
            Ok(listed(&engine.take_over(campaign, *lost)?))
        }),
        Delegation::Quarantine { campaign } => quarantine(common, campaign),
    }
}

/// Reads what a machine takes part as.
pub(super) fn seat(role: &str) -> Result<Seat, Failed> {
    Seat::from_code(role)
        .ok_or_else(|| Failed::usage("Vai trò phải là leader, deputy, secretary, member hoặc hub."))
}

fn card(common: &Common, out: &Path) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let card = engine.device_card()?;
        files::write(out, &card)?;
        let device = engine.read_card(&card)?.device.to_string();
        let text = format!("Thẻ máy: {}\nMã máy: {device}\n", out.display());
        Ok(Answer::new(json!({ "device": device, "out": out }), text))
    })
}

fn pack(common: &Common, campaign: &str, out: &Path, all: bool) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let campaign = engine.campaign_named(campaign)?;
        let packed = engine.pack(campaign, out, all)?;
        let text = format!(
            "Đã ghi và đọc lại gói: {}\n  nội dung: {} · ảnh, văn bản: {} · {} tệp, {} KB\n  dành cho: {}\n",
            out.display(),
            packed.ops,
            packed.files,
            packed.parts,
            packed.size_bytes.div_ceil(1024),
            packed.names.join(", "),
        );
        let json = json!({
            "out": out,
            "for": packed.names,
            "edits": packed.ops,
            "files": packed.files,
            "parts": packed.parts,
            "size_bytes": packed.size_bytes,
        });
        Ok(Answer::new(json, text))
    })
}

fn audit(common: &Common, campaign: &str, out: &Path) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let campaign = engine.campaign_named(campaign)?;
        let record = engine.write_audit(campaign, out)?;
        let mut text = format!(
            "Đã ghi và kiểm lại hồ sơ lưu vết: {}\n  {} thay đổi của {} máy, {} chữ ký, {} giấy báo nhận, {} văn bản đã chốt, {} tệp kê khai\n  chưa máy nào khác báo nhận: {}\n",
            out.display(),
            record.ops,
            record.devices,
            record.segments,
            record.receipts,
            record.seals,
            record.files,
            record.unconfirmed,
        );
        if record.flaws != 0 {
            text.push_str(&format!(
                "  CHÚ Ý: {} điểm trong hồ sơ không khớp; xem bằng `bienban-audit`\n",
                record.flaws
            ));
        }
        let json = json!({
            "out": out,
            "devices": record.devices,
            "segments": record.segments,
            "edits": record.ops,
            "unconfirmed": record.unconfirmed,
            "receipts": record.receipts,
            "seals": record.seals,
            "files": record.files,
            "flaws": record.flaws,
            "remarks": record.remarks,
            "size_bytes": record.size_bytes,
        });
        Ok(Answer::new(json, text))
    })
}

fn unpack(common: &Common, file: &Path) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let unpacked = engine.unpack(file)?;
        Ok(Answer::new(report(&unpacked), in_words(&unpacked)))
    })
}

pub(super) fn report(unpacked: &UnpackedBundle) -> Value {
    let taken = &unpacked.taken;
    let ahead = unpacked.ahead.iter();
    let ahead = ahead.map(|(name, minutes)| json!({ "writer": name, "minutes": minutes }));
    json!({
        "campaign": unpacked.campaign.to_string(),
        "sender": unpacked.sender,
        "new_campaign": taken.new_campaign,
        "added": taken.added,
        "known": taken.known,
        "quarantined": taken.quarantined,
        "left_out": unpacked.left_out.len(),
        "files_added": taken.files_added,
        "files_known": taken.files_known,
        "clocks_ahead": ahead.collect::<Vec<_>>(),
        "contradicted_by": unpacked.contradicted,
        "disagreements": unpacked.disputes,
        "remarks": remarks(unpacked),
    })
}

fn remarks(unpacked: &UnpackedBundle) -> Vec<String> {
    let readable = unpacked.disputes.is_some();
    let UnpackedBundle { left_out, ahead, contradicted, keeper, .. } = unpacked;
    words::handover_remarks(left_out, ahead, contradicted, keeper.as_deref(), readable)
}

pub(super) fn in_words(unpacked: &UnpackedBundle) -> String {
    let taken = &unpacked.taken;
    let mut text = format!(
        "Đã nhận gói của {}: {}\n  thêm {}, đã có {}, giữ riêng {}, chưa nhận {} phần; ảnh, văn bản: thêm {}, đã có {}\n",
        unpacked.sender,
        unpacked.campaign_name,
        taken.added,
        taken.known,
        taken.quarantined,
        unpacked.left_out.len(),
        taken.files_added,
        taken.files_known,
    );
    for remark in remarks(unpacked) {
        text.push_str(&format!("  {remark}\n"));
    }
    if let Some(disputes) = unpacked.disputes.filter(|disputes| *disputes != 0) {
        text.push_str(&format!("  có ý kiến khác nhau: {disputes} chỗ cần chọn\n"));
    }
    text
}

fn listed(participants: &[Participant]) -> Answer {
    let mut text = String::new();
    let mut all = Vec::new();
    for one in participants {
        let role = one.seat.map_or("unknown", Seat::code);
        let state = match one {
            Participant { ended: true, .. } => "đã bị loại".to_owned(),
            Participant { own: true, .. } => "máy này".to_owned(),
            Participant { lacks: 0, .. } => "đã báo nhận đủ".to_owned(),
            Participant { lacks, .. } => format!("chưa báo nhận {lacks}"),
        };
        let founder = if one.founder { ", lập đoàn" } else { "" };
        let areas = if one.areas.is_empty() {
            "mọi lĩnh vực".to_owned()
        } else {
            one.areas.join(", ")
        };
        let name = if one.name.is_empty() { "(máy này)" } else { &one.name };
        text.push_str(&format!("{name} · {role}{founder} · {areas} · {state}\n  {}\n", one.device));
        all.push(json!({
            "device": one.device,
            "name": one.name,
            "role": role,
            "areas": one.areas,
            "own": one.own,
            "founder": one.founder,
            "ended": one.ended,
            "lacks": one.lacks,
        }));
    }
    if participants.is_empty() {
        text.push_str("Đợt này chưa có nội dung nào nên chưa có đoàn.\n");
    }
    Answer::new(Value::Array(all), text)
}

fn quarantine(common: &Common, campaign: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let campaign = engine.campaign_named(campaign)?;
        let (mut text, mut all) = (String::new(), Vec::new());
        for edit in engine.quarantine(campaign)? {
            let why = words::unentitled_sentence(edit.why);
            text.push_str(&format!("{} · {} · {}: {why}\n", edit.writer, edit.place, edit.value));
            all.push(json!({
                "writer": edit.writer,
                "place": edit.place,
                "value": edit.value,
                "reason": edit.why.code(),
                "sentence": why,
            }));
        }
        if all.is_empty() {
            text.push_str("Không có nội dung nào bị giữ riêng.\n");
        }
        Ok(Answer::new(Value::Array(all), text))
    })
}
