# Text that may be taken for another, before somebody signs it.

lookalike-hidden = Есть невидимые знаки: { $characters }.
lookalike-mixed = В слове «{ $word }» смешаны буквы разных письменностей.
lookalike-like = «{ $name }» выглядит как «{ $known }», но это не одно и то же.
