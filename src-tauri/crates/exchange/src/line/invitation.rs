//! Coming into a delegation by a code of eight digits that one person reads to another.
//!
//! The code is the password of SPAKE2, in which each side names the device key that the other proved
//! on this very connection. Whoever sits between two laptops shows other keys and so ends up with
//! another secret; whoever guesses has one guess a try, and an invitation allows few.

use std::fmt;
use std::time::{Duration, Instant};

use ledger::DevicePublic;
use ring::hmac;
use spake2::{Ed25519Group, Identity, Password, Spake2};
use thiserror::Error;
use zeroize::Zeroizing;

/// Digits of a code.
const DIGITS: usize = 8;
/// One for the code that was heard wrong, one for the one typed wrong, and one more.
const TRIES: u8 = 3;
/// So long a person needs to type an address and a code, with some to spare.
const VALID: Duration = Duration::from_secs(10 * 60);

/// The eight digits. Printed in two groups of four, as people read them aloud.
#[derive(Clone, Eq, PartialEq)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// Makes a code of random bytes.
    pub fn from_random(bytes: [u8; 8]) -> Self {
        // The remainder favours some codes over others by less than one in 10^11.
        let number = u64::from_be_bytes(bytes) % 100_000_000;
        Self(Zeroizing::new(format!("{number:08}")))
    }

    /// Reads what a person typed, with spaces, dots or hyphens in between; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '.' | '-');
        let digits: String = text.chars().filter(|letter| !is_between(*letter)).collect();
        let fits = digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then(|| Self(Zeroizing::new(digits)))
    }

    fn password(&self) -> Password {
        Password::new(self.0.as_bytes())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(DIGITS / 2).unwrap_or((&self.0, ""));
        write!(out, "{first} {second}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code(…)")
    }
}

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum Unwelcome {
    /// The code was another one.
    #[error("another code; {tries_left} tries left")]
    WrongCode {
        /// How often it may be tried again.
        tries_left: u8,
    },
    /// Used, tried too often, or too old.
    #[error("the invitation is over")]
    Over,
}

/// An invitation, as the side has it that reads the code to somebody: for one device, a few tries and
/// ten minutes.
#[derive(Debug)]
pub struct Invitation {
    code: Code,
    station: DevicePublic,
    until: Instant,
    tries_left: u8,
    knocking: Option<(DevicePublic, Shared)>,
}

impl Invitation {
    /// Invites whoever knows `code` to the device `station`.
    pub fn new(code: Code, station: DevicePublic, now: Instant) -> Self {
        let until = now.checked_add(VALID).unwrap_or(now);
        Self { code, station, until, tries_left: TRIES, knocking: None }
    }

    /// The code to be read to somebody.
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// How long it still holds; nothing where it is over.
    pub fn time_left(&self, now: Instant) -> Option<Duration> {
        let left = self.until.checked_duration_since(now).filter(|left| !left.is_zero());
        left.filter(|_| self.tries_left != 0 || self.knocking.is_some())
    }

    /// Answers the first message of `caller`; costs a try, whatever comes of it.
    ///
    /// # Errors
    ///
    /// [`Unwelcome`]; a message that is none costs a try as well.
    pub fn answer(
        &mut self,
        caller: DevicePublic,
        message: &[u8],
        now: Instant,
    ) -> Result<Vec<u8>, Unwelcome> {
        self.knocking = None;
        self.time_left(now).ok_or(Unwelcome::Over)?;
        self.tries_left = self.tries_left.saturating_sub(1);
        let (caller_id, station_id) = identities(caller, self.station);
        let (side, answer) =
            Spake2::<Ed25519Group>::start_b(&self.code.password(), &caller_id, &station_id);
        let wrong = Unwelcome::WrongCode { tries_left: self.tries_left };
        let shared = Shared::new(&side.finish(message).map_err(|_| wrong)?);
        self.knocking = Some((caller, shared));
        Ok(answer)
    }

