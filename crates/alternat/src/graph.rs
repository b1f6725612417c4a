//! The graph of acts: feeds, their branches, and who has whom in his past.
//!
//! Every act has a place ([`Ix`]) in order of arrival, which no rule may read: two nodes give the same act different
//! places. A feed is one branch until it forks; then each branch counts for itself. A *clock* says for every branch how
//! many of its acts lie in a past, so that asking whether one act lies in the past of another is one comparison.

mod index;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};
use std::sync::Arc;

use crate::id::Id;

use index::Index;

/// The place of an act in this record, in order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ix(pub u32);

impl Ix {
    fn at(self) -> usize {
        self.0 as usize
    }
}

/// For each branch, one more than the highest number that lies in a past; 0 where none does. None lies in it of a branch
/// beyond its end.
pub type Clock = Arc<[u32]>;

/// Where an act hangs.
#[derive(Clone, Debug)]
pub struct Node {
    /// The act's id.
    pub id: Id,
    /// The act that opened the feed: an accreditation or an inception (for the inception itself, its own place).
    pub feed: Ix,
    /// The branch of the feed.
    pub branch: u32,
    /// The number in the feed.
    pub seq: u32,
    /// The act before in the feed.
    pub prev: Option<Ix>,
    /// Where in the graph's list the heads of other feeds end that the act names; they begin where those of the act end
    /// that arrived before.
    seen_end: u32,
}

/// An unforked run of a feed.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The act that opened the feed.
    pub feed: Ix,
    /// The act it grows from, for a branch that forked off later than number 0.
    pub parent: Option<Ix>,
    /// The number of its first act.
    pub first: u32,
    /// Its acts, in order.
    pub acts: Vec<Ix>,
}

/// The pasts of how many recent acts are kept at hand beside those of heads and of every 64th act of a branch.
const RECENT_CLOCKS: usize = 1024;
/// Every how many acts of a branch a past is kept for good.
const CLOCK_EVERY: u32 = 64;

/// All acts of a record and how they hang together.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    /// The heads that acts name, in order of arrival of the acts.
    seen: Vec<Ix>,
    by_id: Index,
    branches: Vec<Branch>,
    /// The past of each act, without the act itself, as far as it is at hand.
    pasts: Vec<Option<Clock>>,
    recent: VecDeque<Ix>,
}

impl Graph {
    /// How many acts there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The place of an act.
    pub fn find(&self, id: &Id) -> Option<Ix> {
        self.by_id.find(id, |ix| self.nodes[ix.at()].id)
    }

    /// Where an act hangs.
    pub fn node(&self, ix: Ix) -> &Node {
        &self.nodes[ix.at()]
    }

    /// The branches, in the order of a clock.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// All places, in order of arrival.
    pub fn places(&self) -> impl Iterator<Item = Ix> + use<> {
        (0..self.nodes.len() as u32).map(Ix)
    }

    /// The last act of every branch that no act of its feed follows.
    pub fn heads(&self) -> Vec<Ix> {
        self.branches.iter().filter_map(|branch| branch.acts.last()).copied().collect()
    }

