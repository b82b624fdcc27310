//! Samples of case files: draw, draw again and compare, print what to fetch.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use domain::id::{SampleId, VisitId};
use domain::sample::{self, Drawn};
use domain::text::clean;
use papers::Rendered;

use super::campaigns::count;
use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::record::{self, Draw, Row};
use crate::sampling::{self, About, Judged, ListedFile, SamplingError};
use crate::store::StoreError;

/// A sample about to be drawn.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The case files to draw from.
    pub files: Vec<ListedFile>,
    /// Where the list came from; empty when it was typed.
    pub source: String,
    /// The column that makes the strata; empty for none.
    pub by: String,
    /// How many to draw.
    pub size: u32,
    /// The seed.
    pub seed: String,
}

/// Everything about the samples of a visit.
#[derive(Clone, Debug)]
pub struct SampleState {
    /// The samples, oldest first; the last one holds.
    pub draws: Vec<Draw>,
    /// The rows of the register of sampled files.
    pub rows: Vec<Row>,
    /// The error rates of the last sample, or of files chosen by hand.
    pub judged: Vec<Judged>,
}

/// What a second draw brought.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Redrawn {
    /// The codes as drawn now.
    pub codes: Vec<String>,
    /// Whether the list is the one that was drawn from.
    pub same_population: bool,
    /// Whether the same files came up in the same order.
    pub same_files: bool,
}

impl Engine {
    /// A seed of 26 letters and digits that nobody could foresee.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] when the system has no randomness to give.
    pub fn new_seed(&self) -> Result<String, EngineError> {
        let mut chance = [0; 16];
        self.randomness.fill(&mut chance).map_err(StoreError::from)?;
        Ok(sample::seed_text(chance))
    }

