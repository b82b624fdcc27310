//! Loading a module and speaking to it from first call to last.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::SystemTime;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};

use crate::error::{TokenError, failure};
use crate::file;
use crate::wait::{Turn, Wait, held};

/// A module that was told to begin, and is told to end when this is dropped.
pub(crate) struct Driver {
    pub(crate) module: Pkcs11,
    /// Whether nobody else in this process told it to begin.
    ours: bool,
}

/// A file as it was when it was loaded: path, size, time of its last change.
type Loaded = (PathBuf, u64, Option<SystemTime>);

/// Modules stay loaded: some of the makers' start threads that do not survive being unloaded.
static LOADED: Mutex<BTreeMap<Loaded, Pkcs11>> = Mutex::new(BTreeMap::new());

impl Driver {
    fn begin(path: &Path) -> Result<Self, TokenError> {
        let module = load(path)?;
        let begun = match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            // Old ones know of no locks. Ours is the only thread that speaks to them.
            Err(Error::Pkcs11(RvError::CantLock | RvError::ArgumentsBad, _)) => {
                module.initialize(CInitializeArgs::new(CInitializeFlags::empty()))
            }
            other => other,
        };
        let ours = match begun {
            Ok(()) => true,
            Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => false,
            Err(error) => return Err(failure(&error)),
        };
        Ok(Self { module, ours })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.ours {
            // A module that does not want to end has nothing that could be mended here.
            drop(self.module.clone().finalize());
        }
    }
}

fn load(path: &Path) -> Result<Pkcs11, TokenError> {
    let about = path.metadata().ok();
    let length = about.as_ref().map_or(0, std::fs::Metadata::len);
    let changed = about.and_then(|about| about.modified().ok());
    let key = (path.to_path_buf(), length, changed);
    if let Some(module) = held(&LOADED).get(&key) {
        return Ok(module.clone());
    }
    // The system hands out what it has loaded from a path before it looks at the file there.
    held(&LOADED).retain(|(known, ..), _| known != path);
    let module = Pkcs11::new(path).map_err(|error| TokenError::NotAModule {
        path: path.to_path_buf(),
        reason: error.to_string(),
    })?;
    held(&LOADED).insert(key, module.clone());
    Ok(module)
}

/// Runs `work` with the module at `path` on a thread of its own, which sends its answers through
/// what `work` is given; returns the first of them.
///
/// # Errors
///
/// Those of the module's file, [`TokenError::Busy`], [`TokenError::Silent`],
/// [`TokenError::Stopped`], and what `work` answers.
pub(crate) fn speak<T: Send + 'static>(
    path: &Path,
    wait: &Wait,
    work: impl FnOnce(&Driver, &Sender<Result<T, TokenError>>) + Send + 'static,
) -> Result<T, TokenError> {
    file::check(path)?;
    let turn = Turn::take(path, wait)?;
    let (answer, answers) = channel();
    let spawned = thread::Builder::new().name("token".to_owned()).spawn(move || {
        match Driver::begin(turn.module()) {
            Ok(driver) => work(&driver, &answer),
            // Whoever waited may have gone.
            Err(error) => drop(answer.send(Err(error))),
        }
        drop(turn);
    });
    match spawned {
        Ok(_) => wait.for_answer(&answers),
        Err(error) => Err(TokenError::Failed { said: error.to_string() }),
    }
}
