//! The index of the desk: which texts of which acts hold which words, in `search.sqlite` in the home.
//!
//! It is a cache: whoever deletes it loses nothing but a moment. It is filled behind the record, an act once; a detached part that comes later
//! is taken in when it has come. The index holds terms and no texts: what is shown is read from the record.

pub(crate) mod fill;

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use alternat::id::Id;
use alternat_view::search::{self, Group, Query};
use rusqlite::{Connection, params};

use crate::limit;
pub(crate) use fill::keep_filled;

/// The index of a home.
pub struct Search {
    /// Fills.
    writer: Mutex<Connection>,
    /// Answers, while the other fills.
    reader: Mutex<Connection>,
    path: PathBuf,
}

/// Why the index did not answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The file of the index failed.
    #[error("could not {doing} the index {path}: delete it, and it is made anew")]
    Index {
        /// What was being done.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file could not be made.
    #[error("could not open {path}")]
    File {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The record could not be read.
    #[error("could not read the record to index it")]
    Record(#[from] alternat_node::circle::CircleError),
}

/// One text of one act, as the index takes it in.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The act.
    pub act: Id,
    /// Its kind, by name.
    pub kind: &'static str,
    /// The party, by its code; empty where there is none yet.
    pub party: String,
    /// The session that it belongs to.
    pub session: Option<Id>,
    /// The language of the text; empty for an act without words.
    pub lang: String,
    /// The detached part that the text ends with.
    pub part: Option<Id>,
    /// The text.
    pub text: String,
    /// Symbols and ids that are not in the text.
    pub names: Vec<String>,
}

/// What is looked for, and among what; a filter that is empty lets everything through.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The words.
    pub query: Query,
    /// Of a party.
    pub party: String,
    /// Of a kind.
    pub kind: String,
    /// Of a session.
    pub session: Option<Id>,
    /// In a language.
    pub lang: String,
}

/// One text that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The act.
    pub act: Id,
    /// The party, by its code.
    pub party: String,
    /// The session.
    pub session: Option<Id>,
    /// The language.
    pub lang: String,
    /// The detached part.
    pub part: Option<Id>,
}

/// A detached part that has not come.
#[derive(Clone, Debug)]
struct Awaited {
    act: Id,
    lang: String,
    part: Id,
}

