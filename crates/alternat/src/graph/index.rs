//! The index of the graph: where the act with an id lies.

use std::collections::BTreeMap;

use super::Ix;
use crate::id::Id;

/// Slots that a search looks at before it turns to the map.
const PROBES_MAX: usize = 64;
/// Slots of the first table.
const SLOTS_LEAST: usize = 96;

/// The places of acts by id: a table of places, which leaves the ids where the acts lie, in a quarter of a map's memory.
///
/// A search begins at the slot that an id names with its first eight bytes, and goes on to the next until one is free.
/// Ids are hashes, but whoever signs can try payloads until as many ids as he likes name one slot, so a search looks at
/// no more than [`PROBES_MAX`] slots. An act that finds all of them taken goes into a map in order of ids.
#[derive(Clone, Debug, Default)]
pub struct Index {
    slots: Vec<Slot>,
    /// Acts whose slots were all taken.
    crowded: BTreeMap<Id, Ix>,
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    ix: Ix,
    /// Further bytes of the id, so that the id itself is hardly ever looked at in vain.
    tag: u32,
}

impl Slot {
    const FREE: Slot = Slot { ix: Ix(u32::MAX), tag: 0 };

    fn is_free(self) -> bool {
        self.ix == Slot::FREE.ix
    }
}

impl Index {
    /// The place of an act; `id_of` gives the id of the act at a place.
    pub fn find(&self, id: &Id, id_of: impl Fn(Ix) -> Id) -> Option<Ix> {
        let tag = tag(id);
        for at in self.probes(id) {
            let slot = self.slots[at];
            if slot.is_free() {
                return None;
            }
            if slot.tag == tag && id_of(slot.ix) == *id {
                return Some(slot.ix);
            }
        }
        self.crowded.get(id).copied()
    }

    /// Files the next act, whose id is not here; `id_of` gives the ids of those before it.
    pub fn push(&mut self, id: Id, id_of: impl Fn(Ix) -> Id) {
        // A third of the slots stays free, and so the searches short.
        if (self.len + 1) * 3 > self.slots.len() * 2 {
            self.slots = vec![Slot::FREE; (self.slots.len() / 2 * 3).max(SLOTS_LEAST)];
            self.crowded.clear();
            (0..self.len as u32).map(Ix).for_each(|ix| self.place(id_of(ix), ix));
        }
        self.place(id, Ix(self.len as u32));
        self.len += 1;
    }

    /// Takes the act that came last out again. No act before it has looked for a slot beyond its own, so none is lost.
    pub fn pop(&mut self, id: &Id) {
        self.len -= 1;
        let last = Ix(self.len as u32);
        let at = self.probes(id).find(|at| self.slots[*at].ix == last);
        match at {
            Some(at) => self.slots[at] = Slot::FREE,
            None => drop(self.crowded.remove(id)),
        }
    }

    fn place(&mut self, id: Id, ix: Ix) {
        let at = self.probes(&id).find(|at| self.slots[*at].is_free());
        match at {
            Some(at) => self.slots[at] = Slot { ix, tag: tag(&id) },
            None => drop(self.crowded.insert(id, ix)),
        }
    }

    /// The slots in which the act with an id may lie, in the order in which they are tried.
    fn probes(&self, id: &Id) -> impl Iterator<Item = usize> + use<> {
        let count = self.slots.len();
        let [a, b, c, d, e, f, g, h, ..] = id.0;
        // The slots divide what eight bytes can say evenly among them, however many there are.
        let first = (u128::from(u64::from_be_bytes([a, b, c, d, e, f, g, h])) * count as u128) >> 64;
        (first as usize..count).chain(0..count).take(PROBES_MAX.min(count))
    }
}

fn tag(id: &Id) -> u32 {
    u32::from_be_bytes([id.0[8], id.0[9], id.0[10], id.0[11]])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files all of these, sees that each is found and that one that is not there is not, then takes them out again.
    fn check(ids: &[Id]) -> Index {
        let mut index = Index::default();
        let id_of = |ix: Ix| ids[ix.at()];
        let found = |index: &Index, id: &Id| index.find(id, id_of);
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(found(&index, id), None, "act {at} before it came");
            index.push(*id, id_of);
        }
        let full = index.clone();
        for at in (0..ids.len()).rev() {
            assert_eq!(found(&index, &ids[at]), Some(Ix(at as u32)), "act {at}");
            index.pop(&ids[at]);
            assert_eq!(found(&index, &ids[at]), None, "act {at} taken out");
        }
        assert!(index.crowded.is_empty());
        full
    }

    #[test]
    fn every_act_is_found_and_none_beside() {
        let ids: Vec<Id> = (0..5000u32).map(|number| Id::of_bytes(&number.to_be_bytes())).collect();
        let full = check(&ids);
        assert!(full.crowded.len() < 50, "{} of 5000 honest acts found their slots taken", full.crowded.len());
    }

    #[test]
    fn acts_whose_ids_begin_alike_make_no_search_longer() {
        // The first slot, one in the middle, and the last, where the search goes on at the first.
        for first in [0x00, 0x80, 0xFF] {
            let alike = |number: u32| {
                let mut id = [first; 32];
                id[28..].copy_from_slice(&number.to_be_bytes());
                Id(id)
            };
            let full = check(&(0..1000).map(alike).collect::<Vec<_>>());
            assert_eq!(full.crowded.len(), 1000 - PROBES_MAX, "ids of {first:02x}");
        }
    }
}
