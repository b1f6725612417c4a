//! The Merkle tree of RFC 9162, its inclusion and consistency proofs.
//!
//! Leaves are ids of acts, which are leaf hashes already. Proofs are checked without a tree and without trust in any
//! number that comes with them.

use sha2::{Digest, Sha256};

use crate::id::Id;

/// A tree that grows leaf by leaf and remembers only the roots of its full subtrees: at most 64 hashes.
///
/// ```
/// # use alternat::{id::Id, merkle::{Tree, root}};
/// let leaves = [Id::of_payload(b"a"), Id::of_payload(b"b"), Id::of_payload(b"c")];
/// let tree: Tree = leaves.iter().copied().collect();
/// assert_eq!((tree.size(), tree.root()), (3, root(&leaves)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// Roots of the full subtrees, the widest first; one for each bit that is set in `size`.
    peaks: Vec<Id>,
}

impl Tree {
    /// The tree without leaves.
    pub fn new() -> Tree {
        Tree::default()
    }

    /// Adds a leaf at the right.
    pub fn push(&mut self, leaf: Id) {
        let mut peak = leaf;
        // Each bit that the count carries over is two subtrees of one width that become one of the next.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                peak = node_hash(left, peak);
            }
        }
        self.peaks.push(peak);
        self.size += 1;
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; of the tree without leaves, the SHA-256 of nothing.
    pub fn root(&self) -> Id {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or_else(|| Id::of_bytes(b""))
    }
}

impl Extend<Id> for Tree {
    fn extend<T: IntoIterator<Item = Id>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Id> for Tree {
    fn from_iter<T: IntoIterator<Item = Id>>(leaves: T) -> Tree {
        let mut tree = Tree::new();
        tree.extend(leaves);
        tree
    }
}

/// The hash of the node over two nodes: `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: Id, right: Id) -> Id {
    let mut hasher = Sha256::new();
    hasher.update([0x01]);
    hasher.update(left.0);
    hasher.update(right.0);
    Id(hasher.finalize().into())
}

/// The root over these leaves; over none, the SHA-256 of nothing.
///
/// # Source
/// RFC 9162 section 2.1.1.
pub fn root(leaves: &[Id]) -> Id {
    leaves.iter().copied().collect::<Tree>().root()
}

/// The hashes that lead from the leaf at `index` to the root, the nearest first.
///
/// `None` where there is no such leaf.
///
/// # Source
/// RFC 9162 section 2.1.3.1.
pub fn inclusion_proof(leaves: &[Id], index: u64) -> Option<Vec<Id>> {
    let mut index = usize::try_from(index).ok().filter(|index| *index < leaves.len())?;
    let mut subtree = leaves;
    let mut proof = Vec::new();
    while subtree.len() > 1 {
        let (left, right) = halves(subtree);
        if index < left.len() {
            proof.push(root(right));
            subtree = left;
        } else {
            proof.push(root(left));
            index -= left.len();
            subtree = right;
        }
    }
    proof.reverse();
    Some(proof)
}

/// The hashes that show that the first `old_size` leaves stand unchanged at the beginning of all of these.
///
/// Empty where the sizes are equal. `None` where `old_size` is zero, as nothing follows from an empty tree, or more than
/// there are.
///
/// # Source
/// RFC 9162 section 2.1.4.1.
pub fn consistency_proof(leaves: &[Id], old_size: u64) -> Option<Vec<Id>> {
    let mut old_size = usize::try_from(old_size).ok().filter(|size| (1..=leaves.len()).contains(size))?;
    let mut subtree = leaves;
    // The verifier knows the old root, so a subtree that is the whole of the old tree is not repeated to it.
    let mut whole = true;
    let mut proof = Vec::new();
    while old_size < subtree.len() {
        let (left, right) = halves(subtree);
        if old_size <= left.len() {
            proof.push(root(right));
            subtree = left;
        } else {
            proof.push(root(left));
            old_size -= left.len();
            subtree = right;
            whole = false;
        }
    }
    if !whole {
        proof.push(root(subtree));
    }
    proof.reverse();
    Some(proof)
}

