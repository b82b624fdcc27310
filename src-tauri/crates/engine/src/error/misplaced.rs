//! A paper that finds no place among what is here.

use thiserror::Error;

/// Why what a believed paper tells has no place on this laptop.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Misplaced {
    /// An id stands for something else here, or for two things in the paper.
    #[error("an id stands for something else here")]
    Ids,
    /// What it prints is called otherwise here under the same id or key.
    #[error("{what} is {printed} in the paper and {here} here")]
    Named {
        /// What: `tên đơn vị`.
        what: &'static str,
        /// As the paper prints it.
        printed: String,
        /// As it is here.
        here: String,
    },
    /// The campaign goes by another checklist here.
    #[error("the paper goes by {paper}, the campaign by {here}")]
    Checklist {
        /// Id and version of the paper's.
        paper: String,
        /// Id and version of the campaign's.
        here: String,
    },
    /// The campaign is in the bin; its name is told.
    #[error("the campaign {0} is in the bin")]
    CampaignBinned(String),
}
