//! Characters that a reader does not see and that turn the order of what he does see.

use super::Finding;
use crate::command::Error;
use crate::house::House;

/// Controls of direction. A text that needs one says it as an escape (`\u{202E}`), which everybody sees.
const CONTROLS: &[char] = &[
    '\u{061C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// Bidirectional control characters in any text of the repository.
pub fn controls(house: &House) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for page in &house.pages {
        for (index, line) in page.text.lines().enumerate() {
            if let Some(control) = line.chars().find(|letter| CONTROLS.contains(letter)) {
                findings.push(Finding::new(&page.path, index + 1, format!("holds U+{:04X}: write it as an escape", u32::from(control))));
            }
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::check;

    #[test]
    fn every_control_of_direction_is_found() {
        for control in CONTROLS {
            let says = format!("a.ftl:2: holds U+{:04X}: write it as an escape", u32::from(*control));
            check(controls, &[("a.ftl", &format!("\na = b{control}c\n"))], &[&says]);
        }
        check(controls, &[("a.ftl", "a = \\u202E می\u{200C}شود\n")], &[]);
    }
}
