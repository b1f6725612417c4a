//! Whatever happens to an original, by accident or by a forger's hand, is found out, but for what no file can show.

mod world;

use std::io::Cursor;
use std::num::NonZeroUsize;

use alternat::trust::Trust;
use alternat::verdict::{Verdict, Warning};
use alternat::verify::verify;
use world::forged::{ACT, Chance, END_BYTES, Forged, ended, hashed};
use world::{Sealed, sealed};

/// Acts that the one seal holds.
const SEALED: usize = 35;

fn verdict(original: &[u8]) -> Verdict {
    verify(Cursor::new(original), &Trust::none(), NonZeroUsize::MIN).expect("memory can be read").0
}

fn original() -> Vec<u8> {
    let Sealed { world, nodes, .. } = sealed(0);
    world.original(&world.cosigned(&nodes))
}

/// Checks every item, half of them on each of two threads.
fn on_two_threads<T: Sync>(items: &[T], check: impl Fn(&T) + Sync) {
    let (one, other) = items.split_at(items.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| one.iter().for_each(&check));
        other.iter().for_each(&check);
    });
}

/// What is broken is named.
fn check_broken(bytes: &[u8], what: impl std::fmt::Debug) {
    let verdict = verdict(bytes);
    assert!(!verdict.verified && !verdict.problems.is_empty(), "{what:?} is not found out");
}

#[test]
fn every_bit_that_flips_breaks_the_original() {
    let original = original();
    assert!(original.len() <= 64 * 1024);
    let bits: Vec<usize> = (0..original.len() * 8).collect();
    on_two_threads(&bits, |bit| {
        let mut flipped = original.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        check_broken(&flipped, format_args!("bit {bit}"));
    });
}

#[test]
fn a_forger_who_mends_the_hash_breaks_the_original_all_the_same() {
    let original = original();
    let forged = Forged::of(&original);
    let mut bits: Vec<usize> = (0..forged.header.len() * 8).collect();
    // The heads of all items, then the counts, then bits anywhere.
    let mut at = forged.header.len();
    for item in &forged.items {
        bits.extend(at * 8..(at + 5) * 8);
        at += item.len();
    }
    bits.extend(at * 8..(original.len() - 32) * 8);
    let mut chance = Chance(7);
    bits.extend((0..600).map(|_| chance.below(original.len() * 8 - 256)));
    on_two_threads(&bits, |bit| {
        let mut flipped = original[..original.len() - 32].to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        check_broken(&hashed(flipped), format_args!("bit {bit}"));
    });
}

/// What is done to a run of bytes or items.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Cut,
    Double,
    /// Exchange with the run that follows.
    Swap,
}

/// A deed on the run from `at`, of `length`; a swap is with the run of `other` behind it.
#[derive(Clone, Copy, Debug)]
struct Damage {
    deed: Deed,
    at: usize,
    length: usize,
    other: usize,
}

impl Damage {
    /// One on a list of so many, of a run no longer than `length_max`.
    fn by(chance: &mut Chance, count: usize, length_max: usize) -> Damage {
        let deed = [Deed::Cut, Deed::Double, Deed::Swap][chance.below(3)];
        let at = chance.below(count);
        let length = 1 + chance.below(length_max.min(count - at));
        let left = count - at - length;
        let other = if left == 0 { 0 } else { 1 + chance.below(length_max.min(left)) };
        Damage { deed, at, length, other }
    }

    fn done_to<T: Clone>(self, list: &[T]) -> Vec<T> {
        let (before, rest) = list.split_at(self.at);
        let (run, behind) = rest.split_at(self.length);
        match self.deed {
            Deed::Cut => [before, behind].concat(),
            Deed::Double => [before, run, run, behind].concat(),
            Deed::Swap => {
                let (other, behind) = behind.split_at(self.other);
                [before, other, run, behind].concat()
            }
        }
    }
}

#[test]
fn cuts_doublings_and_swaps_of_bytes_break_the_original() {
    let original = original();
    let mut chance = Chance(11);
    let damages: Vec<Damage> = (0..5000).map(|_| Damage::by(&mut chance, original.len(), 3000)).collect();
    on_two_threads(&damages, |damage| {
        let bytes = damage.done_to(&original);
        if bytes != original {
            check_broken(&bytes, damage);
        }
    });
}

#[test]
fn cuts_doublings_and_swaps_of_bytes_break_it_with_the_end_mended_too() {
    let original = original();
    let body = &original[..original.len() - END_BYTES];
    let forged = Forged::of(&original);
    let counts = [ACT, 2, 3, 4].map(|tag| forged.places(tag).len() as u64);
    assert_eq!(ended(body.to_vec(), counts), original);
    let mut chance = Chance(13);
    let damages: Vec<Damage> = (0..2500).map(|_| Damage::by(&mut chance, body.len(), 3000)).collect();
    on_two_threads(&damages, |damage| {
        let bytes = damage.done_to(body);
        if bytes != body {
            check_broken(&ended(bytes, counts), damage);
        }
    });
}

