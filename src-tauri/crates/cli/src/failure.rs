//! Failures as this front tells them: a code, one line, an exit code.

use std::process::ExitCode;

use engine::EngineError;
use engine::store::StoreError;
use engine::words::{Class, Failure};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The stable code: `E-STORE-PASSPHRASE`.
    pub(crate) code: &'static str,
    /// What happened and what to do, in Vietnamese.
    pub(crate) message: String,
    /// What kind of failure it is.
    pub(crate) class: Class,
}

impl Failed {
    /// What was asked or given cannot be taken.
    pub(crate) fn input(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), class: Class::Input }
    }

    /// The answer is “no”.
    pub(crate) fn no(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), class: Class::No }
    }

    /// The command line makes no sense.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::input("E-USAGE", message)
    }

    /// The exit code: 1 the answer is “no”, 2 usage or bad input, 3 locked or damaged store.
    pub(crate) fn exit(&self) -> ExitCode {
        ExitCode::from(match self.class {
            Class::No => 1,
            Class::Input => 2,
            Class::Store => 3,
        })
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self { code: failure.code, message: failure.message, class: failure.class }
    }
}

impl From<EngineError> for Failed {
    fn from(error: EngineError) -> Self {
        // Scripts and people choose a way out by the code; how to go back is a command here.
        let damaged = matches!(&error, EngineError::Store(StoreError::Damaged { snapshots }) if !snapshots.is_empty());
        let mut failed = Self::from(Failure::from(&error));
        if damaged {
            failed.message.push_str(
                " Xem bằng `bienban snapshot list`, khôi phục bằng `bienban snapshot restore TÊN`.",
            );
        }
        failed
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::from(EngineError::from(error))
    }
}
