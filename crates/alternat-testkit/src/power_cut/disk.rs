//! A model of a disk: what is on it for certain, and what the kernel has not written yet.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::trace::{Event, TraceError};
use crate::chance::Chance;

/// What the disk kept of what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Every unsynced write is lost; entries of directories are there.
    Lost,
    /// Everything is there.
    Kept,
    /// Of unsynced writes and entries, each is there or not as chance has it.
    Partly,
    /// In each file the writes up to some one are there, and of that one only some sectors of 512 bytes.
    Torn,
    /// Changes of directories that were not synced are lost; unsynced writes are all there, or all lost.
    Nameless,
}

impl Variant {
    const ALL: [Variant; 5] = [Variant::Kept, Variant::Lost, Variant::Partly, Variant::Torn, Variant::Nameless];
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Variant::Lost => "lost",
            Variant::Kept => "kept",
            Variant::Partly => "partly",
            Variant::Torn => "torn",
            Variant::Nameless => "nameless",
        })
    }
}

/// A directory tree: the bytes of each file, `None` for a directory, parents first.
pub type State = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// The disk, and who has what open.
pub struct Disk {
    /// Every file and directory there ever was; a number names one, whatever its path.
    nodes: Vec<Node>,
    /// As programs see it.
    names: BTreeMap<PathBuf, usize>,
    /// As it is on the disk for certain.
    names_synced: BTreeMap<PathBuf, usize>,
    /// Changes of names since the directory they happened in was synced.
    changes: Vec<Change>,
    open: BTreeMap<i32, usize>,
    failed_syncs_reach: bool,
}

enum Node {
    Directory,
    File { synced: Vec<u8>, pending: Vec<Pending> },
}

#[derive(Clone)]
enum Pending {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

struct Change {
    directory: PathBuf,
    entries: Vec<(PathBuf, Option<usize>)>,
}

impl Disk {
    /// An empty directory.
    pub fn new(failed_syncs_reach: bool) -> Disk {
        let names = BTreeMap::from([(PathBuf::new(), 0)]);
        let names_synced = names.clone();
        let nodes = vec![Node::Directory];
        Disk { nodes, names, names_synced, changes: Vec::new(), open: BTreeMap::new(), failed_syncs_reach }
    }

    /// Does what the program did, and says which variants are worth trying after it.
    pub fn play(&mut self, event: &Event) -> Result<&'static [Variant], TraceError> {
        let unknown = |what: &str| TraceError::Unknown(format!("{what} in {event:.200?}"));
        match event {
            Event::Began => {
                self.open.clear();
                return Ok(&[]);
            }
            Event::Closed { fd } => {
                self.open.remove(fd);
                return Ok(&[]);
            }
            Event::Opened { fd, made, emptied, path } => {
                if *made {
                    self.nodes.push(Node::File { synced: Vec::new(), pending: Vec::new() });
                    self.change(path, vec![(path.clone(), Some(self.nodes.len() - 1))]);
                }
                let node = *self.names.get(path).ok_or_else(|| unknown("a file from before"))?;
                self.open.insert(*fd, node);
                if *emptied && !made {
                    self.pend(*fd, Pending::Cut { length: 0 }).ok_or_else(|| unknown("no file"))?;
                }
                if !made && !emptied {
                    return Ok(&[]);
                }
            }
            Event::Wrote { fd, at, bytes } => {
                self.pend(*fd, Pending::Write { at: *at, bytes: bytes.clone() }).ok_or_else(|| unknown("no file"))?;
            }
            Event::Cut { fd, length } => {
                self.pend(*fd, Pending::Cut { length: *length }).ok_or_else(|| unknown("no file"))?;
            }
            Event::Synced { fd } => self.sync(*fd).ok_or_else(|| unknown("no file"))?,
            Event::Failed { kind: 's', fd } if !self.failed_syncs_reach => {
                let node = self.open.get(fd).and_then(|node| self.nodes.get_mut(*node));
                if let Some(Node::File { pending, .. }) = node {
                    pending.clear();
                }
            }
            Event::Failed { .. } => {}
            Event::Removed { path } => self.change(path, vec![(path.clone(), None)]),
            Event::MadeDirectory { path } => {
                self.nodes.push(Node::Directory);
                self.change(path, vec![(path.clone(), Some(self.nodes.len() - 1))]);
            }
            Event::Moved { from, to } => {
                let node = *self.names.get(from).ok_or_else(|| unknown("a file from before"))?;
                if from.parent() != to.parent() || matches!(self.nodes[node], Node::Directory) {
                    return Err(unknown("a move of a directory, or to another one"));
                }
                self.change(from, vec![(to.clone(), Some(node)), (from.clone(), None)]);
            }
            Event::Said { .. } => {}
        }
        Ok(if self.is_settled() { &Variant::ALL[..1] } else { &Variant::ALL })
    }

