//! A disk that loses power: of all that a program wrote it surely has what was synced, and of the rest
//! whatever chance gives.
//!
//! It plays back what strace saw the program ask of the system. Names and bytes are kept apart, as on a
//! real disk: a file that was synced may have no name yet, one that was renamed no bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Chance;
use crate::requests::Request;

/// What a disk writes whole or not at all.
const SECTOR_BYTES: usize = 512;

/// How much of what was not synced is there after the cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Luck {
    /// Nothing.
    None,
    /// Some: each sector and each name by chance.
    Some,
    /// Everything.
    All,
}

/// The disk under one folder.
pub struct Disk {
    root: PathBuf,
    files: Vec<Content>,
    /// The names that outlive a power cut.
    names: BTreeMap<PathBuf, Node>,
    /// Names as the program sees them.
    seen: BTreeMap<PathBuf, Node>,
    /// Changes of names that were not synced, in their order.
    renamings: Vec<Renaming>,
    open: BTreeMap<i64, Handle>,
    said: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Default)]
struct Content {
    synced: Vec<u8>,
    unsynced: Vec<Change>,
}

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Renaming {
    Put(PathBuf, Node),
    Move { from: PathBuf, to: PathBuf, node: Node },
    Remove(PathBuf),
}

struct Handle {
    path: PathBuf,
    node: Node,
    at: usize,
}

