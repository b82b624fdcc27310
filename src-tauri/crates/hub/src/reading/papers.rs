//! Papers that are sealed: where they are to be had, and their bytes as they are kept.

use chrono::NaiveDate;
use domain::id::{CampaignId, LetterId, VisitId};
use domain::text::fold;
use engine::actions::{PaperOf, PaperState, Shelf};
use engine::record::Paper;
use engine::{Engine, EngineError, Noun};

/// Letters of a seal that name a paper in an address; papers print as many.
const SEAL_LETTERS: usize = 16;

/// Which paper somebody reads about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PaperKind {
    /// The minutes of a visit.
    Minutes,
    /// A paper that adds to minutes, counted from 1.
    Supplement(u32),
    /// The concluding notice of a campaign.
    Notice,
    /// A letter of reminder of this day.
    Letter(NaiveDate),
}

/// A sealed paper on a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PaperLine {
    /// Which paper.
    pub(crate) kind: PaperKind,
    /// 1 for the first one, n+1 for the one that replaces the n-th.
    pub(crate) revision: u32,
    /// Where it stands.
    pub(crate) state: PaperState,
    /// When it was sealed, RFC 3339.
    pub(crate) sealed_at: String,
    /// How many signatures it has.
    pub(crate) signatures: usize,
    /// Whether somebody brought back a scan of it, signed in ink.
    pub(crate) scanned: bool,
    /// Where its bytes are to be had.
    pub(crate) address: String,
}

/// A paper as it leaves.
pub(crate) struct Download {
    /// What the file is called, in ASCII.
    pub(crate) name: String,
    /// The bytes that are kept, with every signature.
    pub(crate) bytes: Vec<u8>,
}

/// The sealed minutes of a visit, and what adds to them.
pub(crate) fn minutes(engine: &Engine, visit: VisitId) -> Result<Vec<PaperLine>, EngineError> {
    let kind = |paper: &Paper| match paper.supplement {
        0 => PaperKind::Minutes,
        number => PaperKind::Supplement(number),
    };
    Ok(lines(&engine.shelf(visit)?, kind, &format!("/van-ban/bien-ban/{visit}")))
}

/// The sealed notices of a campaign.
pub(crate) fn notice(engine: &Engine, campaign: CampaignId) -> Result<Vec<PaperLine>, EngineError> {
    let shelf = engine.shelf(campaign)?;
    Ok(lines(&shelf, |_| PaperKind::Notice, &format!("/van-ban/thong-bao/{campaign}")))
}

/// The sealed versions of a letter of reminder.
pub(crate) fn letter(
    engine: &Engine,
    campaign: CampaignId,
    (letter, day): (LetterId, NaiveDate),
) -> Result<Vec<PaperLine>, EngineError> {
    let shelf = engine.shelf(PaperOf::Letter(campaign, letter))?;
    let address = format!("/van-ban/cong-van/{campaign}/{letter}");
    Ok(lines(&shelf, |_| PaperKind::Letter(day), &address))
}

fn lines(shelf: &Shelf, kind: impl Fn(&Paper) -> PaperKind, address: &str) -> Vec<PaperLine> {
    let sealed = shelf.papers.iter().filter(|paper| !paper.seal.is_empty());
    let line = |paper: &Paper| PaperLine {
        kind: kind(paper),
        revision: paper.revision,
        state: shelf.state_of(paper),
        sealed_at: paper.sealed_at.clone(),
        signatures: paper.signings.len(),
        scanned: !paper.scans.is_empty(),
        address: format!("{address}/{}", paper.seal.get(..SEAL_LETTERS).unwrap_or(&paper.seal)),
    };
    sealed.map(line).collect()
}

/// The bytes of the paper whose seal begins with `seal`.
///
/// # Errors
///
/// [`EngineError::NotFound`], and [`EngineError`] when the file is missing or damaged.
pub(crate) fn download(engine: &Engine, of: PaperOf, seal: &str) -> Result<Download, EngineError> {
    let is_named = seal.len() >= SEAL_LETTERS && seal.bytes().all(|it| it.is_ascii_hexdigit());
    if !is_named {
        return Err(EngineError::NotFound { what: Noun::Paper, name: seal.to_owned() });
    }
    let bytes = engine.paper_with_seal(of, seal)?;
    let shelf = engine.shelf(of)?;
    let paper = shelf.papers.iter().find(|paper| paper.seal.starts_with(seal));
    let (kind, about) = match of {
        PaperOf::Minutes(visit) => {
            let folder = engine.folder(visit)?;
            ("BienBan", about(&folder.unit.name, folder.visit.date))
        }
        PaperOf::Notice(campaign) => {
            ("ThongBaoKetLuan", engine.campaign(campaign)?.0.dates.to.to_string())
        }
        PaperOf::Letter(campaign, letter) => {
            let form = engine.letter(campaign, letter)?;
            ("DonDoc", about(&form.addressee, form.letter.date))
        }
    };
    Ok(Download { name: file_name(kind, &about, paper), bytes })
}

/// `PhuongCauTre_2022-09-15`.
fn about(whom: &str, day: NaiveDate) -> String {
    let whom: String = fold(whom).split_whitespace().map(capital).collect();
    format!("{whom}_{day}")
}

/// `BienBan_PhuongCauTre_2022-09-15.pdf`, as the window calls it, with which paper it is where there
/// are several. Letters that a header cannot carry are left out.
fn file_name(kind: &str, about: &str, paper: Option<&Paper>) -> String {
    let of = |is: fn(&Paper) -> u32| paper.map_or(0, is);
    let revision = match of(|paper| paper.revision) {
        0 | 1 => String::new(),
        revision => format!("_ban{revision}"),
    };
    let supplement = match of(|paper| paper.supplement) {
        0 => String::new(),
        number => format!("BoSung{number}"),
    };
    let mut name = format!("{kind}{supplement}_{about}{revision}");
    name.retain(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    name + ".pdf"
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_the_window_calls_it() {
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let about = about("Phường Cầu Tre", day);
        assert_eq!(file_name("BienBan", &about, None), "BienBan_PhuongCauTre_2022-09-15.pdf");
        let paper = Paper { revision: 2, supplement: 1, ..Paper::empty() };
        let name = file_name("BienBan", &about, Some(&paper));
        assert_eq!(name, "BienBanBoSung1_PhuongCauTre_2022-09-15_ban2.pdf");
    }

    #[test]
    fn nothing_in_the_name_of_a_unit_gets_into_a_header() {
        let name = file_name("BienBan", "Xã \"A\"\r\nX: y/../東", None);
        assert_eq!(name, "BienBan_XAXy.pdf");
    }
}
