//! `follow-up list/letter`.

use std::path::Path;

use domain::follow_up::State;
use engine::actions::FollowUp as Demands;
use engine::export::follow_up_shown;
use engine::words::{demand_state, due_in_words};
use engine::{EngineError, Noun};
use serde_json::json;

use super::to_json;
use crate::answer::Answer;
use crate::args::{Common, FollowUp};
use crate::failure::Failed;
use crate::store;

pub(super) fn run(common: &Common, verb: &FollowUp) -> Result<Answer, Failed> {
    match verb {
        FollowUp::List { campaign, remind } => store::with(common, |engine| {
            let id = engine.campaign_named(campaign)?;
            let demands = engine.follow_up(id)?;
            let json = to_json(&follow_up_shown(&demands, *remind))?;
            Ok(Answer::new(json, in_words(&demands, *remind)))
        }),
        FollowUp::Letter { campaign, unit, out } => letter(common, campaign, unit, out),
    }
}

fn letter(common: &Common, campaign: &str, unit: &str, out: &Path) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let id = engine.campaign_named(campaign)?;
        let (about, _) = engine.campaign(id)?;
        let found = about.units.iter().find(|it| it.key == unit || it.id.to_string() == unit);
        let found = found
            .ok_or_else(|| EngineError::NotFound { what: Noun::Unit, name: unit.to_owned() })?;
        let letter = engine.make_letter(id, found.id, &[])?;
        engine.export_letter(id, letter, out)?;
        let text = format!("Đã lập công văn đôn đốc {}: {}", found.authority(), out.display());
        Ok(Answer::new(json!({ "letter": letter.to_string(), "out": out }), text))
    })
}

fn in_words(demands: &Demands, remind: bool) -> String {
    let mut text = String::new();
    for unit in &demands.units {
        let mut wanted = unit.demands.iter().filter(|it| !remind || it.wants_reminder()).peekable();
        if wanted.peek().is_none() {
            continue;
        }
        text.push_str(&format!("{}\n", unit.unit.name));
        for demand in wanted {
            text.push_str(&format!(
                "  [{}] {} (thời hạn: {})\n",
                demand_state(demand.state()),
                demand.asked(),
                due_in_words(&demand.standing)
            ));
        }
    }
    if text.is_empty() {
        return if remind {
            "Không có nội dung nào quá hạn hoặc sắp đến hạn.".to_owned()
        } else {
            "Đợt này chưa có kiến nghị, yêu cầu nào.".to_owned()
        };
    }
    let open = demands.counts.all() - demands.counts.closed - demands.counts.carried;
    text.push_str(&format!(
        "Cộng: {} nội dung; {open} chưa xong, {} {}.",
        demands.counts.all(),
        demands.counts.overdue,
        demand_state(State::Overdue)
    ));
    text
}
