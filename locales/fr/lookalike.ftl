# Text that may be taken for another, before somebody signs it.

lookalike-hidden = Caractères invisibles : { $characters }.
lookalike-mixed = « { $word } » mêle des lettres de plusieurs écritures.
lookalike-like = « { $name } » ressemble à « { $known } », mais n’est pas la même chose.
