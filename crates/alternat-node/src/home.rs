//! A party's home: one directory with everything its node needs.
//!
//! `home.json` says whose it is, where it listens and where its peers are; `transport.secret` is the key of its
//! connections, and `transport.next` the one that is to take its place; `circles/<mechanism>/` holds the record and the keys of one circle. `home.lock` is held for a moment by
//! whoever changes `home.json`. Root keys need not be here.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use alternat::id::Id;
use alternat::key::{ActKey, Ed25519Bytes};
use alternat::words::Code;
use serde::{Deserialize, Serialize};

use crate::circle::{Circle, CircleError};
use crate::file::{self, FileError, Readers};
use crate::limit;
use crate::root;

/// A home, read.
#[derive(Clone, Debug)]
pub struct Home {
    directory: PathBuf,
    configuration: Configuration,
    transport: Id,
}

/// What `home.json` says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The party, by its inception.
    pub party: Id,
    /// Where the node listens; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where other parties' nodes are, by mechanism and code.
    #[serde(default)]
    pub peers: BTreeMap<Id, BTreeMap<Code, SocketAddr>>,
}

/// Why a home cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// A file failed.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no home here.
    #[error("{0} is no home of a node")]
    NotAHome(PathBuf),
    /// There is one already.
    #[error("{0} is a home already")]
    Taken(PathBuf),
    /// What a file of the home says is not understood.
    #[error("{path} is not understood: {why}")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// There was no chance to be had.
    #[error("the system gave no random bytes")]
    Chance,
    /// The home holds no such circle.
    #[error("this home holds no circle {0}")]
    NoSuchCircle(String),
    /// The home holds several circles and none was named.
    #[error("this home holds several circles; name one with --mechanism: {0}")]
    WhichCircle(String),
    /// A circle could not be opened.
    #[error(transparent)]
    Circle(#[from] CircleError),
}

impl Home {
    /// Makes a home for a party.
    ///
    /// # Errors
    /// [`HomeError::Taken`], [`HomeError::File`], [`HomeError::Chance`].
    pub fn create(directory: &Path, party: Id) -> Result<Home, HomeError> {
        let path = directory.join("home.json");
        if path.exists() {
            return Err(HomeError::Taken(directory.to_path_buf()));
        }
        file::make_directory(directory)?;
        let transport = make_secret(&directory.join("transport.secret"))?;
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let home =
            Home { directory: directory.to_path_buf(), configuration: Configuration { party, listen, peers: BTreeMap::new() }, transport };
        home.write()?;
        Ok(home)
    }

    /// Opens a home.
    ///
    /// # Errors
    /// [`HomeError::NotAHome`], [`HomeError::File`], [`HomeError::Malformed`].
    pub fn open(directory: &Path) -> Result<Home, HomeError> {
        let path = directory.join("home.json");
        if !path.exists() {
            return Err(HomeError::NotAHome(directory.to_path_buf()));
        }
        let configuration = read(&path)?;
        let path = directory.join("transport.secret");
        let transport = read_secret(&path)?;
        Ok(Home { directory: directory.to_path_buf(), configuration, transport })
    }

    /// The directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// What the configuration says.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// Changes the configuration; it is on the disk when this returns.
    ///
    /// What others have written since the home was opened is read first, and stays: nobody writes in between.
    ///
    /// # Errors
    /// [`HomeError::File`], [`HomeError::Malformed`]; then nothing is changed.
    pub fn configure(&mut self, change: impl FnOnce(&mut Configuration)) -> Result<(), HomeError> {
        let _held = self.lock()?;
        let mut configuration = read(&self.directory.join("home.json"))?;
        change(&mut configuration);
        let before = std::mem::replace(&mut self.configuration, configuration);
        let written = self.write();
        if written.is_err() {
            self.configuration = before;
        }
        written
    }

    /// The secret of the key of its connections.
    pub fn transport_secret(&self) -> [u8; 32] {
        self.transport.0
    }

    /// The key by which its peers know its connections.
    pub fn transport_key(&self) -> Ed25519Bytes {
        ActKey::from_seed(&self.transport.0).public()
    }

    /// The key of connections that is to take the place of the other; `None` where none was made.
    ///
    /// # Errors
    /// [`HomeError::File`], [`HomeError::Malformed`].
    pub fn next_transport_key(&self) -> Result<Option<Ed25519Bytes>, HomeError> {
        let path = self.directory.join("transport.next");
        if !path.exists() {
            return Ok(None);
        }
        Ok(Some(ActKey::from_seed(&read_secret(&path)?.0).public()))
    }

