//! Running a program unchanged, and noting what it does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::trace::{Trace, TraceError};

/// Notes what programs do to the files under one directory, which it empties first.
#[derive(Debug)]
pub struct Recorder {
    shim: PathBuf,
    trace: PathBuf,
    under: PathBuf,
}

/// A call that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The n-th change of any kind, from 1, fails with EIO, and everything behind it works.
    AnyOnce(usize),
    /// The n-th sync, from 1, fails with EIO, and everything behind it works.
    SyncOnce(usize),
    /// From the n-th write, from 1, which is cut in half, the disk is full.
    Full(usize),
}

impl Recorder {
    /// Builds the shim in `work` with the C compiler `cc`, and makes `work/disk` empty.
    ///
    /// # Errors
    /// [`TraceError::File`], [`TraceError::Program`].
    pub fn new(work: &Path) -> Result<Recorder, TraceError> {
        let failed = |source| TraceError::File { path: work.to_path_buf(), source };
        fs::create_dir_all(work).map_err(failed)?;
        let work = work.canonicalize().map_err(failed)?;
        let recorder = Recorder { shim: work.join("record.so"), trace: work.join("trace"), under: work.join("disk") };
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/shim/record.c");
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&recorder.shim).arg(source);
        let built = cc.output().map_err(|error| TraceError::Program { program: "cc".into(), why: error.to_string() })?;
        if !built.status.success() {
            return Err(TraceError::Program { program: "cc".into(), why: String::from_utf8_lossy(&built.stderr).into_owned() });
        }
        recorder.clear()?;
        Ok(recorder)
    }

    /// The directory that is recorded.
    pub fn under(&self) -> &Path {
        &self.under
    }

    /// Empties the directory and forgets what was noted.
    ///
    /// # Errors
    /// [`TraceError::File`].
    pub fn clear(&self) -> Result<(), TraceError> {
        let failed = |source| TraceError::File { path: self.under.clone(), source };
        if self.under.exists() {
            fs::remove_dir_all(&self.under).map_err(failed)?;
        }
        fs::create_dir_all(&self.under).map_err(failed)?;
        fs::write(&self.trace, b"").map_err(failed)
    }

    /// The program, to be recorded when it is run. Several may be run one after another.
    pub fn command(&self, program: impl AsRef<Path>, fault: Option<Fault>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env("LD_PRELOAD", &self.shim);
        command.env("ALTERNAT_RECORD_TRACE", &self.trace).env("ALTERNAT_RECORD_UNDER", &self.under);
        match fault {
            // 5 is EIO and 28 ENOSPC on every Linux.
            Some(Fault::AnyOnce(turn)) => command.env("ALTERNAT_RECORD_FAIL", format!("a 5 {turn}")),
            Some(Fault::SyncOnce(turn)) => command.env("ALTERNAT_RECORD_FAIL", format!("s 5 {turn}")),
            Some(Fault::Full(turn)) => command.env("ALTERNAT_RECORD_FAIL", format!("w 28 {turn}")),
            None => command.env_remove("ALTERNAT_RECORD_FAIL"),
        };
        command
    }

    /// What was noted.
    ///
    /// # Errors
    /// As [`Trace::read`].
    pub fn trace(&self) -> Result<Trace, TraceError> {
        Trace::read(&self.trace, &self.under)
    }
}
