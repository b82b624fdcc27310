//! Working side by side: who takes part, handing work over on a stick, taking theirs in.

use std::path::Path;

use domain::campaign::Role;
use domain::id::{CampaignId, VisitId};
use ledger::{DeviceCard, DevicePublic};

use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault, Noun};
use crate::history;
use crate::store::{
    self, Admission, Arrival, Head, LeftOut, MemberState, Reason, TakenIn, Unentitled, Wanted,
};
use crate::sync;

/// What a machine takes part as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Seat {
    /// The laptop of a person.
    Person(Role),
    /// The office's machine (máy chủ cơ quan), which has everything and writes nothing.
    Hub,
}

impl Seat {
    const HUB: &str = "hub";

    /// The stable code: that of the person's role, or `hub`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person(role) => role.code(),
            Self::Hub => Self::HUB,
        }
    }

    /// Reads what [`Self::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == Self::HUB { Some(Self::Hub) } else { Role::from_code(code).map(Self::Person) }
    }
}

/// A laptop of the delegation, and what it is known to have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Participant {
    /// The laptop, in hexadecimal.
    pub device: String,
    /// The person; empty for one who worked alone until now.
    pub name: String,
    /// What it takes part as; none for a role of a newer version.
    pub seat: Option<Seat>,
    /// The areas given to the person; none means all.
    pub areas: Vec<String>,
    /// Whether it is this laptop.
    pub own: bool,
    /// Whether it made the delegation, and so says who takes part.
    pub founder: bool,
    /// Whether it takes part no longer.
    pub ended: bool,
    /// Edits that are here and that it does not answer for yet.
    pub lacks: u32,
    /// When it was heard of last, in milliseconds since 1970, by this laptop's clock.
    pub heard_ms: Option<i64>,
}

/// A bundle that was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackedBundle {
    /// Whom it is for.
    pub names: Vec<String>,
    /// Edits in it.
    pub ops: u32,
    /// Photographs and papers in it.
    pub files: u32,
    /// Files it consists of: more than one where it would be too long for a stick.
    pub parts: u32,
    /// Bytes of them together.
    pub size_bytes: u64,
}

/// What a bundle brought.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnpackedBundle {
    /// The campaign.
    pub campaign: CampaignId,
    /// What it is called here.
    pub campaign_name: String,
    /// Who made the bundle.
    pub sender: String,
    /// What was added and what was not.
    pub taken: TakenIn,
    /// Who wrote what was left out, and why it was.
    pub left_out: Vec<(String, LeftOut)>,
    /// Whose clock is ahead of this laptop's, and by how many minutes.
    pub ahead: Vec<(String, u64)>,
    /// Who answers for something else than what is here.
    pub contradicted: Vec<String>,
    /// Who keeps the list of the delegation from now on, where that is somebody else than before.
    pub keeper: Option<String>,
    /// Fields of the campaign on which people disagree now; none where its visits cannot be read
    /// here, for want of the checklist they go by.
    pub disputes: Option<u32>,
}

/// An edit that its author had no right to make.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct QuarantinedEdit {
    /// Who made it.
    pub writer: String,
    /// When, in milliseconds since 1970, by the author's clock; none where it cannot be read.
    pub wall_ms: Option<u64>,
    /// Where: `Mục CD-05: Ghi chú`.
    pub place: String,
    /// What it says.
    pub value: String,
    /// Why it does not apply.
    pub why: Unentitled,
}

