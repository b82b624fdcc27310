//! A paper that is sealed and signed, as its screen shows it.

use chrono::NaiveDate;
use domain::id::{CampaignId, LetterId, VisitId};
use domain::text::fold;
use engine::actions::{AfterSigning, LaterChange, PaperOf, SealWitness, Shelf, Slot};
use engine::late::is_agency_seal;
use engine::minutes::Signatory;
use engine::record::{Paper, Signing, SigningWay};
use engine::words::scan_sentence;
use engine::{Engine, EngineError, Noun};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::campaigns::PaperStateView;
use crate::commands::unpack;

/// Which paper is meant.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum PaperRef {
    /// The minutes of a visit.
    Minutes {
        /// The visit.
        visit: String,
    },
    /// The concluding notice of a campaign.
    Notice {
        /// The campaign.
        campaign: String,
    },
    /// A letter of reminder.
    Letter {
        /// The campaign.
        campaign: String,
        /// The letter.
        letter: String,
    },
}

impl PaperRef {
    /// The paper that is meant.
    pub(crate) fn read(&self) -> Result<PaperOf, EngineError> {
        Ok(match self {
            Self::Minutes { visit } => PaperOf::Minutes(unpack::id::<VisitId>(visit, Noun::Visit)?),
            Self::Notice { campaign } => {
                PaperOf::Notice(unpack::id::<CampaignId>(campaign, Noun::Campaign)?)
            }
            Self::Letter { campaign, letter } => PaperOf::Letter(
                unpack::id::<CampaignId>(campaign, Noun::Campaign)?,
                unpack::id::<LetterId>(letter, Noun::Letter)?,
            ),
        })
    }
}

/// Where a paper stands, who signs it and who has, and what was edited since it was sealed.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StandingView {
    state: PaperStateView,
    revision: u32,
    signers: Vec<SignerView>,
    sealed_at: String,
    seal_digest: String,
    after_seal: Vec<ChangeAfterSeal>,
    /// 0, or k where the paper at work is the k-th that adds to minutes.
    supplement: u32,
    /// The paper at work was begun after a sealed one, and can be put away.
    withdrawable: bool,
    /// Every sealed paper, first one first.
    papers: Vec<SealedPaper>,
    /// How each scan of the paper signed in ink fits it.
    scans: Vec<String>,
    /// What it takes after whoever leads has signed it; nothing before.
    after_signing: Option<AfterSigningView>,
    /// Whose laptops countersigned the seal, and when that was heard.
    witnesses: Vec<String>,
}

/// What a paper takes after whoever leads has signed it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AfterSigningView {
    seal: LastPlaceState,
    /// Who pressed the seal, and when; empty while nobody has.
    sealed_by: String,
    copy: LastPlaceState,
    number: LastPlaceState,
}

/// A place of a paper that is filled last.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LastPlaceState {
    /// The paper has no such place.
    Missing,
    /// Nobody has filled it.
    Open,
    /// It is filled.
    Filled,
}

impl From<Slot> for LastPlaceState {
    fn from(slot: Slot) -> Self {
        match slot {
            Slot::Missing => Self::Missing,
            Slot::Open => Self::Open,
            Slot::Filled => Self::Filled,
        }
    }
}

/// One of the sealed papers: the first one, what replaced it, or what adds to it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SealedPaper {
    seal: String,
    revision: u32,
    /// 0, or k for the k-th paper that adds to minutes.
    supplement: u32,
    state: PaperStateView,
    sealed_at: String,
    file_name: String,
}

/// What the files of a paper are called.
pub(crate) struct FileName {
    /// What the paper is, without spaces: `BienBan`.
    pub(crate) kind: &'static str,
    /// What it is about: `PhuongCauTre_2022-09-15`.
    pub(crate) about: String,
}

impl FileName {
    /// The name for papers about somebody, dated.
    pub(crate) fn about(kind: &'static str, whom: &str, day: NaiveDate) -> Self {
        let whom = fold(whom).split_whitespace().map(capital).collect::<String>();
        Self { kind, about: format!("{whom}_{day}") }
    }

    /// `BienBan_PhuongCauTre_2022-09-15.pdf`, with which paper it is where there are several.
    pub(crate) fn of(&self, paper: Option<&Paper>) -> String {
        let Self { kind, about } = self;
        let of = |is: fn(&Paper) -> u32| paper.map_or(0, is);
        let revision = match of(|paper| paper.revision) {
            0 | 1 => String::new(),
            revision => format!("_ban{revision}"),
        };
        let supplement = match of(|paper| paper.supplement) {
            0 => String::new(),
            number => format!("BoSung{number}"),
        };
        format!("{kind}{supplement}_{about}{revision}.pdf")
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Somebody who signs.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SignerView {
    role: String,
    field: String,
    label: String,
    name: String,
    title: String,
    state: SignerState,
    detail: String,
    /// Why the person does not sign; empty for those who do.
    refusal: String,
}

/// Whether somebody has signed.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SignerState {
    /// Not yet.
    Empty,
    /// By hand on the screen.
    Drawn,
    /// With a certificate, or elsewhere.
    Signed,
}

/// An edit that came after sealing.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ChangeAfterSeal {
    at: String,
    text: String,
}

