//! Files that are whole or not there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: it holds a secret.
    Owner,
    /// Whoever the umask lets.
    Anyone,
}

/// A file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("could not {doing} {path}")]
pub struct FileError {
    /// What was being done.
    pub doing: &'static str,
    /// To which file.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

/// Writes a file so that it is there whole or not at all, and is on the disk when this returns.
///
/// # Errors
/// [`FileError`]; then the file is as it was, or, where only the sync of its directory failed, as it should be but not surely
/// on the disk.
pub fn write_whole(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), FileError> {
    write_whole_by(path, readers, |file| file.write_all(bytes).map_err(|source| failed("write", path, source)))
}

/// Writes a file that is not there yet, whole or not at all; it is on the disk when this returns.
///
/// # Errors
/// [`FileError`], of the kind [`io::ErrorKind::AlreadyExists`] where something lies there already: then that is as it was.
pub fn create_new(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), FileError> {
    match fs::symlink_metadata(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => write_whole(path, bytes, readers),
        Err(source) => Err(failed("create", path, source)),
        Ok(_) => Err(failed("create", path, io::ErrorKind::AlreadyExists.into())),
    }
}

/// Sees whether a file can be written in a place, before something is done that cannot be undone: one is made beside it and
/// taken away again.
///
/// # Errors
/// [`FileError`]; what lies there is as it was.
pub fn try_place(path: &Path) -> Result<(), FileError> {
    if path.is_dir() {
        return Err(failed("write", path, io::ErrorKind::IsADirectory.into()));
    }
    let beside = beside(path);
    let made = OpenOptions::new().write(true).create(true).truncate(true).open(&beside);
    made.and_then(|_| fs::remove_file(&beside)).map_err(|source| failed("write", path, source))
}

/// Writes a file by `write`, so that it is there whole or not at all, and is on the disk when this returns.
///
/// # Errors
/// Those of `write`, and [`FileError`], as of [`write_whole`].
pub fn write_whole_by<T, E: From<FileError>>(
    path: &Path,
    readers: Readers,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let beside = beside(path);
    let made = write_beside(path, &beside, readers, write).and_then(|written| {
        fs::rename(&beside, path).map_err(|source| failed("write", path, source))?;
        sync_directory_of(path)?;
        Ok(written)
    });
    if made.is_err() {
        // Nothing has taken its place; what was begun is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    made
}

/// Puts the entries of the directory in which a path lies on the disk.
pub(crate) fn sync_directory_of(path: &Path) -> Result<(), FileError> {
    File::open(above(path)).and_then(|above| above.sync_all()).map_err(|source| failed("sync the directory of", path, source))
}

/// Where a file is written before it takes its place.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

fn write_beside<T, E: From<FileError>>(
    path: &Path,
    beside: &Path,
    readers: Readers,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = BufWriter::new(options.open(beside).map_err(|source| failed("write", path, source))?);
    let written = write(&mut file)?;
    file.flush().and_then(|()| file.get_ref().sync_all()).map_err(|source| failed("write", path, source))?;
    Ok(written)
}

fn failed(doing: &'static str, path: &Path, source: io::Error) -> FileError {
    FileError { doing, path: path.to_path_buf(), source }
}

/// Reads a file of at most `bytes_max` bytes.
///
/// # Errors
/// [`FileError`]; a file that is larger is not read into memory.
pub fn read_bounded(path: &Path, bytes_max: u64) -> Result<Vec<u8>, FileError> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(bytes_max + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 > bytes_max {
            true => Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {bytes_max} bytes"))),
            false => Ok(bytes),
        }
    };
    read().map_err(|source| FileError { doing: "read", path: path.to_path_buf(), source })
}

/// Makes a directory and those above it, for its owner alone; their entries are on the disk when this returns.
///
/// The entry of one that is there is synced, too: whoever made it may have ended before he did so.
///
/// # Errors
/// [`FileError`].
pub fn make_directory(path: &Path) -> Result<(), FileError> {
    let above = above(path);
    let synced = || File::open(above).and_then(|above| above.sync_all());
    if path.is_dir() {
        return match synced() {
            // What this user may not even read, somebody else has made.
            Err(source) if source.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other.map_err(|source| failed("sync the directory of", path, source)),
        };
    }
    make_directory(above)?;
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    match builder.create(path) {
        Err(source) if source.kind() != io::ErrorKind::AlreadyExists || !path.is_dir() => {
            return Err(failed("make the directory", path, source));
        }
        _ => {}
    }
    synced().map_err(|source| failed("sync the directory of", path, source))
}

/// The directory in which a path lies.
fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
