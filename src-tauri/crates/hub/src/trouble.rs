//! Why a page is not shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use engine::words::Failure;
use engine::{EngineError, Noun};

use crate::pages;
use crate::words;

/// Why a page is not shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// There is no such page, campaign or paper.
    #[error("not found")]
    NotFound,
    /// The form was sent from a page of somebody else.
    #[error("sent from another site")]
    Foreign,
    /// Only those who look after the hub may see it.
    #[error("for admins only")]
    AdminsOnly,
    /// The store cannot be had: it is locked, or being closed.
    #[error("the store is closed")]
    NoStore,
    /// The office does not have the checklist that a campaign goes by, so it cannot be read yet.
    #[error("no checklist")]
    NoChecklist,
    /// The store has it, but cannot give it.
    #[error(transparent)]
    Engine(EngineError),
    /// Nobody foresaw this.
    #[error("internal")]
    Internal,
}

impl Trouble {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Foreign | Self::AdminsOnly => StatusCode::FORBIDDEN,
            Self::NoStore | Self::NoChecklist => StatusCode::SERVICE_UNAVAILABLE,
            Self::Engine(_) | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::NotFound => words::NOT_FOUND.to_owned(),
            Self::Foreign => words::FOREIGN.to_owned(),
            Self::AdminsOnly => words::ADMINS_ONLY.to_owned(),
            Self::NoStore => words::NO_STORE.to_owned(),
            Self::NoChecklist => words::UNREADABLE.to_owned(),
            Self::Engine(error) => {
                let Failure { code, message, .. } = Failure::from(error);
                words::store_failed(&message, code)
            }
            Self::Internal => words::INTERNAL.to_owned(),
        }
    }
}

impl From<EngineError> for Trouble {
    fn from(error: EngineError) -> Self {
        if matches!(error, EngineError::NotFound { what: Noun::Checklist, .. }) {
            return Self::NoChecklist;
        }
        let is_missing = matches!(error, EngineError::NotFound { .. } | EngineError::NotSealed);
        if is_missing { Self::NotFound } else { Self::Engine(error) }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        (self.status(), pages::trouble(&self.sentence())).into_response()
    }
}
