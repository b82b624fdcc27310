//! Samples of case files: everything needed to draw them again.

use domain::id::SampleId;

use super::{Edit, Edits, Facts, RecordError, kind};

/// A sample as it was drawn. It is never changed; another draw is another sample.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Draw {
    /// Which sample.
    pub id: SampleId,
    /// The name of the method.
    pub method: String,
    /// The digest of the population.
    pub population: String,
    /// SHA-256, in hexadecimal, of the file that lists the population.
    pub file: String,
    /// How many files the population has.
    pub of: u32,
    /// Where the list came from: the name of a file, or empty when it was typed.
    pub source: String,
    /// The column that makes the strata; empty without strata.
    pub by: String,
    /// The strata in the order of `codes`: name, how many files it has, how many were drawn. Empty
    /// without strata.
    pub strata: Vec<(String, u32, u32)>,
    /// How many files were drawn.
    pub size: u32,
    /// The seed.
    pub seed: String,
    /// When, as the person at the laptop read the clock: `2022-09-15 08:30`.
    pub at: String,
    /// The codes that were drawn, in the order of the draw.
    pub codes: Vec<String>,
}

/// The edits that write `draw`. Codes of case files lead to people.
///
/// # Errors
///
/// [`RecordError`].
pub fn draw_edits(draw: &Draw) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Edits::of(kind::SAMPLE, draw.id.bytes());
    edits.set("method", &draw.method)?;
    edits.set("population", &draw.population)?;
    edits.set("file", &draw.file)?;
    edits.set("of", &draw.of)?;
    edits.set("source", &draw.source)?;
    edits.set("by", &draw.by)?;
    edits.set("strata", &draw.strata)?;
    edits.set("size", &draw.size)?;
    edits.set("seed", &draw.seed)?;
    edits.set("at", &draw.at)?;
    edits.set_personal("codes", &draw.codes)?;
    edits.set(super::REMOVED, &false)?;
    Ok(edits.edits)
}

/// Reads every sample of a section, oldest first.
///
/// # Errors
///
/// [`RecordError`].
pub fn draws(facts: &Facts) -> Result<Vec<Draw>, RecordError> {
    let of = kind::SAMPLE;
    let read = |id| {
        Ok(Draw {
            id: SampleId::from_bytes(id),
            method: facts.need(of, id, "method")?,
            population: facts.need(of, id, "population")?,
            file: facts.need(of, id, "file")?,
            of: facts.need(of, id, "of")?,
            source: facts.get_or_default(of, id, "source")?,
            by: facts.get_or_default(of, id, "by")?,
            strata: facts.get_or_default(of, id, "strata")?,
            size: facts.need(of, id, "size")?,
            seed: facts.need(of, id, "seed")?,
            at: facts.get_or_default(of, id, "at")?,
            codes: facts.get_or_default(of, id, "codes")?,
        })
    };
    facts.ids(of).into_iter().map(read).collect()
}
