//! Everything that belongs to one visit (hồ sơ cuộc kiểm tra), read at once.

use std::collections::BTreeMap;

use domain::answer::Answer;
use domain::campaign::{Campaign, Period};
use domain::checklist::{
    Checklist, Misplaced, Part, PartKind, Register, Selection, View, misplaced,
};
use domain::finding::{Finding, FindingKind};
use domain::id::{FindingId, PaperId};
use domain::layout::MinutesLayout;
use domain::progress::Progress;
use domain::rule::{self, Gravity, Known, Rule};
use domain::unit::Unit;
use domain::visit::Visit;

use crate::figures::{self, IndicatorFigure, ScorePair};
use crate::minutes::{
    self, Extra, Material, Photo, Sheet, SheetArea, SheetItem, SheetPart, Signatory, Unmet,
};
use crate::record::{self, Draw, Evidence, Paper, Row, Sitting, SlotEdit, Value};
use crate::sampling;

/// A visit with all that was recorded at it, in the words of its day.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The campaign.
    pub campaign: Campaign,
    /// Who is visited.
    pub unit: Unit,
    /// The visit.
    pub visit: Visit,
    /// The checklist as it holds for this unit on that day.
    pub view: View,
    /// The registers of the checklist.
    pub registers: Vec<Register>,
    /// What was recorded, by item; register-fed figures are filled in where nothing was typed.
    pub answers: BTreeMap<String, Answer>,
    /// The findings of this visit.
    pub findings: Vec<Finding>,
    /// Photographs and files.
    pub evidence: Vec<Evidence>,
    /// Rows of registers.
    pub rows: Vec<Row>,
    /// Samples of case files, oldest first; the last one holds.
    pub draws: Vec<Draw>,
    /// Slots of the minutes that a person edited.
    pub slots: BTreeMap<String, SlotEdit>,
    /// Who does not sign the minutes, by role, and why.
    pub refusals: BTreeMap<String, String>,
    /// Who was there when a supplement was made, by its id.
    pub sittings: BTreeMap<PaperId, Sitting>,
    /// The number of the paper at work or sealed last; empty while it has none.
    pub number: String,
    /// How the campaign prints its minutes.
    pub layout: MinutesLayout,
    /// Sealed papers and the open revision, in order.
    pub papers: Vec<Paper>,
    /// Fields that hold different values side by side.
    pub disputes: u32,
    /// Items at which they do.
    pub disputed_items: Vec<String>,
    /// Who last wrote each finding, and when.
    pub finding_marks: BTreeMap<FindingId, Mark>,
    /// Who last looked over each item, and when.
    pub review_marks: BTreeMap<String, Mark>,
    /// Who last wrote anything at this visit, and when.
    pub last_mark: Option<Mark>,
}

/// Who wrote something, and when.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The device.
    pub stream: [u8; 32],
    /// Its own clock, in milliseconds since 1970.
    pub wall_ms: u64,
}

impl From<&Value> for Mark {
    fn from(value: &Value) -> Self {
        Self { stream: value.stream, wall_ms: value.wall_ms }
    }
}

impl Folder {
    /// The revision that is being worked on, or was sealed last.
    pub fn revision(&self) -> u32 {
        record::revision(&self.papers)
    }

    /// The paper that is sealed and not replaced by an open revision.
    pub fn sealed(&self) -> Option<&Paper> {
        record::sealed(&self.papers)
    }

    /// The paper that stands: sealed, or sealed and being added to.
    pub fn standing(&self) -> Option<&Paper> {
        record::standing(&self.papers)
    }

    /// The paper at work or sealed last, where it adds to another one.
    pub fn supplement(&self) -> Option<&Paper> {
        self.papers.last().filter(|paper| paper.supplement != 0)
    }

    /// Who was there, and who does not sign: at the visit, or when the supplement `paper` was made.
    pub fn sitting(&self, paper: Option<&Paper>) -> Sitting {
        let own = paper.and_then(|paper| self.sittings.get(&paper.id));
        own.cloned().unwrap_or_else(|| Sitting {
            delegation_present: self.visit.delegation_present.clone(),
            unit_present: self.visit.unit_present.clone(),
            refusals: self.refusals.clone(),
        })
    }