    /// Whether `proof` shows that `caller` knew the code and means `card`. It is used up then; returns
    /// what proves to the caller that this side knew the code too and means `campaign`.
    ///
    /// # Errors
    ///
    /// [`Unwelcome`].
    pub fn accept(
        &mut self,
        caller: DevicePublic,
        (proof, card): ([u8; 32], &[u8]),
        campaign: [u8; 16],
        now: Instant,
    ) -> Result<[u8; 32], Unwelcome> {
        self.time_left(now).ok_or(Unwelcome::Over)?;
        let wrong = Unwelcome::WrongCode { tries_left: self.tries_left };
        let knocking = self.knocking.take().filter(|(device, _)| *device == caller);
        let (_, shared) = knocking.ok_or(wrong)?;
        if !shared.proves(Side::Caller, card, proof) {
            return Err(wrong);
        }
        self.tries_left = 0;
        Ok(shared.proof(Side::Station, &campaign))
    }
}

/// Who comes in by a code, as its own side has it.
pub(super) struct Knock(Spake2<Ed25519Group>);

impl Knock {
    /// Begins; returns the message to send.
    pub(super) fn new(code: &Code, caller: DevicePublic, station: DevicePublic) -> (Self, Vec<u8>) {
        let (caller, station) = identities(caller, station);
        let (side, message) = Spake2::<Ed25519Group>::start_a(&code.password(), &caller, &station);
        (Self(side), message)
    }

    /// Goes on with the answer; `None` where it is none. A wrong code does not show yet.
    pub(super) fn answered(self, answer: &[u8]) -> Option<Shared> {
        Some(Shared::new(&self.0.finish(answer).ok()?))
    }
}

impl fmt::Debug for Knock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Knock(…)")
    }
}

/// What both sides have in common when they had the same code and saw each other's keys.
pub(super) struct Shared(hmac::Key);

impl Shared {
    fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// What proves to the station that the caller knew the code and hands over `card`.
    pub(super) fn proof_of_caller(&self, card: &[u8]) -> [u8; 32] {
        self.proof(Side::Caller, card)
    }

    /// Whether the station proved that it knew the code and takes the caller into `campaign`.
    pub(super) fn is_inviter(&self, campaign: [u8; 16], proof: [u8; 32]) -> bool {
        self.proves(Side::Station, &campaign, proof)
    }

    fn proof(&self, side: Side, said: &[u8]) -> [u8; 32] {
        let tag = hmac::sign(&self.0, &[side.label(), said].concat());
        let mut proof = [0; 32];
        proof.iter_mut().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        proof
    }

    fn proves(&self, side: Side, said: &[u8], proof: [u8; 32]) -> bool {
        hmac::verify(&self.0, &[side.label(), said].concat(), &proof).is_ok()
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Shared(…)")
    }
}

/// Who proves. No proof of one side is one of the other.
#[derive(Clone, Copy)]
enum Side {
    Caller,
    Station,
}

impl Side {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Caller => b"bienban join 1, caller\0",
            Self::Station => b"bienban join 1, station\0",
        }
    }
}

fn identities(caller: DevicePublic, station: DevicePublic) -> (Identity, Identity) {
    (Identity::new(caller.as_bytes()), Identity::new(station.as_bytes()))
}

#[cfg(test)]
mod tests {
    use ledger::DeviceKey;
    use proptest::prelude::*;

    use super::*;

    const CAMPAIGN: [u8; 16] = [7; 16];
    const CARD: &[u8] = b"the card";

    fn device(number: u8) -> DevicePublic {
        DeviceKey::from_seed(&[number; 32]).public()
    }

    fn code(digits: &str) -> Code {
        Code::read(digits).unwrap()
    }

    fn invitation() -> (Invitation, Instant) {
        let now = Instant::now();
        (Invitation::new(code("48210937"), device(1), now), now)
    }

    /// Plays both sides; the station sees `seen` call, the caller believes to talk to `meant`.
    fn play(
        invitation: &mut Invitation,
        now: Instant,
        typed: &str,
        (caller, seen, meant): (u8, u8, u8),
    ) -> Result<bool, Unwelcome> {
        let (knock, message) = Knock::new(&code(typed), device(caller), device(meant));
        let answer = invitation.answer(device(seen), &message, now)?;
        let shared = knock.answered(&answer).unwrap();
        let proof = shared.proof_of_caller(CARD);
        let own = invitation.accept(device(seen), (proof, CARD), CAMPAIGN, now)?;
        Ok(shared.is_inviter(CAMPAIGN, own))
    }

