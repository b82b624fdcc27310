//! Laptops that work side by side: who takes part, what they hand to each other.

use std::path::{Path, PathBuf};

use domain::campaign::Role;
use domain::id::CampaignId;
use engine::actions::{PackedBundle, Participant, QuarantinedEdit, Seat, UnpackedBundle};
use engine::{DeviceCard, Engine, EngineError, Noun, words};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// The laptops of a delegation, and what is not settled between them.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DelegationView {
    members: Vec<ParticipantView>,
    /// Whether this laptop says who takes part.
    founded_here: bool,
    /// Whether this laptop may keep the list of laptops in the stead of the one that does.
    may_take_over: bool,
    quarantine: Vec<QuarantinedView>,
    /// Fields on which people disagree, over all visits.
    disputes: u32,
}

/// One laptop.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ParticipantView {
    device: String,
    name: String,
    /// `leader`, `deputy`, `secretary`, `member`, `hub`, or empty for a role of a newer version.
    role: String,
    areas: Vec<String>,
    own: bool,
    founder: bool,
    ended: bool,
    /// Edits that are here and that it has not confirmed.
    lacks: u32,
    /// When it was heard of last: `dd/mm/yyyy HH:MM`, or empty.
    heard: String,
}

/// An edit that is kept and does not apply.
#[derive(Debug, Serialize, Type)]
pub(crate) struct QuarantinedView {
    who: String,
    at: String,
    place: String,
    value: String,
    reason: String,
}

/// Who a card is of.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CardView {
    device: String,
    name: String,
    title: String,
    office: String,
}

/// A bundle that was written and read back.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PackedView {
    names: Vec<String>,
    edits: u32,
    files: u32,
    parts: u32,
    /// Whole KiB, rounded up.
    kib: u32,
}

/// What a bundle brought.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnpackedView {
    campaign: String,
    campaign_name: String,
    sender: String,
    new_campaign: bool,
    added: u32,
    known: u32,
    quarantined: u32,
    files_added: u32,
    files_known: u32,
    /// What was left out, whose clock is wrong, who says otherwise: one sentence each.
    remarks: Vec<String>,
    disputes: u32,
}

/// Who takes part in a campaign.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delegation(
    engine: State<'_, SharedEngine>,
    campaign: String,
) -> Result<DelegationView, Failure> {
    let campaign = unpack::id(&campaign, Noun::Campaign)?;
    engine.ask(move |engine| view(engine, campaign)).await
}

/// Writes the card of this laptop to a file, and tells what stands on it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_device_card(
    engine: State<'_, SharedEngine>,
    path: String,
) -> Result<CardView, Failure> {
    let out = PathBuf::from(path);
    let card = engine
        .ask(move |engine| {
            engine.write_device_card(&out)?;
            let card = engine.device_card()?;
            engine.read_card(&card)
        })
        .await?;
    Ok(card_view(card))
}

/// Tells who a card is of. Nothing is written.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_at_card(
    engine: State<'_, SharedEngine>,
    base64: String,
) -> Result<CardView, Failure> {
    let bytes = unpack::bytes(&base64)?;
    let card = engine.ask(move |engine| engine.read_card(&bytes)).await?;
    Ok(card_view(card))
}

/// Takes the laptop of a card into the delegation, or gives it another role.
#[tauri::command]
#[specta::specta]
pub(crate) async fn admit_laptop(
    engine: State<'_, SharedEngine>,
    campaign: String,
    base64: String,
    role: String,
    areas: Vec<String>,
) -> Result<DelegationView, Failure> {
    let campaign = unpack::id(&campaign, Noun::Campaign)?;
    let card = unpack::bytes(&base64)?;
    let seat = unpack::word(&role, Seat::from_code(&role))?;
    engine
        .ask(move |engine| {
            engine.admit(campaign, &card, (seat, areas))?;
            view(engine, campaign)
        })
        .await
}

/// Ends a laptop: lost, stolen, or its person was replaced.
#[tauri::command]
#[specta::specta]
pub(crate) async fn end_laptop(
    engine: State<'_, SharedEngine>,
    campaign: String,
    device: String,
) -> Result<DelegationView, Failure> {
    let campaign = unpack::id(&campaign, Noun::Campaign)?;
    engine
        .ask(move |engine| {
            engine.end_participant(campaign, &device)?;
            view(engine, campaign)
        })
        .await
}

