//! `cargo xtask check`: what changed, and what leans on it, in a few minutes.
//!
//! Documentation tests and the outside checks are left to `cargo xtask test`.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::command::{self, Error};
use crate::house::House;
use crate::stage::{self, Build, Outcome, Stage, Verdict};
use crate::{test, tidy};

const STAGES: &[Stage] = &[
    Stage { name: "fmt", budget_seconds: 10, build: Build::Apart, run: test::fmt },
    Stage { name: "tidy", budget_seconds: 10, build: Build::Apart, run: tidy::stage },
    Stage { name: "arrows", budget_seconds: 10, build: Build::Apart, run: tidy::arrows_stage },
    Stage { name: "clippy", budget_seconds: 60, build: Build::Apart, run: clippy },
    Stage { name: "tests", budget_seconds: 90, build: Build::Apart, run: tests },
];

pub fn run(house: &House, arguments: &[String]) -> Result<Verdict, Error> {
    if let Some(argument) = arguments.first() {
        return Ok(Verdict::Usage(format!("check takes no arguments, and was given {argument:?}")));
    }
    println!(
        "looking at {}",
        match touched(house)? {
            Touched::Crates(names) if names.is_empty() => "no crate: none has changed".to_string(),
            Touched::Crates(names) => names.into_iter().collect::<Vec<_>>().join(", "),
            Touched::All(why) => format!("every crate: {why}"),
        }
    );
    Ok(stage::run_all(house, &STAGES.iter().collect::<Vec<_>>()))
}

