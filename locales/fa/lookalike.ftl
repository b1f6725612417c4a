# Text that may be taken for another, before somebody signs it.

lookalike-hidden = نویسه‌هایی در آن هست که دیده نمی‌شود: { $characters }.
lookalike-mixed = در «{ $word }» حرف‌هایی از چند خط با هم آمده است.
lookalike-like = «{ $name }» به «{ $known }» می‌ماند، اما همان نیست.
