//! Where the data of strangers lies that the repository does not hold.
//!
//! Tests that ask for it stand in a module `outside_data`, or `shipped_data` where a crate ships it. Where the data is not at hand,
//! `cargo xtask test` leaves them out by that name and counts them as skipped (`xtask/src/outside.rs`). The harness of `cargo test`
//! can only let them pass, so they say aloud that they tried nothing.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of this name in the one that `ALTERNAT_OUTSIDE_DATA` names, or in the nearest `shared/vectors` at or above this crate.
///
/// `None`, and a line past the harness that hides what passing tests print, where there is neither.
///
/// # Panics
/// If the folder is there and this is not in it, or the variable names no folder: then somebody means the data to be tried.
pub fn find(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os("ALTERNAT_OUTSIDE_DATA").map(PathBuf::from);
    let nearest = || {
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        above.map(|folder| folder.join("shared/vectors")).find(|folder| folder.is_dir())
    };
    let Some(folder) = named.or_else(nearest) else {
        say(&format!("passed over: {name} is outside data, and there is no shared/vectors beside the clone"));
        return None;
    };
    let path = folder.join(name);
    assert!(path.exists(), "there is no {}: put the data there, or let ALTERNAT_OUTSIDE_DATA name where it is", path.display());
    Some(path)
}

/// The folder that this variable names: that of a crate which `cargo xtask test` has fetched.
///
/// `None`, and a line as [`find`] says it, where the variable is not set.
pub fn shipped(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        say(&format!("passed over: `cargo xtask test tests` fetches the data that {variable} names"));
    }
    folder
}

/// Past the harness, which hides what passing tests print.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
