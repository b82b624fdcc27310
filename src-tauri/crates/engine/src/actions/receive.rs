//! Taking in a visit from its signed minutes: on a laptop that has nothing but the PDF.
//!
//! The paper is believed only where its signatures hold and its pages print what its data say
//! ([`crate::crosscheck`]). What it does not carry cannot be known: notes, photographs' originals, rows
//! of registers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use domain::campaign::Campaign;
use domain::id::{CampaignId, PaperId, UnitId};
use domain::layout::{LayoutText, MinutesLayout};
use domain::visit::Visit;
use signing::Report;

use super::incoming::{Incoming, Judged, Place, act_name, judge, standing, told};
use super::papers::PaperOf;
use crate::carried::answers_told;
use crate::crosscheck::MinutesRead;
use crate::engine::Engine;
use crate::error::{EngineError, IncomingFault, Standing};
use crate::minutes::{self, Material};
use crate::record::{self, BINNED, Edit, Paper, PaperNumber, Signing, SigningWay, SlotEdit, kind};
use crate::seal::{Stating, sha256_hex};
use crate::store::{OpRef, Secrecy, StoreError, Target};

/// A section of the ledger.
type Section = [u8; 16];

impl Engine {
    /// Says what a signed paper would bring, and how it stands to what is here. Nothing is written.
    ///
    /// # Errors
    ///
    /// [`EngineError::Incoming`] for a paper that is not believed or cannot be taken in, and
    /// [`EngineError`] when the store cannot be read.
    pub fn incoming(&self, pdf: &[u8]) -> Result<Incoming, EngineError> {
        let judged = judge(pdf, &self.trust()?.anchors)?;
        let place = self.goes_to(&judged.read)?;
        Ok(told(&judged, &place))
    }

    /// Takes in the visit of a signed paper that is not here yet: what it states, and the paper itself
    /// with its signatures. For a visit that is here nothing is written. The act can be taken back.
    ///
    /// # Errors
    ///
    /// Those of [`Self::incoming`], and [`EngineError`] when the store cannot be written; nothing is
    /// kept then.
    pub fn receive(&mut self, pdf: &[u8]) -> Result<Incoming, EngineError> {
        let judged = judge(pdf, &self.trust()?.anchors)?;
        let place = self.goes_to(&judged.read)?;
        let incoming = told(&judged, &place);
        if place.standing != Standing::New {
            return Ok(incoming);
        }
        // Whatever happens on the way, half a visit is never seen: it comes out of the bin at last.
        let visit = place.visit.id.bytes();
        let mut hidden = self.received(&place, &judged.read)?;
        hidden.push((visit, Edit::new(kind::VISIT, visit, BINNED, &true)?));
        self.write_received(&place, &hidden, &[])?;
        let ops = self.keep_received(&place, &judged, pdf)?;
        self.remember(visit, act_name(&incoming), ops);
        Ok(incoming)
    }

    /// Where the visit of `read` goes: by its ids, and where the campaign was made here from the same
    /// file, by the keys in that.
    fn goes_to(&self, read: &MinutesRead) -> Result<Place, EngineError> {
        let Material { campaign, unit, visit, .. } = &read.material;
        self.sections_fit(&read.material)?;
        let known = self.campaign_here(campaign)?;
        let here = known.as_ref().and_then(|known| {
            let by_id = known.units.iter().find(|it| it.id == unit.id);
            by_id.or_else(|| known.units.iter().find(|it| it.key == unit.key))
        });
        if let Some(known) = &known {
            self.belongs(&read.material, known, here)?;
        }
        let unit = here.unwrap_or(unit).clone();
        let about = known.as_ref().unwrap_or(campaign).clone();
        self.checklist_of(&about).map_err(|_| IncomingFault::NoChecklist)?;
        let visit = Visit { campaign: about.id, unit: unit.id, ..visit.clone() };
        let found = match self.campaign_of_visit(visit.id)? {
            Some(_) => Some(visit.id),
            None if known.is_some() => self.find_visit(about.id, unit.id, visit.date)?,
            None => None,
        };
        let visit = Visit { id: found.unwrap_or(visit.id), ..visit };
        let mut place = Place { campaign: about, known, unit, visit, standing: Standing::New };
        if let Some(found) = found {
            place.standing = standing(&self.papers_of(found.into())?, read);
        } else if !self.is_begun(&place, read)? {
            place.standing = Standing::Binned;
        }
        if place.standing == Standing::New {
            self.ids_are_free(&place, &self.received(&place, read)?)?;
        }
        Ok(place)
    }

