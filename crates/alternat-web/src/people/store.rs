//! The file of people.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use alternat::id::Id;
use rusqlite::{Connection, OptionalExtension, params};

use super::PeopleError;
use crate::limit;

/// What somebody may do at the desk. What he may sign, his accreditation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Reads.
    Reader,
    /// Reads, and writes drafts.
    Drafter,
    /// Signs with a key that lies in the home.
    Signer,
    /// Heads the delegation.
    Head,
    /// Works for the party while it chairs.
    Secretariat,
    /// Manages the people of the desk.
    Administrator,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 6] = [Role::Reader, Role::Drafter, Role::Signer, Role::Head, Role::Secretariat, Role::Administrator];

    /// The name by which the command and messages know it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Drafter => "drafter",
            Role::Signer => "signer",
            Role::Head => "head",
            Role::Secretariat => "secretariat",
            Role::Administrator => "administrator",
        }
    }

    /// The role of a name.
    pub fn of_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name with which he signs in.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// The language in which he reads, once he has chosen one.
    pub lang: Option<String>,
    /// The signer, by the name under which the home knows him, as whom this person may sign; none who signs nothing.
    pub signer: Option<String>,
}

/// A visit: somebody has signed in and not out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Who.
    pub person: Person,
    /// When it began, in milliseconds since the Unix epoch.
    pub since: u64,
}

/// What happened at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Somebody was let in from then on.
    Added,
    /// A password was changed.
    PasswordChanged,
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A name or a password was wrong.
    Wrong,
    /// A try was not looked at: too many had failed.
    Paused,
}

impl Happened {
    const ALL: [Happened; 6] =
        [Happened::Added, Happened::PasswordChanged, Happened::SignedIn, Happened::SignedOut, Happened::Wrong, Happened::Paused];

    /// The name by which messages know it.
    pub fn name(self) -> &'static str {
        match self {
            Happened::Added => "added",
            Happened::PasswordChanged => "password-changed",
            Happened::SignedIn => "signed-in",
            Happened::SignedOut => "signed-out",
            Happened::Wrong => "wrong",
            Happened::Paused => "paused",
        }
    }
}