const SCHEMA: &str = "
    CREATE TABLE text (
        number INTEGER PRIMARY KEY, act BLOB NOT NULL, party TEXT NOT NULL, session BLOB, lang TEXT NOT NULL, part BLOB
    ) STRICT;
    CREATE VIRTUAL TABLE found USING fts5(
        words, names, marks, content='', detail=full, tokenize=\"unicode61 remove_diacritics 0 tokenchars '/.-_'\"
    );
    CREATE TABLE filled (mechanism BLOB PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE awaited (
        mechanism BLOB NOT NULL, act BLOB NOT NULL, lang TEXT NOT NULL, part BLOB NOT NULL, PRIMARY KEY (mechanism, act, lang, part)
    ) STRICT, WITHOUT ROWID;
";

impl Search {
    /// Opens the index of a home. One that cannot be read, or that another analysis made, is made anew.
    ///
    /// # Errors
    /// [`SearchError::File`], [`SearchError::Index`].
    pub fn open(home: &Path) -> Result<Search, SearchError> {
        let path = home.join("search.sqlite");
        let writer = match opened(&path) {
            Ok(Some(writer)) => writer,
            Ok(None) | Err(SearchError::Index { .. }) => anew(&path)?,
            Err(other) => return Err(other),
        };
        let told = |source| SearchError::Index { doing: "open", path: path.clone(), source };
        let reader = Connection::open(&path).map_err(told)?;
        reader.pragma_update(None, "query_only", true).map_err(told)?;
        Ok(Search { writer: Mutex::new(writer), reader: Mutex::new(reader), path })
    }

    /// The texts that hold what is wanted, the newest in the index first, and at most [`limit::HITS_MAX`].
    ///
    /// # Errors
    /// [`SearchError::Index`].
    pub fn find(&self, mechanism: &Id, wanted: &Wanted) -> Result<Vec<Hit>, SearchError> {
        if wanted.query.is_empty() {
            return Ok(vec![]);
        }
        let asked = expression(mechanism, wanted);
        self.told("ask", locked(&self.reader), |index| {
            let mut find = index.prepare_cached(
                "SELECT act, party, session, lang, part FROM found JOIN text ON text.number = found.rowid \
                 WHERE found MATCH ?1 ORDER BY found.rowid DESC LIMIT ?2",
            )?;
            let hits = find.query_map(params![asked, limit::HITS_MAX as i64], |row| {
                let session: Option<[u8; 32]> = row.get(2)?;
                let part: Option<[u8; 32]> = row.get(4)?;
                Ok(Hit { act: Id(row.get(0)?), party: row.get(1)?, session: session.map(Id), lang: row.get(3)?, part: part.map(Id) })
            })?;
            hits.collect()
        })
    }

    /// Takes texts in, in one transaction, and keeps how far the record of a mechanism has been read.
    ///
    /// # Errors
    /// [`SearchError::Index`].
    pub fn take(&self, mechanism: &Id, entries: &[Entry], position: u64) -> Result<(), SearchError> {
        // The analysis is done before the file is held.
        let rows: Vec<[String; 3]> = entries.iter().map(|entry| analysed(mechanism, entry)).collect();
        self.told("fill", locked(&self.writer), |index| {
            let all = index.unchecked_transaction()?;
            {
                let mut text = all.prepare_cached("INSERT INTO text (act, party, session, lang, part) VALUES (?1, ?2, ?3, ?4, ?5)")?;
                let mut found = all.prepare_cached("INSERT INTO found (rowid, words, names, marks) VALUES (?1, ?2, ?3, ?4)")?;
                for (entry, [words, names, marks]) in entries.iter().zip(&rows) {
                    let (session, part) = (entry.session.map(|id| id.0), entry.part.map(|id| id.0));
                    text.execute(params![entry.act.0, entry.party, session, entry.lang, part])?;
                    found.execute(params![all.last_insert_rowid(), words, names, marks])?;
                }
                let filled = "INSERT INTO filled VALUES (?1, ?2) ON CONFLICT (mechanism) DO UPDATE SET position = ?2";
                all.prepare_cached(filled)?.execute(params![mechanism.0, position as i64])?;
            }
            all.commit()
        })
    }

    /// How far the record of a mechanism has been read.
    fn position(&self, mechanism: &Id) -> Result<u64, SearchError> {
        use rusqlite::OptionalExtension;
        self.told("read", locked(&self.writer), |index| {
            let read = index.query_row("SELECT position FROM filled WHERE mechanism = ?1", [mechanism.0], |row| row.get::<_, i64>(0));
            Ok(read.optional()?.unwrap_or(0) as u64)
        })
    }

    /// Parts that are waited for.
    fn awaited(&self, mechanism: &Id) -> Result<Vec<Awaited>, SearchError> {
        self.told("read", locked(&self.writer), |index| {
            let mut all = index.prepare_cached("SELECT act, lang, part FROM awaited WHERE mechanism = ?1 LIMIT ?2")?;
            let rows = all.query_map(params![mechanism.0, limit::AWAITED_MAX as i64], |row| {
                Ok(Awaited { act: Id(row.get(0)?), lang: row.get(1)?, part: Id(row.get(2)?) })
            })?;
            rows.collect()
        })
    }

    fn wait_for(&self, mechanism: &Id, parts: &[Awaited]) -> Result<(), SearchError> {
        self.told("fill", locked(&self.writer), |index| {
            let mut insert = index.prepare_cached("INSERT INTO awaited VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?;
            parts.iter().try_for_each(|of| insert.execute(params![mechanism.0, of.act.0, of.lang, of.part.0]).map(drop))
        })
    }

    fn has_come(&self, mechanism: &Id, parts: &[Awaited]) -> Result<(), SearchError> {
        self.told("fill", locked(&self.writer), |index| {
            let mut delete = index.prepare_cached("DELETE FROM awaited WHERE mechanism = ?1 AND act = ?2 AND lang = ?3 AND part = ?4")?;
            parts.iter().try_for_each(|of| delete.execute(params![mechanism.0, of.act.0, of.lang, of.part.0]).map(drop))
        })
    }

    fn told<T>(
        &self,
        doing: &'static str,
        index: MutexGuard<'_, Connection>,
        act: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, SearchError> {
        act(&index).map_err(|source| SearchError::Index { doing, path: self.path.clone(), source })
    }
}

fn locked(index: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    index.lock().unwrap_or_else(|_| std::process::abort())
}

/// The index that is there; `None` for one of another analysis, and for an empty file.
fn opened(path: &Path) -> Result<Option<Connection>, SearchError> {
    let told = |source| SearchError::Index { doing: "open", path: path.to_path_buf(), source };
    // The files that SQLite puts beside this one take its permissions.
    let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
    made.map_err(|source| SearchError::File { path: path.to_path_buf(), source })?;
    let index = Connection::open(path).map_err(told)?;
    index.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
    // A cut of the power costs the last entries at most, and they are filled in again.
    index.pragma_update(None, "synchronous", "NORMAL").map_err(told)?;
    let made_by: u32 = index.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(told)?;
    let is_there = index.query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('text', 'found', 'filled', 'awaited')", [], |row| {
        row.get::<_, i64>(0)
    });
    Ok((made_by == search::ANALYSIS && is_there.map_err(told)? == 4).then_some(index))
}

/// An empty index in the place of whatever was there.
fn anew(path: &Path) -> Result<Connection, SearchError> {
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        match std::fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(SearchError::File { path: file, source }),
        }
    }
    let told = |source| SearchError::Index { doing: "make", path: path.to_path_buf(), source };
    let _ = opened(path)?;
    let index = Connection::open(path).map_err(told)?;
    index.pragma_update(None, "synchronous", "NORMAL").map_err(told)?;
    index.execute_batch(&format!("BEGIN;{SCHEMA}PRAGMA user_version = {};COMMIT;", search::ANALYSIS)).map_err(told)?;
    Ok(index)
}

