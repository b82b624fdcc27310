//! A device introduces itself: what a founder needs to write it into a charter.
//!
//! A card proves that whoever made it has the device's key, and nothing else:
//! that the person is who the card says is seen by handing it over.

use thiserror::Error;

use crate::cbor::{MapReader, MapWriter, Reader};
use crate::envelope::{self, Envelope};
use crate::{CborError, CharterMember, DeviceKey, DevicePublic, EnvelopeError, Role};

const FORMAT: [u8; 4] = *b"BBI\x01";

const DEVICE: u64 = 0;
const PERSON: u64 = 1;
const NAME: u64 = 2;
const TITLE: u64 = 3;
const OFFICE: u64 = 4;
const RECIPIENT: u64 = 5;
const WALL_MS: u64 = 6;

/// Why bytes are not the card of a device.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CardError {
    /// Not a signed envelope, or the signature does not fit.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The contents are not what they should be.
    #[error(transparent)]
    Cbor(#[from] CborError),
}

/// What a device says of itself and its person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeviceCard {
    /// The key it signs with.
    pub device: DevicePublic,
    /// The person, by the bytes of a UUID.
    pub person: [u8; 16],
    /// What the person is called.
    pub name: String,
    /// The person's title.
    pub title: String,
    /// The person's office.
    pub office: String,
    /// Whom bundles for this device are encrypted to, as age spells it.
    pub recipient: String,
    /// When the card was made, in milliseconds since 1970 (UTC), by the device's clock.
    pub wall_ms: u64,
}

impl DeviceCard {
    /// Returns the bytes to hand over, signed by the device the card is of.
    ///
    /// The card is that of `key`, whatever [`Self::device`] says.
    pub fn sign(&self, key: &DeviceKey) -> Vec<u8> {
        let mut map = MapWriter::default();
        map.put(DEVICE, |w| w.bytes(key.public().as_bytes()));
        map.put(PERSON, |w| w.bytes(&self.person));
        map.put(NAME, |w| w.text(&self.name));
        map.put(TITLE, |w| w.text(&self.title));
        map.put(OFFICE, |w| w.text(&self.office));
        map.put(RECIPIENT, |w| w.text(&self.recipient));
        map.put(WALL_MS, |w| w.uint(self.wall_ms));
        envelope::sign(FORMAT, &map.finish(), &[], key)
    }

    /// Verifies a card from its bytes alone.
    ///
    /// # Errors
    ///
    /// [`CardError`]; never a panic.
    pub fn read(bytes: &[u8]) -> Result<Self, CardError> {
        let envelope = Envelope::open(FORMAT, bytes)?;
        let mut map = MapReader::read(envelope.header)?;
        let device = map.take(DEVICE, |r| r.bytes()?.try_into().ok())?;
        let device = DevicePublic::from_bytes(device);
        envelope.verify(&device).map_err(EnvelopeError::from)?;
        Ok(Self {
            device,
            person: map.take(PERSON, |r| r.bytes()?.try_into().ok())?,
            name: map.take(NAME, text)?,
            title: map.take(TITLE, text)?,
            office: map.take(OFFICE, text)?,
            recipient: map.take(RECIPIENT, text)?,
            wall_ms: map.take(WALL_MS, Reader::uint)?,
        })
    }

    /// The line of a charter that takes this device in.
    pub fn member(&self, role: Role, areas: Vec<String>) -> CharterMember {
        CharterMember {
            device: self.device,
            person: self.person,
            role,
            areas,
            name: self.name.clone(),
            recipient: self.recipient.clone(),
        }
    }
}

fn text(reader: &mut Reader<'_>) -> Option<String> {
    reader.text().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::device;

    fn card() -> DeviceCard {
        DeviceCard {
            device: device(1).public(),
            person: [1; 16],
            name: "Phạm Minh Đức".to_owned(),
            title: "Chuyên viên".to_owned(),
            office: "Phòng Nội vụ".to_owned(),
            recipient: "age1qqq".to_owned(),
            wall_ms: 1_663_200_000_000,
        }
    }

    #[test]
    fn a_card_is_read_as_it_was_made_and_is_that_of_whoever_signed() {
        assert_eq!(DeviceCard::read(&card().sign(&device(1))), Ok(card()));

        let signed_by_another = DeviceCard::read(&card().sign(&device(2))).unwrap();
        assert_eq!(signed_by_another.device, device(2).public());
    }

    proptest! {
        #[test]
        fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = card().sign(&device(1));
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(DeviceCard::read(&bytes).is_err());
        }
    }
}
