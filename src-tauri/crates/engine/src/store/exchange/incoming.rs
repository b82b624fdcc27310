//! What comes from another laptop: verified whole, then written in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use exchange::Bundle;
use ledger::{
    CarriedFile, Charter, DevicePublic, Digest, Hlc, HlcClock, KeyId, KeyPurpose, Observed, OpRef,
    Segment,
};
use rusqlite::{Connection, TransactionBehavior, named_params};

use super::super::blobs::{self, Draft};
use super::super::content_keys::{self, Purpose};
use super::super::error::{Refusal, StoreError};
use super::super::field::{Head, Target};
use super::super::rebuild;
use super::super::record::{self, Opened};
use super::super::{Store, device, pen, project, segments};
use super::rights::Judge;
use super::{ExchangeFault, LeftOut, TakenIn, charters, receipts};
use crate::gauge::Gauge;

/// A file that came along, encrypted in place and known to be what it says.
#[derive(Debug)]
pub struct ArrivedFile {
    /// What the list of contents says of it.
    pub carried: CarriedFile,
    /// Where it lies until it is taken in.
    pub draft: Draft,
}

/// A bundle that was read and verified, but for its place in the record.
#[derive(Debug)]
pub struct Arrival {
    /// What was read.
    pub bundle: Bundle,
    /// The files.
    pub files: Vec<ArrivedFile>,
}

impl Store {
    /// Takes in what another laptop of the delegation handed over.
    ///
    /// Nothing that is here is taken away or replaced but by the ops that say so; taking the same in
    /// again changes nothing.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault`]; nothing was taken in then.
    pub fn take_in(&mut self, arrival: &Arrival) -> Result<TakenIn, ExchangeFault> {
        // Ours is signed before anything comes beside it, so that no charter judges it but its own.
        self.close_segments()?;
        let own = self.device()?;
        let now = self.ports.clock.now();
        let wall_ms = self.wall_ms();
        let mut clock = self.clock;
        let heeded = self.arrivals.heeded();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut desk = Desk {
            connection: &transaction,
            gauge: &self.gauge,
            own,
            now,
            wall_ms,
            clock: &mut clock,
            judge: Judge::default(),
            charters: BTreeSet::new(),
            ahead: BTreeMap::new(),
            report: TakenIn::default(),
            seen: heeded.then(HashMap::new),
        };
        desk.take(arrival)?;
        let mut report = desk.report;
        let seen = desk.seen.unwrap_or_default();
        report.ahead = desk.ahead.into_iter().collect();
        transaction.commit()?;
        self.clock = clock;
        self.writes.note_all();
        self.arrivals.note(seen);
        Ok(report)
    }
}

/// Where one bundle is taken in.
struct Desk<'a> {
    connection: &'a Connection,
    gauge: &'a Gauge,
    own: DevicePublic,
    now: chrono::DateTime<chrono::Utc>,
    wall_ms: u64,
    clock: &'a mut HlcClock,
    judge: Judge,
    /// The charters of the campaign, those that came included.
    charters: BTreeSet<Digest>,
    ahead: BTreeMap<DevicePublic, u64>,
    report: TakenIn,
    /// What stood at the fields that change, where somebody may have it on a screen.
    seen: Option<HashMap<Target, Vec<Head>>>,
}

