//! The rules that read the repository: held by tests, not by hope.
//!
//! Each rule is one function that returns what it found, and each has a test that plants an offence and sees it caught. The
//! rules run as stages of `check` and `test`, and once more among the tests.

mod arrows;
mod manifests;
mod licences;
mod code;
mod documents;
mod hidden;
mod elsewhere;
mod decisions;

use std::fmt;

use crate::command::{self, Error};
use crate::house::House;
use crate::stage::{Outcome, Verdict};
use crate::table;

/// One rule of the house.
struct Rule {
    /// The fact, when it holds.
    fact: &'static str,
    /// All that speaks against it.
    find: fn(&House) -> Result<Vec<Finding>, Error>,
}

const RULES: &[Rule] = &[
    Rule { fact: "nothing is left unfinished", find: code::unfinished },
    Rule { fact: "no test is passed over", find: code::passed_over },
    Rule { fact: "no test sleeps", find: code::sleeping },
    Rule { fact: "no file holds more than one idea can fill", find: code::too_long },
    Rule { fact: "every path that a document names exists", find: documents::dead_paths },
    Rule { fact: "no control character hides in a text", find: hidden::controls },
    Rule { fact: "nothing belongs to one machine or tells of the writing", find: elsewhere::strays },
    Rule { fact: "every rule has a vector for every kind that answers to it", find: table::empty_cells },
    Rule { fact: "every refusal that a kind can meet has a vector", find: table::unmet_refusals },
    Rule { fact: "decisions are numbered one by one", find: decisions::misnumbered },
    Rule { fact: "every crate of ours says its licence and forbids unsafe code", find: manifests::incomplete },
    Rule { fact: "every dependency has a licence we can pass on, and comes from crates.io", find: licences::unwelcome },
    Rule { fact: "no banned or outdated crate is built in", find: licences::banned },
];

const ARROWS: &[Rule] = &[
    Rule { fact: "crates import only what the drawing allows", find: arrows::forbidden },
    Rule { fact: "pure crates touch nothing of the world, directly or through others", find: arrows::impure },
    Rule { fact: "pure crates forbid clock, sleep, environment and hash maps", find: arrows::unguarded },
];

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    /// From 1.
    line: usize,
    what: String,
}

impl Finding {
    /// Something on a line of a file, counted from 1.
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_string(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// `cargo xtask tidy`: all rules, nothing else.
pub fn run(house: &House, arguments: &[String]) -> Result<Verdict, Error> {
    if let Some(argument) = arguments.first() {
        return Ok(Verdict::Usage(format!("tidy takes no arguments, and was given {argument:?}")));
    }
    let outcome = judge(house, RULES).and(judge(house, ARROWS));
    println!("{} passed, {} failed", outcome.passed, outcome.failed);
    Ok(if outcome.failed == 0 { Verdict::Passed } else { Verdict::Failed })
}

/// The rules that read files and licences, as a stage: each rule is one check.
pub fn stage(house: &House) -> Result<Outcome, Error> {
    Ok(judge(house, RULES))
}

/// The arrows between the crates, as a stage.
pub fn arrows_stage(house: &House) -> Result<Outcome, Error> {
    Ok(judge(house, ARROWS))
}

/// Runs each rule and prints what it found. A rule that could not be tried has failed.
fn judge(house: &House, rules: &[Rule]) -> Outcome {
    let mut outcome = Outcome::default();
    for rule in rules {
        let found = match (rule.find)(house) {
            Ok(findings) => findings.iter().map(Finding::to_string).collect(),
            Err(error) => vec![command::with_causes(&error)],
        };
        println!("{} {}", if found.is_empty() { "ok    " } else { "BROKEN" }, rule.fact);
        found.iter().for_each(|line| println!("{line}"));
        outcome = outcome.and(Outcome::one(found.is_empty()));
    }
    outcome
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// What a rule says of a repository of these files, one line per finding.
    #[track_caller]
    pub fn check(find: fn(&House) -> Result<Vec<Finding>, Error>, files: &[(&str, &str)], expected: &[&str]) {
        let found: Vec<String> = find(&House::planted(files)).unwrap().iter().map(Finding::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn this_repository_keeps_every_rule() {
        let house = House::here().unwrap();
        let outcome = judge(&house, RULES).and(judge(&house, ARROWS));
        assert_eq!((outcome.passed, outcome.failed), (RULES.len() + ARROWS.len(), 0));
    }

    #[test]
    fn a_rule_that_could_not_be_tried_has_failed() {
        let broken = Rule { fact: "a fact", find: |_| Err(Error::Unreadable { what: "it".into(), why: "it is a test".into() }) };
        let offended = Rule { fact: "another", find: |_| Ok(vec![Finding::new("a/file.rs", 3, "is wrong")]) };
        let kept = Rule { fact: "a third", find: |_| Ok(Vec::new()) };
        assert_eq!(judge(&House::planted(&[]), &[broken, offended, kept]), Outcome { passed: 1, failed: 2, ..Outcome::default() });
    }
}
