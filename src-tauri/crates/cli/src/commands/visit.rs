//! `visit import/list/blank/show` and `evidence add`.

use engine::export::{VisitShown, shown};
use serde_json::json;

use super::to_json;
use crate::answer::Answer;
use crate::args::{Common, Evidence, Visit};
use crate::failure::Failed;
use crate::{files, store};

pub(super) fn run(common: &Common, verb: &Visit) -> Result<Answer, Failed> {
    match verb {
        Visit::Import { file } => {
            let (name, text) = files::read_text(file)?;
            store::with(common, |engine| {
                engine.snapshot_before_import()?;
                let id = engine.import_visit(&name, &text)?.to_string();
                Ok(Answer::new(json!({ "id": id }), id))
            })
        }
        Visit::List { campaign } => list(common, campaign),
        Visit::Blank { visit, out } => store::with(common, |engine| {
            let sheets = engine.blank_sheets(store::visit(engine, visit)?)?;
            files::write(out, &sheets.pdf)?;
            let json = json!({
                "out": out.to_string_lossy(),
                "pages": sheets.pages,
                "bytes": sheets.pdf.len(),
            });
            let text = format!("Đã xuất phiếu trắng {} trang ra {}.", sheets.pages, out.display());
            Ok(Answer::new(json, text))
        }),
        Visit::Show { visit } => store::with(common, |engine| {
            let shown = shown(&engine.folder(store::visit(engine, visit)?)?);
            Ok(Answer::new(to_json(&shown)?, in_words(&shown)))
        }),
    }
}

pub(super) fn evidence(common: &Common, verb: &Evidence) -> Result<Answer, Failed> {
    let Evidence::Add { visit, item, file } = verb;
    let bytes = files::read(file)?;
    store::with(common, |engine| {
        let visit = store::visit(engine, visit)?;
        let (id, saved) = engine.add_evidence(visit, item, &files::name(file), &bytes)?;
        let id = id.to_string();
        Ok(Answer::new(json!({ "id": id, "added": saved.changed }), id))
    })
}

fn list(common: &Common, name: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let campaign = engine.campaign_named(name)?;
        let (about, _) = engine.campaign(campaign)?;
        let (mut text, mut listed) = (String::new(), Vec::new());
        for entry in engine.visits_of(campaign)? {
            let visit = &entry.visit;
            let unit = about.units.iter().find(|unit| unit.id == visit.unit);
            let (key, name) = unit.map_or(("", ""), |unit| (unit.key.as_str(), unit.name.as_str()));
            let answered = entry.progress.answered;
            let state = entry.state.code();
            text.push_str(&format!(
                "{}  {}  {name}: {}/{} mục, {} tồn tại, {}\n",
                visit.id,
                domain::date::short(visit.date),
                answered.done,
                answered.of,
                entry.shortcomings,
                state_in_words(state)
            ));
            listed.push(json!({
                "id": visit.id.to_string(),
                "unit": key,
                "name": name,
                "date": visit.date.to_string(),
                "form": visit.form.code(),
                "state": state,
                "answered": [answered.done, answered.of],
                "shortcomings": entry.shortcomings,
            }));
        }
        if listed.is_empty() {
            "Đợt này chưa có cuộc kiểm tra nào.".clone_into(&mut text);
        }
        Ok(Answer::new(json!({ "visits": listed }), text))
    })
}

fn in_words(visit: &VisitShown) -> String {
    let [answered, all] = visit.progress.answered;
    let mut text = format!(
        "{} – {}, ngày {} ({})\n{answered}/{all} mục đã đánh giá: {} đạt, {} cơ bản đạt, {} chưa đạt, {} không áp dụng\n",
        visit.campaign,
        visit.unit,
        visit.date,
        state_in_words(visit.state),
        visit.progress.met,
        visit.progress.partly,
        visit.progress.not_met,
        visit.progress.not_applicable
    );
    for rate in &visit.rates {
        let quoted = match rate.quoted_ok {
            Some(false) => " (số đơn vị báo cáo không khớp)",
            Some(true) | None => "",
        };
        text.push_str(&format!(
            "  {} {}/{} = {}%{quoted}\n",
            rate.item, rate.numerator, rate.denominator, rate.printed
        ));
    }
    for finding in &visit.findings {
        let mark = if finding.kind == "strength" { '+' } else { '–' };
        text.push_str(&format!("  {mark} {}\n", finding.text));
    }
    text
}

fn state_in_words(code: &str) -> &str {
    match code {
        "draft" => "đang lập",
        "sealed" => "đã chốt, chưa ký",
        "partly-signed" => "đã ký một phần",
        "signed" => "đã ký đủ",
        "replaced" => "đã có bản thay thế",
        other => other,
    }
}
