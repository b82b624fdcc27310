//! Calling another laptop of the delegation, or the office's machine, over whatever network there is:
//! each gives the other what it lacks.
//!
//! The store is had for a moment at a time, so people go on typing while bytes travel. What was
//! confirmed stays, whatever ends the rest; the next call goes on from there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::id::CampaignId;
use exchange::{Code, Denial, Line, LineFault, TakenReport};
use ledger::{DeviceKey, DevicePublic};

use super::exchange::{UnpackedBundle, read_device};
use super::proof::Moments;
use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault};
use crate::gauge::Gauge;
use crate::store::{self, Drafts, Outgoing, Reason, StoreError, TakenIn, Wanted, hex};
use crate::sync;

/// So many bytes of files go in one bundle: what a bad network carries before it breaks. Tests have
/// small files and mean to see several slices.
pub(crate) const SLICE_BYTES: u64 = if cfg!(test) { 1 << 10 } else { 16 << 20 };
/// A snapshot before others' work comes in serves for so long; colleagues call every few seconds.
const SNAPSHOT_EVERY_MINUTES: i64 = 10;

/// So long a laptop that is no longer where it was is looked for.
const TO_LOOK_FOR: Duration = Duration::from_secs(4);
/// How codes begin with which a station says that there is no room.
const NO_ROOM: &str = "E-QUOTA-";

/// What this laptop and another gave each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Meeting {
    /// The other, in hexadecimal.
    pub device: String,
    /// Who works there, as the charters name them; empty where none does.
    pub name: String,
    /// How far its clock is ahead of this laptop's, in milliseconds; negative where it is behind.
    pub clock_ms: i64,
    /// What was exchanged, campaign by campaign.
    pub campaigns: Vec<Met>,
}

/// What was exchanged of one campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Met {
    /// What came.
    pub brought: UnpackedBundle,
    /// What became of what went.
    pub handed: TakenReport,
    /// Edits that the other does not answer for yet; 0 where it has all there is.
    pub lacks: u32,
}

/// Calls the laptop at `address` and exchanges every campaign that both take part in, or `only` one.
///
/// `confirmed` is the device that a person read from the other screen, for one that takes part in
/// nothing here yet.
///
/// # Errors
///
/// [`HandoverFault`], [`StoreError::Stopped`] when `gauge` is stopped, and those of the store.
pub fn meet<M: Moments>(
    moments: &mut M,
    address: &str,
    (only, confirmed): (Option<CampaignId>, Option<&str>),
    gauge: &Gauge,
) -> Result<Meeting, M::Error> {
    let (mut call, address) = Call::dial(moments, address, gauge)?;
    let clock_ms = call.compare_clocks()?;
    call.meet(&address, clock_ms, (only, confirmed.and_then(read_device)))
}

/// Calls the laptop at `address`, comes into its delegation by the code that its person read, and fetches
/// the campaign.
///
/// # Errors
///
/// As [`meet`], and [`HandoverFault::NotACode`].
pub fn join<M: Moments>(
    moments: &mut M,
    address: &str,
    code: &str,
    gauge: &Gauge,
) -> Result<Meeting, M::Error> {
    let code = Code::read(code).ok_or(EngineError::Handover(HandoverFault::NotACode))?;
    let (mut call, address) = Call::dial(moments, address, gauge)?;
    let clock_ms = call.compare_clocks()?;
    let (own, card) =
        call.moments.moment(|engine| Ok((engine.store.device()?, engine.device_card()?)))?;
    let campaign = call.line.join(&code, own, &card).map_err(told::<M>)?;
    let peer = call.line.peer();
    call.meet(&address, clock_ms, (Some(CampaignId::from_bytes(campaign)), Some(peer)))
}

impl<'c, M: Moments> Call<'c, M> {
    /// Returns the call, and where the other was reached.
    fn dial(
        moments: &'c mut M,
        address: &str,
        gauge: &'c Gauge,
    ) -> Result<(Self, String), M::Error> {
        let (key, drafts, known) = moments.moment(|engine| {
            Ok((engine.store.device_key()?, engine.store.drafts(), engine.known_addresses()?))
        })?;
        let (line, address) = dial(address, &key, &known, gauge).map_err(told::<M>)?;
        Ok((Self { line, drafts, gauge, moments, full: None }, address))
    }

