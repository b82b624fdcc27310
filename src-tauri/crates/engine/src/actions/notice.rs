//! The concluding notice of a campaign: read it, decide of its paragraphs, edit its text, print it.

use std::collections::BTreeMap;

use domain::id::CampaignId;
use domain::notice::alike::{Suggestion, suggestions};
use domain::notice::{Decision, Listing, Paragraph, Wording};
use domain::text::clean;
use papers::{Document, Rendered};

use super::minutes::{PaperVersion, day_of};
use super::papers::{Shelf, sealed_version};
use super::seal::sha256_hex;
use super::sealed_since::LaterChange;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::minutes::{Check, Stamp};
use crate::notice::{self, Annexes, Gathered, Kept, Material, NoticeSlot};
use crate::record::{self, Edit};

/// From so many visits on, a look at the notice leaves the annexes out.
const LOOKED_AT_WHOLE_MAX: usize = 150;

/// The notice of a campaign, as the screen shows it.
#[derive(Clone, Debug)]
pub struct NoticeState {
    /// Everything it is made of, with what people decided and wrote.
    pub material: Material,
    /// Its slots, in the order in which they are printed.
    pub slots: Vec<NoticeSlot>,
    /// Texts that nothing carries any more.
    pub kept: Vec<Kept>,
    /// What may be put together, each paragraph with its text.
    pub suggestions: Vec<(Suggestion, Vec<String>)>,
    /// The paragraphs that are left out, with their text.
    pub left_out: Vec<(Paragraph, String)>,
    /// What has to be looked at before it goes out.
    pub checks: Vec<Check>,
    /// Where the paper stands, and who signs.
    pub shelf: Shelf,
    /// What was edited after it was sealed.
    pub later: Vec<LaterChange>,
}

/// How the leader wants a paragraph.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Phrasing {
    /// The sentence without its units; empty for the findings' own.
    pub sentence: String,
    /// How the units are listed.
    pub listing: Listing,
}

