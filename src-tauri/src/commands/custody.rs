//! The record of custody of a campaign: all that devices signed, for somebody outside.

use std::path::PathBuf;

use domain::id::CampaignId;
use engine::Noun;
use engine::actions::AuditRecord;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// What was written.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CustodyView {
    edits: u32,
    devices: u32,
    /// Papers that were sealed.
    papers: u32,
    /// Edits that no other laptop answers for.
    unconfirmed: u32,
    /// What does not hold; 0 where everything does.
    flaws: u32,
}

/// Writes the record of custody of a campaign to `path`, and verifies it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_custody(
    engine: State<'_, SharedEngine>,
    campaign: String,
    path: String,
) -> Result<CustodyView, Failure> {
    let campaign: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
    let out = PathBuf::from(path);
    let AuditRecord { devices, ops, unconfirmed, seals, flaws, .. } =
        engine.ask(move |engine| engine.write_audit(campaign, &out)).await?;
    Ok(CustodyView { edits: ops, devices, papers: seals, unconfirmed, flaws })
}
