//! Screens that show one place of the store, and the acts that people do there.

use std::str::FromStr;

use domain::id::{CampaignId, VisitId};
use engine::{Engine, EngineError, Noun, Saved as Written};

use crate::commands::unpack;
use crate::conduct::{self, Saved};
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// The id of what a screen is about.
pub(crate) trait Place: Copy + FromStr {
    /// What an unknown one is called.
    const NOUN: Noun;
}

impl Place for CampaignId {
    const NOUN: Noun = Noun::Campaign;
}

impl Place for VisitId {
    const NOUN: Noun = Noun::Visit;
}

/// What a screen shows of one place.
pub(crate) trait Screen: Send + Sized + 'static {
    /// Where it looks.
    type Place: Place;

    /// Reads it.
    fn of(engine: &Engine, place: Self::Place) -> Result<Self, EngineError>;
}

impl SharedEngine {
    /// Shows the place with this id.
    pub(crate) async fn show<S: Screen>(&self, place: String) -> Result<S, Failure> {
        self.ask(move |engine| S::of(engine, unpack::id(&place, S::Place::NOUN)?)).await
    }

    /// Does `work` at a place and shows the place after it.
    pub(crate) async fn change<S: Screen, T>(
        &self,
        place: String,
        work: impl FnOnce(&mut Engine, S::Place) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<S, Failure> {
        self.ask(move |engine| {
            let place = unpack::id(&place, S::Place::NOUN)?;
            drop(work(engine, place)?);
            S::of(engine, place)
        })
        .await
    }

    /// Writes with `work` at a visit; says what that brought there, and to `item` where it is about one.
    pub(crate) async fn save(
        &self,
        visit: String,
        item: Option<String>,
        work: impl FnOnce(&mut Engine, VisitId) -> Result<Written, EngineError> + Send + 'static,
    ) -> Result<Saved, Failure> {
        self.ask(move |engine| {
            let visit: VisitId = unpack::id(&visit, Noun::Visit)?;
            let written = work(engine, visit)?;
            conduct::saved(engine, &written, visit, item.as_deref())
        })
        .await
    }
}
