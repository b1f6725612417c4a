//! The repository: its files as they stand, and what cargo knows of its crates.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::command::{self, Error};

/// The repository.
pub struct House {
    /// Where it is.
    pub root: PathBuf,
    /// Every file of it, relative to the root with `/`, ignored ones left out.
    pub paths: BTreeSet<String>,
    /// Those of its files that are text.
    pub pages: Vec<Page>,
    ours: OnceLock<Value>,
    all: OnceLock<Value>,
}

/// One text file of the repository.
pub struct Page {
    /// Relative to the root, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl House {
    /// The repository in which this program was built.
    ///
    /// # Errors
    /// If its files cannot be listed or read.
    pub fn here() -> Result<House, Error> {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().unwrap_or(&xtask).to_path_buf();
        let paths = list(&root)?;
        let mut pages = Vec::new();
        for path in &paths {
            let absolute = root.join(path);
            let bytes = std::fs::read(&absolute).map_err(|source| Error::File { path: absolute, source })?;
            if let Ok(text) = String::from_utf8(bytes) {
                pages.push(Page { path: path.clone(), text });
            }
        }
        Ok(House { root, paths, pages, ours: OnceLock::new(), all: OnceLock::new() })
    }

    /// A repository of a few made-up files, for the tests of the rules.
    #[cfg(test)]
    pub fn planted(files: &[(&str, &str)]) -> House {
        let pages: Vec<Page> = files.iter().map(|(path, text)| Page { path: path.to_string(), text: text.to_string() }).collect();
        let paths = pages.iter().map(|page| page.path.clone()).collect();
        House { root: PathBuf::from("nowhere"), paths, pages, ours: OnceLock::new(), all: OnceLock::new() }
    }

    /// The text of one file, if it is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.pages.iter().find(|page| page.path == path).map(|page| page.text.as_str())
    }

    /// Whether this is a file of the repository, or a folder with a file in it.
    pub fn holds(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.paths.contains(path) || folder == "./" || folder == "/" || self.paths.iter().any(|file| file.starts_with(&folder))
    }

    /// Cargo, to be run at the root.
    ///
    /// What an outer `cargo run` or `cargo test` says about *its* package is taken away: some build scripts would take it
    /// for a change and build anew.
    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            let told = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_", "NEXTEST"]
                .iter()
                .any(|start| told.starts_with(start))
            {
                cargo.env_remove(&name);
            }
        }
        cargo
    }

    /// Where cargo builds.
    ///
    /// # Errors
    /// If cargo cannot read the workspace.
    pub fn target(&self) -> Result<PathBuf, Error> {
        let told = self.ours()?["target_directory"].as_str();
        Ok(told.map_or_else(|| self.root.join("target"), PathBuf::from))
    }

    /// Our crates as `cargo metadata --no-deps` tells them.
    ///
    /// # Errors
    /// If cargo cannot read the workspace.
    pub fn ours(&self) -> Result<&Value, Error> {
        metadata(self, &self.ours, &["--no-deps", "--offline"])
    }

    /// Our crates and everything they can pull in, on any platform.
    ///
    /// # Errors
    /// If cargo cannot read the workspace, or a crate is not at hand and cannot be fetched.
    pub fn all(&self) -> Result<&Value, Error> {
        metadata(self, &self.all, &[])
    }

    /// Name and version of every crate that is built here for one of ours, tests apart, or for all of ours with tests.
    ///
    /// # Errors
    /// If cargo cannot read the workspace, or a crate is not at hand and cannot be fetched.
    pub fn built_for(&self, package: Option<&str>) -> Result<Vec<(String, String)>, Error> {
        let mut tree = self.cargo();
        tree.args(["tree", "--quiet", "--prefix", "none", "--format", "{p}"]);
        match package {
            Some(package) => tree.args(["--edges", "normal,build", "--package", package]),
            None => tree.arg("--workspace"),
        };
        let lines = command::ask(&mut tree)?;
        let mut built: Vec<(String, String)> = lines
            .lines()
            .filter_map(|line| line.split_once(" v"))
            .map(|(name, rest)| (name.to_string(), rest.split(' ').next().unwrap_or_default().to_string()))
            .collect();
        built.sort();
        built.dedup();
        Ok(built)
    }
}

fn metadata<'a>(house: &House, kept: &'a OnceLock<Value>, arguments: &[&str]) -> Result<&'a Value, Error> {
    if let Some(value) = kept.get() {
        return Ok(value);
    }
    let text = command::ask(house.cargo().args(["metadata", "--quiet", "--format-version", "1"]).args(arguments))?;
    let value = serde_json::from_str(&text)
        .map_err(|error| Error::Unreadable { what: "what cargo metadata says".to_string(), why: error.to_string() })?;
    Ok(kept.get_or_init(|| value))
}

/// Every file that git knows or would take in; where there is no git, every file that is not in a folder of leavings.
fn list(root: &Path) -> Result<BTreeSet<String>, Error> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    if let Ok(names) = command::ask(&mut git) {
        // A file that was deleted and not yet committed is still listed.
        return Ok(names.split('\0').filter(|name| root.join(name).is_file()).map(str::to_string).collect());
    }
    let (mut found, mut folders) = (BTreeSet::new(), vec![root.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        let failed = |source| Error::File { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if entry.file_type().map_err(failed)?.is_dir() {
                let is_leavings = name.starts_with("target") || [".git", "node_modules", "__pycache__", ".venv"].contains(&name.as_str());
                if !is_leavings {
                    folders.push(path);
                }
            } else if let Ok(relative) = path.strip_prefix(root) {
                found.insert(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_holds_its_own_manifest_and_no_leavings() {
        let house = House::here().unwrap();
        assert!(house.holds("Cargo.toml") && house.holds("xtask/src") && house.holds("xtask/src/"));
        assert!(!house.holds("xtask/sr") && !house.paths.iter().any(|path| path.starts_with("target/")));
        assert!(house.text("xtask/Cargo.toml").is_some_and(|text| text.contains("xtask")));
    }
}
