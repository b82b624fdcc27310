//! Whose edits count: members, their devices, roles and areas, signed by the founder.
//!
//! A founder's laptop may be lost, so the deputy of a charter may sign the one that comes after it and is
//! the founder from then on. Everybody who follows the charters one by one sees who handed on what.
//!
//! A charter never makes an edit disappear. It says which edits are to be
//! quarantined: kept, relayed, shown to the leader, and not applied.
//!
//! Two charters judge an edit: the one its segment names, under which it was
//! written, and the newest one, which may have ended the device since. Both
//! are the same on every laptop, so the verdict is too.

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader, Writer};
use crate::envelope::{self, Envelope};
use crate::op_codec::{op_ref, put_op_ref};
use crate::segment_codec::digest;
use crate::{CborError, DeviceKey, DevicePublic, Digest, EnvelopeError, OpRef};

const FORMAT: [u8; 4] = *b"BBC\x01";

const CAMPAIGN: u64 = 0;
const REVISION: u64 = 1;
const PREVIOUS: u64 = 2;
const FOUNDER: u64 = 3;
const WALL_MS: u64 = 4;
const MEMBERS: u64 = 5;
const RESERVED: u64 = 6;
const ENDED: u64 = 7;

const DEVICE: u64 = 0;
const PERSON: u64 = 1;
const ROLE: u64 = 2;
const AREAS: u64 = 3;
const NAME: u64 = 4;
const RECIPIENT: u64 = 5;

const ENDED_DEVICE: u64 = 0;
const ACCEPTED: u64 = 1;

/// Why bytes are not a charter that holds.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CharterError {
    /// Not a signed envelope, or the founder's signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The contents are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// The charter does not continue the one before it.
    #[error("revision {found} does not continue revision {before} of the charter")]
    NotASuccessor {
        /// The revision that is here.
        before: u32,
        /// The revision that came.
        found: u32,
    },
}

/// What a member is in the delegation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Role {
    /// Trưởng đoàn.
    Leader,
    /// Phó đoàn.
    Deputy,
    /// Thư ký.
    Secretary,
    /// Thành viên.
    Member,
    /// Máy chủ cơ quan: the office's machine, which has everything and writes nothing.
    Hub,
    /// A role of a newer version, by its number. Grants nothing here.
    Unknown(u64),
}

impl Role {
    const fn code(self) -> u64 {
        match self {
            Self::Leader => 1,
            Self::Deputy => 2,
            Self::Secretary => 3,
            Self::Member => 4,
            Self::Hub => 5,
            Self::Unknown(code) => code,
        }
    }

    const fn of(code: u64) -> Self {
        match code {
            1 => Self::Leader,
            2 => Self::Deputy,
            3 => Self::Secretary,
            4 => Self::Member,
            5 => Self::Hub,
            code => Self::Unknown(code),
        }
    }
}

/// One device of one member.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CharterMember {
    /// The device's key.
    pub device: DevicePublic,
    /// The person, by the bytes of a UUID. A person may have several devices.
    pub person: [u8; 16],
    /// What the person is in the delegation.
    pub role: Role,
    /// The areas given to the person; none means all.
    pub areas: Vec<String>,
    /// What the person is called; empty for one who works alone.
    pub name: String,
    /// Whom bundles for this device are encrypted to, as age spells it; empty for one who works alone.
    pub recipient: String,
}

/// A device that takes part no longer: lost, stolen, or its person was replaced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EndedDevice {
    /// The device's key.
    pub device: DevicePublic,
    /// The last op of each of its streams that still counts; a stream that is not named counts for
    /// nothing.
    pub accepted: Vec<OpRef>,
}

/// What a charter says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CharterDraft {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// 1, then one more each time.
    pub revision: u32,
    /// The digest of the revision before, absent in the first.
    pub previous: Option<Digest>,
    /// When the founder's clock said it was made, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
    /// Who takes part.
    pub members: Vec<CharterMember>,
    /// The kinds of target that only the leader may write.
    pub reserved: Vec<String>,
    /// The devices that take part no longer.
    pub ended: Vec<EndedDevice>,
}

/// Whether an edit counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Right {
    /// It counts.
    Granted,
    /// The device is not in the charter.
    Stranger,
    /// Only the leader writes such things.
    Reserved,
    /// The area was given to others.
    OutsideArea,
    /// The role is one of a newer version.
    UnknownRole(u64),
    /// The device had been ended before.
    Ended,
}

/// A charter whose signature fits, with the bytes that prove it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Charter {
    draft: CharterDraft,
    founder: DevicePublic,
    bytes: Vec<u8>,
}

