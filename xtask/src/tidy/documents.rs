//! What documents name.

use super::Finding;
use crate::command::Error;
use crate::house::House;

/// Folders and files at the root: a name in backticks that begins with one of these is a path of this repository, even while the
/// folder is not there.
const AT_ROOT: &[&str] = &["crates", "xtask", "spec", "docs", "vectors", "stories", "locales", "demo", "security", ".ci", ".cargo"];

/// Endings of files of ours. A bare `name.json` or `name.altr` in backticks may well be the reader's own file.
const ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".py", ".tsv", ".cddl", ".ftl"];

/// Paths in links and in backticks of Markdown documents that lead nowhere.
///
/// Fenced blocks are passed over: commands and what they print name other people's files. So is a name with a placeholder in
/// it (`NNNN`, `<tag>`, `*`).
pub fn dead_paths(house: &House) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for page in house.pages.iter().filter(|page| page.path.ends_with(".md")) {
        let mut is_fenced = false;
        for (index, line) in page.text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                is_fenced = !is_fenced;
            } else if !is_fenced {
                let links = links(line).filter(|link| !leads_somewhere(house, &page.path, link));
                let names = names(line).filter(|name| is_path(name) && !is_known(house, &page.path, name));
                findings.extend(links.chain(names).map(|path| Finding::new(&page.path, index + 1, format!("{path} does not exist"))));
            }
        }
    }
    Ok(findings)
}

/// The targets of `[text](target)` and `[name]: target` that are not on the web.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let inline = line.match_indices("](").filter_map(|(at, _)| line[at + 2..].split([')', ' ']).next());
    let named = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target.trim());
    inline.chain(named).filter(|target| !target.contains(':') && !target.starts_with('#') && !target.is_empty())
}

fn leads_somewhere(house: &House, document: &str, link: &str) -> bool {
    let target = link.split('#').next().unwrap_or_default();
    match target.strip_prefix('/') {
        Some(from_root) => house.holds(from_root),
        None => resolve(document, target).is_some_and(|path| house.holds(&path)),
    }
}

/// What stands between single backticks.
fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn is_path(name: &str) -> bool {
    let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/:".contains(letter));
    let has_placeholder = name.contains("NNNN") || name.contains("...");
    let path = without_line(name);
    let first = path.split('/').next().unwrap_or_default();
    let is_at_root = path.contains('/') && AT_ROOT.contains(&first);
    let has_ending = ENDINGS.iter().any(|ending| path.len() > ending.len() && path.ends_with(ending));
    is_plain && !has_placeholder && !path.starts_with('/') && !path.contains(':') && (is_at_root || has_ending)
}

/// A path counts from the root, from the document, or by its last parts anywhere in the repository.
fn is_known(house: &House, document: &str, name: &str) -> bool {
    let path = without_line(name);
    let tail = format!("/{path}");
    house.holds(path)
        || resolve(document, path).is_some_and(|path| house.holds(&path))
        || house.paths.iter().any(|file| file.ends_with(&tail))
}

/// `src/lib.rs:12` without its `:12`.
fn without_line(name: &str) -> &str {
    match name.rsplit_once(':') {
        Some((path, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => name,
    }
}

/// A path relative to a document as a path relative to the root; `None` if it climbs out of the repository.
fn resolve(document: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests;

    fn check(line: &str, dead: &[&str]) {
        let says: Vec<String> = dead.iter().map(|path| format!("docs/page.md:2: {path} does not exist")).collect();
        let files = [("docs/page.md", format!("\n{line}\n")), ("docs/style.md", String::new()), ("crates/a/src/lib.rs", String::new())];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        tests::check(dead_paths, &files, &says.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        check("[style](style.md) [it](../crates/a/src/lib.rs#L1) [root](/docs) [up](..) [web](https://example.org/x.md) [here](#top)", &[]);
        check("[style](docs/style.md)", &["docs/style.md"]);
        check("[gone](gone.md#part) and [out](../../out.md)", &["gone.md#part", "../../out.md"]);
        check("[gone]: gone.md", &["gone.md"]);
    }

    #[test]
    fn a_path_in_backticks_that_does_not_exist_is_found() {
        check("`docs/style.md`, `style.md`, `docs/`, `lib.rs`, `a/src/lib.rs`, `crates/a/src/lib.rs:7`", &[]);
        check("`docs/gone.md`, `spec/act`, `gone.rs`, `rs/lib.rs`", &["docs/gone.md", "spec/act", "gone.rs", "rs/lib.rs"]);
        check("`crates/a/gone.rs:7`, `docs/style`", &["crates/a/gone.rs:7", "docs/style"]);
    }

    #[test]
    fn what_is_no_path_of_ours_is_passed_over() {
        check(
            "`text/html`, `objection/last-day`, `docs/decisions/NNNN-why.md`, `locales/<tag>/x.ftl`, `a.json`, `cargo xtask test`, `std::fmt`",
            &[],
        );
        check("```\n`docs/gone.md`\n```", &[]);
    }
}
