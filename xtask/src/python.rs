//! Checks by strangers: Python scripts that judge what we wrote with libraries that nobody here made.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Error};
use crate::debian;
use crate::house::House;
use crate::stage::Outcome;

/// The verifier that was written from the specification alone.
const VERIFIER: &str = "spec/verify.py";
/// The reader of the vectors.
const READER: &str = "vectors/read.py";

const REQUIREMENTS: &str = "xtask/requirements.txt";

/// Has strangers' libraries read every vector, and a stranger's verifier judge the originals of a demonstration that is
/// played here, each as it is and with bits flipped.
///
/// # Errors
/// If there is no Python, the pinned packages could not be installed, or the demonstration could not be played.
pub fn stage(house: &House) -> Result<Outcome, Error> {
    let python = environment(house)?;
    let played = house.target()?.join("demonstration");
    if played.exists() {
        std::fs::remove_dir_all(&played).map_err(|source| Error::File { path: played.clone(), source })?;
    }
    let program = house.target()?.join("debug/alternat");
    demand(Command::new(&program).args(["demo", "--once", "--json", "--home"]).arg(&played))?;
    let originals = originals_in(&played.join("originals"))?;
    let mut outcome = Outcome::one(!originals.is_empty());
    let call = |script: &str| {
        let mut call = Command::new(&python);
        call.current_dir(&house.root).env("PYTHONDONTWRITEBYTECODE", "1").arg(script);
        call
    };
    outcome = outcome.and(Outcome::one(command::run(&mut call(READER))?));
    outcome = outcome.and(Outcome::one(command::run(call(VERIFIER).args(&originals))?));
    // One party's original of each body is enough to flip: the others differ from it in signatures alone.
    for flipped in originals.chunk_by(|a, b| a.parent() == b.parent()).filter_map(<[PathBuf]>::first) {
        outcome = outcome.and(Outcome::one(command::run(call(VERIFIER).arg("--flip").arg(flipped))?));
    }
    Ok(outcome)
}

/// The originals in a directory of directories, sorted.
fn originals_in(directory: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = |path: &Path| -> Result<Vec<PathBuf>, Error> {
        let failed = |source| Error::File { path: path.to_path_buf(), source };
        std::fs::read_dir(path).map_err(failed)?.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
    };
    let mut originals = Vec::new();
    for mechanism in entries(directory)? {
        originals.extend(entries(&mechanism)?.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "altr")));
    }
    originals.sort();
    Ok(originals)
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
