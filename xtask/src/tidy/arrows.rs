//! The arrows between our crates, and what the pure ones may lean on.

use serde_json::Value;

use super::Finding;
use crate::command::Error;
use crate::house::House;

/// Which crates of ours each may import, ARCHITECTURE.md's table. `alternat-cli` may import all but the two for tests.
///
/// A new arrow is a change here, in that table and in docs/decisions.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("alternat", &[]),
    ("alternat-sync", &["alternat"]),
    ("alternat-view", &["alternat"]),
    ("alternat-export", &["alternat-view"]),
    ("alternat-pdf", &["alternat-view"]),
    ("alternat-store", &["alternat"]),
    ("alternat-node", &["alternat", "alternat-sync", "alternat-store"]),
    ("alternat-web", &["alternat", "alternat-node", "alternat-view", "alternat-export"]),
    (
        "alternat-cli",
        &[
            "alternat",
            "alternat-sync",
            "alternat-view",
            "alternat-export",
            "alternat-pdf",
            "alternat-store",
            "alternat-node",
            "alternat-web",
        ],
    ),
    (
        TESTKIT,
        &[
            "alternat",
            "alternat-sync",
            "alternat-view",
            "alternat-export",
            "alternat-pdf",
            "alternat-store",
            "alternat-node",
            "alternat-web",
        ],
    ),
    ("xtask", &["alternat", TESTKIT]),
];

/// Tables, worlds and stories: any crate may import it for its tests, and only for them.
const TESTKIT: &str = "alternat-testkit";

/// Which crates of other people each pure crate may import. Tests may import what they like.
const PURE: &[(&str, &[&str])] = &[
    (
        "alternat",
        &[
            "minicbor",
            "sha2",
            "ed25519-dalek",
            "ml-dsa",
            "unicode-normalization",
            "unicode-security",
            "base64",
            "serde",
            "serde_json",
            "schemars",
            "thiserror",
        ],
    ),
    ("alternat-sync", &["minicbor", "thiserror"]),
    (
        "alternat-view",
        &[
            "serde",
            "serde_json",
            "schemars",
            "thiserror",
            "fluent-bundle",
            "frostem",
            "unic-langid",
            "unicode-normalization",
            "icu_calendar",
            "icu_collator",
            "icu_decimal",
            "icu_locale",
            "icu_provider",
            "intl-memoizer",
        ],
    ),
    ("alternat-export", &["serde", "serde_json", "thiserror", "maud", "icalendar", "zip", "quick-xml"]),
];

/// What no pure crate may reach even through others: chance, run-times, sockets, stores.
const WORLD: &[&str] = &[
    "getrandom",
    "rand",
    "tokio",
    "async-std",
    "smol",
    "mio",
    "socket2",
    "quinn",
    "quinn-proto",
    "rusqlite",
    "libsqlite3-sys",
    "hyper",
    "ureq",
];

/// What the clippy.toml of a pure crate must disallow.
const GUARDS: &[(&str, &[&str])] = &[
    ("disallowed-types", &["std::collections::HashMap", "std::collections::HashSet", "std::time::SystemTime", "std::time::Instant"]),
    ("disallowed-methods", &["std::thread::sleep", "std::env::var"]),
];

/// Imports that the tables above do not allow.
pub fn forbidden(house: &House) -> Result<Vec<Finding>, Error> {
    Ok(forbidden_in(house.ours()?))
}

fn forbidden_in(ours: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in ours["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let manifest = manifest_of(ours, package);
        let Some((_, may_import)) = MAY_IMPORT.iter().find(|(known, _)| *known == name) else {
            findings.push(Finding::new(&manifest, 1, format!("{name} has no row in the table of arrows")));
            continue;
        };
        let pure = PURE.iter().find(|(pure, _)| *pure == name).map(|(_, allowed)| *allowed);
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["name"].as_str().unwrap_or_default();
            let is_for_tests = dependency["kind"] == "dev";
            let is_ours = dependency["path"].is_string();
            if is_ours && !(may_import.contains(&on) || is_for_tests && on == TESTKIT) {
                findings.push(Finding::new(&manifest, 1, format!("{name} may not import {on}")));
            }
            if !is_ours && !is_for_tests && pure.is_some_and(|allowed| !allowed.contains(&on)) {
                findings.push(Finding::new(&manifest, 1, format!("{name} is pure, and {on} is not on its list")));
            }
        }
    }
    findings
}

/// Pure crates that reach the world through other people's crates.
pub fn impure(house: &House) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for (name, manifest) in pure_crates(house.ours()?) {
        findings.extend(impure_in(&name, &manifest, &house.built_for(Some(&name))?));
    }
    Ok(findings)
}

fn impure_in(name: &str, manifest: &str, built: &[(String, String)]) -> Vec<Finding> {
    let reached = built.iter().filter(|(on, _)| WORLD.contains(&on.as_str()));
    reached.map(|(on, version)| Finding::new(manifest, 1, format!("{name} is pure, and reaches {on} {version}"))).collect()
}

/// Pure crates whose clippy.toml is missing or forbids too little.
pub fn unguarded(house: &House) -> Result<Vec<Finding>, Error> {
    let pure = pure_crates(house.ours()?);
    Ok(pure.iter().flat_map(|(_, manifest)| unguarded_in(house, &manifest.replace("Cargo.toml", "clippy.toml"))).collect())
}