/// Whether `proof` leads from `leaf`, at `index` of a tree of `size` leaves, to `root`.
///
/// # Errors
/// [`ProofFault`], also for an index outside the tree.
///
/// # Source
/// RFC 9162 section 2.1.3.2.
pub fn verify_inclusion(leaf: Id, index: u64, size: u64, proof: &[Id], root: Id) -> Result<(), ProofFault> {
    if index >= size {
        return Err(ProofFault::OutsideTree { index, size });
    }
    let mut climb = Climb { index, last: size - 1 };
    let mut hash = leaf;
    for sibling in proof {
        hash = match climb.step()? {
            Side::Left => node_hash(*sibling, hash),
            Side::Right => node_hash(hash, *sibling),
        };
    }
    climb.end()?;
    if hash != root {
        return Err(ProofFault::Root { expected: root, found: hash });
    }
    Ok(())
}

/// Whether `proof` shows the tree of `old_size` leaves with `old_root` to be the beginning of the one of `size` with `root`.
///
/// # Errors
/// [`ProofFault`], also for an old size of zero, of which nothing can be shown.
///
/// # Source
/// RFC 9162 section 2.1.4.2.
pub fn verify_consistency(old_size: u64, old_root: Id, size: u64, root: Id, proof: &[Id]) -> Result<(), ProofFault> {
    if old_size == 0 || old_size > size {
        return Err(ProofFault::Sizes { old_size, size });
    }
    if old_size == size {
        // Nothing was added, so there is nothing to show but that the roots are the same.
        return match proof {
            [] if old_root == root => Ok(()),
            [] => Err(ProofFault::Root { expected: root, found: old_root }),
            _ => Err(ProofFault::TooLong),
        };
    }
    // Where the old tree is one full subtree, its root is the old root and not repeated in the proof.
    let (start, rest) = if old_size.is_power_of_two() {
        (old_root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or(ProofFault::TooShort)?;
        (*first, rest)
    };
    // Both climbs begin at the widest full subtree that ends with the last leaf of the old tree.
    let width = old_size.trailing_zeros();
    let mut climb = Climb { index: (old_size - 1) >> width, last: (size - 1) >> width };
    let (mut old, mut new) = (start, start);
    for sibling in rest {
        match climb.step()? {
            Side::Left => {
                old = node_hash(*sibling, old);
                new = node_hash(*sibling, new);
            }
            Side::Right => new = node_hash(new, *sibling),
        }
    }
    climb.end()?;
    if old != old_root {
        return Err(ProofFault::OldRoot { expected: old_root, found: old });
    }
    if new != root {
        return Err(ProofFault::Root { expected: root, found: new });
    }
    Ok(())
}

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofFault {
    /// There is no such leaf.
    #[error("there is no leaf {index} in a tree of {size}")]
    OutsideTree {
        /// The index claimed, from zero.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The old tree is empty, or larger than the new one.
    #[error("a tree of {size} leaves cannot be shown to continue one of {old_size}")]
    Sizes {
        /// The size of the old tree.
        old_size: u64,
        /// The size of the new tree.
        size: u64,
    },
    /// The proof ends below the root.
    #[error("the proof ends before it has reached the root")]
    TooShort,
    /// The proof goes on above the root.
    #[error("the proof goes on after it has reached the root")]
    TooLong,
    /// The proof leads to another old root.
    #[error("the proof leads to the old root {found}, not to {expected}")]
    OldRoot {
        /// The old root that was to be shown.
        expected: Id,
        /// The root that the proof gives.
        found: Id,
    },
    /// The proof leads to another root.
    #[error("the proof leads to the root {found}, not to {expected}")]
    Root {
        /// The root that was to be shown.
        expected: Id,
        /// The root that the proof gives.
        found: Id,
    },
}

/// On which side of a node its sibling stands.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: its index on its level, and the index of the last node on that level.
struct Climb {
    index: u64,
    last: u64,
}

impl Climb {
    /// Goes up one sibling, past the levels on which the node has none, and says where that sibling stood.
    fn step(&mut self) -> Result<Side, ProofFault> {
        if self.last == 0 {
            return Err(ProofFault::TooLong);
        }
        // The last node of a level that has no right sibling rises as it is, until it is a right child.
        if self.index == self.last && self.index & 1 == 0 {
            let levels = self.index.trailing_zeros();
            self.index >>= levels;
            self.last >>= levels;
        }
        let side = if self.index & 1 == 1 { Side::Left } else { Side::Right };
        self.index >>= 1;
        self.last >>= 1;
        Ok(side)
    }

    fn end(&self) -> Result<(), ProofFault> {
        if self.last == 0 { Ok(()) } else { Err(ProofFault::TooShort) }
    }
}

/// The two subtrees of at least two leaves; the left one is full, and as wide as can be without being all.
fn halves(leaves: &[Id]) -> (&[Id], &[Id]) {
    leaves.split_at(leaves.len().next_power_of_two() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGEST: u64 = 64;

    /// The root by the letter of RFC 9162 section 2.1.1, with nothing clever in it.
    fn root_by_the_letter(leaves: &[Id]) -> Id {
        match leaves {
            [] => Id::of_bytes(b""),
            [leaf] => *leaf,
            _ => {
                let mut split = 1;
                while split * 2 < leaves.len() {
                    split *= 2;
                }
                node_hash(root_by_the_letter(&leaves[..split]), root_by_the_letter(&leaves[split..]))
            }
        }
    }

    fn leaves(count: u64) -> Vec<Id> {
        (0..count).map(|number| Id::of_payload(&number.to_be_bytes())).collect()
    }

    /// Each way in which a proof can be off by a little: a bit, a hash less, a hash more, two hashes exchanged.
    fn damaged(proof: &[Id]) -> Vec<Vec<Id>> {
        let mut all = Vec::new();
        for at in 0..proof.len() {
            let mut flipped = proof.to_vec();
            flipped[at].0[(7 * at + 3) % 32] ^= 1 << (at % 8);
            all.push(flipped);
            let mut dropped = proof.to_vec();
            dropped.remove(at);
            all.push(dropped);
            if at > 0 {
                let mut exchanged = proof.to_vec();
                exchanged.swap(at - 1, at);
                all.push(exchanged);
            }
        }
        for at in 0..=proof.len() {
            for more in [Id::ZERO, proof.get(at).copied().unwrap_or_default()] {
                let mut added = proof.to_vec();
                added.insert(at, more);
                all.push(added);
            }
        }
        all
    }

    fn other(id: Id) -> Id {
        let mut id = id;
        id.0[31] ^= 1;
        id
    }

    #[test]
    fn a_tree_and_the_letter_of_the_standard_give_one_root() {
        let all = leaves(LARGEST);
        let mut tree = Tree::new();
        for size in 0..=all.len() {
            assert_eq!(tree.root(), root_by_the_letter(&all[..size]), "size {size}");
            assert_eq!(tree.root(), root(&all[..size]), "size {size}");
            assert_eq!(tree.size(), size as u64);
            assert_eq!(tree.peaks.len(), size.count_ones() as usize);
            all.get(size).into_iter().for_each(|leaf| tree.push(*leaf));
        }
    }

    #[test]
    fn roots_are_those_of_the_reference_tree_of_certificate_transparency() {
        let entries: [&[u8]; 8] = [b"", b"\x00", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let leaves = entries.map(Id::of_payload);
        for (at, expected) in roots.iter().enumerate() {
            assert_eq!(root(&leaves[..=at]).to_string(), *expected, "size {}", at + 1);
        }
    }

    #[test]
    fn the_root_of_no_leaves_is_the_hash_of_nothing() {
        assert_eq!(root(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn every_leaf_of_every_small_tree_is_proved_and_nothing_near_it() {
        for size in 0..=LARGEST {
            let all = leaves(size);
            let root = root(&all);
            assert_eq!(inclusion_proof(&all, size), None);
            assert_eq!(inclusion_proof(&all, u64::MAX), None);
            for index in 0..size {
                let leaf = all[index as usize];
                let proof = inclusion_proof(&all, index).unwrap();
                assert_eq!(verify_inclusion(leaf, index, size, &proof, root), Ok(()), "leaf {index} of {size}");
                assert!(verify_inclusion(other(leaf), index, size, &proof, root).is_err(), "leaf {index} of {size}");
                assert!(verify_inclusion(leaf, index, size, &proof, other(root)).is_err(), "leaf {index} of {size}");
                for elsewhere in (0..=size).filter(|elsewhere| *elsewhere != index) {
                    assert!(verify_inclusion(leaf, elsewhere, size, &proof, root).is_err(), "{index} as {elsewhere} of {size}");
                }
                for damaged in damaged(&proof) {
                    assert!(verify_inclusion(leaf, index, size, &damaged, root).is_err(), "leaf {index} of {size}: {damaged:?}");
                }
            }
        }
    }

    #[test]
    fn every_small_tree_continues_every_smaller_one_and_nothing_near_it() {
        let all = leaves(LARGEST);
        for size in 0..=LARGEST {
            let now = &all[..size as usize];
            let root_now = root(now);
            assert_eq!(consistency_proof(now, 0), None);
            assert_eq!(consistency_proof(now, size + 1), None);
            for old_size in 1..=size {
                let old_root = root(&all[..old_size as usize]);
                let proof = consistency_proof(now, old_size).unwrap();
                let check = |old_root, root, proof: &[Id]| verify_consistency(old_size, old_root, size, root, proof);
                assert_eq!(check(old_root, root_now, &proof), Ok(()), "{old_size} in {size}");
                assert!(check(other(old_root), root_now, &proof).is_err(), "{old_size} in {size}");
                assert!(check(old_root, other(root_now), &proof).is_err(), "{old_size} in {size}");
                for damaged in damaged(&proof) {
                    assert!(check(old_root, root_now, &damaged).is_err(), "{old_size} in {size}: {damaged:?}");
                }
                for wrong in (0..=size).filter(|wrong| *wrong != old_size) {
                    assert!(verify_consistency(wrong, old_root, size, root_now, &proof).is_err(), "{wrong} for {old_size} in {size}");
                }
            }
        }
    }

    #[test]
    fn no_number_and_no_length_is_too_much_for_a_verifier() {
        let numbers = [0, 1, 2, 3, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, u64::MAX - 1, u64::MAX];
        for length in [0, 1, 2, 62, 63, 64, 65, 130] {
            let proof = vec![Id::ZERO; length];
            for first in numbers {
                for second in numbers {
                    // A lone leaf and a tree compared with itself need no hashes; nothing else is proved by zeros.
                    let lone = (first, second, length) == (0, 1, 0);
                    assert_eq!(verify_inclusion(Id::ZERO, first, second, &proof, Id::ZERO).is_ok(), lone, "{first} {second}");
                    let same = first == second && first > 0 && length == 0;
                    assert_eq!(verify_consistency(first, Id::ZERO, second, Id::ZERO, &proof).is_ok(), same, "{first} {second}");
                }
            }
        }
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        let leaf = Id::of_payload(b"leaf");
        let text = |verdict: Result<(), ProofFault>| verdict.unwrap_err().to_string();
        let rows = [
            (text(verify_inclusion(leaf, 3, 3, &[], leaf)), "there is no leaf 3 in a tree of 3"),
            (text(verify_inclusion(leaf, 0, 2, &[], leaf)), "the proof ends before it has reached the root"),
            (text(verify_inclusion(leaf, 0, 1, &[leaf], leaf)), "the proof goes on after it has reached the root"),
            (text(verify_consistency(4, leaf, 3, leaf, &[])), "a tree of 3 leaves cannot be shown to continue one of 4"),
            (text(verify_consistency(0, leaf, 3, leaf, &[])), "a tree of 3 leaves cannot be shown to continue one of 0"),
        ];
        for (found, expected) in rows {
            assert_eq!(found, expected);
        }
    }
}
