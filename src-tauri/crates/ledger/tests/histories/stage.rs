//! Six devices, and the charters their founder signs.

use std::sync::LazyLock;

use ledger::{
    Charter, CharterDraft, CharterMember, DeviceKey, DevicePublic, EndedDevice, Epoch, OpRef, Role,
    StreamId, Target,
};

/// The kind of target that the charters reserve to the leader.
const RESERVED: &str = "ruling";

/// A device and the one stream it writes.
pub(crate) struct Device {
    pub(crate) key: DeviceKey,
    pub(crate) epoch: Epoch,
    pub(crate) public: DevicePublic,
    pub(crate) stream: StreamId,
}

static DEVICES: LazyLock<Vec<Device>> = LazyLock::new(|| {
    let device = |n: u8| {
        let key = DeviceKey::from_seed(&[n; 32]);
        let public = key.public();
        let epoch = Epoch::from_bytes([n; 16]);
        Device { key, epoch, public, stream: StreamId::of(&public, epoch) }
    };
    (1..=6).map(device).collect()
});

/// The `n`-th device. Number 0 founded the campaign.
pub(crate) fn device(n: usize) -> &'static Device {
    &DEVICES[n]
}

pub(crate) fn device_of(stream: StreamId) -> usize {
    DEVICES.iter().position(|device| device.stream == stream).unwrap()
}

/// The `n`-th field, of a kind that members may write or of one that they may not.
pub(crate) fn target(n: usize, reserved: bool) -> Target {
    let kind = if reserved { RESERVED } else { "answer" };
    Target::new(kind, [5; 16], format!("CD-0{n}/verdict")).unwrap()
}

/// What one revision of the charter says, in the plain terms of the model.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) members: Vec<usize>,
    /// Devices that take part no longer, each with its last op that counts.
    pub(crate) ended: Vec<(usize, u32)>,
}

impl Revision {
    /// Signs it as the successor of the charter `before`.
    pub(crate) fn sign(&self, before: Option<&Charter>) -> Charter {
        let draft = CharterDraft {
            campaign: [7; 16],
            revision: before.map_or(1, |before| before.draft().revision + 1),
            previous: before.map(Charter::digest),
            wall_ms: 1,
            members: self.members.iter().map(|n| member(*n)).collect(),
            reserved: vec![RESERVED.to_owned()],
            ended: self.ended.iter().map(|(n, last)| ended(*n, *last)).collect(),
        };
        Charter::found(draft, &device(0).key)
    }
}

fn member(n: usize) -> CharterMember {
    CharterMember {
        device: device(n).public,
        person: [0; 16],
        role: if n == 0 { Role::Leader } else { Role::Member },
        areas: Vec::new(),
        name: String::new(),
        recipient: String::new(),
    }
}

fn ended(n: usize, last: u32) -> EndedDevice {
    let accepted = if last == 0 { vec![] } else { vec![OpRef::new(device(n).stream, last)] };
    EndedDevice { device: device(n).public, accepted }
}
