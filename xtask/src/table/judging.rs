//! Which refusals a kind can meet, read from the source of its judging: those that its `shape` and `judge` name, and those
//! that the functions they call name, and so on. A function of the same file is meant before one of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::Error;
use crate::house::House;

const CORE: &str = "crates/alternat/src/";

/// What is judged for every kind before its own rule, whoever signs it; `judge` in the core's record.
const BEFORE: &[&str] = &["body-malformed", "wrong-hand", "no-charter", "basis-out-of-place", "not-accredited", "revoked", "forked"];
/// The founding acts come before there is a charter: their own rule says all.
const FOUNDING: &[(&str, &[&str])] = &[("inception", &["body-malformed"]), ("charter", &["body-malformed", "basis-out-of-place"])];
/// What is judged only of persons.
const OF_PERSONS: &[&str] = &["not-permitted", "not-cleared"];
/// Nodes, and what they sign before the charter is in force.
const BEFORE_IN_FORCE: &[&str] = &["sighting", "delivery"];
/// Functions that refuse nothing inside a kind's own rule: the charter and the party have been judged before it.
const SETTLED: &[&str] = &["charter", "own_code"];

/// One kind: its name, the file of its rule, who signs it, and the codes it can meet.
pub struct Row {
    pub kind: String,
    pub path: String,
    pub hand: String,
    pub codes: BTreeSet<String>,
}

/// The rows of `kinds!`, without their codes.
pub fn kinds(house: &House) -> Vec<Row> {
    let text = house.text(&format!("{CORE}kind/mod.rs")).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let words: Vec<&str> = line.trim().strip_suffix(';')?.split(' ').collect();
        let [tag, name, _, module, hand, _] = words[..] else { return None };
        let kind = name.strip_prefix('"')?.strip_suffix('"')?.to_string();
        tag.parse::<u16>().ok()?;
        Some(Row { kind, path: format!("{CORE}kind/{module}.rs"), hand: hand.to_string(), codes: BTreeSet::new() })
    });
    rows.collect()
}

/// Every kind, with the codes it can meet.
///
/// # Errors
/// Where a code that the source names is none of the list of refusals.
pub fn rows(house: &House) -> Result<Vec<Row>, Error> {
    let codes = codes(house);
    let source = Source::of(house);
    let mut rows = kinds(house);
    for row in &mut rows {
        let mut named = BTreeSet::new();
        for function in ["shape", "judge"] {
            source.follow(&row.path, function, &mut BTreeSet::new(), &mut named);
        }
        for name in named {
            let code = codes.get(&name).ok_or_else(|| Error::Unreadable { what: row.path.clone(), why: format!("no refusal {name}") })?;
            row.codes.insert(code.clone());
        }
        let before = match FOUNDING.iter().find(|(kind, _)| *kind == row.kind) {
            Some((_, before)) => before,
            None => BEFORE,
        };
        let is_person = row.hand == "Person";
        let of_persons = if is_person { OF_PERSONS } else { &[] };
        let in_force = row.hand != "Root" && !BEFORE_IN_FORCE.contains(&row.kind.as_str());
        row.codes.extend(before.iter().chain(of_persons).map(|code| code.to_string()));
        row.codes.extend(in_force.then(|| "not-in-force".to_string()));
    }
    Ok(rows)
}

/// The code of each refusal, by its name in the source.
fn codes(house: &House) -> BTreeMap<String, String> {
    let text = house.text(&format!("{CORE}refusal.rs")).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [number, name, code] = words[..] else { return None };
        number.parse::<u8>().ok()?;
        Some((name.to_string(), code.strip_prefix('"')?.strip_suffix('"')?.to_string()))
    });
    rows.collect()
}

/// The functions of the core: by file and name, the refusals and the calls in their bodies.
struct Source {
    functions: BTreeMap<(String, String), Function>,
}

#[derive(Default)]
struct Function {
    refusals: BTreeSet<String>,
    calls: BTreeSet<String>,
}

