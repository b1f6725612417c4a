//! `cargo xtask test`: everything, as CI does it.
//!
//! All stages build in one profile and with one choice of features (the whole workspace), so that nothing is built twice.

use crate::browser;
use crate::command::{self, Error};
use crate::house::House;
use crate::outside::Outside;
use crate::python;
use crate::stage::{self, Build, Outcome, Stage, Verdict};
use crate::tidy;

/// The stages, in the order in which they run: what fails fastest comes first.
pub const STAGES: &[Stage] = &[
    Stage { name: "fmt", budget_seconds: 10, build: Build::Apart, run: fmt },
    Stage { name: "tidy", budget_seconds: 10, build: Build::Apart, run: tidy::stage },
    Stage { name: "arrows", budget_seconds: 10, build: Build::Apart, run: tidy::arrows_stage },
    Stage { name: "clippy", budget_seconds: 300, build: Build::Apart, run: clippy },
    Stage { name: "build", budget_seconds: 400, build: Build::Is, run: build },
    Stage { name: "tests", budget_seconds: 300, build: Build::Needed, run: tests },
    Stage { name: "planted", budget_seconds: 170, build: Build::Needed, run: planted },
    Stage { name: "doctests", budget_seconds: 60, build: Build::Needed, run: doctests },
    Stage { name: "browser", budget_seconds: 240, build: Build::Needed, run: browser::stage },
    Stage { name: "python", budget_seconds: 60, build: Build::Needed, run: python::stage },
];

/// Runs every stage, or only those named; what is named runs after the build if it needs one.
pub fn run(house: &House, names: &[String]) -> Result<Verdict, Error> {
    Ok(match choose(names) {
        Ok(stages) => stage::run_all(house, &stages),
        Err(why) => Verdict::Usage(why),
    })
}

fn choose(names: &[String]) -> Result<Vec<&'static Stage>, String> {
    if let Some(unknown) = names.iter().find(|name| STAGES.iter().all(|stage| stage.name != name.as_str())) {
        let known = STAGES.iter().map(|stage| stage.name).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no stage {unknown:?}; the stages are {known}"));
    }
    let is_named = |stage: &Stage| names.is_empty() || names.iter().any(|name| name == stage.name);
    let needs_build = STAGES.iter().any(|stage| is_named(stage) && stage.build == Build::Needed);
    Ok(STAGES.iter().filter(|stage| is_named(stage) || (needs_build && stage.build == Build::Is)).collect())
}

/// The whole workspace is formatted.
pub fn fmt(house: &House) -> Result<Outcome, Error> {
    command::run(house.cargo().args(["fmt", "--all", "--check"])).map(Outcome::one)
}

fn clippy(house: &House) -> Result<Outcome, Error> {
    command::run(house.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])).map(Outcome::one)
}

/// Programs, libraries and tests together: the later stages find all of it made.
fn build(house: &House) -> Result<Outcome, Error> {
    command::run(house.cargo().args(["build", "--workspace", "--all-targets"])).map(Outcome::one)
}

fn tests(house: &House) -> Result<Outcome, Error> {
    run_tests(house, &["--workspace"])
}

/// What must be found out, with the planted mistakes in the build: a store that does not sync its commits loses acts, and a
/// fold without the window goes by the order of arrival.
fn planted(house: &House) -> Result<Outcome, Error> {
    run_tests(house, &["-p", "alternat-testkit", "--features", "planted", "--test", "power_cut", "--test", "order_planted"])
}

fn doctests(house: &House) -> Result<Outcome, Error> {
    let (ended_well, said) = command::run_and_read(house.cargo().args(["test", "--doc", "--workspace"]))?;
    Ok(counted(ended_well, count_libtest(&said)))
}

