//! Laptops that reach each other over a network: this one open for others, others called from here.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::id::CampaignId;
use engine::actions::{self, Meeting, Moments as _};
use engine::ports::{Clock as _, SystemClock};
use engine::station::{Deed, EngineStation, Invitations, Journal, Newcomers, StationEvent};
use engine::{Engine, EngineError, HandoverFault, Noun, words};
use exchange::{Announcement, Limits, PORT, Serving};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::delegation::{UnpackedView, unpacked_view};
use super::unpack;
use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

/// How many deeds of others are shown.
const DEEDS_SHOWN: usize = 20;
/// So long laptops in the same room have to answer.
const TO_LOOK_AROUND: Duration = Duration::from_secs(3);

/// Whether this laptop is open for others. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Network(Arc<Mutex<Doorway>>);

/// What is open, and what others did.
#[derive(Default)]
struct Doorway {
    open: Option<(Serving, Option<Announcement>)>,
    deeds: VecDeque<(String, StationEvent)>,
    invitations: Invitations,
    /// Who came in by the last code.
    joined: String,
}

/// Whether this laptop is open for others, and what they did.
#[derive(Debug, Serialize, Type)]
pub(crate) struct NetworkView {
    open: bool,
    /// Where it can be called, as others type it.
    addresses: Vec<String>,
    /// The device it is.
    device: String,
    /// Latest first.
    deeds: Vec<DeedView>,
}

/// What another laptop did here.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DeedView {
    /// Who works there; the beginning of its code where nobody is named.
    who: String,
    /// `HH:MM`.
    at: String,
    /// `brought`, `fetched`, `joined` or `refused`.
    kind: String,
    edits: u32,
    files: u32,
    /// Why it was refused.
    code: String,
}

/// Another laptop that can be called.
#[derive(Debug, Serialize, Type)]
pub(crate) struct NeighbourView {
    address: String,
    device: String,
    /// Who works there; empty where no charter here names it.
    name: String,
    /// Whether it answered just now; else it was reached there before.
    near: bool,
}

/// How a call ended.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CallView {
    /// The device that answered, where it is one that takes part in nothing here: its code has to be
    /// compared with the one on its own screen.
    stranger: Option<String>,
    meeting: Option<MeetingView>,
}

/// What two laptops gave each other.
#[derive(Debug, Serialize, Type)]
pub(crate) struct MeetingView {
    device: String,
    name: String,
    /// That the clock there differs, in a sentence; or empty.
    clock: String,
    campaigns: Vec<MetView>,
}

/// What two laptops gave each other of one campaign.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MetView {
    brought: UnpackedView,
    handed_edits: u32,
    handed_files: u32,
    /// Edits that the other does not answer for yet.
    lacks: u32,
}

/// Whether this laptop is open for others.
#[tauri::command]
#[specta::specta]
pub(crate) async fn network(
    engine: State<'_, SharedEngine>,
    network: State<'_, Network>,
) -> Result<NetworkView, Failure> {
    network.view(&engine).await
}

/// Opens this laptop for those of its delegations.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_network(
    engine: State<'_, SharedEngine>,
    network: State<'_, Network>,
) -> Result<NetworkView, Failure> {
    network.open(&engine).await?;
    network.view(&engine).await
}

/// Closes it again; what is under way ends.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_network(
    engine: State<'_, SharedEngine>,
    network: State<'_, Network>,
) -> Result<NetworkView, Failure> {
    network.invitations().withdraw();
    let open = network.hold(|state| state.open.take());
    if let Some((serving, announced)) = open {
        drop(announced);
        serving.stop().await;
    }
    network.view(&engine).await
}

/// The laptops that answer on this network, and those that were reached before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_around(
    engine: State<'_, SharedEngine>,
) -> Result<Vec<NeighbourView>, Failure> {
    engine
        .reach(|it, gauge| {
            let stopped = gauge.attend();
            let near = exchange::look_around(TO_LOOK_AROUND, None, &stopped);
            let found = near.into_iter().map(|one| (one.device.to_string(), one.address));
            let found: Vec<_> = found.map(|(device, at)| (device, at.to_string(), true)).collect();
            it.moment(|engine| neighbours(engine, found))
        })
        .await
}

/// Calls a laptop and exchanges one campaign, or all that both take part in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn call_laptop(
    engine: State<'_, SharedEngine>,
    address: String,
    campaign: Option<String>,
    confirmed: Option<String>,
) -> Result<CallView, Failure> {
    let only = campaign.map(|id| unpack::id::<CampaignId>(&id, Noun::Campaign)).transpose()?;
    engine
        .reach(move |it, gauge| {
            // What stands between two moments of the engine needs its own kind of failure.
            let mut own = Reached(it);
            let met = actions::meet(&mut own, &address, (only, confirmed.as_deref()), gauge);
            match met {
                Ok(meeting) => {
                    Ok(CallView { stranger: None, meeting: Some(meeting_view(meeting)) })
                }
                Err(Missed::Engine(EngineError::Handover(HandoverFault::UnknownStation {
                    device,
                }))) => Ok(CallView { stranger: Some(device), meeting: None }),
                Err(Missed::Engine(error)) => Err(Failure::from(&error)),
                Err(Missed::Locked(failure)) => Err(failure),
            }
        })
        .await
}

/// How often something came that changed what screens show.
#[tauri::command]
#[specta::specta]
pub(crate) async fn arrivals(engine: State<'_, SharedEngine>) -> Result<u32, Failure> {
    engine.ask(|engine| Ok(u32::try_from(engine.arrivals()).unwrap_or(u32::MAX))).await
}

