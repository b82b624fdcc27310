//! The parts of minutes under Roman numbers, in the order in which they are printed.

use domain::campaign::{Campaign, DelegationKind};
use domain::layout::{LayoutText, MinutesLayout, Section};
use domain::visit::Extent;

use super::material::Material;
use super::words;

impl Material {
    /// The parts that these minutes have, in order.
    pub(super) fn sections(&self) -> Vec<Section> {
        self.layout.sections().into_iter().filter(|section| self.has(*section)).collect()
    }

    fn has(&self, section: Section) -> bool {
        match section {
            Section::Attendance | Section::Results | Section::UnitSays => true,
            Section::SeenAgain => !self.demands().is_empty(),
            Section::Recommendations => self.extent() == Extent::Full,
        }
    }

    /// The number of the part in which `section` is told, for sentences that name it.
    pub(super) fn part_of(&self, section: Section) -> String {
        let told = if self.has(section) { section } else { Section::Results };
        let at = self.sections().iter().position(|it| *it == told).unwrap_or_default();
        roman(at)
    }

    /// A text of the layout, or what is usual where that is empty.
    pub(crate) fn printed(&self, text: LayoutText) -> String {
        let own = self.layout.text(text);
        if own.is_empty() {
            usual_layout(&self.campaign).text(text).to_owned()
        } else {
            own.to_owned()
        }
    }

    /// The heading of a part with its number.
    pub(super) fn title_of(&self, section: Section) -> String {
        let kind = self.campaign.delegation_kind;
        let title = match (section, kind) {
            (Section::Attendance, _) => words::ATTENDANCE,
            (Section::SeenAgain, _) => words::SEEN_AGAIN,
            (Section::Results, _) if self.addition.is_some() => words::ADDED,
            (Section::Results, _) => words::RESULTS,
            (Section::Recommendations, DelegationKind::Doan) => words::RECOMMENDATIONS,
            (Section::Recommendations, DelegationKind::To) => words::RECOMMENDATIONS_TEAM,
            (Section::UnitSays, _) => words::UNIT_SAYS,
        };
        format!("{}. {title}", self.part_of(section))
    }
}

/// The names and the symbol that minutes of a campaign bear where its layout has no others.
pub fn usual_layout(campaign: &Campaign) -> MinutesLayout {
    MinutesLayout {
        parent: campaign.agency.parent.clone(),
        agency: campaign.agency.name.clone(),
        symbol: words::symbol(campaign.delegation_kind).to_owned(),
        ..MinutesLayout::default()
    }
}

/// Roman numbers of parts; there are never more of these.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

fn roman(index: usize) -> String {
    ROMAN.get(index).map_or_else(|| (index + 1).to_string(), |it| (*it).to_owned())
}
