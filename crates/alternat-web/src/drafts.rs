//! The drafts of one desk: what its people have begun to write and have not signed.
//!
//! They lie in `drafts.sqlite` in the home, for its owner's eyes, and are exchanged with nobody. A draft keeps what was typed,
//! right or wrong, so that a refusal loses nothing. Where two people write on one draft, neither overwrites the other.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use alternat::id::Id;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::limit;

/// What was typed, by the path of the field; a field that takes several has several.
pub type Typed = BTreeMap<String, Vec<String>>;

/// The drafts of one desk.
pub struct Drafts {
    file: Mutex<Connection>,
    signing: tokio::sync::Mutex<()>,
    path: PathBuf,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its number at this desk.
    pub number: i64,
    /// The circle for which it is written.
    pub mechanism: Id,
    /// The kind of act, by name.
    pub kind: String,
    /// What was typed.
    pub typed: Typed,
    /// Who began it.
    pub author: String,
    /// Who saved it last.
    pub editor: String,
    /// When, in milliseconds since the Unix epoch.
    pub saved_at: u64,
    /// How often it was saved.
    pub edition: i64,
    /// The act that it has become.
    pub act: Option<Id>,
}

/// What is to be kept of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// The circle.
    pub mechanism: Id,
    /// The kind, by name.
    pub kind: &'a str,
    /// What was typed.
    pub typed: &'a Typed,
    /// Who typed it.
    pub editor: &'a str,
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
}

/// Why a draft was not kept or read.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The file of drafts failed.
    #[error("could not {doing} the drafts in {path}")]
    Store {
        /// What was being done.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the store says.
        source: rusqlite::Error,
    },
    /// The file of drafts could not be made.
    #[error("could not open {path}")]
    File {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There are as many as there may be.
    #[error("a circle has at most {} open drafts", limit::DRAFTS_MAX)]
    Full,
}

/// What became of something that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is the draft's newest edition.
    Kept(i64),
    /// Somebody else had saved the draft meanwhile, or it was signed: this is a draft of its own beside it.
    Beside(i64),
}

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS draft (
        number INTEGER PRIMARY KEY AUTOINCREMENT, mechanism BLOB NOT NULL, kind TEXT NOT NULL, typed TEXT NOT NULL, author TEXT NOT NULL,
        editor TEXT NOT NULL, saved_at INTEGER NOT NULL, edition INTEGER NOT NULL, act BLOB
    ) STRICT;
";
const COLUMNS: &str = "number, mechanism, kind, typed, author, editor, saved_at, edition, act";

impl Drafts {
    /// Opens the drafts of a home, and makes the file if there is none.
    ///
    /// # Errors
    /// [`DraftError::File`], [`DraftError::Store`].
    pub fn open(home: &Path) -> Result<Drafts, DraftError> {
        let path = home.join("drafts.sqlite");
        // The files that SQLite puts beside this one take its permissions.
        let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
        made.map_err(|source| DraftError::File { path: path.clone(), source })?;
        let told = |source| DraftError::Store { doing: "open", path: path.clone(), source };
        let file = Connection::open(&path).map_err(told)?;
        file.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
        file.execute_batch(SCHEMA).map_err(told)?;
        Ok(Drafts { file: Mutex::new(file), signing: tokio::sync::Mutex::new(()), path })
    }

    /// Keeps what was typed: as a new draft, or as the next edition of the one that the writer had before him.
    ///
    /// # Errors
    /// [`DraftError::Store`], [`DraftError::Full`].
    pub fn save(&self, edit: Edit, before: Option<(i64, i64)>) -> Result<Saved, DraftError> {
        let Edit { mechanism, kind, typed, editor, at } = edit;
        let typed = serde_json::to_string(typed).unwrap_or_default();
        self.told("write", |file| {
            if let Some((number, edition)) = before {
                let update = "UPDATE draft SET typed = ?1, editor = ?2, saved_at = ?3, edition = edition + 1 \
                              WHERE number = ?4 AND edition = ?5 AND mechanism = ?6 AND kind = ?7 AND act IS NULL";
                if file.execute(update, params![typed, editor, at as i64, number, edition, mechanism.0, kind])? > 0 {
                    return Ok(Some(Saved::Kept(number)));
                }
            }
            let count = "SELECT count(*) FROM draft WHERE mechanism = ?1 AND act IS NULL";
            let count: i64 = file.query_row(count, params![mechanism.0], |row| row.get(0))?;
            if count >= limit::DRAFTS_MAX {
                return Ok(None);
            }
            let insert = "INSERT INTO draft (mechanism, kind, typed, author, editor, saved_at, edition) VALUES (?1, ?2, ?3, ?4, ?4, ?5, 1)";
            file.execute(insert, params![mechanism.0, kind, typed, editor, at as i64])?;
            let number = file.last_insert_rowid();
            Ok(Some(if before.is_some() { Saved::Beside(number) } else { Saved::Kept(number) }))
        })?
        .ok_or(DraftError::Full)
    }

