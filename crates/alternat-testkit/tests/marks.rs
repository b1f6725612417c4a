//! Marks: forks, revocations, rotations and recognitions, and what they reach.

use alternat::decision::State;
use alternat::id::Id;
use alternat::kind::*;
use alternat::refusal::{Refusal, Standing};
use alternat::seal;
use alternat_testkit::world::{Founding, Script, Stage, Who};

const STANDS: Standing = Standing::Stands;
const REVOKED: Standing = Standing::Refused(Refusal::Revoked);
const FORKED: Standing = Standing::Refused(Refusal::Forked);

fn script(stage: Stage) -> Script {
    Script::new(&Founding::new(stage))
}

fn objection(script: &Script) -> Objection {
    Objection { put: script.acts(Kind::Put)[0], reason: None }
}

fn close(script: &Script, outcome: Outcome) -> Close {
    Close { put: script.acts(Kind::Put)[0], outcome }
}

fn proof(one: Id, other: Id) -> ForkProof {
    ForkProof { one: one.min(other), other: one.max(other) }
}

fn receipt(of: Id) -> Receipt {
    Receipt { of: vec![of] }
}

/// Alda signs two acts of one number, and the clerk, who heard of both, files the proof.
fn forked() -> (Script, Id, Id, Id) {
    let mut script = script(Stage::Open);
    let before = script.last(Who::Alda);
    let objection = objection(&script);
    let (one, _) = script.says(Who::Alda, &objection);
    let (other, _) = script.says_after(Who::Alda, before, &Sighting {});
    script.hears(Who::Clerk, &[one, other]);
    let (proof, standing) = script.says(Who::Clerk, &proof(one, other));
    assert_eq!(standing, STANDS);
    (script, one, other, proof)
}

#[test]
fn a_proved_fork_takes_out_both_branches_until_the_root_resolves_it() {
    let (mut script, one, other, proof) = forked();
    assert_eq!([one, other].map(|id| script.mark(id)), [Some(proof), Some(proof)]);
    script.hears(Who::AldaRoot, &[proof]);
    let (_, standing) = script.says(Who::AldaRoot, &ForkResolution { proof, counts: Some(one) });
    assert_eq!(standing, STANDS);
    assert_eq!([one, other].map(|id| script.mark(id)), [None, Some(proof)]);
}

#[test]
fn a_proof_counts_only_for_acts_that_have_it_in_their_past() {
    let (mut script, one, _, proof) = forked();
    let (apart, standing) = script.says_after(Who::Alda, Some(one), &Sighting {});
    assert_eq!(standing, STANDS);
    assert_eq!(script.mark(apart), Some(proof));
    script.hears(Who::Alda, &[proof]);
    assert_eq!(script.says_after(Who::Alda, Some(apart), &Sighting {}).1, FORKED);
}

#[test]
fn a_resolution_counts_for_its_branch_and_never_for_the_days_before_it() {
    let (mut script, one, other, proof) = forked();
    script.hears(Who::Alda, &[proof]);
    let (early, standing) = script.says_after(Who::Alda, Some(one), &Sighting {});
    assert_eq!(standing, FORKED);
    script.hears(Who::AldaRoot, &[proof]);
    let (resolution, _) = script.says(Who::AldaRoot, &ForkResolution { proof, counts: Some(one) });
    script.hears(Who::Alda, &[resolution]);
    assert_eq!(script.says_after(Who::Alda, Some(early), &Sighting {}).1, STANDS);
    assert_eq!(script.says_after(Who::Alda, Some(other), &Sighting {}).1, FORKED);
    let ground = script.record().ground();
    assert_eq!(ground.fact(script.place(early)).standing, FORKED);
}

#[test]
fn only_the_root_of_the_forked_feed_resolves_it() {
    let (mut script, one, _, proof) = forked();
    script.hears(Who::GamaRoot, &[proof]);
    let (_, standing) = script.says(Who::GamaRoot, &ForkResolution { proof, counts: Some(one) });
    assert_eq!(standing, Standing::Refused(Refusal::NotYours));
}