/// Runs the tests of some packages: with cargo-nextest where it is installed, otherwise with cargo itself.
///
/// Tests of outside data that is not at hand are left out, and counted as skipped.
///
/// # Errors
/// If cargo does not start.
pub fn run_tests(house: &House, packages: &[&str]) -> Result<Outcome, Error> {
    let has_nextest = command::ask(house.cargo().args(["nextest", "--version"])).is_ok();
    let mut cargo = house.cargo();
    match has_nextest {
        true => cargo.args(["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]),
        false => cargo.args(["test", "--no-fail-fast", "--tests"]),
    };
    let outside = Outside::at_hand(house);
    cargo.args(packages).args(outside.left_out()).envs(outside.variable());
    let (ended_well, said) = command::run_and_read(&mut cargo)?;
    let mut outcome = counted(ended_well, if has_nextest { count_nextest(&said) } else { count_libtest(&said) });
    if outcome.skipped > 0 {
        outcome.note = Some(outside.passed_over(outcome.skipped));
    }
    Ok(outcome)
}

/// How many tests passed, failed, and were left out.
#[derive(Debug, PartialEq, Eq)]
struct Counts(usize, usize, usize);

/// What a test run counted, believed only as far as its end agrees with it.
fn counted(ended_well: bool, counts: Option<Counts>) -> Outcome {
    match (ended_well, counts) {
        (true, Some(counts)) => outcome(counts),
        (false, Some(Counts(passed, failed, skipped))) => outcome(Counts(passed, failed.max(1), skipped)),
        (true, None) => Outcome::failed("could not read how many tests ran"),
        (false, None) => Outcome::failed("stopped before the tests ended"),
    }
}

fn outcome(Counts(passed, failed, skipped): Counts) -> Outcome {
    Outcome { passed, failed, skipped, note: None }
}

/// The line `Summary [   0.1s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped`; all that ran and did not pass failed.
fn count_nextest(said: &str) -> Option<Counts> {
    let summary = said.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let (before, after) = summary.split_once(" run: ")?;
    // "12 tests", or "3/12 tests" where the run was stopped.
    let run: usize = before.split_once("] ")?.1.trim().split([' ', '/']).next()?.parse().ok()?;
    let passed: usize = after.trim().split_once(" passed")?.0.parse().ok()?;
    let skipped: usize = after.trim().strip_suffix(" skipped")?.rsplit(' ').next()?.parse().ok()?;
    Some(Counts(passed, run.checked_sub(passed)?, skipped))
}

/// The lines `test result: ok. 3 passed; 0 failed; …; 2 filtered out; …`, one per test program.
fn count_libtest(said: &str) -> Option<Counts> {
    let results = said.lines().filter_map(|line| line.strip_prefix("test result: "));
    let counts: Vec<Counts> = results.map(libtest_line).collect::<Option<_>>()?;
    counts.into_iter().reduce(|all, more| Counts(all.0 + more.0, all.1 + more.1, all.2 + more.2))
}

fn libtest_line(line: &str) -> Option<Counts> {
    let mut counts = line.split_once(". ")?.1.split("; ");
    let mut next = |what: &str| counts.find_map(|count| count.strip_suffix(what))?.parse().ok();
    Some(Counts(next(" passed")?, next(" failed")?, next(" filtered out")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_nextest_are_read() {
        let rows = [
            ("     Summary [   0.004s] 2 tests run: 2 passed, 0 skipped\n", Some(Counts(2, 0, 0))),
            (
                "     Summary [   3.0s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 4 skipped\nerror: test run failed\n",
                Some(Counts(10, 2, 4)),
            ),
            ("     Summary [   3.0s] 3/12 tests run: 2 passed, 1 failed, 0 skipped\n", Some(Counts(2, 1, 0))),
            ("     Summary [   0.000s] 0 tests run: 0 passed, 0 skipped\n", Some(Counts(0, 0, 0))),
            ("error: could not compile `alternat`\n", None),
        ];
        for (said, counts) in rows {
            assert_eq!(count_nextest(said), counts, "{said}");
        }
    }

    #[test]
    fn the_counts_of_libtest_are_summed() {
        let said = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s\n\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out\n";
        assert_eq!(count_libtest(said), Some(Counts(4, 2, 3)));
        assert_eq!(count_libtest("error: could not compile\n"), None);
    }

    #[test]
    fn a_run_that_ended_badly_or_told_no_count_is_never_a_pass() {
        assert_eq!(counted(true, Some(Counts(3, 0, 0))), Outcome { passed: 3, ..Outcome::default() });
        assert_eq!(counted(true, Some(Counts(3, 0, 2))), Outcome { passed: 3, skipped: 2, ..Outcome::default() });
        assert_eq!(counted(false, Some(Counts(3, 0, 0))).failed, 1);
        assert_eq!(counted(true, None).failed, 1);
        assert_eq!(counted(false, None).failed, 1);
    }

    #[test]
    fn a_named_stage_brings_the_build_only_if_it_needs_one() {
        let names = |asked: &[&str]| {
            let asked: Vec<String> = asked.iter().map(|name| name.to_string()).collect();
            choose(&asked).map(|stages| stages.iter().map(|stage| stage.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["tidy", "fmt"]), Ok(vec!["fmt", "tidy"]));
        assert_eq!(names(&["tests"]), Ok(vec!["build", "tests"]));
        assert_eq!(names(&[]).map(|stages| stages.len()), Ok(STAGES.len()));
        assert!(names(&["tidy", "no such"]).is_err_and(|why| why.contains("\"no such\"") && why.contains("doctests")));
    }
}
