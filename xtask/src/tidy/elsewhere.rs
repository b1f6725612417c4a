//! What belongs elsewhere than in the repository.

use super::Finding;
use crate::command::Error;
use crate::house::House;

/// Folders of one machine. Joined from two halves, here and below, so that this file does not name them.
const FOLDERS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Words, in small letters, that tell how a text came to be instead of what is so.
const TALES: &[&str] = &[
    concat!("chat", "gpt"),
    concat!("open", "ai"),
    concat!("anth", "ropic"),
    concat!("claude", " code"),
    concat!("co", "pilot"),
    concat!("language", " model"),
    concat!("ai", "-generated"),
    concat!("generated", " by ai"),
    concat!("co-auth", "ored-by"),
];

/// Lines that name a folder of one machine, or tell how they were written.
pub fn strays(house: &House) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for page in &house.pages {
        for (index, line) in page.text.lines().enumerate() {
            let small = line.to_lowercase();
            let folder = FOLDERS.iter().find(|folder| names_folder(line, folder));
            if let Some(stray) = folder.or_else(|| TALES.iter().find(|tale| super::code::has_word(&small, tale))) {
                findings.push(Finding::new(&page.path, index + 1, format!("{stray:?} does not belong in the repository")));
            }
        }
    }
    Ok(findings)
}

/// Whether a path from the top of a machine begins here: the same letters inside a longer path are another matter.
fn names_folder(line: &str, folder: &str) -> bool {
    let is_inside = |before: char| before.is_alphanumeric() || "_.-}>~".contains(before);
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(is_inside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::check;

    #[test]
    fn a_folder_of_one_machine_is_found() {
        for folder in FOLDERS {
            let says = format!("docs/a.md:1: {folder:?} does not belong in the repository");
            check(strays, &[("docs/a.md", &format!("see {folder}notes.md"))], &[&says]);
            check(strays, &[("docs/a.md", &format!("`/mechanisms/7{folder}3`"))], &[]);
        }
    }

    #[test]
    fn a_tale_of_the_writing_is_found() {
        for tale in TALES {
            let says = format!("crates/a/src/lib.rs:1: {tale:?} does not belong in the repository");
            check(strays, &[("crates/a/src/lib.rs", &format!("// {}.", tale.to_uppercase()))], &[&says]);
            check(strays, &[("crates/a/src/lib.rs", &format!("// x{tale}x"))], &[]);
        }
    }
}