    /// What carries the number of the paper at work: the visit, or what adds to its minutes.
    pub(crate) fn numbered(&self) -> [u8; 16] {
        self.supplement().map_or(self.visit.id.bytes(), |paper| paper.id.bytes())
    }

    /// Who signs the paper at work or sealed last.
    pub fn signatories(&self) -> Vec<Signatory> {
        self.signatories_of(self.papers.last())
    }

    /// Who signs one of the papers.
    pub fn signatories_of(&self, paper: Option<&Paper>) -> Vec<Signatory> {
        minutes::signatories(&self.campaign, &self.unit, &self.sitting(paper))
    }

    /// What the minutes are made of.
    pub fn material(&self) -> Material {
        let sitting = self.sitting(self.papers.last());
        let visit = Visit {
            delegation_present: sitting.delegation_present,
            unit_present: sitting.unit_present,
            ..self.visit.clone()
        };
        Material {
            campaign: self.campaign.clone(),
            unit: self.unit.clone(),
            visit,
            sheet: sheet(&self.view),
            answers: self.answers.clone(),
            findings: self.findings.clone(),
            extras: self.extras(),
            photos: self.annex_photos(),
            refusals: sitting.refusals,
            looked_back: Vec::new(),
            addition: None,
            number: self.number.clone(),
            layout: self.layout.clone(),
            revision: self.revision(),
            reason: self.papers.last().map(|paper| paper.reason.clone()).unwrap_or_default(),
        }
    }

    fn extras(&self) -> Vec<Extra> {
        let area_of = |register: &str| {
            let asks = |area: &&domain::checklist::AreaView| {
                area.items.iter().any(|item| item.registers.iter().any(|it| it == register))
            };
            self.view.areas.iter().find(asks).map(|area| area.id.as_str())
        };
        let sample = area_of(sampling::REGISTER)
            .map(|area| sampling::extra(area, &self.rows, self.draws.last(), self.visit.date));
        let dossiers = area_of(sampling::dossiers::REGISTER)
            .map(|area| sampling::dossiers::extra(area, &self.rows));
        sample.into_iter().chain(dossiers).collect()
    }

    /// The photographs of the annex (Phụ lục ảnh), in the order in which they are numbered: those a
    /// person chose, and where nobody chose, those of an item with a shortcoming.
    pub fn annex(&self) -> impl Iterator<Item = &Evidence> {
        let short = |item: &String| {
            self.findings
                .iter()
                .filter(|finding| finding.kind == FindingKind::Shortcoming)
                .any(|finding| finding.items.contains(item))
        };
        let wanted =
            move |piece: &&Evidence| piece.annex.unwrap_or_else(|| piece.items.iter().any(short));
        self.evidence.iter().filter(|piece| piece.is_picture()).filter(wanted)
    }

    /// The photographs of the annex without their bytes.
    fn annex_photos(&self) -> Vec<Photo> {
        let photo = |(number, piece): (u32, &Evidence)| Photo {
            number,
            caption: piece.caption.clone(),
            items: piece.items.clone(),
            taken_at: piece.taken_at.clone(),
            jpeg: None,
        };
        (1..).zip(self.annex()).map(photo).collect()
    }

    /// How far the checklist has come, over all areas and for each.
    pub fn progress(&self) -> (Progress, Vec<(String, Progress)>) {
        let mut whole = Progress::default();
        let mut areas = Vec::new();
        for area in &self.view.areas {
            let mut part = Progress::default();
            for item in &area.items {
                let evidence = self.evidence.iter().filter(|piece| piece.proves(&item.id)).count();
                let answer = self.answers.get(&item.id);
                part.count(answer, evidence);
                whole.count(answer, evidence);
            }
            areas.push((area.id.clone(), part));
        }
        (whole, areas)
    }

    /// Everything formulas may look at.
    fn known(&self) -> figures::Known {
        figures::Known::new(&self.view, &self.answers, &self.rows, &self.campaign.thresholds)
    }

