//! Running other programs, and saying which.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The world failed: what was being done to what. A check that does not pass is no error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program did not start, or its output could not be read.
    #[error("could not run `{command}`")]
    Run {
        /// The line as a person would type it.
        command: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program whose answer was needed refused.
    #[error("`{command}` failed: {said}")]
    Refused {
        /// The line as a person would type it.
        command: String,
        /// What it said on its standard error.
        said: String,
    },
    /// A file could not be read, written or listed.
    #[error("could not read or write {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Something was read and is not what it should be.
    #[error("could not make sense of {what}: {why}")]
    Unreadable {
        /// What was read.
        what: String,
        /// Where and why it is wrong.
        why: String,
    },
}

/// An error and what caused it, one line each.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!("\n  because: {error}");
        cause = error.source();
    }
    text
}

/// Runs a program in sight of the user; true if it ended well.
///
/// # Errors
/// [`Error::Run`] if it did not start.
pub fn run(command: &mut Command) -> Result<bool, Error> {
    println!("$ {}", line(command));
    command.status().map(|status| status.success()).map_err(|source| Error::Run { command: line(command), source })
}

/// Runs a program in sight of the user, and returns what it said on both channels as well.
///
/// # Errors
/// [`Error::Run`] if it did not start or its output could not be read.
pub fn run_and_read(command: &mut Command) -> Result<(bool, String), Error> {
    let told = line(command);
    println!("$ {told}");
    let failed = |source| Error::Run { command: told.clone(), source };
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (out, err) = std::thread::scope(|scope| {
        let err = scope.spawn(|| err.map(|pipe| copy(pipe, std::io::stderr())).transpose());
        let out = out.map(|pipe| copy(pipe, std::io::stdout())).transpose();
        (out, err.join().unwrap_or_else(|_| Err(std::io::Error::other("the reader of its standard error panicked"))))
    });
    let status = child.wait().map_err(failed)?;
    let said = [out.map_err(failed)?, err.map_err(failed)?];
    Ok((status.success(), said.into_iter().flatten().collect()))
}

/// Runs a program quietly and returns its standard output.
///
/// # Errors
/// [`Error::Run`] if it did not start, [`Error::Refused`] if it ended badly.
pub fn ask(command: &mut Command) -> Result<String, Error> {
    let output = command.output().map_err(|source| Error::Run { command: line(command), source })?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Error::Refused { command: line(command), said: String::from_utf8_lossy(&output.stderr).trim().to_string() }),
    }
}

/// The line as a person would type it.
pub fn line(command: &Command) -> String {
    let program = match std::env::var_os("CARGO") {
        Some(cargo) if cargo == command.get_program() => "cargo".as_ref(),
        _ => command.get_program(),
    };
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Passes on what comes through a pipe as it comes, and keeps it.
fn copy(mut from: impl Read, mut to: impl Write) -> std::io::Result<String> {
    let (mut kept, mut chunk) = (Vec::new(), [0; 8 * 1024]);
    loop {
        match from.read(&mut chunk)? {
            0 => return Ok(String::from_utf8_lossy(&kept).into_owned()),
            size => {
                to.write_all(&chunk[..size])?;
                to.flush()?;
                kept.extend_from_slice(&chunk[..size]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_channels_are_read_and_the_end_is_told() {
        let (ended_well, said) = run_and_read(Command::new("cargo").arg("--version")).unwrap();
        assert!(ended_well && said.starts_with("cargo "), "{said}");
        let (ended_well, said) = run_and_read(Command::new("cargo").arg("no-such-thing-at-all")).unwrap();
        assert!(!ended_well && said.contains("no-such-thing-at-all"), "{said}");
    }

    #[test]
    fn an_error_is_printed_with_its_cause() {
        let error = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        let text = with_causes(&error);
        assert!(text.starts_with("could not run `no-such-program-anywhere`\n  because: "), "{text}");
        assert!(matches!(ask(Command::new("cargo").arg("no-such-thing-at-all")), Err(Error::Refused { .. })));
    }
}
