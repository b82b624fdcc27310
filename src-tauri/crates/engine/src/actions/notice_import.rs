//! What a campaign file says of the concluding notice.

use domain::finding::{Finding, FindingKind};
use domain::id::CampaignId;
use domain::notice::naming::{ListOrder, Listing, Naming, OpenEnd};
use domain::notice::{Decision, Wording};
use domain::text::clean;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::convert::At;
use crate::import::{ImportError, NoticeParagraphFile};
use crate::record;

impl Engine {
    /// Writes the paragraphs that a campaign file puts together.
    pub(super) fn import_notice(
        &mut self,
        file: &str,
        paragraphs: &[NoticeParagraphFile],
        campaign: CampaignId,
    ) -> Result<(), EngineError> {
        if paragraphs.is_empty() {
            return Ok(());
        }
        let standing = record::findings(&self.facts(campaign.bytes())?)?;
        let mut edits = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let path = format!("campaign.notice[{index}]");
            let decision = decision(At { file, path: &path }, paragraph, &standing)?;
            edits.push(record::decision_edit(campaign, &decision.key, Some(&decision))?);
        }
        self.save(campaign.bytes(), &edits, None)?;
        Ok(())
    }
}

fn decision(
    at: At<'_>,
    file: &NoticeParagraphFile,
    standing: &[Finding],
) -> Result<Decision, ImportError> {
    let mut decision: Option<Decision> = None;
    for finding in &file.findings {
        let kind = FindingKind::from_code(&finding.kind);
        let kind = at.word(&finding.kind, kind, &["strength", "shortcoming"])?;
        let wording = Wording::new(kind, &finding.item, &finding.text);
        let decision = decision.get_or_insert_with(|| Decision::about(wording.clone()));
        let same = standing.iter().filter(|it| Wording::of(it) == wording);
        decision.findings.extend(same.map(|it| it.id));
        decision.wordings.insert(wording);
    }
    let Some(decision) = decision else { return Err(at.impossible(&"findings = []")) };
    Ok(Decision {
        sentence: clean(&file.sentence),
        listing: Listing {
            lead: clean(&file.lead),
            naming: at.word(
                &file.naming,
                Naming::from_code(&file.naming),
                &Naming::ALL.map(Naming::code),
            )?,
            order: at.word(
                &file.order,
                ListOrder::from_code(&file.order),
                &ListOrder::ALL.map(ListOrder::code),
            )?,
            end: at.word(
                &file.end,
                OpenEnd::from_code(&file.end),
                &OpenEnd::ALL.map(OpenEnd::code),
            )?,
        },
        left_out: file.left_out,
        ..decision
    })
}