    /// Reads the samples of a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn samples_of(&self, visit: VisitId) -> Result<SampleState, EngineError> {
        let folder = self.folder(visit)?;
        let judged = sampling::judge(&folder.rows, folder.draws.last(), folder.visit.date);
        let is_ours = |row: &Row| row.register == sampling::REGISTER;
        let rows = folder.rows.into_iter().filter(is_ours).collect();
        Ok(SampleState { draws: folder.draws, rows, judged })
    }

    /// Draws a sample and records everything needed to draw it again; the drawn files become rows
    /// of their register. The list is kept beside the evidence.
    ///
    /// # Errors
    ///
    /// [`EngineError::Sampling`] when nothing can be drawn, [`EngineError::NotFound`], and
    /// [`EngineError`] when the store cannot be written.
    pub fn draw_sample(&mut self, visit: VisitId, draft: &Draft) -> Result<SampleId, EngineError> {
        let folder = self.folder(visit)?;
        let register = folder.registers.iter().find(|it| it.id == sampling::REGISTER);
        let register = register.ok_or_else(|| EngineError::NotFound {
            what: Noun::Register,
            name: sampling::REGISTER.to_owned(),
        })?;
        let population = sampling::population(&draft.files, &draft.by)?;
        let drawn = draw(&population, &draft.seed, draft.size, &draft.by)?;
        let csv = sampling::write_csv(&draft.files);
        let kept = self.store.write(|tx| tx.keep_file(&mut Cursor::new(csv), "text/csv"))?;
        let record = Draw {
            id: SampleId::from_bytes(self.new_id()?),
            method: sample::METHOD.to_owned(),
            population: population.digest(),
            file: kept.value.digest.to_string(),
            of: count(population.size()),
            source: clean(&draft.source),
            by: draft.by.clone(),
            strata: strata(&drawn, &draft.by),
            size: draft.size,
            seed: clean(&draft.seed),
            at: self.clock.local().format("%d/%m/%Y %H:%M").to_string(),
            codes: drawn.entries.into_iter().map(|entry| entry.code).collect(),
        };
        let mut edits = record::draw_edits(&record)?;
        let has_row = |code: &String| {
            let mut rows = folder.rows.iter().filter(|row| row.register == sampling::REGISTER);
            rows.any(|row| row.cells.get(sampling::CODE) == Some(code))
        };
        let listed = listed(&draft.files, &record.codes);
        for code in record.codes.iter().filter(|code| !has_row(code)) {
            let Some(file) = listed.get(code) else { continue };
            let row = Row {
                id: domain::id::RowId::from_bytes(self.new_id()?),
                register: register.id.clone(),
                cells: sampling::cells_of(file, register),
            };
            edits.extend(record::row_edits(&row, None)?);
        }
        let name = format!("Rút mẫu {} hồ sơ", record.size);
        self.save(visit.bytes(), &edits, Some(name))?;
        Ok(record.id)
    }

    /// Draws a recorded sample a second time from the list that was kept, and compares.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::Sampling`] for a method that is not known here,
    /// and [`EngineError`] when the list is missing or damaged.
    pub fn redraw_sample(&self, visit: VisitId, id: SampleId) -> Result<Redrawn, EngineError> {
        let record = self.sample(visit, id)?;
        let files = sampling::read_csv(&self.file(&record.file)?)?;
        redraw(&record, &files)
    }

    /// The list that a sample was drawn from, as it was kept.
    ///
    /// # Errors
    ///
    /// As [`Self::redraw_sample`].
    pub fn sample_population(&self, visit: VisitId, id: SampleId) -> Result<Vec<u8>, EngineError> {
        let record = self.sample(visit, id)?;
        self.file(&record.file)
    }

    /// The paper with which the files of a sample are fetched.
    ///
    /// # Errors
    ///
    /// [`EngineError::Paper`], and those of [`Self::redraw_sample`].
    pub fn fetch_list(&self, visit: VisitId, id: SampleId) -> Result<Rendered, EngineError> {
        let record = self.sample(visit, id)?;
        let folder = self.folder(visit)?;
        let files = sampling::read_csv(&self.file(&record.file)?)?;
        let style = self.style(folder.visit.date);
        let unit = folder.unit.authority_in_full();
        let created = super::minutes::day_stamp(&folder);
        let about = About { agency: &folder.campaign.agency.name, unit: &unit, created };
        Ok(papers::render(&sampling::fetch_list(&record, &files, &about, style))?)
    }

    /// Writes the list of files to fetch to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::fetch_list`].
    pub fn export_fetch_list(
        &self,
        visit: VisitId,
        id: SampleId,
        out: &Path,
    ) -> Result<(), EngineError> {
        Ok(crate::store::write_whole(out, &self.fetch_list(visit, id)?.pdf)?)
    }

    /// Writes the list that a sample was drawn from to `out`, so that others can draw it again.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`] of the disk, and those of [`Self::sample_population`].
    pub fn export_population(
        &self,
        visit: VisitId,
        id: SampleId,
        out: &Path,
    ) -> Result<(), EngineError> {
        Ok(crate::store::write_whole(out, &self.sample_population(visit, id)?)?)
    }

    fn sample(&self, visit: VisitId, id: SampleId) -> Result<Draw, EngineError> {
        let facts = self.facts_of(visit.bytes(), record::kind::SAMPLE)?;
        let found = record::draws(&facts)?.into_iter().find(|draw| draw.id == id);
        found.ok_or_else(|| EngineError::NotFound { what: Noun::Draw, name: id.to_string() })
    }
}

/// The files of `codes` in a list that may be thousands long.
fn listed<'a>(files: &'a [ListedFile], codes: &[String]) -> BTreeMap<String, &'a ListedFile> {
    let wanted: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    let mut found = BTreeMap::new();
    for file in files {
        let code = clean(&file.code);
        if wanted.contains(code.as_str()) {
            found.entry(code).or_insert(file);
        }
    }
    found
}

fn draw(
    population: &sample::Population,
    seed: &str,
    size: u32,
    by: &str,
) -> Result<Drawn, SamplingError> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    Ok(population.draw(seed, size, !by.is_empty())?)
}

/// What each stratum gave, for the record.
fn strata(drawn: &Drawn, by: &str) -> Vec<(String, u32, u32)> {
    let shares = drawn.shares.iter().filter(|_| !by.is_empty());
    shares.map(|it| (it.stratum.clone(), count(it.of), count(it.taken))).collect()
}

/// Draws `record` again from `files`.
fn redraw(record: &Draw, files: &[ListedFile]) -> Result<Redrawn, EngineError> {
    if record.method != sample::METHOD {
        return Err(SamplingError::BadMethod(record.method.clone()).into());
    }
    let population = sampling::population(files, &record.by)?;
    let drawn = draw(&population, &record.seed, record.size, &record.by)?;
    let codes: Vec<String> = drawn.entries.into_iter().map(|entry| entry.code).collect();
    Ok(Redrawn {
        same_population: population.digest() == record.population,
        same_files: codes == record.codes,
        codes,
    })
}
