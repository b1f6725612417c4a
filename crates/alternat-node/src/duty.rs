//! What a node does by itself: it files the proof where a signer signed two acts of one number, agrees to seals that it has
//! recomputed from its own disk, and cosigns those that are final.

use std::collections::BTreeMap;

use alternat::checkpoint::{self, Checkpoint, Cosignature, NoteFault, cosigner_name};
use alternat::envelope::Envelope;
use alternat::finality;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{ForkProof, Kind, SealAgreement, SealProposal, bytes};
use alternat::refusal::Refusal;
use alternat::seal;
use alternat::words::Basis;

use crate::circle::{Circle, CircleError, Draft};
use crate::signers::NODE;

/// What a person must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The act that it is about: a proposal that this node does not agree to, or the opening of a feed that forked.
    pub about: Id,
    /// What is wrong.
    pub why: String,
}

/// Agrees to what may be agreed to and cosigns what is final, at `now` in milliseconds since the Unix epoch.
///
/// Gives what a person must look at. Without a node's feed in this circle it does nothing.
///
/// # Errors
/// [`CircleError`] where the disk fails.
pub fn attend(circle: &mut Circle, now: u64) -> Result<Vec<Alarm>, CircleError> {
    let mut alarms = Vec::new();
    let Some(feed) = circle.signers().get(NODE).and_then(|node| node.feed) else { return Ok(alarms) };
    let closed = match circle.may_sign(NODE) {
        Err(error @ (CircleError::SignedElsewhere { .. } | CircleError::Renewing { .. })) => Some(error),
        _ => None,
    };
    if let Some(error) = &closed {
        alarms.push(Alarm { about: feed, why: format!("{error}; stop the node and open its feed anew with 'alternat key renew'") });
    }
    prove_forks(circle, now, &mut alarms)?;
    agree(circle, feed, now, &mut alarms)?;
    // What the double has cosigned would be cosigned twice, and the notes of two nodes would never be the same.
    if closed.is_none() {
        cosign(circle, feed, now)?;
    }
    Ok(alarms)
}

