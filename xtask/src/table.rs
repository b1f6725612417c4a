//! `cargo xtask table`: which vector shows which rule for which kind, and which refusal of which kind. No cell is empty.
//!
//! The rules are those of `docs/rules.md`; the kinds are the rows of `kinds!` in the core; the refusals that a kind can meet
//! are read from the source of its judging ([`judging`]).

mod judging;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::command::Error;
use crate::house::House;
use crate::stage::Verdict;
use crate::tidy::Finding;

use judging::Row;

const RULES: &str = "docs/rules.md";
const UNREACHABLE: &str = "vectors/unreachable.tsv";

/// Prints both tables.
pub fn run(house: &House, arguments: &[String]) -> Result<Verdict, Error> {
    if let Some(argument) = arguments.first() {
        return Ok(Verdict::Usage(format!("table takes no arguments, and was given {argument:?}")));
    }
    let shelf = Shelf::of(house)?;
    println!("rule × kind: vectors\n");
    for rule in &Rules::of(house).rules {
        let cells = rule.kinds.iter().map(|kind| format!("{kind} {}", shelf.showing(&rule.id, kind).len()));
        println!("{:<6} {}", rule.id, cells.collect::<Vec<_>>().join(", "));
    }
    println!("\nkind × what comes of it: vectors\n");
    for row in judging::rows(house)? {
        let expected = shelf.vectors.iter().filter(|vector| vector.kind == row.kind).map(|vector| vector.expected.as_str());
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        expected.for_each(|expected| *counted.entry(expected.trim_start_matches("refused ")).or_default() += 1);
        let cells = counted.iter().map(|(expected, count)| format!("{expected} {count}"));
        println!("{:<16} {}", row.kind, cells.collect::<Vec<_>>().join(", "));
    }
    let findings = [empty_cells(house)?, unmet_refusals(house)?].concat();
    findings.iter().for_each(|finding| println!("{finding}"));
    println!("\n{} vectors, {} cells empty", shelf.vectors.len(), findings.len());
    Ok(if findings.is_empty() { Verdict::Passed } else { Verdict::Failed })
}

/// Pairs of a rule and a kind that no vector shows; kinds that neither answer to a rule nor are said to answer to none; vectors
/// that name a rule their kind does not answer to.
pub fn empty_cells(house: &House) -> Result<Vec<Finding>, Error> {
    let (shelf, rules) = (Shelf::of(house)?, Rules::of(house));
    let kinds: BTreeSet<String> = judging::kinds(house).into_iter().map(|row| row.kind).collect();
    let mut findings = vec![];
    for rule in &rules.rules {
        let known = |kind: &&String| kinds.contains(*kind);
        let strange = rule.kinds.iter().filter(|kind| !known(kind)).map(|kind| format!("{} names {kind}, which is no kind", rule.id));
        let bare = rule.kinds.iter().filter(known).filter(|kind| shelf.showing(&rule.id, kind).is_empty());
        let empty = bare.map(|kind| format!("no vector shows {} for {kind}", rule.id));
        findings.extend(strange.chain(empty).map(|what| Finding::new(RULES, rule.line, what)));
        if rule.kinds.is_empty() && !rule.is_elsewhere {
            findings.push(Finding::new(RULES, rule.line, format!("{} has neither a kind nor a place elsewhere", rule.id)));
        }
    }
    let named: BTreeSet<&String> = rules.rules.iter().flat_map(|rule| &rule.kinds).collect();
    for kind in &kinds {
        if named.contains(kind) == rules.free.contains(kind) {
            findings.push(Finding::new(RULES, rules.free_line, format!("{kind} either answers to a rule or to none, and is said once")));
        }
    }
    for vector in &shelf.vectors {
        let strays = vector.rules.iter().filter(|id| !rules.rules.iter().any(|rule| rule.id == **id && rule.kinds.contains(&vector.kind)));
        findings.extend(strays.map(|id| Finding::new(&vector.path, 1, format!("{} does not answer to {id}", vector.kind))));
    }
    Ok(findings)
}

/// Refusals that the judging of a kind can give and no vector shows; and lines of `vectors/unreachable.tsv` that excuse nothing.
pub fn unmet_refusals(house: &House) -> Result<Vec<Finding>, Error> {
    let shelf = Shelf::of(house)?;
    let mut excused: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut findings = vec![];
    for (index, line) in house.text(UNREACHABLE).unwrap_or_default().lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        match line.split('\t').collect::<Vec<_>>()[..] {
            [kind, code, why] if !why.is_empty() => _ = excused.insert((kind.into(), code.into()), index + 1),
            _ => findings.push(Finding::new(UNREACHABLE, index + 1, "is not a kind, a code and a reason")),
        }
    }
    for Row { kind, path, codes, .. } in judging::rows(house)? {
        let met = |code: &str| shelf.vectors.iter().any(|vector| vector.kind == kind && vector.expected == format!("refused {code}"));
        for code in codes {
            let line = excused.remove(&(kind.clone(), code.clone()));
            match (met(&code), line) {
                (true, None) | (false, Some(_)) => {}
                (false, None) => findings.push(Finding::new(&path, 1, format!("no vector shows {kind} refused {code}"))),
                (true, Some(line)) => findings.push(Finding::new(UNREACHABLE, line, format!("a vector shows {kind} refused {code}"))),
            }
        }
    }
    let idle = excused.into_iter().map(|((kind, code), line)| (line, format!("nothing in the judging of {kind} says {code}")));
    findings.extend(idle.map(|(line, what)| Finding::new(UNREACHABLE, line, what)));
    Ok(findings)
}

/// The vectors on the disk.
struct Shelf {
    vectors: Vec<Vector>,
}

