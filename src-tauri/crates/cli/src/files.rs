//! Files outside the store: what is read, and what is written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use engine::EngineError;
use engine::import::{Flaw, ImportError};
use zeroize::Zeroizing;

use crate::failure::Failed;

/// The bytes of the file `path`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    fs::read(path).map_err(|source| failed(path, source))
}

/// The text of the file `path`, and its name for messages.
pub(crate) fn read_text(path: &Path) -> Result<(String, String), Failed> {
    let name = name(path);
    match String::from_utf8(read(path)?) {
        // Editors of Windows begin with a byte order mark.
        Ok(text) => Ok((name, text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))),
        Err(_) => {
            let error =
                ImportError { file: name, line: None, path: ".".to_owned(), flaw: Flaw::NotText };
            Err(EngineError::Import(error).into())
        }
    }
}

/// The first line of the file `path`, which holds a secret.
pub(crate) fn read_secret(path: &Path) -> Result<Zeroizing<String>, Failed> {
    let bytes = Zeroizing::new(read(path)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        let shown = path.display();
        Failed::input(
            "E-SECRET-TEXT",
            format!(
                "Tệp “{shown}” không phải văn bản UTF-8. Hãy lưu lại mật khẩu thành tệp văn bản."
            ),
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// Replaces the file `path` by `bytes`, whole or not at all.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let draft = draft_of(path);
    let written = write_synced(&draft, bytes).and_then(|()| fs::rename(&draft, path));
    written.map_err(|source| {
        drop(fs::remove_file(&draft));
        failed(path, source)
    })
}

/// The name of the file, without its folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn failed(path: &Path, source: io::Error) -> Failed {
    EngineError::File { path: path.to_path_buf(), source }.into()
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn draft_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".draft");
    PathBuf::from(name)
}
