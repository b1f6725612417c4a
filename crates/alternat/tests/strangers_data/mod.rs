//! Where the data of strangers lies: data that may be tried and not passed on with the repository.
//!
//! Tests that ask for it stand in a module `outside_data`. Where the data is not, `cargo xtask test` leaves them out by that name
//! and counts them as skipped (`xtask/src/outside.rs`, which looks in the same places). The harness of `cargo test` can
//! only let them pass, so they say aloud that they tried nothing.

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
        let _ = writeln!(std::io::stderr(), "passed over: {name} is outside data, and there is no shared/vectors beside the clone");
        return None;
    };
    let path = folder.join(name);
    assert!(path.exists(), "there is no {}: put the data there, or let ALTERNAT_OUTSIDE_DATA name where it is", path.display());
    Some(path)
}
