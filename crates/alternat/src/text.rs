//! Text: which characters names, titles and agreed text may hold.
