//! Who takes part, by charters that lead from the first, one after the other, each by whoever the one
//! before lets sign.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Charter, CharterMember, DevicePublic, Digest, Role};

use crate::{Person, Takeover};

/// The charters that hold.
#[derive(Debug)]
pub(crate) struct People {
    campaign: [u8; 16],
    charters: Vec<Charter>,
    digests: BTreeSet<Digest>,
}

impl People {
    pub(crate) const fn new(campaign: [u8; 16]) -> Self {
        Self { campaign, charters: Vec::new(), digests: BTreeSet::new() }
    }

    /// Takes the next charter. Returns whether it follows.
    pub(crate) fn take(&mut self, charter: Charter) -> bool {
        let draft = charter.draft();
        let follows = match self.charters.last() {
            Some(before) => charter.check_succeeds(before).is_ok(),
            None => draft.revision == 1 && draft.previous.is_none(),
        };
        let follows = follows && draft.campaign == self.campaign;
        if follows {
            self.digests.insert(charter.digest());
            self.charters.push(charter);
        }
        follows
    }

    pub(crate) fn newest(&self) -> Option<&Charter> {
        self.charters.last()
    }

    /// Who signed the first.
    pub(crate) fn founder(&self) -> Option<DevicePublic> {
        self.charters.first().map(Charter::founder)
    }

    /// Each time another device signed the next charter than the one before: it, and the charter.
    pub(crate) fn takeovers(&self) -> Vec<Takeover> {
        let pairs = self.charters.iter().zip(self.charters.iter().skip(1));
        let other = pairs.filter(|(before, after)| before.founder() != after.founder());
        other
            .map(|(_, after)| Takeover {
                device: after.founder(),
                revision: after.draft().revision,
                wall_ms: after.draft().wall_ms,
            })
            .collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.charters.len()
    }

    /// Whether the charter of this digest holds.
    pub(crate) fn knows(&self, charter: Digest) -> bool {
        self.digests.contains(&charter)
    }

    /// Whether `device` founded the delegation, or ever stood in a charter.
    pub(crate) fn stands(&self, device: DevicePublic) -> bool {
        let signed = self.charters.iter().any(|charter| charter.founder() == device);
        signed || self.members().any(|member| member.device == device)
    }

    /// Newest charter first.
    fn members(&self) -> impl Iterator<Item = &CharterMember> {
        self.charters.iter().rev().flat_map(|charter| &charter.draft().members)
    }

    /// Everybody who ever took part, those of the newest charter first.
    pub(crate) fn list(
        &self,
        ops: &BTreeMap<DevicePublic, u32>,
        receipts: &BTreeMap<DevicePublic, u32>,
    ) -> Vec<Person> {
        let ended = self.newest().map(|charter| charter.draft().ended.as_slice());
        let ended = ended.unwrap_or_default();
        let count = |of: &BTreeMap<_, u32>, device| of.get(&device).copied().unwrap_or_default();
        let mut people: Vec<Person> = Vec::new();
        let mut add = |device, name: &str, role| {
            if people.iter().any(|person| person.device == device) {
                return;
            }
            people.push(Person {
                device,
                name: name.to_owned(),
                role,
                ended: ended.iter().any(|ended| ended.device == device),
                ops: count(ops, device),
                receipts: count(receipts, device),
            });
        };
        self.members().for_each(|member| add(member.device, &member.name, member.role));
        if let Some(founder) = self.founder() {
            add(founder, "", Role::Leader);
        }
        people
    }
}
