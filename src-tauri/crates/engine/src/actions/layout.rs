//! How the minutes of a campaign are printed: names, symbol, blocks of the agency's own, order.

use std::path::Path;

use chrono::NaiveDate;
use domain::id::{CampaignId, VisitId};
use domain::layout::{LayoutText, MinutesLayout};
use domain::text::clean;
use domain::visit::{Visit, VisitForm};
use papers::Rendered;

use crate::engine::{Engine, Saved};
use crate::error::EngineError;
use crate::folder::Folder;
use crate::import::{layout_text, read_layout};
use crate::minutes;
use crate::record::{self, kind};

/// The layout of a campaign, as the screen shows it.
#[derive(Clone, Debug)]
pub struct LayoutState {
    /// What the agency chose.
    pub layout: MinutesLayout,
    /// What stands where nothing is chosen: names and symbol.
    pub usual: MinutesLayout,
    /// Whose minutes are shown.
    pub unit: String,
    /// The paper in this layout.
    pub paper: Rendered,
    /// Changes whenever the paper does.
    pub version: String,
}

impl Engine {
    /// How the minutes of a campaign are printed.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn layout(&self, campaign: CampaignId) -> Result<MinutesLayout, EngineError> {
        let facts = self.facts_of(campaign.bytes(), kind::LAYOUT)?;
        Ok(record::layout(&facts, campaign)?)
    }

    /// The layout with minutes printed in it: those of the latest visit, or of nobody yet.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read or the paper
    /// cannot be laid out.
    pub fn layout_state(&self, campaign: CampaignId) -> Result<LayoutState, EngineError> {
        let folder = self.specimen(campaign)?;
        let paper = self.drafted(&folder)?.1;
        Ok(LayoutState {
            version: super::seal::sha256_hex(&paper.pdf),
            layout: self.layout(campaign)?,
            usual: minutes::usual_layout(&folder.campaign),
            unit: folder.unit.name.clone(),
            paper,
        })
    }

    /// Prints the minutes of a campaign in another way from now on. Sealed ones stay as they are.
    ///
    /// # Errors
    ///
    /// [`EngineError::Layout`] for what could not be printed as the decree wants it,
    /// [`EngineError::Paper`] for a character that the papers' font lacks, and [`EngineError`] when the
    /// store cannot be written. Nothing is written then.
    pub fn save_layout(
        &mut self,
        campaign: CampaignId,
        layout: &MinutesLayout,
    ) -> Result<Saved, EngineError> {
        self.write_layout(campaign, layout, "Sửa bố cục biên bản")
    }

    /// Takes the layout of a file for a campaign.
    ///
    /// # Errors
    ///
    /// [`EngineError::Import`] with line and field, and those of [`Self::save_layout`].
    pub fn import_layout(
        &mut self,
        campaign: CampaignId,
        file: &str,
        text: &str,
    ) -> Result<Saved, EngineError> {
        let layout = read_layout(file, text)?;
        self.write_layout(campaign, &layout, "Nhập bố cục biên bản từ tệp")
    }

    /// The layout of a campaign as a file.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn layout_file(&self, campaign: CampaignId) -> Result<String, EngineError> {
        self.campaign(campaign)?;
        Ok(layout_text(&self.layout(campaign)?))
    }

    /// Writes what [`Self::layout_file`] gives to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::layout_file`].
    pub fn export_layout(&self, campaign: CampaignId, out: &Path) -> Result<(), EngineError> {
        let text = self.layout_file(campaign)?;
        Ok(crate::store::write_whole(out, text.as_bytes())?)
    }

    pub(super) fn write_layout(
        &mut self,
        campaign: CampaignId,
        layout: &MinutesLayout,
        name: &str,
    ) -> Result<Saved, EngineError> {
        self.campaign(campaign)?;
        let layout = cleaned(layout);
        layout.check()?;
        for text in LayoutText::ALL {
            if let Some(character) = papers::unprintable(layout.text(text)) {
                let around = layout.text(text).to_owned();
                return Err(papers::PaperError::NoGlyph { character, around }.into());
            }
        }
        let edits = record::layout_edits(campaign, &self.layout(campaign)?, &layout)?;
        self.save(campaign.bytes(), &edits, Some(name.to_owned()))
    }

    /// A visit to show a layout with: the latest one, or one to the first unit that nobody made.
    fn specimen(&self, campaign: CampaignId) -> Result<Folder, EngineError> {
        let mut latest: Option<(NaiveDate, VisitId)> = None;
        for id in self.visit_ids_of(campaign)? {
            let visit = record::visit(&self.facts_of(id.bytes(), kind::VISIT)?, id)?;
            let seen = visit.map(|visit| (visit.date, id));
            latest = latest.max(seen);
        }
        if let Some((_, id)) = latest {
            let mut folder = self.folder(id)?;
            // A layout is judged by whole minutes, not by what was added to them.
            folder.papers.clear();
            return Ok(folder);
        }
        let (campaign, _) = self.campaign(campaign)?;
        let unit = campaign.units.first().cloned().unwrap_or_else(nobody);
        let visit = Visit {
            id: VisitId::from_bytes([0; 16]),
            campaign: campaign.id,
            unit: unit.id,
            date: campaign.dates.from,
            form: VisitForm::Planned,
            start: None,
            end: None,
            place: format!("Trụ sở {}", unit.authority()),
            delegation_present: Vec::new(),
            unit_present: Vec::new(),
            period: None,
            copies: record::COPIES_DEFAULT,
            extent: None,
        };
        self.folder_of(campaign, unit, visit)
    }
}

/// A unit in a campaign that has none yet.
fn nobody() -> domain::unit::Unit {
    domain::unit::Unit {
        id: domain::id::UnitId::from_bytes([0; 16]),
        key: String::new(),
        name: "Đơn vị được kiểm tra".to_owned(),
        kind: domain::unit::UnitKind::Khac,
        place: None,
    }
}

fn cleaned(layout: &MinutesLayout) -> MinutesLayout {
    MinutesLayout {
        parent: clean(&layout.parent),
        agency: clean(&layout.agency),
        symbol: clean(&layout.symbol),
        intro: clean(&layout.intro),
        closing: clean(&layout.closing),
        recipients: clean(&layout.recipients),
        order: layout.order.clone(),
        left_out: layout.left_out.clone(),
    }
}
