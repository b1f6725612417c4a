//! `cargo xtask vectors`: the vectors made anew, by the maker in the test kit.

use crate::command::{self, Error};
use crate::house::House;
use crate::stage::Verdict;

/// Writes what is made anew under `vectors/`, and takes away what is made no more.
pub fn run(house: &House, arguments: &[String]) -> Result<Verdict, Error> {
    if let Some(argument) = arguments.first() {
        return Ok(Verdict::Usage(format!("vectors takes no arguments, and was given {argument:?}")));
    }
    let made = command::run(house.cargo().args(["run", "--quiet", "--package", "alternat-testkit", "--bin", "vectors"]))?;
    Ok(if made { Verdict::Passed } else { Verdict::Failed })
}
