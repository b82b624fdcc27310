//! A paper that is sealed and signed, as its screen shows it.

use domain::id::{CampaignId, LetterId, VisitId};
use engine::actions::{LaterChange, PaperOf, Shelf};
use engine::minutes::Signatory;
use engine::record::{Paper, SigningWay};
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
    pub(crate) fn of(engine: &Engine, shelf: &Shelf, later: &[LaterChange]) -> Self {
        let sealed = shelf.sealed();
        let change = |change: &LaterChange| ChangeAfterSeal {
            at: engine.local_time(change.at).format("%H:%M %d/%m/%Y").to_string(),
            text: change.text.clone(),
        };
        Self {
            state: shelf.state().into(),
            revision: shelf.revision(),
            signers: shelf.signatories.iter().map(|it| signer(it, sealed)).collect(),
            sealed_at: sealed.map(|paper| time_in_words(&paper.sealed_at)).unwrap_or_default(),
            seal_digest: sealed.map(|paper| paper.seal.clone()).unwrap_or_default(),
            after_seal: later.iter().map(change).collect(),
        }
    }
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
        detail: signing
            .map(|signing| format!("{} {}", signing.signer, time_in_words(&signing.claimed_at)))
            .unwrap_or_default(),
        refusal: signatory.refusal.clone().unwrap_or_default(),
    }
}

/// A moment kept as RFC 3339, as people read it.
pub(crate) fn time_in_words(rfc3339: &str) -> String {
    let time = chrono::DateTime::parse_from_rfc3339(rfc3339);
    time.map(|time| time.format("%H:%M %d/%m/%Y").to_string()).unwrap_or_default()
}
