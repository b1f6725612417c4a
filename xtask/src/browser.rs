//! What a browser says of the desk: axe-core, the console, requests to other hosts, and what does not fit a screen.

use std::process::Command;

use crate::command::{self, Error};
use crate::debian;
use crate::house::House;
use crate::stage::{Outcome, Verdict};

/// The folder of the tests, with the lock file of what they need.
const FOLDER: &str = "xtask/browser";

/// Plays a demonstration, shows its desks, and has Chromium look at every page in every language.
///
/// # Errors
/// If Chromium, Node.js or the pinned packages could not be installed, or do not start.
pub fn stage(house: &House) -> Result<Outcome, Error> {
    if !have_all(house)? {
        return Ok(Outcome::failed("npm could not install what xtask/browser/package-lock.json pins"));
    }
    let (ended_well, said) = command::run_and_read(node(house)?.args([
        "--test",
        "--test-reporter=tap",
        "--test-concurrency=1",
        "pages.test.js",
        "walk.test.js",
    ]))?;
    Ok(counted(ended_well, &said))
}

/// Takes a picture of every page in every language, light, dark, on a telephone and on paper, into `target/screenshots`.
///
/// # Errors
/// As of [`stage`].
pub fn screenshots(house: &House, _: &[String]) -> Result<Verdict, Error> {
    let made = command::run(house.cargo().args(["build", "-p", "alternat-cli"]))? && have_all(house)?;
    let pictures = house.target()?.join("screenshots");
    let taken = made && command::run(node(house)?.env("PICTURES", &pictures).arg("screenshots.js"))?;
    Ok(if taken { Verdict::Passed } else { Verdict::Failed })
}

/// Installs what is missing: Chromium and Node.js by the system, the rest as the lock file pins it.
fn have_all(house: &House) -> Result<bool, Error> {
    let programs = [("chromium", "chromium"), ("node", "nodejs"), ("npm", "npm")];
    let is_there = |program: &str| command::ask(Command::new(program).arg("--version")).is_ok();
    let missing: Vec<&str> = programs.iter().filter(|(program, _)| !is_there(program)).map(|(_, package)| *package).collect();
    debian::need_debian(&missing)?;
    command::run(Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(house.root.join(FOLDER)))
}

/// Node.js in the folder of the tests, told of the program and of an empty place for homes.
fn node(house: &House) -> Result<Command, Error> {
    let homes = house.target()?.join("desks");
    if homes.exists() {
        std::fs::remove_dir_all(&homes).map_err(|source| Error::File { path: homes.clone(), source })?;
    }
    let mut node = Command::new("node");
    node.current_dir(house.root.join(FOLDER)).env("ALTERNAT", house.target()?.join("debug/alternat")).env("HOMES", homes);
    Ok(node)
}

/// What Node's runner counted, believed only as far as its end agrees with it.
fn counted(ended_well: bool, said: &str) -> Outcome {
    let count = |name: &str| said.lines().rev().find_map(|line| line.strip_prefix(name)?.trim().parse::<usize>().ok());
    match (count("# pass "), count("# fail "), count("# cancelled ")) {
        (Some(passed @ 1..), Some(0), Some(0)) if ended_well => Outcome { passed, ..Outcome::default() },
        (Some(passed), Some(failed), Some(cancelled)) => Outcome { passed, failed: (failed + cancelled).max(1), ..Outcome::default() },
        _ => Outcome::failed("stopped before the tests ended"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nodes_runner_counted_is_read() {
        let said = |pass: usize, fail: usize| format!("1..4\n# tests 4\n# pass {pass}\n# fail {fail}\n# cancelled 0\n# skipped 0\n");
        let rows = [
            (true, said(4, 0), 4, 0),
            (false, said(3, 1), 3, 1),
            (false, said(4, 0), 4, 1),
            (true, said(0, 0), 0, 1),
            (true, String::new(), 0, 1),
        ];
        for (ended_well, said, passed, failed) in rows {
            let outcome = counted(ended_well, &said);
            assert_eq!((outcome.passed, outcome.failed), (passed, failed), "{said}");
        }
    }
}