/// The three columns of a text: its words, its symbols, and by what it is filtered.
fn analysed(mechanism: &Id, entry: &Entry) -> [String; 3] {
    let joined = |tokens: Vec<search::Token>| tokens.into_iter().map(|token| token.term).collect::<Vec<_>>().join(" ");
    let words = joined(search::words(&entry.text, &entry.lang));
    let names = [joined(search::names(&entry.text)), entry.names.join(" ").to_lowercase()].join(" ");
    let mut marks = vec![mark("m", &mechanism.to_string()), mark("k", entry.kind)];
    marks.extend([("p", &entry.party), ("l", &entry.lang)].into_iter().filter(|(_, of)| !of.is_empty()).map(|(name, of)| mark(name, of)));
    marks.extend(entry.session.map(|session| mark("s", &session.to_string())));
    [words, names, marks.join(" ")]
}

/// One token that says of which party, kind, session, language or mechanism a text is.
fn mark(name: &str, of: &str) -> String {
    format!("{name}.{}", of.to_lowercase())
}

/// What is wanted, as FTS5 is asked.
fn expression(mechanism: &Id, wanted: &Wanted) -> String {
    let mut all: Vec<String> = wanted.query.groups.iter().map(group).collect();
    let session = wanted.session.map(|session| session.to_string()).unwrap_or_default();
    let filters = [("k", &wanted.kind), ("p", &wanted.party), ("s", &session), ("l", &wanted.lang)];
    all.extend(filters.into_iter().filter(|(_, of)| !of.is_empty()).map(|(name, of)| format!("marks : {}", said(&mark(name, of)))));
    all.push(format!("marks : {}", said(&mark("m", &mechanism.to_string()))));
    all.join(" AND ")
}

