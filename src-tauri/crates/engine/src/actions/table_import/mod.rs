//! Workbooks into the record: one file here for each thing that can be imported.
//!
//! A new one is a [`Target`] in a file of its own and a line in [`TARGETS`].

mod catalogue;
mod posted;
mod register;
mod remembered;

use domain::id::{CampaignId, VisitId};
use tables::{Line, Mapping, Sheet, extract};

use crate::actions::RowChange;
use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::import::{LineProblem, TableReader, WantedColumn};
use crate::record::Edit;

/// Everything that can be imported from a workbook.
const TARGETS: &[&dyn Target] = &[&catalogue::Catalogue, &posted::PostedList, &register::Rows];

/// Problems that are told; a list of the wrong kind has one on every line.
const PROBLEMS_MAX: usize = 500;

/// Where lines go.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct At {
    /// The campaign, for what belongs to it as a whole.
    pub campaign: Option<CampaignId>,
    /// The visit, for what was found at it.
    pub visit: Option<VisitId>,
    /// The register, for its rows.
    pub register: Option<String>,
}

/// What a person wants imported.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TableRequest {
    /// Which kind of import: `catalogue`, `posted`, `register`.
    pub target: String,
    /// Where to.
    pub at: At,
    /// Which column is which.
    pub mapping: Mapping,
    /// Whether what the list no longer names is taken away.
    pub replace: bool,
}

/// How far an import goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Writing {
    /// Only says what would happen.
    Nothing,
    /// Writes everything, or nothing when any line has a problem.
    All,
    /// Leaves out the lines that have a problem, as a person decided on seeing them.
    SoundLines,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TableOutcome {
    /// Lines under the headings.
    pub lines: u32,
    /// Things that were not there before.
    pub added: u32,
    /// Things that changed.
    pub changed: u32,
    /// Things that stay as they are.
    pub same: u32,
    /// Things that were taken away.
    pub removed: u32,
    /// How many problems there are.
    pub problem_count: u32,
    /// The first of them.
    pub problems: Vec<LineProblem>,
    /// Whether anything was written.
    pub written: bool,
}

/// One kind of import.
trait Target: Sync {
    /// What requests call it.
    fn id(&self) -> &'static str;

    /// The columns it wants, the likeliest headings with them.
    fn columns(&self, engine: &Engine, at: &At) -> Result<Vec<WantedColumn>, EngineError>;

    /// Reads the lines and says what has to be written for them.
    fn plan(&self, engine: &mut Engine, at: &At, lines: Lines<'_, '_>)
    -> Result<Plan, EngineError>;
}

/// The lines of a sheet, and where to note what is wrong with them.
struct Lines<'r, 'a> {
    lines: Vec<Line>,
    reader: &'r mut TableReader<'a>,
    mapping: &'r Mapping,
    replace: bool,
}

/// What has to be written.
#[derive(Default)]
struct Plan {
    act: Act,
    /// How undo calls it.
    name: String,
    added: u32,
    changed: u32,
    same: u32,
    removed: u32,
}

/// One act of writing.
#[derive(Default)]
enum Act {
    #[default]
    Nothing,
    Edits {
        section: [u8; 16],
        edits: Vec<Edit>,
    },
    Rows {
        visit: VisitId,
        register: String,
        changes: Vec<RowChange>,
    },
}

impl Engine {
    /// The columns that an import of this kind wants.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown kind or place.
    pub fn table_columns(&self, target: &str, at: &At) -> Result<Vec<WantedColumn>, EngineError> {
        find(target)?.columns(self, at)
    }

    /// Suggests which column is which: as a person mapped the same headings before, else by the
    /// spellings of headings.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown kind or place.
    pub fn suggest_columns(
        &self,
        target: &str,
        at: &At,
        sheet: &Sheet,
    ) -> Result<Mapping, EngineError> {
        let wanted: Vec<_> =
            self.table_columns(target, at)?.into_iter().map(|column| column.wanted).collect();
        let known = remembered::recall(self, &remembered::key(target, at), sheet)?;
        Ok(known.unwrap_or_else(|| tables::suggest(sheet, &wanted)))
    }

    /// Imports the lines of a sheet in one transaction, or only says what that would do. The
    /// mapping is remembered for the next list with the same headings.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown kind or place, and [`EngineError`] when the store
    /// cannot be written; nothing is written then.
    pub fn import_table(
        &mut self,
        request: &TableRequest,
        sheet: &Sheet,
        writing: Writing,
    ) -> Result<TableOutcome, EngineError> {
        let target = find(&request.target)?;
        let columns = target.columns(self, &request.at)?;
        let mut reader = TableReader::new(&columns, &request.mapping, &sheet.faults);
        let lines: Vec<Line> = extract(sheet, &request.mapping).collect();
        let count = length(lines.len());
        let lines = Lines {
            lines,
            reader: &mut reader,
            mapping: &request.mapping,
            replace: request.replace,
        };
        let plan = target.plan(self, &request.at, lines)?;
        let mut problems = reader.problems;
        let problem_count = length(problems.len());
        problems.truncate(PROBLEMS_MAX);
        let Plan { added, changed, same, removed, .. } = plan;
        let writes = match writing {
            Writing::Nothing => false,
            Writing::All => problems.is_empty(),
            Writing::SoundLines => true,
        };
        if writes {
            self.carry_out(plan)?;
            remembered::keep(self, &remembered::key(&request.target, &request.at), request, sheet)?;
        }
        let lines = count;
        Ok(TableOutcome {
            lines,
            added,
            changed,
            same,
            removed,
            problem_count,
            problems,
            written: writes,
        })
    }

    fn carry_out(&mut self, plan: Plan) -> Result<(), EngineError> {
        match plan.act {
            Act::Nothing => {}
            Act::Edits { section, edits } => {
                self.save(section, &edits, Some(plan.name))?;
            }
            Act::Rows { visit, register, changes } => {
                if !changes.is_empty() {
                    self.save_rows(visit, &register, &changes, Some(plan.name))?;
                }
            }
        }
        Ok(())
    }
}

fn find(id: &str) -> Result<&'static dyn Target, EngineError> {
    let found = TARGETS.iter().find(|target| target.id() == id).copied();
    found.ok_or_else(|| EngineError::NotFound { what: Noun::Table, name: id.to_owned() })
}

fn visit_of(at: &At) -> Result<VisitId, EngineError> {
    at.visit.ok_or_else(|| EngineError::NotFound { what: Noun::Visit, name: String::new() })
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
