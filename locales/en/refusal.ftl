# Why an act does not stand: a sentence for each refusal of spec/acts.md.

refusal-body-malformed = The body is not of its kind's shape.
refusal-text-refused = A name, a title or a text holds characters that the profile does not allow.
refusal-wrong-hand = The kind is signed by another hand: a root, a person or a node.
refusal-no-charter = The charter is not in the act's past.
refusal-basis-out-of-place = A reconstruction's act says nothing of what it rests on, or an act outside a demonstration does.
refusal-not-accredited = The feed's accreditation does not stand, or its root is no party's.
refusal-revoked = The feed was revoked in the act's own past, and this act lies after the cut.
refusal-forked = The feed is proved forked in the act's own past, and its root has not resolved it in favour of this branch.
refusal-not-permitted = The accreditation does not let this signer do this.
refusal-not-cleared = A second signer of the same party has not cleared this body.
refusal-not-in-force = Not all parties whose accession the charter waits for have acceded in the act's past.
refusal-not-in-past = The body names an id that is not in the act's past.
refusal-wrong-kind = The body names an act of another kind than the rule asks for.
refusal-does-not-count = The body names an act that is refused, or marked in this act's past.
refusal-not-a-party = The act speaks for, or names, somebody who is no party here.
refusal-no-such-organ = The charter knows no such organ.
refusal-term-out-of-place = A term is missing where the charter has a rotation, or named where it has none.
refusal-not-yours = The act belongs to another party or to another feed.
refusal-not-open = The session has not been opened.
refusal-already-closed = What it would change is closed.
refusal-handed-over = The chair has handed over, and may not do this any more.
refusal-already-done = The party, or the feed, has done this already.
refusal-not-replaced = Something current is not named as replaced, or what is named is not current.
refusal-not-next = A number, a term or a turn is not the next one.
refusal-roster-differs = The roster, its count or its hash is not the one this act sees.
refusal-rule-differs = The decision rule or the method is not the charter's for this matter.
refusal-no-quorum = The quorum is not there.
refusal-outcome-differs = The outcome named is not the one that follows from the act's past.
refusal-not-adopted = The decision named is not adopted.
refusal-account-differs = Counters or commitments handed over are not those of the act's past.
refusal-seal-differs = The size, root, state or rules of a seal differ from what the act's past gives.
refusal-tree-lacks = The sealed tree lacks a mark or an objection that the party already holds.
refusal-no-such-part = The body points at a detached part that the act does not list.
refusal-no-fork = The two acts named are no equivocation.
refusal-terms-contradict = The founding terms contradict themselves.

# The same where the act is known that is in the way.
refusal-not-in-past-naming = { $field } names { $act }, which this act has not seen.
refusal-wrong-kind-naming = { $field } names { $act }, which is of another kind than the rule asks for.
refusal-does-not-count-naming = { $field } rests on { $act }, which is refused, or marked in this act's past.
refusal-revoked-naming = The feed was revoked by { $act } in the act's own past, and this act lies after the cut.
refusal-forked-naming = The feed is proved forked by { $act }, and its root has not resolved it in favour of this branch.
refusal-already-closed-naming = { $field }: { $act } has closed what it would change.
refusal-already-done-naming = { $act } has done this already.
refusal-handed-over-naming = { $field }: the chair has handed over by { $act }, and may not do this any more.
refusal-not-replaced-naming = { $field }: { $act } is current and not named as replaced, or named and not current.
refusal-tree-lacks-naming = { $field }: the sealed tree lacks { $act }, a mark or an objection that the party already holds.

# Where the cause lies, before a general sentence.
field-named = field "{ $field }"
field-none = the body
act-named = act { $id }
before-field-and-act = { $field }, { $act }:{ " " }
before-field = { $field }:{ " " }
before-act = { $act }:{ " " }

# Characters that may not stand where they stand.
text-fault = { $field }, byte { $byte }: { $rule }: { $why }
text-fault-character = { $field }, { $character }, byte { $byte }: { $rule }: { $why }
text-rule-too-long = it is the first that is too many.
text-rule-empty = nothing in the text is to be seen.
text-rule-control = it is a control, or ends a line where there is only one.
text-rule-bidi-control = it turns the direction of what stands beside it.
text-rule-isolate-unbalanced = it begins an isolate that its paragraph does not end, or ends one that it did not begin.
text-rule-invisible = it shows nothing.
text-rule-joiner-out-of-place = no script uses a joiner there.
text-rule-tag-character = it is a tag, and shows nothing.
text-rule-mixed-digits = it is a digit of another system than those before it in the same number.
text-rule-mixed-scripts = it is of another script than those before it in the name.
text-rule-space-out-of-place = in a name a single plain space parts two words, and nothing else is white.
text-rule-not-nfc = from here on the text is not in Normalization Form C; save it in that form.
text-rule-unassigned = it is not assigned in Unicode 14.0, or is for private use.
text-rule-other = spec/act.md says what a text may hold.