#[test]
fn a_resolution_by_stolen_root_keys_counts_no_more_after_the_rotation() {
    let (mut script, one, _, proof) = forked();
    let cut = script.last(Who::AldaRoot).expect("an act of the root");
    let roots = script.next_roots(Who::AldaRoot);
    script.hears(Who::AldaRoot, &[proof]);
    script.says(Who::AldaRoot, &ForkResolution { proof, counts: Some(one) });
    assert_eq!(script.mark(one), None);
    let (_, standing) = script.says_after(Who::AldaRoot, Some(cut), &Rotation { roots, cut });
    assert_eq!(standing, STANDS);
    assert_eq!(script.mark(one), Some(proof));
}

#[test]
fn a_forked_root_with_two_last_words_resolves_nothing() {
    let (mut script, one, other, proof) = forked();
    let before = script.last(Who::AldaRoot);
    script.hears(Who::AldaRoot, &[proof]);
    script.says(Who::AldaRoot, &ForkResolution { proof, counts: Some(one) });
    script.says_after(Who::AldaRoot, before, &ForkResolution { proof, counts: Some(other) });
    assert_eq!([one, other].map(|id| script.mark(id)), [Some(proof), Some(proof)]);
}

#[test]
fn revoked_has_precedence_over_forked_whichever_mark_has_the_smaller_id() {
    let (mut script, one, _, proof) = forked();
    let feed = script.feed(Who::Alda);
    let (revocation, _) = script.says(Who::AldaRoot, &Revocation { feed, last: None });
    script.hears(Who::Alda, &[revocation, proof]);
    assert_eq!(script.says_after(Who::Alda, Some(one), &Sighting {}).1, REVOKED);
    assert_eq!(script.mark(one), Some(revocation.min(proof)));
}

/// Alda objects; her root revokes the feed, apart.
fn revoked(last: impl Fn(&Script) -> Option<Id>) -> (Script, Id, Id) {
    let mut script = script(Stage::Open);
    let body = Revocation { feed: script.feed(Who::Alda), last: last(&script) };
    let objection = objection(&script);
    let (objection, _) = script.says(Who::Alda, &objection);
    let (revocation, standing) = script.says(Who::AldaRoot, &body);
    assert_eq!(standing, STANDS);
    (script, objection, revocation)
}

#[test]
fn an_objection_of_a_revoked_feed_counts_for_a_close_that_does_not_know_of_it() {
    let (mut script, objection, revocation) = revoked(|script| script.last(Who::Alda));
    assert_eq!(script.mark(objection), Some(revocation));
    script.hears(Who::Chair, &[objection]);
    let body = close(&script, Outcome::NotAdopted);
    assert_eq!(script.says(Who::Chair, &body).1, STANDS);
}

#[test]
fn an_objection_of_a_revoked_feed_does_not_count_for_a_close_that_knows_of_it() {
    let (mut script, objection, revocation) = revoked(|script| script.last(Who::Alda));
    script.hears(Who::Chair, &[objection, revocation]);
    let body = close(&script, Outcome::NotAdopted);
    assert_eq!(script.says(Who::Chair, &body).1, Standing::Refused(Refusal::OutcomeDiffers));
    let body = close(&script, Outcome::Adopted);
    assert_eq!(script.says(Who::Chair, &body).1, STANDS);
}

#[test]
fn a_revocation_leaves_what_lies_before_its_cut() {
    let (script, objection, revocation) = revoked(|script| script.last(Who::Alda));
    let (credentials, text) = (script.acts(Kind::Credentials)[1], script.acts(Kind::Text)[0]);
    assert_eq!([credentials, text, objection].map(|id| script.mark(id)), [None, None, Some(revocation)]);
    let (script, objection, revocation) = revoked(|_| None);
    assert_eq!([credentials, text, objection].map(|id| script.mark(id)), [Some(revocation); 3]);
}

