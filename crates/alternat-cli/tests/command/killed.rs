//! A node is killed while a session is under way, and started again.

use crate::demo::{golden_of, play};
use crate::kit::place;

/// In mid-session; right before the act that the killed party signs itself; right before each seal proposal, once that of
/// the proposer itself.
const KILLS: [&str; 4] = ["ALD@25", "BOR@24", "CRE@46", "ALD@65"];

fn check(kill: &str) {
    let home = place(&format!("killed-{}", kill.replace('@', "-")));
    assert_eq!(play(&home, &["--only", "rehearsal", "--kill", kill]).json(), golden_of("rehearsal"), "{kill}");
}

#[test]
fn a_node_killed_in_mid_session_holds_the_same_in_the_end() {
    check(KILLS[0]);
}

#[test]
fn a_node_killed_before_its_own_act_signs_it_all_the_same() {
    check(KILLS[1]);
}

#[test]
fn a_node_killed_before_a_seal_is_proposed_agrees_and_cosigns() {
    check(KILLS[2]);
}

#[test]
fn a_node_killed_before_it_proposes_a_seal_proposes_it() {
    check(KILLS[3]);
}

#[test]
fn only_a_party_of_the_body_can_be_killed() {
    for (kill, code) in [("ALD", 2), ("ALD@x", 2), ("@", 2)] {
        let home = place("killed-nobody");
        let ran = play(&home, &["--only", "rehearsal", "--kill", kill]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{kill}: {ran:?}");
    }
}