    /// Makes the key of connections that is to take the place of the other, on the disk when this returns.
    ///
    /// # Errors
    /// [`HomeError::File`], [`HomeError::Chance`].
    pub fn make_next_transport(&self) -> Result<(), HomeError> {
        make_secret(&self.directory.join("transport.next")).map(drop)
    }

    /// Puts the key of connections that waits in the place of the other; whoever opens the home from now on has it.
    ///
    /// # Errors
    /// [`HomeError::File`].
    pub fn succeed_transport(&self) -> Result<(), HomeError> {
        let path = self.directory.join("transport.next");
        if path.exists() {
            let moved = std::fs::rename(&path, self.directory.join("transport.secret"));
            moved.map_err(|source| FileError { doing: "rename", path: path.clone(), source })?;
            file::sync_directory_of(&path)?;
        }
        Ok(())
    }

    /// The circles that have a directory here, sorted.
    ///
    /// # Errors
    /// [`HomeError::File`].
    pub fn circles(&self) -> Result<Vec<Id>, HomeError> {
        let path = self.directory.join("circles");
        if !path.exists() {
            return Ok(vec![]);
        }
        let failed = |source| FileError { doing: "list", path: path.clone(), source };
        let mut circles = Vec::new();
        for entry in std::fs::read_dir(&path).map_err(failed)? {
            circles.extend(entry.map_err(failed)?.file_name().to_str().and_then(|name| name.parse::<Id>().ok()));
        }
        circles.sort();
        Ok(circles)
    }

    /// The circle whose id begins with `named`; the only one there is, where none is named.
    ///
    /// # Errors
    /// [`HomeError::NoSuchCircle`], [`HomeError::WhichCircle`].
    pub fn which(&self, named: Option<&str>) -> Result<Id, HomeError> {
        let all = self.circles()?;
        let fits: Vec<Id> = all.into_iter().filter(|id| named.is_none_or(|named| id.to_string().starts_with(named))).collect();
        match fits[..] {
            [one] => Ok(one),
            [] => Err(HomeError::NoSuchCircle(named.unwrap_or("at all").to_string())),
            _ => Err(HomeError::WhichCircle(fits.iter().map(Id::short).collect::<Vec<_>>().join(", "))),
        }
    }

    /// Where a circle lies.
    pub fn circle_directory(&self, mechanism: Id) -> PathBuf {
        self.directory.join("circles").join(mechanism.to_string())
    }

    /// Opens a circle, and makes it if there is none.
    ///
    /// # Errors
    /// [`HomeError::Circle`].
    pub fn circle(&self, mechanism: Id) -> Result<Circle, HomeError> {
        Ok(Circle::open(&self.circle_directory(mechanism), mechanism, self.configuration.party)?)
    }

    /// The lock of the configuration, waited for: whoever holds it writes one small file. It is let go when it is dropped.
    fn lock(&self) -> Result<File, FileError> {
        let path = self.directory.join("home.lock");
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let held = open.and_then(|file| file.lock().map(|()| file));
        held.map_err(|source| FileError { doing: "take the lock", path, source })
    }

    fn write(&self) -> Result<(), HomeError> {
        let json = serde_json::to_vec_pretty(&self.configuration).unwrap_or_else(|_| unreachable!("ids and addresses are always JSON"));
        Ok(file::write_whole(&self.directory.join("home.json"), &json, Readers::Anyone)?)
    }
}

/// What a `home.json` says.
fn read(path: &Path) -> Result<Configuration, HomeError> {
    let bytes = file::read_bounded(path, limit::SMALL_FILE_BYTES_MAX)?;
    serde_json::from_slice(&bytes).map_err(|why| HomeError::Malformed { path: path.to_path_buf(), why: why.to_string() })
}

fn read_secret(path: &Path) -> Result<Id, HomeError> {
    let text = file::read_bounded(path, limit::SMALL_FILE_BYTES_MAX)?;
    let secret = std::str::from_utf8(&text).ok().and_then(|text| text.trim().parse().ok());
    secret.ok_or(HomeError::Malformed { path: path.to_path_buf(), why: "a secret is 64 hexadecimal digits".into() })
}

fn make_secret(path: &Path) -> Result<Id, HomeError> {
    let secret = Id(root::chance().map_err(|_| HomeError::Chance)?);
    file::write_whole(path, format!("{secret}\n").as_bytes(), Readers::Owner)?;
    Ok(secret)
}
