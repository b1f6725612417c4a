//! Standing and refusals: what judging an act can say.

/// What an act's own past says of it. It never changes, in whatever order acts arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The act stands.
    Stands,
    /// Judged and refused; kept and shown, never pruned.
    Refused(Refusal),
    /// Of a kind that the rules of this mechanism do not know: kept, relayed, counted and said aloud.
    Unknown,
}

impl Standing {
    /// The number by which state bytes and seals know it: 0 stands, 255 unknown, otherwise the refusal's.
    pub fn number(self) -> u8 {
        match self {
            Standing::Stands => 0,
            Standing::Refused(refusal) => refusal as u8,
            Standing::Unknown => 255,
        }
    }

    /// `stands`, `unknown`, or the refusal's code.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Stands => "stands",
            Standing::Refused(refusal) => refusal.code(),
            Standing::Unknown => "unknown",
        }
    }
}

macro_rules! refusals {
    ($($(#[doc = $doc:expr])* $number:literal $name:ident $code:literal)*) => {
        /// Why an act does not stand: data, with a stable code. Declared in order of precedence; where several apply, the
        /// first is given. Numbers and codes are written down in spec/acts.md and never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Refusal {
            $($(#[doc = $doc])* $name = $number,)*
        }

        impl Refusal {
            /// All of them, in order of precedence.
            pub const ALL: &[Refusal] = &[$(Refusal::$name),*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self {
                    $(Refusal::$name => $code,)*
                }
            }
        }
    };
}

refusals! {
    /// The body is not of its kind's shape.
    1 BodyMalformed "body-malformed"
    /// A name, a title or a text holds characters that the profile does not allow.
    2 TextRefused "text-refused"
    /// The kind is signed by another hand: a root, a person or a node.
    3 WrongHand "wrong-hand"
    /// The charter is not in the act's past.
    4 NoCharter "no-charter"
    /// A reconstruction's act says nothing of what it rests on, or an act outside a demonstration does.
    5 BasisOutOfPlace "basis-out-of-place"
    /// The feed's accreditation does not stand, or its root is no party's.
    6 NotAccredited "not-accredited"
    /// The feed was revoked in the act's own past, and this act lies after the cut.
    7 Revoked "revoked"
    /// The feed is proved forked in the act's own past, and its root has not resolved it in favour of this branch.
    8 Forked "forked"
    /// The accreditation does not let this signer do this.
    9 NotPermitted "not-permitted"
    /// A second signer of the same party has not cleared this body.
    10 NotCleared "not-cleared"
    /// Not all parties whose accession the charter waits for have acceded in the act's past.
    11 NotInForce "not-in-force"
    /// The body names an id that is not in the act's past.
    12 NotInPast "not-in-past"
    /// The body names an act of another kind than the rule asks for.
    13 WrongKind "wrong-kind"
    /// The body names an act that is refused, or marked in this act's past.
    14 DoesNotCount "does-not-count"
    /// The act speaks for, or names, somebody who is no party here.
    15 NotAParty "not-a-party"
    /// The charter knows no such organ.
    16 NoSuchOrgan "no-such-organ"
    /// A term is missing where the charter has a rotation, or named where it has none.
    17 TermOutOfPlace "term-out-of-place"
    /// The act belongs to another party or to another feed.
    18 NotYours "not-yours"
    /// What it would open or begin has not been opened yet.
    19 NotOpen "not-open"
    /// What it would change is closed.
    20 AlreadyClosed "already-closed"
    /// The chair has handed over, and may not do this any more.
    21 HandedOver "handed-over"
    /// The party, or the feed, has done this already.
    22 AlreadyDone "already-done"
    /// Something current is not named as replaced, or what is named is not current.
    23 NotReplaced "not-replaced"
    /// A number, a term or a turn is not the next one.
    24 NotNext "not-next"
    /// The roster, its count or its hash is not the one this act sees.
    25 RosterDiffers "roster-differs"
    /// The decision rule or the method is not the charter's for this matter.
    26 RuleDiffers "rule-differs"
    /// The quorum is not there.
    27 NoQuorum "no-quorum"
    /// The outcome named is not the one that follows from the act's past.
    28 OutcomeDiffers "outcome-differs"
    /// The decision named is not adopted.
    29 NotAdopted "not-adopted"
    /// Counters or commitments handed over are not those of the act's past.
    30 AccountDiffers "account-differs"
    /// The size, root, state or rules of a seal differ from what the act's past gives.
    31 SealDiffers "seal-differs"
    /// The sealed tree lacks a mark or an objection that the party already holds.
    32 TreeLacks "tree-lacks"
    /// The body points at a detached part that the act does not list.
    33 NoSuchPart "no-such-part"
    /// The two acts named are no equivocation.
    34 NoFork "no-fork"
    /// The founding terms contradict themselves.
    35 TermsContradict "terms-contradict"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_precedence_and_codes_are_unique() {
        assert!(Refusal::ALL.windows(2).all(|pair| (pair[0] as u8) < pair[1] as u8));
        let mut codes: Vec<_> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), Refusal::ALL.len());
    }
}
