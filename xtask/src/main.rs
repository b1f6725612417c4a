//! cargo xtask: the checks and the tests of the house.
//!
//! `check` is what one runs before each commit; `test` is everything, and all that CI runs.

use std::process::{Command, ExitCode};
use std::time::Instant;

mod tidy;

/// A named stage of a task.
struct Stage {
    name: &'static str,
    run: fn() -> Result<(), String>,
}

const FMT: Stage = Stage { name: "fmt", run: || cargo(&["fmt", "--all", "--check"]) };
const TIDY: Stage = Stage { name: "tidy", run: tidy::run };
const CLIPPY: Stage =
    Stage { name: "clippy", run: || cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]) };
const TESTS: Stage = Stage { name: "tests", run: || cargo(&["test", "--workspace", "--locked"]) };

const TASKS: &[(&str, &str, &[Stage])] = &[
    ("check", "before a commit: fmt, tidy, clippy, tests", &[FMT, TIDY, CLIPPY, TESTS]),
    ("test", "everything, as CI runs it", &[FMT, TIDY, CLIPPY, TESTS]),
];

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    match task.as_deref().and_then(|task| TASKS.iter().find(|(name, ..)| *name == task)) {
        Some((_, _, stages)) => run(stages),
        None => {
            eprintln!("usage: cargo xtask TASK, for example: cargo xtask check\n");
            for (name, what, _) in TASKS {
                eprintln!("  {name:8} {what}");
            }
            let asked_for_help = matches!(task.as_deref(), None | Some("--help" | "help"));
            if asked_for_help { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
    }
}

/// Runs every stage, prints its time, and at the end how many passed.
fn run(stages: &[Stage]) -> ExitCode {
    let mut lines = vec![];
    let mut failed = 0;
    for stage in stages {
        println!("── {}", stage.name);
        let start = Instant::now();
        let result = (stage.run)();
        if let Err(what) = &result {
            failed += 1;
            println!("{}: {what}", stage.name);
        }
        lines.push(format!("{:10} {:6} {:5} s", stage.name, if result.is_ok() { "passed" } else { "FAILED" }, start.elapsed().as_secs()));
    }
    println!("\n{}\n{} passed, {failed} failed", lines.join("\n"), stages.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    match Command::new(cargo).args(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("cargo {} ended with {status}", arguments.join(" "))),
        Err(error) => Err(format!("cargo {} could not be started: {error}", arguments.join(" "))),
    }
}
