//! What we build on: under which licences, from where, and which crates not at all.

use serde_json::Value;

use super::Finding;
use crate::command::Error;
use crate::house::House;

/// Licences under which we may pass a crate on beside our own.
const ALLOWED: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "MIT",
    "MIT-0",
    "0BSD",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Crates that are never built in, and why.
const BANNED: &[(&str, &str)] = &[
    ("openssl", "rustls and its one provider do TLS"),
    ("openssl-sys", "rustls and its one provider do TLS"),
    ("native-tls", "rustls and its one provider do TLS"),
    ("ring", "a second provider of cryptography beside aws-lc-rs"),
    ("reqwest", "a node speaks to its peers and to nobody else"),
];

/// Crates of which older versions have a known hole, and the first sound version.
const SOUND_FROM: &[(&str, [u64; 3])] = &[("quinn-proto", [0, 11, 15])];

/// Dependencies, on any platform, whose licence is not on the list or that come from elsewhere than crates.io.
pub fn unwelcome(house: &House) -> Result<Vec<Finding>, Error> {
    Ok(unwelcome_in(house, house.all()?))
}

fn unwelcome_in(house: &House, all: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let members: Vec<&str> = all["workspace_members"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for package in all["packages"].as_array().into_iter().flatten() {
        let (name, version) = (package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default());
        let mut find = |what: String| findings.push(Finding::new("Cargo.lock", line_of(house, name), what));
        if package["source"] != CRATES_IO && !package["id"].as_str().is_some_and(|id| members.contains(&id)) {
            find(format!("{name} {version} comes from {}, not from crates.io", package["source"].as_str().unwrap_or("a folder")));
        }
        match package["license"].as_str() {
            None => find(format!("{name} {version} names no licence")),
            Some(licence) if !is_allowed(licence) => find(format!("{name} {version} is under {licence}, which is not on the list")),
            Some(_) => {}
        }
    }
    findings
}

/// Banned or outdated crates among those that are built here.
pub fn banned(house: &House) -> Result<Vec<Finding>, Error> {
    Ok(banned_in(house, &house.built_for(None)?))
}

fn banned_in(house: &House, built: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, version) in built {
        if let Some((_, why)) = BANNED.iter().find(|(banned, _)| banned == name) {
            findings.push(Finding::new("Cargo.lock", line_of(house, name), format!("{name} is banned: {why}")));
        }
        let numbers: Vec<u64> = version.split(['.', '-', '+']).take(3).filter_map(|number| number.parse().ok()).collect();
        if let Some((_, sound)) = SOUND_FROM.iter().find(|(known, sound)| known == name && numbers < sound.to_vec()) {
            let sound = sound.map(|number| number.to_string()).join(".");
            findings.push(Finding::new("Cargo.lock", line_of(house, name), format!("{name} {version} is older than {sound}")));
        }
    }
    findings
}

/// Where the lock file speaks of this crate first.
fn line_of(house: &House, name: &str) -> usize {
    let wanted = format!("name = \"{name}\"");
    house.text("Cargo.lock").and_then(|text| text.lines().position(|line| line == wanted)).map_or(1, |index| index + 1)
}

/// Whether an SPDX expression can be met by licences on the list.
///
/// `AND` binds tighter than `OR`; an old `/` is an `OR`. What cannot be read is not allowed.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any_of(&words, &mut at).is_some_and(|allowed| allowed && at == words.len())
}

fn any_of(words: &[&str], at: &mut usize) -> Option<bool> {
    let mut allowed = all_of(words, at)?;
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= all_of(words, at)?;
    }
    Some(allowed)
}

fn all_of(words: &[&str], at: &mut usize) -> Option<bool> {
    let mut allowed = one(words, at)?;
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at)?;
    }
    Some(allowed)
}

fn one(words: &[&str], at: &mut usize) -> Option<bool> {
    let word = *words.get(*at)?;
    *at += 1;
    if word == "(" {
        let allowed = any_of(words, at)?;
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return closed.then_some(allowed);
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1)?;
        *at += 2;
        return Some(ALLOWED.contains(&format!("{word} WITH {exception}").as_str()));
    }
    Some(ALLOWED.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_expression_is_allowed_if_the_list_can_meet_it() {
        let rows = [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only/MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("MIT OR Apache-2.0 AND GPL-3.0-only", true),
            ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT WITH LLVM-exception", false),
            ("(MIT", false),
            ("MIT Apache-2.0", false),
            ("", false),
        ];
        for (expression, allowed) in rows {
            assert_eq!(is_allowed(expression), allowed, "{expression}");
        }
    }

    #[test]
    fn an_unwelcome_dependency_is_found() {
        let lock = House::planted(&[("Cargo.lock", "[[package]]\nname = \"other\"\n")]);
        let check = |source: Value, license: Value| {
            let other = json!({ "id": "2", "name": "other", "version": "1.0.0", "source": source, "license": license });
            let ours = json!({ "id": "1", "name": "alternat", "version": "0.1.0", "source": null, "license": "MIT" });
            let found = unwelcome_in(&lock, &json!({ "workspace_members": ["1"], "packages": [ours, other] }));
            found.iter().map(Finding::to_string).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(check(json!(CRATES_IO), json!("MIT")), "");
        assert_eq!(check(json!(CRATES_IO), Value::Null), "Cargo.lock:2: other 1.0.0 names no licence");
        assert_eq!(check(json!(CRATES_IO), json!("AGPL-3.0")), "Cargo.lock:2: other 1.0.0 is under AGPL-3.0, which is not on the list");
        assert_eq!(check(Value::Null, json!("MIT")), "Cargo.lock:2: other 1.0.0 comes from a folder, not from crates.io");
        assert!(check(json!("git+https://example.org/other"), json!("MIT")).contains("comes from git+https://example.org/other"));
    }

    #[test]
    fn a_banned_or_outdated_crate_is_found() {
        let check = |name: &str, version: &str| {
            let found = banned_in(&House::planted(&[]), &[(name.to_string(), version.to_string())]);
            found.iter().map(Finding::to_string).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(check("quinn-proto", "0.11.15"), "");
        assert_eq!(check("quinn-proto", "0.12.0"), "");
        assert_eq!(check("quinn-proto", "0.11.14"), "Cargo.lock:1: quinn-proto 0.11.14 is older than 0.11.15");
        assert!(check("ring", "0.17.14").starts_with("Cargo.lock:1: ring is banned"));
    }
}
