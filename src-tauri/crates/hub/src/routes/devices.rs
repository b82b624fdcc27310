//! The laptops of the delegations, for those who look after the hub.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use engine::Engine;

use super::{InOffice, SignedIn};
use crate::office::Store;
use crate::pages::{self, DelegationDevices};
use crate::trouble::Trouble;

/// Every delegation with its laptops and what each lacks.
pub(super) async fn list<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
) -> Result<Html<String>, Trouble> {
    let mut delegations = Vec::new();
    for summary in office.read(Engine::campaigns).await? {
        let id = summary.campaign.id;
        delegations.push(DelegationDevices {
            campaign: summary.campaign.name,
            delegation: summary.campaign.delegation_name,
            devices: office.read(move |engine| engine.participants(id)).await?,
        });
    }
    let here = *office.desk().clock.local().offset();
    Ok(pages::devices(&viewer, &delegations, here))
}
