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
    /// The calendar in which days are shown to him beside the Gregorian one, by its name.
    pub calendar: Option<String>,
    /// Whether the password was handed over to him, so that he must choose his own before anything else.
    pub must_change: bool,
}

/// A visit: somebody has signed in and not out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Who.
    pub person: Person,
    /// When it began, in milliseconds since the Unix epoch.
    pub since: u64,
}

/// A visit as it is listed: whoever began it can end it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The hash of its token, by which a form names it.
    pub id: Id,
    /// From where it began.
    pub address: String,
    /// When it began, in milliseconds since the Unix epoch.
    pub since: u64,
    /// When something was last asked, to the minute.
    pub last: u64,
}

/// Whose hand changes something, from where, and when.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// Who; empty for the command line.
    pub by: &'a str,
    /// From where; empty for the command line.
    pub address: &'a str,
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
}

impl Hand<'_> {
    /// The hand of whoever has the home's files.
    pub fn of_command(at: u64) -> Hand<'static> {
        Hand { by: "", address: "", at }
    }
}

/// Something that happened at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// What.
    pub happened: Happened,
    /// To whom.
    pub name: String,
    /// From where; empty for the command line.
    pub address: String,
    /// By whose hand, where it was another's; empty for the command line and for what somebody did himself.
    pub by: String,
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
    /// The role or the signer was changed.
    RoleChanged,
    /// A password was made to be handed over.
    Reset,
    /// A second factor was put on.
    FactorOn,
    /// A second factor was taken off.
    FactorOff,
    /// New single-use codes were made.
    CodesPrinted,
    /// A single-use code was used.
    CodeUsed,
    /// The password was right, and the code was wrong.
    WrongCode,
    /// Visits were ended.
    VisitsEnded,
    /// Somebody was removed.
    Removed,
}

impl Happened {
    /// All there is.
    pub const ALL: [Happened; 15] = [
        Happened::Added,
        Happened::PasswordChanged,
        Happened::SignedIn,
        Happened::SignedOut,
        Happened::Wrong,
        Happened::Paused,
        Happened::RoleChanged,
        Happened::Reset,
        Happened::FactorOn,
        Happened::FactorOff,
        Happened::CodesPrinted,
        Happened::CodeUsed,
        Happened::WrongCode,
        Happened::VisitsEnded,
        Happened::Removed,
    ];

    /// The name by which messages know it.
    pub fn name(self) -> &'static str {
        match self {
            Happened::Added => "added",
            Happened::PasswordChanged => "password-changed",
            Happened::SignedIn => "signed-in",
            Happened::SignedOut => "signed-out",
            Happened::Wrong => "wrong",
            Happened::Paused => "paused",
            Happened::RoleChanged => "role-changed",
            Happened::Reset => "reset",
            Happened::FactorOn => "factor-on",
            Happened::FactorOff => "factor-off",
            Happened::CodesPrinted => "codes-printed",
            Happened::CodeUsed => "code-used",
            Happened::WrongCode => "wrong-code",
            Happened::VisitsEnded => "visits-ended",
            Happened::Removed => "removed",
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
    CREATE TABLE IF NOT EXISTS factor (name TEXT PRIMARY KEY, secret BLOB NOT NULL, step INTEGER NOT NULL, is_on INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS code (name TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (name, hash)) STRICT, WITHOUT ROWID;
";

/// Columns that came later than their tables: a home may be older than they are.
const LATER: [(&str, &str, &str); 4] = [
    ("person", "calendar", "TEXT"),
    ("person", "must_change", "INTEGER NOT NULL DEFAULT 0"),
    ("visit", "awaits_code", "INTEGER NOT NULL DEFAULT 0"),
    ("audit", "by", "TEXT NOT NULL DEFAULT ''"),
];

/// What is read of a person, in the order in which [`person`] takes it.
const PERSON: &str = "person.name, role, lang, signer, calendar, must_change";

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
        let mut file = Connection::open(path).map_err(told)?;
        file.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
        // A command may open the file while the node does, too: one of them makes the columns.
        let making = file.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(told)?;
        making.execute_batch(SCHEMA).map_err(told)?;
        for (table, column, kind) in LATER {
            if !making.column_exists(None, table, column).map_err(told)? {
                making.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column} {kind}")).map_err(told)?;
            }
        }
        making.commit().map_err(told)?;
        Ok(Store { file, path: path.to_path_buf() })
    }

