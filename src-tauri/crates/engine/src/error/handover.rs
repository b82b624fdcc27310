//! What can go wrong when laptops hand work to each other.

use thiserror::Error;

use crate::store::{ExchangeFault, StoreError};

/// Why a bundle or a card is not made, or not taken in.
#[derive(Debug, Error)]
pub enum HandoverFault {
    /// The charter, the keys or the record say no.
    #[error(transparent)]
    Exchange(ExchangeFault),
    /// The file is no bundle.
    #[error("not a bundle")]
    NotABundle,
    /// The bundle was encrypted to others.
    #[error("the bundle is not for this laptop")]
    NotForUs,
    /// The bundle was cut short or altered.
    #[error("the bundle is damaged at {entry}")]
    Damaged {
        /// Which entry fails.
        entry: String,
    },
    /// The file is no card of a laptop.
    #[error("not a card")]
    NotACard,
    /// Two campaigns have one key here: one was set up on this laptop and one came from another.
    #[error("two campaigns have the key {0}")]
    SameKey(String),
    /// A call to another laptop came to nothing.
    #[error(transparent)]
    Line(exchange::LineFault),
    /// What answers is a laptop that this one never heard of.
    #[error("device {device} takes part in nothing here")]
    UnknownStation {
        /// The laptop, in hexadecimal.
        device: String,
    },
    /// Nobody is invited by a code here: none was made, or it was used, tried too often or is too old.
    #[error("no invitation is open")]
    Uninvited,
    /// The code was another one.
    #[error("another code; {tries_left} tries left")]
    WrongCode {
        /// How often it may be tried again.
        tries_left: u8,
    },
    /// What was typed is no code of eight digits.
    #[error("no code of eight digits")]
    NotACode,
    /// The card is this laptop's own.
    #[error("the card is this laptop's own")]
    OwnCard,
    /// There is no room for what another device wants to leave here.
    #[error(transparent)]
    Overfull(Overfull),
}

/// Which room is full; all numbers are bytes.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum Overfull {
    /// The one of a campaign.
    #[error("the campaign has {used} of {most} bytes, {offered} more are offered")]
    Campaign {
        /// So many it may have.
        most: u64,
        /// So many it has.
        used: u64,
        /// So many would come.
        offered: u64,
    },
    /// The one of a device for today.
    #[error("the device sent {used} of {most} bytes today, {offered} more are offered")]
    Device {
        /// So many it may send in a day.
        most: u64,
        /// So many it sent.
        used: u64,
        /// So many would come.
        offered: u64,
    },
}

impl From<exchange::Unwelcome> for super::EngineError {
    fn from(unwelcome: exchange::Unwelcome) -> Self {
        Self::Handover(match unwelcome {
            exchange::Unwelcome::Over => HandoverFault::Uninvited,
            exchange::Unwelcome::WrongCode { tries_left } => {
                HandoverFault::WrongCode { tries_left }
            }
        })
    }
}

impl From<ExchangeFault> for super::EngineError {
    fn from(fault: ExchangeFault) -> Self {
        if let ExchangeFault::Store(error) = fault {
            Self::Store(error)
        } else {
            Self::Handover(HandoverFault::Exchange(fault))
        }
    }
}

impl From<exchange::LineFault> for super::EngineError {
    fn from(fault: exchange::LineFault) -> Self {
        if matches!(fault, exchange::LineFault::Stopped) {
            Self::Store(StoreError::Stopped)
        } else if let exchange::LineFault::Disk(source) = fault {
            Self::Store(StoreError::Io { path: std::path::PathBuf::new(), source })
        } else {
            Self::Handover(HandoverFault::Line(fault))
        }
    }
}

impl From<exchange::WriteFault> for super::EngineError {
    fn from(fault: exchange::WriteFault) -> Self {
        match fault {
            exchange::WriteFault::NoRecipient { .. } => {
                Self::Handover(HandoverFault::Exchange(ExchangeFault::Alone))
            }
            exchange::WriteFault::Io(source) => {
                Self::Store(StoreError::Io { path: std::path::PathBuf::new(), source })
            }
        }
    }
}