    /// Exchanges every campaign, or `only` one, with a device that takes part here or was `confirmed`.
    fn meet(
        mut self,
        address: &str,
        clock_ms: i64,
        (only, confirmed): (Option<CampaignId>, Option<DevicePublic>),
    ) -> Result<Meeting, M::Error> {
        let peer = self.line.peer();
        let ours = self.moments.moment(|engine| engine.shared_with(peer, confirmed))?;
        let theirs = self.line.campaigns().map_err(told::<M>)?;
        let theirs = theirs.iter().filter_map(|there| {
            let id = hex::decode(&there.id)?.try_into().ok()?;
            Some((CampaignId::from_bytes(id), there.charter.clone()))
        });
        let theirs: Vec<_> = theirs.collect();
        let mut all: Vec<CampaignId> = theirs.iter().map(|(id, _)| *id).collect();
        all.extend(ours.iter().filter(|id| !theirs.iter().any(|(there, _)| there == *id)));
        all.retain(|id| only.is_none_or(|only| only == *id));
        let mut met = Vec::new();
        for campaign in all {
            let there = theirs.iter().find(|(id, _)| *id == campaign).map(|(_, digest)| digest);
            met.push(self.exchange(campaign, there)?);
        }
        let (device, full) = (peer.to_string(), self.full);
        let name = self.moments.moment(|engine| {
            engine.remember_address(&device, address)?;
            engine.note_clock(&device, clock_ms)?;
            engine.laptop_name(&device)
        })?;
        match full {
            Some(why) => Err(told::<M>(LineFault::Refused(why))),
            None => Ok(Meeting { device, name, clock_ms, campaigns: met }),
        }
    }
}

/// Calls `address`. A laptop that was there before and is there no more is looked for on the network, as
/// one that went to sleep and woke up with another address; returns where it was reached.
fn dial(
    address: &str,
    key: &DeviceKey,
    known: &BTreeMap<String, String>,
    gauge: &Gauge,
) -> Result<(Line, String), LineFault> {
    let stopped = Arc::new(gauge.attend());
    let ask = || {
        let stopped = Arc::clone(&stopped);
        Box::new(move || stopped()) as Box<dyn Fn() -> bool + Send>
    };
    let missed = match Line::dial(address, key, ask()) {
        Ok(line) => return Ok((line, address.to_owned())),
        Err(missed) => missed,
    };
    let was_there = known.iter().find(|(_, at)| *at == address);
    let device = was_there.and_then(|(device, _)| read_device(device));
    let (LineFault::Unreachable { .. }, Some(device)) = (&missed, device) else {
        return Err(missed);
    };
    let found = exchange::look_around(TO_LOOK_FOR, Some(device), &*stopped);
    let now_at = found.into_iter().find(|neighbour| neighbour.device == device);
    let Some(now_at) = now_at.map(|neighbour| neighbour.address.to_string()) else {
        return Err(missed);
    };
    let line = Line::dial(&now_at, key, ask())?;
    if line.peer() == device { Ok((line, now_at)) } else { Err(missed) }
}

/// One call, and the store for a moment at a time.
struct Call<'c, M> {
    line: Line,
    drafts: Drafts,
    gauge: &'c Gauge,
    moments: &'c mut M,
    /// Why the other had no room for something. It is told at the end: what is to be had from there, and
    /// other campaigns, come all the same.
    full: Option<Denial>,
}