impl Engine {
    /// The card of this laptop: the file that whoever makes the delegation wants.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn device_card(&mut self) -> Result<Vec<u8>, EngineError> {
        let person = self.person()?;
        Ok(self.store.card((&person.name, &person.title, &person.office))?)
    }

    /// Writes the card of this laptop to `out`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn write_device_card(&mut self, out: &Path) -> Result<(), EngineError> {
        let card = self.device_card()?;
        Ok(store::write_whole(out, &card)?)
    }

    /// Who the card `bytes` is of.
    ///
    /// # Errors
    ///
    /// [`HandoverFault::NotACard`].
    pub fn read_card(&self, bytes: &[u8]) -> Result<DeviceCard, EngineError> {
        DeviceCard::read(bytes).map_err(|_| EngineError::Handover(HandoverFault::NotACard))
    }

    /// Takes the laptop of a card into the delegation of `campaign`, with a seat and areas (none: all).
    ///
    /// # Errors
    ///
    /// [`HandoverFault`], [`EngineError::NotFound`], and [`EngineError::Store`].
    pub fn admit(
        &mut self,
        campaign: CampaignId,
        card: &[u8],
        (seat, areas): (Seat, Vec<String>),
    ) -> Result<Vec<Participant>, EngineError> {
        self.campaign(campaign)?;
        let card = self.read_card(card)?;
        if card.device == self.store.device()? {
            return Err(EngineError::Handover(HandoverFault::OwnCard));
        }
        let person = self.person()?;
        let admission = Admission { card, role: role_in_charter(seat), areas };
        let founder = (person.name.as_str(), person.title.as_str(), person.office.as_str());
        self.store.admit(campaign.bytes(), &admission, founder)?;
        self.participants(campaign)
    }

    /// Ends the laptop `device` (hexadecimal): lost, stolen, or its person was replaced. What it handed
    /// over until now still counts.
    ///
    /// # Errors
    ///
    /// [`HandoverFault`], [`EngineError::NotFound`], and [`EngineError::Store`].
    pub fn end_participant(
        &mut self,
        campaign: CampaignId,
        device: &str,
    ) -> Result<Vec<Participant>, EngineError> {
        let states = self.store.member_states(campaign.bytes())?;
        let known = states.iter().find(|state| state.device.to_string() == device);
        let unknown = || EngineError::NotFound { what: Noun::Laptop, name: device.to_owned() };
        let device = known.ok_or_else(unknown)?.device;
        self.store.end_device(campaign.bytes(), device)?;
        self.participants(campaign)
    }

    /// Keeps the list of the delegation from now on, in the stead of the laptop that kept it until now;
    /// ends that one where it is `lost`. What it handed over until now still counts.
    ///
    /// # Errors
    ///
    /// [`HandoverFault`] where this laptop's person is neither leader nor deputy, and
    /// [`EngineError::Store`].
    pub fn take_over(
        &mut self,
        campaign: CampaignId,
        lost: bool,
    ) -> Result<Vec<Participant>, EngineError> {
        let person = self.person()?;
        let own = (person.name.as_str(), person.title.as_str(), person.office.as_str());
        self.store.take_over(campaign.bytes(), lost, own)?;
        self.participants(campaign)
    }

    /// Every laptop of the delegation of `campaign`; this one alone as long as nobody was taken in.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn participants(&self, campaign: CampaignId) -> Result<Vec<Participant>, EngineError> {
        let states = self.store.member_states(campaign.bytes())?;
        Ok(states.into_iter().map(participant).collect())
    }

    /// Writes what the others of the delegation do not answer for yet (or everything) to `out`, and
    /// reads it back.
    ///
    /// # Errors
    ///
    /// [`HandoverFault`], [`crate::store::StoreError::Stopped`], and those of the disk; nothing is left
    /// behind then.
    pub fn pack(
        &mut self,
        campaign: CampaignId,
        out: &Path,
        everything: bool,
    ) -> Result<PackedBundle, EngineError> {
        let wanted = if everything { Wanted::Everything } else { Wanted::ByOthers };
        let outgoing = self.store.shipment(campaign.bytes(), wanted)?;
        let identity = self.store.identity()?;
        let packed = sync::write_bundle(&outgoing, &identity, out, self.store.gauge())?;
        Ok(PackedBundle {
            names: outgoing.names,
            ops: outgoing.ops,
            files: u32::try_from(outgoing.shipment.files.len()).unwrap_or(u32::MAX),
            parts: packed.parts,
            size_bytes: packed.size_bytes,
        })
    }

    /// Takes in the bundle `path`, after a snapshot that one click returns to.
    ///
    /// # Errors
    ///
    /// [`HandoverFault`], [`crate::store::StoreError::Stopped`], and those of the disk; nothing was
    /// taken in then.
    pub fn unpack(&mut self, path: &Path) -> Result<UnpackedBundle, EngineError> {
        let identity = self.store.identity()?;
        let drafts = self.store.drafts();
        let arrival = sync::read_bundle(path, &identity, &drafts, self.store.gauge())?;
        self.store.take_snapshot(Reason::BeforeImport)?;
        let taken = self.take_in(&arrival)?;
        let campaign = CampaignId::from_bytes(arrival.bundle.manifest.campaign);
        self.unpacked(campaign, arrival.bundle.sender, taken)
    }

    /// Takes in what another laptop handed over; a checklist of its office that came along is on the shelf
    /// from now on.
    pub(super) fn take_in(&mut self, arrival: &Arrival) -> Result<TakenIn, EngineError> {
        let taken = self.store.take_in(arrival)?;
        if taken.added != 0 || taken.files_added != 0 {
            self.shelve_own_checklists()?;
        }
        Ok(taken)
    }

    /// Tells what came of `sender`, with names.
    pub(super) fn unpacked(
        &self,
        campaign: CampaignId,
        sender: DevicePublic,
        taken: TakenIn,
    ) -> Result<UnpackedBundle, EngineError> {
        let states = self.store.member_states(campaign.bytes())?;
        let name = |device: DevicePublic| name_of(&states, device);
        // It is taken in by now: what cannot be read here is told, and is no failure.
        let about = self.campaign(campaign).map(|(about, _)| about.name);
        Ok(UnpackedBundle {
            campaign,
            campaign_name: about.unwrap_or_default(),
            sender: name(sender),
            left_out: taken.left_out.iter().map(|(device, why)| (name(*device), *why)).collect(),
            ahead: taken.ahead.iter().map(|(device, ms)| (name(*device), ms / 60_000)).collect(),
            contradicted: taken.contradicted.iter().map(|device| name(*device)).collect(),
            keeper: taken.keeper.map(name),
            disputes: self.disputes_of(campaign).ok(),
            taken,
        })
    }

    /// Fields of all visits of `campaign` on which people disagree.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn disputes_of(&self, campaign: CampaignId) -> Result<u32, EngineError> {
        let mut disputes = 0_usize;
        for read in self.visits_of(campaign)? {
            disputes = disputes.saturating_add(self.disputes(read.visit.id)?.len());
        }
        Ok(u32::try_from(disputes).unwrap_or(u32::MAX))
    }

    /// The edits about `campaign` that their authors had no right to make: kept, not applied.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn quarantine(&self, campaign: CampaignId) -> Result<Vec<QuarantinedEdit>, EngineError> {
        let mut edits = Vec::new();
        for kept in self.store.quarantined(campaign.bytes())? {
            let head = kept.version.map(|version| version.head);
            let (place, value) = head.as_ref().map(|head| self.told(head)).unwrap_or_default();
            edits.push(QuarantinedEdit {
                writer: self.writer(kept.op.stream.bytes())?,
                wall_ms: head.as_ref().map(|head| head.wall_ms),
                place,
                value,
                why: kept.why,
            });
        }
        Ok(edits)
    }
}

