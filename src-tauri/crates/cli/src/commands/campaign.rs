//! `campaign import/list/show`.

use std::path::Path;

use domain::id::CampaignId;
use engine::Engine;
use engine::export::{campaign_shown, shown};
use serde_json::{Value, json};

use super::to_json;
use crate::answer::Answer;
use crate::args::{Campaign, Common, ExportFormat};
use crate::failure::Failed;
use crate::{files, store};

pub(super) fn run(common: &Common, verb: &Campaign) -> Result<Answer, Failed> {
    match verb {
        Campaign::Import { file } => {
            let (name, text) = files::read_text(file)?;
            store::with(common, |engine| {
                engine.snapshot_before_import()?;
                let id = engine.import_campaign(&name, &text, false)?.to_string();
                Ok(Answer::new(json!({ "id": id }), id))
            })
        }
        Campaign::List => list(common),
        Campaign::Show { campaign } => show(common, campaign),
    }
}

/// Writes everything of a campaign to one file.
pub(super) fn export(
    common: &Common,
    campaign: &str,
    format: ExportFormat,
    out: &Path,
) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let id = engine.campaign_named(campaign)?;
        match format {
            ExportFormat::Xlsx => {
                engine.export_campaign(id, engine::actions::ExportFormat::Xlsx, out)?;
            }
            ExportFormat::Csv => {
                engine.export_campaign(id, engine::actions::ExportFormat::Csv, out)?;
            }
            ExportFormat::Json => {
                files::write(out, format!("{:#}", whole(engine, id)?).as_bytes())?;
            }
        }
        let path = out.display().to_string();
        Ok(Answer::new(json!({ "path": path }), path))
    })
}

/// The campaign and every visit, each in the shape that `show` has.
fn whole(engine: &Engine, id: CampaignId) -> Result<Value, Failed> {
    let (campaign, planned) = engine.campaign(id)?;
    let findings = engine.campaign_findings(id)?;
    let sentences = engine.campaign_sentences(id)?;
    let mut visits = Vec::new();
    for entry in engine.visits_of(id)? {
        visits.push(to_json(&shown(&engine.folder(entry.visit.id)?))?);
    }
    let campaign = to_json(&campaign_shown(&campaign, &planned, &findings, &sentences))?;
    Ok(json!({ "campaign": campaign, "visits": visits }))
}

fn list(common: &Common) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let (mut text, mut listed) = (String::new(), Vec::new());
        for entry in engine.campaigns()? {
            let campaign = &entry.campaign;
            let sample = if campaign.sample { " [mẫu]" } else { "" };
            text.push_str(&format!(
                "{}  {}  {}{sample}: {} đơn vị, {} cuộc, {} đã chốt\n",
                campaign.id,
                campaign.key,
                campaign.name,
                campaign.units.len(),
                entry.visits,
                entry.sealed
            ));
            listed.push(json!({
                "id": campaign.id.to_string(),
                "key": campaign.key,
                "name": campaign.name,
                "dates": { "from": campaign.dates.from.to_string(), "to": campaign.dates.to.to_string() },
                "units": campaign.units.len(),
                "visits": entry.visits,
                "sealed": entry.sealed,
                "sample": campaign.sample,
            }));
        }
        if listed.is_empty() {
            "Chưa có đợt kiểm tra nào. Nhập bằng `bienban campaign import TỆP`."
                .clone_into(&mut text);
        }
        Ok(Answer::new(json!({ "campaigns": listed }), text))
    })
}

fn show(common: &Common, name: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let id = engine.campaign_named(name)?;
        let (campaign, planned) = engine.campaign(id)?;
        let findings = engine.campaign_findings(id)?;
        let sentences = engine.campaign_sentences(id)?;
        let shown = campaign_shown(&campaign, &planned, &findings, &sentences);
        let mut text = format!(
            "{}\n{}\nĐoàn: {}\nTừ {} đến {}\n",
            campaign.name,
            campaign.agency.name,
            campaign.delegation_name,
            domain::date::short(campaign.dates.from),
            domain::date::short(campaign.dates.to)
        );
        for unit in &campaign.units {
            let day = planned
                .get(&unit.id)
                .map_or("không có cuộc".to_owned(), |day| domain::date::short(*day));
            text.push_str(&format!("  {}  {} ({day})\n", unit.key, unit.name));
        }
        for finding in &findings {
            text.push_str(&format!("  – {}\n", finding.text));
        }
        Ok(Answer::new(to_json(&shown)?, text))
    })
}
