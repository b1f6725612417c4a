//! What a refusal says to a person.

use alternat::refusal::Refusal;

/// Why an act does not stand, in a sentence, and in the interface language where this program has it; otherwise in English.
pub fn sentence(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::BodyMalformed => "The body is not of its kind's shape.",
        Refusal::TextRefused => "A name, a title or a text holds characters that the profile does not allow.",
        Refusal::WrongHand => "The kind is signed by another hand: a root, a person or a node.",
        Refusal::NoCharter => "The charter is not in the act's past.",
        Refusal::BasisOutOfPlace => "A reconstruction's act says nothing of what it rests on, or an act outside a demonstration does.",
        Refusal::NotAccredited => "The feed's accreditation does not stand, or its root is no party's.",
        Refusal::Revoked => "The feed was revoked in the act's own past, and this act lies after the cut.",
        Refusal::Forked => "The feed is proved forked in the act's own past, and its root has not resolved it in favour of this branch.",
        Refusal::NotPermitted => "The accreditation does not let this signer do this.",
        Refusal::NotCleared => "A second signer of the same party has not cleared this body.",
        Refusal::NotInForce => "Not all parties whose accession the charter waits for have acceded in the act's past.",
        Refusal::NotInPast => "The body names an id that is not in the act's past.",
        Refusal::WrongKind => "The body names an act of another kind than the rule asks for.",
        Refusal::DoesNotCount => "The body names an act that is refused, or marked in this act's past.",
        Refusal::NotAParty => "The act speaks for, or names, somebody who is no party here.",
        Refusal::NoSuchOrgan => "The charter knows no such organ.",
        Refusal::TermOutOfPlace => "A term is missing where the charter has a rotation, or named where it has none.",
        Refusal::NotYours => "The act belongs to another party or to another feed.",
        Refusal::NotOpen => "What it would open or begin has not been opened yet.",
        Refusal::AlreadyClosed => "What it would change is closed.",
        Refusal::HandedOver => "The chair has handed over, and may not do this any more.",
        Refusal::AlreadyDone => "The party, or the feed, has done this already.",
        Refusal::NotReplaced => "Something current is not named as replaced, or what is named is not current.",
        Refusal::NotNext => "A number, a term or a turn is not the next one.",
        Refusal::RosterDiffers => "The roster, its count or its hash is not the one this act sees.",
        Refusal::RuleDiffers => "The decision rule or the method is not the charter's for this matter.",
        Refusal::NoQuorum => "The quorum is not there.",
        Refusal::OutcomeDiffers => "The outcome named is not the one that follows from the act's past.",
        Refusal::NotAdopted => "The decision named is not adopted.",
        Refusal::AccountDiffers => "Counters or commitments handed over are not those of the act's past.",
        Refusal::SealDiffers => "The size, root, state or rules of a seal differ from what the act's past gives.",
        Refusal::TreeLacks => "The sealed tree lacks a mark or an objection that the party already holds.",
        Refusal::NoSuchPart => "The body points at a detached part that the act does not list.",
        Refusal::NoFork => "The two acts named are no equivocation.",
        Refusal::TermsContradict => "The founding terms contradict themselves.",
    }
}

/// The refusal with a code.
pub fn of_code(code: &str) -> Option<Refusal> {
    Refusal::ALL.iter().copied().find(|refusal| refusal.code() == code)
}
