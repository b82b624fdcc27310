//! What pages show, as read from the engine: plain values that hold no store.

mod campaign;
mod campaigns;
mod papers;
mod verdict;

pub(crate) use campaign::{CampaignFolder, UnitFolder, VisitLine, opened};
pub(crate) use campaigns::{CampaignLine, Figures, figures};
pub(crate) use papers::{Download, PaperKind, PaperLine, download, letter, minutes, notice};
pub(crate) use verdict::{Judged, judged};
