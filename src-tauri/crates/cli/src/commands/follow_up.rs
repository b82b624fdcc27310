//! `follow-up list/letter`.

use std::path::Path;

use domain::follow_up::State;
use engine::actions::{FollowUp as Demands, PaperOf};
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
        FollowUp::Letter { campaign, unit, out, docx, seal } => {
            letter(common, (campaign, unit), (out, docx.as_deref()), *seal)
        }
    }
}

fn letter(
    common: &Common,
    (campaign, unit): (&str, &str),
    (out, docx): (&Path, Option<&Path>),
    seal: bool,
) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let id = engine.campaign_named(campaign)?;
        let (about, _) = engine.campaign(id)?;
        let found = about.units.iter().find(|it| it.key == unit || it.id.to_string() == unit);
        let found = found
            .ok_or_else(|| EngineError::NotFound { what: Noun::Unit, name: unit.to_owned() })?;
        let letter = engine.make_letter(id, found.id, &[])?;
        let of = PaperOf::Letter(id, letter);
        let seal = seal.then(|| engine.seal(of)).transpose()?;
        engine.export_paper(of, out)?;
        let text = format!("Đã lập công văn đôn đốc {}: {}", found.authority(), out.display());
        let json = json!({ "letter": letter.to_string(), "out": out, "seal": seal });
        let answer = Answer::new(json, text);
        let Some(docx) = docx else { return Ok(answer) };
        engine.export_word(of, docx)?;
        Ok(answer.with_word(docx))
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
