//! The outbox: what each person has chosen, what was told of already, and what is still to leave.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use alternat::id::Id;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::NoticesError;
use super::news::News;
use crate::limit;

/// Of what somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A matter waits for the party.
    Waits,
    /// Something that the party owes is soon due.
    Deadline,
    /// A seal is final.
    Seal,
    /// There are two versions of a party.
    TwoVersions,
    /// An original differs.
    Differs,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Waits, Kind::Deadline, Kind::Seal, Kind::TwoVersions, Kind::Differs];

    /// The name by which forms and messages know it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Waits => "waits",
            Kind::Deadline => "deadline",
            Kind::Seal => "seal",
            Kind::TwoVersions => "two-versions",
            Kind::Differs => "differs",
        }
    }
}

/// How a notice leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By mail.
    Mail,
    /// By the party's command.
    Hook,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Way::Mail => "mail",
            Way::Hook => "hook",
        }
    }
}

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It has left.
    Away,
    /// It is to be tried again.
    Back,
    /// It is not tried any more.
    Up,
}

/// What somebody has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The mail address; empty for no mail.
    pub address: String,
    /// The number for the command; empty for none.
    pub number: String,
    /// Of what he is told.
    pub kinds: BTreeSet<Kind>,
    /// Whether a notice says what the matter is.
    pub has_content: bool,
}

/// A notice that is to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    number: i64,
    /// To whom.
    pub name: String,
    /// How.
    pub way: Way,
    /// Of what kind it tells.
    pub kind: Kind,
    key: String,
    /// What the matter is, for those who may read it.
    pub words: Option<String>,
    /// In which language.
    pub lang: String,
    /// How often it was tried.
    pub tries: u32,
}

impl Letter {
    /// A letter that is not in the outbox yet.
    pub fn new(name: &str, way: Way, news: &News, words: Option<String>, lang: &str) -> Letter {
        let (name, lang) = (name.to_string(), lang.to_string());
        Letter { number: 0, name, way, kind: news.kind, key: news.key.clone(), words, lang, tries: 0 }
    }

    /// An id that is the same each time that this notice is sent, and says nothing.
    pub fn message_id(&self) -> String {
        Id::of_bytes(format!("alternat notice {} {} {}", self.number, self.name, self.key).as_bytes()).to_string()[..32].to_string()
    }
}