    /// What is written of campaign and visit, with the section of each edit.
    fn received(
        &self,
        place: &Place,
        read: &MinutesRead,
    ) -> Result<Vec<(Section, Edit)>, EngineError> {
        let visit = place.visit.id.bytes();
        let mut edits = self.campaign_received(place, &read.material)?;
        edits.extend(visit_received(place, read)?.into_iter().map(|edit| (visit, edit)));
        Ok(edits)
    }

    fn campaign_here(&self, campaign: &Campaign) -> Result<Option<Campaign>, EngineError> {
        let by_id = record::campaign(&self.facts(campaign.id.bytes())?, campaign.id)?;
        if by_id.is_some() {
            return Ok(by_id);
        }
        let by_key: Option<CampaignId> = self.campaign_by_key(&campaign.key)?;
        by_key.map(|id| self.campaign(id).map(|(campaign, _)| campaign)).transpose()
    }

    /// What is written of the campaign: all of it where it is new here, else the unit where that is.
    fn campaign_received(
        &self,
        place: &Place,
        material: &Material,
    ) -> Result<Vec<(Section, Edit)>, EngineError> {
        let section = place.campaign.id.bytes();
        let edits = if let Some(known) = &place.known {
            let planned = record::planned_days(&self.facts(section)?)?;
            let mut after = known.clone();
            if after.units.iter().all(|unit| unit.id != place.unit.id) {
                after.units.push(place.unit.clone());
            }
            record::campaign_edits(&after, Some(known), &planned)?
        } else {
            let mut edits = record::campaign_edits(&place.campaign, None, &BTreeMap::new())?;
            let usual = MinutesLayout::default();
            edits.extend(record::layout_edits(place.campaign.id, &usual, &material.layout)?);
            edits.push(Edit::new(kind::CAMPAIGN, section, BINNED, &true)?);
            edits
        };
        Ok(edits.into_iter().map(|edit| (section, edit)).collect())
    }

    /// Writes what is received of both sections in one transaction, with files.
    fn write_received(
        &mut self,
        place: &Place,
        edits: &[(Section, Edit)],
        files: &[(&[u8], &str)],
    ) -> Result<Vec<OpRef>, EngineError> {
        let (visit, campaign) = (place.visit.id.bytes(), place.campaign.id.bytes());
        let written = self.store.write(|tx| {
            tx.expect(edits.len());
            tx.place(visit, campaign)?;
            for (bytes, media_type) in files {
                tx.keep_file(&mut Cursor::new(*bytes), media_type)?;
            }
            for (section, edit) in edits {
                let target = Target::new(*section, edit.kind, edit.id, edit.field.as_str());
                let secrecy = if edit.personal { Secrecy::Personal } else { Secrecy::Shared };
                tx.set(&target, &edit.value, secrecy)?;
            }
            Ok::<(), StoreError>(())
        })?;
        Ok(written.ops)
    }

    /// Whether what stands at a visit in the bin is part of `read`, so that nothing is replaced.
    fn is_begun(&self, place: &Place, read: &MinutesRead) -> Result<bool, EngineError> {
        let facts = self.facts(place.visit.id.bytes())?;
        let stands = |edit: &Edit| {
            let values = facts.values(edit.kind, edit.id, &edit.field);
            values.iter().all(|value| value.bytes == edit.value)
        };
        Ok(visit_received(place, read)?.iter().all(stands))
    }

