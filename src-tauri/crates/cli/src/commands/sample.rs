//! `sample list/import/remove`, and `sample redraw`, which needs no store.

use engine::EngineError;
use engine::sampling::{self, SamplingError};
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Common, Redraw, Sample};
use crate::failure::Failed;
use crate::files;
use crate::store;

pub(super) fn run(common: &Common, verb: &Sample) -> Result<Answer, Failed> {
    if let Sample::Redraw(asked) = verb {
        return redraw(asked);
    }
    store::with(common, |engine| match verb {
        Sample::Redraw(asked) => redraw(asked),
        Sample::List => {
            let (mut text, mut listed) = (String::new(), Vec::new());
            for sample in engine.samples()? {
                let here = if sample.campaign.is_some() { " [đã nhập]" } else { "" };
                text.push_str(&format!(
                    "{}  {}{here}\n    {}\n",
                    sample.id, sample.name, sample.about
                ));
                listed.push(json!({
                    "id": sample.id,
                    "name": sample.name,
                    "about": sample.about,
                    "campaign": sample.campaign.map(|id| id.to_string()),
                }));
            }
            Ok(Answer::new(json!({ "samples": listed }), text))
        }
        Sample::Import { id } => {
            engine.snapshot_before_import()?;
            let campaign = engine.import_sample(id)?.to_string();
            Ok(Answer::new(json!({ "id": campaign }), campaign))
        }
        Sample::Remove => {
            let count = engine.remove_samples()?;
            let text = format!("Đã đưa {count} bộ dữ liệu mẫu vào thùng rác.");
            Ok(Answer::new(json!({ "removed": count }), text))
        }
    })
}

fn redraw(asked: &Redraw) -> Result<Answer, Failed> {
    let bytes = files::read(&asked.population)?;
    let failed = |error: SamplingError| Failed::from(EngineError::from(error));
    let listed = sampling::read_csv(&bytes).map_err(failed)?;
    let population = sampling::population(&listed, &asked.by).map_err(failed)?;
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    let drawn = population.draw(&asked.seed, size, !asked.by.is_empty());
    let drawn = drawn.map_err(|error| failed(error.into()))?;
    let codes: Vec<&str> = drawn.entries.iter().map(|entry| entry.code.as_str()).collect();
    let shares: Vec<_> = drawn
        .shares
        .iter()
        .map(|share| json!({ "stratum": share.stratum, "of": share.of, "taken": share.taken }))
        .collect();
    let json = json!({
        "method": domain::sample::METHOD,
        "population": population.digest(),
        "of": population.size(),
        "size": codes.len(),
        "seed": domain::text::clean(&asked.seed),
        "by": asked.by,
        "shares": shares,
        "codes": codes,
    });
    Ok(Answer::new(json, codes.join("\n")))
}
