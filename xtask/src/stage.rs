//! Stages: named steps, each timed, all run, with one table at the end.

use std::time::{Duration, Instant};

use crate::command::{self, Error};
use crate::house::House;

/// One step of `check` or `test`.
///
/// A new one is a row in the list of that task, and a function:
///
/// ```text
/// Stage { name: "golden demo", budget_seconds: 60, build: Build::Needed, run: golden_demo }
///
/// fn golden_demo(house: &House) -> Result<Outcome, Error> {
///     debian::need_debian(&["poppler-utils"])?;
///     let alternat = house.target()?.join("debug/alternat");
///     command::run(Command::new(alternat).args(["demo", "--once"])).map(Outcome::one)
/// }
/// ```
pub struct Stage {
    /// What the table and the command line call it.
    pub name: &'static str,
    /// What it may take on two cores, warm. Longer is said in the table and fails nothing.
    pub budget_seconds: u64,
    /// How it stands to the build.
    pub build: Build,
    /// The step itself. An error means that the world failed; it counts as one failure and the next stage runs.
    pub run: fn(&House) -> Result<Outcome, Error>,
}

/// How a stage stands to the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// It does not need what was built.
    Apart,
    /// It *is* the build: if it fails, nothing that needs it runs.
    Is,
    /// It needs what was built, and is not run without.
    Needed,
}

/// How a task ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All of it passed.
    Passed,
    /// Some of it did not; the reason has been printed.
    Failed,
    /// The task was asked for something it does not know.
    Usage(String),
}

/// What a stage counted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Checks that passed.
    pub passed: usize,
    /// Checks that did not.
    pub failed: usize,
    /// Checks that could not be made here and were left out. Never counted as passed.
    pub skipped: usize,
    /// What the table shows beside a stage that had nothing to do, or could not begin.
    pub note: Option<String>,
}

impl Outcome {
    /// A stage that is one check.
    pub fn one(passed: bool) -> Outcome {
        Outcome { passed: usize::from(passed), failed: usize::from(!passed), ..Outcome::default() }
    }

    /// A stage that failed for this reason.
    pub fn failed(why: &str) -> Outcome {
        Outcome { failed: 1, note: Some(why.to_string()), ..Outcome::default() }
    }

    /// Both together.
    pub fn and(self, other: Outcome) -> Outcome {
        Outcome {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            note: self.note.or(other.note),
        }
    }

    fn result(&self) -> String {
        match self {
            Outcome { failed: 0, passed: 0, skipped: 0, .. } => "nothing to do".to_string(),
            Outcome { failed: 0, passed: 0, .. } => "passed over".to_string(),
            Outcome { failed: 0, .. } => "passed".to_string(),
            Outcome { failed, .. } => format!("{failed} failed"),
        }
    }
}

/// Runs every stage, prints the table, and ends with the line `N passed, N failed`, and `N skipped` where some were.
///
/// A failed stage stops no other, except that nothing that needs the build runs without it: each such stage then counts
/// as failed.
pub fn run_all(house: &House, stages: &[&Stage]) -> Verdict {
    let mut built = true;
    let mut rows = Vec::new();
    for stage in stages {
        println!("\n== {} (budget {} s)", stage.name, stage.budget_seconds);
        let begun = Instant::now();
        let outcome = if stage.build == Build::Needed && !built {
            println!("not run: the build failed");
            Outcome::failed("not run: the build failed")
        } else {
            (stage.run)(house).unwrap_or_else(|error| {
                let why = command::with_causes(&error);
                eprintln!("{why}");
                Outcome::failed(why.lines().next().unwrap_or_default())
            })
        };
        built &= stage.build != Build::Is || outcome.failed == 0;
        let took = begun.elapsed();
        println!("-- {}: {}, {:.1} s (budget {} s)", stage.name, outcome.result(), took.as_secs_f64(), stage.budget_seconds);
        rows.push((*stage, outcome, took));
    }
    print!("\n{}", table(&rows));
    match rows.iter().any(|(_, outcome, _)| outcome.failed > 0) {
        true => Verdict::Failed,
        false => Verdict::Passed,
    }
}

