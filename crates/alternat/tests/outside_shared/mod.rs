//! Where the data of strangers lies.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The file or folder of this name in the nearest `shared/vectors` at or above this crate.
///
/// Where there is none, says so on a line of its own, past the harness that hides what passing tests print.
pub fn find(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|above| above.join("shared/vectors").join(name)).find(|path| path.exists());
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: no shared/vectors/{name} at or above this crate");
    }
    found
}
