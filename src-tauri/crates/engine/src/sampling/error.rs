//! Why a list of case files is of no use.

use domain::sample::{BadCodes, BadDraw, Fault};
use tables::TableError;
use thiserror::Error;

/// Why a list of case files cannot be read, or nothing can be drawn from it.
#[derive(Debug, Error)]
pub enum SamplingError {
    /// The file is no table that can be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Nobody said which column holds the codes.
    #[error("no column holds the codes")]
    NoCodeColumn,
    /// Lines have no code, or codes stand twice.
    #[error("{} lines cannot be drawn from", .0.len())]
    List(Vec<Fault>),
    /// What was typed cannot be read as codes.
    #[error(transparent)]
    Codes(#[from] BadCodes),
    /// Seed or size are impossible.
    #[error(transparent)]
    Draw(#[from] BadDraw),
    /// There is no such way to part a population.
    #[error("cannot part by `{0}`")]
    BadStrata(String),
    /// A sample was drawn by a method that this version does not know.
    #[error("method `{0}` is not known")]
    BadMethod(String),
}
