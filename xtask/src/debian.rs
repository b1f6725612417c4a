//! Debian packages that a stage needs.

use std::process::Command;

use crate::command::{self, Error};

/// Installs the Debian packages that are missing, where there is an apt-get and the right to use it.
///
/// Elsewhere it says plainly what is needed and goes on: the programs may be there under another roof, and if they are not, the
/// stage fails where it calls them.
///
/// # Errors
/// [`Error::Run`] or [`Error::Refused`] if a package is missing and apt-get could not install it.
pub fn need_debian(packages: &[&str]) -> Result<(), Error> {
    if command::ask(Command::new("apt-get").arg("--version")).is_err() {
        println!("there is no apt-get here; this stage needs what Debian calls {}: have it in place", packages.join(", "));
        return Ok(());
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {}", missing.join(", "));
    let install = || {
        let mut apt = as_root();
        command::run_and_read(apt.args(["apt-get", "install", "--yes", "--no-install-recommends"]).args(&missing))
    };
    if install()?.0 {
        return Ok(());
    }
    // The lists may be old, or never fetched.
    command::run(as_root().args(["apt-get", "update"]))?;
    match install()? {
        (true, _) => Ok(()),
        (false, said) => {
            let said = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().to_string();
            Err(Error::Refused { command: format!("apt-get install {}", missing.join(" ")), said })
        }
    }
}

fn is_installed(package: &str) -> bool {
    let status = command::ask(Command::new("dpkg-query").args(["--show", "--showformat", "${Status}", package]));
    status.is_ok_and(|status| status == "install ok installed")
}

/// `env`, or `sudo` in front of it where we are not root; never a prompt.
fn as_root() -> Command {
    let is_root = command::ask(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0");
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.args(["--non-interactive", "env"]);
    }
    command.arg("DEBIAN_FRONTEND=noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_does_not_exist_is_not_installed() {
        assert!(!is_installed("no-such-package-anywhere"));
    }
}