/// Screens were read anew after so many arrivals.
#[tauri::command]
#[specta::specta]
pub(crate) async fn saw_arrivals(
    engine: State<'_, SharedEngine>,
    count: u32,
) -> Result<(), Failure> {
    engine
        .ask(move |engine| {
            engine.saw_arrivals(count.into());
            Ok(())
        })
        .await
}

impl Network {
    fn hold<T>(&self, act: impl FnOnce(&mut Doorway) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The invitation of this laptop.
    pub(super) fn invitations(&self) -> Invitations {
        self.hold(|state| state.invitations.clone())
    }

    /// Who came in by the last code; empty where nobody did.
    pub(super) fn joined(&self) -> String {
        self.hold(|state| state.joined.clone())
    }

    pub(super) fn forget_joined(&self) {
        self.hold(|state| state.joined.clear());
    }

    /// Where this laptop can be called, as others type it; nowhere while it is closed.
    pub(super) fn addresses(&self) -> Vec<String> {
        let port = self.hold(|state| state.open.as_ref().map(|(it, _)| it.address().port()));
        port.map(exchange::own_addresses).unwrap_or_default()
    }

    pub(super) async fn open(&self, engine: &SharedEngine) -> Result<(), Failure> {
        if self.hold(|state| state.open.is_some()) {
            return Ok(());
        }
        let key = engine.ask(|engine| engine.line_key()).await?;
        let device = key.public();
        let journal = self.journal();
        let station = EngineStation::new(engine.clone(), Newcomers::Known, journal);
        let station = Arc::new(station.inviting(&self.invitations()));
        let usual = SocketAddr::from(([0, 0, 0, 0], PORT));
        let any = SocketAddr::from(([0, 0, 0, 0], 0));
        let limits = Limits::default();
        let serving = match exchange::serve(usual, &key, Arc::clone(&station), limits).await {
            Ok(serving) => serving,
            // Another program, or another copy of this one, has the usual port.
            Err(_) => exchange::serve(any, &key, station, limits)
                .await
                .map_err(|_| Failure::no_listening())?,
        };
        let announced = exchange::announce(device, serving.address().port());
        let late = self.hold(|state| match &state.open {
            None => {
                state.open = Some((serving, announced));
                None
            }
            Some(_) => Some(serving),
        });
        if let Some(late) = late {
            // Two clicks: the first one is open.
            late.stop().await;
        }
        Ok(())
    }

    fn journal(&self) -> Journal {
        let network = self.clone();
        Box::new(move |event| {
            let at = SystemClock.local().format("%H:%M").to_string();
            network.hold(|state| {
                if let Deed::Joined(name) = &event.deed {
                    state.joined.clone_from(name);
                }
                state.deeds.push_front((at, event));
                state.deeds.truncate(DEEDS_SHOWN);
            });
        })
    }

    async fn view(&self, engine: &SharedEngine) -> Result<NetworkView, Failure> {
        let (open, deeds) = self
            .hold(|state| (state.open.is_some(), state.deeds.iter().cloned().collect::<Vec<_>>()));
        let addresses = self.addresses();
        engine
            .ask(move |engine| {
                let deeds = deeds.into_iter().map(|(at, event)| deed(engine, at, event));
                Ok(NetworkView {
                    open,
                    addresses,
                    device: engine.line_key()?.public().to_string(),
                    deeds: deeds.collect::<Result<_, _>>()?,
                })
            })
            .await
    }
}

/// The engine, for an exchange that has to know why it failed.
struct Reached<'s>(&'s mut SharedEngine);

/// Why an exchange failed.
enum Missed {
    Engine(EngineError),
    Locked(Failure),
}

impl From<EngineError> for Missed {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl actions::Moments for Reached<'_> {
    type Error = Missed;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, Missed> {
        self.0.moment(|engine| Ok(act(engine))).map_err(Missed::Locked)?.map_err(Missed::Engine)
    }
}

fn deed(engine: &Engine, at: String, event: StationEvent) -> Result<DeedView, EngineError> {
    let name = engine.laptop_name(&event.device)?;
    let who = if name.is_empty() { event.device.chars().take(16).collect() } else { name };
    let (kind, edits, files, code) = match event.deed {
        Deed::Brought(report) => ("brought", report.added, report.files_added, String::new()),
        Deed::Fetched => ("fetched", 0, 0, String::new()),
        Deed::Joined(_) => ("joined", 0, 0, String::new()),
        Deed::Refused(code) => ("refused", 0, 0, code),
    };
    Ok(DeedView { who, at, kind: kind.to_owned(), edits, files, code })
}

/// Those that answered, then those that were reached before and did not.
fn neighbours(
    engine: &Engine,
    found: Vec<(String, String, bool)>,
) -> Result<Vec<NeighbourView>, EngineError> {
    let own = engine.line_key()?.public().to_string();
    let mut all = found;
    for (device, address) in engine.known_addresses()? {
        if !all.iter().any(|(known, _, _)| *known == device) {
            all.push((device, address, false));
        }
    }
    all.retain(|(device, _, _)| *device != own);
    let view = |(device, address, near): (String, String, bool)| {
        let name = engine.laptop_name(&device)?;
        Ok(NeighbourView { address, device, name, near })
    };
    all.into_iter().map(view).collect()
}

pub(super) fn meeting_view(meeting: Meeting) -> MeetingView {
    let campaigns = meeting.campaigns.into_iter().map(|met| MetView {
        brought: unpacked_view(met.brought),
        handed_edits: met.handed.added,
        handed_files: met.handed.files_added,
        lacks: met.lacks,
    });
    MeetingView {
        device: meeting.device,
        name: meeting.name,
        clock: words::clock_remark(meeting.clock_ms).unwrap_or_default(),
        campaigns: campaigns.collect(),
    }
}