impl Engine {
    /// Reads the notice of a campaign.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn notice(&self, id: CampaignId) -> Result<NoticeState, EngineError> {
        self.notice_state(self.notice_material(id)?)
    }

    /// Reads the notice of a campaign, and which bytes [`Self::notice_paper`] gives of it.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and those of [`Self::notice`].
    pub fn notice_and_version(
        &self,
        id: CampaignId,
    ) -> Result<(NoticeState, PaperVersion), EngineError> {
        let material = self.notice_material(id)?;
        let version = match record::sealed(&material.papers).and_then(sealed_version) {
            Some(version) => version,
            None => {
                let paper = self.rendered_notice(&material, looked_at(&material))?;
                PaperVersion { version: sha256_hex(&paper.pdf), pages: paper.pages }
            }
        };
        Ok((self.notice_state(material)?, version))
    }

    fn notice_state(&self, material: Material) -> Result<NoticeState, EngineError> {
        let shelf = Shelf {
            of: material.campaign.id.into(),
            papers: material.papers.clone(),
            signatories: vec![notice::signatory(&material.campaign)],
            signing: BTreeMap::new(),
        };
        let later = self.changes_after_seal(&shelf)?;
        Ok(state(material, shelf, later))
    }

    /// Keeps a person's text for a slot beside the generated one; `None` goes back to that.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown slot, and [`EngineError`] when the store cannot be
    /// written.
    pub fn edit_notice_slot(
        &mut self,
        id: CampaignId,
        slot: &str,
        text: Option<&str>,
    ) -> Result<Saved, EngineError> {
        let material = self.notice_material(id)?;
        let slots = notice::outline(&Gathered::new(&material));
        let known = slots.into_iter().map(|known| known.slot).find(|known| known.id == slot);
        // A text that nothing carries any more can still be put away.
        let is_kept = text.is_none() && material.record.slots.contains_key(slot);
        if known.is_none() && !is_kept {
            return Err(EngineError::NotFound { what: Noun::Slot, name: slot.to_owned() });
        }
        let edit = known.as_ref().zip(text).map(|(known, text)| known.edit(text));
        let title = known.map_or_else(|| slot.to_owned(), |known| known.title);
        let edit = record::notice_slot_edit(id, slot, edit.as_ref())?;
        self.save_notice(id, &[edit], format!("Sửa phần “{}” của thông báo", short(&title)))
    }

    /// Puts paragraphs together under the first of `keys`. What was decided of the others goes into
    /// it; their own decisions end.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown paragraph, and [`EngineError`] when the store cannot
    /// be written.
    pub fn merge_paragraphs(
        &mut self,
        id: CampaignId,
        keys: &[Wording],
    ) -> Result<Saved, EngineError> {
        let material = self.notice_material(id)?;
        let gathered = Gathered::new(&material);
        let (first, others) = match keys {
            [first, others @ ..] if !others.is_empty() => (first, others),
            _ => return Err(no_paragraph("")),
        };
        let mut decision = self::decision(&gathered, first)?;
        let mut edits = Vec::new();
        for key in others {
            let other = self::decision(&gathered, key)?;
            decision.findings.extend(other.findings);
            decision.wordings.extend(other.wordings);
            if material.record.decisions.iter().any(|it| it.key == *key) {
                edits.push(record::decision_edit(id, key, None)?);
            }
        }
        edits.push(record::decision_edit(id, first, Some(&decision))?);
        let name = format!("Gộp {} nhận xét của thông báo", keys.len());
        self.save_notice(id, &edits, name)
    }

    /// Takes back what was decided of a paragraph: its findings stand alone again.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn split_paragraph(&mut self, id: CampaignId, key: &Wording) -> Result<Saved, EngineError> {
        let edit = record::decision_edit(id, key, None)?;
        self.save_notice(id, &[edit], "Tách nhận xét của thông báo".to_owned())
    }

    /// Says that paragraphs are to stay apart, so that they are not suggested again.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn keep_apart(&mut self, id: CampaignId, keys: &[Wording]) -> Result<Saved, EngineError> {
        let mut edits = Vec::new();
        for (at, one) in keys.iter().enumerate() {
            for other in keys.iter().skip(at + 1) {
                edits.push(record::apart_edit(id, one, other)?);
            }
        }
        self.save_notice(id, &edits, "Không gộp các nhận xét giống nhau".to_owned())
    }

    /// Says how a paragraph is worded and how its units are listed.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown paragraph, and [`EngineError`] when the store cannot
    /// be written.
    pub fn phrase_paragraph(
        &mut self,
        id: CampaignId,
        key: &Wording,
        phrasing: &Phrasing,
    ) -> Result<Saved, EngineError> {
        let material = self.notice_material(id)?;
        let decision = Decision {
            sentence: clean(&phrasing.sentence),
            listing: phrasing.listing.clone(),
            ..self::decision(&Gathered::new(&material), key)?
        };
        let edit = record::decision_edit(id, key, Some(&decision))?;
        self.save_notice(id, &[edit], "Sửa cách nêu nhận xét của thông báo".to_owned())
    }

    /// Leaves a paragraph out of the notice, or takes it in again.
    ///
    /// # Errors
    ///
    /// As [`Self::phrase_paragraph`].
    pub fn leave_out_paragraph(
        &mut self,
        id: CampaignId,
        key: &Wording,
        left_out: bool,
    ) -> Result<Saved, EngineError> {
        let material = self.notice_material(id)?;
        let decision = self::decision(&Gathered::new(&material), key)?;
        let decision = Decision { left_out, ..decision };
        let name = if left_out { "Bỏ nhận xét khỏi" } else { "Đưa nhận xét vào" };
        let edit = record::decision_edit(id, key, Some(&decision))?;
        self.save_notice(id, &[edit], format!("{name} thông báo"))
    }

    /// Says whether the units with the highest and the lowest rate are named.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn name_extremes(
        &mut self,
        id: CampaignId,
        rate: &str,
        named: bool,
    ) -> Result<Saved, EngineError> {
        let edit = record::extremes_edit(id, rate, named)?;
        self.save_notice(id, &[edit], "Nêu đơn vị cao nhất, thấp nhất".to_owned())
    }

    fn save_notice(
        &mut self,
        id: CampaignId,
        edits: &[Edit],
        name: String,
    ) -> Result<Saved, EngineError> {
        if record::sealed(&self.papers_of(id.into())?).is_some() {
            return Err(EngineError::AlreadySealed);
        }
        self.save(id.bytes(), edits, Some(name))
    }

    /// Lays out the notice as it stands, marked as a draft on every page, its data attached.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and [`EngineError`] when the store cannot be read.
    pub fn draft_notice(&self, id: CampaignId, annexes: Annexes) -> Result<Rendered, EngineError> {
        let material = self.notice_material(id)?;
        self.rendered_notice(&material, annexes)
    }

    /// The notice as it is shown: the sealed bytes where there are some; while it is written, with
    /// its annexes unless there are very many units.
    ///
    /// # Errors
    ///
    /// As [`Self::draft_notice`].
    pub fn notice_paper(&self, id: CampaignId) -> Result<Vec<u8>, EngineError> {
        if let Some(paper) = record::sealed(&self.papers_of(id.into())?) {
            return self.file(&paper.current);
        }
        let material = self.notice_material(id)?;
        Ok(self.rendered_notice(&material, looked_at(&material))?.pdf)
    }

    fn rendered_notice(
        &self,
        material: &Material,
        annexes: Annexes,
    ) -> Result<Rendered, EngineError> {
        let document = self.notice_document(material, annexes);
        Ok(papers::render_again(&document, &mut self.laid_out())?)
    }

    /// The notice of `material` as it stands, for a draft.
    pub(super) fn notice_document(&self, material: &Material, annexes: Annexes) -> Document {
        let gathered = Gathered::new(material);
        let slots = notice::outline(&gathered);
        let data = serde_json::to_vec(&notice::data(&gathered, &slots, None)).ok();
        let (_, last) = material.days();
        let stamp = Stamp { created: day_of(last), draft: true, foot: None, data, pages: None };
        notice::document(&gathered, &slots, annexes, (self.style(last), stamp))
    }
}

