//! A small world of made-up parties: who signs with what, what was made so far, and the record that holds it.
//!
//! Keys come from published seeds: the seed of a key is the SHA-256 of its owner's name here. So the same world is the same
//! bytes on every machine.

use std::collections::BTreeMap;

use alternat::act::{Act, Part};
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::{Body, Kind, Matter, RootPublic, Roots, bytes};
use alternat::record::{Record, TurnedAway};
use alternat::refusal::Standing;
use alternat::words::Basis;

/// A world, and how far it has come.
#[derive(Clone)]
pub struct World {
    /// The mechanism's id.
    pub mechanism: Id,
    /// The record that holds all that was made.
    pub record: Record,
    /// What was made since the last [`World::begin`].
    pub made: Vec<Made>,
    /// What every act says it rests on.
    pub basis: Option<Basis>,
    names: BTreeMap<String, Id>,
    signers: BTreeMap<String, Signer>,
}

/// One act that was made.
#[derive(Clone)]
pub struct Made {
    /// What the world calls it.
    pub name: String,
    /// Its id.
    pub id: Id,
    /// The bytes.
    pub envelope: Vec<u8>,
    /// How it stands.
    pub standing: Standing,
}

/// Who signs a feed, and where the feed stands.
#[derive(Clone)]
pub struct Signer {
    /// The act that opened the feed; `None` for a root before its inception.
    pub feed: Option<Id>,
    /// How many acts it has.
    pub count: u32,
    /// Its last act.
    pub head: Option<Id>,
    hand: Keys,
}

#[derive(Clone)]
enum Keys {
    Act(ActKeySeed),
    /// Place in the list and name of each root key that signs.
    Root(Vec<(u8, String)>),
}

type ActKeySeed = [u8; 32];

/// The seed of a key, by its owner's name.
pub fn seed(name: &str) -> [u8; 32] {
    Id::of_bytes(name.as_bytes()).0
}

/// A root key, by its name and place in the list.
pub fn root_key(place: u8, name: &str) -> RootKey {
    RootKey { place, ed25519: ActKey::from_seed(&seed(name)), ml_dsa: SealKey::from_seed(&seed(name)) }
}

/// The public halves of root keys, by their names.
pub fn root_publics(names: &[&str]) -> Vec<RootPublic> {
    let public = |name: &&str| {
        let key = root_key(0, name);
        RootPublic { ed25519: key.ed25519.public(), ml_dsa: key.ml_dsa.public() }
    };
    names.iter().map(public).collect()
}

/// A root of one key, and one that is promised: `<name> 1` and `<name> 2`.
pub fn roots(name: &str) -> Roots {
    let (first, second) = (format!("{name} 1"), format!("{name} 2"));
    Roots { keys: root_publics(&[&first]), threshold: 1, next: Roots::promise(1, &root_publics(&[&second])) }
}

impl World {
    /// A world in which nothing has been made.
    pub fn new(mechanism: Id) -> World {
        World { mechanism, record: Record::new(mechanism), made: vec![], basis: None, names: BTreeMap::new(), signers: BTreeMap::new() }
    }

    /// What follows is counted apart from what was made before.
    pub fn begin(&self) -> World {
        World { made: vec![], ..self.clone() }
    }

    /// Lets a root sign, with the keys of these names at their places in the list.
    pub fn enter_root(&mut self, who: &str, keys: &[(u8, &str)]) {
        let hand = Keys::Root(keys.iter().map(|(place, name)| (*place, (*name).to_string())).collect());
        let before = self.signers.remove(who);
        let (feed, count, head) = before.map_or((None, 0, None), |before| (before.feed, before.count, before.head));
        self.signers.insert(who.to_string(), Signer { feed, count, head, hand });
    }

    /// Lets the holder of a feed sign: `who` is the name of the accreditation and of the key.
    pub fn enter(&mut self, who: &str) {
        let signer = Signer { feed: Some(self.id(who)), count: 0, head: None, hand: Keys::Act(seed(who)) };
        self.signers.insert(who.to_string(), signer);
    }

    /// The id of an act, by its name.
    pub fn id(&self, name: &str) -> Id {
        *self.names.get(name).unwrap_or_else(|| panic!("no act of this world is called {name:?}"))
    }

    /// The id of an act, if the world has one of this name.
    pub fn find(&self, name: &str) -> Option<Id> {
        self.names.get(name).copied()
    }

    /// Where a signer's feed stands.
    pub fn signer(&self, who: &str) -> &Signer {
        self.signers.get(who).unwrap_or_else(|| panic!("nobody in this world is called {who:?}"))
    }

    /// The next act of a signer, who has seen every head that is here.
    pub fn act<T: Matter + minicbor::Encode<()>>(&self, who: &str, body: &T) -> Act {
        self.act_of(who, T::KIND, bytes(body), vec![])
    }

    /// The next act of a signer, body in bytes, with detached parts.
    pub fn act_of(&self, who: &str, kind: Kind, body: Vec<u8>, parts: Vec<Part>) -> Act {
        let seen = if matches!(kind, Kind::Inception | Kind::Charter) { vec![] } else { self.news(who) };
        self.act_seeing(who, seen, kind, body, parts)
    }

