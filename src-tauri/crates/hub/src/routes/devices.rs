//! The laptops of the delegations, for those who look after the hub.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use engine::Engine;

use super::{InOffice, SignedIn};
use crate::office::Store;
use crate::pages::{self, DelegationDevices};
use crate::paging::{List, Pairs, Wish};
use crate::trouble::Trouble;

/// A page of the delegations with its laptops and what each lacks.
pub(super) async fn list<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    pairs: Pairs,
) -> Result<Html<String>, Trouble> {
    let wish = Wish::read(pairs);
    let page = wish.page(List::Main, office.read(Engine::campaigns).await?);
    let mut delegations = Vec::new();
    for summary in page.lines.clone() {
        let id = summary.campaign.id;
        delegations.push(DelegationDevices {
            campaign: summary.campaign.name,
            delegation: summary.campaign.delegation_name,
            devices: office.read(move |engine| engine.participants(id)).await?,
        });
    }
    let here = *office.desk().clock.local().offset();
    Ok(pages::devices(&viewer, &wish, &page.with(delegations), here))
}
