//! This program, run as a process of its own.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

use crate::trouble::Trouble;

/// Runs the command with these arguments and, on its standard input, this text; gives what it printed.
pub async fn run(arguments: &[&str], input: &str) -> Result<String, Trouble> {
    let shown = || format!("alternat {}", arguments.iter().take(3).copied().collect::<Vec<_>>().join(" "));
    let failed = |error| Trouble::new(3, format!("{}: {error}", shown()), "see that the system has processes and memory left");
    let mut command = command()?;
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that does not read its input closes it.
        let _ = stdin.write_all(input.as_bytes()).await;
    }
    let output = child.wait_with_output().await.map_err(failed)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr).trim().trim_start_matches("alternat: ").replace("\n          ", "; ");
            // What was refused or not verified is so here, too; any other end is a failure of the machine.
            let exit = if output.status.code() == Some(1) { 1 } else { 3 };
            let what = if said.is_empty() { format!("{}: {}", shown(), output.status) } else { format!("{}: {said}", shown()) };
            Err(Trouble::new(exit, what, "the homes are left as they are, to be looked at"))
        }
    }
}

/// Runs the command and reads the JSON that it printed.
pub async fn run_json(arguments: &[&str]) -> Result<Value, Trouble> {
    let printed = run(arguments, "").await?;
    serde_json::from_str(&printed).map_err(|error| {
        Trouble::new(3, format!("the command printed no JSON: {error}"), "the homes are left as they are, to be looked at")
    })
}

/// A party's node, as a process of its own.
pub struct Running {
    /// The process.
    pub child: Child,
    /// The address on which it listens to other nodes.
    pub address: String,
    /// Where its desk is, if it shows one.
    pub desk: Option<String>,
}

/// Starts a party's node, with its desk on this port of the machine itself if there is to be one.
pub async fn serve(home: &Path, desk_port: Option<u16>) -> Result<Running, Trouble> {
    let failed = |what: String| Trouble::new(3, format!("the node of {} did not start: {what}", home.display()), "see its home");
    let mut command = command()?;
    command.arg("serve").arg("--home").arg(home).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true);
    if let Some(port) = desk_port {
        command.arg("--desk").arg(format!("127.0.0.1:{port}"));
    }
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let stdout = child.stdout.take().ok_or_else(|| failed("it has no output".into()))?;
    let mut lines = BufReader::new(stdout).lines();
    let (mut address, mut desk) = (None, None);
    while let Some(line) = lines.next_line().await.map_err(|error| failed(error.to_string()))? {
        address = line.strip_prefix("listening on ").map(String::from).or(address);
        desk = line.strip_prefix("desk on ").map(String::from).or(desk);
        if let Some(address) = address.take_if(|_| desk.is_some() || desk_port.is_none()) {
            return Ok(Running { child, address, desk });
        }
    }
    Err(failed("it ended".into()))
}

fn command() -> Result<Command, Trouble> {
    let program = std::env::current_exe();
    let program =
        program.map_err(|error| Trouble::new(3, format!("this program does not know where it lies: {error}"), "run it by its path"))?;
    let mut command = Command::new(program);
    command.env_remove("ALTERNAT_HOME");
    Ok(command)
}