    /// The next act of a signer, who has seen these heads.
    pub fn act_seeing(&self, who: &str, mut seen: Vec<Id>, kind: Kind, body: Vec<u8>, parts: Vec<Part>) -> Act {
        let Signer { feed, count, head, .. } = *self.signer(who);
        seen.sort();
        let basis = self.basis.clone();
        Act { feed, seq: count, prev: head, seen, claimed_at: self.claimed_at(kind), kind: kind.tag(), body, parts, basis }
    }

    /// Heads of other feeds that are news to a signer; one that lies in the past of another is not named.
    pub fn news(&self, who: &str) -> Vec<Id> {
        let signer = self.signer(who);
        let ground = self.record.ground();
        let graph = &ground.graph;
        let Some(last) = signer.head.or(signer.feed).and_then(|id| graph.find(&id)) else { return vec![] };
        let own = signer.feed.and_then(|id| graph.find(&id));
        let known = graph.clock(last);
        let fresh = |head: &alternat::graph::Ix| !graph.within(&known, *head) && Some(graph.node(*head).feed) != own;
        let heads: Vec<_> = graph.heads().into_iter().filter(fresh).collect();
        let covered = |head: &alternat::graph::Ix| heads.iter().any(|other| other != head && graph.within(&graph.clock(*other), *head));
        heads.iter().filter(|head| !covered(head)).map(|head| graph.node(*head).id).collect()
    }

    /// A minute after the act before: shown to readers, read by no rule. An inception is the same act in every record.
    fn claimed_at(&self, kind: Kind) -> u64 {
        const NOON: u64 = 1_936_180_800_000;
        let minutes = if kind == Kind::Inception { 0 } else { self.record.ground().graph.len() as u64 };
        NOON + 60_000 * minutes
    }

    /// The envelope of an act, signed for this mechanism.
    pub fn sign(&self, who: &str, act: &Act) -> Vec<u8> {
        let unbound = [Kind::Inception.tag(), Kind::Charter.tag()].contains(&act.kind);
        self.sign_payload(who, &act.payload(), if unbound { &Id::ZERO } else { &self.mechanism })
    }

    /// The envelope of any payload, signed for any mechanism.
    pub fn sign_payload(&self, who: &str, payload: &[u8], mechanism: &Id) -> Vec<u8> {
        match &self.signer(who).hand {
            Keys::Act(seed) => sign(payload, mechanism, &ActKey::from_seed(seed)),
            Keys::Root(keys) => {
                let keys: Vec<RootKey> = keys.iter().map(|(place, name)| root_key(*place, name)).collect();
                sign_by_root(payload, mechanism, &keys)
            }
        }
    }

    /// Signs, verifies and folds an act, and remembers it by a name.
    pub fn take(&mut self, who: &str, name: &str, act: &Act) -> (Id, Standing) {
        let envelope = self.sign(who, act);
        let folded = self.fold(name, envelope).unwrap_or_else(|away| panic!("{name}: {away}"));
        let signer = self.signers.get_mut(who).unwrap_or_else(|| panic!("nobody in this world is called {who:?}"));
        *signer = Signer { feed: signer.feed.or(Some(folded.0)), count: act.seq + 1, head: Some(folded.0), hand: signer.hand.clone() };
        folded
    }

    /// Verifies and folds an envelope, and remembers it by a name.
    ///
    /// # Errors
    /// [`TurnedAway`] where the door does not let it in.
    pub fn fold(&mut self, name: &str, envelope: Vec<u8>) -> Result<(Id, Standing), TurnedAway> {
        let verified = self.record.verify(&envelope)?;
        let id = verified.id();
        let (_, standing) = self.record.fold(verified);
        self.made.push(Made { name: name.to_string(), id, envelope, standing });
        self.names.insert(name.to_string(), id);
        Ok((id, standing))
    }

    /// Makes the next act of a signer, which stands.
    pub fn add<T: Matter + minicbor::Encode<()>>(&mut self, who: &str, name: &str, body: &T) -> Id {
        let act = self.act(who, body);
        let (id, standing) = self.take(who, name, &act);
        assert_eq!(standing, Standing::Stands, "{name}");
        id
    }

    /// Makes the next act of a signer, which is refused with this code.
    pub fn add_refused<T: Matter + minicbor::Encode<()>>(&mut self, who: &str, name: &str, body: &T, code: &str) -> Id {
        let act = self.act(who, body);
        let (id, standing) = self.take(who, name, &act);
        assert_eq!(standing.code(), code, "{name}");
        id
    }

    /// The body of an act of this world, by its name.
    pub fn body<'a, T>(&'a self, name: &str) -> &'a T
    where
        &'a T: TryFrom<&'a Body>,
    {
        let ground = self.record.ground();
        let body = ground.graph.find(&self.id(name)).and_then(|ix| ground.body::<T>(ix));
        body.unwrap_or_else(|| panic!("{name} is of another kind"))
    }
}