/// The file.
pub struct Outbox {
    file: Connection,
    path: PathBuf,
}

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS choice (
        name TEXT PRIMARY KEY, address TEXT NOT NULL, number TEXT NOT NULL, kinds TEXT NOT NULL, content INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS seen (mechanism BLOB NOT NULL, key TEXT NOT NULL, PRIMARY KEY (mechanism, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, way TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, words TEXT,
        lang TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL, given_up INTEGER NOT NULL
    ) STRICT;
";

impl Outbox {
    pub fn open(path: &Path) -> Result<Outbox, NoticesError> {
        let told = |source| NoticesError::Outbox { doing: "open", path: path.to_path_buf(), source };
        // The files that SQLite puts beside this one take its permissions.
        let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        made.map_err(|source| NoticesError::File { path: path.to_path_buf(), source })?;
        let file = Connection::open(path).map_err(told)?;
        file.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
        file.execute_batch(SCHEMA).map_err(told)?;
        Ok(Outbox { file, path: path.to_path_buf() })
    }

    pub fn choice(&self, name: &str) -> Result<Choice, NoticesError> {
        let read = self.told("read", |file| {
            let read = "SELECT address, number, kinds, content FROM choice WHERE name = ?1";
            let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?));
            file.prepare_cached(read)?.query_row([name], row).optional()
        })?;
        let Some((address, number, kinds, has_content)) = read else { return Ok(Choice::default()) };
        let kinds = kinds.split(' ').filter_map(kind).collect();
        Ok(Choice { address, number, kinds, has_content })
    }

    pub fn keep_only(&mut self, names: &[&str]) -> Result<(), NoticesError> {
        let names = serde_json::to_string(names).unwrap_or_default();
        self.told("write", |file| {
            file.execute("DELETE FROM choice WHERE name NOT IN (SELECT value FROM json_each(?1))", [&names])?;
            file.execute("DELETE FROM outbox WHERE name NOT IN (SELECT value FROM json_each(?1))", [&names])
        })
        .map(drop)
    }

    pub fn choose(&mut self, name: &str, choice: &Choice) -> Result<(), NoticesError> {
        let kinds: Vec<&str> = choice.kinds.iter().map(|kind| kind.name()).collect();
        self.told("write", |file| {
            let keep = "INSERT OR REPLACE INTO choice (name, address, number, kinds, content) VALUES (?1, ?2, ?3, ?4, ?5)";
            file.execute(keep, params![name, choice.address, choice.number, kinds.join(" "), choice.has_content])?;
            // Who changes how he is told begins anew: what did not leave went to where he no longer is.
            file.execute("DELETE FROM outbox WHERE name = ?1 AND given_up = 1", [name])
        })
        .map(drop)
    }

    /// Those of the keys that nobody has looked at yet.
    pub fn unseen(&self, mechanism: &Id, keys: &[&str]) -> Result<BTreeSet<String>, NoticesError> {
        self.told("read", |file| {
            let mut seen = file.prepare_cached("SELECT 1 FROM seen WHERE mechanism = ?1 AND key = ?2")?;
            let mut unseen = BTreeSet::new();
            for key in keys {
                if !seen.exists(params![mechanism.0, key])? {
                    unseen.insert(key.to_string());
                }
            }
            Ok(unseen)
        })
    }

    /// Puts letters into the outbox and keeps what was looked at, all or nothing. Of what is no longer there, nothing is kept.
    ///
    /// On the first look into a mechanism nothing is told: what is there is not new. A notice that says no more than one that has not left yet is
    /// not sent besides.
    pub fn take(
        &mut self,
        mechanism: &Id,
        current: &[&str],
        new: &BTreeSet<String>,
        letters: &[Letter],
        now: u64,
    ) -> Result<(), NoticesError> {
        self.told("write", |file| {
            let all = file.unchecked_transaction()?;
            // The key without a name stands for the first look, which may find nothing.
            let is_first = all.execute("INSERT INTO seen VALUES (?1, '') ON CONFLICT DO NOTHING", [mechanism.0])? > 0;
            let known: Vec<String> = {
                let mut known = all.prepare_cached("SELECT key FROM seen WHERE mechanism = ?1 AND key <> ''")?;
                let rows = known.query_map([mechanism.0], |row| row.get(0))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            for gone in known.iter().filter(|key| !current.contains(&key.as_str())) {
                all.execute("DELETE FROM seen WHERE mechanism = ?1 AND key = ?2", params![mechanism.0, gone])?;
            }
            for key in new {
                all.execute("INSERT INTO seen VALUES (?1, ?2) ON CONFLICT DO NOTHING", params![mechanism.0, key])?;
            }
            for letter in letters.iter().filter(|_| !is_first) {
                put(&all, letter, now)?;
            }
            all.commit()
        })
    }

    /// What is to leave now, the oldest first.
    pub fn due(&self, now: u64) -> Result<Vec<Letter>, NoticesError> {
        self.told("read", |file| {
            let due = "SELECT number, name, way, kind, key, words, lang, tries FROM outbox WHERE given_up = 0 AND due <= ?1 ORDER BY number LIMIT ?2";
            let mut due = file.prepare_cached(due)?;
            let rows = due.query_map(params![now as i64, limit::NOTICES_AT_ONCE_MAX as i64], |row| {
                let (way, of): (String, String) = (row.get(2)?, row.get(3)?);
                let way = if way == Way::Hook.name() { Way::Hook } else { Way::Mail };
                let kind = kind(&of).unwrap_or(Kind::Waits);
                let (name, key, words, lang) = (row.get(1)?, row.get(4)?, row.get(5)?, row.get(6)?);
                Ok(Letter { number: row.get(0)?, name, way, kind, key, words, lang, tries: row.get(7)? })
            })?;
            rows.collect()
        })
    }

    /// Keeps what became of a letter: one that has left is no longer there, one that came back waits twice as long as before.
    pub fn tried(&mut self, letter: &Letter, given: Given, now: u64) -> Result<(), NoticesError> {
        let pause = limit::NOTICE_RETRY_MS.saturating_mul(1 << letter.tries.min(16)).min(limit::NOTICE_RETRY_MS_MAX);
        let due = now.saturating_add(pause) as i64;
        self.told("write", |file| match given {
            Given::Away => file.execute("DELETE FROM outbox WHERE number = ?1", [letter.number]),
            Given::Back => file.execute("UPDATE outbox SET tries = tries + 1, due = ?2 WHERE number = ?1", params![letter.number, due]),
            Given::Up => file.execute("UPDATE outbox SET tries = tries + 1, given_up = 1 WHERE number = ?1", [letter.number]),
        })
        .map(drop)
    }

    /// How many letters to somebody are there still, of those that were given up or of the others.
    pub fn count(&self, name: &str, given: Given) -> Result<u64, NoticesError> {
        let count = "SELECT count(*) FROM outbox WHERE name = ?1 AND given_up = ?2";
        self.told("read", |file| file.query_row(count, params![name, given == Given::Up], |row| row.get::<_, i64>(0)))
            .map(|count| count as u64)
    }

    fn told<T>(&self, doing: &'static str, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, NoticesError> {
        act(&self.file).map_err(|source| NoticesError::Outbox { doing, path: self.path.clone(), source })
    }
}

fn put(all: &Connection, letter: &Letter, now: u64) -> rusqlite::Result<()> {
    let (name, way, kind) = (&letter.name, letter.way.name(), letter.kind.name());
    let alike = "SELECT 1 FROM outbox WHERE name = ?1 AND way = ?2 AND kind = ?3 AND words IS ?4 AND given_up = 0";
    let is_said = all.prepare_cached(alike)?.exists(params![name, way, kind, letter.words])?;
    let count: i64 = all.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0))?;
    if is_said || count >= limit::OUTBOX_MAX as i64 {
        return Ok(());
    }
    let insert = "INSERT INTO outbox (name, way, kind, key, words, lang, tries, due, given_up) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 0)";
    all.prepare_cached(insert)?.execute(params![name, way, kind, letter.key, letter.words, letter.lang, now as i64]).map(drop)
}

fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MECHANISM: Id = Id([7; 32]);

    fn path(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("alternat-outbox-{}-{name}", std::process::id()));
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
        }
        path
    }

    fn letter(key: &str, words: Option<&str>) -> Letter {
        let news = News { kind: Kind::Waits, key: key.into(), words: String::new() };
        Letter::new("salma", Way::Mail, &news, words.map(Into::into), "ar")
    }

    /// What a look gives that finds these keys, each with its own words.
    fn look(outbox: &mut Outbox, keys: &[&str], now: u64) {
        let new = outbox.unseen(&MECHANISM, keys).unwrap();
        let letters: Vec<Letter> = new.iter().map(|key| letter(key, Some(key))).collect();
        outbox.take(&MECHANISM, keys, &new, &letters, now).unwrap();
    }

    fn due(outbox: &Outbox, now: u64) -> Vec<String> {
        outbox.due(now).unwrap().into_iter().map(|letter| letter.key).collect()
    }

    #[test]
    fn what_is_new_is_told_once_and_outlives_a_restart() {
        let path = path("once");
        let mut outbox = Outbox::open(&path).unwrap();
        look(&mut outbox, &["a"], 0);
        assert!(due(&outbox, 0).is_empty(), "what is there at first is not new");
        look(&mut outbox, &["a", "b"], 1);
        look(&mut outbox, &["a", "b"], 2);
        drop(outbox);
        let mut outbox = Outbox::open(&path).unwrap();
        look(&mut outbox, &["a", "b"], 3);
        assert_eq!(due(&outbox, 3), ["b"]);
        let sent = outbox.due(3).unwrap().remove(0);
        outbox.tried(&sent, Given::Away, 3).unwrap();
        look(&mut outbox, &["a", "b"], 4);
        assert!(due(&outbox, 4).is_empty(), "nothing is sent twice");
        look(&mut outbox, &["a"], 5);
        look(&mut outbox, &["a", "b"], 6);
        assert_eq!(due(&outbox, 6), ["b"], "what went away and came again is new");
    }

    #[test]
    fn a_letter_that_comes_back_waits_twice_as_long_and_is_given_up() {
        let mut outbox = Outbox::open(&path("back")).unwrap();
        look(&mut outbox, &[], 0);
        look(&mut outbox, &["b"], 0);
        let first = outbox.due(0).unwrap().remove(0);
        outbox.tried(&first, Given::Back, 0).unwrap();
        assert!(due(&outbox, limit::NOTICE_RETRY_MS - 1).is_empty());
        let second = outbox.due(limit::NOTICE_RETRY_MS).unwrap().remove(0);
        assert_eq!((second.tries, second.message_id()), (1, first.message_id()));
        outbox.tried(&second, Given::Back, 0).unwrap();
        assert!(due(&outbox, 2 * limit::NOTICE_RETRY_MS - 1).is_empty());
        let third = outbox.due(2 * limit::NOTICE_RETRY_MS).unwrap().remove(0);
        outbox.tried(&third, Given::Up, 0).unwrap();
        assert!(due(&outbox, u64::from(u32::MAX)).is_empty());
        assert_eq!(outbox.count("salma", Given::Up).unwrap(), 1);
        outbox.choose("salma", &Choice::default()).unwrap();
        assert_eq!(outbox.count("salma", Given::Up).unwrap(), 0);
    }

    #[test]
    fn two_notices_that_say_the_same_are_one() {
        let mut outbox = Outbox::open(&path("same")).unwrap();
        look(&mut outbox, &["a"], 0);
        let keys = ["b", "c"].map(String::from).into();
        outbox.take(&MECHANISM, &["a", "b", "c"], &keys, &[letter("b", None), letter("c", None), letter("c", Some("c"))], 0).unwrap();
        assert_eq!(due(&outbox, 0), ["b", "c"]);
    }

    #[test]
    fn a_choice_is_kept() {
        let path = path("choice");
        let choice = Choice {
            address: "salma@example.org".into(),
            number: "+963".into(),
            kinds: [Kind::Deadline, Kind::Seal].into(),
            has_content: true,
        };
        Outbox::open(&path).unwrap().choose("salma", &choice).unwrap();
        let outbox = Outbox::open(&path).unwrap();
        assert_eq!(outbox.choice("salma").unwrap(), choice);
        assert_eq!(outbox.choice("omar").unwrap(), Choice::default());
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}
