//! A drawer of the desk: a small file in the home of what belongs to the delegation alone, and is exchanged with nobody.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// An open drawer.
pub struct Drawer {
    file: Connection,
    path: PathBuf,
}

/// Why a drawer could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DrawerError {
    /// The file could not be made.
    #[error("could not open {path}")]
    File {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file failed.
    #[error("could not {doing} {path}")]
    Store {
        /// What was being done.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the store says.
        source: rusqlite::Error,
    },
}

impl Drawer {
    /// Opens a drawer of a home, and makes it, for the owner's eyes alone, if there is none.
    ///
    /// # Errors
    /// [`DrawerError`].
    pub fn open(home: &Path, name: &str, schema: &str) -> Result<Drawer, DrawerError> {
        let path = home.join(name);
        // The files that SQLite puts beside this one take its permissions.
        let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
        made.map_err(|source| DrawerError::File { path: path.clone(), source })?;
        let told = |source| DrawerError::Store { doing: "open", path: path.clone(), source };
        let file = Connection::open(&path).map_err(told)?;
        file.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
        file.execute_batch(schema).map_err(told)?;
        Ok(Drawer { file, path })
    }

    /// Does something with the file, and says what was being done if it fails.
    ///
    /// # Errors
    /// [`DrawerError::Store`].
    pub fn told<T>(&self, doing: &'static str, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, DrawerError> {
        act(&self.file).map_err(|source| DrawerError::Store { doing, path: self.path.clone(), source })
    }
}
