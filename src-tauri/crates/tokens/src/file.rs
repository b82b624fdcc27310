//! Looking at the file of a module before it is loaded: is it there, and for machines like this one?

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::error::TokenError;

/// Bits of an address in this program.
const OURS: u32 = usize::BITS;

/// Refuses what is no library, and what was built for machines of another width.
///
/// # Errors
///
/// [`TokenError::NoModule`], [`TokenError::NotAModule`] and [`TokenError::OtherWidth`].
pub(crate) fn check(path: &Path) -> Result<(), TokenError> {
    /// The headers that matter lie before this byte.
    const HEAD: u64 = 4096;
    if !path.is_file() {
        return Err(TokenError::NoModule { path: path.to_path_buf() });
    }
    let refuse = |reason: &str| TokenError::NotAModule {
        path: path.to_path_buf(),
        reason: reason.to_owned(),
    };
    let mut head = Vec::new();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let read = opened.and_then(|(length, file)| {
        file.take(HEAD).read_to_end(&mut head)?;
        Ok(length)
    });
    let length = read.map_err(|error| refuse(&error.to_string()))?;
    if elf_reaches(&head).is_some_and(|needed| length < needed) {
        return Err(refuse("the file is cut off"));
    }
    match width(&head) {
        Some(Width::Bits(bits)) if bits != OURS => {
            Err(TokenError::OtherWidth { path: path.to_path_buf(), theirs: bits, ours: OURS })
        }
        Some(_) => Ok(()),
        None => Err(refuse("not a library")),
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Width {
    Bits(u32),
    /// Several in one file, or one that only the system can tell.
    Any,
}

/// For machines of which width a library is: ELF, PE or Mach-O.
fn width(head: &[u8]) -> Option<Width> {
    match head.get(..4)? {
        [0x7f, b'E', b'L', b'F'] => match head.get(4)? {
            1 => Some(Width::Bits(32)),
            2 => Some(Width::Bits(64)),
            _ => None,
        },
        [b'M', b'Z', ..] => {
            let at = head.get(0x3c..0x40)?;
            let at = usize::try_from(u32::from_le_bytes(at.try_into().ok()?)).ok()?;
            let Some(header) = head.get(at..).and_then(|rest| rest.get(..6)) else {
                return Some(Width::Any);
            };
            match header {
                [b'P', b'E', 0, 0, 0x4c, 0x01] => Some(Width::Bits(32)),
                [b'P', b'E', 0, 0, 0x64, 0x86 | 0xaa] => Some(Width::Bits(64)),
                [b'P', b'E', 0, 0, ..] => Some(Width::Any),
                _ => None,
            }
        }
        [0xce, 0xfa, 0xed, 0xfe] => Some(Width::Bits(32)),
        [0xcf, 0xfa, 0xed, 0xfe] => Some(Width::Bits(64)),
        [0xca, 0xfe, 0xba, 0xbe] => Some(Width::Any),
        _ => None,
    }
}

/// Up to which byte the segments of a 64-bit ELF library reach. Loading one that is cut off before
/// that ends the program.
fn elf_reaches(head: &[u8]) -> Option<u64> {
    /// Size of a program header.
    const HEADER: usize = 56;
    head.strip_prefix(b"\x7fELF\x02\x01")?;
    let long = |at: usize| {
        let bytes = head.get(at..)?.first_chunk()?;
        Some(u64::from_le_bytes(*bytes))
    };
    let at = usize::try_from(long(32)?).ok()?;
    let count = u16::from_le_bytes(*head.get(56..)?.first_chunk()?);
    let mut reaches = u64::try_from(at).ok()?;
    for number in 0..usize::from(count) {
        let header = at.checked_add(number.checked_mul(HEADER)?)?;
        let (from, length) = (long(header.checked_add(8)?)?, long(header.checked_add(32)?)?);
        reaches = reaches.max(from.checked_add(length)?);
    }
    Some(reaches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pe(machine: [u8; 2]) -> Vec<u8> {
        let mut file = vec![0; 0x90];
        file[..2].copy_from_slice(b"MZ");
        file[0x3c] = 0x80;
        file[0x80..0x84].copy_from_slice(b"PE\0\0");
        file[0x84..0x86].copy_from_slice(&machine);
        file
    }

    #[test]
    fn libraries_say_for_which_machines_they_are() {
        assert_eq!(width(b"\x7fELF\x01\x01"), Some(Width::Bits(32)));
        assert_eq!(width(b"\x7fELF\x02\x01"), Some(Width::Bits(64)));
        assert_eq!(width(&pe([0x4c, 0x01])), Some(Width::Bits(32)));
        assert_eq!(width(&pe([0x64, 0x86])), Some(Width::Bits(64)));
        assert_eq!(width(&pe([0x64, 0xaa])), Some(Width::Bits(64)));
        for other in [&b""[..], b"MZ", b"%PDF-1.7", b"#!/bin/sh\n", &[0; 100]] {
            assert_eq!(width(other), None);
        }
    }

    #[test]
    fn a_module_of_another_width_is_named_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("viettel-ca.dll");
        std::fs::write(&path, pe([0x4c, 0x01])).unwrap();

        let refused = check(&path).unwrap_err();

        assert_eq!(refused, TokenError::OtherWidth { path: path.clone(), theirs: 32, ours: 64 });
        std::fs::write(&path, "không phải thư viện").unwrap();
        assert!(matches!(check(&path), Err(TokenError::NotAModule { .. })));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(check(&path), Err(TokenError::NoModule { path }));
    }
}
