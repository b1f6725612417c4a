//! What source code may not contain.

use super::Finding;
use crate::command::Error;
use crate::house::{House, Page};

/// Lines of a Rust file, the most there may be. At this many, ask what the second idea is.
const LINES_MAX: usize = 1000;

/// Calls that stand in for work. Joined here from two halves, so that this file does not name them.
const STAND_INS: &[&str] = &[concat!("to", "do!("), concat!("unimpl", "emented!(")];

/// Notes to come back to.
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Work left for later: a stand-in, or a note to come back.
pub fn unfinished(house: &House) -> Result<Vec<Finding>, Error> {
    Ok(lines(house)
        .filter_map(|(page, line, text)| {
            let left = STAND_INS.iter().find(|call| text.contains(**call)).or_else(|| NOTES.iter().find(|note| has_word(text, note)))?;
            Some(Finding::new(&page.path, line, format!("{left} is work left for later")))
        })
        .collect())
}

/// Tests and examples that never run.
pub fn passed_over(house: &House) -> Result<Vec<Finding>, Error> {
    const MARK: &str = concat!("ign", "ore");
    let mark = format!("#[{MARK}");
    Ok(lines(house)
        .filter(|(_, _, text)| {
            let text = text.trim_start().trim_start_matches(['/', '!', ' ']);
            text.contains(&mark)
                || (text.starts_with("#[cfg_attr") && has_word(text, MARK))
                || (text.starts_with("```") && has_word(text, MARK))
        })
        .map(|(page, line, _)| Finding::new(&page.path, line, "a test or example that never runs"))
        .collect())
}

/// Tests that wait for a clock.
pub fn sleeping(house: &House) -> Result<Vec<Finding>, Error> {
    const CALL: &str = concat!("sle", "ep(");
    Ok(lines(house)
        .filter(|(page, line, text)| {
            let at = text.find(CALL);
            at.is_some_and(|at| !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')) && is_test(page, *line)
        })
        .map(|(page, line, _)| Finding::new(&page.path, line, "a test sleeps: give it the time as an argument"))
        .collect())
}

/// Rust files of more than a thousand lines.
pub fn too_long(house: &House) -> Result<Vec<Finding>, Error> {
    let files = house.pages.iter().filter(|page| page.path.ends_with(".rs"));
    let counted = files.map(|page| (page, page.text.lines().count())).filter(|(_, count)| *count > LINES_MAX);
    Ok(counted.map(|(page, count)| Finding::new(&page.path, LINES_MAX + 1, format!("{count} lines: what is the second idea?"))).collect())
}

/// Every line of what lies in our crates, with its number from 1.
fn lines(house: &House) -> impl Iterator<Item = (&Page, usize, &str)> {
    let ours = house.pages.iter().filter(|page| page.path.starts_with("crates/") || page.path.starts_with("xtask/"));
    ours.flat_map(|page| page.text.lines().enumerate().map(move |(index, text)| (page, index + 1, text)))
}

/// Whether a line belongs to a test: by its file, or because a module of tests begins above it.
fn is_test(page: &Page, line: usize) -> bool {
    let by_file = page.path.contains("/tests/")
        || page.path.contains("/benches/")
        || page.path.ends_with("/tests.rs")
        || page.path.starts_with("crates/alternat-testkit/");
    let above: Vec<&str> = page.text.lines().take(line).map(str::trim).collect();
    let begins = |pair: &[&str]| pair[0].starts_with("#[cfg(test)]") && pair[1].contains("mod ") && pair[1].ends_with('{');
    by_file || above.windows(2).any(begins)
}

/// Whether this word stands in the text, not as a part of another.
pub fn has_word(text: &str, word: &str) -> bool {
    let is_part = |other: char| other.is_alphanumeric() || other == '_';
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::check;

    #[test]
    fn work_left_for_later_is_found() {
        let says = |what: &str| format!("crates/a/src/lib.rs:2: {what} is work left for later");
        for stand_in in STAND_INS {
            check(unfinished, &[("crates/a/src/lib.rs", &format!("\n    {stand_in})\n"))], &[&says(stand_in)]);
        }
        for note in NOTES {
            check(unfinished, &[("crates/a/src/lib.rs", &format!("\n// {note}: later\n"))], &[&says(note)]);
            check(unfinished, &[("crates/a/src/lib.rs", &format!("\nconst A{note}: u8 = 1;\n"))], &[]);
            check(unfinished, &[("elsewhere/notes.txt", note)], &[]);
        }
    }

    #[test]
    fn a_test_that_never_runs_is_found() {
        let says = ["xtask/src/a.rs:1: a test or example that never runs"];
        let mark = concat!("ign", "ore");
        for text in
            [format!("#[{mark}]"), format!("    #[{mark} = \"slow\"]"), format!("#[cfg_attr(windows, {mark})]"), format!("/// ```{mark}")]
        {
            check(passed_over, &[("xtask/src/a.rs", &text)], &says);
        }
        check(passed_over, &[("xtask/src/a.rs", &format!("// we {mark} it\n/// ```text\n"))], &[]);
    }

    #[test]
    fn a_test_that_sleeps_is_found() {
        let call = concat!("std::thread::sle", "ep(a_second);");
        let in_module = format!("fn wait() {{}}\n#[cfg(test)]\nmod tests {{\n    fn t() {{ {call} }}\n}}\n");
        check(sleeping, &[("crates/a/src/lib.rs", &in_module)], &["crates/a/src/lib.rs:4: a test sleeps: give it the time as an argument"]);
        check(sleeping, &[("crates/a/tests/b.rs", call)], &["crates/a/tests/b.rs:1: a test sleeps: give it the time as an argument"]);
        check(sleeping, &[("crates/a/src/lib.rs", &format!("#[cfg(test)]\nconst A: u8 = 1;\nfn wait() {{ {call} }}\n"))], &[]);
        check(sleeping, &[("crates/a/tests/b.rs", &call.replace("::sle", "_sle"))], &[]);
    }

    #[test]
    fn a_file_of_a_thousand_lines_is_the_longest() {
        check(too_long, &[("crates/a/src/lib.rs", &"\n".repeat(1000)), ("spec/long.md", &"\n".repeat(2000))], &[]);
        check(
            too_long,
            &[("crates/a/src/lib.rs", &"\n".repeat(1001))],
            &["crates/a/src/lib.rs:1001: 1001 lines: what is the second idea?"],
        );
    }
}
