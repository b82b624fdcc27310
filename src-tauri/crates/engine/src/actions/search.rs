//! Finding words again: exact hits first, then those that match without marks.

use domain::id::{CampaignId, VisitId};
use domain::text::fold;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;

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
    /// The words to show first.
    pub title: String,
    /// Where it is.
    pub about: String,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HitKind {
    /// A campaign.
    Campaign,
    /// A visit.
    Visit,
    /// An item of the checklist.
    Item,
    /// A note at an item.
    Answer,
    /// A finding.
    Finding,
}

/// How many hits are shown.
const HITS_MAX: usize = 50;

impl Engine {
    /// Finds `text` in one visit, or everywhere.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn search(&self, text: &str, visit: Option<VisitId>) -> Result<Vec<Hit>, EngineError> {
        let needle = Needle::new(text);
        if needle.folded.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = Vec::new();
        if let Some(visit) = visit {
            in_folder(&self.folder(visit)?, true, &mut hits);
        } else {
            for entry in self.campaigns()? {
                hits.push(Hit {
                    campaign: entry.campaign.id,
                    visit: None,
                    item: None,
                    kind: HitKind::Campaign,
                    title: entry.campaign.name.clone(),
                    about: entry.campaign.delegation_name.clone(),
                });
                for visit in self.visits_of(entry.campaign.id)? {
                    in_folder(&self.folder(visit.visit.id)?, false, &mut hits);
                }
            }
        }
        let mut ranked: Vec<(u8, Hit)> =
            hits.into_iter().filter_map(|hit| Some((needle.rank(&hit)?, hit))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        Ok(ranked.into_iter().take(HITS_MAX).map(|(_, hit)| hit).collect())
    }
}

struct Needle {
    exact: String,
    folded: String,
}

impl Needle {
    fn new(text: &str) -> Self {
        let exact = domain::text::clean(text).to_lowercase();
        Self { folded: fold(&exact), exact }
    }

    /// Smaller is better; `None` is no hit. Typed marks are meant: `đường` finds no `Dương` first.
    fn rank(&self, hit: &Hit) -> Option<u8> {
        let item = hit.item.as_deref().unwrap_or_default().to_lowercase();
        if item == self.exact {
            return Some(0);
        }
        let haystack = format!("{item} {} {}", hit.title, hit.about).to_lowercase();
        if haystack.contains(&self.exact) {
            return Some(1);
        }
        fold(&haystack).contains(&self.folded).then_some(2)
    }
}

fn in_folder(folder: &Folder, with_items: bool, hits: &mut Vec<Hit>) {
    let place = format!("{}, {}", folder.unit.name, domain::date::short(folder.visit.date));
    let hit = |kind, item: Option<&str>, title: &str, about: String| Hit {
        campaign: folder.campaign.id,
        visit: Some(folder.visit.id),
        item: item.map(str::to_owned),
        kind,
        title: title.to_owned(),
        about,
    };
    hits.push(hit(HitKind::Visit, None, &folder.unit.name, place.clone()));
    for finding in &folder.findings {
        let item = finding.items.first().map(String::as_str);
        hits.push(hit(HitKind::Finding, item, &finding.text, place.clone()));
    }
    for item in folder.view.items() {
        if with_items {
            hits.push(hit(HitKind::Item, Some(&item.id), &item.title, item.question.clone()));
        }
        if let Some(answer) = folder.answers.get(&item.id).filter(|answer| !answer.note.is_empty())
        {
            hits.push(hit(HitKind::Answer, Some(&item.id), &answer.note, place.clone()));
        }
    }
}
