//! Five laptops as they are on their first day, made once and copied for each history.

use tempfile::TempDir;

use super::super::hostile::copied;
use super::super::{Laptop, ports};
use crate::store::{Home, Passphrase, Secret, Store};

/// The most laptops of a delegation here.
const LAPTOPS: u8 = 5;

/// Folders of stores in which nothing was written. Making one waits for the disk many times.
pub(super) struct Stage(Vec<TempDir>);

impl Stage {
    pub(super) fn set() -> Self {
        let fresh = |number| {
            let mut laptop = Laptop::new(number);
            laptop.store.identity().unwrap();
            laptop.store.close().unwrap();
            laptop.folder
        };
        Self((1..=LAPTOPS).map(fresh).collect())
    }

    /// The laptop of a device of a delegation.
    pub(super) fn laptop(&self, device: usize) -> Laptop {
        let folder = copied(self.0[device].path());
        let number = u8::try_from(device + 1).unwrap();
        let clock = crate::store::testing::still();
        // Other chances than those of the laptop that was copied.
        let ports = ports(number + 100, &clock);
        let store = Store::open(&Home::new(folder.path()), &secret(), ports).unwrap();
        Laptop { store, clock, number, folder }
    }
}

/// What opens every store here.
pub(super) fn secret() -> Secret {
    Secret::Passphrase(Passphrase::new("mật khẩu"))
}
