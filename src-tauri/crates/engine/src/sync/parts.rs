//! A long file in several, since a stick with FAT32 takes none of 4 GiB or more.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The path of a part: the first has the name that was chosen, the next ones end in `.2`, `.3`, …
pub(crate) fn part_path(path: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return path.to_path_buf();
    }
    let mut name = path.as_os_str().to_os_string();
    name.push(format!(".{number}"));
    PathBuf::from(name)
}

/// Writes one file after the other, each of at most so many bytes.
pub(super) struct Writer {
    path: PathBuf,
    most: u64,
    number: u32,
    room: u64,
    file: File,
}

impl Writer {
    pub(super) fn create(path: &Path, most: u64) -> io::Result<Self> {
        let file = File::create(path)?;
        Ok(Self { path: path.to_path_buf(), most, number: 1, room: most, file })
    }

    /// Makes what was written durable; returns how many parts there are.
    pub(super) fn finish(self) -> io::Result<u32> {
        self.file.sync_all()?;
        Ok(self.number)
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            self.file.sync_all()?;
            self.number = self.number.saturating_add(1);
            self.file = File::create(part_path(&self.path, self.number))?;
            self.room = self.most;
        }
        let fitting = usize::try_from(self.room).unwrap_or(usize::MAX).min(bytes.len());
        let written = self.file.write(bytes.get(..fitting).unwrap_or_default())?;
        self.room = self.room.saturating_sub(u64::try_from(written).unwrap_or(u64::MAX));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads the parts as one file.
pub(super) struct Reader {
    path: PathBuf,
    number: u32,
    file: File,
}

impl Reader {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_path_buf(), number: 1, file: File::open(path)? })
    }
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.file.read(out)?;
            if read != 0 || out.is_empty() {
                return Ok(read);
            }
            let next = part_path(&self.path, self.number.saturating_add(1));
            match File::open(next) {
                Ok(file) => self.file = file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
                Err(error) => return Err(error),
            }
            self.number = self.number.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_written_in_parts_is_read_as_one_and_no_part_is_too_long() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("goi.doan");
        let bytes: Vec<u8> = (0..=255).cycle().take(1050).collect();

        let mut writer = Writer::create(&path, 100).unwrap();
        writer.write_all(&bytes).unwrap();
        assert_eq!(writer.finish().unwrap(), 11);

        let mut read = Vec::new();
        Reader::open(&path).unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes);
        for number in 1..=11 {
            assert!(fs::metadata(part_path(&path, number)).unwrap().len() <= 100);
        }
    }
}