#[test]
fn a_mark_never_reaches_the_tree_of_a_final_seal_that_does_not_hold_it() {
    let mut script = script(Stage::Sealed);
    let (close, puts) = (script.acts(Kind::Close)[0], script.acts(Kind::Put));
    let feed = script.feed(Who::Chair);
    let (revocation, _) = script.says(Who::DornaRoot, &Revocation { feed, last: None });
    assert_eq!([close, puts[0], puts[2]].map(|id| script.mark(id)), [None, None, Some(revocation)]);
    assert!(matches!(script.decision(puts[0]), State::Closed { outcome: Outcome::Adopted, .. }));
}

/// The chair proposes to seal all that it knows, and every node agrees.
fn seal_all(script: &mut Script) -> Id {
    script.hears_all(Who::Chair);
    script.says(Who::Chair, &Sighting {});
    let term = script.acts(Kind::Assumption)[0];
    let proposal = seal::propose(&script.window(Who::Chair), Some(term), vec![]);
    let (proposed, standing) = script.says(Who::Chair, &proposal);
    assert_eq!(standing, STANDS);
    for node in [Who::DornaNode, Who::AldaNode, Who::GamaNode] {
        script.hears(node, &[proposed]);
        let body = SealAgreement { proposal: proposed, root: proposal.root, state_hash: proposal.state_hash };
        assert_eq!(script.says(node, &body).1, STANDS);
    }
    proposed
}

#[test]
fn a_rotation_cuts_off_a_revocation_by_the_old_keys_unless_a_seal_holds_it() {
    for sealed in [false, true] {
        let mut script = script(Stage::Open);
        let cut = script.last(Who::AldaRoot).expect("an act of the root");
        let roots = script.next_roots(Who::AldaRoot);
        let (text, feed) = (script.acts(Kind::Text)[0], script.feed(Who::Alda));
        let (revocation, _) = script.says(Who::AldaRoot, &Revocation { feed, last: None });
        if sealed {
            seal_all(&mut script);
        }
        script.says_after(Who::AldaRoot, Some(cut), &Rotation { roots, cut });
        assert_eq!(script.mark(text), sealed.then_some(revocation), "sealed: {sealed}");
    }
}

#[test]
fn what_old_root_keys_sign_after_the_cut_stands_apart_and_is_revoked_where_the_rotation_is_known() {
    let mut script = script(Stage::Open);
    let cut = script.last(Who::AldaRoot).expect("an act of the root");
    let (charter, roots) = (script.record().mechanism(), script.next_roots(Who::AldaRoot));
    let accession = Accession { charter };
    let feed = script.feed(Who::Alda);
    let (rotation, standing) = script.says(Who::AldaRoot, &Rotation { roots, cut });
    assert_eq!(standing, STANDS);
    assert_eq!(script.says(Who::AldaRoot, &accession).1, Standing::Refused(Refusal::AlreadyDone));
    let thief = script.says_after(Who::AldaRoot, Some(cut), &Revocation { feed, last: None });
    assert_eq!((thief.1, script.mark(thief.0)), (STANDS, Some(rotation)));
    script.hears(Who::AldaRoot, &[rotation]);
    assert_eq!(script.says_after(Who::AldaRoot, Some(thief.0), &accession).1, REVOKED);
}

#[test]
fn a_close_that_another_party_cited_while_it_counted_outlives_the_mark() {
    for cited_first in [true, false] {
        let mut script = script(Stage::Open);
        let (put, body, feed) = (script.acts(Kind::Put)[0], close(&script, Outcome::Adopted), script.feed(Who::Chair));
        let (before, (close, _)) = (script.last(Who::Chair), script.says(Who::Chair, &body));
        script.hears(Who::DornaRoot, &[close]);
        let (revocation, _) = script.says(Who::DornaRoot, &Revocation { feed, last: before });
        script.hears(Who::Gama, &[if cited_first { close } else { revocation }]);
        assert_eq!(script.says(Who::Gama, &receipt(close)).1, STANDS);
        assert_eq!(script.mark(close), Some(revocation));
        assert_eq!(script.decision(put) != State::Open, cited_first);
    }
}

