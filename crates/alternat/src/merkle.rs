//! The Merkle tree of RFC 9162: its root, grown leaf by leaf.

use sha2::{Digest, Sha256};

use crate::id::Id;

/// The hash of an inner node, `SHA-256(0x01 ‖ left ‖ right)`.
///
/// # Source
/// RFC 9162 section 2.1.1.
pub fn node_hash(left: &Id, right: &Id) -> Id {
    let mut hasher = Sha256::new();
    hasher.update([0x01]);
    hasher.update(left.0);
    hasher.update(right.0);
    Id(hasher.finalize().into())
}

/// A tree that grows leaf by leaf and remembers only the roots of its full subtrees: as much as its size has bits.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    full: Vec<Id>,
}

impl Tree {
    /// Adds a leaf, by its hash: the id of an act.
    pub fn push(&mut self, leaf: Id) {
        let mut node = leaf;
        let mut size = self.size;
        while size & 1 == 1
            && let Some(left) = self.full.pop()
        {
            node = node_hash(&left, &node);
            size >>= 1;
        }
        self.full.push(node);
        self.size += 1;
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; of an empty tree, the SHA-256 of nothing.
    pub fn root(&self) -> Id {
        let joined = self.full.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or_else(|| Id::of_bytes(&[]))
    }
}

/// The root over some leaves, computed as RFC 9162 section 2.1.1 defines it, halves first.
pub fn root(leaves: &[Id]) -> Id {
    match leaves {
        [] => Id::of_bytes(&[]),
        [leaf] => *leaf,
        _ => {
            let left = leaves.len().next_power_of_two() / 2;
            node_hash(&root(&leaves[..left]), &root(&leaves[left..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition() {
        let leaves: Vec<Id> = (0..130u32).map(|n| Id::of_payload(&n.to_be_bytes())).collect();
        let mut tree = Tree::default();
        assert_eq!(tree.root(), root(&[]));
        for size in 1..=leaves.len() {
            tree.push(leaves[size - 1]);
            assert_eq!((tree.size(), tree.root()), (size as u64, root(&leaves[..size])), "size {size}");
        }
    }

    /// The reference tree of RFC 6962's test data, which RFC 9162 keeps: leaves "", 00, 10, 2021, …
    #[test]
    fn the_first_roots_of_the_reference_tree() {
        let leaves = [Id::of_payload(b""), Id::of_payload(&[0x00])];
        assert_eq!(root(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(root(&leaves[..1]).to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(root(&leaves).to_string(), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }
}
