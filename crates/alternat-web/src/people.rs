//! The people of one desk: who may sign in, what each may do, who is visiting, and what happened at the door.
//!
//! They are kept by the party's own node and by nobody else, in `people.sqlite` in its home. Passwords are hashed with
//! argon2id (RFC 9106); of a visit only the hash of its token is kept.

mod store;
mod tries;

use std::path::Path;
use std::sync::Mutex;

use alternat::id::Id;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::limit;
use store::Store;
pub use store::{Happened, Person, Role, Visit};
use tries::Tries;

/// The people of one desk.
pub struct People {
    store: Mutex<Store>,
    tries: Mutex<Tries>,
    hashes: Semaphore,
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
}

/// What came of a try to sign in.
#[derive(Debug)]
pub enum Tried {
    /// The visit has begun; this is the token that the browser keeps.
    Welcome(String),
    /// The name or the password is wrong; which of them is not said.
    Wrong,
    /// Too many tries for this name from this address; the same person may sign in from another at once.
    Pause,
}

impl People {
    /// Opens the people of a home, and makes the file if there is none.
    ///
    /// # Errors
    /// [`PeopleError::File`], [`PeopleError::Store`], [`PeopleError::Hash`].
    pub fn open(home: &Path) -> Result<People, PeopleError> {
        let store = Store::open(&home.join("people.sqlite"))?;
        let nobody = hash("nobody has this password")?;
        Ok(People {
            store: Mutex::new(store),
            tries: Mutex::new(Tries::default()),
            hashes: Semaphore::new(limit::HASHES_AT_ONCE_MAX),
            nobody,
        })
    }

    /// Lets somebody in from now on; `signer` is the home's signer as whom the person may sign.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub fn add(&self, name: &str, role: Role, signer: Option<&str>, password: &str, at: u64) -> Result<(), PeopleError> {
        let is_name = !name.is_empty()
            && name.chars().count() <= limit::NAME_CHARS_MAX
            && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@'));
        if !is_name {
            return Err(PeopleError::NotAName(name.into()));
        }
        judge_password(password)?;
        self.with(|store| store.add(name, role, signer, &hash(password)?, at))
    }

    /// Gives somebody another password; every visit of theirs ends.
    ///
    /// # Errors
    /// [`PeopleError`]. Whether there is such a person is the answer.
    pub fn change_password(&self, name: &str, password: &str, at: u64) -> Result<bool, PeopleError> {
        judge_password(password)?;
        self.with(|store| store.change_password(name, &hash(password)?, at))
    }

    /// Everybody who may sign in, by name.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn all(&self) -> Result<Vec<Person>, PeopleError> {
        self.with(|store| store.all())
    }

    /// Tries a name and a password from an address.
    ///
    /// # Errors
    /// [`PeopleError`].
    pub async fn sign_in(&self, name: &str, password: &str, address: &str, at: u64) -> Result<Tried, PeopleError> {
        if !self.tries().may(name, address, at) {
            self.with(|store| store.note(at, Happened::Paused, name, address))?;
            return Ok(Tried::Pause);
        }
        let known = self.with(|store| store.hash_of(name))?;
        let against = known.clone().unwrap_or_else(|| self.nobody.clone());
        let password = password.to_string();
        let _turn = self.hashes.acquire().await.map_err(|_| PeopleError::Hash)?;
        let fits = tokio::task::spawn_blocking(move || fits(&password, &against)).await.map_err(|_| PeopleError::Hash)?;
        if known.is_none() || !fits {
            self.tries().failed(name, address, at);
            self.with(|store| store.note(at, Happened::Wrong, name, address))?;
            return Ok(Tried::Wrong);
        }
        self.tries().forget(name, address);
        let token = chance()?;
        self.with(|store| store.begin_visit(&hashed(&token), name, address, at))?;
        Ok(Tried::Welcome(token))
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

    /// The last things that happened at the door, the newest first.
    ///
    /// # Errors
    /// [`PeopleError::Store`].
    pub fn audit(&self, count: usize) -> Result<Vec<(u64, Happened, String, String)>, PeopleError> {
        self.with(|store| store.audit(count))
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
