//! Whether what is kept is still what was put in.

use alternat::id::Id;
use rusqlite::OptionalExtension;

use crate::error::StoreError;
use crate::limit;
use crate::part;
use crate::store::{Listing, Store, signed, unsigned};

/// What an envelope says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id, computed anew from the payload.
    pub id: Id,
    /// The feed.
    pub feed: Id,
    /// The number in the feed.
    pub seq: u64,
}

/// One way in which the store differs from what was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Bytes that are no envelope any more.
    Unreadable {
        /// Where.
        position: u64,
        /// The id they are filed under.
        id: Id,
    },
    /// An envelope filed under an id, a feed or a number that is not its own.
    Misfiled {
        /// Where.
        position: u64,
        /// The id it is filed under.
        id: Id,
        /// What it says of itself.
        reading: Reading,
    },
    /// Looking for this id leads elsewhere, or nowhere.
    Unlisted {
        /// Where.
        position: u64,
        /// The id.
        id: Id,
    },
    /// Looking for this feed leads elsewhere, or nowhere; or its mark is above every act that it has.
    Feed {
        /// The feed.
        feed: Id,
    },
    /// No act is at these positions, though one is behind them.
    Gap {
        /// The first that is missing.
        first: u64,
        /// The last that is missing.
        last: u64,
    },
    /// A part whose bytes have another hash.
    Part {
        /// The hash it is filed under.
        hash: Id,
    },
    /// What SQLite's own quick check says of the file.
    File(String),
}

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Acts read.
    pub acts: u64,
    /// Parts read.
    pub parts: u64,
    /// The first [`limit::DIFFERENCES_MAX`] differences.
    pub differences: Vec<Difference>,
    /// Differences beyond those listed.
    pub more: u64,
}

impl Check {
    /// Whether nothing differs.
    pub fn is_whole(&self) -> bool {
        self.differences.is_empty()
    }

    fn differs(&mut self, difference: Difference) {
        if self.differences.len() < limit::DIFFERENCES_MAX {
            self.differences.push(difference);
        } else {
            self.more += 1;
        }
    }
}

struct Filed {
    position: i64,
    id: Id,
    feed: Id,
    seq: i64,
    envelope: Vec<u8>,
}

impl Store {
    /// Reads every act and every part again, and compares what they are with what they are filed under.
    ///
    /// `read` takes an envelope apart; `None` says that it is none. Signatures are the caller's business: he has the same
    /// bytes from [`Store::acts`].
    ///
    /// # Errors
    /// [`StoreError::Sqlite`] if the file is too damaged to be read at all; [`StoreError::Stopped`].
    pub fn check(&self, read: impl Fn(&[u8]) -> Option<Reading>) -> Result<Check, StoreError> {
        let mut check = Check::default();
        self.check_acts(&mut check, read)?;
        self.check_feeds(&mut check)?;
        self.check_parts(&mut check)?;
        let lines = self.read("check the file", |connection| {
            let mut quick = connection.prepare(&format!("PRAGMA quick_check({})", limit::DIFFERENCES_MAX))?;
            quick.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        })?;
        lines.into_iter().filter(|line| line != "ok").for_each(|line| check.differs(Difference::File(line)));
        Ok(check)
    }

    fn check_acts(&self, check: &mut Check, read: impl Fn(&[u8]) -> Option<Reading>) -> Result<(), StoreError> {
        let filed: Listing<'_, Filed> = Listing::new(
            self,
            "check acts",
            "SELECT a.position, a.id, coalesce(f.id, zeroblob(32)), a.seq, a.envelope
             FROM acts a LEFT JOIN feeds f ON f.number = a.feed WHERE a.position > ?1 ORDER BY a.position LIMIT ?2",
            0,
            |row| {
                let (id, feed) = (Id(row.get(1)?), Id(row.get(2)?));
                Ok(Filed { position: row.get(0)?, id, feed, seq: row.get(3)?, envelope: row.get(4)? })
            },
        );
        let mut behind = 0;
        for act in filed {
            let Filed { position, id, feed, seq, envelope } = act?;
            let position_kept = unsigned(position);
            if position != behind + 1 {
                check.differs(Difference::Gap { first: unsigned(behind + 1), last: unsigned(position - 1) });
            }
            behind = position;
            check.acts += 1;
            match read(&envelope) {
                None => check.differs(Difference::Unreadable { position: position_kept, id }),
                Some(reading) if (reading.id, reading.feed, signed(reading.seq)) != (id, feed, seq) => {
                    check.differs(Difference::Misfiled { position: position_kept, id, reading });
                }
                Some(_) => {}
            }
            let listed = self.read("check the index of acts", |connection| {
                let by_id = connection
                    .prepare_cached("SELECT position FROM acts INDEXED BY sqlite_autoindex_acts_1 WHERE id = ?1")?
                    .query_row([id.0], |row| row.get::<_, i64>(0))
                    .optional()?;
                let by_number = connection
                    .prepare_cached(
                        "SELECT 1 FROM acts INDEXED BY acts_by_number
                         WHERE feed = (SELECT feed FROM acts WHERE position = ?1) AND seq = ?2 AND position = ?1",
                    )?
                    .exists([position, seq])?;
                Ok(by_id == Some(position) && by_number)
            })?;
            if !listed {
                check.differs(Difference::Unlisted { position: position_kept, id });
            }
        }
        Ok(())
    }

    fn check_feeds(&self, check: &mut Check) -> Result<(), StoreError> {
        let feeds: Listing<'_, (i64, Id)> =
            Listing::new(self, "check feeds", "SELECT number, id FROM feeds WHERE number > ?1 ORDER BY number LIMIT ?2", 0, |row| {
                Ok((row.get(0)?, Id(row.get(1)?)))
            });
        for row in feeds {
            let (number, feed) = row?;
            let sound = self.read("check the index of feeds", |connection| {
                let by_id = connection
                    .prepare_cached("SELECT number FROM feeds INDEXED BY sqlite_autoindex_feeds_1 WHERE id = ?1")?
                    .query_row([feed.0], |row| row.get::<_, i64>(0))
                    .optional()?;
                let mark_too_high = connection
                    .prepare_cached(
                        "SELECT 1 FROM released
                         WHERE feed = ?1 AND seq > coalesce((SELECT max(seq) FROM acts WHERE feed = ?1), -1)",
                    )?
                    .exists([number])?;
                Ok(by_id == Some(number) && !mark_too_high)
            })?;
            if !sound {
                check.differs(Difference::Feed { feed });
            }
        }
        Ok(())
    }

    fn check_parts(&self, check: &mut Check) -> Result<(), StoreError> {
        let hashes: Listing<'_, Id> =
            Listing::new(self, "check parts", "SELECT number, hash FROM parts WHERE number > ?1 ORDER BY number LIMIT ?2", 0, |row| {
                Ok(Id(row.get(1)?))
            });
        for hash in hashes {
            let hash = hash?;
            check.parts += 1;
            let kept = self.read("check a part", |connection| part::bytes(connection, hash))?;
            if kept.is_none_or(|bytes| Id::of_bytes(&bytes) != hash) {
                check.differs(Difference::Part { hash });
            }
        }
        Ok(())
    }
}
