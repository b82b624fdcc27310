//! Whether what a signed paper brings may stand where its ids say.
//!
//! Ids are printed on no page: whoever makes a paper chooses them freely. So they decide nothing that
//! the pages do not bear out, and nothing that is here is written to under them.

use std::collections::BTreeSet;

use domain::campaign::{Agency, Campaign};
use domain::id::VisitId;
use domain::unit::Unit;

use super::incoming::Place;
use crate::engine::Engine;
use crate::error::{EngineError, IncomingFault, Misplaced};
use crate::minutes::Material;
use crate::record::{BINNED, Edit, OFFICE_LAYOUTS, WORK_YEARS, kind};
use crate::store::{OpRef, Target};

impl From<Misplaced> for EngineError {
    fn from(misplaced: Misplaced) -> Self {
        Self::Incoming(IncomingFault::Misplaced(misplaced))
    }
}

impl Engine {
    /// Refuses a paper whose visit or campaign has the id of something else.
    pub(super) fn sections_fit(&self, material: &Material) -> Result<(), EngineError> {
        let (visit, campaign) = (material.visit.id.bytes(), material.campaign.id.bytes());
        let reserved = [OFFICE_LAYOUTS, WORK_YEARS];
        let fit = visit != campaign
            && !reserved.contains(&visit)
            && !reserved.contains(&campaign)
            && self.is_or_may_become(visit, kind::VISIT, kind::CAMPAIGN)?
            && self.is_or_may_become(campaign, kind::CAMPAIGN, kind::VISIT)?;
        if fit { Ok(()) } else { Err(Misplaced::Ids.into()) }
    }

    /// Whether a section is that of a thing of `kind` and of none of `other`, or empty.
    fn is_or_may_become(
        &self,
        section: [u8; 16],
        kind: &str,
        other: &str,
    ) -> Result<bool, EngineError> {
        if !self.store.heads_of_kind(section, other)?.is_empty() {
            return Ok(false);
        }
        let own = self.store.heads_of_kind(section, kind)?;
        let is = own.iter().any(|head| head.target.id == section);
        Ok(is || self.store.heads(section)?.is_empty())
    }

    /// Refuses what would be written under ids that are in use elsewhere.
    pub(super) fn ids_are_free(
        &self,
        place: &Place,
        brought: &[([u8; 16], Edit)],
    ) -> Result<(), EngineError> {
        let sections = [place.visit.id.bytes(), place.campaign.id.bytes()];
        let things: BTreeSet<([u8; 16], &str, [u8; 16])> =
            brought.iter().map(|(section, edit)| (*section, edit.kind, edit.id)).collect();
        for (section, kind, id) in things {
            let heads = self.store.heads_of(kind, id)?;
            let is_here = heads.iter().any(|head| head.target.section == section);
            let is_elsewhere = !heads.is_empty() && !is_here;
            let has_own_id = [kind::FINDING, kind::MEMBER, kind::UNIT].contains(&kind);
            let is_section =
                has_own_id && (sections.contains(&id) || !self.store.heads(id)?.is_empty());
            if is_elsewhere || is_section {
                return Err(Misplaced::Ids.into());
            }
        }
        Ok(())
    }

    /// Refuses a paper on a campaign that is here, and in the bin, called otherwise, or by another
    /// checklist. `unit` is the paper's unit as it is here.
    pub(super) fn belongs(
        &self,
        material: &Material,
        known: &Campaign,
        unit: Option<&Unit>,
    ) -> Result<(), EngineError> {
        if self.is_put_away(known)? {
            return Err(Misplaced::CampaignBinned(known.name.clone()).into());
        }
        same_as_printed(material, known, unit)?;
        let named = |campaign: &Campaign| {
            // The paper's own version need not be here to be another one.
            let pin = match &campaign.checklist_version {
                Some(pin) => pin.clone(),
                None => self.pin_of(campaign).map_err(|_| IncomingFault::NoChecklist)?,
            };
            let digest = pin.sha256.as_deref().and_then(|it| it.get(..16));
            let digest = digest.map(|it| format!(", mã {it}")).unwrap_or_default();
            Ok::<_, IncomingFault>(format!(
                "“{}” phiên bản {}{digest}",
                campaign.checklist, pin.version
            ))
        };
        let (paper, here) = (named(&material.campaign)?, named(known)?);
        if paper == here { Ok(()) } else { Err(Misplaced::Checklist { paper, here }.into()) }
    }

    /// Whether somebody put the campaign into the bin; one that was only taken back with the paper it
    /// came from is not.
    fn is_put_away(&self, campaign: &Campaign) -> Result<bool, EngineError> {
        let id = campaign.id.bytes();
        if !self.facts_of(id, kind::CAMPAIGN)?.flag(kind::CAMPAIGN, id, BINNED) {
            return Ok(false);
        }
        if !self.visit_ids_of(campaign.id)?.is_empty() {
            return Ok(true);
        }
        let history = self.store.history(&Target::new(id, kind::CAMPAIGN, id, BINNED))?;
        Ok(!history.iter().any(|version| version.stands && version.undoes.is_some()))
    }

    /// Before the latest act in `section` is taken back: where that act brought a campaign along that
    /// holds other visits by now, the campaign stays.
    pub(super) fn keep_campaign(&mut self, section: [u8; 16]) -> Result<(), EngineError> {
        let visit = VisitId::from_bytes(section);
        let Some(campaign) = self.campaign_of_visit(visit)? else { return Ok(()) };
        let heads = self.store.heads_of(kind::CAMPAIGN, campaign.bytes())?;
        let shown: Vec<OpRef> =
            heads.iter().filter(|it| it.target.field == BINNED).map(|it| it.op).collect();
        let latest = self.undo.get(&section).and_then(|steps| steps.last());
        let brought_it = latest.is_some_and(|step| step.ops.iter().any(|op| shown.contains(op)));
        if brought_it && self.visit_ids_of(campaign)?.iter().any(|it| *it != visit) {
            let latest = self.undo.get_mut(&section).and_then(|steps| steps.last_mut());
            latest.into_iter().for_each(|step| step.ops.retain(|op| !shown.contains(op)));
        }
        Ok(())
    }
}

/// Refuses a paper that prints other names than those that are here under its ids or keys.
fn same_as_printed(
    material: &Material,
    known: &Campaign,
    unit: Option<&Unit>,
) -> Result<(), Misplaced> {
    let paper = &material.campaign;
    let agency = |Agency { parent, name, place }: &Agency| {
        let said = [parent, name, place].into_iter().filter(|it| !it.is_empty());
        said.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let kind = |unit: &Unit| unit.kind.code().to_owned();
    let mut pairs = vec![
        ("tên đợt kiểm tra", paper.name.clone(), known.name.clone()),
        ("cơ quan kiểm tra", agency(&paper.agency), agency(&known.agency)),
    ];
    if let Some(here) = unit {
        let printed = &material.unit;
        pairs.push(("tên đơn vị", printed.name.clone(), here.name.clone()));
        pairs.push(("loại đơn vị", kind(printed), kind(here)));
    }
    match pairs.into_iter().find(|(_, printed, here)| printed != here) {
        Some((what, printed, here)) => Err(Misplaced::Named { what, printed, here }),
        None => Ok(()),
    }
}
