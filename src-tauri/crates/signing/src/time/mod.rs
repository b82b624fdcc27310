//! Proven time (RFC 3161): asking an authority for a timestamp, and reading what it answers.

mod token;

use ring::rand::{SecureRandom as _, SystemRandom};

pub(crate) use token::Token;

use chrono::{DateTime, FixedOffset};

use crate::{
    Certificate,
    cms::Digest,
    der::{Reader, definite, oid, tag, wrap, write},
    dss::Proofs,
    error::{TimeError, Unreachable},
    verify::{Distrust, Trust, judge_timestamp},
};

/// The way to a timestamp authority. This crate touches no network itself.
pub trait TimeAuthority {
    /// Hands over a DER `TimeStampReq` and returns the `TimeStampResp` (RFC 3161, 3.4).
    ///
    /// # Errors
    ///
    /// [`Unreachable`] when no answer came.
    fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable>;

    /// What time it is, as far as that is known without asking. It proves nothing, and only saves
    /// asking for a timestamp that would come too late.
    fn now(&self) -> Option<DateTime<FixedOffset>> {
        None
    }
}

/// A time that an authority told, and whether anybody vouches for it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StampedTime {
    /// When the authority got what it stamped.
    pub time: DateTime<FixedOffset>,
    /// The common name in its certificate.
    pub authority: String,
    /// Why it is not trusted; nothing when it is.
    pub distrust: Option<Distrust>,
}

/// A timestamp that was just granted and holds.
pub(crate) struct Stamp {
    /// The token, in DER.
    pub(crate) token: Vec<u8>,
    /// When the authority says it got the request.
    pub(crate) time: DateTime<FixedOffset>,
}

impl Stamp {
    /// What the timestamp over `pieces` tells to somebody who trusts `anchors` and knows `proofs`.
    pub(crate) fn judged(
        &self,
        pieces: &[&[u8]],
        (anchors, proofs): (&[Certificate], &Proofs),
    ) -> StampedTime {
        let trust = Trust { anchors, at: None, proofs, proven: None };
        let found = judge_timestamp(&self.token, pieces, trust);
        StampedTime { time: self.time, authority: found.authority, distrust: found.distrust }
    }
}

/// Asks for a timestamp over `pieces` and checks the answer, except for whom it comes from.
///
/// # Errors
///
/// [`TimeError`], also when the answer is about something else than was asked.
pub(crate) fn obtain(authority: &dyn TimeAuthority, pieces: &[&[u8]]) -> Result<Stamp, TimeError> {
    let nonce = nonce()?;
    let request = request(&Digest::Sha256.compute(pieces), &nonce);
    let answer = authority.stamp(&request)?;
    let token = granted(&answer)?;
    let read = Token::read(&token).map_err(TimeError::Broken)?;
    read.check(pieces).map_err(TimeError::Broken)?;
    if read.nonce != Some(&nonce) {
        return Err(TimeError::NotAsked);
    }
    let time = read.time;
    Ok(Stamp { token, time })
}

/// A number nobody can guess, so that no old answer passes for a new one; positive, without
/// leading zeros.
fn nonce() -> Result<[u8; 8], TimeError> {
    let mut nonce = [0; 8];
    SystemRandom::new().fill(&mut nonce).map_err(|_| TimeError::NotAsked)?;
    let [first, ..] = &mut nonce;
    *first = *first & 0x3f | 0x40;
    Ok(nonce)
}

/// A `TimeStampReq` for a SHA-256 digest that asks for the certificate, too (RFC 3161, 2.4.1).
pub(crate) fn request(digest: &[u8], nonce: &[u8]) -> Vec<u8> {
    const TRUE: u8 = 0xff;
    let algorithm = wrap(tag::SEQUENCE, &[&write(tag::OID, oid::SHA256), &write(tag::NULL, &[])]);
    let imprint = wrap(tag::SEQUENCE, &[&algorithm, &write(tag::OCTET_STRING, digest)]);
    let version = write(tag::INTEGER, &[1]);
    let nonce = write(tag::INTEGER, nonce);
    wrap(tag::SEQUENCE, &[&version, &imprint, &nonce, &write(tag::BOOLEAN, &[TRUE])])
}

/// The token of a `TimeStampResp`, if it was granted (RFC 3161, 2.4.2).
pub(crate) fn granted(answer: &[u8]) -> Result<Vec<u8>, TimeError> {
    let (der, rest) = definite(answer).ok_or(TimeError::Unreadable)?;
    if !rest.is_empty() {
        return Err(TimeError::Unreadable);
    }
    let mut response = Reader(&der).expect(tag::SEQUENCE).ok_or(TimeError::Unreadable)?.inside();
    let mut status = response.expect(tag::SEQUENCE).ok_or(TimeError::Unreadable)?.inside();
    match status.expect(tag::INTEGER).ok_or(TimeError::Unreadable)?.value {
        [0 | 1] => {}
        _ => return Err(TimeError::Refused { said: said(status).unwrap_or_default() }),
    }
    let token = response.expect(tag::SEQUENCE).ok_or(TimeError::Unreadable)?;
    Ok(token.whole.to_vec())
}

/// What the authority says of its refusal.
fn said(mut status: Reader<'_>) -> Option<String> {
    let mut words = status.optional(tag::SEQUENCE)?.inside();
    let mut said = Vec::new();
    while let Some(word) = words.expect(tag::UTF8_STRING) {
        said.push(String::from_utf8_lossy(word.value).into_owned());
    }
    Some(said.join(" "))
}