impl Charter {
    /// Signs a charter. The founder's device may do everything, listed or not; the founder is whoever
    /// signed it.
    pub fn found(draft: CharterDraft, key: &DeviceKey) -> Self {
        let founder = key.public();
        let bytes = envelope::sign(FORMAT, &encode(&draft, &founder), &[], key);
        Self { draft, founder, bytes }
    }

    /// Signs the first charter of one who works alone.
    pub fn alone(campaign: [u8; 16], person: [u8; 16], wall_ms: u64, key: &DeviceKey) -> Self {
        let device = key.public();
        let leader = CharterMember {
            device,
            person,
            role: Role::Leader,
            areas: Vec::new(),
            name: String::new(),
            recipient: String::new(),
        };
        let draft = CharterDraft {
            campaign,
            revision: 1,
            previous: None,
            wall_ms,
            members: vec![leader],
            reserved: Vec::new(),
            ended: Vec::new(),
        };
        Self::found(draft, key)
    }

    /// Verifies a charter from its bytes alone, and keeps them.
    ///
    /// That its [`Self::founder`] is who should have founded the campaign is for
    /// the caller to know.
    ///
    /// # Errors
    ///
    /// [`CharterError`]; never a panic.
    pub fn read(bytes: Vec<u8>) -> Result<Self, CharterError> {
        let envelope = Envelope::open(FORMAT, &bytes)?;
        let (draft, founder) = decode(envelope.header)?;
        envelope.verify(&founder).map_err(EnvelopeError::from)?;
        Ok(Self { draft, founder, bytes })
    }

    /// Checks that this charter is the next revision after `before`, by its founder or by a leader or
    /// deputy of it who takes over.
    ///
    /// # Errors
    ///
    /// [`CharterError::NotASuccessor`] names both revisions.
    pub fn check_succeeds(&self, before: &Self) -> Result<(), CharterError> {
        let follows = before.may_be_continued_by(&self.founder)
            && self.draft.campaign == before.draft.campaign
            && self.draft.previous == Some(before.digest())
            && before.draft.revision.checked_add(1) == Some(self.draft.revision);
        if follows {
            Ok(())
        } else {
            let (before, found) = (before.draft.revision, self.draft.revision);
            Err(CharterError::NotASuccessor { before, found })
        }
    }

    /// Whether `device` may sign the next revision: the founder, or whoever leads in the founder's stead.
    pub fn may_be_continued_by(&self, device: &DevicePublic) -> bool {
        let member = self.draft.members.iter().find(|member| member.device == *device);
        let leads = member.is_some_and(|it| matches!(it.role, Role::Leader | Role::Deputy));
        *device == self.founder || leads
    }

    /// Tells whether an edit by `device` of a target of this `kind`, in this area
    /// if it lies in one, counts.
    ///
    /// A stream's device stands in the header of its segments.
    pub fn may(&self, device: &DevicePublic, kind: &str, area: Option<&str>) -> Right {
        if *device == self.founder {
            return Right::Granted;
        }
        let Some(member) = self.draft.members.iter().find(|member| member.device == *device) else {
            return Right::Stranger;
        };
        let reserved = self.draft.reserved.iter().any(|reserved| reserved == kind);
        let outside = area.is_some_and(|area| {
            !member.areas.is_empty() && !member.areas.iter().any(|own| own == area)
        });
        match member.role {
            Role::Leader => Right::Granted,
            Role::Unknown(code) => Right::UnknownRole(code),
            // Whatever a machine without a person writes is nobody's word.
            Role::Hub => Right::Reserved,
            Role::Deputy | Role::Secretary | Role::Member if reserved => Right::Reserved,
            Role::Member if outside => Right::OutsideArea,
            Role::Deputy | Role::Secretary | Role::Member => Right::Granted,
        }
    }

    /// Tells whether `op`, written by `device`, still counts now that this charter is the newest.
    pub fn counts(&self, device: &DevicePublic, op: OpRef) -> Right {
        let Some(ended) = self.draft.ended.iter().find(|ended| ended.device == *device) else {
            return Right::Granted;
        };
        let accepted =
            ended.accepted.iter().any(|last| last.stream == op.stream && op.seq <= last.seq);
        if accepted { Right::Granted } else { Right::Ended }
    }

    /// What it says.
    pub const fn draft(&self) -> &CharterDraft {
        &self.draft
    }

    /// Who signed it.
    pub const fn founder(&self) -> DevicePublic {
        self.founder
    }