impl Disk {
    /// A disk that holds what is in `before`, all of it synced, and is known to programs as `root`.
    pub fn new(before: &Path, root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            files: Vec::new(),
            names: BTreeMap::from([(PathBuf::new(), Node::Folder)]),
            seen: BTreeMap::new(),
            renamings: Vec::new(),
            open: BTreeMap::new(),
            said: 0,
        };
        disk.take(before, Path::new(""));
        disk.seen = disk.names.clone();
        disk
    }

    fn take(&mut self, folder: &Path, name: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = name.join(entry.file_name());
            if entry.path().is_dir() {
                self.names.insert(name.clone(), Node::Folder);
                self.take(&entry.path(), &name);
            } else {
                let node = self.new_file(fs::read(entry.path()).unwrap());
                self.names.insert(name, node);
            }
        }
    }

    fn new_file(&mut self, synced: Vec<u8>) -> Node {
        self.files.push(Content { synced, unsynced: Vec::new() });
        Node::File(self.files.len() - 1)
    }

    /// Lines that the program has said to people until now.
    pub fn said(&self) -> usize {
        self.said
    }

    /// Does what a program asked for.
    pub fn follow(&mut self, request: &Request) {
        match request {
            Request::Open { path, handle, creates, empties } => {
                self.open_file(path, *handle, *creates, *empties);
            }
            Request::Close { handle } => drop(self.open.remove(handle)),
            Request::Write { handle: 1, bytes, .. } => {
                self.said += bytes.iter().filter(|byte| **byte == b'\n').count();
            }
            Request::Write { handle, at, bytes } => {
                let Some(open) = self.open.get_mut(handle) else { return };
                let start = at.unwrap_or(open.at);
                if at.is_none() {
                    open.at += bytes.len();
                }
                self.change(*handle, Change::Write { at: start, bytes: bytes.clone() });
            }
            Request::Length { handle, bytes } => self.change(*handle, Change::Length(*bytes)),
            Request::Sync { handle } => self.sync(*handle),
            Request::Rename { from, to } => {
                let (Some(from), Some(to)) = (self.name(from), self.name(to)) else { return };
                let node = self.seen[&from];
                self.rename(Renaming::Move { from, to, node });
            }
            Request::Remove { path } => {
                if let Some(name) = self.name(path) {
                    self.rename(Renaming::Remove(name));
                }
            }
            Request::MakeFolder { path } => {
                if let Some(name) = self.name(path) {
                    self.rename(Renaming::Put(name, Node::Folder));
                }
            }
        }
    }

    /// The name of `path` on this disk, if it lies here. Shared memory is no file that lasts.
    fn name(&self, path: &Path) -> Option<PathBuf> {
        let name = path.strip_prefix(&self.root).ok()?;
        (!name.to_string_lossy().ends_with("-shm")).then(|| name.to_owned())
    }

    fn open_file(&mut self, path: &Path, handle: i64, creates: bool, empties: bool) {
        let Some(path) = self.name(path) else { return };
        let known = self.seen.get(&path).copied();
        let node = match known {
            Some(node) => node,
            None if creates => {
                let node = self.new_file(Vec::new());
                self.rename(Renaming::Put(path.clone(), node));
                node
            }
            None => return,
        };
        self.open.insert(handle, Handle { path, node, at: 0 });
        if empties && known.is_some() {
            self.change(handle, Change::Length(0));
        }
    }

    fn change(&mut self, handle: i64, change: Change) {
        if let Some(Handle { node: Node::File(file), .. }) = self.open.get(&handle) {
            self.files[*file].unsynced.push(change);
        }
    }

    fn rename(&mut self, renaming: Renaming) {
        renaming.apply(&mut self.seen);
        self.renamings.push(renaming);
    }

    /// A file is synced without its name, a folder with the names in it and without their bytes.
    fn sync(&mut self, handle: i64) {
        let Some(Handle { path, node, .. }) = self.open.get(&handle) else { return };
        let Node::File(file) = node else {
            let (now, later): (Vec<_>, Vec<_>) =
                self.renamings.drain(..).partition(|renaming| renaming.folder() == path);
            for renaming in &now {
                renaming.apply(&mut self.names);
            }
            // What got its last name is not found under the one it had before.
            let moved = |from: &Path| {
                now.iter().any(|one| matches!(one, Renaming::Move { from: old, .. } if old == from))
            };
            self.renamings = later;
            self.renamings.retain(|one| !matches!(one, Renaming::Put(path, _) if moved(path)));
            return;
        };
        let Content { synced, unsynced } = &mut self.files[*file];
        for change in unsynced.drain(..) {
            change.apply(synced, &mut |_| true);
        }
    }

    /// Cuts the power: writes what is left on the disk into `folder`, in place of what is there.
    pub fn cut(&self, luck: Luck, chance: &mut Chance, folder: &Path) {
        let pending = u64::try_from(self.renamings.len()).unwrap();
        let renamed = match luck {
            Luck::None => 0,
            Luck::Some => chance.below(pending + 1),
            Luck::All => pending,
        };
        let mut names = self.names.clone();
        // A disk may be late with names, but keeps their order.
        for renaming in &self.renamings[..usize::try_from(renamed).unwrap()] {
            renaming.apply(&mut names);
        }
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
        for (name, node) in names {
            let path = folder.join(name);
            if !path.parent().unwrap().is_dir() {
                continue; // Its folder is not there.
            }
            match node {
                Node::Folder if path.is_dir() => {}
                Node::Folder => fs::create_dir(path).unwrap(),
                Node::File(file) => {
                    let Content { synced, unsynced } = &self.files[file];
                    let mut bytes = synced.clone();
                    for change in unsynced {
                        change.apply(&mut bytes, &mut |_| match luck {
                            Luck::None => false,
                            Luck::Some => chance.below(2) == 0,
                            Luck::All => true,
                        });
                    }
                    fs::write(path, bytes).unwrap();
                }
            }
        }
    }
}

impl Renaming {
    /// The folder that has to be synced for it to last.
    fn folder(&self) -> &Path {
        let (Self::Put(path, _) | Self::Move { to: path, .. } | Self::Remove(path)) = self;
        path.parent().unwrap()
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Put(path, node) => drop(names.insert(path.clone(), *node)),
            Self::Move { from, to, node } => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
            Self::Remove(path) => drop(names.remove(path)),
        }
    }
}

impl Change {
    /// Applies the sectors of it that `happens` lets through.
    fn apply(&self, to: &mut Vec<u8>, happens: &mut dyn FnMut(usize) -> bool) {
        match self {
            Self::Length(bytes) => {
                if happens(*bytes) {
                    to.resize(*bytes, 0);
                }
            }
            Self::Write { at, bytes } => {
                let mut start = 0;
                while start < bytes.len() {
                    let place = at + start;
                    let length = (SECTOR_BYTES - place % SECTOR_BYTES).min(bytes.len() - start);
                    if happens(place) {
                        to.resize(to.len().max(place + length), 0);
                        to[place..place + length].copy_from_slice(&bytes[start..start + length]);
                    }
                    start += length;
                }
            }
        }
    }
}
