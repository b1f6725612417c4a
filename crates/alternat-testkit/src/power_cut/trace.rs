//! A recorded run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One thing that the program did. Paths are relative to the directory that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A process began; every descriptor of the one before is closed.
    Began,
    /// A file or directory was opened.
    Opened {
        /// The descriptor.
        fd: i32,
        /// Whether this made the file.
        made: bool,
        /// Whether this emptied the file.
        emptied: bool,
        /// The path.
        path: PathBuf,
    },
    /// A descriptor was closed.
    Closed {
        /// The descriptor.
        fd: i32,
    },
    /// Bytes were written.
    Wrote {
        /// The descriptor.
        fd: i32,
        /// From where in the file.
        at: usize,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A file was cut or drawn out to this length.
    Cut {
        /// The descriptor.
        fd: i32,
        /// The new length.
        length: usize,
    },
    /// A file or directory was synced.
    Synced {
        /// The descriptor.
        fd: i32,
    },
    /// A call was made to fail: `w` a write, `s` a sync, `e` a change of entries.
    Failed {
        /// The kind of call.
        kind: char,
        /// The descriptor; -1 for entries.
        fd: i32,
    },
    /// An entry was removed.
    Removed {
        /// The path.
        path: PathBuf,
    },
    /// A directory was made.
    MadeDirectory {
        /// The path.
        path: PathBuf,
    },
    /// An entry was moved.
    Moved {
        /// From where.
        from: PathBuf,
        /// To where.
        to: PathBuf,
    },
    /// Something was written to standard output.
    Said {
        /// The text.
        text: String,
    },
}

/// What was recorded, in order, of one process or several one after another.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The events.
    pub events: Vec<Event>,
}

/// Why a trace cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// A file could not be read or written.
    #[error("could not read or write {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A program could not be run, or failed.
    #[error("could not run {program}: {why}")]
    Program {
        /// The program.
        program: String,
        /// What it said.
        why: String,
    },
    /// The recorder wrote something that is no event.
    #[error("no event at byte {at} of the trace")]
    NoEvent {
        /// Where.
        at: usize,
    },
    /// The program did something that the model of the disk does not know.
    #[error("the model of the disk does not know this: {0}")]
    Unknown(String),
}

impl Trace {
    /// Reads a trace of what was done under a directory.
    ///
    /// # Errors
    /// [`TraceError::File`], and [`TraceError::NoEvent`] for a trace that is cut short.
    pub fn read(path: &Path, under: &Path) -> Result<Trace, TraceError> {
        let bytes = fs::read(path).map_err(|source| TraceError::File { path: path.to_path_buf(), source })?;
        let (mut events, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            let (event, next) = event(&bytes, at, under).ok_or(TraceError::NoEvent { at })?;
            events.push(event);
            at = next;
        }
        Ok(Trace { events })
    }

    /// The same run on a disk that is told nothing of syncs of files whose names end so.
    pub fn without_syncs_of(&self, ending: &str) -> Trace {
        let mut names = std::collections::BTreeMap::new();
        let kept = self.events.iter().filter(|event| {
            if let Event::Opened { fd, path, .. } = event {
                names.insert(*fd, path.to_string_lossy().into_owned());
            }
            !matches!(event, Event::Synced { fd } if names.get(fd).is_some_and(|name| name.ends_with(ending)))
        });
        Trace { events: kept.cloned().collect() }
    }

    /// How often a file whose name ends so was synced in each stretch that ends with an acknowledgement.
    pub fn syncs_before_each(&self, acknowledges: &str, ending: &str) -> Vec<usize> {
        let (mut names, mut counts, mut count) = (std::collections::BTreeMap::new(), Vec::new(), 0);
        for event in &self.events {
            match event {
                Event::Opened { fd, path, .. } => {
                    names.insert(*fd, path.to_string_lossy().into_owned());
                }
                Event::Synced { fd } if names.get(fd).is_some_and(|name| name.ends_with(ending)) => count += 1,
                said => {
                    for _ in super::acknowledgements(said, acknowledges) {
                        counts.push(std::mem::take(&mut count));
                    }
                }
            }
        }
        counts
    }
}

/// Head of an event: kind, descriptor, number, size.
const HEAD: usize = 17;

fn event(bytes: &[u8], at: usize, under: &Path) -> Option<(Event, usize)> {
    let head = bytes.get(at..at + HEAD)?;
    let fd = i32::from_le_bytes(head[1..5].try_into().ok()?);
    let number = i64::from_le_bytes(head[5..13].try_into().ok()?);
    let size = u32::from_le_bytes(head[13..17].try_into().ok()?) as usize;
    let next = at + HEAD + size;
    let rest = bytes.get(at + HEAD..next)?;
    let path = |bytes: &[u8]| Path::new(std::str::from_utf8(bytes).ok()?).strip_prefix(under).ok().map(Path::to_path_buf);
    let event = match head[0] {
        b'B' => Event::Began,
        b'O' => Event::Opened { fd, made: number & 1 != 0, emptied: number & 2 != 0, path: path(rest)? },
        b'C' => Event::Closed { fd },
        b'W' => Event::Wrote { fd, at: usize::try_from(number).ok()?, bytes: rest.to_vec() },
        b'L' => Event::Cut { fd, length: usize::try_from(number).ok()? },
        b'S' => Event::Synced { fd },
        b'X' => Event::Failed { kind: u8::try_from(number).ok()?.into(), fd },
        b'U' => Event::Removed { path: path(rest)? },
        b'D' => Event::MadeDirectory { path: path(rest)? },
        b'R' => {
            let mut both = rest.split(|byte| *byte == 0);
            Event::Moved { from: path(both.next()?)?, to: path(both.next()?)? }
        }
        b'T' => Event::Said { text: String::from_utf8_lossy(rest).into_owned() },
        _ => return None,
    };
    Some((event, next))
}