/// Writes what the others have not confirmed (or everything) to a bundle, and reads it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pack_bundle(
    engine: State<'_, SharedEngine>,
    campaign: String,
    path: String,
    everything: bool,
) -> Result<PackedView, Failure> {
    let campaign = unpack::id(&campaign, Noun::Campaign)?;
    let packed =
        engine.ask(move |engine| engine.pack(campaign, Path::new(&path), everything)).await?;
    Ok(packed_view(packed))
}

/// Keeps the list of laptops from now on, and ends the one that kept it where it is `lost`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_over_delegation(
    engine: State<'_, SharedEngine>,
    campaign: String,
    lost: bool,
) -> Result<DelegationView, Failure> {
    let campaign = unpack::id(&campaign, Noun::Campaign)?;
    engine
        .ask(move |engine| {
            engine.take_over(campaign, lost)?;
            view(engine, campaign)
        })
        .await
}

/// Takes in a bundle.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unpack_bundle(
    engine: State<'_, SharedEngine>,
    path: String,
) -> Result<UnpackedView, Failure> {
    let unpacked = engine.ask(move |engine| engine.unpack(Path::new(&path))).await?;
    Ok(unpacked_view(unpacked))
}

fn view(engine: &Engine, campaign: CampaignId) -> Result<DelegationView, EngineError> {
    let participants = engine.participants(campaign)?;
    let founded_here = participants.iter().any(|one| one.own && one.founder);
    let leads = |seat| matches!(seat, Some(Seat::Person(Role::Leader | Role::Deputy)));
    let may_take_over =
        participants.iter().any(|one| one.own && !one.founder && !one.ended && leads(one.seat));
    let members = participants.into_iter().map(|one| participant(engine, one)).collect();
    let quarantine = engine.quarantine(campaign)?;
    let quarantine = quarantine.into_iter().map(|edit| quarantined(engine, edit)).collect();
    // Whoever lacks the checklist of the visits cannot count them, and can hand them on all the same.
    let disputes = engine.disputes_of(campaign).unwrap_or_default();
    Ok(DelegationView { members, founded_here, may_take_over, quarantine, disputes })
}

fn card_view(card: DeviceCard) -> CardView {
    CardView {
        device: card.device.to_string(),
        name: card.name,
        title: card.title,
        office: card.office,
    }
}

fn participant(engine: &Engine, one: Participant) -> ParticipantView {
    let heard = one.heard_ms.and_then(|ms| u64::try_from(ms).ok());
    ParticipantView {
        device: one.device,
        name: one.name,
        role: one.seat.map(Seat::code).unwrap_or_default().to_owned(),
        areas: one.areas,
        own: one.own,
        founder: one.founder,
        ended: one.ended,
        lacks: one.lacks,
        heard: heard.map(|ms| moment(engine, ms)).unwrap_or_default(),
    }
}

fn quarantined(engine: &Engine, edit: QuarantinedEdit) -> QuarantinedView {
    QuarantinedView {
        who: edit.writer,
        at: edit.wall_ms.map(|ms| moment(engine, ms)).unwrap_or_default(),
        place: edit.place,
        value: edit.value,
        reason: words::unentitled_sentence(edit.why).to_owned(),
    }
}

fn moment(engine: &Engine, wall_ms: u64) -> String {
    engine.moment_of(wall_ms).format("%d/%m/%Y %H:%M").to_string()
}

fn packed_view(packed: PackedBundle) -> PackedView {
    PackedView {
        names: packed.names,
        edits: packed.ops,
        files: packed.files,
        parts: packed.parts,
        kib: u32::try_from(packed.size_bytes.div_ceil(1024)).unwrap_or(u32::MAX),
    }
}

pub(super) fn unpacked_view(unpacked: UnpackedBundle) -> UnpackedView {
    let readable = unpacked.disputes.is_some();
    let (left_out, ahead) = (&unpacked.left_out, &unpacked.ahead);
    let (contradicted, keeper) = (&unpacked.contradicted, unpacked.keeper.as_deref());
    let remarks = words::handover_remarks(left_out, ahead, contradicted, keeper, readable);
    let taken = unpacked.taken;
    UnpackedView {
        campaign: unpacked.campaign.to_string(),
        campaign_name: unpacked.campaign_name,
        sender: unpacked.sender,
        new_campaign: taken.new_campaign,
        added: taken.added,
        known: taken.known,
        quarantined: taken.quarantined,
        files_added: taken.files_added,
        files_known: taken.files_known,
        remarks,
        disputes: unpacked.disputes.unwrap_or_default(),
    }
}
