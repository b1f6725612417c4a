//! How a store is opened: alone, whole, and with the settings that the promise rests on.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Row};

use crate::error::StoreError;
use crate::limit;
use crate::schema;

/// How far a commit has come when it returns.
#[derive(Clone, Copy)]
pub enum Synchronous {
    /// The log is synced at each commit.
    Full,
    /// The log is synced before it is written back, and at no commit.
    #[cfg(feature = "planted")]
    Normal,
}

/// A file that is open, and the lock under which it is.
pub struct Opened {
    pub connection: Connection,
    pub file: PathBuf,
    pub lock: Lock,
}

/// The lock that keeps other processes out; it falls when this is dropped, whoever else has inherited the file.
#[derive(Debug)]
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // A child process that was forked a moment ago holds the same open file until it runs its own program. If this
        // fails, the lock falls when the last of them has closed it.
        let _ = self.0.unlock();
    }
}

pub fn open(directory: &Path, synchronous: Synchronous) -> Result<Opened, StoreError> {
    if rusqlite::version_number() < limit::SQLITE_VERSION_LEAST {
        return Err(StoreError::SqliteTooOld { found: rusqlite::version() });
    }
    make_directory(directory)?;
    let lock = lock(directory)?;
    let file = directory.join("record.sqlite");
    let log = directory.join("record.sqlite-wal");
    if !exists(&file)? {
        if bytes(&log)? > 0 {
            return Err(StoreError::Missing { path: file });
        }
        create(directory, &file)?;
    }
    write_log_again(directory, &log)?;
    sync_directory(directory)?;
    let connection = connect(&file, synchronous)?;
    // From here on the file alone holds everything that was found, on the disk and not only in the kernel's memory.
    write_back(&connection, "TRUNCATE").map_err(|source| failed("write back the log found at opening", &file, source))?;
    Ok(Opened { connection, file, lock })
}

/// Writes the pages of the log back into the file, and reports the failure that SQLite's own checkpoint would swallow.
pub fn write_back(connection: &Connection, mode: &str) -> rusqlite::Result<()> {
    let busy: i64 = to_the_end(connection, &format!("PRAGMA wal_checkpoint({mode})"), |row| row.get(0))?;
    if busy != 0 {
        // Nobody else can hold the file, so this means that it is not ours alone.
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None));
    }
    Ok(())
}

/// Runs a statement that writes and answers with one row.
///
/// SQLite commits after the row, so whoever takes the row and leaves, as `query_row` does, never hears that it failed.
fn to_the_end<T>(connection: &Connection, sql: &str, read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let answer = read(rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?)?;
    while rows.next()?.is_some() {}
    Ok(answer)
}

/// Makes the directory and every missing one above it, each entry synced.
///
/// The entry of one that is there is synced, too: whoever made it may have failed at just that.
fn make_directory(directory: &Path) -> Result<(), StoreError> {
    let above = above(directory);
    if exists(directory)? {
        return match sync_directory(&above) {
            // What this user may not even read, somebody else has made.
            Err(StoreError::File { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other,
        };
    }
    make_directory(&above)?;
    match fs::create_dir(directory) {
        Err(source) if source.kind() != io::ErrorKind::AlreadyExists => Err(file_failed("create the directory", directory, source)),
        _ => sync_directory(&above),
    }
}

fn above(directory: &Path) -> PathBuf {
    match directory.parent() {
        Some(above) if above.as_os_str().is_empty() => PathBuf::from("."),
        Some(above) => above.to_path_buf(),
        None => PathBuf::from("/"),
    }
}

fn lock(directory: &Path) -> Result<Lock, StoreError> {
    let path = directory.join("record.lock");
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(|source| file_failed("open the lock", &path, source))?;
    match lock.try_lock() {
        Ok(()) => Ok(Lock(lock)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path }),
        Err(TryLockError::Error(source)) => Err(file_failed("take the lock", &path, source)),
    }
}

/// Makes an empty record beside the place where it goes, and moves it there when it is whole and synced.
fn create(directory: &Path, file: &Path) -> Result<(), StoreError> {
    let new = directory.join("record.new");
    for left in ["record.new", "record.new-journal", "record.new-wal", "record.new-shm"] {
        remove(&directory.join(left))?;
    }
    fill(&new).map_err(|source| failed("create the tables", &new, source))?;
    let whole = OpenOptions::new().write(true).open(&new).and_then(|whole| whole.sync_all());
    whole.map_err(|source| file_failed("sync", &new, source))?;
    fs::rename(&new, file).map_err(|source| file_failed("move into its place", &new, source))?;
    sync_directory(directory)
}

fn fill(new: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open(new)?;
    // Nothing is lost if this is cut short, so it needs no journal; it is synced as a whole when it is done.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", schema::USER_VERSION)?;
    let all = connection.unchecked_transaction()?;
    for statement in schema::STATEMENTS {
        all.execute(statement, [])?;
    }
    all.commit()?;
    to_the_end(&connection, "PRAGMA journal_mode = WAL", |_| Ok(()))?;
    connection.close().map_err(|(_, source)| source)
}

/// Writes a log that was found, as it is read, into a new file, syncs it and puts it in the place of the old.
///
/// After a sync that failed the kernel may take the pages for clean although the disk does not have them. Commits written
/// behind them would then be lost with them, however well they were synced; so nothing is built on a log that this process
/// has not written itself. A log that is missing is made, because SQLite, when it makes one, ignores a failure to sync the
/// directory, and so might sync commits into a file that has no name on the disk.
fn write_log_again(directory: &Path, log: &Path) -> Result<(), StoreError> {
    let again = directory.join("record.log.again");
    remove(&again)?;
    if bytes(log)? == 0 {
        return File::create(log).map(|_| ()).map_err(|source| file_failed("make", log, source));
    }
    let copy = || -> io::Result<()> {
        let mut to = File::create(&again)?;
        io::copy(&mut File::open(log)?, &mut to)?;
        to.sync_all()?;
        fs::rename(&again, log)
    };
    copy().map_err(|source| file_failed("write again", log, source))
}

fn connect(file: &Path, synchronous: Synchronous) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(|source| failed("open the record", file, source))?;
    settle(&connection, synchronous).map_err(|source| failed("set up the connection", file, source))?;
    let found = shape(&connection).map_err(|source| failed("read the tables", file, source))?;
    match found {
        Some(why) => Err(StoreError::NotARecord { path: file.to_path_buf(), why }),
        None => Ok(connection),
    }
}

