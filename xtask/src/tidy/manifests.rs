//! What every manifest of ours must say.

use serde_json::Value;

use super::{Finding, arrows};
use crate::command::Error;
use crate::house::House;

/// Crates of ours that name no licence, or that the lints of the workspace (and so `unsafe_code = "forbid"`) do not reach.
pub fn incomplete(house: &House) -> Result<Vec<Finding>, Error> {
    Ok(incomplete_in(house, house.ours()?))
}

fn incomplete_in(house: &House, ours: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let table = |path: &str| house.text(path).and_then(|text| text.parse::<toml::Table>().ok());
    let forbids = table("Cargo.toml").and_then(|root| at(&root, &["workspace", "lints", "rust", "unsafe_code"]).cloned());
    if !forbids.is_some_and(|level| level.as_str() == Some("forbid") || level.get("level").and_then(toml::Value::as_str) == Some("forbid"))
    {
        findings.push(Finding::new("Cargo.toml", 1, "the lints of the workspace do not forbid unsafe_code"));
    }
    for package in ours["packages"].as_array().into_iter().flatten() {
        let path = arrows::manifest_of(ours, package);
        if package["license"].as_str().is_none_or(str::is_empty) {
            findings.push(Finding::new(&path, 1, "names no licence"));
        }
        if table(&path).and_then(|manifest| at(&manifest, &["lints", "workspace"])?.as_bool()) != Some(true) {
            findings.push(Finding::new(&path, 1, "does not take the lints of the workspace"));
        }
    }
    findings
}

fn at<'a>(table: &'a toml::Table, keys: &[&str]) -> Option<&'a toml::Value> {
    let (first, rest) = keys.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(*key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_manifest_without_licence_or_lints_is_found() {
        let root = "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n";
        let check = |root: &str, manifest: &str, license: Value| {
            let package = json!({ "name": "a", "manifest_path": "/there/crates/a/Cargo.toml", "license": license });
            let ours = json!({ "workspace_root": "/there", "packages": [package] });
            let house = House::planted(&[("Cargo.toml", root), ("crates/a/Cargo.toml", manifest)]);
            incomplete_in(&house, &ours).iter().map(Finding::to_string).collect::<Vec<_>>().join("; ")
        };
        let lints = "[lints]\nworkspace = true\n";
        assert_eq!(check(root, lints, json!("MIT")), "");
        assert_eq!(check(root, lints, Value::Null), "crates/a/Cargo.toml:1: names no licence");
        assert_eq!(check(root, "[lints]\n", json!("MIT")), "crates/a/Cargo.toml:1: does not take the lints of the workspace");
        let denied = root.replace("forbid", "deny");
        assert_eq!(check(&denied, lints, json!("MIT")), "Cargo.toml:1: the lints of the workspace do not forbid unsafe_code");
        assert_eq!(check("", lints, json!("MIT")), "Cargo.toml:1: the lints of the workspace do not forbid unsafe_code");
    }
}
