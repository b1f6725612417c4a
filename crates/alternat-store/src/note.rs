//! Notes: cosignature lines and the like, kept as they came.

use rusqlite::params;

use crate::error::StoreError;
use crate::limit;
use crate::store::{Listing, Store, unsigned, within};

/// A note as it is kept. The store does not look into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its place in the order of arrival.
    pub position: u64,
    /// What it is filed under.
    pub key: Vec<u8>,
    /// The bytes as they came.
    pub note: Vec<u8>,
}

/// The notes of a store in order of arrival, a chunk of [`limit::CHUNK_ROWS`] in memory at a time.
pub type Notes<'store> = Listing<'store, Note>;

impl Store {
    /// Keeps a note under a key; it is on the disk when this returns. Returns whether it is new.
    ///
    /// One key may have many notes, but the same bytes under the same key only once.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`]; [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn put_note(&mut self, key: &[u8], note: &[u8]) -> Result<bool, StoreError> {
        within("the key of a note", key.len(), limit::KEY_BYTES_MAX)?;
        within("a note", note.len(), limit::NOTE_BYTES_MAX)?;
        self.change("keep a note", |all| {
            let mut insert = all.prepare_cached("INSERT INTO notes(key, note) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
            insert.execute(params![key, note]).map(|new| new > 0)
        })
    }

    /// The notes behind `position`, in order of arrival; all of them behind 0.
    ///
    /// After an error the listing ends.
    pub fn notes(&self, position: u64) -> Notes<'_> {
        Listing::new(
            self,
            "list notes",
            "SELECT position, key, note FROM notes WHERE position > ?1 ORDER BY position LIMIT ?2",
            position,
            |row| Ok(Note { position: unsigned(row.get(0)?), key: row.get(1)?, note: row.get(2)? }),
        )
    }
}
