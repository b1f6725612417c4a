# Text that may be taken for another, before somebody signs it.

lookalike-hidden = فيه رموز لا تُرى: { $characters }.
lookalike-mixed = تختلط في «{ $word }» حروف من كتابات مختلفة.
lookalike-like = يبدو «{ $name }» مثل «{ $known }»، وليس هو نفسه.
