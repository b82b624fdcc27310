//! Last time (lần trước): what an earlier visit found at the same unit, and what became of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::Verdict;
use domain::finding::{Finding, FindingKind};
use domain::id::{FindingId, RowId, VisitId};
use domain::text::clean;

use super::last_told::{by_hand, past_finding, past_items, state};
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::folder::Folder;
use crate::record::{self, PastEntry, Row};

/// The register that takes up the shortcomings of last time.
const REGISTER: &str = "ton_tai_ky_truoc";

/// What became of an earlier shortcoming.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PastState {
    /// Mở.
    Open,
    /// Đã khắc phục, as somebody said at this visit.
    Mended,
    /// Quá hạn: its deadline lies before this visit.
    Overdue,
    /// The unit reported that it did something, and nobody has looked since.
    Reported,
    /// Khắc phục một phần, as the delegation saw.
    Partly,
}

impl PastState {
    /// The word used in files and on the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mended => "mended",
            Self::Overdue => "overdue",
            Self::Reported => "reported",
            Self::Partly => "partly",
        }
    }
}

/// A shortcoming of last time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PastFinding {
    /// Its number in the earlier visit, or that of the entry made by hand.
    pub id: FindingId,
    /// The items it rests on; may be none.
    pub items: Vec<String>,
    /// What was found.
    pub text: String,
    /// What was to be done.
    pub recommendation: String,
    /// By whom.
    pub responsible: String,
    /// Until when.
    pub deadline: Option<NaiveDate>,
    /// The paper that says so.
    pub paper: String,
    /// What became of it.
    pub state: PastState,
    /// Whether it was entered by hand.
    pub by_hand: bool,
}

/// What was recorded at one item last time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PastItem {
    /// The item.
    pub item: String,
    /// The judgement; of several units, where all agree.
    pub verdict: Option<Verdict>,
    /// What was judged at each of several units that do not agree.
    pub each: String,
    /// The figures in one line.
    pub figures: String,
    /// The note.
    pub note: String,
}

/// An earlier visit that may be of the same unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PastVisit {
    /// Which visit.
    pub visit: VisitId,
    /// The unit as it was called then.
    pub unit: String,
    /// The campaign.
    pub campaign: String,
    /// The day.
    pub date: NaiveDate,
    /// Whether the program itself takes it for the same unit.
    pub same: bool,
}

/// What is known of the time before a visit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LastTime {
    /// The earlier visit looked back on.
    pub from: Option<PastVisit>,
    /// The visits looked back on beside it: those to the other units of which the unit was made.
    pub beside: Vec<PastVisit>,
    /// Whether a person chose it.
    pub chosen: bool,
    /// What was recorded then, in the order of that checklist.
    pub items: Vec<PastItem>,
    /// Its shortcomings, then those entered by hand.
    pub findings: Vec<PastFinding>,
    /// Every earlier visit on this laptop, latest first.
    pub candidates: Vec<PastVisit>,
}