    /// What may be found if the power fails now.
    pub fn state(&self, variant: Variant, chance: &mut Chance) -> State {
        let mut names = self.names_synced.clone();
        for change in &self.changes {
            let there = match variant {
                Variant::Nameless => false,
                Variant::Partly => chance.below(2) == 0,
                Variant::Lost | Variant::Kept | Variant::Torn => true,
            };
            if there {
                apply(change, &mut names);
            }
        }
        let nameless_keeps = chance.below(2) == 0;
        let mut state = State::new();
        for (path, node) in names {
            let reachable = path.ancestors().skip(1).all(|above| above == Path::new("") || state.contains_key(above));
            // Shared memory is no file after a power cut.
            let shared = path.to_string_lossy().ends_with("-shm");
            if path == Path::new("") || !reachable || shared {
                continue;
            }
            let bytes = match &self.nodes[node] {
                Node::Directory => None,
                Node::File { synced, pending } => Some(match variant {
                    Variant::Lost => synced.clone(),
                    Variant::Nameless if !nameless_keeps => synced.clone(),
                    Variant::Kept | Variant::Nameless => image(synced, pending.iter()),
                    Variant::Partly => image(synced, pending.iter().filter(|_| chance.below(2) == 0)),
                    Variant::Torn => torn(synced, pending, chance),
                }),
            };
            state.insert(path, bytes);
        }
        state
    }

    fn is_settled(&self) -> bool {
        let settled = |node: &Node| matches!(node, Node::Directory) || matches!(node, Node::File { pending, .. } if pending.is_empty());
        self.changes.is_empty() && self.nodes.iter().all(settled)
    }

    fn change(&mut self, path: &Path, entries: Vec<(PathBuf, Option<usize>)>) {
        let change = Change { directory: path.parent().unwrap_or(Path::new("")).to_path_buf(), entries };
        apply(&change, &mut self.names);
        self.changes.push(change);
    }

    fn pend(&mut self, fd: i32, what: Pending) -> Option<()> {
        match self.nodes.get_mut(*self.open.get(&fd)?)? {
            Node::Directory => None,
            Node::File { pending, .. } => {
                pending.push(what);
                Some(())
            }
        }
    }

    fn sync(&mut self, fd: i32) -> Option<()> {
        let number = *self.open.get(&fd)?;
        match self.nodes.get_mut(number)? {
            Node::File { synced, pending } => pending.drain(..).for_each(|one| put(synced, &one)),
            Node::Directory => {
                let path = self.names.iter().find(|(_, node)| **node == number)?.0.clone();
                let (here, elsewhere) = std::mem::take(&mut self.changes).into_iter().partition(|change| change.directory == path);
                self.changes = elsewhere;
                let here: Vec<Change> = here;
                here.iter().for_each(|change| apply(change, &mut self.names_synced));
            }
        }
        Some(())
    }
}

fn apply(change: &Change, names: &mut BTreeMap<PathBuf, usize>) {
    for (path, node) in &change.entries {
        match node {
            Some(node) => names.insert(path.clone(), *node),
            None => names.remove(path),
        };
    }
}

fn image<'a>(synced: &[u8], pending: impl Iterator<Item = &'a Pending>) -> Vec<u8> {
    let mut bytes = synced.to_vec();
    pending.for_each(|one| put(&mut bytes, one));
    bytes
}

fn put(file: &mut Vec<u8>, one: &Pending) {
    match one {
        Pending::Cut { length } => file.resize(*length, 0),
        Pending::Write { at, bytes } => {
            let end = at + bytes.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*at..end].copy_from_slice(bytes);
        }
    }
}

/// Bytes that a disk writes whole or not at all.
const SECTOR: usize = 512;

fn torn(synced: &[u8], pending: &[Pending], chance: &mut Chance) -> Vec<u8> {
    if pending.is_empty() {
        return synced.to_vec();
    }
    let last = chance.below(pending.len());
    let mut file = image(synced, pending[..last].iter());
    match &pending[last] {
        Pending::Write { at, bytes } => {
            let mut from = 0;
            while from < bytes.len() {
                // Sectors are those of the file, so the first and the last may be short.
                let to = bytes.len().min(from + SECTOR - (at + from) % SECTOR);
                if chance.below(2) == 0 {
                    put(&mut file, &Pending::Write { at: at + from, bytes: bytes[from..to].to_vec() });
                }
                from = to;
            }
        }
        cut => put(&mut file, cut),
    }
    file
}