#[test]
fn a_recognised_root_takes_the_place_of_the_old_one_for_acts_that_know_of_it() {
    let mut script = script(Stage::Open);
    let put = script.acts(Kind::Put)[1];
    let charter = script.record().mechanism();
    let (close, standing) = script.says(Who::Chair, &Close { put, outcome: Outcome::Adopted });
    assert_eq!(standing, STANDS);
    let objection = objection(&script);
    assert_eq!(script.says(Who::Gama, &objection).1, STANDS);
    script.hears(Who::Gama, &[close]);
    assert_eq!(script.says(Who::Gama, &objection).1, Standing::Refused(Refusal::NotAccredited));
    assert_eq!(script.says(Who::SpareRoot, &Accession { charter }).1, Standing::Refused(Refusal::NotAccredited));
    script.hears(Who::SpareRoot, &[close]);
    assert_eq!(script.says(Who::SpareRoot, &Accession { charter }).1, Standing::Refused(Refusal::AlreadyDone));
}

#[test]
fn a_second_signer_clears_this_very_body_and_not_his_own() {
    let rows = [
        ("nobody", None, false),
        ("himself", Some(Who::AldaSecond), false),
        ("another party", Some(Who::Gama), false),
        ("his party", Some(Who::Alda), true),
    ];
    for (name, by, stands) in rows {
        let mut script = script(Stage::Open);
        let objection = objection(&script);
        let body = Id::of_bytes(&bytes(&objection));
        if let Some(by) = by {
            let (clearance, standing) = script.says(by, &Clearance { kind: Kind::Objection.tag(), body });
            assert_eq!(standing, STANDS, "{name}");
            script.hears(Who::AldaSecond, &[clearance]);
        }
        let expected = if stands { STANDS } else { Standing::Refused(Refusal::NotCleared) };
        assert_eq!(script.says(Who::AldaSecond, &objection).1, expected, "{name}");
        let another = Objection { put: script.acts(Kind::Put)[1], reason: None };
        assert_eq!(script.says(Who::AldaSecond, &another).1, Standing::Refused(Refusal::NotCleared), "{name}");
    }
}

/// Were the parties of each seal read anew from the seal before, every seal would cost some five times the last, and
/// twenty-four of them would not end.
#[test]
fn many_seals_after_a_mark_on_the_close_of_a_recognition_are_counted_at_once() {
    let mut script = script(Stage::Open);
    let inception = script.feed(Who::GamaRoot);
    let anew = Recognition { party: alternat::words::Code("GAM".into()), inception, instead_of: inception };
    let (subject, _) = script.says(Who::Clerk, &anew);
    script.hears(Who::Chair, &[subject]);
    let put = Put { subject, closes: script.feed(Who::Clerk), ..script.body::<Put>(script.acts(Kind::Put)[1]).clone() };
    let (put, _) = script.says(Who::Chair, &put);
    for who in [Who::Alda, Who::Gama] {
        script.hears(who, &[put]);
        let (position, _) = script.says(who, &Position { put, stance: Stance::Joins, replaces: vec![] });
        script.hears(Who::Clerk, &[position]);
    }
    assert_eq!(script.says(Who::Clerk, &Close { put, outcome: Outcome::Adopted }).1, STANDS);
    seal_all(&mut script);
    let feed = script.feed(Who::Clerk);
    assert_eq!(script.says(Who::DornaRoot, &Revocation { feed, last: None }).1, STANDS);
    for _ in 1..24 {
        seal_all(&mut script);
    }
    assert_eq!(script.record().everything().final_seals().len(), 24);
    assert!(matches!(script.decision(put), State::Closed { outcome: Outcome::Adopted, .. }));
}

/// A root is recognised for Gama; only the chair and the new root, its delegate and its node have heard of it.
fn recognised() -> Script {
    script(Stage::Recognised)
}