    /// A draft of a circle, signed or not.
    ///
    /// # Errors
    /// [`DraftError::Store`].
    pub fn get(&self, mechanism: Id, number: i64) -> Result<Option<Draft>, DraftError> {
        let read = format!("SELECT {COLUMNS} FROM draft WHERE mechanism = ?1 AND number = ?2");
        self.told("read", |file| file.query_row(&read, params![mechanism.0, number], draft).optional())
    }

    /// The drafts of a circle that are not signed, the last saved first.
    ///
    /// # Errors
    /// [`DraftError::Store`].
    pub fn open_ones(&self, mechanism: Id) -> Result<Vec<Draft>, DraftError> {
        let read = format!("SELECT {COLUMNS} FROM draft WHERE mechanism = ?1 AND act IS NULL ORDER BY saved_at DESC, number DESC");
        self.told("read", |file| file.prepare_cached(&read)?.query_map(params![mechanism.0], draft)?.collect())
    }

    /// Marks a draft with the act that it has become; it leaves the list. What somebody saved in it after it was read becomes a
    /// draft of its own.
    ///
    /// # Errors
    /// [`DraftError::Store`]. Whether the draft was still there is the answer.
    pub fn signed(&self, draft: &Draft, act: Id) -> Result<bool, DraftError> {
        let copy = "INSERT INTO draft (mechanism, kind, typed, author, editor, saved_at, edition) \
                    SELECT mechanism, kind, typed, editor, editor, saved_at, 1 FROM draft WHERE number = ?1 AND edition <> ?2";
        self.told("write", |file| {
            let turn = file.unchecked_transaction()?;
            turn.execute(copy, params![draft.number, draft.edition])?;
            let marked = turn.execute("UPDATE draft SET act = ?2 WHERE number = ?1", params![draft.number, act.0])?;
            turn.commit()?;
            Ok(marked > 0)
        })
    }

    /// Throws away a draft that was not signed, if nobody has saved it since this edition.
    ///
    /// # Errors
    /// [`DraftError::Store`]. Whether it was thrown away is the answer.
    pub fn discard(&self, mechanism: Id, number: i64, edition: i64) -> Result<bool, DraftError> {
        let delete = "DELETE FROM draft WHERE mechanism = ?1 AND number = ?2 AND edition = ?3 AND act IS NULL";
        self.told("write", |file| file.execute(delete, params![mechanism.0, number, edition])).map(|count| count > 0)
    }

    /// The turn of whoever signs.
    pub fn signing(&self) -> &tokio::sync::Mutex<()> {
        &self.signing
    }

    fn told<T>(&self, doing: &'static str, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, DraftError> {
        let file = self.file.lock().unwrap_or_else(|_| std::process::abort());
        act(&file).map_err(|source| DraftError::Store { doing, path: self.path.clone(), source })
    }
}

fn draft(row: &Row) -> rusqlite::Result<Draft> {
    let typed: String = row.get(3)?;
    Ok(Draft {
        number: row.get(0)?,
        mechanism: Id(row.get(1)?),
        kind: row.get(2)?,
        typed: serde_json::from_str(&typed).unwrap_or_default(),
        author: row.get(4)?,
        editor: row.get(5)?,
        saved_at: row.get::<_, i64>(6)? as u64,
        edition: row.get(7)?,
        act: row.get::<_, Option<[u8; 32]>>(8)?.map(Id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_while_a_draft_is_signed_becomes_a_draft_of_its_own() {
        let home = std::env::temp_dir().join(format!("alternat-drafts-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        let drafts = Drafts::open(&home).unwrap();
        let mechanism = Id::of_bytes(b"mechanism");
        let save = |words: &str, editor, before| {
            let typed = Typed::from([("words".to_string(), vec![words.to_string()])]);
            drafts.save(Edit { mechanism, kind: "statement", typed: &typed, editor, at: 1 }, before).unwrap()
        };
        let Saved::Kept(number) = save("first", "elin", None) else { unreachable!("nobody else has it") };
        let read = drafts.get(mechanism, number).unwrap().unwrap();
        assert_eq!(save("second", "vera", Some((number, read.edition))), Saved::Kept(number));
        assert!(drafts.signed(&read, Id::of_bytes(b"act")).unwrap());
        let left = drafts.open_ones(mechanism).unwrap();
        assert_eq!(left.len(), 1);
        assert!(left[0].typed.values().any(|words| words == &["second"]) && left[0].author == "vera");
        std::fs::remove_dir_all(&home).unwrap();
    }
}
