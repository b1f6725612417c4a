//! The store itself: acts in, acts out.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::vec;

use alternat::id::Id;
use alternat::record::Verified;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::error::StoreError;
use crate::limit;
use crate::opening::{self, Lock, Synchronous};

/// The record of one mechanism on one machine, open in this process alone.
///
/// Dropping it leaves the write-ahead log as it is, as a kill would; [`Store::close`] leaves one tidy file.
#[derive(Debug)]
pub struct Store {
    // Before the lock, so that the file is closed when the lock falls.
    connection: Connection,
    file: PathBuf,
    stopped: Cell<bool>,
    /// The last position that was there at opening: what lies above it, this process has written and synced itself.
    pub(crate) found: i64,
    /// Positions up to `found` that this process has written and synced again.
    pub(crate) reaffirmed: BTreeSet<i64>,
    _lock: Lock,
}

/// An act as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the order of arrival on this machine, from 1, without gaps.
    pub position: u64,
    /// The id it is filed under.
    pub id: Id,
    /// The envelope, byte for byte as it was received.
    pub envelope: Vec<u8>,
}

/// The acts of a store in order of arrival, a chunk of [`limit::CHUNK_ROWS`] in memory at a time.
pub type Acts<'store> = Listing<'store, Kept>;

impl Store {
    /// Opens the record in `directory`, and makes both if they are missing.
    ///
    /// A write-ahead log that was left behind is written again, synced and written back first, so that everything found is
    /// on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::InUse`] while another `Store` has it open, in this process or in another;
    /// [`StoreError::NotARecord`] for a file with other tables; [`StoreError::Missing`] if only the log is left;
    /// [`StoreError::SqliteTooOld`]; [`StoreError::File`] and [`StoreError::Sqlite`] if the disk fails.
    pub fn open(directory: &Path) -> Result<Store, StoreError> {
        Store::open_with(directory, Synchronous::Full)
    }

    /// Opens the record so that a commit is not synced: what a power-cut test must find out.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[cfg(feature = "planted")]
    pub fn open_unsynced(directory: &Path) -> Result<Store, StoreError> {
        Store::open_with(directory, Synchronous::Normal)
    }

    fn open_with(directory: &Path, synchronous: Synchronous) -> Result<Store, StoreError> {
        let opening::Opened { connection, file, lock } = opening::open(directory, synchronous)?;
        let stopped = Cell::new(false);
        let mut store = Store { connection, file, stopped, found: 0, reaffirmed: BTreeSet::new(), _lock: lock };
        store.found = store.last_position()?;
        Ok(store)
    }

    /// Keeps these acts in this order; when it returns, all of them are on the disk.
    ///
    /// An act that is there already keeps its place and its first envelope. Returns how many are new. One transaction: on
    /// an error none of them counts as kept, though the next opening may find them (see [`Store::in_doubt`]).
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if the disk fails; [`StoreError::Stopped`] ever after.
    pub fn append(&mut self, acts: &[Verified]) -> Result<u64, StoreError> {
        self.change("append acts", |all| {
            let mut feeds = BTreeMap::new();
            let mut insert =
                all.prepare_cached("INSERT INTO acts(id, feed, seq, envelope) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(id) DO NOTHING")?;
            let mut new = 0;
            for act in acts {
                let feed = match feeds.get(&act.feed()) {
                    Some(number) => *number,
                    None => {
                        let number = feed_number(all, act.feed())?;
                        feeds.insert(act.feed(), number);
                        number
                    }
                };
                new += insert.execute(params![act.id().0, feed, signed(act.seq()), act.envelope()])? as u64;
            }
            Ok(new)
        })
    }

