//! The people of one desk: who may sign in, what each may do, who is visiting, and what happened at the door.
//!
//! They are kept by the party's own node and by nobody else, in `people.sqlite` in its home. Passwords are hashed with
//! argon2id (RFC 9106); of a visit only the hash of its token is kept.

mod factor;
mod store;
mod tries;
mod turns;

use std::path::Path;
use std::sync::{Arc, Mutex};

use alternat::id::Id;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::limit;
use store::Store;
pub use store::{Event, Hand, Happened, Person, Role, Stay, Visit};
use tries::Tries;
pub use turns::Turn;
use turns::Turns;

/// The people of one desk.
pub struct People {
    store: Mutex<Store>,
    tries: Mutex<Tries>,
    turns: Arc<Turns>,
    /// What a name that nobody has is compared with, so that it takes as long.
    nobody: String,
}

/// Why somebody's entry was not made, changed or used.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The file of people failed.
    #[error("could not {doing} the people in {path}")]
    Store {
        /// What was being done.
        doing: &'static str,
        /// Where.
        path: std::path::PathBuf,
        /// What the store says.
        source: rusqlite::Error,
    },
    /// The file of people could not be made.
    #[error("could not open {path}")]
    File {
        /// Where.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is somebody of this name already.
    #[error("there is a person '{0}' already")]
    Taken(String),
    /// The name is empty, too long, or holds what no name holds.
    #[error("'{0}' is no name to sign in with")]
    NotAName(String),
    /// The password is too short or too long.
    #[error("a password has at least {} characters and at most {} bytes", limit::PASSWORD_CHARS_LEAST, limit::PASSWORD_BYTES_MAX)]
    NotAPassword,
    /// There are as many as there may be.
    #[error("a desk has at most {} people", limit::PEOPLE_MAX)]
    Full,
    /// The password could not be hashed, or no random bytes were to be had.
    #[error("the password could not be hashed")]
    Hash,
    /// There is nobody of this name.
    #[error("there is no person '{0}'")]
    NoSuchPerson(String),
    /// Whoever manages people last cannot go: nobody could manage them any more.
    #[error("'{0}' is the last administrator")]
    LastAdministrator(String),
}

/// What came of a try to sign in.
#[derive(Debug)]
pub enum Tried {
    /// The visit has begun; this is the token that the browser keeps.
    Welcome(String),
    /// The password is right, and a code is asked for besides; this is the token by which the browser brings it.
    Code(String),
    /// The name or the password is wrong; which of them is not said.
    Wrong,
    /// Too many tries for this name from this address; the same person may sign in from another at once.
    Pause,
    /// Too many wait for their turn; whoever comes again a little later is looked at.
    Busy,
}

impl People {
    /// Opens the people of a home, and makes the file if there is none.
    ///
    /// # Errors
    /// [`PeopleError::File`], [`PeopleError::Store`], [`PeopleError::Hash`].
    pub fn open(home: &Path) -> Result<People, PeopleError> {
        let store = Store::open(&home.join("people.sqlite"))?;
        let nobody = hash("nobody has this password")?;
        Ok(People { store: Mutex::new(store), tries: Mutex::new(Tries::default()), turns: Arc::new(Turns::new()), nobody })
    }

