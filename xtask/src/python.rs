//! Checks by strangers: Python scripts that judge what we wrote with libraries that nobody here made.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Error};
use crate::debian;
use crate::house::House;
use crate::stage::Outcome;

/// A script of the repository and what it is called with, run from the root of the repository.
struct Script {
    path: &'static str,
    arguments: &'static [&'static str],
}

/// The scripts, in the order in which they run. One that is not there yet is passed over and named.
const SCRIPTS: &[Script] = &[Script { path: "spec/verify.py", arguments: &[] }, Script { path: "vectors/read.py", arguments: &[] }];

const REQUIREMENTS: &str = "xtask/requirements.txt";

/// Runs every script that exists, in a virtual environment of its own.
///
/// # Errors
/// If there is no Python, or the pinned packages could not be installed.
pub fn stage(house: &House) -> Result<Outcome, Error> {
    let (there, absent): (Vec<&Script>, Vec<&Script>) = SCRIPTS.iter().partition(|script| house.root.join(script.path).is_file());
    let absent = absent.iter().map(|script| script.path).collect::<Vec<_>>().join(", ");
    let note = (!absent.is_empty()).then(|| format!("not there: {absent}"));
    if there.is_empty() {
        return Ok(Outcome { note, ..Outcome::default() });
    }
    let python = environment(house)?;
    let mut outcome = Outcome { note, ..Outcome::default() };
    for script in there {
        let mut call = Command::new(&python);
        call.current_dir(&house.root).env("PYTHONDONTWRITEBYTECODE", "1").arg(script.path).args(script.arguments);
        outcome = outcome.and(Outcome::one(command::run(&mut call)?));
    }
    Ok(outcome)
}

/// The Python of `target/venv`, with exactly the packages of xtask/requirements.txt in it.
///
/// It is made once, and again whenever that file changes.
///
/// # Errors
/// If there is no Python, or the packages could not be installed.
pub fn environment(house: &House) -> Result<PathBuf, Error> {
    let venv = house.target()?.join("venv");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted_path = house.root.join(REQUIREMENTS);
    let wanted = std::fs::read_to_string(&wanted_path).map_err(|source| Error::File { path: wanted_path.clone(), source })?;
    let stamp = venv.join("requirements.txt");
    if is_ready(&python, &stamp, &wanted) {
        return Ok(python);
    }
    if command::ask(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_err() {
        debian::need_debian(&["python3", "python3-venv"])?;
    }
    demand(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let mut pip = Command::new(&python);
    demand(pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--requirement"]).arg(&wanted_path))?;
    // Last, so that an environment that was interrupted is made anew.
    std::fs::write(&stamp, wanted).map_err(|source| Error::File { path: stamp, source })?;
    Ok(python)
}

fn is_ready(python: &Path, stamp: &Path, wanted: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|made_from| made_from == wanted) && command::ask(Command::new(python).arg("--version")).is_ok()
}

fn demand(command: &mut Command) -> Result<(), Error> {
    match command::run_and_read(command)? {
        (true, _) => Ok(()),
        (false, said) => {
            let said = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().to_string();
            Err(Error::Refused { command: command::line(command), said })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_without_its_stamp_is_not_ready() {
        let python = Path::new("python3");
        assert!(!is_ready(python, Path::new("no/such/stamp"), "cbor2==1\n"));
    }

    #[test]
    fn every_requirement_is_pinned() {
        let house = House::here().unwrap();
        let text = std::fs::read_to_string(house.root.join(REQUIREMENTS)).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert!(lines.iter().any(|line| line.starts_with("cbor2==")) && lines.iter().any(|line| line.starts_with("cryptography==")));
        assert!(lines.iter().all(|line| line.contains("==")), "{lines:?}");
    }
}