    /// The indicators of the checklist, worked out.
    pub fn indicators(&self) -> Vec<IndicatorFigure> {
        figures::indicators(&self.view, self.known())
    }

    /// What figures point out at items, by item.
    pub fn warnings(&self) -> BTreeMap<String, Vec<String>> {
        figures::warnings(&self.view, self.known())
    }

    /// The score of the whole and of each area; `None` in a campaign that does not score.
    pub fn scores(&self) -> Option<(ScorePair, Vec<(String, ScorePair)>)> {
        figures::scores(&self.view, &self.answers, &self.campaign.points)
    }

    /// Leaves out the items that figures say need not be asked, unless something stands there.
    pub(crate) fn leave_out_unasked(&mut self) {
        let mut hidden = figures::not_asked(&self.view, self.known());
        hidden.retain(|item| {
            !self.answers.contains_key(item)
                && !self.findings.iter().any(|finding| finding.items.contains(item))
                && !self.evidence.iter().any(|piece| piece.proves(item))
        });
        self.view.leave_out(&hidden);
    }

    /// What the campaign's rules on critical items find missing, in the order of the rules.
    pub fn unmet(&self) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        for Rule { item, lack, gravity } in &self.campaign.rules {
            let Some(asked) = self.view.item(item).filter(|_| *gravity != Gravity::Ignore) else {
                continue;
            };
            let figure = asked.parts.iter().find(|part| part.primary);
            let known = Known {
                answer: self.answers.get(item),
                findings: &self.findings,
                evidence: self.evidence.iter().filter(|piece| piece.proves(item)).count(),
                figure: figure.map(|part| part.name.as_str()),
            };
            if rule::lacks(item, known).contains(lack) {
                unmet.push(Unmet { item: item.clone(), lack: *lack, gravity: *gravity });
            }
        }
        unmet
    }

    /// Answers for which the checklist has no place: they stay recorded and are not printed.
    pub fn misplaced(&self) -> Vec<Misplaced> {
        misplaced(&self.view, &self.answers)
    }

    /// The days inspected: the visit's own, or the campaign's.
    pub fn period(&self) -> Period {
        self.visit.period.unwrap_or(self.campaign.period)
    }
}

/// The checklist of `visit`, as it holds for `unit` on that day.
pub(crate) fn view(
    checklist: &Checklist,
    vocabulary: &domain::vocabulary::Vocabulary,
    campaign: &Campaign,
    unit: &Unit,
    visit: &Visit,
) -> View {
    let selection = Selection {
        date: visit.date,
        period: Some(visit.period.unwrap_or(campaign.period)),
        kind: Some(unit.kind),
        areas_off: &campaign.areas_off,
    };
    let mut view = checklist.on(vocabulary, &selection);
    for item in view.areas.iter_mut().flat_map(|area| &mut area.items) {
        let area = item.id.split_once('-').map_or("", |(area, _)| area);
        let local =
            campaign.local_bases.iter().filter(|basis| basis.of == item.id || basis.of == area);
        item.citations.extend(local.map(|basis| basis.text.clone()));
    }
    view
}

/// A part of an item as papers need it.
pub(crate) fn sheet_part(part: &Part) -> SheetPart {
    SheetPart {
        name: part.name.clone(),
        label: part.label.clone(),
        unit: match &part.kind {
            PartKind::Count { unit } => unit.clone(),
            PartKind::Rate { .. }
            | PartKind::Date
            | PartKind::Choice { .. }
            | PartKind::Text
            | PartKind::Document => String::new(),
        },
    }
}

fn sheet(view: &View) -> Sheet {
    let areas = view.areas.iter().map(|area| SheetArea {
        id: area.id.clone(),
        title: area.title.clone(),
        items: area
            .items
            .iter()
            .map(|item| SheetItem {
                id: item.id.clone(),
                title: item.title.clone(),
                question: item.question.clone(),
                parts: item.parts.iter().map(sheet_part).collect(),
            })
            .collect(),
    });
    Sheet { version: format!("{}@{}", view.id, view.version), areas: areas.collect() }
}
