//! `sample list/import/remove`.

use serde_json::json;

use crate::answer::Answer;
use crate::args::{Common, Sample};
use crate::failure::Failed;
use crate::store;

pub(super) fn run(common: &Common, verb: &Sample) -> Result<Answer, Failed> {
    store::with(common, |engine| match verb {
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