fn unguarded_in(house: &House, path: &str) -> Vec<Finding> {
    let Some(text) = house.text(path) else {
        return vec![Finding::new(path, 1, "is missing: a pure crate forbids clock, sleep, environment and hash maps there")];
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return vec![Finding::new(path, 1, format!("is not TOML: {error}"))],
    };
    let mut findings = Vec::new();
    for (key, wanted) in GUARDS {
        let entries: Vec<&toml::Value> = table.get(*key).and_then(toml::Value::as_array).into_iter().flatten().collect();
        // An entry is a path, or a table with a path and a reason.
        let said: Vec<&str> = entries.iter().filter_map(|entry| entry.as_str().or_else(|| entry.get("path")?.as_str())).collect();
        for missing in wanted.iter().filter(|wanted| !said.contains(wanted)) {
            findings.push(Finding::new(path, 1, format!("{key} does not name {missing}")));
        }
    }
    findings
}

/// Name and manifest of the pure crates that are there.
fn pure_crates(ours: &Value) -> Vec<(String, String)> {
    let packages = ours["packages"].as_array().into_iter().flatten();
    let named = packages.map(|package| (package["name"].as_str().unwrap_or_default().to_string(), manifest_of(ours, package)));
    named.filter(|(name, _)| PURE.iter().any(|(pure, _)| pure == name)).collect()
}

/// Where the manifest of one of our crates lies, relative to the root.
pub fn manifest_of(ours: &Value, package: &Value) -> String {
    let path = package["manifest_path"].as_str().unwrap_or_default();
    let root = ours["workspace_root"].as_str().unwrap_or_default();
    path.strip_prefix(root).unwrap_or(path).trim_start_matches(['/', '\\']).replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(name: &str, dependencies: Value, expected: &[&str]) {
        let package = json!({ "name": name, "manifest_path": format!("/there/crates/{name}/Cargo.toml"), "dependencies": dependencies });
        let found = forbidden_in(&json!({ "workspace_root": "/there", "packages": [package] }));
        assert_eq!(found.iter().map(Finding::to_string).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_found() {
        let (sync, testkit) = (json!({ "name": "alternat-sync", "path": "/there" }), json!({ "name": TESTKIT, "path": "/there" }));
        let testkit_for_tests = json!({ "name": TESTKIT, "path": "/there", "kind": "dev" });
        let sync_for_tests = json!({ "name": "alternat-sync", "path": "/there", "kind": "dev" });
        let sync_to_build = json!({ "name": "alternat-sync", "path": "/there", "kind": "build" });
        let no = "crates/alternat-view/Cargo.toml:1: alternat-view may not import alternat-sync";
        check("alternat-node", json!([sync]), &[]);
        check("alternat-view", json!([sync]), &[no]);
        check("alternat-view", json!([sync_for_tests]), &[no]);
        check("alternat-view", json!([sync_to_build]), &[no]);
        check("alternat-view", json!([testkit_for_tests]), &[]);
        check("alternat-cli", json!([testkit]), &["crates/alternat-cli/Cargo.toml:1: alternat-cli may not import alternat-testkit"]);
        check("alternat-new", json!([]), &["crates/alternat-new/Cargo.toml:1: alternat-new has no row in the table of arrows"]);
    }

    #[test]
    fn a_pure_crate_imports_only_what_is_on_its_list() {
        let (tokio, minicbor) = (json!({ "name": "tokio" }), json!({ "name": "minicbor" }));
        let for_tests = json!({ "name": "tokio", "kind": "dev" });
        let no = "crates/alternat-sync/Cargo.toml:1: alternat-sync is pure, and tokio is not on its list";
        check("alternat-sync", json!([minicbor, for_tests]), &[]);
        check("alternat-sync", json!([tokio]), &[no]);
        check("alternat-node", json!([tokio]), &[]);
    }

    #[test]
    fn a_pure_crate_does_not_reach_the_world_through_another() {
        let built = [("mio".to_string(), "1.2.5".to_string()), ("sha2".to_string(), "0.11.1".to_string())];
        let found = impure_in("alternat", "crates/alternat/Cargo.toml", &built);
        assert_eq!(found, [Finding::new("crates/alternat/Cargo.toml", 1, "alternat is pure, and reaches mio 1.2.5")]);
    }

    #[test]
    fn a_pure_crate_without_its_guards_is_found() {
        let full = "disallowed-types = [{ path = \"std::collections::HashMap\", reason = \"order\" }, \"std::collections::HashSet\", \
                    \"std::time::SystemTime\", \"std::time::Instant\"]\ndisallowed-methods = [\"std::thread::sleep\", \"std::env::var\"]\n";
        let found = |text: &str| unguarded_in(&House::planted(&[("c/clippy.toml", text)]), "c/clippy.toml");
        assert_eq!(found(full), []);
        assert_eq!(found(&format!("# {}", full.replace('\n', " "))).len(), 6);
        assert_eq!(
            found(&full.replace("\"std::time::Instant\"", "")),
            [Finding::new("c/clippy.toml", 1, "disallowed-types does not name std::time::Instant")]
        );
        assert_eq!(unguarded_in(&House::planted(&[]), "c/clippy.toml").len(), 1);
        assert!(found("= [").iter().all(|finding| finding.what.starts_with("is not TOML")));
    }
}
