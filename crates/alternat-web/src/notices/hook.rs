//! A notice by a command of the party's own: a modem, a pager.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::Unsent;
use crate::limit;

/// Whether a number can be an argument, and is no option.
pub fn is_number(number: &str) -> bool {
    let is_known = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '.' | '-' | '_' | '@');
    !number.is_empty() && number.len() <= limit::ADDRESS_BYTES_MAX && !number.starts_with('-') && number.chars().all(is_known)
}

/// Runs the command with the number as its last argument and the text on its standard input; no shell reads either.
///
/// A command that takes too long is ended, and tried again as if it had failed.
pub async fn run(command: &[String], number: &str, text: &str) -> Result<(), Unsent> {
    let failed = |why: String| Unsent { why, is_final: false };
    let Some((program, arguments)) = command.split_first().filter(|_| is_number(number)) else {
        return Err(Unsent { why: "there is no command, or the number is none".into(), is_final: true });
    };
    let mut running = Command::new(program)
        .args(arguments)
        .arg(number)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(format!("could not run {program}: {error}")))?;
    let ending = async {
        if let Some(mut input) = running.stdin.take() {
            // A command that does not read its input may still have done its work; its exit code says so.
            let _ = input.write_all(text.as_bytes()).await;
        }
        running.wait().await
    };
    match tokio::time::timeout(Duration::from_secs(limit::NOTICE_SECONDS_MAX), ending).await {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(failed(format!("{program} ended with {status}"))),
        Ok(Err(error)) => Err(failed(format!("could not wait for {program}: {error}"))),
        Err(_) => Err(failed(format!("{program} took too long"))),
    }
}
