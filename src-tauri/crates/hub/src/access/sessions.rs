//! Who is signed in: in memory only, so that nothing of it outlives the hub.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use engine::ports::{NoRandomness, Randomness};
use sha2::{Digest as _, Sha256};

use super::account::Role;

/// A session ends when nothing was asked in it for so long.
const IDLE_MAX: TimeDelta = TimeDelta::minutes(30);

/// A session ends after a working day, whatever was asked in it.
const LIFE_MAX: TimeDelta = TimeDelta::hours(12);

/// Random bytes in the name of a session.
const TOKEN_BYTES: usize = 32;

/// Somebody who is signed in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Viewer {
    /// The name of the account.
    pub(crate) name: String,
    /// What it may see.
    pub(crate) role: Role,
}

struct Session {
    viewer: Viewer,
    begun: DateTime<Utc>,
    seen: DateTime<Utc>,
}

impl Session {
    fn is_over(&self, now: DateTime<Utc>) -> bool {
        IDLE_MAX <= now - self.seen || LIFE_MAX <= now - self.begun
    }
}

/// The sessions that are open, by the digest of their token: comparing digests tells nobody how much
/// of a guess was right.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<[u8; 32], Session>>);

impl Sessions {
    /// Begins a session and returns its token, which only the browser keeps.
    ///
    /// # Errors
    ///
    /// [`NoRandomness`]; nobody is signed in then.
    pub(crate) fn begin(
        &self,
        viewer: Viewer,
        now: DateTime<Utc>,
        randomness: &dyn Randomness,
    ) -> Result<String, NoRandomness> {
        let mut bytes = [0; TOKEN_BYTES];
        randomness.fill(&mut bytes)?;
        let token = bytes.iter().fold(String::new(), |mut token, byte| {
            // Writing into a text cannot fail.
            write!(token, "{byte:02x}").ok();
            token
        });
        let mut open = self.open();
        open.retain(|_, session| !session.is_over(now));
        open.insert(digest(&token), Session { viewer, begun: now, seen: now });
        Ok(token)
    }

    /// Whose session `token` names at `now`; asking keeps it open.
    pub(crate) fn viewer(&self, token: &str, now: DateTime<Utc>) -> Option<Viewer> {
        let mut open = self.open();
        let key = digest(token);
        if open.get(&key)?.is_over(now) {
            open.remove(&key);
            return None;
        }
        let session = open.get_mut(&key)?;
        session.seen = now;
        Some(session.viewer.clone())
    }

    /// Ends the session that `token` names.
    pub(crate) fn end(&self, token: &str) {
        self.open().remove(&digest(token));
    }

    fn open(&self) -> MutexGuard<'_, HashMap<[u8; 32], Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use engine::ports::SystemRandomness;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_663_203_600 + 60 * minutes, 0).unwrap()
    }

    fn hoa() -> Viewer {
        Viewer { name: "vanthu".to_owned(), role: Role::Viewer }
    }

    #[test]
    fn a_session_ends_half_an_hour_after_the_last_question() {
        let sessions = Sessions::default();
        let token = sessions.begin(hoa(), at(0), &SystemRandomness).unwrap();
        assert_eq!(token.len(), 64);
        assert_eq!(sessions.viewer(&token, at(29)), Some(hoa()));
        assert_eq!(sessions.viewer(&token, at(58)), Some(hoa()), "asking kept it open");
        assert_eq!(sessions.viewer(&token, at(88)), None);
        assert_eq!(sessions.viewer(&token, at(60)), None, "what is over stays over");
    }

    #[test]
    fn a_session_ends_after_half_a_day_however_much_is_asked() {
        let sessions = Sessions::default();
        let token = sessions.begin(hoa(), at(0), &SystemRandomness).unwrap();
        for minute in (0..720).step_by(20) {
            assert_eq!(sessions.viewer(&token, at(minute)), Some(hoa()));
        }
        assert_eq!(sessions.viewer(&token, at(720)), None);
    }

    #[test]
    fn only_the_ended_session_ends() {
        let sessions = Sessions::default();
        let first = sessions.begin(hoa(), at(0), &SystemRandomness).unwrap();
        let second = sessions.begin(hoa(), at(0), &SystemRandomness).unwrap();
        assert_ne!(first, second);
        sessions.end(&first);
        assert_eq!(sessions.viewer(&first, at(1)), None);
        assert_eq!(sessions.viewer(&second, at(1)), Some(hoa()));
        assert_eq!(sessions.viewer("", at(1)), None);
    }
}
