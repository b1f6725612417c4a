//! With whose nodes a circle is talked about now, and how far each talk has come.

use std::collections::{BTreeMap, BTreeSet};

use alternat::words::Code;

use super::PeerKey;

/// The nodes that are connected about one circle, by the keys of their connections: a party may have several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked(BTreeMap<PeerKey, Talking>);

/// The talk with one node.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Talking {
    code: Code,
    /// The talk's number: higher for one that began later.
    talk: u64,
    /// The last question for a comparison after which both were found to hold the same; none while they do not.
    equal: Option<u64>,
}

impl Linked {
    /// The parties of which at least one node is connected.
    pub fn parties(&self) -> BTreeSet<&Code> {
        self.0.values().map(|talking| &talking.code).collect()
    }

    /// How many nodes are connected.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a party's nodes that are connected, one at least, hold what this node holds, compared since that question.
    pub fn is_equal(&self, code: &Code, since: u64) -> bool {
        let mut of_party = self.0.values().filter(|talking| talking.code == *code).peekable();
        of_party.peek().is_some() && of_party.all(|talking| talking.equal.is_some_and(|equal| equal >= since))
    }

    /// A talk has come so far; gives whether that is news. What an older talk says of the same node counts no more.
    pub(super) fn set(&mut self, peer: PeerKey, code: &Code, talk: u64, equal: Option<u64>) -> bool {
        let new = Talking { code: code.clone(), talk, equal };
        match self.0.get(&peer) {
            Some(there) if there.talk > talk || *there == new => false,
            _ => {
                self.0.insert(peer, new);
                true
            }
        }
    }

    /// A talk is over; gives whether that is news. Where a later talk with the same node has begun, that one stays.
    pub(super) fn remove(&mut self, peer: &PeerKey, talk: u64) -> bool {
        self.0.get(peer).is_some_and(|there| there.talk == talk) && self.0.remove(peer).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two nodes of `ALD`, 1 and 2: what is told of their talks, then which nodes are connected, and whether `ALD` is equal
    /// since question 5.
    #[track_caller]
    fn check(told: &[(u8, u64, Option<Option<u64>>)], connected: &[u8], equal: bool) {
        let code = Code("ALD".into());
        let mut linked = Linked::default();
        for (node, talk, state) in told {
            match state {
                Some(equal) => linked.set([*node; 32], &code, *talk, *equal),
                None => linked.remove(&[*node; 32], *talk),
            };
        }
        assert_eq!(linked.0.keys().map(|key| key[0]).collect::<Vec<u8>>(), connected, "{told:?}");
        assert_eq!(linked.is_equal(&code, 5), equal, "{told:?}");
        assert_eq!((linked.count(), linked.parties().len()), (connected.len(), usize::from(!connected.is_empty())));
    }

    #[test]
    fn each_node_of_a_party_stands_for_itself_and_only_its_own_talk_ends_it() {
        let (connected, equal, stale, over) = (Some(None), Some(Some(5)), Some(Some(4)), None);
        check(&[], &[], false);
        check(&[(1, 1, connected)], &[1], false);
        check(&[(1, 1, stale)], &[1], false);
        check(&[(1, 1, equal)], &[1], true);
        check(&[(1, 1, equal), (1, 1, connected)], &[1], false);
        // One node of the party says nothing of the other.
        check(&[(1, 1, equal), (2, 2, connected)], &[1, 2], false);
        check(&[(1, 1, equal), (2, 2, equal)], &[1, 2], true);
        check(&[(1, 1, equal), (2, 2, connected), (2, 2, over)], &[1], true);
        // The end of the talk before, and what that still says, do not touch the one that took its place.
        check(&[(1, 1, connected), (1, 2, equal), (1, 1, over)], &[1], true);
        check(&[(1, 1, connected), (1, 2, connected), (1, 1, equal)], &[1], false);
        check(&[(1, 1, connected), (1, 2, equal), (1, 2, over)], &[], false);
    }
}