    pub fn add(&mut self, person: &Person, hash: &str, hand: Hand) -> Result<(), PeopleError> {
        let count: i64 = self.told("count", |file| file.query_row("SELECT count(*) FROM person", [], |row| row.get(0)))?;
        if count >= limit::PEOPLE_MAX as i64 {
            return Err(PeopleError::Full);
        }
        let insert = "INSERT INTO person (name, role, hash, signer, must_change) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let Person { name, role, signer, must_change, .. } = person;
        match self.told("add", |file| file.execute(insert, params![name, role.name(), hash, signer, must_change]))? {
            0 => Err(PeopleError::Taken(name.clone())),
            _ => self.note(Happened::Added, name, hand),
        }
    }

    /// Gives another password, and ends every visit but the one of the token `but`.
    pub fn change_password(
        &mut self,
        name: &str,
        hash: &str,
        must_change: bool,
        but: Option<&Id>,
        hand: Hand,
    ) -> Result<bool, PeopleError> {
        let update = "UPDATE person SET hash = ?2, must_change = ?3 WHERE name = ?1";
        let changed = self.told("change", |file| file.execute(update, params![name, hash, must_change]))?;
        let end = "DELETE FROM visit WHERE name = ?1 AND token IS NOT ?2";
        self.told("change", |file| file.execute(end, params![name, but.map(|token| token.0)]))?;
        if changed > 0 {
            self.note(if must_change { Happened::Reset } else { Happened::PasswordChanged }, name, hand)?;
        }
        Ok(changed > 0)
    }

    /// Gives another role and signer; the last administrator stays one.
    pub fn change_role(&mut self, name: &str, role: Role, signer: Option<&str>, hand: Hand) -> Result<(), PeopleError> {
        let update = "UPDATE person SET role = ?2, signer = ?3 WHERE name = ?1 AND (role <> 'administrator' OR ?2 = 'administrator' \
                      OR (SELECT count(*) FROM person WHERE role = 'administrator') > 1)";
        match self.told("change", |file| file.execute(update, params![name, role.name(), signer]))? {
            0 => Err(self.why_not(name)?),
            _ => self.note(Happened::RoleChanged, name, hand),
        }
    }

    /// Removes somebody and all that is his; the last administrator stays.
    pub fn remove(&mut self, name: &str, hand: Hand) -> Result<(), PeopleError> {
        let delete = "DELETE FROM person WHERE name = ?1 AND (role <> 'administrator' \
                      OR (SELECT count(*) FROM person WHERE role = 'administrator') > 1)";
        if self.told("remove", |file| file.execute(delete, [name]))? == 0 {
            return Err(self.why_not(name)?);
        }
        for table in ["visit", "factor", "code"] {
            self.told("remove", |file| file.execute(&format!("DELETE FROM {table} WHERE name = ?1"), [name]))?;
        }
        self.note(Happened::Removed, name, hand)
    }

    fn why_not(&self, name: &str) -> Result<PeopleError, PeopleError> {
        Ok(match self.person(name)? {
            Some(_) => PeopleError::LastAdministrator(name.into()),
            None => PeopleError::NoSuchPerson(name.into()),
        })
    }

    pub fn all(&self) -> Result<Vec<Person>, PeopleError> {
        self.told("read", |file| {
            let mut all = file.prepare_cached(&format!("SELECT {PERSON} FROM person ORDER BY name"))?;
            all.query_map([], person)?.collect()
        })
    }

    pub fn person(&self, name: &str) -> Result<Option<Person>, PeopleError> {
        let read = format!("SELECT {PERSON} FROM person WHERE name = ?1");
        self.told("read", |file| file.query_row(&read, [name], person).optional())
    }

    pub fn hash_of(&self, name: &str) -> Result<Option<String>, PeopleError> {
        self.told("read", |file| file.query_row("SELECT hash FROM person WHERE name = ?1", [name], |row| row.get(0)).optional())
    }

    /// Begins a visit, or the first half of one that waits for a code.
    pub fn begin_visit(&mut self, token: &Id, name: &str, awaits_code: bool, hand: Hand) -> Result<(), PeopleError> {
        let insert = "INSERT INTO visit (token, name, address, since, last, awaits_code) VALUES (?1, ?2, ?3, ?4, ?4, ?5)";
        self.told("write", |file| file.execute(insert, params![token.0, name, hand.address, hand.at as i64, awaits_code]))?;
        // Halves are counted apart: whoever knows a password alone ends nobody's visit.
        let oldest = "DELETE FROM visit WHERE name = ?1 AND awaits_code = ?2 AND token NOT IN \
                      (SELECT token FROM visit WHERE name = ?1 AND awaits_code = ?2 ORDER BY last DESC, token LIMIT ?3)";
        self.told("write", |file| file.execute(oldest, params![name, awaits_code, limit::VISITS_MAX as i64]))?;
        match awaits_code {
            true => Ok(()),
            false => self.note(Happened::SignedIn, name, hand),
        }
    }

