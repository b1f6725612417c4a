//! Data of strangers that tests read and the repository does not hold: where it is, and what is said where it is not.
//!
//! Some of it a crate ships: that is fetched like any other, pinned by the hash in `xtask/outside/Cargo.lock`. The rest may be tried and not
//! passed on, and is looked for beside the clone.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command::{self, Error};
use crate::house::House;

/// Data that lies beside the clone; `crates/alternat/tests/strangers_data` looks in the same places.
mod beside {
    /// What tests that ask for it have in their path.
    pub const TESTS: &str = "outside_data::";
    /// Names a folder with it. Where it is set the tests run, and what they do not find there fails them.
    pub const VARIABLE: &str = "ALTERNAT_OUTSIDE_DATA";
    /// The folder beside or above the clone where it is looked for otherwise.
    pub const FOLDER: &str = "shared/vectors";
}

/// Data that a crate ships.
mod shipped {
    /// What tests that ask for it have in their path.
    pub const TESTS: &str = "shipped_data::";
    /// Tells those tests where it is.
    pub const VARIABLE: &str = "ALTERNAT_SHIPPED_MERKLE";
    /// The crate, and the folder in it.
    pub const CRATE: (&str, &str) = ("sigstore-merkle", "test-data/merkle/testdata");
    /// The manifest that pins it.
    pub const MANIFEST: &str = "xtask/outside/Cargo.toml";
}

/// What is at hand, for one run of tests.
#[derive(Debug, PartialEq, Eq)]
pub struct Outside {
    is_beside: bool,
    shipped: Option<PathBuf>,
}

impl Outside {
    /// Fetches what crates ship, and looks for the rest.
    pub fn at_hand(house: &House) -> Outside {
        let shipped = fetched(house).unwrap_or_else(|error| {
            eprintln!("{}", command::with_causes(&error));
            None
        });
        Outside { is_beside: is_beside(&house.root, std::env::var_os(beside::VARIABLE)), shipped }
    }

    /// Where the tests find what was fetched.
    pub fn variable(&self) -> Option<(&'static str, &Path)> {
        self.shipped.as_deref().map(|path| (shipped::VARIABLE, path))
    }

    /// What a test program is told so that it leaves out the tests of what is not at hand.
    pub fn left_out(&self) -> Vec<&'static str> {
        let missing = [(!self.is_beside).then_some(beside::TESTS), self.shipped.is_none().then_some(shipped::TESTS)];
        let skips: Vec<&str> = missing.into_iter().flatten().flat_map(|tests| ["--skip", tests]).collect();
        if skips.is_empty() { skips } else { [vec!["--"], skips].concat() }
    }

    /// What the table says of so many tests that were left out, and what to do.
    pub fn passed_over(&self, count: usize) -> String {
        let mut why = Vec::new();
        if !self.is_beside {
            why.push(format!("outside data not beside the clone: put it in {} beside it, or set {}", beside::FOLDER, beside::VARIABLE));
        }
        if self.shipped.is_none() {
            why.push(format!("{} could not be fetched: try again with a network", shipped::CRATE.0));
        }
        format!("passed over: {count} ({})", why.join("; "))
    }
}

fn is_beside(root: &Path, named: Option<OsString>) -> bool {
    named.is_some() || root.ancestors().any(|above| above.join(beside::FOLDER).is_dir())
}

/// The folder in the crate that ships the data, once cargo has it; `None` if the crate has no such folder.
fn fetched(house: &House) -> Result<Option<PathBuf>, Error> {
    let with_manifest =
        |arguments: &[&str]| command::ask(house.cargo().args(arguments).args(["--locked", "--manifest-path", shipped::MANIFEST]));
    with_manifest(&["fetch", "--quiet"])?;
    let text = with_manifest(&["metadata", "--quiet", "--offline", "--format-version", "1"])?;
    let all: Value = serde_json::from_str(&text).map_err(|error| Error::Unreadable {
        what: format!("what cargo metadata says of {}", shipped::MANIFEST),
        why: error.to_string(),
    })?;
    let (name, folder) = shipped::CRATE;
    let package = all["packages"].as_array().into_iter().flatten().find(|package| package["name"] == name);
    let manifest = package.and_then(|package| package["manifest_path"].as_str()).map(Path::new);
    Ok(manifest.and_then(Path::parent).map(|root| root.join(folder)).filter(|path| path.is_dir()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_beside_where_a_folder_is_named_or_lies_above() {
        let somewhere = std::env::temp_dir().join(format!("alternat-xtask-outside-{}", std::process::id()));
        let clone = somewhere.join("clone");
        std::fs::create_dir_all(&clone).unwrap();
        let before = is_beside(&clone, None);
        assert!(is_beside(&clone, Some("anywhere".into())));
        std::fs::create_dir_all(somewhere.join(beside::FOLDER)).unwrap();
        let after = is_beside(&clone, None);
        std::fs::remove_dir_all(&somewhere).unwrap();
        assert!(!before && after);
    }

    #[test]
    fn what_is_not_at_hand_is_left_out_and_said() {
        let rows: [(bool, bool, &[&str], &[&str]); 3] = [
            (true, true, &[], &[]),
            (false, true, &["--", "--skip", "outside_data::"], &["ALTERNAT_OUTSIDE_DATA", "shared/vectors"]),
            (false, false, &["--", "--skip", "outside_data::", "--skip", "shipped_data::"], &["ALTERNAT_OUTSIDE_DATA", "sigstore-merkle"]),
        ];
        for (is_beside, is_shipped, left_out, said) in rows {
            let outside = Outside { is_beside, shipped: is_shipped.then(|| PathBuf::from("there")) };
            assert_eq!(outside.left_out(), left_out);
            assert_eq!(outside.variable().is_some(), is_shipped);
            let told = outside.passed_over(2);
            assert!(told.starts_with("passed over: 2 (") && said.iter().all(|word| told.contains(word)), "{told}");
        }
    }

    #[test]
    fn what_a_crate_ships_is_pinned_by_its_hash() {
        let lock: toml::Table = include_str!("../outside/Cargo.lock").parse().unwrap();
        let packages = lock["package"].as_array().unwrap();
        let package = packages.iter().find(|package| package["name"].as_str() == Some(shipped::CRATE.0)).unwrap();
        assert!(package.get("checksum").is_some_and(|hash| hash.as_str().is_some_and(|hash| hash.len() == 64)));
    }
}
