//! Inviting somebody into a delegation by a code, and coming in by one.

use domain::id::CampaignId;
use engine::Noun;
use engine::actions::{self, Seat};
use engine::station::OpenInvitation;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::network::{MeetingView, Network, meeting_view};
use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// The invitation that is open, or how it ended.
#[derive(Debug, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InvitationView {
    /// The code, as it is read: `4821 0937`; empty where none is open.
    code: String,
    /// Where this laptop can be called, as others type it.
    addresses: Vec<String>,
    /// How long the code still holds.
    seconds_left: u32,
    /// Who came in by the last code; empty where nobody did.
    joined: String,
}

/// Opens this laptop and offers a seat (areas: none means all) to whoever types the new code.
#[tauri::command]
#[specta::specta]
pub(crate) async fn invite(
    engine: State<'_, SharedEngine>,
    network: State<'_, Network>,
    campaign: String,
    role: String,
    areas: Vec<String>,
) -> Result<InvitationView, Failure> {
    let campaign: CampaignId = unpack::id(&campaign, Noun::Campaign)?;
    let seat = unpack::word(&role, Seat::from_code(&role))?;
    network.open(&engine).await?;
    let invitations = network.invitations();
    network.forget_joined();
    engine.ask(move |engine| invitations.invite(engine, campaign, (seat, areas)).map(drop)).await?;
    Ok(view(&network))
}

/// The invitation that is open, or how the last one ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn invitation(network: State<'_, Network>) -> Result<InvitationView, Failure> {
    Ok(view(&network))
}

/// Takes the invitation back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_invitation(
    network: State<'_, Network>,
) -> Result<InvitationView, Failure> {
    network.invitations().withdraw();
    Ok(view(&network))
}

/// Comes into the delegation of the laptop at `address` by the code that its person read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn join_delegation(
    engine: State<'_, SharedEngine>,
    address: String,
    code: String,
) -> Result<MeetingView, Failure> {
    engine
        .reach(move |engine, gauge| actions::join(engine, &address, &code, gauge).map(meeting_view))
        .await
}

fn view(network: &Network) -> InvitationView {
    let joined = network.joined();
    let Some(OpenInvitation { code, seconds_left, .. }) = network.invitations().open() else {
        return InvitationView { joined, ..InvitationView::default() };
    };
    InvitationView {
        code,
        addresses: network.addresses(),
        seconds_left: u32::try_from(seconds_left).unwrap_or(u32::MAX),
        joined,
    }
}