    /// The acts behind `position`, in order of arrival; all of them behind 0.
    ///
    /// After an error the listing ends.
    pub fn acts(&self, position: u64) -> Acts<'_> {
        Listing::new(
            self,
            "list acts",
            "SELECT position, id, envelope FROM acts WHERE position > ?1 ORDER BY position LIMIT ?2",
            position,
            |row| Ok(Kept { position: unsigned(row.get(0)?), id: Id(row.get(1)?), envelope: row.get(2)? }),
        )
    }

    /// The envelope of an act; `None` if it is not kept.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn envelope(&self, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
        self.read("read an act", |connection| {
            let mut one = connection.prepare_cached("SELECT envelope FROM acts WHERE id = ?1")?;
            one.query_row([id.0], |row| row.get(0)).optional()
        })
    }

    /// Where an act stands in the order of arrival; `None` if it is not kept.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn position(&self, id: Id) -> Result<Option<u64>, StoreError> {
        self.read("look for an act", |connection| {
            let mut one = connection.prepare_cached("SELECT position FROM acts WHERE id = ?1")?;
            one.query_row([id.0], |row| row.get(0)).optional().map(|position| position.map(unsigned))
        })
    }

    /// Whether an act is kept.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn contains(&self, id: Id) -> Result<bool, StoreError> {
        Ok(self.position(id)?.is_some())
    }

    /// How many acts are kept.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn count(&self) -> Result<u64, StoreError> {
        // Positions have no gaps, so the last one is the count; `check` proves that they have none.
        self.last_position().map(unsigned)
    }

    /// The number and id of the last act kept of a feed, released or not; `None` if there is none.
    ///
    /// The next own act takes the number behind it. Of a forked feed it is the branch that came first.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn head(&self, feed: Id) -> Result<Option<(u64, Id)>, StoreError> {
        self.read("look for the head of a feed", |connection| {
            let mut one = connection.prepare_cached(
                "SELECT a.seq, a.id FROM acts a JOIN feeds f ON f.number = a.feed WHERE f.id = ?1
                 ORDER BY a.seq DESC, a.position LIMIT 1",
            )?;
            one.query_row([feed.0], |row| Ok((unsigned(row.get(0)?), Id(row.get(1)?)))).optional()
        })
    }

    /// A setting of this node; `None` if it was never set.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read("read a setting", |connection| {
            let mut one = connection.prepare_cached("SELECT setting FROM settings WHERE name = ?1")?;
            one.query_row([name], |row| row.get(0)).optional()
        })
    }

    /// Sets a setting of this node; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`]; [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn set(&mut self, name: &str, setting: &[u8]) -> Result<(), StoreError> {
        within("the name of a setting", name.len(), limit::KEY_BYTES_MAX)?;
        within("a setting", setting.len(), limit::SETTING_BYTES_MAX)?;
        self.change("write a setting", |all| {
            all.execute(
                "INSERT INTO settings(name, setting) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET setting = excluded.setting",
                params![name, setting],
            )
            .map(|_| ())
        })
    }

    /// Writes everything back into the one file and closes it.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if the disk fails; [`StoreError::Stopped`] if it had failed before: then the log stays.
    pub fn close(self) -> Result<(), StoreError> {
        self.read("write back the log", |connection| opening::write_back(connection, "TRUNCATE"))
    }

    /// The file that holds the record.
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn last_position(&self) -> Result<i64, StoreError> {
        self.read("count the acts", |connection| connection.query_row("SELECT coalesce(max(position), 0) FROM acts", [], |row| row.get(0)))
    }

    /// Asks SQLite something; the first failure stops the store.
    pub(crate) fn read<T>(&self, doing: &'static str, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        if self.stopped.get() {
            return Err(StoreError::Stopped { path: self.file.clone() });
        }
        ask(&self.connection).map_err(|source| {
            self.stopped.set(true);
            StoreError::Sqlite { doing, path: self.file.clone(), source }
        })
    }

    /// Changes something in one transaction, synced when this returns; the first failure stops the store.
    pub(crate) fn change<T>(
        &mut self,
        doing: &'static str,
        make: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.read(doing, |connection| {
            let log_pages: i64 = {
                let mut look = connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
                look.query_row([], |row| row.get(1))?
            };
            if log_pages >= limit::LOG_PAGES_MAX {
                opening::write_back(connection, "RESTART")?;
            }
            let all = connection.unchecked_transaction()?;
            let made = make(&all)?;
            all.commit()?;
            Ok(made)
        })
    }
}

/// Rows of one table in order, a chunk of [`limit::CHUNK_ROWS`] in memory at a time.
pub struct Listing<'store, T> {
    store: &'store Store,
    doing: &'static str,
    sql: &'static str,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
    /// The position of the last row that was fetched; `None` once there are no more.
    behind: Option<i64>,
    rows: vec::IntoIter<T>,
}

impl<'store, T> Listing<'store, T> {
    /// `sql` takes a position and a count, and its first column is the position.
    pub(crate) fn new(
        store: &'store Store,
        doing: &'static str,
        sql: &'static str,
        position: u64,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Listing<'store, T> {
        Listing { store, doing, sql, read, behind: Some(signed(position)), rows: Vec::new().into_iter() }
    }

    fn fetch(&mut self, behind: i64) -> Result<(), StoreError> {
        let read = self.read;
        let (last, rows) = self.store.read(self.doing, |connection| {
            let mut some = connection.prepare_cached(self.sql)?;
            let mut found = some.query(params![behind, limit::CHUNK_ROWS as i64])?;
            let (mut last, mut rows) = (None, Vec::new());
            while let Some(row) = found.next()? {
                last = Some(row.get(0)?);
                rows.push(read(row)?);
            }
            Ok((last, rows))
        })?;
        self.behind = if rows.len() < limit::CHUNK_ROWS { None } else { last };
        self.rows = rows.into_iter();
        Ok(())
    }
}

impl<T> Iterator for Listing<'_, T> {
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.rows.next() {
            return Some(Ok(row));
        }
        let behind = self.behind.take()?;
        match self.fetch(behind) {
            Ok(()) => self.rows.next().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }
}

fn feed_number(all: &Transaction<'_>, feed: Id) -> rusqlite::Result<i64> {
    let mut known = all.prepare_cached("SELECT number FROM feeds WHERE id = ?1")?;
    match known.query_row([feed.0], |row| row.get(0)).optional()? {
        Some(number) => Ok(number),
        None => {
            all.execute("INSERT INTO feeds(id) VALUES (?1)", [feed.0])?;
            Ok(all.last_insert_rowid())
        }
    }
}

pub(crate) fn within(what: &'static str, bytes: usize, bytes_max: usize) -> Result<(), StoreError> {
    if bytes > bytes_max { Err(StoreError::TooLarge { what, bytes, bytes_max }) } else { Ok(()) }
}

/// SQLite counts to 2^63 - 1. A number beyond, which no chain can reach, is kept as the last one.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The number again; a negative one, which is never written, reads as zero.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