    #[test]
    fn who_knows_the_code_comes_in_once_and_both_sides_know() {
        let (mut invitation, now) = invitation();

        assert_eq!(play(&mut invitation, now, "4821 0937", (2, 2, 1)), Ok(true));
        assert_eq!(play(&mut invitation, now, "4821 0937", (2, 2, 1)), Err(Unwelcome::Over));
        assert_eq!(invitation.time_left(now), None);
    }

    #[test]
    fn a_wrong_code_costs_a_try_and_three_end_the_invitation() {
        let (mut invitation, now) = invitation();

        for tries_left in [2, 1, 0] {
            let refused = play(&mut invitation, now, "48210938", (2, 2, 1));
            assert_eq!(refused, Err(Unwelcome::WrongCode { tries_left }));
        }
        assert_eq!(play(&mut invitation, now, "48210937", (2, 2, 1)), Err(Unwelcome::Over));
    }

    #[test]
    fn the_last_try_lets_in_whoever_has_the_code() {
        let (mut invitation, now) = invitation();
        for _ in 0..2 {
            assert!(play(&mut invitation, now, "00000000", (2, 2, 1)).is_err());
        }

        assert_eq!(play(&mut invitation, now, "48210937", (2, 2, 1)), Ok(true));
    }

    #[test]
    fn somebody_in_between_knows_the_messages_and_comes_nowhere() {
        let (mut invitation, now) = invitation();
        // Device 3 relays: the station sees it, and the caller sees it in place of the station.
        let refused = play(&mut invitation, now, "48210937", (2, 3, 3));
        assert_eq!(refused, Err(Unwelcome::WrongCode { tries_left: 2 }));
    }

    #[test]
    fn a_proof_is_of_one_caller_one_card_and_one_campaign() {
        let (mut invitation, now) = invitation();
        let (knock, message) = Knock::new(&code("48210937"), device(2), device(1));
        let answer = invitation.answer(device(2), &message, now).unwrap();
        let shared = knock.answered(&answer).unwrap();
        let proof = shared.proof_of_caller(CARD);

        let other_card = invitation.accept(device(2), (proof, b"other"), CAMPAIGN, now);
        assert_eq!(other_card, Err(Unwelcome::WrongCode { tries_left: 2 }));
        let too_late = invitation.accept(device(2), (proof, CARD), CAMPAIGN, now);
        assert_eq!(too_late, Err(Unwelcome::WrongCode { tries_left: 2 }));
        assert!(!shared.is_inviter(CAMPAIGN, proof));
    }

    #[test]
    fn an_invitation_ends_by_itself() {
        let (mut invitation, now) = invitation();
        let later = now + VALID;

        assert_eq!(play(&mut invitation, later, "48210937", (2, 2, 1)), Err(Unwelcome::Over));
        assert!(invitation.time_left(now + VALID / 2).is_some());
        assert_eq!(invitation.time_left(later), None);
    }

    #[test]
    fn a_code_is_read_as_people_write_it_and_printed_as_they_read_it() {
        assert_eq!(
            Code::read(" 0482-10 9.7").map(|code| code.to_string()),
            Some("0482 1097".into())
        );
        for none in ["", "1234567", "123456789", "1234567x", "١٢٣٤٥٦٧٨"] {
            assert_eq!(Code::read(none), None, "{none}");
        }
        assert_eq!(Code::from_random([0; 8]).to_string(), "0000 0000");
        assert!(!format!("{:?}", code("12345678")).contains("1234"));
    }

    proptest! {
        #[test]
        fn any_first_message_is_answered_or_costs_a_try(
            message in prop::collection::vec(any::<u8>(), 0..80),
        ) {
            let (mut invitation, now) = invitation();
            let answered = invitation.answer(device(2), &message, now);
            let is_known = matches!(answered, Ok(_) | Err(Unwelcome::WrongCode { tries_left: 2 }));
            prop_assert!(is_known);
            let refused = invitation.accept(device(2), ([0; 32], CARD), CAMPAIGN, now);
            prop_assert_eq!(refused, Err(Unwelcome::WrongCode { tries_left: 2 }));
        }
    }
}