/// What the screen shows of a notice.
fn state(material: Material, shelf: Shelf, later: Vec<LaterChange>) -> NoticeState {
    let gathered = Gathered::new(&material);
    let slots = notice::outline(&gathered);
    let kept = notice::kept(&slots, &gathered);
    let found = suggestions(&gathered.paragraphs, &material.record.apart);
    let checks = notice::checks(&material, &slots, (&kept, &found));
    let text = |key: &Wording| {
        let paragraph = gathered.paragraphs.iter().find(|it| it.key == *key);
        paragraph.map(|it| gathered.text(it)).unwrap_or_default()
    };
    let suggestions = found
        .into_iter()
        .map(|it| {
            let texts = it.keys.iter().map(text).collect();
            (it, texts)
        })
        .collect();
    let left_out = gathered.paragraphs.iter().filter(|paragraph| paragraph.left_out);
    let left_out = left_out.map(|it| (it.clone(), gathered.text(it))).collect();
    NoticeState { suggestions, left_out, slots, kept, checks, shelf, later, material }
}

impl NoticeState {
    /// Whether the notice on screen is without its annexes.
    pub fn without_annexes(&self) -> bool {
        self.shelf.sealed().is_none() && looked_at(&self.material) == Annexes::None
    }
}

/// Whether the annexes are shown while the notice is written: not of very many units.
fn looked_at(material: &Material) -> Annexes {
    if LOOKED_AT_WHOLE_MAX < material.seen.len() { Annexes::None } else { Annexes::All }
}

/// What is decided of the paragraph `key`, its present findings and wordings included.
fn decision(gathered: &Gathered<'_>, key: &Wording) -> Result<Decision, EngineError> {
    let material = gathered.material;
    let paragraph = gathered.paragraphs.iter().find(|it| it.key == *key);
    let paragraph = paragraph.ok_or_else(|| no_paragraph(key.as_str()))?;
    let known = material.record.decisions.iter().find(|it| it.key == *key);
    let mut decision = known.cloned().unwrap_or_else(|| Decision::about(key.clone()));
    let remarks = paragraph.remarks.iter().filter_map(|at| material.remarks.get(*at));
    decision.findings.extend(remarks.map(|remark| remark.finding.id));
    decision.wordings.extend(paragraph.sayings.iter().map(|saying| saying.wording.clone()));
    Ok(decision)
}

fn no_paragraph(key: &str) -> EngineError {
    EngineError::NotFound { what: Noun::Finding, name: key.to_owned() }
}

/// The first words of a long title.
fn short(title: &str) -> String {
    const LETTERS_MAX: usize = 60;
    if title.chars().count() <= LETTERS_MAX {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LETTERS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}