impl StandingView {
    pub(crate) fn of(
        engine: &Engine,
        shelf: &Shelf,
        later: &[LaterChange],
        name: &FileName,
    ) -> Result<Self, EngineError> {
        let sealed = shelf.sealed();
        let signatories = &shelf.signatories;
        let change = |change: &LaterChange| ChangeAfterSeal {
            at: engine.local_time(change.at).format("%H:%M %d/%m/%Y").to_string(),
            text: change.text.clone(),
        };
        Ok(Self {
            state: shelf.state().into(),
            revision: shelf.revision(),
            signers: signatories.iter().map(|it| signer(it, sealed)).collect(),
            sealed_at: sealed.map(|paper| time_in_words(&paper.sealed_at)).unwrap_or_default(),
            seal_digest: sealed.map(|paper| paper.seal.clone()).unwrap_or_default(),
            after_seal: later.iter().map(change).collect(),
            supplement: shelf.papers.last().map_or(0, |paper| paper.supplement),
            withdrawable: shelf.begun().is_some(),
            papers: sealed_papers(shelf, name),
            scans: sealed.map(scans).unwrap_or_default(),
            after_signing: sealed.map(|paper| after_signing(engine, paper)).transpose()?.flatten(),
            witnesses: sealed
                .map(|paper| witnesses(engine, shelf.of, paper))
                .transpose()?
                .unwrap_or_default(),
        })
    }

    /// The sealed paper that still stands and is signed while another one adds to it.
    pub(crate) fn of_added_to(engine: &Engine, shelf: &Shelf) -> Result<Option<Self>, EngineError> {
        let Some(paper) = shelf.standing().filter(|_| shelf.begun().is_some()) else {
            return Ok(None);
        };
        let signatories = shelf.signatories_of(paper);
        Ok(Some(Self {
            state: shelf.state_of(paper).into(),
            revision: paper.revision,
            signers: signatories.iter().map(|it| signer(it, Some(paper))).collect(),
            sealed_at: time_in_words(&paper.sealed_at),
            seal_digest: paper.seal.clone(),
            after_seal: Vec::new(),
            supplement: paper.supplement,
            withdrawable: false,
            papers: Vec::new(),
            scans: scans(paper),
            after_signing: after_signing(engine, paper)?,
            witnesses: witnesses(engine, shelf.of, paper)?,
        }))
    }
}

fn after_signing(engine: &Engine, paper: &Paper) -> Result<Option<AfterSigningView>, EngineError> {
    let sealed_by = paper.signings.iter().rev().find(|it| is_agency_seal(&it.field));
    let sealed_by = sealed_by.map(made_by).unwrap_or_default();
    let view = |after: AfterSigning| AfterSigningView {
        seal: after.seal.into(),
        sealed_by,
        copy: after.copy.into(),
        number: after.number.into(),
    };
    Ok(engine.after_signing(paper)?.map(view))
}

/// Whose laptops countersigned a seal, and when that was heard.
fn witnesses(engine: &Engine, of: PaperOf, paper: &Paper) -> Result<Vec<String>, EngineError> {
    let all = engine.seal_witnesses(of, paper)?;
    let told = |it: &SealWitness| format!("{} {}", it.name, it.at.format("%H:%M %d/%m/%Y"));
    Ok(all.iter().map(told).collect())
}

/// Who signed, and when.
fn made_by(signing: &Signing) -> String {
    format!("{} {}", signing.signer, time_in_words(&signing.claimed_at)).trim().to_owned()
}

fn scans(paper: &Paper) -> Vec<String> {
    paper.scan_matches().iter().map(scan_sentence).collect()
}

fn sealed_papers(shelf: &Shelf, name: &FileName) -> Vec<SealedPaper> {
    let sealed = shelf.papers.iter().filter(|paper| !paper.seal.is_empty());
    let line = |paper: &Paper| SealedPaper {
        seal: paper.seal.clone(),
        revision: paper.revision,
        supplement: paper.supplement,
        state: shelf.state_of(paper).into(),
        sealed_at: time_in_words(&paper.sealed_at),
        file_name: name.of(Some(paper)),
    };
    sealed.map(line).collect()
}

fn signer(signatory: &Signatory, paper: Option<&Paper>) -> SignerView {
    let signing =
        paper.and_then(|paper| paper.signings.iter().rev().find(|it| it.field == signatory.field));
    let state = match signing.map(|signing| signing.way) {
        None => SignerState::Empty,
        Some(SigningWay::Drawn) => SignerState::Drawn,
        Some(SigningWay::Certificate | SigningWay::Elsewhere) => SignerState::Signed,
    };
    SignerView {
        role: signatory.role.to_owned(),
        field: signatory.field.to_owned(),
        label: signatory.heading.join(" "),
        name: signatory.name.clone(),
        title: signatory.title.clone(),
        state,
        detail: signing.map(made_by).unwrap_or_default(),
        refusal: signatory.refusal.clone().unwrap_or_default(),
    }
}

/// A moment kept as RFC 3339, as people read it.
pub(crate) fn time_in_words(rfc3339: &str) -> String {
    let time = chrono::DateTime::parse_from_rfc3339(rfc3339);
    time.map(|time| time.format("%H:%M %d/%m/%Y").to_string()).unwrap_or_default()
}