fn clippy(house: &House) -> Result<Outcome, Error> {
    let packages = packages(house)?;
    if packages.is_empty() {
        return Ok(Outcome::default());
    }
    let mut cargo = house.cargo();
    command::run(cargo.arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"])).map(Outcome::one)
}

fn tests(house: &House) -> Result<Outcome, Error> {
    let packages = packages(house)?;
    if packages.is_empty() {
        return Ok(Outcome::default());
    }
    test::run_tests(house, &packages.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The arguments by which cargo is told of the crates to look at; none if there is nothing to look at.
fn packages(house: &House) -> Result<Vec<String>, Error> {
    Ok(match touched(house)? {
        Touched::All(_) => vec!["--workspace".to_string()],
        Touched::Crates(names) => names.into_iter().flat_map(|name| ["--package".to_string(), name]).collect(),
    })
}

/// The main branch, here or at the place it came from.
const MAIN: &[&str] = &["main", "master", "origin/main", "origin/master"];

/// What a change touches.
#[derive(Debug, PartialEq, Eq)]
enum Touched {
    /// These crates: changed themselves, or leaning on one that is.
    Crates(BTreeSet<String>),
    /// Every crate, for this reason.
    All(String),
}

fn touched(house: &House) -> Result<Touched, Error> {
    let Some(changed) = changed_paths(house) else {
        return Ok(Touched::All("git cannot tell what has changed".to_string()));
    };
    Ok(touched_by(house.ours()?, &changed))
}

/// What has changed since this branch left the main one; on the main branch itself, since the commit before.
///
/// What is not yet committed counts, and so do new files. `None` where git cannot tell.
fn changed_paths(house: &House) -> Option<Vec<String>> {
    let git = |arguments: &[&str]| command::ask(Command::new("git").current_dir(&house.root).args(arguments)).ok();
    let branch = git(&["rev-parse", "--abbrev-ref", "HEAD"])?;
    let fork = || MAIN.iter().find_map(|main| git(&["merge-base", "HEAD", main]));
    // A detached head is what a CI checks out: as good as main.
    let base = match MAIN.contains(&branch.trim()) || branch.trim() == "HEAD" {
        true => git(&["rev-parse", "--verify", "HEAD~1"])?,
        false => fork()?,
    };
    let mut paths = git(&["diff", "--name-only", "--no-renames", "-z", base.trim()])?;
    paths += &git(&["ls-files", "-z", "--others", "--exclude-standard"])?;
    Some(paths.split('\0').filter(|path| !path.is_empty()).map(str::to_string).collect())
}

/// The crates in which these files lie, and all that lean on them, tests included.
///
/// Words outside the crates (documents, licences) touch only the rules that read the repository, which always run. The lock
/// file follows the manifests: where one of those has changed, its crate is known; where none has, every crate may be touched.
/// So it is with anything else outside (the workspace manifest, vectors, locales).
fn touched_by(ours: &Value, changed: &[String]) -> Touched {
    let crates: Vec<&Value> = ours["packages"].as_array().into_iter().flatten().collect();
    let root = ours["workspace_root"].as_str().unwrap_or_default();
    let folder = |package: &Value| {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        manifest.strip_prefix(root).unwrap_or(manifest).trim_start_matches('/').trim_end_matches("Cargo.toml").to_string()
    };
    let has_manifest = changed.iter().any(|path| path.ends_with("/Cargo.toml"));
    let mut names = BTreeSet::new();
    for path in changed {
        match crates.iter().find(|package| path.starts_with(&folder(package))) {
            Some(package) => _ = names.insert(package["name"].as_str().unwrap_or_default().to_string()),
            None if is_words_only(path) || (path == "Cargo.lock" && has_manifest) => {}
            None => return Touched::All(format!("{path} has changed")),
        }
    }
    loop {
        let leans =
            |package: &Value| {
                package["dependencies"].as_array().into_iter().flatten().any(|dependency| {
                    dependency["path"].is_string() && dependency["name"].as_str().is_some_and(|name| names.contains(name))
                })
            };
        let more: Vec<String> =
            crates.iter().filter(|package| leans(package)).filter_map(|package| package["name"].as_str().map(str::to_string)).collect();
        let before = names.len();
        names.extend(more);
        if names.len() == before {
            return Touched::Crates(names);
        }
    }
}

fn is_words_only(path: &str) -> bool {
    let is_at_root = !path.contains('/');
    path.starts_with("docs/")
        || path.starts_with("spec/")
        || path.starts_with(".ci/")
        || (is_at_root && (path.ends_with(".md") || path.starts_with("LICENSE") || path == ".gitignore"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` leans on nothing, `b` on `a`, `c` in its tests on `b`.
    fn ours() -> Value {
        let package = |name: &str, leans_on: &[&str]| {
            let dependencies: Vec<Value> =
                leans_on.iter().map(|name| serde_json::json!({ "name": name, "path": format!("/there/crates/{name}") })).collect();
            serde_json::json!({ "name": name, "manifest_path": format!("/there/crates/{name}/Cargo.toml"), "dependencies": dependencies })
        };
        serde_json::json!({ "workspace_root": "/there", "packages": [package("a", &[]), package("b", &["a"]), package("c", &["b"])] })
    }

    #[test]
    fn a_change_touches_its_crate_and_what_leans_on_it() {
        let check = |changed: &[&str]| {
            let changed: Vec<String> = changed.iter().map(|path| path.to_string()).collect();
            match touched_by(&ours(), &changed) {
                Touched::Crates(names) => names.into_iter().collect::<Vec<_>>().join(" "),
                Touched::All(why) => why,
            }
        };
        assert_eq!(check(&[]), "");
        assert_eq!(check(&["crates/c/src/lib.rs"]), "c");
        assert_eq!(check(&["crates/b/src/lib.rs", "README.md", "spec/act.md"]), "b c");
        assert_eq!(check(&["crates/a/Cargo.toml"]), "a b c");
        assert_eq!(check(&["docs/style.md", "LICENSE-MIT"]), "");
        assert_eq!(check(&["docs/style.md", "Cargo.lock"]), "Cargo.lock has changed");
        assert_eq!(check(&["crates/c/Cargo.toml", "Cargo.lock"]), "c");
        assert_eq!(check(&["crates/c/Cargo.toml", "Cargo.toml"]), "Cargo.toml has changed");
        assert_eq!(check(&["vectors/decision/adopt.json"]), "vectors/decision/adopt.json has changed");
        assert_eq!(check(&["crates/gone/src/lib.rs"]), "crates/gone/src/lib.rs has changed");
    }
}