impl Desk<'_> {
    fn take(&mut self, arrival: &Arrival) -> Result<(), ExchangeFault> {
        let Bundle { manifest, sender, charters: came, segments } = &arrival.bundle;
        let campaign = manifest.campaign;
        self.gauge.begin(segments.iter().map(|segment| segment.ops().len()).sum());
        let before = device::find_charter(self.connection, campaign)?;
        self.report.new_campaign = before.is_none();
        let new_charter = charters::follow(self.connection, campaign, came)?;
        let charters = device::charters(self.connection, campaign)?;
        self.charters = charters.iter().map(Charter::digest).collect();
        let newest = charters.into_iter().last().ok_or(ExchangeFault::BrokenCharter)?;
        self.check_people(&newest, *sender)?;
        let kept_by_another = before.filter(|before| before.founder() != newest.founder());
        self.report.keeper = kept_by_another.map(|_| newest.founder());
        let woken = self.take_keys(arrival)?;
        let mut shut = Vec::new();
        for segment in segments {
            let stream = segment.header().stream;
            // What follows a run that was left out would only be a gap.
            if !shut.contains(&stream)
                && let Some(why) = self.take_segment(campaign, segment)?
            {
                shut.push(stream);
                self.report.left_out.push((segment.header().device, why));
            }
        }
        self.take_files(arrival)?;
        let now_ms = self.now.timestamp_millis();
        let heard =
            receipts::hear(self.connection, &newest, (self.own, now_ms), &manifest.receipts)?;
        self.report.contradicted.extend(heard);
        if (new_charter && !self.report.new_campaign) || woken {
            // What an earlier verdict, or a key that was missing, left out may stand now, or not any more.
            rebuild::again(self.connection)?;
        }
        Ok(())
    }

    /// Whether sender and this laptop take part.
    fn check_people(&self, newest: &Charter, sender: DevicePublic) -> Result<(), ExchangeFault> {
        let listed = |device: DevicePublic| {
            let members = &newest.draft().members;
            device == newest.founder() || members.iter().any(|member| member.device == device)
        };
        if !listed(self.own) {
            return Err(ExchangeFault::NotAMember);
        }
        if newest.draft().ended.iter().any(|ended| ended.device == sender) {
            return Err(ExchangeFault::SenderEnded);
        }
        if listed(sender) { Ok(()) } else { Err(ExchangeFault::SenderStranger) }
    }

    /// Notes the keys that came. Returns whether one opens what was here and could not be read.
    fn take_keys(&self, arrival: &Arrival) -> Result<bool, ExchangeFault> {
        let campaign = arrival.bundle.manifest.campaign;
        let mut woken = false;
        for carried in &arrival.bundle.manifest.keys {
            let (purpose, section) = match (carried.purpose, carried.section) {
                (KeyPurpose::Section, Some(section)) => (Purpose::Section, Some(section)),
                (KeyPurpose::Value, Some(section)) => (Purpose::Value, Some(section)),
                (KeyPurpose::File, None) => (Purpose::File, None),
                _ => return Err(ExchangeFault::BadKey),
            };
            if let Some(section) = section {
                self.place(section.bytes(), campaign)?;
            }
            let taken = content_keys::take_in(
                self.connection,
                (carried.id, &carried.key),
                purpose,
                section,
            )?;
            let new = taken.ok_or(ExchangeFault::BadKey)?;
            if let (true, Some(section)) = (new && !woken, section) {
                woken = self.is_waiting(section.bytes(), carried.id)?;
            }
        }
        Ok(woken)
    }

    /// Whether something is here that could not be read for want of the key `id`.
    fn is_waiting(&self, section: [u8; 16], id: KeyId) -> Result<bool, StoreError> {
        let withheld = self
            .connection
            .prepare_cached(
                "select 1 from version where section = :section and state = 'withheld' limit 1",
            )?
            .exists(named_params! { ":section": section })?;
        if withheld {
            return Ok(true);
        }
        let mut statement =
            self.connection.prepare_cached("select bytes from op where section = :section")?;
        let mut rows = statement.query(named_params! { ":section": section })?;
        while let Some(row) = rows.next()? {
            let sealed = record::decode(row.get_ref(0)?.as_blob().unwrap_or_default())?;
            if sealed.header().key_id == id {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn place(&self, section: [u8; 16], campaign: [u8; 16]) -> Result<(), ExchangeFault> {
        match record::place(self.connection, section, campaign) {
            Err(StoreError::Refused(Refusal::PlacedElsewhere)) => Err(ExchangeFault::OtherCampaign),
            placed => Ok(placed?),
        }
    }

    /// Takes in one segment, or says why it is left out.
    fn take_segment(
        &mut self,
        campaign: [u8; 16],
        segment: &Segment,
    ) -> Result<Option<LeftOut>, ExchangeFault> {
        let header = segment.header();
        if !self.charters.contains(&header.link.charter) {
            return Err(ExchangeFault::UnknownCharter);
        }
        let place = device::find_place(self.connection, header.stream)?;
        match place {
            Some(place) if place.campaign != campaign => return Err(ExchangeFault::OtherCampaign),
            Some(_) => {}
            None => {
                let (device, epoch) = (header.device, header.link.epoch);
                if device == self.own {
                    // Written by this laptop before its store was put back: never gone on with.
                    let now = self.now;
                    device::put_retired_stream(self.connection, campaign, (device, epoch), now)?;
                } else {
                    device::put_stream(self.connection, campaign, device, epoch, false)?;
                }
            }
        }
        let chain = pen::tip(self.connection, header.stream)?;
        if header.last_seq() <= chain.len() {
            return self.compare(segment);
        }
        if header.first_seq != chain.len().saturating_add(1) {
            let gap = chain.len() < header.first_seq;
            return if gap { Ok(Some(LeftOut::Gap)) } else { self.keep_fork(segment) };
        }
        let end = segments::signed_end(self.connection, header.stream)?;
        if segment.check_follows(&chain, end.segment).is_err() {
            return self.keep_fork(segment);
        }
        if place.is_some_and(|place| place.own) {
            device::retire_stream(self.connection, header.stream, self.now)?;
        }
        segments::put(self.connection, segment)?;
        self.judge.hear(header.stream);
        self.take_ops(campaign, segment)?;
        Ok(None)
    }

    /// A segment whose numbers are all taken: the same ops, or others.
    fn compare(&mut self, segment: &Segment) -> Result<Option<LeftOut>, ExchangeFault> {
        let header = segment.header();
        let last = OpRef::new(header.stream, header.last_seq());
        let here = record::find_sealed(self.connection, last)?;
        if here.is_some_and(|op| op.hash() == header.tip) {
            self.report.known = self.report.known.saturating_add(header.count);
            return Ok(None);
        }
        self.keep_fork(segment)
    }

    /// Keeps a segment whose numbers are taken by other ops.
    fn keep_fork(&self, segment: &Segment) -> Result<Option<LeftOut>, ExchangeFault> {
        let header = segment.header();
        self.connection
            .prepare_cached(
                "insert or ignore into fork (stream, first_seq, hash, bytes, came_ms)
                 values (:stream, :first_seq, :hash, :bytes, :came_ms)",
            )?
            .execute(named_params! {
                ":stream": header.stream.bytes(),
                ":first_seq": header.first_seq,
                ":hash": segment.hash().bytes(),
                ":bytes": segment.bytes(),
                ":came_ms": self.now.timestamp_millis(),
            })?;
        Ok(Some(LeftOut::Fork))
    }

    fn take_ops(&mut self, campaign: [u8; 16], segment: &Segment) -> Result<(), ExchangeFault> {
        let mut stamp = segment.header().link.hlc_last;
        for sealed in segment.ops() {
            self.gauge.step(1).map_err(StoreError::from)?;
            let op = sealed.op();
            self.place(sealed.header().section.bytes(), campaign)?;
            let opened = record::open(self.connection, sealed).map_err(|error| {
                let bad = matches!(error, StoreError::Unreadable { .. });
                if bad { ExchangeFault::BadOp(op) } else { ExchangeFault::Store(error) }
            })?;
            if let Opened::Entry(entry) = &opened {
                let head = &entry.version.head;
                let possible = project::signed(head.hlc).and(project::signed(head.wall_ms));
                possible.map_err(|_| ExchangeFault::BadOp(op))?;
                stamp = Hlc::from_u64(head.hlc);
            }
            let hlc = stamp.to_u64();
            project::signed(hlc).map_err(|_| ExchangeFault::BadOp(op))?;
            pen::put(self.connection, sealed, hlc, sealed.hash())?;
            self.keep_seen(&opened)?;
            if self.judge.admit(self.connection, op, &opened)? {
                self.report.added = self.report.added.saturating_add(1);
            } else {
                self.report.quarantined = self.report.quarantined.saturating_add(1);
            }
            self.observe(segment.header().device, stamp);
        }
        Ok(())
    }

    /// Keeps what stands at the field that is about to change.
    fn keep_seen(&mut self, opened: &Opened) -> Result<(), StoreError> {
        if let (Some(seen), Opened::Entry(entry)) = (&mut self.seen, opened) {
            let target = &entry.version.head.target;
            if !seen.contains_key(target) {
                seen.insert(target.clone(), project::heads(self.connection, target)?);
            }
        }
        Ok(())
    }

    /// Hears a stamp; names the device whose clock is far ahead.
    fn observe(&mut self, device: DevicePublic, stamp: Hlc) {
        if let Observed::FarAhead { lead_ms } = self.clock.observe(stamp, self.wall_ms) {
            let lead = self.ahead.entry(device).or_default();
            *lead = lead_ms.max(*lead);
        }
    }

    fn take_files(&mut self, arrival: &Arrival) -> Result<(), ExchangeFault> {
        for file in &arrival.files {
            let carried = &file.carried;
            let kept = blobs::keep_arrived(
                self.connection,
                &file.draft,
                &carried.media_type,
                carried.key_id,
            )?;
            let count = if kept.is_some() {
                &mut self.report.files_added
            } else {
                &mut self.report.files_known
            };
            *count = count.saturating_add(1);
        }
        Ok(())
    }
}