#[test]
fn whole_items_cut_doubled_or_swapped_show_unless_no_seal_holds_them() {
    let original = original();
    let forged = Forged::of(&original);
    let acts = |items: &[Vec<u8>]| items.iter().filter(|item| item[1] == ACT).cloned().collect::<Vec<_>>();
    let sealed = acts(&forged.items)[..SEALED].to_vec();
    let mut chance = Chance(17);
    let count = forged.items.len();
    let mut damages: Vec<Damage> = (0..2300).map(|_| Damage::by(&mut chance, count, count)).collect();
    // And every single item, by every deed.
    for deed in [Deed::Cut, Deed::Double, Deed::Swap] {
        damages.extend((0..count).map(|at| Damage { deed, at, length: 1, other: 1.min(count - at - 1) }));
    }
    on_two_threads(&damages, |damage| {
        let items = damage.done_to(&forged.items);
        if items == forged.items {
            return;
        }
        let changed = Forged { header: forged.header.clone(), items };
        let verdict = verdict(&changed.bytes());
        if !verdict.verified {
            return assert!(!verdict.problems.is_empty(), "{damage:?}");
        }
        // Whole all the same: only a cut is, of what no final seal holds, and the verdict warns that it may be one.
        assert!(matches!(damage.deed, Deed::Cut), "{damage:?}");
        let left = acts(&changed.items);
        let nothing_sealed = verdict.warnings.contains(&Warning::NothingSealed { acts: left.len() as u64 });
        let sealed_are_here = left.len() >= SEALED && left[..SEALED] == sealed;
        let unsealed = verdict.warnings.contains(&Warning::Unsealed { acts: (left.len() - SEALED.min(left.len())) as u64 });
        let few = verdict.warnings.iter().any(|warning| matches!(warning, Warning::FewCosignatures { .. }));
        let acts_are_cut = left.len() < acts(&forged.items).len();
        assert!(nothing_sealed || sealed_are_here && (acts_are_cut && unsealed || few), "{damage:?}");
    });
}

#[test]
fn a_cut_of_all_that_is_unsealed_leaves_an_earlier_record_whole_with_a_warning() {
    let forged = Forged::of(&original());
    let acts = forged.places(ACT);
    // Every act but the last k, without the notes of a seal that is final no more.
    for kept in [39, 38, 37, 36, 35] {
        let end = acts.get(kept).copied().unwrap_or(forged.items.len());
        let mut cut = Forged { header: forged.header.clone(), items: forged.items[..end].to_vec() };
        cut.items.retain(|item| item[1] != 4);
        let verdict = verdict(&cut.bytes());
        assert!(verdict.verified, "{kept}: {:?}", verdict.problems);
        let is_final = kept == 39;
        let expected = match is_final {
            true => Warning::Unsealed { acts: 4 },
            false => Warning::NothingSealed { acts: kept as u64 },
        };
        assert!(verdict.warnings.contains(&expected), "{kept}: {:?}", verdict.warnings);
    }
}

#[test]
fn what_a_stranger_sends_neither_panics_nor_is_believed() {
    let original = original();
    let header = Forged::of(&original).header;
    let mut chance = Chance(19);
    let mut sent: Vec<Vec<u8>> = vec![];
    for size in 0..1500 {
        let noise: Vec<u8> = (0..size).map(|_| chance.below(256) as u8).collect();
        // Noise alone, behind a good header, and made of plausible heads.
        let heads: Vec<u8> =
            noise.iter().map(|byte| [0x82, 0x01, 0x02, 0x03, 0x04, 0x05, 0x58, 0x40, 0x59, 0x78, 0x86][*byte as usize % 11]).collect();
        sent.push(hashed([&header[..], &noise].concat()));
        sent.push(hashed([&header[..], &heads].concat()));
        sent.push(noise);
    }
    // Depth, and lengths that nothing stands behind.
    sent.push(vec![0x81; 1 << 20]);
    for tag in 1..=5 {
        for head in [0x5A, 0x5B, 0x7A, 0x7B, 0x9A, 0x9B, 0xBB, 0x5F, 0x9F] {
            for fill in [0x00, 0x01, 0x7F, 0xFF] {
                sent.push(hashed([&header[..], &[0x82, tag, head], &[fill; 8]].concat()));
                sent.push(hashed([&header[..], &[0x86, tag, head], &[fill; 8]].concat()));
            }
        }
    }
    // Envelopes of noise, and envelopes that hold depth.
    let deep = [&[0x84, 0x43, 0xA1, 0x01, 0x32, 0xA0, 0x59, 0x20, 0x00][..], &[0x81; 0x2000], &[0x58, 0x40], &[0; 64]].concat();
    let size = (deep.len() as u16).to_be_bytes();
    sent.push(ended([&header[..], &[0x82, ACT, 0x59], &size, &deep].concat(), [1, 0, 0, 0]));
    on_two_threads(&sent, |bytes| check_broken(bytes, format_args!("{} bytes", bytes.len())));
}
