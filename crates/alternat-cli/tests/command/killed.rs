//! A node is killed while a session is under way, and started again.

use std::fs;
use std::process::Command;

use crate::demo::{golden_of, play};
use crate::kit::{ALTERNAT, end, place, shown};
use crate::troubles::check as check_trouble;

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
fn a_node_is_killed_only_where_the_moment_comes() {
    for (kill, says) in [
        ("ALD", "is not CODE@STEP"),
        ("ALD@x", "is not CODE@STEP"),
        ("@", "is not CODE@STEP"),
        ("ALD@0", "no party ALD can be killed before a step 0"),
        ("ALD@66", "in steps 1 to 65"),
        ("SYR@3", "ALD, BOR, CRE, DOR"),
    ] {
        let home = place("killed-nobody");
        let ran = play(&home, &["--only", "rehearsal", "--kill", kill]);
        check_trouble(kill, &ran, 2, &[says]);
        assert_eq!(fs::read_dir(&home).unwrap().count(), 0, "{kill}");
    }
}

#[test]
fn a_command_that_ends_by_itself_is_a_failure_of_the_machine() {
    let home = place("killed-commands");
    // Whoever writes to a file is killed by the system.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c 0; ulimit -f 0; exec \"$0\" \"$@\"", ALTERNAT]);
    let ran = end(command.args(["demo", "--once", "--json", "--only", "rehearsal", "--home", shown(&home)]), b"");
    check_trouble("demo", &ran, 3, &["alternat party new", "signal"]);
}