fn settle(connection: &Connection, synchronous: Synchronous) -> rusqlite::Result<()> {
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        // A store that stopped must not write the log back, and so try the failed sync again, when it is dropped.
        (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
    ] {
        connection.set_db_config(config, on)?;
    }
    // Exclusive: no other program, of whatever version, can write or checkpoint beside us, and there is no shared memory.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // What was dropped is overwritten: parts hold personal data.
    connection.pragma_update(None, "secure_delete", true)?;
    // SQLite's automatic checkpoint ignores its own errors, so the store checkpoints by itself.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    let level = match synchronous {
        Synchronous::Full => "FULL",
        #[cfg(feature = "planted")]
        Synchronous::Normal => "NORMAL",
    };
    connection.pragma_update(None, "synchronous", level)
}

/// What keeps this file from being a record of this version; `None` if nothing does.
fn shape(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != schema::APPLICATION_ID {
        return Ok(Some(format!("its application id is {application:#x}")));
    }
    let version: i32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version != schema::USER_VERSION {
        return Ok(Some(format!("its tables are of version {version}, not {}", schema::USER_VERSION)));
    }
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        return Ok(Some(format!("its journal mode is {mode}")));
    }
    let mut statements = connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")?;
    let found = statements.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let same = found.iter().map(String::as_str).eq(schema::STATEMENTS);
    Ok((!same).then(|| "its tables are not those of version 1".to_string()))
}

fn exists(path: &Path) -> Result<bool, StoreError> {
    path.try_exists().map_err(|source| file_failed("look for", path, source))
}

/// The size of a file, zero if it is missing.
fn bytes(path: &Path) -> Result<u64, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(source) => Err(file_failed("look at", path, source)),
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(file_failed("remove", path, source)),
        _ => Ok(()),
    }
}

fn sync_directory(directory: &Path) -> Result<(), StoreError> {
    let synced = File::open(directory).and_then(|open| open.sync_all());
    synced.map_err(|source| file_failed("sync the directory", directory, source))
}

fn file_failed(doing: &'static str, path: &Path, source: io::Error) -> StoreError {
    StoreError::File { doing, path: path.to_path_buf(), source }
}

fn failed(doing: &'static str, path: &Path, source: rusqlite::Error) -> StoreError {
    StoreError::Sqlite { doing, path: path.to_path_buf(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_connection_has_the_settings_that_the_promise_rests_on() {
        let place = std::env::temp_dir().join(format!("alternat-store-settings-{}", std::process::id()));
        let opened = open(&place, Synchronous::Full).unwrap();
        for (pragma, expected) in [
            ("synchronous", "2"),
            ("journal_mode", "wal"),
            ("locking_mode", "exclusive"),
            ("mmap_size", "0"),
            ("cell_size_check", "1"),
            ("trusted_schema", "0"),
            ("secure_delete", "1"),
            ("wal_autocheckpoint", "0"),
            ("foreign_keys", "1"),
        ] {
            let value = opened.connection.query_row(&format!("PRAGMA {pragma}"), [], |row| {
                Ok(match row.get_ref(0)? {
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    other => other.as_str()?.to_string(),
                })
            });
            // A file that is not mapped at all gives no row.
            let value = value.or_else(|error| if pragma == "mmap_size" { Ok("0".to_string()) } else { Err(error) });
            assert_eq!(value.as_deref(), Ok(expected), "{pragma}");
        }
        drop(opened);
        fs::remove_dir_all(&place).unwrap();
    }
}