/// Chance of its own for the state of this variant after the event of this number, so that one state can be built alone.
pub fn chance(seed: u64, event: usize, variant: Variant) -> Chance {
    let mut chance = Chance::new(seed ^ (event as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (variant as u64) << 56);
    chance.bits();
    chance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(fd: i32, at: usize, text: &str) -> Event {
        Event::Wrote { fd, at, bytes: text.as_bytes().to_vec() }
    }

    fn make(fd: i32, path: &str) -> Event {
        Event::Opened { fd, made: true, emptied: false, path: path.into() }
    }

    fn directory(fd: i32) -> Event {
        Event::Opened { fd, made: false, emptied: false, path: "".into() }
    }

    /// What is in the one file `f` after these events: `-` if it is missing.
    fn check(events: &[Event], variant: Variant, expected: &str) {
        let mut disk = Disk::new(false);
        for event in events {
            disk.play(event).unwrap();
        }
        let state = disk.state(variant, &mut chance(1, 0, variant));
        let found = state.get(Path::new("f")).map(|bytes| String::from_utf8(bytes.clone().unwrap()).unwrap());
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{variant} after {events:?}");
    }

    #[test]
    fn what_is_not_synced_may_be_lost_and_what_is_synced_may_not() {
        let mut run = vec![make(3, "f"), write(3, 0, "one")];
        check(&run, Variant::Kept, "one");
        check(&run, Variant::Lost, "");
        check(&run, Variant::Nameless, "-");
        run.push(Event::Synced { fd: 3 });
        check(&run, Variant::Lost, "one");
        check(&run, Variant::Nameless, "-");
        run.extend([directory(4), Event::Synced { fd: 4 }]);
        check(&run, Variant::Nameless, "one");
        run.push(write(3, 1, "thers"));
        check(&run, Variant::Lost, "one");
        check(&run, Variant::Kept, "others");
        run.push(Event::Cut { fd: 3, length: 2 });
        check(&run, Variant::Lost, "one");
        check(&run, Variant::Kept, "ot");
    }

    #[test]
    fn a_move_takes_the_file_with_it_and_is_lost_or_kept_as_one() {
        let mut run = vec![make(3, "f"), write(3, 0, "old"), Event::Synced { fd: 3 }, directory(4), Event::Synced { fd: 4 }];
        run.extend([make(5, "g"), write(5, 0, "new"), Event::Moved { from: "g".into(), to: "f".into() }]);
        check(&run, Variant::Kept, "new");
        check(&run, Variant::Lost, "");
        check(&run, Variant::Nameless, "old");
        run.extend([Event::Synced { fd: 5 }, Event::Synced { fd: 4 }]);
        check(&run, Variant::Nameless, "new");
        run.push(Event::Removed { path: "f".into() });
        check(&run, Variant::Kept, "-");
        check(&run, Variant::Nameless, "new");
    }

    #[test]
    fn what_a_failed_sync_did_not_write_is_gone_until_it_is_written_again() {
        let mut run = vec![make(3, "f"), write(3, 0, "one"), Event::Failed { kind: 's', fd: 3 }, Event::Synced { fd: 3 }];
        check(&run, Variant::Kept, "");
        run.extend([write(3, 0, "two"), Event::Synced { fd: 3 }]);
        check(&run, Variant::Lost, "two");
    }

    #[test]
    fn a_torn_write_is_torn_at_the_sectors_of_the_file() {
        let long = "x".repeat(2000);
        let mut disk = Disk::new(false);
        for event in [make(3, "f"), write(3, 100, &long)] {
            disk.play(&event).unwrap();
        }
        let mut different = std::collections::BTreeSet::new();
        for seed in 0..64 {
            let state = disk.state(Variant::Torn, &mut chance(seed, 0, Variant::Torn));
            let file = state[Path::new("f")].clone().unwrap();
            for (sector, bytes) in file.chunks(SECTOR).enumerate() {
                let written = &bytes[if sector == 0 { bytes.len().min(100) } else { 0 }..];
                assert!(written.iter().all(|byte| *byte == b'x') || written.iter().all(|byte| *byte == 0));
            }
            different.insert(file);
        }
        assert!(different.len() > 8, "{}", different.len());
    }
}
