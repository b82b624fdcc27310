//! The comparison as a person works on it: lines, counts, and the sentences that follow.

use std::collections::BTreeSet;

use domain::answer::Verdict;
use domain::checklist::{NO, wording};
use domain::id::{ProcedureId, RowId, VisitId};
use domain::procedures::{ComponentDifference, State, Tally, tally};

use super::decisions::DECISIONS;
use super::rows::REGISTER;
use crate::actions::findings::values;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::fed::derived;
use crate::folder::Folder;

/// The items that the comparison speaks to.
const ITEMS: [&str; 7] = ["TT-03", "TT-04", "TT-05", "TT-06", "TT-07", "TT-09", "TT-10"];

/// The two lists side by side, as a screen shows them.
#[derive(Clone, Debug)]
pub struct ProcedureDesk {
    /// How many procedures the published list of the campaign has.
    pub published: u32,
    /// How many of those that have to be posted stand in no row.
    pub absent: u32,
    /// Whether the rows do not carry the comparison yet.
    pub stale: bool,
    /// The rows.
    pub lines: Vec<PostedLine>,
    /// The counts.
    pub tally: Tally,
    /// What can be said of it.
    pub sentences: Vec<ProcedureSentence>,
}

/// One posted procedure.
#[derive(Clone, Debug)]
pub struct PostedLine {
    /// The row.
    pub id: RowId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its field.
    pub field: String,
    /// Who decides.
    pub authority: String,
    /// Whether it hangs there; `None` while nobody looked.
    pub hangs: Option<bool>,
    /// Where it stands in the published list.
    pub state: State,
    /// Whether parts of it are not on the wall.
    pub incomplete: bool,
    /// Which, as far as they were named.
    pub missing_parts: String,
    /// Components that differ.
    pub components: ComponentDifference,
    /// Whether they differ, also where a person only said so.
    pub differs: bool,
    /// Days from the effective date until it was posted.
    pub late_days: Option<u32>,
    /// Whom a person might mean.
    pub near: Vec<(ProcedureId, String, String)>,
}

/// A default sentence with what the comparison fills in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProcedureSentence {
    /// The item it belongs to.
    pub item: String,
    /// What the item is called.
    pub title: String,
    /// The shortcoming; what nobody could fill stands as `{place}`.
    pub text: String,
    /// The recommendation, likewise.
    pub recommendation: String,
    /// What was said of the item so far.
    pub verdict: Option<Verdict>,
    /// Whether a finding rests on the item already.
    pub noted: bool,
}

impl Engine {
    /// Lays the register of a visit beside the published list of its campaign.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn procedure_desk(&self, visit: VisitId) -> Result<ProcedureDesk, EngineError> {
        let sides = self.sides_of(visit)?;
        let set = |lines: &mut dyn Iterator<Item = usize>| -> BTreeSet<usize> { lines.collect() };
        let incomplete = set(&mut sides.comparison.incomplete(&sides.posted));
        let differing = set(&mut sides.comparison.differing(&sides.posted));
        let rows = sides.rows.iter().zip(&sides.posted).zip(&sides.comparison.outcomes);
        let lines: Vec<PostedLine> = rows
            .enumerate()
            .map(|(at, ((row, posted), outcome))| {
                let cell = |name: &str| row.cells.get(name).cloned().unwrap_or_default();
                let said = !matches!(cell("thanh_phan").as_str(), "" | "khớp");
                let near = outcome.near.iter().filter_map(|at| sides.published.get(*at));
                PostedLine {
                    id: row.id,
                    code: cell("ma"),
                    name: cell("ten"),
                    field: cell("linh_vuc"),
                    authority: cell("co_quan"),
                    hangs: posted.hangs,
                    state: outcome.state,
                    incomplete: incomplete.contains(&at),
                    missing_parts: cell("bo_phan_thieu"),
                    components: outcome.components.clone().unwrap_or_default(),
                    differs: differing.contains(&at) || said && posted.hangs != Some(false),
                    late_days: outcome.late_days,
                    near: near.map(|(id, it)| (*id, it.code.clone(), it.name.clone())).collect(),
                }
            })
            .collect();
        let stale = super::changes(&sides, None).len() != sides.comparison.absent.len();
        Ok(ProcedureDesk {
            published: count(sides.published.len()),
            absent: count(sides.comparison.absent.len()),
            stale,
            tally: tally(&sides.list(), &sides.posted, &sides.comparison),
            sentences: sentences(self.folder(visit)?, &lines),
            lines,
        })
    }
}

/// The default sentences of the items whose figures say that something falls short.
fn sentences(mut folder: Folder, lines: &[PostedLine]) -> Vec<ProcedureSentence> {
    let mut said = Vec::new();
    for id in ITEMS {
        let Some(item) = folder.view.item(id).cloned() else { continue };
        let answer = folder.answers.entry(item.id.clone()).or_default();
        for part in &item.parts {
            let day = folder.view.on;
            if let Some(value) = derived(part, &folder.registers, &folder.rows, day) {
                answer.parts.entry(part.name.clone()).or_insert(value);
            }
        }
        let verdict = answer.verdict;
        let mut values = values(&folder, &item);
        if let Some(named) = named(id, lines) {
            values.entry("ghi_chu".to_owned()).or_insert(named);
        }
        if !falls_short(id, &folder, lines) {
            continue;
        }
        said.push(ProcedureSentence {
            text: wording::compose(item.criticism(verdict), &values).to_template(),
            recommendation: wording::compose(&item.recommendation, &values).to_template(),
            noted: folder.findings.iter().any(|finding| finding.items.contains(&item.id)),
            item: item.id,
            title: item.title,
            verdict,
        });
    }
    said
}

fn falls_short(item: &str, folder: &Folder, lines: &[PostedLine]) -> bool {
    let of = |authorities: &[&str]| {
        lines.iter().any(|line| {
            authorities.contains(&line.authority.as_str())
                && matches!(line.state, State::Known(_))
                && line.hangs == Some(false)
        })
    };
    match item {
        "TT-03" => folder.rows.iter().any(|row| {
            row.register == DECISIONS && row.cells.get("da_cap_nhat").is_some_and(|it| it == NO)
        }),
        "TT-04" => lines
            .iter()
            .any(|line| matches!(line.state, State::Known(_)) && line.hangs == Some(false)),
        "TT-05" => lines
            .iter()
            .any(|line| matches!(line.state, State::Ended(_)) && line.hangs != Some(false)),
        "TT-06" => lines.iter().any(|line| line.incomplete),
        "TT-07" => lines.iter().any(|line| line.differs),
        "TT-09" => of(&["BCHQS"]),
        "TT-10" => of(&["Công an", "BHXH"]),
        _ => folder.rows.iter().any(|row| row.register == REGISTER),
    }
}

/// Procedures that a sentence names in brackets; at most three, for a sentence is no list.
fn named(item: &str, lines: &[PostedLine]) -> Option<String> {
    if item != "TT-07" {
        return None;
    }
    let names: Vec<&str> =
        lines.iter().filter(|line| line.differs).map(|line| line.name.as_str()).collect();
    let shown: Vec<String> = names.iter().take(3).map(|name| format!("“{name}”")).collect();
    let more = if shown.len() < names.len() { "…" } else { "" };
    (!shown.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
