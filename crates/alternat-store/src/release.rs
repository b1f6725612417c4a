//! What may have left this machine, and what is in doubt.

use alternat::id::Id;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::StoreError;
use crate::limit;
use crate::store::{Store, signed, unsigned};

/// An own act that was found at opening above the mark of its feed.
///
/// It is in the record, but its author may have been told that it was not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its place in the order of arrival.
    pub position: u64,
    /// Its id.
    pub id: Id,
    /// Its feed.
    pub feed: Id,
    /// Its number in the feed.
    pub seq: u64,
}

impl Store {
    /// The number of the last act of a feed whose bytes may have left this machine; `None` before the first.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn released(&self, feed: Id) -> Result<Option<u64>, StoreError> {
        Ok(self.read("read the mark of a feed", |connection| mark(connection, feed))?.map(unsigned))
    }

    /// Marks the acts of an own feed up to `seq` as free to leave; the mark is on the disk when this returns.
    ///
    /// Call it after [`Store::append`] and before any byte of the act reaches a screen, a peer or a pouch. A mark never
    /// goes down: an earlier `seq` changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotKept`] if the feed has no act of this number; [`StoreError::InDoubt`] if an act up to it is in
    /// doubt; then nothing was done. [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn release(&mut self, feed: Id, seq: u64) -> Result<(), StoreError> {
        let Some(found) = self.read("look at a feed", |connection| look(connection, feed, seq, self.found))? else {
            return Err(StoreError::NotKept { what: format!("number {seq} of feed {feed}"), path: self.file().to_path_buf() });
        };
        if found.mark.is_some_and(|mark| mark >= signed(seq)) {
            return Ok(());
        }
        if let Some((_, seq)) = found.unmarked.iter().find(|(position, _)| !self.reaffirmed.contains(position)) {
            return Err(StoreError::InDoubt { feed, seq: unsigned(*seq) });
        }
        self.change("mark acts as released", |all| {
            all.execute(
                "INSERT INTO released(feed, seq) SELECT number, ?2 FROM feeds WHERE id = ?1
                 ON CONFLICT(feed) DO UPDATE SET seq = max(seq, excluded.seq)",
                params![feed.0, signed(seq)],
            )
            .map(|_| ())
        })
    }

    /// The acts of these own feeds that were found at opening above their mark, and not reaffirmed since.
    ///
    /// By feed as given, then by number; at most [`limit::DOUBTS_MAX`] of them.
    ///
    /// # Errors
    /// [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn in_doubt(&self, feeds: &[Id]) -> Result<Vec<Doubt>, StoreError> {
        let mut doubts = Vec::new();
        for &feed in feeds {
            let rows = self.read("look for acts in doubt", |connection| {
                let mut above = connection.prepare_cached(
                    "SELECT a.position, a.id, a.seq FROM acts a JOIN feeds f ON f.number = a.feed
                     LEFT JOIN released r ON r.feed = a.feed
                     WHERE f.id = ?1 AND a.seq > coalesce(r.seq, -1) AND a.position <= ?2 ORDER BY a.seq, a.position LIMIT ?3",
                )?;
                let row = |row: &rusqlite::Row<'_>| {
                    Ok(Doubt { position: unsigned(row.get(0)?), id: Id(row.get(1)?), feed, seq: unsigned(row.get(2)?) })
                };
                let most = (limit::DOUBTS_MAX + self.reaffirmed.len()) as i64;
                above.query_map(params![feed.0, self.found, most], row)?.collect::<rusqlite::Result<Vec<Doubt>>>()
            })?;
            doubts.extend(rows.into_iter().filter(|doubt| !self.reaffirmed.contains(&signed(doubt.position))));
        }
        doubts.truncate(limit::DOUBTS_MAX);
        Ok(doubts)
    }

    /// Writes the act at `position` again and syncs it, so that it is in doubt no longer.
    ///
    /// Its author is to be told that it was recorded after all. It still has to be released.
    ///
    /// # Errors
    /// [`StoreError::NotKept`] if there is no act there; [`StoreError::Sqlite`], [`StoreError::Stopped`].
    pub fn reaffirm(&mut self, position: u64) -> Result<(), StoreError> {
        let position = signed(position);
        let written =
            self.change("write an act again", |all| all.execute("UPDATE acts SET envelope = envelope WHERE position = ?1", [position]))?;
        if written == 0 {
            return Err(StoreError::NotKept { what: format!("position {position}"), path: self.file().to_path_buf() });
        }
        self.reaffirmed.insert(position);
        Ok(())
    }
}

/// A feed as `release` needs to see it.
struct Found {
    mark: Option<i64>,
    /// Position and number of the acts above the mark, up to the number asked for, that were there at opening.
    unmarked: Vec<(i64, i64)>,
}

/// `None` if the feed has no act of this number.
fn look(connection: &Connection, feed: Id, seq: u64, found: i64) -> rusqlite::Result<Option<Found>> {
    let mut kept = connection.prepare_cached(
        "SELECT f.number FROM feeds f WHERE f.id = ?1 AND EXISTS (SELECT 1 FROM acts WHERE feed = f.number AND seq = ?2)",
    )?;
    let Some(number) = kept.query_row(params![feed.0, signed(seq)], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(None);
    };
    let mark = mark(connection, feed)?;
    let mut above = connection
        .prepare_cached("SELECT position, seq FROM acts WHERE feed = ?1 AND seq > ?2 AND seq <= ?3 AND position <= ?4 ORDER BY seq")?;
    let rows = above.query_map(params![number, mark.unwrap_or(-1), signed(seq), found], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(Found { mark, unmarked: rows.collect::<rusqlite::Result<_>>()? }))
}

fn mark(connection: &Connection, feed: Id) -> rusqlite::Result<Option<i64>> {
    let mut one = connection.prepare_cached("SELECT r.seq FROM released r JOIN feeds f ON f.number = r.feed WHERE f.id = ?1")?;
    one.query_row([feed.0], |row| row.get(0)).optional()
}
