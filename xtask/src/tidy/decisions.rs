//! Records of decisions.

use super::Finding;
use crate::command::Error;
use crate::house::House;

const FOLDER: &str = "docs/decisions/";

/// Decision records that are not named `NNNN-what-was-decided.md`, or leave a number out, or use one twice.
pub fn misnumbered(house: &House) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut expected = 1;
    for path in house.paths.iter().filter(|path| path.starts_with(FOLDER) && *path != "docs/decisions/README.md") {
        match number(&path[FOLDER.len()..]) {
            None => findings.push(Finding::new(path, 1, "is not named NNNN-what-was-decided.md")),
            Some(number) => {
                if number != expected {
                    findings.push(Finding::new(path, 1, format!("is number {number:04} where {expected:04} is due")));
                }
                expected = number + 1;
            }
        }
    }
    Ok(findings)
}

fn number(name: &str) -> Option<u32> {
    let (digits, rest) = name.split_once('-')?;
    let title = rest.strip_suffix(".md")?;
    let is_title = !title.is_empty() && title.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let is_number = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_title && is_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::check;

    #[test]
    fn a_record_out_of_order_is_found() {
        let (first, second, third) = ("docs/decisions/0001-a.md", "docs/decisions/0002-b-2.md", "docs/decisions/0003-c.md");
        check(misnumbered, &[(first, ""), (second, ""), (third, ""), ("docs/decisions/README.md", "")], &[]);
        check(misnumbered, &[(first, ""), (third, "")], &["docs/decisions/0003-c.md:1: is number 0003 where 0002 is due"]);
        check(misnumbered, &[(second, "")], &["docs/decisions/0002-b-2.md:1: is number 0002 where 0001 is due"]);
        check(
            misnumbered,
            &[(first, ""), ("docs/decisions/0001-b.md", "")],
            &["docs/decisions/0001-b.md:1: is number 0001 where 0002 is due"],
        );
        for name in ["docs/decisions/1-a.md", "docs/decisions/0001.md", "docs/decisions/0001-A b.md", "docs/decisions/0001-a.txt"] {
            check(misnumbered, &[(name, "")], &[&format!("{name}:1: is not named NNNN-what-was-decided.md")]);
        }
    }
}