    /// The bytes to store and forward.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The SHA-256 of the bytes: what segments and seals name.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

fn encode(draft: &CharterDraft, founder: &DevicePublic) -> Vec<u8> {
    let mut map = MapWriter::default();
    map.put(CAMPAIGN, |w| w.bytes(&draft.campaign));
    map.put(REVISION, |w| w.uint(draft.revision.into()));
    if let Some(previous) = draft.previous {
        map.put(PREVIOUS, |w| w.bytes(previous.as_bytes()));
    }
    map.put(FOUNDER, |w| w.bytes(founder.as_bytes()));
    map.put(WALL_MS, |w| w.uint(draft.wall_ms));
    map.put(MEMBERS, |w| {
        w.array(draft.members.len());
        draft.members.iter().for_each(|member| w.raw(&encode_member(member)));
    });
    map.put(RESERVED, |w| put_texts(w, &draft.reserved));
    if !draft.ended.is_empty() {
        map.put(ENDED, |w| {
            w.array(draft.ended.len());
            draft.ended.iter().for_each(|ended| w.raw(&encode_ended(ended)));
        });
    }
    map.finish()
}

fn encode_ended(ended: &EndedDevice) -> Vec<u8> {
    let mut map = MapWriter::default();
    map.put(ENDED_DEVICE, |w| w.bytes(ended.device.as_bytes()));
    map.put(ACCEPTED, |w| {
        w.array(ended.accepted.len());
        ended.accepted.iter().for_each(|last| put_op_ref(w, *last));
    });
    map.finish()
}

fn encode_member(member: &CharterMember) -> Vec<u8> {
    let mut map = MapWriter::default();
    map.put(DEVICE, |w| w.bytes(member.device.as_bytes()));
    map.put(PERSON, |w| w.bytes(&member.person));
    map.put(ROLE, |w| w.uint(member.role.code()));
    map.put(AREAS, |w| put_texts(w, &member.areas));
    for (key, text) in [(NAME, &member.name), (RECIPIENT, &member.recipient)] {
        if !text.is_empty() {
            map.put(key, |w| w.text(text));
        }
    }
    map.finish()
}

fn put_texts(writer: &mut Writer, texts: &[String]) {
    writer.array(texts.len());
    texts.iter().for_each(|text| writer.text(text));
}

/// Keys of a newer version are passed over: the bytes stay as they were signed.
fn decode(bytes: &[u8]) -> Result<(CharterDraft, DevicePublic), CborError> {
    let mut map = MapReader::read(bytes)?;
    let founder = map.take(FOUNDER, |r| r.bytes()?.try_into().ok())?;
    let members = map.take(MEMBERS, |r| r.list(Reader::raw))?;
    let ended = map.take_optional(ENDED, |r| r.list(Reader::raw))?.unwrap_or_default();
    let draft = CharterDraft {
        campaign: map.take(CAMPAIGN, |r| r.bytes()?.try_into().ok())?,
        revision: map.take(REVISION, Reader::seq)?,
        previous: map.take_optional(PREVIOUS, digest)?,
        wall_ms: map.take(WALL_MS, Reader::uint)?,
        members: members.into_iter().map(decode_member).collect::<Result<_, _>>()?,
        reserved: map.take(RESERVED, texts)?,
        ended: ended.into_iter().map(decode_ended).collect::<Result<_, _>>()?,
    };
    Ok((draft, DevicePublic::from_bytes(founder)))
}

fn decode_member(bytes: &[u8]) -> Result<CharterMember, CborError> {
    let mut map = MapReader::read(bytes)?;
    let device = map.take(DEVICE, |r| r.bytes()?.try_into().ok())?;
    Ok(CharterMember {
        device: DevicePublic::from_bytes(device),
        person: map.take(PERSON, |r| r.bytes()?.try_into().ok())?,
        role: Role::of(map.take(ROLE, Reader::uint)?),
        areas: map.take(AREAS, texts)?,
        name: map.take_optional(NAME, text)?.unwrap_or_default(),
        recipient: map.take_optional(RECIPIENT, text)?.unwrap_or_default(),
    })
}

fn decode_ended(bytes: &[u8]) -> Result<EndedDevice, CborError> {
    let mut map = MapReader::read(bytes)?;
    let device = map.take(ENDED_DEVICE, |r| r.bytes()?.try_into().ok())?;
    let accepted = map.take(ACCEPTED, |r| r.list(op_ref))?;
    Ok(EndedDevice { device: DevicePublic::from_bytes(device), accepted })
}

fn text(reader: &mut Reader<'_>) -> Option<String> {
    reader.text().map(str::to_owned)
}

fn texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    reader.list(text)
}

#[cfg(test)]
mod tests;
