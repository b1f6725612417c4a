//! What the repository must look like: each rule gives its findings as `file:line: what`.

use std::process::Command;

/// Lines of a source file, at most; more hold a second idea.
const SOURCE_LINES_MAX: usize = 1000;

/// Runs all rules over the tracked files.
pub fn run() -> Result<(), String> {
    let listed = Command::new("git").args(["ls-files"]).output().map_err(|error| format!("git ls-files could not be started: {error}"))?;
    let mut findings = vec![];
    for path in String::from_utf8_lossy(&listed.stdout).lines() {
        if let Ok(text) = std::fs::read_to_string(path) {
            findings.extend(file(path, &text));
        }
    }
    for (pure, allowed) in ARROWS {
        if let Ok(manifest) = std::fs::read_to_string(format!("crates/{pure}/Cargo.toml")) {
            findings.extend(arrows(pure, allowed, &manifest));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// What each crate of ours may import of ours. A crate that is still to come is passed over.
const ARROWS: &[(&str, &[&str])] = &[
    ("alternat", &[]),
    ("alternat-sync", &["alternat"]),
    ("alternat-view", &["alternat"]),
    ("alternat-store", &["alternat"]),
    ("alternat-node", &["alternat", "alternat-sync", "alternat-store"]),
];

fn file(path: &str, text: &str) -> Vec<String> {
    let mut findings = vec![];
    let is_source = path.ends_with(".rs");
    if is_source && text.lines().count() > SOURCE_LINES_MAX {
        findings.push(format!("{path}:{SOURCE_LINES_MAX}: more than {SOURCE_LINES_MAX} lines"));
    }
    let loose = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("#[ign", "ore"),
        concat!("thread::sl", "eep("),
    ];
    for (number, line) in text.lines().enumerate() {
        if is_source && let Some(needle) = loose.iter().find(|needle| line.contains(**needle)) {
            findings.push(format!("{path}:{}: {needle}", number + 1));
        }
        if let Some(control) = line.chars().find(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
            findings.push(format!("{path}:{}: the direction control U+{:04X}", number + 1, u32::from(control)));
        }
    }
    findings
}

fn arrows(pure: &str, allowed: &[&str], manifest: &str) -> Vec<String> {
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or("").split("\n[").next().unwrap_or("");
    let names = dependencies.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    let ours = names.filter(|name| name.starts_with("alternat"));
    ours.filter(|name| !allowed.contains(name)).map(|name| format!("crates/{pure}/Cargo.toml:1: {pure} may not import {name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_catches_its_offence() {
        assert_eq!(file("a.rs", "fn a() {}\n"), Vec::<String>::new());
        assert_eq!(file("a.rs", concat!("fn a() { to", "do!() }")).len(), 1);
        assert_eq!(file("a.rs", &"\n".repeat(SOURCE_LINES_MAX + 1)).len(), 1);
        assert_eq!(file("a.md", "a\u{202E}b").len(), 1);
        assert_eq!(arrows("alternat", &[], "[dependencies]\nalternat-store.workspace = true\n").len(), 1);
        assert_eq!(arrows("alternat-sync", &["alternat"], "[dependencies]\nalternat.workspace = true\n"), Vec::<String>::new());
    }
}