impl<M: Moments> Call<'_, M> {
    /// How far the clock there is ahead of the one here, in milliseconds.
    fn compare_clocks(&mut self) -> Result<i64, M::Error> {
        let now =
            |moments: &mut M| moments.moment(|engine| Ok(engine.clock.now().timestamp_millis()));
        let before = now(self.moments)?;
        let hello = self.line.hello().map_err(told::<M>)?;
        let after = now(self.moments)?;
        let middle = before.saturating_add(after.saturating_sub(before) / 2);
        Ok(i64::try_from(hello.wall_ms).unwrap_or(i64::MAX).saturating_sub(middle))
    }

    fn exchange(&mut self, campaign: CampaignId, there: Option<&String>) -> Result<Met, M::Error> {
        let peer = self.line.peer();
        let here = self.moments.moment(|engine| {
            Ok(engine.store.charter_digest(campaign.bytes())?.map(|digest| digest.to_string()))
        })?;
        let mut handed = TakenReport::default();
        if here.is_some() {
            if there.is_some() {
                self.tell(campaign)?;
            }
            // Who never heard of the campaign, or of the newest charter, gets it in any case.
            handed = self.hand_over(campaign, there == here.as_ref())?;
        }
        let taken = self.fetch(campaign, here)?;
        self.tell(campaign)?;
        self.moments.moment(|engine| {
            let states = engine.store.member_states(campaign.bytes())?;
            let state = states.iter().find(|state| state.device == peer);
            let lacks = state.map_or(0, |state| state.lacks);
            Ok(Met { brought: engine.unpacked(campaign, peer, taken)?, handed, lacks })
        })
    }

    /// Says what is here and hears what is there.
    fn tell(&mut self, campaign: CampaignId) -> Result<(), M::Error> {
        let peer = self.line.peer();
        let own = self.moments.moment(|engine| Ok(engine.store.receipts(campaign.bytes())?))?;
        let theirs = self.line.exchange_receipts(campaign.bytes(), &own).map_err(told::<M>)?;
        self.moments.moment(|engine| {
            engine.store.hear(campaign.bytes(), &theirs, peer)?;
            Ok(())
        })
    }

    /// Hands over slice after slice, until the other answers for all of it or takes nothing more.
    fn hand_over(
        &mut self,
        campaign: CampaignId,
        has_charter: bool,
    ) -> Result<TakenReport, M::Error> {
        let peer = self.line.peer();
        let mut sum = TakenReport::default();
        let mut has_charter = has_charter;
        loop {
            let outgoing = self.moments.moment(|engine| {
                Ok(engine.store.shipment(campaign.bytes(), Wanted::By(peer, SLICE_BYTES))?)
            })?;
            if has_charter && outgoing.is_empty() {
                return Ok(sum);
            }
            let draft = self.draft()?;
            write(&outgoing, draft.path()).map_err(M::Error::from)?;
            let handed = self.line.hand_over(campaign.bytes(), draft.path());
            if let Err(LineFault::Refused(why)) = &handed
                && why.code.starts_with(NO_ROOM)
            {
                self.full = Some(why.clone());
                return Ok(sum);
            }
            let report = handed.map_err(told::<M>)?;
            has_charter = true;
            sum.join(report);
            self.tell(campaign)?;
            if !report.is_news() {
                // It has them, or leaves them out; sending the same again would change nothing.
                return Ok(sum);
            }
        }
    }

    /// Fetches slice after slice, until nothing is lacking here or nothing new comes.
    fn fetch(
        &mut self,
        campaign: CampaignId,
        charter: Option<String>,
    ) -> Result<TakenIn, M::Error> {
        let mut charter = charter;
        let mut sum = TakenIn::default();
        loop {
            let draft = self.draft()?;
            let known = charter.as_deref().unwrap_or_default();
            let found = self.line.fetch(campaign.bytes(), known, draft.path());
            if !found.map_err(told::<M>)? {
                return Ok(sum);
            }
            let taken = take(self.moments, draft.path(), campaign, self.gauge)?;
            let is_news = taken.is_news();
            sum.join(taken);
            // What was received is confirmed before more is asked for.
            self.tell(campaign)?;
            charter = self.moments.moment(|engine| {
                Ok(engine.store.charter_digest(campaign.bytes())?.map(|it| it.to_string()))
            })?;
            if !is_news {
                return Ok(sum);
            }
        }
    }

    fn draft(&self) -> Result<Draft, M::Error> {
        let path = self.drafts.bundle_path().map_err(EngineError::from)?;
        Ok(Draft(path))
    }
}

/// A bundle on its way, taken away when it has arrived.
struct Draft(PathBuf);

impl Draft {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        store::discard(&self.0);
    }
}

/// Writes a bundle that is read at the other end at once, and so not read back here.
pub(crate) fn write(outgoing: &Outgoing, path: &Path) -> Result<(), EngineError> {
    let failed = |source| EngineError::from(StoreError::io(path, source));
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    let mut open = |file: &ledger::CarriedFile| outgoing.open(file);
    exchange::write(&mut out, &outgoing.recipients, &outgoing.shipment, &mut open)?;
    out.into_inner().map_err(|error| failed(error.into_error()))?;
    Ok(())
}

/// Reads the bundle at `path` beside the store, and takes it in. It has to be of `campaign`.
pub(crate) fn take<M: Moments>(
    moments: &mut M,
    path: &Path,
    campaign: CampaignId,
    gauge: &Gauge,
) -> Result<TakenIn, M::Error> {
    let (identity, drafts) =
        moments.moment(|engine| Ok((engine.store.identity()?, engine.store.drafts())))?;
    let arrival = sync::read_bundle(path, &identity, &drafts, gauge)?;
    if arrival.bundle.manifest.campaign != campaign.bytes() {
        return Err(EngineError::from(store::ExchangeFault::OtherCampaign).into());
    }
    moments.moment(|engine| {
        engine.snapshot_unless_recent()?;
        engine.take_in(&arrival)
    })
}

impl Engine {
    /// A snapshot to return to, unless one was taken just now.
    fn snapshot_unless_recent(&self) -> Result<(), EngineError> {
        let now = self.clock.now();
        let recent = self.store.snapshots()?.into_iter().any(|snapshot| {
            let age = now.signed_duration_since(snapshot.taken_at).num_minutes();
            snapshot.reason == Reason::BeforeImport && (0..SNAPSHOT_EVERY_MINUTES).contains(&age)
        });
        if !recent {
            self.store.take_snapshot(Reason::BeforeImport)?;
        }
        Ok(())
    }
}

fn told<M: Moments>(fault: LineFault) -> M::Error {
    EngineError::from(fault).into()
}