#[test]
fn a_recognised_root_withdraws_and_replaces_what_the_party_said_before() {
    let mut script = recognised();
    let body = objection(&script);
    let (objection, _) = script.says(Who::Gama, &body);
    let joins = |script: &Script, replaces| Position { put: script.acts(Kind::Put)[0], stance: Stance::Joins, replaces };
    let said = joins(&script, vec![]);
    let (position, standing) = script.says(Who::Gama, &said);
    assert_eq!(standing, STANDS);
    script.hears(Who::GamaAnew, &[position]);
    let rows = [(joins(&script, vec![]), Standing::Refused(Refusal::NotReplaced)), (joins(&script, vec![position]), STANDS)];
    for (body, expected) in rows {
        assert_eq!(script.says(Who::GamaAnew, &body).1, expected);
    }
    assert_eq!(script.says(Who::GamaAnew, &Withdrawal { objection }).1, STANDS);
    script.hears(Who::Alda, &[objection]);
    assert_eq!(script.says(Who::Alda, &Withdrawal { objection }).1, Standing::Refused(Refusal::NotYours));
}

#[test]
fn what_a_replaced_delegate_joined_is_still_the_partys() {
    let mut script = recognised();
    let put = script.acts(Kind::Put)[0];
    let joins = Position { put, stance: Stance::Joins, replaces: vec![] };
    script.says(Who::Gama, &joins);
    script.hears_all(Who::Chair);
    let window = script.window(Who::Chair);
    let gama = alternat::words::Code("GAM".into());
    assert_eq!(alternat::decision::stances(&window, script.place(put), &gama), [&Stance::Joins]);
    assert!(window.roster().contains(&gama));
}

#[test]
fn a_recognised_root_ends_the_feeds_and_the_chain_of_the_one_before() {
    let (chain, feed) = (|script: &Script| script.feed(Who::GamaRoot), |script: &Script| script.feed(Who::Gama));
    // Who revokes whose, having heard of the recognition or not, and what comes of it.
    type Of<'a> = &'a dyn Fn(&Script) -> Id;
    let rows: [(&str, Who, Of, Standing); 6] = [
        ("a feed of the old root", Who::SpareRoot, &feed, STANDS),
        ("the chain of the old root", Who::SpareRoot, &chain, STANDS),
        ("its own chain", Who::SpareRoot, &|script| script.feed(Who::SpareRoot), Standing::Refused(Refusal::NotYours)),
        ("the chain of another party", Who::SpareRoot, &|script| script.feed(Who::AldaRoot), Standing::Refused(Refusal::NotYours)),
        ("the old chain, by another party", Who::AldaRoot, &chain, Standing::Refused(Refusal::NotYours)),
        ("a charter", Who::SpareRoot, &|script| script.record().mechanism(), Standing::Refused(Refusal::WrongKind)),
    ];
    for (name, who, of, expected) in rows {
        let mut script = recognised();
        let put = script.acts(Kind::Put)[0];
        let (said, _) = script.says(Who::Gama, &Objection { put, reason: None });
        let body = Revocation { feed: of(&script), last: None };
        if who == Who::AldaRoot {
            let close = script.acts(Kind::Close)[0];
            script.hears(who, &[close]);
        }
        let (revocation, standing) = script.says(who, &body);
        assert_eq!(standing, expected, "{name}");
        assert_eq!(script.mark(said), (standing == STANDS).then_some(revocation), "{name}");
        assert_eq!(script.mark(script.feed(Who::GamaRoot)), None, "{name}: the inception stays");
    }
}

#[test]
fn what_old_root_keys_sign_apart_ends_where_the_new_root_cut_their_chain() {
    let mut script = recognised();
    let cut = script.last(Who::GamaRoot);
    let (chain, feed) = (script.feed(Who::GamaRoot), script.feed(Who::Gama));
    let (thief, standing) = script.says(Who::GamaRoot, &Revocation { feed, last: None });
    let credentials = script.acts(Kind::Credentials)[2];
    assert_eq!((standing, script.mark(credentials)), (STANDS, Some(thief)));
    let (revocation, standing) = script.says(Who::SpareRoot, &Revocation { feed: chain, last: cut });
    assert_eq!(standing, STANDS);
    assert_eq!([thief, credentials].map(|id| script.mark(id)), [Some(revocation), None]);
    script.hears(Who::GamaRoot, &[script.acts(Kind::Close)[0]]);
    let again = Revocation { feed, last: None };
    assert_eq!(script.says(Who::GamaRoot, &again).1, Standing::Refused(Refusal::NotAccredited));
}