impl Engine {
    /// Where an edit was made and what it says, as people read it; outside a visit that can be read
    /// here, as the record has it.
    fn told(&self, head: &Head) -> (String, String) {
        let visit = self.folder(VisitId::from_bytes(head.target.section));
        visit.map_or_else(
            |_| {
                let value = head.value.bytes().unwrap_or_default();
                (head.target.field.clone(), String::from_utf8_lossy(value).into_owned())
            },
            |folder| {
                let told = history::told_field(&head.target, &folder);
                let place = format!("{}: {}", told.title, told.label);
                (place, history::told_value(head, &folder))
            },
        )
    }
}

/// The device that `code` names, as screens show it: 64 hexadecimal digits, in groups or not.
pub(super) fn read_device(code: &str) -> Option<DevicePublic> {
    let digits: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let bytes = store::hex::decode(&digits.to_ascii_lowercase())?;
    Some(DevicePublic::from_bytes(bytes.try_into().ok()?))
}

fn participant(state: MemberState) -> Participant {
    Participant {
        device: state.device.to_string(),
        name: state.name,
        seat: match state.role {
            ledger::Role::Leader => Some(Seat::Person(Role::Leader)),
            ledger::Role::Deputy => Some(Seat::Person(Role::Deputy)),
            ledger::Role::Secretary => Some(Seat::Person(Role::Secretary)),
            ledger::Role::Member => Some(Seat::Person(Role::Member)),
            ledger::Role::Hub => Some(Seat::Hub),
            ledger::Role::Unknown(_) => None,
        },
        areas: state.areas,
        own: state.own,
        founder: state.founder,
        ended: state.ended,
        lacks: state.lacks,
        heard_ms: state.heard_ms,
    }
}

const fn role_in_charter(seat: Seat) -> ledger::Role {
    match seat {
        Seat::Person(Role::Leader) => ledger::Role::Leader,
        Seat::Person(Role::Deputy) => ledger::Role::Deputy,
        Seat::Person(Role::Secretary) => ledger::Role::Secretary,
        Seat::Person(Role::Member) => ledger::Role::Member,
        Seat::Hub => ledger::Role::Hub,
    }
}

fn name_of(states: &[MemberState], device: DevicePublic) -> String {
    let known = states.iter().find(|state| state.device == device);
    let name = known.map(|state| state.name.clone()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| device.to_string().chars().take(8).collect())
}
