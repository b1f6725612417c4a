//! Data of strangers that may be tried and not passed on: where it is, and what is said where it is not.

use std::ffi::OsString;
use std::path::Path;

/// What tests that ask for the data have in their path; `crates/alternat/tests/strangers_data` looks in the same places.
const TESTS: &str = "outside_data::";

/// Names a folder with the data. Where it is set the tests run, and what they do not find there fails them.
const VARIABLE: &str = "ALTERNAT_OUTSIDE_DATA";

/// The folder beside or above the clone where the data is looked for otherwise.
const FOLDER: &str = "shared/vectors";

/// What a test program is told so that it leaves these tests out; nothing where the data is at hand.
pub fn left_out(root: &Path) -> &'static [&'static str] {
    match is_at_hand(root, std::env::var_os(VARIABLE)) {
        true => &[],
        false => &["--", "--skip", TESTS],
    }
}

fn is_at_hand(root: &Path, named: Option<OsString>) -> bool {
    named.is_some() || root.ancestors().any(|above| above.join(FOLDER).is_dir())
}

/// What the table says of so many tests that were left out.
pub fn passed_over(count: usize) -> String {
    format!("passed over: {count} (outside data not beside the clone: put it in {FOLDER} beside it, or set {VARIABLE})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_at_hand_where_a_folder_is_named_or_lies_above() {
        let somewhere = std::env::temp_dir().join(format!("alternat-xtask-outside-{}", std::process::id()));
        let clone = somewhere.join("clone");
        std::fs::create_dir_all(&clone).unwrap();
        let before = is_at_hand(&clone, None);
        assert!(is_at_hand(&clone, Some("anywhere".into())));
        std::fs::create_dir_all(somewhere.join(FOLDER)).unwrap();
        let after = is_at_hand(&clone, None);
        std::fs::remove_dir_all(&somewhere).unwrap();
        assert!(!before && after);
    }
}