/// Two proposals follow the founding: one before the recognition, to which Gama's old node agrees, and one after it. The
/// nodes of Dorna and Alda, whose keys are in two hands, agree to both; Gama's new node has heard of what the old one agreed to.
fn two_seals(mut script: Script) -> (Script, [Id; 2], Standing) {
    let term = Some(script.acts(Kind::Assumption)[0]);
    // The chair's last act is the close of the recognition.
    let from = script.own(Who::Chair).iter().rev().nth(1).copied();
    let after = seal::propose(&script.window(Who::Chair), term, vec![]);
    let (second, standing) = script.says(Who::Chair, &after);
    assert_eq!(standing, STANDS);
    let first_body = seal::propose(&script.window_after(Who::Chair, from), term, vec![]);
    let (first, standing) = script.says_after(Who::Chair, from, &first_body);
    assert_eq!(standing, STANDS);
    let agrees = |proposal, body: &SealProposal| SealAgreement { proposal, root: body.root, state_hash: body.state_hash };
    for node in [Who::DornaNode, Who::AldaNode] {
        let from = script.last(node);
        let known = script.knowing(node);
        for (id, body) in [(first, &first_body), (second, &after)] {
            script.knows_only(node, &known);
            script.hears(node, &[id]);
            assert_eq!(script.says_after(node, from, &agrees(id, body)).1, STANDS);
        }
    }
    script.hears(Who::GamaNode, &[first]);
    let (agreed, standing) = script.says(Who::GamaNode, &agrees(first, &first_body));
    assert_eq!(standing, STANDS);
    script.hears(Who::GamaNodeAnew, &[agreed, second]);
    let (_, standing) = script.says(Who::GamaNodeAnew, &agrees(second, &after));
    (script, [first, second], standing)
}

fn finals(script: &Script, seals: [Id; 2]) -> [bool; 2] {
    seals.map(|id| script.record().everything().is_final(script.place(id)))
}

#[test]
fn a_party_with_two_roots_agrees_to_one_successor_of_a_seal() {
    let (script, seals, standing) = two_seals(recognised());
    assert_eq!(standing, Standing::Refused(Refusal::AlreadyDone));
    assert_eq!(finals(&script, seals), [true, false]);
}

#[cfg(feature = "planted")]
#[test]
fn agreements_counted_by_inception_make_two_final_seals() {
    let (script, seals, standing) = two_seals(recognised().by_inception());
    assert_eq!(standing, STANDS);
    assert_eq!(finals(&script, seals), [true, true]);
}

#[test]
fn a_node_of_a_recognised_root_agrees_to_what_was_proposed_before_and_counts_once() {
    let mut script = recognised();
    let from = script.own(Who::Chair).iter().rev().nth(1).copied();
    let body = seal::propose(&script.window_after(Who::Chair, from), Some(script.acts(Kind::Assumption)[0]), vec![]);
    let (proposal, standing) = script.says_after(Who::Chair, from, &body);
    assert_eq!(standing, STANDS);
    let agreement = SealAgreement { proposal, root: body.root, state_hash: body.state_hash };
    for (node, is_final) in [(Who::DornaNode, false), (Who::GamaNodeAnew, false), (Who::GamaNode, false), (Who::AldaNode, true)] {
        script.hears(node, &[proposal]);
        assert_eq!(script.says(node, &agreement).1, STANDS, "{node:?}");
        assert_eq!(script.record().everything().is_final(script.place(proposal)), is_final, "{node:?}");
    }
}