impl Source {
    fn of(house: &House) -> Source {
        let mut functions: BTreeMap<(String, String), Function> = BTreeMap::new();
        let is_of_core = |path: &str| path.starts_with(CORE) && path.ends_with(".rs") && !path.ends_with("/refusal.rs");
        for page in house.pages.iter().filter(|page| is_of_core(&page.path)) {
            let shipped = page.text.split("#[cfg(test)]").next().unwrap_or_default();
            for (name, body) in bodies(shipped) {
                let function = functions.entry((page.path.clone(), name)).or_default();
                function.refusals.extend(after(body, "Refusal::"));
                function.calls.extend(calls(body));
            }
        }
        Source { functions }
    }

    /// Collects the refusals of a function and of all that it calls.
    fn follow(&self, path: &str, name: &str, seen: &mut BTreeSet<(String, String)>, named: &mut BTreeSet<String>) {
        let key = (path.to_string(), name.to_string());
        let Some(function) = self.functions.get(&key) else { return };
        if !seen.insert(key) {
            return;
        }
        named.extend(function.refusals.iter().cloned());
        let is_rule = |call: &str| call == "shape" || call == "judge";
        for call in function.calls.iter().filter(|call| !SETTLED.contains(&call.as_str()) && !is_rule(call)) {
            let here = (path.to_string(), call.clone());
            let homes: Vec<&String> = match self.functions.contains_key(&here) {
                true => vec![&here.0],
                false => self.functions.keys().filter(|(_, name)| name == call).map(|(home, _)| home).collect(),
            };
            homes.into_iter().for_each(|home| self.follow(home, call, seen, named));
        }
    }
}

/// Name and body of every function in a text, those inside others with them.
fn bodies(text: &str) -> Vec<(String, &str)> {
    let mut found = vec![];
    for (at, _) in text.match_indices("fn ") {
        let rest = &text[at + 3..];
        let name: String = rest.chars().take_while(|letter| is_letter(*letter)).collect();
        let end_of_head = rest.find(['{', ';']);
        if let Some(open) = end_of_head.filter(|open| rest[*open..].starts_with('{') && !name.is_empty()) {
            found.push((name, block(&rest[open..])));
        }
    }
    found
}

/// What stands between this brace and the one that closes it.
fn block(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return &text[..at],
            '}' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// The names that stand behind this prefix.
fn after(body: &str, prefix: &str) -> Vec<String> {
    body.match_indices(prefix).map(|(at, _)| body[at + prefix.len()..].chars().take_while(|letter| is_letter(*letter)).collect()).collect()
}

/// The names that are called: before a bracket, with or without types between.
fn calls(body: &str) -> Vec<String> {
    let mut found = vec![];
    for (at, _) in body.match_indices('(') {
        let mut before = &body[..at];
        if before.ends_with('>')
            && let Some(open) = before.rfind("::<")
        {
            before = &before[..open];
        }
        let name: String = before.chars().rev().take_while(|letter| is_letter(*letter)).collect();
        let name: String = name.chars().rev().collect();
        if name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            found.push(name);
        }
    }
    found
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_followed_through_calls() {
        let put = "impl Matter for Put {\n fn judge(&self) {\n  window.cite::<Text>(&self.text)?;\n  if x { open(w)? }\n }\n}\n\
                   fn open(w: &W) -> R { Err(Refusal::NotOpen) }\nfn never() { Refusal::NotYours }\n";
        let window = "fn cite<T>(&self) -> R { self.charter()?; Err(Refusal::WrongKind) }\nfn charter() { Refusal::NotInPast }\n\
                      #[cfg(test)]\nmod tests { fn cite() { Refusal::NotNext } }\n";
        let house = House::planted(&[
            ("crates/alternat/src/kind/mod.rs", "    100 \"put\" Put put Node Preside;\n"),
            ("crates/alternat/src/kind/put.rs", put),
            ("crates/alternat/src/window.rs", window),
            ("crates/alternat/src/refusal.rs", "13 WrongKind \"wrong-kind\"\n19 NotOpen \"not-open\"\n"),
        ]);
        let rows = rows(&house).unwrap();
        let own: Vec<&String> = rows[0].codes.iter().filter(|code| !BEFORE.contains(&code.as_str())).collect();
        assert_eq!(own, ["not-in-force", "not-open", "wrong-kind"]);
    }
}
