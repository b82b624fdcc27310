//! The store as a whole: check, backup, restore, snapshots, search.

use std::path::Path;

use engine::Engine;
use engine::actions::HitKind;
use engine::store::{CheckReport, Flaw, Home, list_snapshots};
use engine::words;
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Common, Snapshot};
use crate::failure::Failed;
use crate::{files, shell, store};

/// Verifies everything in the folder of the store; repairs nothing.
pub(super) fn check(common: &Common) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let report = engine.check()?;
        let flaws: Vec<_> = report.flaws.iter().map(flaw).collect();
        let listed: Vec<_> =
            flaws.iter().map(|(kind, text)| json!({ "kind": kind, "text": text })).collect();
        let mut json = json!({
            "sound": report.is_sound(),
            "streams": report.streams,
            "ops": report.ops,
            "unsigned": report.unsigned,
            "purged": report.purged,
            "segments": report.segments,
            "receipts": report.receipts,
            "files": report.files,
            "snapshots": report.snapshots,
            "strays": report.strays,
            "remarks": report.remarks.iter().map(words::check_remark).collect::<Vec<_>>(),
            "flaws": listed,
        });
        let mut text = counts(&report);
        for remark in &report.remarks {
            text.push_str(&format!("Chú ý: {}\n", words::check_remark(remark)));
        }
        for (_, flaw) in &flaws {
            text.push_str(&format!("LỖI: {flaw}\n"));
        }
        for stray in &report.strays {
            text.push_str(&format!("Tệp không thuộc kho: {stray}\n"));
        }
        if report.is_sound() {
            return Ok(Answer::new(json, text));
        }
        let first = flaws.first().map_or("", |(_, text)| text.as_str());
        // What is lost here comes back from colleagues; an older copy of the store would lose more.
        let advice = if report.flaws.iter().all(|flaw| words::loss_sentence(flaw).is_some()) {
            "Chưa sửa gì."
        } else {
            "Chưa sửa gì; hãy khôi phục từ bản chụp hoặc bản sao lưu."
        };
        let reason = Failed::no("E-CHECK", format!("Kho có {} lỗi: {first} {advice}", flaws.len()));
        if let Some(document) = json.as_object_mut() {
            document.insert("error".to_owned(), shell::error(&reason));
        }
        Ok(Answer::new(json, text).no(reason))
    })
}

fn counts(report: &CheckReport) -> String {
    let verdict = if report.is_sound() { "Kho nguyên vẹn." } else { "Kho có lỗi." };
    format!(
        "{verdict}\n{} thay đổi trong {} chuỗi, {} chữ ký, {} tệp, {} bản chụp đã kiểm tra\n",
        report.ops, report.streams, report.segments, report.files, report.snapshots
    )
}

fn flaw(flaw: &Flaw) -> (&'static str, String) {
    match flaw {
        Flaw::Keys => ("keys", "Tệp khóa không đọc được.".to_owned()),
        Flaw::Database => ("database", "Cơ sở dữ liệu không đọc hết được.".to_owned()),
        Flaw::Chain { op } => ("chain", format!("Thay đổi {op} không nối vào thay đổi trước nó.")),
        Flaw::Op { op } => ("op", format!("Thay đổi {op} không mở được.")),
        Flaw::Signature { stream, first_seq } => {
            ("signature", format!("Chữ ký trên chuỗi {stream} từ số {first_seq} không khớp."))
        }
        Flaw::Projection(difference) => (
            "projection",
            format!(
                "Bảng {} khác với sổ ghi: thiếu {} dòng, thừa {} dòng.",
                difference.table, difference.missing, difference.surplus
            ),
        ),
        Flaw::FileMissing(digest) => ("file-missing", format!("Thiếu tệp {digest}.")),
        Flaw::FileDamaged(digest) => ("file-damaged", format!("Tệp {digest} bị hỏng.")),
        Flaw::Snapshot { name } => ("snapshot", format!("Bản chụp {name} không đọc được.")),
        Flaw::Lost { .. } => ("lost", words::loss_sentence(flaw).unwrap_or_default()),
        Flaw::Exchanged { .. } => ("exchanged", words::loss_sentence(flaw).unwrap_or_default()),
        Flaw::Receipt { .. } => ("receipt", words::loss_sentence(flaw).unwrap_or_default()),
    }
}

