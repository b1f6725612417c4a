//! `cargo xtask`: the checks, the tests and the tidiness of the house.
//!
//! `check` looks at what changed and is meant for every few minutes; `test` is all that CI does. Neither is shipped, and
//! neither is part of the product.

mod browser;
mod check;
mod test;
mod outside;
mod stage;
mod tidy;
mod table;
mod vectors;
mod python;
mod debian;
mod command;
mod house;

use std::process::ExitCode;

use command::Error;
use house::House;
use stage::Verdict;

/// One thing that `cargo xtask` can do: a row here and a file beside this one.
struct Task {
    name: &'static str,
    line: &'static str,
    run: fn(&House, &[String]) -> Result<Verdict, Error>,
}

const TASKS: &[Task] = &[
    Task { name: "check", line: "format, lints, tests and tidiness of what changed, and of what leans on it", run: check::run },
    Task { name: "test", line: "everything, as CI does it; or only the stages named after it", run: test::run },
    Task { name: "tidy", line: "the rules that read the repository, alone", run: tidy::run },
    Task { name: "table", line: "which vector shows which rule, and which refusal, of which kind", run: table::run },
    Task { name: "screenshots", line: "every page of the desk in every language, in pictures to look at", run: browser::screenshots },
    Task { name: "vectors", line: "the vectors made anew", run: vectors::run },
];

/// Done; something did not pass; usage; the world failed: the same four as the `alternat` command.
const FAILED: u8 = 1;
const USAGE: u8 = 2;
const WORLD_FAILED: u8 = 3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(name) = arguments.first().filter(|name| !matches!(name.as_str(), "-h" | "--help" | "help")) else {
        print!("{}", help());
        return ExitCode::SUCCESS;
    };
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprint!("there is no task {name:?}\n\n{}", help());
        return ExitCode::from(USAGE);
    };
    if arguments.iter().any(|argument| matches!(argument.as_str(), "-h" | "--help")) {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    match House::here().and_then(|house| (task.run)(&house, &arguments[1..])) {
        Ok(Verdict::Passed) => ExitCode::SUCCESS,
        Ok(Verdict::Failed) => ExitCode::from(FAILED),
        Ok(Verdict::Usage(why)) => {
            eprintln!("{why}");
            ExitCode::from(USAGE)
        }
        Err(error) => {
            eprintln!("{}", command::with_causes(&error));
            ExitCode::from(WORLD_FAILED)
        }
    }
}

fn help() -> String {
    let tasks: String = TASKS.iter().map(|task| format!("  {:<12}{}\n", task.name, task.line)).collect();
    let stages = test::STAGES.iter().map(|stage| stage.name).collect::<Vec<_>>().join(", ");
    format!("cargo xtask TASK\n\n{tasks}\nStages of test: {stages}.\n\nExamples:\n  cargo xtask check\n  cargo xtask test tidy tests\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_task_and_stage() {
        let help = help();
        assert!(TASKS.iter().all(|task| help.contains(task.line)));
        assert!(test::STAGES.iter().all(|stage| help.contains(stage.name)));
    }
}
