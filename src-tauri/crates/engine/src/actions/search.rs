//! Finding words again: exact hits first, then those that match without marks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::id::{CampaignId, UnitId, VisitId};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::{self, BINNED, kind};
use crate::search::{Needle, Piece, Places, Section, Visits};
use crate::store::{Enough, Form, FoundText, Target, Texts};

/// Where words were found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hit {
    /// The campaign.
    pub campaign: CampaignId,
    /// The visit, for what belongs to one.
    pub visit: Option<VisitId>,
    /// The item, for what belongs to one.
    pub item: Option<String>,
    /// What was found.
    pub kind: HitKind,
    /// The text around the words, the words marked.
    pub shown: Vec<Piece>,
    /// Where it is: unit and day, or the campaign.
    pub about: String,
    /// Whether it holds the words as typed, marks and all.
    pub exact: bool,
}

impl Hit {
    /// The text without marks.
    pub fn title(&self) -> String {
        self.shown.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// What kind of thing was found, in the order of groups that match equally well.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum HitKind {
    /// A visit.
    Visit,
    /// A unit without a visit.
    Unit,
    /// An item of the checklist.
    Item,
    /// A finding.
    Finding,
    /// A note or a figure in words at an item.
    Answer,
    /// A row of a register.
    Row,
    /// A picture or file, by caption or name.
    Evidence,
    /// A member of the delegation, or somebody who was present.
    Person,
    /// Minutes: words of a person in them, or who signed.
    Minutes,
    /// The concluding notice: words of a person in it, or who signed.
    Notice,
    /// A letter of reminder.
    Letter,
    /// What a unit reported, who took a paper, what was seen put right.
    Report,
    /// A paper that a campaign rests on.
    LegalPaper,
    /// A campaign.
    Campaign,
    /// Anything else that has words.
    Other,
}

/// How many hits are shown.
const HITS_MAX: usize = 50;

impl Engine {
    /// Finds `text` everywhere; in `visit` first, with the items of its checklist in the words of
    /// its day.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn search(&self, text: &str, visit: Option<VisitId>) -> Result<Vec<Hit>, EngineError> {
        let needle = Needle::new(text);
        if needle.is_empty() {
            return Ok(Vec::new());
        }
        let texts = self.store.texts()?;
        let places = self.places.take().at(self.store.changes());
        let mut search = Search::new(self, &texts, places, needle);
        if let Some(visit) = visit {
            search.in_visit(visit, text)?;
        }
        // Exact hits come first, so where they fill the list no other one is shown.
        if search.everywhere(Form::Exact)? < HITS_MAX {
            search.everywhere(Form::Folded)?;
        }
        let (hits, places) = search.sorted();
        self.places.replace(places);
        Ok(hits)
    }
}

/// One search under way.
struct Search<'a> {
    engine: &'a Engine,
    texts: &'a Texts<'a>,
    places: Places,
    needle: Needle,
    /// Hits with whether they lie in the visit that is open.
    hits: Vec<(bool, Hit)>,
    seen: BTreeSet<Target>,
}

impl<'a> Search<'a> {
    const fn new(engine: &'a Engine, texts: &'a Texts<'a>, places: Places, needle: Needle) -> Self {
        Self { engine, texts, places, needle, hits: Vec::new(), seen: BTreeSet::new() }
    }

    /// Items and texts of the open visit: few enough to look at each.
    fn in_visit(&mut self, visit: VisitId, typed: &str) -> Result<(), EngineError> {
        let folder = self.engine.folder(visit)?;
        let typed = domain::text::clean(typed).to_lowercase();
        for item in folder.view.items() {
            let text = format!("{} {}", item.id, item.question);
            let Some(form) = self.needle.matches(&text) else { continue };
            let named = item.id.to_lowercase() == typed;
            let hit = Hit {
                campaign: folder.campaign.id,
                visit: Some(visit),
                item: Some(item.id.clone()),
                kind: HitKind::Item,
                shown: self.needle.show(&item.question, form),
                about: item.title.clone(),
                exact: form == Form::Exact,
            };
            // An item called by its code is what is meant.
            let at = if named { 0 } else { self.hits.len() };
            self.hits.insert(at, (true, hit));
        }
        for found in self.texts.of(visit.bytes())? {
            if let Some(form) = self.needle.matches(&found.text) {
                self.take(found, form, true)?;
            }
        }
        Ok(())
    }