struct Vector {
    path: String,
    kind: String,
    rules: Vec<String>,
    expected: String,
}

impl Shelf {
    fn of(house: &House) -> Result<Shelf, Error> {
        let files = house.pages.iter().filter_map(|page| {
            let (kind, rest) = page.path.strip_prefix("vectors/")?.split_once('/')?;
            (kind != "prelude" && rest.ends_with(".json")).then_some((page, kind))
        });
        let read = |(page, kind): (&crate::house::Page, &str)| {
            let broken = |why: String| Error::Unreadable { what: page.path.clone(), why };
            let value: Value = serde_json::from_str(&page.text).map_err(|error| broken(error.to_string()))?;
            let expected = value["expected"].as_str().ok_or_else(|| broken("nothing is expected".into()))?.to_string();
            let rules = value["rules"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_string).collect();
            Ok(Vector { path: page.path.clone(), kind: kind.to_string(), rules, expected })
        };
        Ok(Shelf { vectors: files.map(read).collect::<Result<_, Error>>()? })
    }

    fn showing(&self, rule: &str, kind: &str) -> Vec<&Vector> {
        self.vectors.iter().filter(|vector| vector.kind == kind && vector.rules.iter().any(|id| id == rule)).collect()
    }
}

/// What `docs/rules.md` says.
#[derive(Default)]
struct Rules {
    rules: Vec<Rule>,
    /// Kinds that answer to none of them, and the line that says so.
    free: BTreeSet<String>,
    free_line: usize,
}

struct Rule {
    id: String,
    kinds: Vec<String>,
    is_elsewhere: bool,
    line: usize,
}

impl Rules {
    fn of(house: &House) -> Rules {
        let mut rules = Rules::default();
        for (index, text) in house.text(RULES).unwrap_or_default().lines().enumerate() {
            let line = index + 1;
            let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_string).collect::<Vec<String>>();
            let cells: Vec<&str> = text.split('|').map(str::trim).collect();
            match cells[..] {
                ["", id, _, kinds, elsewhere, ""] if id.starts_with('R') => {
                    rules.rules.push(Rule { id: id.into(), kinds: quoted(kinds), is_elsewhere: !elsewhere.is_empty(), line });
                }
                _ if text.starts_with("Kinds that answer to none") => {
                    (rules.free, rules.free_line) = (quoted(text).into_iter().collect(), line);
                }
                _ => {}
            }
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::check;

    const KINDS: &str = "kinds! {\n    1 \"put\" Put put Person Preside;\n    2 \"seal\" Seal seal Root Speak;\n}\n";
    const PUT: &str = "impl Matter for Put {\n    fn judge(&self) -> R {\n        Err(Refusal::NotOpen)\n    }\n}\n";

    fn files<'a>(rules: &'a str, vectors: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let mut files = vec![
            ("docs/rules.md", rules),
            ("crates/alternat/src/kind/mod.rs", KINDS),
            ("crates/alternat/src/kind/put.rs", PUT),
            ("crates/alternat/src/kind/seal.rs", "impl Matter for Seal {\n    fn judge(&self) {}\n}\n"),
            ("crates/alternat/src/refusal.rs", "refusals! {\n    1 NotOpen \"not-open\"\n    2 BodyMalformed \"body-malformed\"\n}\n"),
        ];
        files.extend(vectors);
        files
    }

    #[test]
    fn an_empty_cell_is_found() {
        let rules = "| R3.8 | a rule | `put` | |\nKinds that answer to none: `seal`.\n";
        let shows = "{\"expected\": \"stands\", \"rules\": [\"R3.8\"]}";
        check(empty_cells, &files(rules, &[("vectors/put/a.json", shows)]), &[]);
        check(empty_cells, &files(rules, &[]), &["docs/rules.md:1: no vector shows R3.8 for put"]);
        let other = [("vectors/put/a.json", shows), ("vectors/seal/a.json", shows)];
        check(empty_cells, &files(rules, &other), &["vectors/seal/a.json:1: seal does not answer to R3.8"]);
        let bare = "| R3.8 | a rule | | |\nKinds that answer to none: `seal`, `put`.\n";
        check(empty_cells, &files(bare, &[]), &["docs/rules.md:1: R3.8 has neither a kind nor a place elsewhere"]);
        let unsaid = "| R3.8 | a rule | | later |\nKinds that answer to none: `put`.\n";
        check(empty_cells, &files(unsaid, &[]), &["docs/rules.md:2: seal either answers to a rule or to none, and is said once"]);
    }

    #[test]
    fn a_refusal_without_a_vector_is_found() {
        let not_open = ("vectors/put/a.json", "{\"expected\": \"refused not-open\"}");
        let found = |more: &[(&'static str, &'static str)]| {
            let house = House::planted(&files("", more));
            let findings = unmet_refusals(&house).unwrap();
            findings.iter().map(Finding::to_string).filter(|line| line.contains("not-open")).collect::<Vec<_>>()
        };
        assert_eq!(found(&[not_open]), Vec::<String>::new());
        assert_eq!(found(&[]), ["crates/alternat/src/kind/put.rs:1: no vector shows put refused not-open"]);
        let excuse = ("vectors/unreachable.tsv", "put\tnot-open\tjudged before\n");
        assert_eq!(found(&[excuse]), Vec::<String>::new());
        assert_eq!(found(&[excuse, not_open]), ["vectors/unreachable.tsv:1: a vector shows put refused not-open"]);
        let idle = ("vectors/unreachable.tsv", "seal\tnot-open\tjudged before\n");
        assert_eq!(found(&[idle, not_open]), ["vectors/unreachable.tsv:1: nothing in the judging of seal says not-open"]);
    }
}
