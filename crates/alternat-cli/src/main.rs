//! The `alternat` command.

fn main() {}