fn table(rows: &[(&Stage, Outcome, Duration)]) -> String {
    let width = rows.iter().map(|(stage, ..)| stage.name.len()).max().unwrap_or(0).max(5);
    let mut text = format!("{:<width$}  {:<14}  {:>7}  {:>6}\n", "stage", "result", "seconds", "budget");
    for (stage, outcome, took) in rows {
        let (name, result, seconds, budget) = (stage.name, outcome.result(), took.as_secs_f64(), stage.budget_seconds);
        text += &format!("{name:<width$}  {result:<14}  {seconds:>7.1}  {budget:>6}");
        let over = (seconds > budget as f64).then(|| "over its budget".to_string());
        let notes: Vec<String> = over.into_iter().chain(outcome.note.clone()).collect();
        if !notes.is_empty() {
            text += &format!("  {}", notes.join("; "));
        }
        text.push('\n');
    }
    let passed: usize = rows.iter().map(|(_, outcome, _)| outcome.passed).sum();
    let failed: usize = rows.iter().map(|(_, outcome, _)| outcome.failed).sum();
    let skipped: usize = rows.iter().map(|(_, outcome, _)| outcome.skipped).sum();
    text += &format!("{passed} passed, {failed} failed");
    if skipped > 0 {
        text += &format!(", {skipped} skipped");
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn stage(name: &'static str, build: Build, run: fn(&House) -> Result<Outcome, Error>) -> Stage {
        Stage { name, budget_seconds: 5, build, run }
    }

    #[test]
    fn a_failed_stage_stops_no_other_but_a_failed_build_stops_what_needs_it() {
        let house = House::planted(&[]);
        let fails = stage("fails", Build::Apart, |_| Ok(Outcome::one(false)));
        let breaks = stage("breaks", Build::Apart, |_| Err(Error::Unreadable { what: "a stage".into(), why: "it is a test".into() }));
        let passes = stage("passes", Build::Needed, |_| Ok(Outcome::one(true)));
        let build = stage("build", Build::Is, |_| Ok(Outcome::one(false)));
        let never = stage("never", Build::Needed, |_| unreachable!("the build failed"));
        assert_eq!(run_all(&house, &[&passes]), Verdict::Passed);
        assert_eq!(run_all(&house, &[&fails, &passes]), Verdict::Failed);
        assert_eq!(run_all(&house, &[&breaks, &passes]), Verdict::Failed);
        assert_eq!(run_all(&house, &[&build, &never]), Verdict::Failed);
    }

    #[test]
    fn the_table_ends_with_the_counts() {
        let (fmt, tests) =
            (stage("fmt", Build::Apart, |_| Ok(Outcome::default())), stage("tests", Build::Needed, |_| Ok(Outcome::default())));
        let rows = [
            (&fmt, Outcome::one(true), Duration::from_millis(400)),
            (&tests, Outcome { passed: 40, failed: 2, ..Outcome::default() }, Duration::from_secs(6)),
        ];
        let text = table(&rows);
        assert!(text.ends_with("\n41 passed, 2 failed\n"), "{text}");
        assert!(text.contains("tests  2 failed            6.0       5  over its budget"), "{text}");
    }
    #[test]
    fn what_was_left_out_is_never_told_as_passed() {
        let tests = stage("tests", Build::Needed, |_| Ok(Outcome::default()));
        let row = |passed| (&tests, Outcome { passed, skipped: 3, note: Some("why".into()), ..Outcome::default() }, Duration::ZERO);
        let some = table(&[row(40)]);
        assert!(some.contains("why") && some.ends_with("\n40 passed, 0 failed, 3 skipped\n"), "{some}");
        let none = table(&[row(0)]);
        assert!(none.contains("tests  passed over ") && none.ends_with("\n0 passed, 0 failed, 3 skipped\n"), "{none}");
    }
}