impl Engine {
    /// What is known of the time before `visit`: the earlier visit that a person chose, else the
    /// latest one of the same unit in another campaign, or of each unit it was made of, or for a phúc
    /// tra in its own; and what was entered by hand.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn last_time(&self, visit: VisitId) -> Result<LastTime, EngineError> {
        self.last_time_of(&self.folder(visit)?)
    }

    /// What is known of the time before the visit of `folder`.
    pub(super) fn last_time_of(&self, folder: &Folder) -> Result<LastTime, EngineError> {
        let visit = folder.visit.id;
        let back = record::look_back(&self.facts(visit.bytes())?, visit)?;
        let past = self.past_visits()?;
        let candidates = past.before(folder);
        let from = match back.chosen {
            Some(id) => {
                let chosen = candidates.iter().filter(|it| it.visit == id);
                Some(chosen.cloned().collect::<Vec<_>>())
            }
            None => past.generations(folder).into_iter().next().map(|it| it.visits),
        }
        .unwrap_or_default();
        let mut findings = Vec::new();
        let folders = from.iter().map(|it: &PastVisit| self.folder(it.visit));
        let folders = folders.collect::<Result<Vec<Folder>, _>>()?;
        for past in &folders {
            let of = if folders.len() < 2 { "" } else { &*format!(" ({})", past.unit.name) };
            let paper = format!("Biên bản ngày {}{of}", domain::date::short(past.visit.date));
            let standings = self.standings_of(past, folder.visit.date)?;
            let shortcomings =
                past.findings.iter().filter(|it| it.kind == FindingKind::Shortcoming);
            findings.extend(shortcomings.map(|it| past_finding(it, &paper, standings.get(&it.id))));
        }
        findings.extend(back.entries.iter().map(|(id, entry)| by_hand(*id, entry)));
        for finding in &mut findings {
            finding.state = state(finding, &back, folder.visit.date);
        }
        let mut visits = from.into_iter();
        Ok(LastTime {
            from: visits.next(),
            beside: visits.collect(),
            chosen: back.chosen.is_some(),
            items: past_items(&folders),
            findings,
            candidates,
        })
    }

    /// Looks back on `chosen`; `None` lets the program find the earlier visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn choose_last(
        &mut self,
        visit: VisitId,
        chosen: Option<VisitId>,
    ) -> Result<Saved, EngineError> {
        self.need_visit(visit)?;
        if let Some(chosen) = chosen {
            self.need_visit(chosen)?;
        }
        let edit = record::chosen_edit(visit, chosen)?;
        self.save(visit.bytes(), &[edit], Some("Chọn cuộc kiểm tra kỳ trước".to_owned()))
    }

    /// Enters an earlier shortcoming by hand.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for an empty sentence, and [`EngineError`] when the store cannot be
    /// written.
    pub fn enter_past(&mut self, visit: VisitId, entry: &PastEntry) -> Result<Saved, EngineError> {
        self.need_visit(visit)?;
        if clean(&entry.text).is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
        }
        let id = FindingId::from_bytes(self.new_id()?);
        let edit = record::entry_edit(visit, id, Some(entry))?;
        self.save(visit.bytes(), &[edit], Some("Nhập tồn tại kỳ trước".to_owned()))
    }

    /// Takes away a shortcoming that was entered by hand; undo brings it back.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn remove_past(&mut self, visit: VisitId, id: FindingId) -> Result<Saved, EngineError> {
        let edit = record::entry_edit(visit, id, None)?;
        self.save(visit.bytes(), &[edit], Some("Bỏ tồn tại kỳ trước nhập tay".to_owned()))
    }

    /// Says that a shortcoming of last time is mended; `None` takes that back.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn set_mended(
        &mut self,
        visit: VisitId,
        id: FindingId,
        mended: Option<bool>,
    ) -> Result<Saved, EngineError> {
        let edit = record::mended_edit(visit, id, mended)?;
        let name = match mended {
            Some(true) => "Đã khắc phục tồn tại kỳ trước",
            Some(false) | None => "Đánh dấu tồn tại kỳ trước",
        };
        self.save(visit.bytes(), &[edit], Some(name.to_owned()))
    }

    /// Says that a shortcoming of last time is not mended, and makes a finding of this visit from
    /// it; the same one twice gives one finding.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn still_open(&mut self, visit: VisitId, id: FindingId) -> Result<Saved, EngineError> {
        let last = self.last_time(visit)?;
        let past = last.findings.iter().find(|it| it.id == id);
        let past = past
            .ok_or_else(|| EngineError::NotFound { what: Noun::Finding, name: id.to_string() })?;
        let folder = self.folder(visit)?;
        let text = format!("Chưa khắc phục tồn tại của kỳ kiểm tra trước: {}", past.text);
        let mut edits = vec![record::mended_edit(visit, id, Some(false))?];
        if !folder.findings.iter().any(|finding| finding.text == text) {
            let finding = Finding {
                id: FindingId::from_bytes(self.new_id()?),
                kind: FindingKind::Shortcoming,
                text,
                items: past.items.clone(),
                units: vec![folder.visit.unit],
                open_list: false,
                explanation: String::new(),
                ruling: None,
                recommendation: past.recommendation.clone(),
                responsible: past.responsible.clone(),
                deadline: None,
            };
            edits.extend(record::finding_edits(&finding)?);
        }
        self.save(visit.bytes(), &edits, Some("Tồn tại kỳ trước chưa khắc phục".to_owned()))
    }

    /// Takes the shortcomings of last time into the register of KP-01 that are not in it yet, and
    /// says how many it took.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] where the checklist has no such register, and [`EngineError`] when
    /// the store cannot be written.
    pub fn fill_past_register(&mut self, visit: VisitId) -> Result<(u32, Saved), EngineError> {
        let folder = self.folder(visit)?;
        if !folder.registers.iter().any(|register| register.id == REGISTER) {
            let name = REGISTER.to_owned();
            return Err(EngineError::NotFound { what: Noun::Register, name });
        }
        let last = self.last_time(visit)?;
        let back = record::look_back(&self.facts(visit.bytes())?, visit)?;
        let held = |text: &str| {
            let cell = |row: &Row| row.cells.get("ton_tai").is_some_and(|it| it == text);
            folder.rows.iter().any(|row| row.register == REGISTER && cell(row))
        };
        let (mut edits, mut count) = (Vec::new(), 0_u32);
        for past in last.findings.iter().filter(|it| !held(&it.text)) {
            let day = last.from.as_ref().filter(|_| !past.by_hand).map(|it| it.date);
            let said = back.mended.get(&past.id).copied();
            let said = said.or((past.state == PastState::Mended).then_some(true));
            let mended = said.map(|yes| if yes { "yes" } else { "no" });
            let cells = [
                ("ton_tai", past.text.clone()),
                ("so_ket_luan", past.paper.clone()),
                ("ngay_ket_luan", day.map(|it| it.to_string()).unwrap_or_default()),
                ("han", past.deadline.map(|it| it.to_string()).unwrap_or_default()),
                ("da_khac_phuc", mended.unwrap_or_default().to_owned()),
            ];
            let cells: BTreeMap<String, String> = cells
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| (name.to_owned(), text))
                .collect();
            let id = RowId::from_bytes(self.new_id()?);
            edits.extend(record::row_edits(
                &Row { id, register: REGISTER.to_owned(), cells },
                None,
            )?);
            count += 1;
        }
        let name = "Đưa tồn tại kỳ trước vào sổ".to_owned();
        Ok((count, self.save(visit.bytes(), &edits, Some(name))?))
    }
}