    /// Takes hits of one form until the list is full, and says how many it took.
    fn everywhere(&mut self, form: Form) -> Result<usize, EngineError> {
        let mut taken = 0;
        let (texts, words) = (self.texts, self.needle.words(form).to_vec());
        texts.find(&words, form, |text| {
            taken += usize::from(self.take(text, form, false)?);
            Ok::<_, EngineError>(if HITS_MAX <= taken { Enough::Yes } else { Enough::No })
        })?;
        Ok(taken)
    }

    /// Takes a text as a hit, unless it is there already, was taken away, or lies in the bin.
    fn take(&mut self, found: FoundText, form: Form, here: bool) -> Result<bool, EngineError> {
        let FoundText { target, text } = found;
        let texts = self.texts;
        if self.seen.contains(&target)
            || self.places.is_removed(&target, || texts.is_removed(&target))?
        {
            return Ok(false);
        }
        let Some(section) = self.section(target.section)? else { return Ok(false) };
        let hit = Hit {
            campaign: section.campaign,
            visit: section.visit,
            item: self.item_of(&target)?,
            kind: kind_of(&target, section.visit.is_some()),
            shown: self.needle.show(&text, form),
            about: self.about(&target, &section)?,
            exact: form == Form::Exact,
        };
        if target.kind == kind::UNIT {
            self.take_unit(&target, &hit)?;
        } else {
            self.hits.push((here, hit));
        }
        self.seen.insert(target);
        Ok(true)
    }

    /// A unit is found as its visits, where there are any.
    fn take_unit(&mut self, target: &Target, hit: &Hit) -> Result<(), EngineError> {
        let unit = UnitId::from_bytes(target.id);
        let before = self.hits.len();
        for (visit, campaign) in self.visits()?.iter() {
            if *campaign != hit.campaign {
                continue;
            }
            let section = self.section(visit.bytes())?;
            let Some(section) = section.filter(|it| it.unit == Some(unit)) else { continue };
            let own = Hit {
                visit: Some(*visit),
                kind: HitKind::Visit,
                about: section.about.clone(),
                ..hit.clone()
            };
            self.hits.push((false, own));
        }
        if self.hits.len() == before {
            self.hits.push((false, hit.clone()));
        }
        Ok(())
    }

    fn visits(&mut self) -> Result<Visits, EngineError> {
        if let Some(known) = &self.places.visits {
            return Ok(Arc::clone(known));
        }
        let visits: Visits = self.engine.visit_campaigns()?.into();
        Ok(Arc::clone(self.places.visits.insert(visits)))
    }

    /// The item that a hit stands at.
    fn item_of(&self, target: &Target) -> Result<Option<String>, EngineError> {
        Ok(match target.kind.as_str() {
            kind::ANSWER => target.field.split_once('/').map(|(item, _)| item.to_owned()),
            kind::EVIDENCE => self.value(&Target { field: "item".to_owned(), ..target.clone() })?,
            kind::FINDING => {
                let field = Target { field: "items".to_owned(), ..target.clone() };
                let items: Option<Vec<String>> = self.value(&field)?;
                items.unwrap_or_default().into_iter().next()
            }
            _ => None,
        })
    }

    /// Where a hit is; of what was asked of one unit of a campaign, which.
    fn about(&self, target: &Target, section: &Section) -> Result<String, EngineError> {
        let unit = match target.kind.as_str() {
            kind::REMINDER | kind::REMEDY_REPORT => {
                let field = Target { field: "unit".to_owned(), ..target.clone() };
                let id: Option<String> = self.value(&field)?;
                id.and_then(|id| id.parse::<UnitId>().ok())
            }
            kind::FOLLOW_UP => Some(UnitId::from_bytes(target.id)),
            _ => None,
        };
        let Some(unit) = unit else { return Ok(section.about.clone()) };
        let facts = self.engine.facts_of_campaign_at(section.campaign, unit)?;
        let name: String = facts.get_or_default(kind::UNIT, unit.bytes(), "name")?;
        Ok(if name.is_empty() {
            section.about.clone()
        } else {
            format!("{name}, {}", section.about)
        })
    }