    /// The acts that an act names as its past directly: its feed's opening, the act before, the heads it has seen.
    pub fn parents(&self, ix: Ix) -> impl Iterator<Item = Ix> + '_ {
        let node = self.node(ix);
        let opening = (node.feed != ix).then_some(node.feed);
        opening.into_iter().chain(node.prev).chain(self.seen(ix).iter().copied())
    }

    /// The heads of other feeds that an act names.
    pub fn seen(&self, ix: Ix) -> &[Ix] {
        let begin = ix.0.checked_sub(1).map_or(0, |before| self.node(Ix(before)).seen_end);
        &self.seen[begin as usize..self.node(ix).seen_end as usize]
    }

    /// Hangs an act into the graph. Its parents must be there; `feed` is `None` for an inception.
    pub fn push(&mut self, id: Id, feed: Option<Ix>, seq: u32, prev: Option<Ix>, seen: &[Ix]) -> Ix {
        let ix = Ix(self.nodes.len() as u32);
        let feed = feed.unwrap_or(ix);
        let past = self.past_of_parents((feed != ix).then_some(feed), prev, seen);
        let branch = self.branch_for(ix, feed, seq, prev);
        self.by_id.push(id, |ix| self.nodes[ix.at()].id);
        self.seen.extend_from_slice(seen);
        self.nodes.push(Node { id, feed, branch, seq, prev, seen_end: self.seen.len() as u32 });
        self.pasts.push(Some(past.into()));
        self.retire(prev);
        ix
    }

    /// Takes the act that came last out again: it was hung in to be looked at.
    pub(crate) fn pop(&mut self) {
        let Some(node) = self.nodes.pop() else { return };
        self.pasts.pop();
        self.seen.truncate(self.nodes.last().map_or(0, |last| last.seen_end as usize));
        self.by_id.pop(&node.id);
        let branch = &mut self.branches[node.branch as usize].acts;
        branch.pop();
        if branch.is_empty() {
            self.branches.pop();
        }
        if node.prev.is_some() {
            // A head again, whose past is kept for that.
            self.recent.pop_back();
        }
    }

    fn branch_for(&mut self, ix: Ix, feed: Ix, seq: u32, prev: Option<Ix>) -> u32 {
        if let Some(prev) = prev {
            let branch = self.nodes[prev.at()].branch;
            if self.branches[branch as usize].acts.last() == Some(&prev) {
                self.branches[branch as usize].acts.push(ix);
                return branch;
            }
        }
        let branch = self.branches.len() as u32;
        self.branches.push(Branch { feed, parent: prev, first: seq, acts: vec![ix] });
        branch
    }

    /// Lets go of the past of an act that is a head no more, unless it is one to keep.
    fn retire(&mut self, prev: Option<Ix>) {
        self.recent.extend(prev);
        if self.recent.len() > RECENT_CLOCKS
            && let Some(old) = self.recent.pop_front()
        {
            let node = &self.nodes[old.at()];
            let is_head = self.branches[node.branch as usize].acts.last() == Some(&old);
            if !node.seq.is_multiple_of(CLOCK_EVERY) && !is_head {
                self.pasts[old.at()] = None;
            }
        }
    }

    fn past_of_parents(&self, opening: Option<Ix>, prev: Option<Ix>, seen: &[Ix]) -> Vec<u32> {
        // Number 0 has its feed's opening in its past only by being in that feed; later numbers inherit it. There is room
        // for a branch that the act may open.
        let mut past = Vec::with_capacity(self.branches.len() + 1);
        let opening = opening.filter(|_| prev.is_none());
        for parent in opening.into_iter().chain(prev).chain(seen.iter().copied()) {
            self.merge(&mut past, parent);
        }
        past
    }

    fn merge(&self, into: &mut Vec<u32>, ix: Ix) {
        match &self.pasts[ix.at()] {
            Some(past) => join(into, past),
            None => join(into, &self.recompute(ix)),
        }
        self.reach(into, ix);
    }

    /// Adds an act to a clock that holds the act's past.
    fn reach(&self, clock: &mut Vec<u32>, ix: Ix) {
        let node = self.node(ix);
        let branch = node.branch as usize;
        if clock.len() <= branch {
            clock.resize(branch + 1, 0);
        }
        clock[branch] = clock[branch].max(node.seq + 1);
    }

    /// What lies in the past of an act, the act itself included.
    pub fn clock(&self, ix: Ix) -> Clock {
        let mut clock = Vec::with_capacity(self.branches.len());
        self.merge(&mut clock, ix);
        clock.into()
    }

    /// What lies in the past of an act, without the act itself.
    pub fn past(&self, ix: Ix) -> Clock {
        self.pasts[ix.at()].clone().unwrap_or_else(|| self.recompute(ix).into())
    }

    /// Whether an act lies in the past of another, which is not the act itself.
    pub fn precedes(&self, earlier: Ix, later: Ix) -> bool {
        match &self.pasts[later.at()] {
            Some(past) => self.within(past, earlier),
            None => self.within(&self.recompute(later), earlier),
        }
    }

    /// The past of an act whose past was let go: walks each branch back to the nearest one at hand, each act once.
    fn recompute(&self, ix: Ix) -> Vec<u32> {
        let mut clock = vec![0; self.branches.len()];
        // Per branch, the numbers below this one have been walked already.
        let mut walked: BTreeMap<u32, u32> = BTreeMap::new();
        let mut open = vec![ix];
        while let Some(start) = open.pop() {
            let mut at = Some(start);
            let branch = self.nodes[start.at()].branch;
            let below = walked.get(&branch).copied().unwrap_or(0);
            let top = self.nodes[start.at()].seq + 1;
            while let Some(here) = at {
                let node = &self.nodes[here.at()];
                if node.branch == branch && node.seq < below {
                    break;
                }
                if let Some(known) = &self.pasts[here.at()] {
                    join(&mut clock, known);
                    self.reach(&mut clock, here);
                    break;
                }
                if node.branch != branch {
                    open.push(here);
                    break;
                }
                self.reach(&mut clock, here);
                open.extend(self.seen(here).iter().copied());
                at = node.prev;
                if at.is_none() && node.feed != here {
                    open.push(node.feed);
                }
            }
            let slot = walked.entry(branch).or_insert(0);
            *slot = (*slot).max(top);
        }
        let node = self.node(ix);
        clock[node.branch as usize] = if node.seq == self.branches[node.branch as usize].first { 0 } else { node.seq };
        clock
    }

    /// The clock of an imaginary act that has every act in its past.
    pub fn everything(&self) -> Clock {
        self.branches.iter().map(|branch| branch.first + branch.acts.len() as u32).collect()
    }

    /// Everything but one act, which is the last of its branch.
    #[cfg(feature = "planted")]
    pub(crate) fn all_but(&self, ix: Ix) -> Clock {
        let mut clock = self.everything().to_vec();
        let node = self.node(ix);
        clock[node.branch as usize] = if node.seq == self.branches[node.branch as usize].first { 0 } else { node.seq };
        clock.into()
    }

    /// Whether an act lies in the past that a clock describes.
    pub fn within(&self, clock: &[u32], ix: Ix) -> bool {
        let node = &self.nodes[ix.at()];
        clock.get(node.branch as usize).is_some_and(|reached| node.seq < *reached)
    }

    /// How many acts lie in the past that a clock describes.
    pub fn count(&self, clock: &[u32]) -> u64 {
        self.branches.iter().zip(clock).map(|(branch, reached)| u64::from(reached.saturating_sub(branch.first))).sum()
    }

    /// The places of the acts in the past that a clock describes.
    pub fn members<'a>(&'a self, clock: &'a [u32]) -> impl Iterator<Item = Ix> + 'a {
        self.beyond(&[], clock)
    }

    /// The places of the acts in the past that `clock` describes and not in that of `base`; reads no others.
    fn beyond<'a>(&'a self, base: &'a [u32], clock: &'a [u32]) -> impl Iterator<Item = Ix> + 'a {
        self.branches.iter().zip(clock).enumerate().flat_map(move |(branch, (found, reached))| {
            let within = |reached: u32| (reached.saturating_sub(found.first) as usize).min(found.acts.len());
            let from = base.get(branch).copied().map_or(0, within);
            found.acts[from..within(*reached).max(from)].iter().copied()
        })
    }

    /// The act of number `seq` on the way down from `ix` in its own feed.
    pub fn ancestor(&self, ix: Ix, seq: u32) -> Option<Ix> {
        let mut branch = &self.branches[self.node(ix).branch as usize];
        if seq > self.node(ix).seq {
            return None;
        }
        while seq < branch.first {
            branch = &self.branches[self.node(branch.parent?).branch as usize];
        }
        branch.acts.get((seq - branch.first) as usize).copied()
    }

    /// The members of `clock` that are not in `base`, parents before children, ties by the smaller id.
    ///
    /// # Source
    /// spec/seal.md, "The order of leaves".
    pub fn in_order(&self, base: &[u32], clock: &[u32]) -> Vec<Ix> {
        let mut rest: Vec<Ix> = self.beyond(base, clock).collect();
        rest.sort_unstable();
        // Most often they arrived one after the other, and the place says where an act is in the list.
        let first = rest.first().map_or(0, |first| first.at());
        let position = |ix: Ix| match ix.at().checked_sub(first).filter(|at| rest.get(*at) == Some(&ix)) {
            Some(at) => Some(at),
            None => rest.binary_search(&ix).ok(),
        };
        // For each act how many of its parents are still to come, and the last of the links to its children; each link
        // holds a child and the link before. An act that names a parent twice waits for it twice.
        let mut waits = vec![0u32; rest.len()];
        let mut last_link: Vec<Option<u32>> = vec![None; rest.len()];
        let mut links: Vec<(u32, Option<u32>)> = Vec::with_capacity(rest.len() * 2);
        for (child, ix) in rest.iter().enumerate() {
            for parent in self.parents(*ix).filter(|parent| !self.within(base, *parent)).filter_map(position) {
                waits[child] += 1;
                links.push((child as u32, last_link[parent].replace(links.len() as u32)));
            }
        }
        let id = |at: usize| self.node(rest[at]).id;
        let first_ones = (0..rest.len()).filter(|at| waits[*at] == 0);
        let mut ready: BinaryHeap<Reverse<(Id, usize)>> = first_ones.map(|at| Reverse((id(at), at))).collect();
        let mut order = Vec::with_capacity(rest.len());
        while let Some(Reverse((_, at))) = ready.pop() {
            order.push(rest[at]);
            let mut link = last_link[at];
            while let Some((child, before)) = link.map(|link| links[link as usize]) {
                let child = child as usize;
                waits[child] -= 1;
                if waits[child] == 0 {
                    ready.push(Reverse((id(child), child)));
                }
                link = before;
            }
        }
        order
    }
}

fn join(into: &mut Vec<u32>, clock: &[u32]) {
    for (slot, reached) in into.iter_mut().zip(clock) {
        *slot = (*slot).max(*reached);
    }
    into.extend_from_slice(clock.get(into.len()..).unwrap_or_default());
}
