//! Text: which characters names, titles and agreed text may hold.

pub(crate) mod table;
mod unicode14;