fn group(group: &Group) -> String {
    let phrases = group.phrases.iter().map(|phrase| format!("words : {}", said(&phrase.join(" "))));
    let beginning = group.beginning.iter().map(|begins| format!("names : {} *", said(begins)));
    format!("({})", phrases.chain(beginning).collect::<Vec<_>>().join(" OR "))
}

/// A string of FTS5: whatever stands in it is words.
fn said(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("alternat-search-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    fn entry(number: u8, party: &str, kind: &'static str, lang: &str, text: &str) -> Entry {
        let (act, session) = (Id([number; 32]), Some(Id([number / 10; 32])));
        Entry { act, kind, party: party.into(), session, lang: lang.into(), part: None, text: text.into(), names: vec![act.to_string()] }
    }

    const MECHANISM: Id = Id([7; 32]);

    fn filled(home: &Path) -> Search {
        let search = Search::open(home).unwrap();
        let entries = [
            entry(10, "DOR", "statement", "en", "The lock charges on the Ister."),
            entry(11, "ALD", "statement", "ru", "О сборах за шлюзование, CFR.DEC/1."),
            entry(12, "ALD", "text", "ar", "رسوم الأقفال في المناطق"),
            entry(20, "BOR", "statement", "fa", "منطقه‌های امن"),
        ];
        search.take(&MECHANISM, &entries, 4).unwrap();
        search
    }

    fn numbers(search: &Search, wanted: Wanted) -> Vec<u8> {
        search.find(&MECHANISM, &wanted).unwrap().into_iter().map(|hit| hit.act.0[0]).collect()
    }

    #[test]
    fn texts_are_found_by_words_symbols_ids_and_filters() {
        let home = directory("find");
        let search = filled(&home);
        let wanted = |typed: &str| Wanted { query: Query::read(typed), ..Wanted::default() };
        let rows = [
            (wanted("lock"), vec![10]),
            (wanted("lock istanbul"), vec![]),
            (wanted("сбор"), vec![11]),
            (wanted("منطقة"), vec![20, 12]),
            (wanted("cfr.d"), vec![11]),
            (wanted("0a0a0a"), vec![10]),
            (Wanted { party: "ALD".into(), ..wanted("منطقة") }, vec![12]),
            (Wanted { kind: "statement".into(), ..wanted("منطقة") }, vec![20]),
            (Wanted { session: Some(Id([2; 32])), ..wanted("منطقة") }, vec![20]),
            (Wanted { lang: "fa".into(), ..wanted("منطقة") }, vec![20]),
            (Wanted { lang: "fa\" OR \"".into(), ..wanted("منطقة") }, vec![]),
            (wanted(""), vec![]),
            (wanted("\" OR words : lock"), vec![]),
            (wanted("NEAR(lock, charges)"), vec![]),
        ];
        for (wanted, expected) in rows {
            assert_eq!(numbers(&search, wanted.clone()), expected, "{wanted:?}");
        }
        assert_eq!(search.find(&Id([8; 32]), &wanted("lock")).unwrap(), [], "another mechanism's");
    }

    #[test]
    fn an_index_that_is_gone_broken_or_old_is_made_anew() {
        let home = directory("anew");
        drop(filled(&home));
        let wanted = || Wanted { query: Query::read("lock"), ..Wanted::default() };
        assert_eq!(numbers(&Search::open(&home).unwrap(), wanted()), [10], "kept");
        let path = home.join("search.sqlite");
        let spoils: [&dyn Fn(); 3] = [&|| std::fs::remove_file(&path).unwrap(), &|| std::fs::write(&path, [b'x'; 5000]).unwrap(), &|| {
            Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap()
        }];
        for spoil in spoils {
            drop(filled(&home));
            spoil();
            let search = Search::open(&home).unwrap();
            assert_eq!((numbers(&search, wanted()), search.position(&MECHANISM).unwrap()), (vec![], 0));
        }
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "what a delegation searches in is its own");
    }
}