    fn value<T: serde::de::DeserializeOwned>(
        &self,
        target: &Target,
    ) -> Result<Option<T>, EngineError> {
        use crate::store::Field;
        let head = match self.engine.store.field(target)? {
            Field::Absent => None,
            Field::Settled(head) => Some(head),
            Field::Disagreement(heads) => heads.into_iter().next(),
        };
        let bytes = head.as_ref().and_then(|head| head.value.bytes());
        Ok(bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()))
    }

    /// What is common to the hits of a section; `None` for one in the bin.
    fn section(&mut self, id: [u8; 16]) -> Result<Option<Arc<Section>>, EngineError> {
        if let Some(known) = self.places.sections.get(&id) {
            return Ok(known.clone());
        }
        let read = self.read_section(id)?.map(Arc::new);
        self.places.sections.insert(id, read.clone());
        Ok(read)
    }

    fn read_section(&mut self, id: [u8; 16]) -> Result<Option<Section>, EngineError> {
        let facts = self.engine.facts_of(id, kind::VISIT)?;
        if let Some(visit) = record::visit(&facts, VisitId::from_bytes(id))? {
            if facts.flag(kind::VISIT, id, BINNED)
                || self.section(visit.campaign.bytes())?.is_none()
            {
                return Ok(None);
            }
            let units = self.engine.facts_of_campaign_at(visit.campaign, visit.unit)?;
            let name: String = units.get_or_default(kind::UNIT, visit.unit.bytes(), "name")?;
            return Ok(Some(Section {
                campaign: visit.campaign,
                visit: Some(visit.id),
                unit: Some(visit.unit),
                about: format!("{name}, {}", domain::date::short(visit.date)),
            }));
        }
        let facts = self.engine.facts_of(id, kind::CAMPAIGN)?;
        if !facts.has(kind::CAMPAIGN, id) || facts.flag(kind::CAMPAIGN, id, BINNED) {
            return Ok(None);
        }
        let about = facts.get_or_default(kind::CAMPAIGN, id, "name")?;
        let campaign = CampaignId::from_bytes(id);
        Ok(Some(Section { campaign, visit: None, unit: None, about }))
    }

    /// The open visit first, exact hits first, things of one kind together; and what was read.
    fn sorted(self) -> (Vec<Hit>, Places) {
        let Self { mut hits, places, .. } = self;
        hits.sort_by_key(|(here, hit)| (!here, !hit.exact));
        hits.truncate(HITS_MAX);
        let mut best: BTreeMap<HitKind, (bool, bool)> = BTreeMap::new();
        for (here, hit) in &hits {
            let rank = (!here, !hit.exact);
            let known = best.entry(hit.kind).or_insert(rank);
            *known = rank.min(*known);
        }
        hits.sort_by_key(|(_, hit)| (best.get(&hit.kind).copied(), hit.kind));
        (hits.into_iter().map(|(_, hit)| hit).collect(), places)
    }
}

fn kind_of(target: &Target, is_of_visit: bool) -> HitKind {
    match (target.kind.as_str(), target.field.as_str()) {
        (kind::CAMPAIGN, "papers" | "local_bases") => HitKind::LegalPaper,
        (kind::CAMPAIGN, _) => HitKind::Campaign,
        (kind::VISIT, "place") => HitKind::Visit,
        (kind::MEMBER | kind::VISIT, _) => HitKind::Person,
        (kind::UNIT, _) => HitKind::Unit,
        (kind::ANSWER, _) => HitKind::Answer,
        (kind::FINDING, _) => HitKind::Finding,
        (kind::ROW, _) => HitKind::Row,
        (kind::EVIDENCE, _) => HitKind::Evidence,
        (kind::PAPER, _) if !is_of_visit => HitKind::Notice,
        (kind::SLOT | kind::PAPER | kind::NUMBER, _) => HitKind::Minutes,
        (kind::NOTICE, _) => HitKind::Notice,
        (kind::REMINDER, _) | (kind::FOLLOW_UP, "letter") => HitKind::Letter,
        (kind::FOLLOW_UP | kind::REMEDY | kind::REMEDY_REPORT, _) => HitKind::Report,
        _ => HitKind::Other,
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