pub(super) fn backup(common: &Common, out: &Path) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        engine.backup(out)?;
        let json = json!({ "out": out.to_string_lossy() });
        Ok(Answer::new(json, format!("Đã sao lưu và đọc lại kiểm tra: {}.", out.display())))
    })
}

/// Puts a backup into the folder of the store, which must be empty. What opened the one opens the
/// other, so no passphrase is asked for.
pub(super) fn restore(common: &Common, file: &Path) -> Result<Answer, Failed> {
    let home = store::home(common)?;
    let summary = engine::store::restore(file, &Home::new(&home))?;
    let json = json!({
        "home": home.to_string_lossy(),
        "files": summary.files,
        "bytes": summary.size_bytes,
        "taken_at_ms": summary.taken_at_ms,
    });
    Ok(Answer::new(json, format!("Đã khôi phục kho vào {}. Mở bằng mật khẩu cũ.", home.display())))
}

pub(super) fn snapshot(common: &Common, verb: &Snapshot) -> Result<Answer, Failed> {
    let home = store::home(common)?;
    match verb {
        Snapshot::List => {
            let (mut text, mut listed) = (String::new(), Vec::new());
            for snapshot in list_snapshots(&Home::new(&home))? {
                let at = snapshot.taken_at.to_rfc3339();
                text.push_str(&format!("{}  {at}  {} byte\n", snapshot.name, snapshot.size_bytes));
                listed.push(
                    json!({ "name": snapshot.name, "taken_at": at, "bytes": snapshot.size_bytes }),
                );
            }
            if listed.is_empty() {
                "Chưa có bản chụp nào.".clone_into(&mut text);
            }
            Ok(Answer::new(json!({ "snapshots": listed }), text))
        }
        Snapshot::Restore { name } => {
            let secret = store::secret(common)?;
            Engine::open_snapshot(&home, &secret, name, store::doors())?.close()?;
            let text = format!(
                "Đã khôi phục từ bản chụp {name}. Bản trước đó được giữ trong thư mục set-aside."
            );
            Ok(Answer::new(json!({ "name": name }), text))
        }
    }
}

pub(super) fn change_passphrase(common: &Common, new_file: &Path) -> Result<Answer, Failed> {
    let secret = store::secret(common)?;
    let next = files::read_secret(new_file)?;
    store::with(common, |engine| {
        engine.change_passphrase(&secret, &next)?;
        Ok(Answer::new(
            json!({ "changed": true }),
            "Đã đổi mật khẩu. Mã khôi phục cũ vẫn dùng được.",
        ))
    })
}

pub(super) fn search(common: &Common, wanted: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let (mut text, mut listed) = (String::new(), Vec::new());
        for hit in engine.search(wanted, None)? {
            let item = hit.item.as_deref().unwrap_or_default();
            text.push_str(&format!("{item} {} – {}\n", hit.title(), hit.about));
            listed.push(json!({
                "kind": kind(hit.kind),
                "campaign": hit.campaign.to_string(),
                "visit": hit.visit.map(|id| id.to_string()),
                "item": hit.item,
                "title": hit.title(),
                "exact": hit.exact,
                "about": hit.about,
            }));
        }
        let found = !listed.is_empty();
        let answer = Answer::new(json!({ "hits": listed }), text);
        if found {
            return Ok(answer);
        }
        Ok(answer.no(Failed::no("E-SEARCH-NONE", format!("Không tìm thấy “{wanted}”."))))
    })
}

const fn kind(kind: HitKind) -> &'static str {
    match kind {
        HitKind::Campaign => "campaign",
        HitKind::Unit => "unit",
        HitKind::Row => "row",
        HitKind::Evidence => "evidence",
        HitKind::Person => "person",
        HitKind::Minutes => "minutes",
        HitKind::Notice => "notice",
        HitKind::Letter => "letter",
        HitKind::Report => "report",
        HitKind::LegalPaper => "paper",
        HitKind::Other => "other",
        HitKind::Visit => "visit",
        HitKind::Item => "item",
        HitKind::Answer => "answer",
        HitKind::Finding => "finding",
    }
}
