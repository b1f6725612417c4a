//! What readers of spec/ asked: the cases on which two of them could part, and an original that has what the others lack.

mod world;

use std::io::Cursor;
use std::num::NonZeroUsize;

use alternat::kind::Kind;
use alternat::refusal::Standing;
use alternat::trust::Trust;
use alternat::verdict::{Verdict, Warning};
use alternat::verify::verify;
use world::cases::cases;
use world::forged::{Forged, PART, hashed};
use world::three_keys::three_keys;

fn verdict(original: &[u8]) -> Verdict {
    verify(Cursor::new(original), &Trust::none(), NonZeroUsize::MIN).expect("memory can be read").0
}

#[test]
fn where_readers_could_part_the_page_decides() {
    let mut parted = vec![];
    for case in cases() {
        let verdict = verdict(&case.bytes);
        let codes: Vec<&str> = verdict.problems.iter().map(|problem| problem.code).collect();
        if codes != case.codes || verdict.verified != case.codes.is_empty() {
            parted.push(format!("{}: not {:?} but {:?}", case.what, case.codes, verdict.problems));
        }
    }
    assert!(parted.is_empty(), "{}", parted.join("\n"));
}

#[test]
fn a_body_whose_root_has_three_keys_and_rotates_them_is_whole_with_both_of_its_seals() {
    let (world, notes) = three_keys();
    let verdict = verdict(&world.original(&notes));
    assert_eq!((verdict.problems.len(), verdict.acts, verdict.refused), (0, 19, 0), "{:?}", verdict.problems);
    assert_eq!(verdict.warnings, [Warning::Unsealed { acts: 3 }]);
    assert_eq!(verdict.seals.iter().map(|seal| seal.cosigned_by.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(notes.iter().map(|note| note.cosignatures().len()).collect::<Vec<_>>(), [16, 4, 4]);
    // A rival stands in the second seal's tree, with a root that is none.
    let ground = world.record.ground();
    let proposals = ground.graph.places().filter(|ix| ground.fact(*ix).tag == Kind::SealProposal.tag());
    assert_eq!(proposals.map(|ix| ground.fact(ix).standing).collect::<Vec<_>>(), [Standing::Stands; 3]);
}

/// Where a problem is told: at the byte where the item begins, that of a string in it, or none.
#[test]
fn a_problem_has_its_place() {
    let original = world::sealed(0).world.original(&[]);
    let place = |bytes: &[u8]| {
        let verdict = verdict(bytes);
        let problem = verdict.problems.first().expect("a problem");
        (problem.code, problem.at.byte, problem.at.act)
    };
    let forged = || Forged::of(&original);
    let end = original.len() as u64 - 41;
    let mut hit = original.clone();
    hit[5000] ^= 1;
    assert_eq!(place(&hit), ("hash-differs", Some(original.len() as u64 - 32), None));
    let with = |item: &[u8]| {
        let mut forged = forged();
        forged.items.push(item.to_vec());
        place(&forged.bytes())
    };
    assert_eq!(with(&[0x82, 1, 0x5A, 0, 1, 0, 0]), ("item-too-large", Some(end + 2), None));
    assert_eq!(with(&[0x82, 1, 0x78, 1]), ("wrong-head", Some(end + 2), None));
    assert_eq!(with(&[0x82, 1, 0x60]), ("wrong-item", Some(end + 2), None));
    assert_eq!(with(&[0x82, 9]), ("wrong-item", Some(end), None));
    let cut = hashed(original[..original.len() - 100].to_vec());
    assert_eq!(place(&cut), ("cut-short", Some(cut.len() as u64), None));
    let mut less = forged();
    let last = *less.places(PART).last().expect("a part");
    less.items.remove(last);
    let (code, byte, act) = place(&less.bytes());
    assert_eq!((code, byte, act.is_some()), ("part-missing", None, true));
}