    pub fn visit(&mut self, token: &Id, at: u64) -> Result<Option<Visit>, PeopleError> {
        let read = format!("SELECT {PERSON}, since, last FROM visit JOIN person USING (name) WHERE token = ?1 AND NOT awaits_code");
        let found = self.told("read", |file| {
            file.prepare_cached(&read)?
                .query_row(params![token.0], |row| Ok((person(row)?, row.get::<_, i64>(6)? as u64, row.get::<_, i64>(7)? as u64)))
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

    /// Who has given his password with this token, and not yet a code.
    pub fn half(&self, token: &Id, at: u64) -> Result<Option<String>, PeopleError> {
        let read = "SELECT name FROM visit WHERE token = ?1 AND awaits_code AND since > ?2";
        let since = at.saturating_sub(limit::CODE_MS_MAX) as i64;
        self.told("read", |file| file.query_row(read, params![token.0, since], |row| row.get(0)).optional())
    }

    pub fn end_half(&mut self, token: &Id) -> Result<(), PeopleError> {
        let delete = "DELETE FROM visit WHERE token = ?1 AND awaits_code";
        self.told("write", |file| file.execute(delete, params![token.0])).map(drop)
    }

    pub fn end_visit(&mut self, token: &Id, at: u64) -> Result<(), PeopleError> {
        let find = "SELECT name, address FROM visit WHERE token = ?1";
        let found: Option<(String, String)> =
            self.told("read", |file| file.query_row(find, params![token.0], |row| Ok((row.get(0)?, row.get(1)?))).optional())?;
        self.told("write", |file| file.execute("DELETE FROM visit WHERE token = ?1", params![token.0]))?;
        match found {
            Some((name, address)) => self.note(Happened::SignedOut, &name, Hand { by: &name, address: &address, at }),
            None => Ok(()),
        }
    }

    /// The visits of a person, the newest first.
    pub fn visits(&self, name: &str) -> Result<Vec<Stay>, PeopleError> {
        let read = "SELECT token, address, since, last FROM visit WHERE name = ?1 AND NOT awaits_code ORDER BY last DESC, token";
        self.told("read", |file| {
            let mut all = file.prepare_cached(read)?;
            let stay = |row: &rusqlite::Row| {
                let (since, last): (i64, i64) = (row.get(2)?, row.get(3)?);
                Ok(Stay { id: Id(row.get(0)?), address: row.get(1)?, since: since as u64, last: last as u64 })
            };
            all.query_map([name], stay)?.collect()
        })
    }

    /// Ends one visit of a person, or all of them.
    pub fn end_visits(&mut self, name: &str, only: Option<&Id>, hand: Hand) -> Result<(), PeopleError> {
        let delete = "DELETE FROM visit WHERE name = ?1 AND (?2 IS NULL OR token = ?2)";
        match self.told("write", |file| file.execute(delete, params![name, only.map(|id| id.0)]))? {
            0 => Ok(()),
            _ => self.note(Happened::VisitsEnded, name, hand),
        }
    }

    pub fn choose_language(&mut self, name: &str, lang: &str) -> Result<(), PeopleError> {
        self.told("change", |file| file.execute("UPDATE person SET lang = ?2 WHERE name = ?1", params![name, lang])).map(drop)
    }

    pub fn choose_calendar(&mut self, name: &str, calendar: Option<&str>) -> Result<(), PeopleError> {
        self.told("change", |file| file.execute("UPDATE person SET calendar = ?2 WHERE name = ?1", params![name, calendar])).map(drop)
    }

    /// The secret of a person's second factor, and whether it is on: one that was never confirmed is not.
    pub fn factor(&self, name: &str) -> Result<Option<(Vec<u8>, bool)>, PeopleError> {
        let read = "SELECT secret, is_on FROM factor WHERE name = ?1";
        self.told("read", |file| file.query_row(read, [name], |row| Ok((row.get(0)?, row.get(1)?))).optional())
    }

    /// Keeps a secret that is to be confirmed; one that is on already stays.
    pub fn begin_factor(&mut self, name: &str, secret: &[u8]) -> Result<(), PeopleError> {
        let insert = "INSERT INTO factor (name, secret, step, is_on) VALUES (?1, ?2, 0, 0) \
                      ON CONFLICT (name) DO UPDATE SET secret = ?2 WHERE NOT is_on";
        self.told("write", |file| file.execute(insert, params![name, secret])).map(drop)
    }

    /// Takes a step of a secret; `false` where that step, or a later one, has been taken. So a code counts once.
    pub fn take_step(&mut self, name: &str, step: u64) -> Result<bool, PeopleError> {
        let update = "UPDATE factor SET step = ?2 WHERE name = ?1 AND step < ?2";
        Ok(self.told("write", |file| file.execute(update, params![name, step as i64]))? > 0)
    }

    pub fn turn_on(&mut self, name: &str, hand: Hand) -> Result<(), PeopleError> {
        self.told("write", |file| file.execute("UPDATE factor SET is_on = 1 WHERE name = ?1", [name]))?;
        self.note(Happened::FactorOn, name, hand)
    }

    /// Takes a second factor off, with its codes.
    pub fn turn_off(&mut self, name: &str, hand: Hand) -> Result<(), PeopleError> {
        self.told("write", |file| file.execute("DELETE FROM code WHERE name = ?1", [name]))?;
        match self.told("write", |file| file.execute("DELETE FROM factor WHERE name = ?1", [name]))? {
            0 => Ok(()),
            _ => self.note(Happened::FactorOff, name, hand),
        }
    }

    /// Keeps the hashes of new single-use codes in place of the old ones.
    pub fn replace_codes(&mut self, name: &str, hashes: &[Id], hand: Hand) -> Result<(), PeopleError> {
        self.told("write", |file| {
            let writing = file.unchecked_transaction()?;
            writing.execute("DELETE FROM code WHERE name = ?1", [name])?;
            for hash in hashes {
                writing.execute("INSERT INTO code (name, hash) VALUES (?1, ?2)", params![name, hash.0])?;
            }
            writing.commit()
        })?;
        self.note(Happened::CodesPrinted, name, hand)
    }

    /// Uses a single-use code up; `false` where there is no such code, or no more.
    pub fn use_code(&mut self, name: &str, hash: &Id) -> Result<bool, PeopleError> {
        Ok(self.told("write", |file| file.execute("DELETE FROM code WHERE name = ?1 AND hash = ?2", params![name, hash.0]))? > 0)
    }

    pub fn codes_left(&self, name: &str) -> Result<u64, PeopleError> {
        let count = "SELECT count(*) FROM code WHERE name = ?1";
        self.told("read", |file| file.query_row(count, [name], |row| row.get::<_, i64>(0))).map(|count| count as u64)
    }

    /// Writes down what happened to a person; what is older than the last so many entries is forgotten.
    pub fn note(&mut self, happened: Happened, name: &str, hand: Hand) -> Result<(), PeopleError> {
        let name: String = name.chars().take(limit::NAME_CHARS_MAX).collect();
        let by = if hand.by == name { "" } else { hand.by };
        let insert = "INSERT INTO audit (at, happened, name, address, by) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.told("write", |file| file.execute(insert, params![hand.at as i64, happened.name(), name, hand.address, by]))?;
        let forget = "DELETE FROM audit WHERE rowid <= (SELECT max(rowid) FROM audit) - ?1";
        self.told("write", |file| file.execute(forget, [limit::AUDIT_MAX as i64])).map(drop)
    }

    /// Events of the door, the newest first: of one person and of one kind, where they are named.
    pub fn audit(&self, name: &str, happened: Option<Happened>, skip: usize, count: usize) -> Result<Vec<Event>, PeopleError> {
        let read = "SELECT at, happened, name, address, by FROM audit WHERE (?1 = '' OR name = ?1 OR by = ?1) AND (?2 IS NULL OR happened = ?2) \
                    ORDER BY rowid DESC LIMIT ?4 OFFSET ?3";
        self.told("read", |file| {
            let mut last = file.prepare_cached(read)?;
            let read = last.query_map(params![name, happened.map(Happened::name), skip as i64, count as i64], |row| {
                let happened: String = row.get(1)?;
                let happened = Happened::ALL.into_iter().find(|known| known.name() == happened).unwrap_or(Happened::Wrong);
                let at: i64 = row.get(0)?;
                Ok(Event { at: at as u64, happened, name: row.get(2)?, address: row.get(3)?, by: row.get(4)? })
            })?;
            read.collect()
        })
    }

    fn told<T>(&self, doing: &'static str, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, PeopleError> {
        act(&self.file).map_err(|source| PeopleError::Store { doing, path: self.path.clone(), source })
    }
}

fn person(row: &rusqlite::Row) -> rusqlite::Result<Person> {
    let role: String = row.get(1)?;
    let role = Role::of_name(&role).unwrap_or(Role::Reader);
    Ok(Person { name: row.get(0)?, role, lang: row.get(2)?, signer: row.get(3)?, calendar: row.get(4)?, must_change: row.get(5)? })
}