    /// Lets somebody in from now on; `signer` is the home's signer as whom the person may sign.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub fn add(&self, name: &str, role: Role, signer: Option<&str>, password: &str, at: u64) -> Result<(), PeopleError> {
        self.add_person(entry(name, role, signer, false)?, password, Hand::of_command(at))
    }

    /// Lets somebody in with a password that is to be handed over, and that he must change; this is the answer.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub fn invite(&self, name: &str, role: Role, signer: Option<&str>, hand: Hand) -> Result<String, PeopleError> {
        let password = readable()?;
        self.add_person(entry(name, role, signer, true)?, &password, hand)?;
        Ok(password)
    }

    fn add_person(&self, person: Person, password: &str, hand: Hand) -> Result<(), PeopleError> {
        judge_password(password)?;
        // Hashing takes long, so nobody waits for the store meanwhile.
        let hash = hash(password)?;
        self.with(|store| store.add(&person, &hash, hand))
    }

    /// Gives somebody another password; every visit of theirs ends.
    ///
    /// # Errors
    /// [`PeopleError`]. Whether there is such a person is the answer.
    pub fn change_password(&self, name: &str, password: &str, at: u64) -> Result<bool, PeopleError> {
        judge_password(password)?;
        let hash = hash(password)?;
        self.with(|store| store.change_password(name, &hash, false, None, Hand::of_command(at)))
    }

    /// Gives somebody a password that is to be handed over, and that he must change; every visit of theirs ends.
    ///
    /// # Errors
    /// [`PeopleError::NoSuchPerson`], [`PeopleError::Hash`], [`PeopleError::Store`].
    pub fn reset(&self, name: &str, hand: Hand) -> Result<String, PeopleError> {
        let password = readable()?;
        let hash = hash(&password)?;
        match self.with(|store| store.change_password(name, &hash, true, None, hand))? {
            true => Ok(password),
            false => Err(PeopleError::NoSuchPerson(name.into())),
        }
    }

    /// Gives whoever visits with `token` the password that he chose; his other visits end.
    ///
    /// # Errors
    /// [`PeopleError::NotAPassword`], [`PeopleError::Hash`], [`PeopleError::Store`].
    pub fn choose_password(&self, name: &str, password: &str, token: &str, hand: Hand) -> Result<bool, PeopleError> {
        judge_password(password)?;
        let hash = hash(password)?;
        self.with(|store| store.change_password(name, &hash, false, Some(&hashed(token)), hand))
    }

    /// Whether somebody who has signed in gives his password; wrong ones are counted as at the door. Whoever asks has taken a [`Turn`].
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn proves(&self, password: &str, hand: Hand) -> Result<bool, PeopleError> {
        let Hand { by: name, address, at } = hand;
        if !self.tries().may(name, address, at) {
            return Ok(false);
        }
        let known = self.with(|store| store.hash_of(name))?;
        let fits = known.is_some_and(|known| fits(password, &known));
        if !fits {
            self.tries().failed(name, address, at);
            self.with(|store| store.note(Happened::Wrong, name, hand))?;
        }
        Ok(fits)
    }

    /// A turn at hashing, for whoever asks from an address; `None` where too many wait.
    pub async fn turn(&self, address: &str) -> Option<Turn> {
        self.turns.take(address).await
    }

    /// Gives somebody another role and another signer.
    ///
    /// # Errors
    /// [`PeopleError::NoSuchPerson`], [`PeopleError::LastAdministrator`], [`PeopleError::Store`].
    pub fn change_role(&self, name: &str, role: Role, signer: Option<&str>, hand: Hand) -> Result<(), PeopleError> {
        self.with(|store| store.change_role(name, role, signer, hand))
    }

    /// Lets somebody in no more; his visits end.
    ///
    /// # Errors
    /// [`PeopleError::NoSuchPerson`], [`PeopleError::LastAdministrator`], [`PeopleError::Store`].
    pub fn remove(&self, name: &str, hand: Hand) -> Result<(), PeopleError> {
        self.with(|store| store.remove(name, hand))
    }

    /// Everybody who may sign in, by name.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn all(&self) -> Result<Vec<Person>, PeopleError> {
        self.with(|store| store.all())
    }

    /// Somebody who may sign in.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn person(&self, name: &str) -> Result<Option<Person>, PeopleError> {
        self.with(|store| store.person(name))
    }

    /// Tries a name and a password from an address.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub async fn sign_in(&self, name: &str, password: &str, address: &str, at: u64) -> Result<Tried, PeopleError> {
        // What is counted must be bounded; no name is longer.
        let name: String = name.chars().take(limit::NAME_CHARS_MAX).collect();
        let hand = Hand { by: &name, address, at };
        if !self.tries().may(&name, address, at) {
            return Ok(Tried::Pause);
        }
        let Some(turn) = self.turn(address).await else { return Ok(Tried::Busy) };
        // Counted before it is tried, so that whoever goes away before the answer has tried all the same.
        let is_last = self.tries().failed(&name, address, at);
        let known = self.with(|store| store.hash_of(&name))?;
        let against = known.clone().unwrap_or_else(|| self.nobody.clone());
        let password = password.to_string();
        // The turn lasts as long as the hashing does, whether or not anybody still waits for it.
        let tried = tokio::task::spawn_blocking(move || (fits(&password, &against), turn).0);
        let fits = tried.await.map_err(|_| PeopleError::Hash)?;
        if known.is_none() || !fits {
            self.with(|store| store.note(if is_last { Happened::Paused } else { Happened::Wrong }, &name, hand))?;
            return Ok(Tried::Wrong);
        }
        self.tries().forget(&name, address);
        let token = chance()?;
        let asks_code = self.has_factor(&name)?;
        self.with(|store| store.begin_visit(&hashed(&token), &name, asks_code, hand))?;
        Ok(if asks_code { Tried::Code(token) } else { Tried::Welcome(token) })
    }

    /// The visits of somebody, the last first.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn visits(&self, name: &str) -> Result<Vec<Stay>, PeopleError> {
        self.with(|store| store.visits(name))
    }

    /// Ends one visit of somebody, or all of them.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn end_visits(&self, name: &str, only: Option<&Id>, hand: Hand) -> Result<(), PeopleError> {
        self.with(|store| store.end_visits(name, only, hand))
    }

    /// The visit of a token; `None` for one that is over or never was.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn visit(&self, token: &str, at: u64) -> Result<Option<Visit>, PeopleError> {
        self.with(|store| store.visit(&hashed(token), at))
    }

    /// Ends a visit.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn sign_out(&self, token: &str, at: u64) -> Result<(), PeopleError> {
        self.with(|store| store.end_visit(&hashed(token), at))
    }

    /// Keeps the language in which somebody reads.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn choose_language(&self, name: &str, lang: &str) -> Result<(), PeopleError> {
        self.with(|store| store.choose_language(name, lang))
    }

    /// Keeps the calendar in which days are shown to somebody beside the Gregorian one.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn choose_calendar(&self, name: &str, calendar: Option<&str>) -> Result<(), PeopleError> {
        self.with(|store| store.choose_calendar(name, calendar))
    }

    /// What happened at the door, the newest first: to or by one person, and of one kind, where they are named.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn audit(&self, name: &str, happened: Option<Happened>, skip: usize, count: usize) -> Result<Vec<Event>, PeopleError> {
        self.with(|store| store.audit(name, happened, skip, count))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, PeopleError>) -> Result<T, PeopleError> {
        act(&mut self.store.lock().unwrap_or_else(|_| std::process::abort()))
    }

    fn tries(&self) -> std::sync::MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(|_| std::process::abort())
    }
}

