//! How many bytes each campaign has, for whoever watches over the hub.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::CampaignId;
use engine::Engine;

use crate::office::{Office, Store};
use crate::trouble::Trouble;

/// Adding up reads every value of a campaign, and whoever collects numbers comes four times a minute.
const KEPT_FOR: TimeDelta = TimeDelta::minutes(5);

/// What was added up, and when.
type Counted = (DateTime<Utc>, Vec<(CampaignId, u64)>);

/// What was added up last.
#[derive(Default)]
pub(crate) struct Usage(Mutex<Option<Counted>>);

impl Usage {
    /// What is not older than [`KEPT_FOR`]; none where it has to be added up anew.
    fn recent(&self, now: DateTime<Utc>) -> Option<Vec<(CampaignId, u64)>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = kept.as_ref().filter(|(at, _)| (*at..*at + KEPT_FOR).contains(&now));
        recent.map(|(_, counted)| counted.clone())
    }
}

/// The bytes of each campaign, as they were some minutes ago at most; nothing where the store is closed.
pub(crate) async fn known<M: Store>(office: &Office<M>) -> Vec<(CampaignId, u64)> {
    let (desk, now) = (office.desk(), office.desk().clock.now());
    if let Some(counted) = desk.usage.recent(now) {
        return counted;
    }
    let Ok(counted) = counted(office).await else { return Vec::new() };
    let mut kept = desk.usage.0.lock().unwrap_or_else(PoisonError::into_inner);
    *kept = Some((now, counted.clone()));
    counted
}

/// Adds up campaign by campaign, each in a moment of its own.
async fn counted<M: Store>(office: &Office<M>) -> Result<Vec<(CampaignId, u64)>, Trouble> {
    let mut counted = Vec::new();
    for summary in office.read(Engine::campaigns).await? {
        let id = summary.campaign.id;
        counted.push((id, office.read(move |engine| engine.campaign_bytes(id)).await?));
    }
    Ok(counted)
}

/// As text, in the form of [`crate::metrics::Metrics::text`].
pub(crate) fn text(counted: &[(CampaignId, u64)]) -> String {
    let mut text = String::from("# TYPE bienban_hub_campaign_bytes gauge\n");
    for (campaign, bytes) in counted {
        // Writing into a text cannot fail.
        writeln!(text, "bienban_hub_campaign_bytes{{campaign=\"{campaign}\"}} {bytes}").ok();
    }
    text
}
