//! The floor: who wishes to speak, who speaks, for how long each did, and who is present.
//!
//! It is the tool of the chair's own desk, kept in `floor.sqlite` in the home and exchanged with nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use alternat::id::Id;
use rusqlite::params;

use crate::drawer::{Drawer, DrawerError};
use crate::limit;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS speaker (
        number INTEGER PRIMARY KEY, session TEXT NOT NULL, party TEXT NOT NULL, item INTEGER, is_reply INTEGER NOT NULL,
        begun_at INTEGER, ended_at INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS closed_list (session TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS present (
        session TEXT NOT NULL, party TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (session, party, name)
    ) STRICT, WITHOUT ROWID;
";

/// The floors of all sessions of a home.
pub struct Floors(Drawer);

/// The floor of one session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Whether the list of speakers is closed.
    pub is_closed: bool,
    /// Everybody who was put on the list, in that order.
    pub speakers: Vec<Speaker>,
}

/// Somebody on the list of speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The place on the list.
    pub number: i64,
    /// The party, by its code.
    pub party: String,
    /// On which item.
    pub item: Option<u32>,
    /// Whether this is a right of reply.
    pub is_reply: bool,
    /// When the speech began, in milliseconds since the Unix epoch.
    pub begun_at: Option<u64>,
    /// When it ended.
    pub ended_at: Option<u64>,
}

/// What came of the wish to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is on the list.
    Listed,
    /// The list is closed, and this is no right of reply.
    Closed,
    /// The list is as long as a list may be.
    Full,
}

impl Floor {
    /// Who speaks now.
    pub fn speaks(&self) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.begun_at.is_some() && speaker.ended_at.is_none())
    }

    /// Who has not spoken yet; whoever replies comes after all others.
    pub fn waiting(&self) -> Vec<&Speaker> {
        let mut waiting: Vec<&Speaker> = self.speakers.iter().filter(|speaker| speaker.begun_at.is_none()).collect();
        waiting.sort_by_key(|speaker| (speaker.is_reply, speaker.number));
        waiting
    }

    /// The milliseconds that each party has spoken, by its code.
    pub fn used(&self, now: u64) -> BTreeMap<&str, u64> {
        let mut used = BTreeMap::new();
        for speaker in &self.speakers {
            if let Some(begun) = speaker.begun_at {
                *used.entry(speaker.party.as_str()).or_insert(0) += speaker.ended_at.unwrap_or(now).saturating_sub(begun);
            }
        }
        used
    }
}

impl Floors {
    /// Opens the floors of a home.
    ///
    /// # Errors
    /// [`DrawerError`].
    pub fn open(home: &Path) -> Result<Floors, DrawerError> {
        Drawer::open(home, "floor.sqlite", SCHEMA).map(Floors)
    }

    /// The floor of a session; empty where nobody has asked for it.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn of(&self, session: &Id) -> Result<Floor, DrawerError> {
        let session = session.to_string();
        self.0.told("read", |file| {
            let is_closed =
                file.query_row("SELECT count(*) FROM closed_list WHERE session = ?1", [&session], |row| row.get::<_, i64>(0))? > 0;
            let mut all = file.prepare_cached(
                "SELECT number, party, item, is_reply, begun_at, ended_at FROM speaker WHERE session = ?1 ORDER BY number",
            )?;
            let speakers = all.query_map([&session], |row| {
                let at = |at: Option<i64>| at.map(|at| at as u64);
                Ok(Speaker {
                    number: row.get(0)?,
                    party: row.get(1)?,
                    item: row.get(2)?,
                    is_reply: row.get(3)?,
                    begun_at: at(row.get(4)?),
                    ended_at: at(row.get(5)?),
                })
            })?;
            Ok(Floor { is_closed, speakers: speakers.collect::<rusqlite::Result<_>>()? })
        })
    }

    /// Puts a party on the list.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn ask(&self, session: &Id, party: &str, item: Option<u32>, is_reply: bool) -> Result<Asked, DrawerError> {
        let floor = self.of(session)?;
        if floor.is_closed && !is_reply {
            return Ok(Asked::Closed);
        }
        if floor.speakers.len() >= limit::SPEAKERS_MAX {
            return Ok(Asked::Full);
        }
        let insert = "INSERT INTO speaker (session, party, item, is_reply) VALUES (?1, ?2, ?3, ?4)";
        self.0.told("write", |file| file.execute(insert, params![session.to_string(), party, item, is_reply]))?;
        Ok(Asked::Listed)
    }

    /// Gives somebody on the list the floor; whoever had it ends.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn begin(&self, session: &Id, number: i64, at: u64) -> Result<(), DrawerError> {
        let begin = "UPDATE speaker SET begun_at = ?3 WHERE session = ?1 AND number = ?2 AND begun_at IS NULL";
        let end = "UPDATE speaker SET ended_at = ?3 WHERE session = ?1 AND number <> ?2 AND begun_at IS NOT NULL AND ended_at IS NULL";
        self.0.told("write", |file| {
            let turn = file.unchecked_transaction()?;
            // A second click, or the number of nobody who waits, takes the floor from nobody.
            if turn.execute(begin, params![session.to_string(), number, at as i64])? > 0 {
                turn.execute(end, params![session.to_string(), number, at as i64])?;
            }
            turn.commit()
        })
    }

    /// Ends whoever speaks.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn end(&self, session: &Id, at: u64) -> Result<(), DrawerError> {
        let update = "UPDATE speaker SET ended_at = ?2 WHERE session = ?1 AND begun_at IS NOT NULL AND ended_at IS NULL";
        self.0.told("write", |file| file.execute(update, params![session.to_string(), at as i64])).map(drop)
    }

    /// Takes somebody who has not spoken off the list.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn withdraw(&self, session: &Id, number: i64) -> Result<(), DrawerError> {
        let delete = "DELETE FROM speaker WHERE session = ?1 AND number = ?2 AND begun_at IS NULL";
        self.0.told("write", |file| file.execute(delete, params![session.to_string(), number])).map(drop)
    }

    /// Closes the list, or opens it again.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn close_list(&self, session: &Id, is_closed: bool) -> Result<(), DrawerError> {
        let change = match is_closed {
            true => "INSERT OR IGNORE INTO closed_list (session) VALUES (?1)",
            false => "DELETE FROM closed_list WHERE session = ?1",
        };
        self.0.told("write", |file| file.execute(change, [session.to_string()])).map(drop)
    }

    /// Who is present: the code of the party, and the name.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn present(&self, session: &Id) -> Result<BTreeSet<(String, String)>, DrawerError> {
        self.0.told("read", |file| {
            let mut all = file.prepare_cached("SELECT party, name FROM present WHERE session = ?1")?;
            all.query_map([session.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// Keeps who of a party is present.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn tick(&self, session: &Id, party: &str, names: &[String]) -> Result<(), DrawerError> {
        let session = session.to_string();
        self.0.told("write", |file| {
            let change = file.unchecked_transaction()?;
            change.execute("DELETE FROM present WHERE session = ?1 AND party = ?2", params![session, party])?;
            for name in names {
                change
                    .execute("INSERT OR IGNORE INTO present (session, party, name) VALUES (?1, ?2, ?3)", params![session, party, name])?;
            }
            change.commit()
        })
    }
}
