//! What may go wrong with a store.

use std::io;
use std::path::PathBuf;

use alternat::id::Id;

/// The world failed, or the caller asked for what cannot be done.
///
/// After [`StoreError::File`] or [`StoreError::Sqlite`] the store does nothing more: see [`StoreError::is_storage`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has this store open.
    #[error("the store at {path} is open in another process")]
    InUse {
        /// The lock file that the other process holds.
        path: PathBuf,
    },
    /// The SQLite in this program has the WAL-reset bug.
    #[error("SQLite {found} is too old to keep a record; 3.51.3 or later is needed")]
    SqliteTooOld {
        /// The version found.
        found: &'static str,
    },
    /// The file is no record, or the record of another version of Alternat.
    #[error("{path} is not a record that this version can open: {why}")]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What differs.
        why: String,
    },
    /// The write-ahead log is there and the file it belongs to is gone.
    #[error("{path} is missing, but its write-ahead log is there; restore the file or move the log away")]
    Missing {
        /// The file that is missing.
        path: PathBuf,
    },
    /// The file system failed.
    #[error("could not {doing} {path}")]
    File {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// SQLite failed.
    #[error("could not {doing} in {path}")]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// In which file.
        path: PathBuf,
        /// The cause.
        source: rusqlite::Error,
    },
    /// An earlier error stopped this store; nothing was done.
    #[error("the store at {path} stopped after an earlier error; end the process and start again")]
    Stopped {
        /// The file.
        path: PathBuf,
    },
    /// A part, a note, a key or a setting is larger than the store takes; nothing was done.
    #[error("{what} of {bytes} bytes is over the limit of {bytes_max}")]
    TooLarge {
        /// What it is.
        what: &'static str,
        /// Its size.
        bytes: usize,
        /// The limit.
        bytes_max: usize,
    },
    /// A kept part no longer has the hash it is filed under. Drop it and fetch it again.
    #[error("part {hash} in {path} is damaged")]
    PartDamaged {
        /// The hash it is filed under.
        hash: Id,
        /// The file.
        path: PathBuf,
    },
    /// An act was to be released or reaffirmed that is not kept; nothing was done.
    #[error("there is no such act in {path}: {what}")]
    NotKept {
        /// How the act was named.
        what: String,
        /// The file.
        path: PathBuf,
    },
    /// An act in doubt was to be released before it was reaffirmed; nothing was done.
    #[error("act {seq} of feed {feed} is in doubt and must be written again before it is released")]
    InDoubt {
        /// The feed.
        feed: Id,
        /// The number of the first act in doubt.
        seq: u64,
    },
}

impl StoreError {
    /// Whether the storage failed: nothing may be confirmed any more, and the process should end.
    pub fn is_storage(&self) -> bool {
        matches!(self, StoreError::File { .. } | StoreError::Sqlite { .. } | StoreError::Stopped { .. })
    }
}