/// Files the proof of every fork that nobody has filed one of, and tells of all forks that the root has not resolved.
fn prove_forks(circle: &mut Circle, now: u64, alarms: &mut Vec<Alarm>) -> Result<(), CircleError> {
    for Fork { feed, seq, one, other, proved, resolved } in forks(circle) {
        if !resolved {
            alarms.push(Alarm { about: feed, why: format!("its signer signed two acts of number {seq}: {one} and {other}") });
        }
        if proved {
            continue;
        }
        let basis = demonstrated(circle);
        let body = bytes(&ForkProof { one, other });
        match circle.sign(NODE, &Draft { kind: Kind::ForkProof, body, parts: vec![], basis, claimed_at: now }) {
            Ok(_) => {}
            // A node whose own feed is the one that forked files nothing any more; the others do.
            Err(CircleError::Refused { .. } | CircleError::UnknownRules { .. }) => {}
            Err(CircleError::SignedElsewhere { .. } | CircleError::Renewing { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// Two acts of one number in one feed.
struct Fork {
    feed: Id,
    seq: u32,
    one: Id,
    other: Id,
    proved: bool,
    resolved: bool,
}

fn forks(circle: &Circle) -> Vec<Fork> {
    let window = circle.record().everything();
    let graph = &window.ground.graph;
    let mut first_of = BTreeMap::new();
    let mut forks = Vec::new();
    for branch in graph.branches() {
        let Some(here) = branch.acts.first().copied() else { continue };
        let beside = match branch.parent {
            // A branch that grew off: beside its first act lies the one that followed the same act before.
            Some(parent) => {
                graph.branches()[graph.node(parent).branch as usize].acts.iter().copied().find(|ix| graph.node(*ix).seq == branch.first)
            }
            None => first_of.insert(branch.feed, here),
        };
        let Some(beside) = beside else { continue };
        let mut sides = [window.ground.id(here), window.ground.id(beside)];
        sides.sort();
        let names = |ix: &Ix| window.ground.body::<ForkProof>(*ix).is_some_and(|proof| [proof.one, proof.other] == sides);
        let proofs: Vec<Ix> = window.filed_standing(branch.feed, Kind::ForkProof).into_iter().filter(names).collect();
        let resolved = proofs.iter().any(|proof| !window.filed_standing(*proof, Kind::ForkResolution).is_empty());
        let (feed, proved) = (window.ground.id(branch.feed), !proofs.is_empty());
        forks.push(Fork { feed, seq: branch.first, one: sides[0], other: sides[1], proved, resolved });
    }
    forks
}

fn agree(circle: &mut Circle, feed: Id, now: u64, alarms: &mut Vec<Alarm>) -> Result<(), CircleError> {
    for Unanswered { ix, proposal, is_final } in unanswered(circle, feed) {
        let ground = circle.record().ground();
        let id = ground.id(ix);
        let leaves = seal::leaves_of(ground, ix);
        let ids: Vec<Id> = leaves.iter().map(|leaf| ground.id(*leaf)).collect();
        let (root, state_hash) = seal::recompute(ground, ix);
        let basis = demonstrated(circle);
        if (root, state_hash) != (proposal.root, proposal.state_hash) {
            alarms.push(Alarm { about: id, why: "this node computes another root or another state".into() });
            continue;
        }
        // Before a node puts its name to a tree, it reads every leaf from its own disk: one flipped bit would stay for ever.
        if let Some(damaged) = damaged_leaf(circle, &ids)? {
            alarms.push(Alarm { about: id, why: format!("act {damaged} is damaged on this node's disk") });
            continue;
        }
        let body = bytes(&SealAgreement { proposal: id, root, state_hash });
        match circle.sign(NODE, &Draft { kind: Kind::SealAgreement, body, parts: vec![], basis, claimed_at: now }) {
            Ok(_) => {}
            // Refused is no failure: this party has agreed to another successor, or the tree lacks an objection it holds.
            Err(CircleError::Refused { refusal: Refusal::AlreadyDone, .. }) => {}
            // The others have settled it without this party, and there is nothing that a person could still do.
            Err(CircleError::Refused { .. }) if is_final => {}
            Err(error @ CircleError::UnknownRules { .. }) => alarms.push(Alarm { about: id, why: error.to_string() }),
            // Of these the feed's own alarm tells.
            Err(CircleError::SignedElsewhere { .. } | CircleError::Renewing { .. }) => {}
            Err(CircleError::Refused { refusal, .. }) => alarms.push(Alarm { about: id, why: refusal.code().into() }),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// A proposal to which this node's party has not agreed.
struct Unanswered {
    ix: Ix,
    proposal: SealProposal,
    is_final: bool,
}

/// The final seals that became so before this node could agree, and the proposals that count and follow the last of them.
///
/// A proposal and a quorum of agreements may come in one piece; then the others wait for this party's agreement all the same.
fn unanswered(circle: &Circle, feed: Id) -> Vec<Unanswered> {
    let window = circle.record().everything();
    let (Ok(charter), Some(own)) = (window.charter(), window.ground.graph.find(&feed)) else { return vec![] };
    let Some(party) = window.code_of(window.ground.fact(own).party) else { return vec![] };
    let finals = window.final_seals();
    let open = window.filed(finals.last().copied().unwrap_or(charter.ix), Kind::SealProposal);
    let missed = finals.into_iter().filter(|seal| finality::seal_roster(&window, *seal).contains(&party)).map(|seal| (seal, true));
    let all = missed.chain(open.into_iter().map(|proposal| (proposal, false)));
    let silent = all.filter(|(ix, _)| !finality::agreed(&window, *ix).contains(&party));
    silent
        .filter_map(|(ix, is_final)| {
            let proposal = window.ground.body::<SealProposal>(ix)?.clone();
            Some(Unanswered { ix, proposal, is_final })
        })
        .collect()
}

/// In a reconstruction every act says what it rests on; a node's own acts rest on what the program needs.
fn demonstrated(circle: &Circle) -> Option<Basis> {
    let window = circle.record().everything();
    let charter = window.charter().ok()?;
    match charter.body.demonstration? {
        alternat::kind::Demonstration::Reconstruction => Some(Basis::Presumed { why: NEEDED.into() }),
        alternat::kind::Demonstration::Rehearsal => None,
    }
}

/// What the acts that a node signs by itself rest on in a reconstruction.
const NEEDED: &str = "The program needs it; no source says so.";

fn damaged_leaf(circle: &Circle, leaves: &[Id]) -> Result<Option<Id>, CircleError> {
    for leaf in leaves {
        let kept = circle.store().envelope(*leaf)?;
        let same = kept.as_deref().and_then(|bytes| Envelope::read(bytes).ok()).is_some_and(|read| read.id() == *leaf);
        if !same {
            return Ok(Some(*leaf));
        }
    }
    Ok(None)
}

fn cosign(circle: &mut Circle, feed: Id, now: u64) -> Result<(), CircleError> {
    let window = circle.record().everything();
    let ground = window.ground;
    let mechanism = circle.record().mechanism();
    let Some(party) = ground.graph.find(&feed).map(|ix| ground.id(ground.fact(ix).party)) else { return Ok(()) };
    let finals: Vec<Checkpoint> = window
        .final_seals()
        .into_iter()
        .filter(|seal| {
            let agreements = window.filed_standing(*seal, Kind::SealAgreement);
            agreements.into_iter().any(|ix| ground.id(ground.graph.node(ix).feed) == feed)
        })
        .filter_map(|seal| ground.body::<SealProposal>(seal))
        .map(|seal| Checkpoint { mechanism, size: seal.size, root: seal.root })
        .collect();
    for checkpoint in finals {
        let made = format!("cosigned {} {}", checkpoint.size, checkpoint.root);
        if circle.store().setting(&made)?.is_some() {
            continue;
        }
        for text in cosigned(circle, &party, &checkpoint, now / 1000).map_err(|_| CircleError::Note)? {
            circle.take_note(text.as_bytes())?;
        }
        circle.note_setting(&made)?;
    }
    Ok(())
}

fn cosigned(circle: &mut Circle, party: &Id, checkpoint: &Checkpoint, at: u64) -> Result<Vec<String>, NoteFault> {
    let name = cosigner_name(party);
    // The node's own key is never sealed.
    let Some(node) = circle.signers().get(NODE).and_then(|node| node.open(None).ok()) else { return Ok(vec![]) };
    let lines = [
        Cosignature::make_ed25519(&name, at, checkpoint, &node.seal_ed25519())?,
        Cosignature::make_ml_dsa(&name, at, checkpoint, &node.seal_ml_dsa())?,
    ];
    Ok(checkpoint::notes(checkpoint, &lines))
}
