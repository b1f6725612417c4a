# Text that may be taken for another, before somebody signs it.

lookalike-hidden = Characters that are not seen: { $characters }.
lookalike-mixed = “{ $word }” mixes letters of several scripts.
lookalike-like = “{ $name }” looks like “{ $known }”, and is not the same.
