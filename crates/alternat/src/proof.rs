//! Proofs by which a stranger who holds a seal's root checks one act, or a later seal, without the record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::kind::SealProposal;
use crate::merkle::{self, ProofFault};
use crate::record::Record;
use crate::seal;

/// That one act is a leaf of the tree of a final seal.
///
/// Who holds the act's payload computes its id, and from it and the path the root that the cosigned checkpoint says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inclusion {
    /// The act.
    pub act: Id,
    /// Which leaf it is, from 0.
    pub index: u64,
    /// How many leaves there are.
    pub size: u64,
    /// The root of the tree.
    pub root: Id,
    /// The hashes that lead from the leaf to the root, the nearest first.
    pub path: Vec<Id>,
}

/// That the tree of one final seal begins with that of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// The size of the earlier tree.
    pub old_size: u64,
    /// Its root.
    pub old_root: Id,
    /// The size of the later tree.
    pub size: u64,
    /// Its root.
    pub root: Id,
    /// The hashes that lead to both roots.
    pub path: Vec<Id>,
}

impl Inclusion {
    /// The proof of an act by the first final seal that holds it; `None` where none does.
    pub fn of(record: &Record, act: &Id) -> Option<Inclusion> {
        let ground = record.ground();
        let ix = ground.graph.find(act)?;
        let seals = record.everything().final_seals();
        let seal = seals.into_iter().find(|seal| ground.graph.within(&ground.graph.past(*seal), ix))?;
        let leaves: Vec<Id> = seal::leaves_of(ground, seal).into_iter().map(|leaf| ground.id(leaf)).collect();
        let index = leaves.iter().position(|leaf| leaf == act)? as u64;
        let path = merkle::inclusion_proof(&leaves, index)?;
        Some(Inclusion { act: *act, index, size: leaves.len() as u64, root: merkle::root(&leaves), path })
    }

    /// Whether the path leads from the act to the root. Whose root it is, is for the caller to know.
    ///
    /// # Errors
    /// [`ProofFault`].
    pub fn verify(&self) -> Result<(), ProofFault> {
        merkle::verify_inclusion(self.act, self.index, self.size, &self.path, self.root)
    }
}

impl Consistency {
    /// The proof that a final seal of `size` leaves continues the one of `old_size`; `None` where there are no such seals.
    pub fn of(record: &Record, old_size: u64, size: u64) -> Option<Consistency> {
        let ground = record.ground();
        let seals = record.everything().final_seals();
        let seal_of = |size: u64| {
            let body = |seal| ground.body::<SealProposal>(seal).filter(|body| body.size == size);
            seals.iter().copied().find(|seal| body(*seal).is_some())
        };
        let leaves = |seal| seal::leaves_of(ground, seal).into_iter().map(|leaf| ground.id(leaf)).collect::<Vec<Id>>();
        let (old, new) = (leaves(seal_of(old_size)?), leaves(seal_of(size)?));
        let path = merkle::consistency_proof(&new, old_size)?;
        Some(Consistency { old_size, old_root: merkle::root(&old), size, root: merkle::root(&new), path })
    }

    /// Whether the path leads to both roots. Whose roots they are, is for the caller to know.
    ///
    /// # Errors
    /// [`ProofFault`].
    pub fn verify(&self) -> Result<(), ProofFault> {
        merkle::verify_consistency(self.old_size, self.old_root, self.size, self.root, &self.path)
    }
}
