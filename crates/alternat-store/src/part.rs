//! Detached parts: languages of a statement, annexes, perishable bodies.

use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::StoreError;
use crate::limit;
use crate::opening;
use crate::store::{Store, within};

impl Store {
    /// Keeps a part under its SHA-256 and returns that; it is on the disk when this returns.
    ///
    /// A part that is there already stays as it is.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`]; [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn put_part(&mut self, part: &[u8]) -> Result<Id, StoreError> {
        within("a part", part.len(), usize::try_from(PART_BYTES_MAX).unwrap_or(usize::MAX))?;
        let hash = Id::of_bytes(part);
        self.change("keep a part", |all| {
            let new = "INSERT INTO parts(hash, size) VALUES (?1, ?2) ON CONFLICT(hash) DO NOTHING";
            if all.execute(new, params![hash.0, part.len() as i64])? > 0 {
                let number = all.last_insert_rowid();
                let mut row = all.prepare_cached("INSERT INTO part_rows(part, bytes) VALUES (?1, ?2)")?;
                for bytes in part.chunks(limit::PART_ROW_BYTES) {
                    row.execute(params![number, bytes])?;
                }
            }
            Ok(hash)
        })
    }

    /// The part with this SHA-256; `None` if it is not kept.
    ///
    /// # Errors
    /// [`StoreError::PartDamaged`] if what is kept has another hash; [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn part(&self, hash: Id) -> Result<Option<Vec<u8>>, StoreError> {
        match self.read("read a part", |connection| bytes(connection, hash))? {
            Some(part) if Id::of_bytes(&part) != hash => Err(StoreError::PartDamaged { hash, path: self.file().to_path_buf() }),
            part => Ok(part),
        }
    }

    /// Whether a part is kept.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn contains_part(&self, hash: Id) -> Result<bool, StoreError> {
        self.read("look for a part", |connection| connection.prepare_cached("SELECT 1 FROM parts WHERE hash = ?1")?.exists([hash.0]))
    }

    /// Drops a part for good: its bytes are overwritten in the file and gone from the log. Returns whether it was there.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn drop_part(&mut self, hash: Id) -> Result<bool, StoreError> {
        let dropped = self.change("drop a part", |all| {
            all.execute("DELETE FROM part_rows WHERE part = (SELECT number FROM parts WHERE hash = ?1)", [hash.0])?;
            all.execute("DELETE FROM parts WHERE hash = ?1", [hash.0])
        })?;
        if dropped > 0 {
            self.read("clear the log of a dropped part", |connection| opening::write_back(connection, "TRUNCATE"))?;
        }
        Ok(dropped > 0)
    }
}

/// What is filed under this hash. Rows beyond the largest part are not read, whatever the file says.
pub(crate) fn bytes(connection: &Connection, hash: Id) -> rusqlite::Result<Option<Vec<u8>>> {
    let mut one = connection.prepare_cached("SELECT number FROM parts WHERE hash = ?1")?;
    let Some(number) = one.query_row([hash.0], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(None);
    };
    let rows_max = PART_BYTES_MAX.div_ceil(limit::PART_ROW_BYTES as u64) as i64;
    let mut some = connection.prepare_cached("SELECT bytes FROM part_rows WHERE part = ?1 ORDER BY number LIMIT ?2")?;
    let mut rows = some.query(params![number, rows_max])?;
    let mut part = Vec::new();
    while let Some(row) = rows.next()? {
        part.extend_from_slice(row.get_ref(0)?.as_blob()?);
    }
    Ok(Some(part))
}