    /// Keeps the paper with its signatures, beside a list of what stands here now, so that edits from now
    /// on are told as later ones; then takes the visit out of the bin. Returns the ops that did.
    fn keep_received(
        &mut self,
        place: &Place,
        judged: &Judged,
        pdf: &[u8],
    ) -> Result<Vec<OpRef>, EngineError> {
        let MinutesRead { material, made, seal, .. } = &judged.read;
        let stating = Stating {
            evidence: BTreeSet::new(),
            data_version: minutes::DATA_VERSION,
            layout: &made.layout,
        };
        let of = PaperOf::Minutes(place.visit.id);
        let manifest = self.stated_manifest(of, &place.campaign, &stating)?.1.encode();
        let sealed = pdf.get(..judged.contents.first).unwrap_or(pdf);
        let kept = self.papers_of(of)?.into_iter().find(|paper| paper.seal == *seal);
        let section = place.visit.id.bytes();
        let mut edits = Vec::new();
        if kept.is_none() {
            let paper = Paper {
                id: PaperId::from_bytes(self.new_id()?),
                revision: material.revision,
                reason: material.reason.clone(),
                seal: seal.clone(),
                sealed_at: made.sealed_at.clone(),
                manifest: sha256_hex(&manifest),
                pdf: sha256_hex(sealed),
                current: sha256_hex(pdf),
                pages: super::campaigns::count(judged.contents.pages.len()),
                signings: signings(pdf, &judged.report)?,
                received_at: self.clock.local().to_rfc3339(),
                ..Paper::empty()
            };
            edits.extend(record::paper_edits(&paper)?.into_iter().map(|it| (section, it)));
        }
        let mut shown = 1;
        let about = place.campaign.id.bytes();
        if self.facts_of(about, kind::CAMPAIGN)?.flag(kind::CAMPAIGN, about, BINNED) {
            edits.push((about, Edit::new(kind::CAMPAIGN, about, BINNED, &false)?));
            shown += 1;
        }
        edits.push((section, Edit::new(kind::VISIT, section, BINNED, &false)?));
        let files = [(manifest.as_slice(), "application/cbor"), (pdf, "application/pdf")];
        let files = if kept.is_none() { &files[..] } else { &[] };
        let mut ops = self.write_received(place, &edits, files)?;
        Ok(ops.split_off(ops.len().saturating_sub(shown)))
    }
}

/// What is written of the visit.
fn visit_received(place: &Place, read: &MinutesRead) -> Result<Vec<Edit>, EngineError> {
    let MinutesRead { material, slots, .. } = read;
    let visit = &place.visit;
    let mut edits = record::visit_edits(visit)?;
    for (role, reason) in &material.refusals {
        edits.push(record::refusal_edit(visit.id, None, (role, Some(reason)))?);
    }
    edits.extend(answers_told(visit.id, &material.answers)?.0);
    for finding in &material.findings {
        let here = |unit: &UnitId| if *unit == material.unit.id { place.unit.id } else { *unit };
        let units = finding.units.iter().map(here).collect();
        edits
            .extend(record::finding_edits(&domain::finding::Finding { units, ..finding.clone() })?);
    }
    for (slot, text) in slots {
        let edit: Option<&SlotEdit> = Some(text);
        edits.push(Edit::new(kind::SLOT, visit.id.bytes(), slot.as_str(), &edit)?);
    }
    if !material.number.is_empty() {
        let number = PaperNumber {
            number: material.number.clone(),
            symbol: material.printed(LayoutText::Symbol),
            year: chrono::Datelike::year(&visit.date),
        };
        edits.push(record::number_edit(visit.id.bytes(), Some(&number))?);
    }
    Ok(edits)
}

/// Who signed the paper, field by field: with a certificate, or drawn.
fn signings(pdf: &[u8], report: &Report) -> Result<Vec<Signing>, EngineError> {
    let fields = signing::fields(pdf).map_err(signing::SignError::from)?;
    let made = fields.into_iter().filter(|field| field.signed || field.drawn).map(|field| {
        let found = report.signatures.iter().find(|it| it.field == field.name);
        let claimed = found.and_then(|it| it.claimed_time);
        Signing {
            way: if field.signed { SigningWay::Certificate } else { SigningWay::Drawn },
            signer: found.map(|it| it.signer.clone()).unwrap_or_default(),
            claimed_at: claimed.map(|time| time.to_rfc3339()).unwrap_or_default(),
            strokes: None,
            field: field.name,
        }
    });
    Ok(made.collect())
}

#[cfg(test)]
mod tests;