/// The file.
pub struct Store {
    file: Connection,
    path: PathBuf,
}

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS person (name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, lang TEXT, signer TEXT) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS visit (
        token BLOB PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, since INTEGER NOT NULL, last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS audit (at INTEGER NOT NULL, happened TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL) STRICT;
";

impl Store {
    pub fn open(path: &Path) -> Result<Store, PeopleError> {
        let told = |source| PeopleError::Store { doing: "open", path: path.to_path_buf(), source };
        // The files that SQLite puts beside this one take its permissions.
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)
            .map_err(|source| PeopleError::File { path: path.to_path_buf(), source })?;
        let file = Connection::open(path).map_err(told)?;
        file.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
        file.execute_batch(SCHEMA).map_err(told)?;
        Ok(Store { file, path: path.to_path_buf() })
    }

    pub fn add(&mut self, name: &str, role: Role, signer: Option<&str>, hash: &str, at: u64) -> Result<(), PeopleError> {
        let count: i64 = self.told("count", |file| file.query_row("SELECT count(*) FROM person", [], |row| row.get(0)))?;
        if count >= limit::PEOPLE_MAX as i64 {
            return Err(PeopleError::Full);
        }
        let insert = "INSERT INTO person (name, role, hash, signer) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        match self.told("add", |file| file.execute(insert, params![name, role.name(), hash, signer]))? {
            0 => Err(PeopleError::Taken(name.into())),
            _ => self.note(at, Happened::Added, name, ""),
        }
    }

    pub fn change_password(&mut self, name: &str, hash: &str, at: u64) -> Result<bool, PeopleError> {
        let changed = self.told("change", |file| file.execute("UPDATE person SET hash = ?2 WHERE name = ?1", params![name, hash]))?;
        self.told("change", |file| file.execute("DELETE FROM visit WHERE name = ?1", params![name]))?;
        if changed > 0 {
            self.note(at, Happened::PasswordChanged, name, "")?;
        }
        Ok(changed > 0)
    }

    pub fn all(&self) -> Result<Vec<Person>, PeopleError> {
        self.told("read", |file| {
            let mut all = file.prepare_cached("SELECT name, role, lang, signer FROM person ORDER BY name")?;
            all.query_map([], |row| person(row, 0))?.collect()
        })
    }

    pub fn hash_of(&self, name: &str) -> Result<Option<String>, PeopleError> {
        self.told("read", |file| file.query_row("SELECT hash FROM person WHERE name = ?1", [name], |row| row.get(0)).optional())
    }

    pub fn begin_visit(&mut self, token: &Id, name: &str, address: &str, at: u64) -> Result<(), PeopleError> {
        let insert = "INSERT INTO visit (token, name, address, since, last) VALUES (?1, ?2, ?3, ?4, ?4)";
        self.told("write", |file| file.execute(insert, params![token.0, name, address, at as i64]))?;
        let oldest = "DELETE FROM visit WHERE name = ?1 AND token NOT IN \
                      (SELECT token FROM visit WHERE name = ?1 ORDER BY last DESC, token LIMIT ?2)";
        self.told("write", |file| file.execute(oldest, params![name, limit::VISITS_MAX as i64]))?;
        self.note(at, Happened::SignedIn, name, address)
    }

    pub fn visit(&mut self, token: &Id, at: u64) -> Result<Option<Visit>, PeopleError> {
        let read = "SELECT person.name, role, lang, signer, since, last FROM visit JOIN person USING (name) WHERE token = ?1";
        let found = self.told("read", |file| {
            file.prepare_cached(read)?
                .query_row(params![token.0], |row| Ok((person(row, 0)?, row.get::<_, i64>(4)? as u64, row.get::<_, i64>(5)? as u64)))
                .optional()
        })?;
        let Some((person, since, last)) = found else { return Ok(None) };
        if at >= last.saturating_add(limit::VISIT_IDLE_MS_MAX) || at >= since.saturating_add(limit::VISIT_MS_MAX) {
            self.told("write", |file| file.execute("DELETE FROM visit WHERE token = ?1", params![token.0]))?;
            return Ok(None);
        }
        // Once a minute is enough to know when a visit was last seen.
        if at >= last.saturating_add(60_000) {
            self.told("write", |file| file.execute("UPDATE visit SET last = ?2 WHERE token = ?1", params![token.0, at as i64]))?;
        }
        Ok(Some(Visit { person, since }))
    }

    pub fn end_visit(&mut self, token: &Id, at: u64) -> Result<(), PeopleError> {
        let find = "SELECT name, address FROM visit WHERE token = ?1";
        let found: Option<(String, String)> =
            self.told("read", |file| file.query_row(find, params![token.0], |row| Ok((row.get(0)?, row.get(1)?))).optional())?;
        self.told("write", |file| file.execute("DELETE FROM visit WHERE token = ?1", params![token.0]))?;
        match found {
            Some((name, address)) => self.note(at, Happened::SignedOut, &name, &address),
            None => Ok(()),
        }
    }

    pub fn choose_language(&mut self, name: &str, lang: &str) -> Result<(), PeopleError> {
        self.told("change", |file| file.execute("UPDATE person SET lang = ?2 WHERE name = ?1", params![name, lang])).map(drop)
    }

    pub fn note(&mut self, at: u64, happened: Happened, name: &str, address: &str) -> Result<(), PeopleError> {
        let name: String = name.chars().take(limit::NAME_CHARS_MAX).collect();
        let insert = "INSERT INTO audit (at, happened, name, address) VALUES (?1, ?2, ?3, ?4)";
        self.told("write", |file| file.execute(insert, params![at as i64, happened.name(), name, address])).map(drop)
    }

    pub fn audit(&self, count: usize) -> Result<Vec<(u64, Happened, String, String)>, PeopleError> {
        self.told("read", |file| {
            let mut last = file.prepare_cached("SELECT at, happened, name, address FROM audit ORDER BY rowid DESC LIMIT ?1")?;
            let read = last.query_map([count as i64], |row| {
                let happened: String = row.get(1)?;
                let happened = Happened::ALL.into_iter().find(|known| known.name() == happened).unwrap_or(Happened::Wrong);
                Ok((row.get::<_, i64>(0)? as u64, happened, row.get(2)?, row.get(3)?))
            })?;
            read.collect()
        })
    }

    fn told<T>(&self, doing: &'static str, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, PeopleError> {
        act(&self.file).map_err(|source| PeopleError::Store { doing, path: self.path.clone(), source })
    }
}

fn person(row: &rusqlite::Row, at: usize) -> rusqlite::Result<Person> {
    let role: String = row.get(at + 1)?;
    Ok(Person { name: row.get(at)?, role: Role::of_name(&role).unwrap_or(Role::Reader), lang: row.get(at + 2)?, signer: row.get(at + 3)? })
}