/// What a form of a visit carries, so that no other page can send it: nobody can tell the token from it.
pub fn form_token(token: &str) -> String {
    Id::of_bytes(format!("alternat form {token}").as_bytes()).to_string()
}

fn hashed(token: &str) -> Id {
    Id::of_bytes(token.as_bytes())
}

/// Somebody's entry, as it is made.
fn entry(name: &str, role: Role, signer: Option<&str>, must_change: bool) -> Result<Person, PeopleError> {
    let is_name = !name.is_empty()
        && name.chars().count() <= limit::NAME_CHARS_MAX
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@'));
    match is_name {
        true => Ok(Person { name: name.into(), role, lang: None, signer: signer.map(Into::into), calendar: None, must_change }),
        false => Err(PeopleError::NotAName(name.into())),
    }
}

fn judge_password(password: &str) -> Result<(), PeopleError> {
    match password.chars().count() >= limit::PASSWORD_CHARS_LEAST && password.len() <= limit::PASSWORD_BYTES_MAX {
        true => Ok(()),
        false => Err(PeopleError::NotAPassword),
    }
}

fn hash(password: &str) -> Result<String, PeopleError> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|_| PeopleError::Hash)
}

fn fits(password: &str, hash: &str) -> bool {
    let known = PasswordHash::new(hash);
    password.len() <= limit::PASSWORD_BYTES_MAX
        && known.is_ok_and(|known| Argon2::default().verify_password(password.as_bytes(), &known).is_ok())
}

fn chance() -> Result<String, PeopleError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| PeopleError::Hash)?;
    Ok(Id(bytes).to_string())
}

/// Eighty bits by chance, in letters and digits that nobody mistakes for each other: four groups of four.
fn readable() -> Result<String, PeopleError> {
    const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| PeopleError::Hash)?;
    let signs: Vec<char> = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    Ok(signs.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}
