//! Parties with homes, circles between them, and nodes that run until they are dropped.

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use alternat::id::Id;
use alternat::kind::{Accreditation, Charter, Holder, Kind, Power, bytes};
use alternat::words::{Code, Lang, Words};
use alternat_node::circle::{Circle, Draft};
use alternat_node::exchange;
use alternat_node::founding::{self, Hand, Invitation};
use alternat_node::home::Home;
use alternat_node::node::{Node, Shared};
use alternat_node::request::{Answer, Ask, Blob, Request, Writing};
use alternat_node::root::{NewParty, Root};
use alternat_sync::{Asked, Chunk, Head, Holdings, Wanted, graph};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// Seconds after which a test has failed. Nothing that is tested waits for them.
pub const GUARD: u64 = 60;

/// The clock of whoever signs here.
pub const NOW: u64 = 1_900_000_000_000;

/// An empty place for one test.
pub fn place(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    place
}

fn english(text: &str) -> Words {
    Words(vec![(Lang("en".into()), text.into())])
}

/// A party: its root and its home.
pub struct Party {
    /// Its code wherever it is a member.
    pub code: &'static str,
    /// Its root.
    pub root: Root,
    directory: PathBuf,
}

impl Party {
    /// Makes a party with a home.
    pub fn new(place: &Path, code: &'static str) -> Party {
        let directory = place.join(code);
        let party = NewParty { name: english(code), keys: 1, threshold: 1, basis: None, claimed_at: 0 };
        let root = Root::create(&directory.join("root"), party).unwrap();
        Home::create(&directory, root.party()).unwrap();
        Party { code, root, directory }
    }

    /// Its home.
    pub fn home(&self) -> Home {
        Home::open(&self.directory).unwrap()
    }

    /// What its founding acts are signed with.
    pub fn hand(&self) -> Hand<'_> {
        Hand { root: &self.root, basis: None, now: NOW, node_name: None }
    }

    /// Its copy of a circle; no node may be running.
    pub fn circle(&self, mechanism: Id) -> Circle {
        self.home().circle(mechanism).unwrap()
    }

    /// Accredits a person with this name, who may do everything.
    pub fn accredit(&self, mechanism: Id, signer: &str) -> Id {
        let mut circle = self.circle(mechanism);
        let key = circle.signers().make(signer).unwrap().public();
        let may = vec![Power::Speak, Power::Represent, Power::Preside, Power::Report, Power::Seal];
        let holder = Holder { name: english(signer), title: None };
        let body = Accreditation { key, holder, may, second_signer_for: vec![], until: None, node: None, may_found: false };
        let draft = Draft { kind: Kind::Accreditation, body: bytes(&body), parts: vec![], basis: None, claimed_at: NOW };
        let feed = circle.sign_by_root(&self.root, &draft).unwrap();
        circle.signers().opened(signer, feed).unwrap();
        feed
    }

    /// Starts its node.
    pub fn run(&self) -> Running {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let node = Arc::new(Node::open(&self.directory).unwrap());
        let address = runtime.block_on(exchange::start(node.clone())).unwrap();
        Running { node, address, runtime }
    }
}

/// A charter of these parties, the first of whom presides first.
pub fn charter(parties: &[&Party]) -> Charter {
    let mut codes: Vec<&str> = parties.iter().map(|party| party.code).collect();
    let rotation = codes.clone();
    codes.sort();
    let party = |code: &&str| {
        let party = parties.iter().find(|party| party.code == *code).unwrap();
        json!({ "code": code, "inception": party.root.party(), "name": { "en": code } })
    };
    let nonce: String = Id::of_bytes(codes.concat().as_bytes()).to_string()[..32].into();
    serde_json::from_value(json!({
        "name": { "en": "A circle of tests" }, "symbol": "TST", "languages": ["en"],
        "parties": codes.iter().map(party).collect::<Vec<_>>(), "order": { "alphabetical": { "lang": "en" } },
        "in_force_after": codes, "rotation": rotation, "organs": [{ "code": "OFF", "name": { "en": "Officials" } }],
        "rules": { "procedure": "consensus", "substance": "consensus", "charter": "unanimity" }, "quorum": 2,
        "rules_version": 1, "demonstration": "rehearsal", "observers": [], "linked": [], "nonce": nonce,
    }))
    .unwrap()
}

/// Founds a circle, lets everybody join, gives everybody the same acts, and then each party a signer `head` of which only
/// the founder's is known to all.
pub fn found(parties: &[&Party]) -> Id {
    let (founder, others) = parties.split_first().unwrap();
    let invitation = {
        let circle = founding::found(&founder.home(), &founder.hand(), &charter(parties)).unwrap();
        Invitation::of(&circle, founder.root.party(), None).unwrap()
    };
    for party in others {
        let answer = {
            let circle = founding::join(&party.home(), &party.hand(), &invitation).unwrap();
            Invitation::of(&circle, party.root.party(), None).unwrap()
        };
        founding::welcome(&founder.home(), &answer).unwrap();
    }
    founder.accredit(invitation.mechanism, "head");
    let acts = envelopes(&founder.circle(invitation.mechanism));
    for party in others {
        let turned_away = party.circle(invitation.mechanism).take(&acts).unwrap().turned_away;
        assert!(turned_away.is_none(), "{turned_away:?}");
        party.accredit(invitation.mechanism, "head");
    }
    invitation.mechanism
}

/// The envelopes of a circle in order of arrival.
pub fn envelopes(circle: &Circle) -> Vec<Vec<u8>> {
    circle.store().acts(0).map(|act| act.unwrap().envelope).collect()
}

/// A node that runs until this is dropped: then all its tasks end at once, as if the process had been killed.
pub struct Running {
    /// The node.
    pub node: Arc<Node>,
    /// Where it listens.
    pub address: SocketAddr,
    runtime: Runtime,
}

impl Running {
    /// Asks the node about a circle.
    pub fn ask(&self, mechanism: Id, ask: Ask) -> Answer {
        self.runtime.block_on(self.node.answer(Request { mechanism: Some(mechanism.to_string()), ask }))
    }

    /// Asks, and expects no failure.
    pub fn done(&self, mechanism: Id, ask: Ask) {
        if let Answer::Failed(failure) = self.ask(mechanism, ask) {
            panic!("{}: {}", failure.code, failure.what);
        }
    }

    /// Tells the node where another party's node listens.
    pub fn meet(&self, mechanism: Id, code: &str, address: SocketAddr) {
        self.done(mechanism, Ask::Peer { code: Code(code.into()), address: Some(address) });
    }

    /// Has `head` sign an act.
    pub fn sign(&self, mechanism: Id, kind: &str, body: Value, parts: &[&[u8]]) -> Id {
        let parts = parts.iter().map(|part| Blob(part.to_vec())).collect();
        let writing = Writing { kind: kind.into(), body, parts, basis: None, claimed_at: Some(NOW) };
        match self.ask(mechanism, Ask::Sign { signer: "head".into(), writing, passphrase: None }) {
            Answer::Recorded { id } => id,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until an act is here.
    pub fn await_act(&self, mechanism: Id, id: Id) {
        self.done(mechanism, Ask::Wait { holds: vec![id], sealed: false, seconds: GUARD });
    }

    /// Waits until this node and every other whose address it knows hold the same.
    pub fn await_equal(&self, mechanism: Id) {
        self.done(mechanism, Ask::Sync { code: None, seconds: GUARD });
    }

    /// Whether an act is here now.
    pub fn holds(&self, mechanism: Id, id: Id) -> bool {
        self.shared(mechanism).with(|circle| circle.record().ground().graph.find(&id).is_some())
    }

    /// The circle.
    pub fn shared(&self, mechanism: Id) -> Arc<Shared> {
        self.node.circle(mechanism).unwrap()
    }

    /// Does something on the node's runtime, to be done within the guard.
    pub fn within<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(GUARD), future).await.expect("it came to no end") })
    }

    /// Waits until a party is connected, or is no more.
    pub fn await_link(&self, mechanism: Id, code: &str, connected: bool) {
        let code = Code(code.into());
        let shared = self.shared(mechanism);
        let mut links = shared.links().subscribe();
        let waited = self.within(async move { links.wait_for(|links| links.parties().contains(&code) == connected).await.map(drop) });
        waited.unwrap();
    }
}

/// A source that `head` cites: an act that whoever may speak may sign at any time.
pub fn cite(running: &Running, mechanism: Id, title: &str, parts: &[&[u8]]) -> Id {
    let body = json!({ "address": "https://press.example/1", "publisher": { "en": "A press" }, "title": { "en": title }, "lang": "en" });
    running.sign(mechanism, "source", body, parts)
}

/// A circle that a test holds by hand, as the exchange reads it.
pub struct Held<'a>(pub &'a Circle);

impl Holdings for Held<'_> {
    fn heads(&self) -> Vec<Head> {
        graph::heads(&self.0.record().ground().graph)
    }

    fn has(&self, act: &Id) -> bool {
        self.0.record().ground().graph.find(act).is_some()
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        graph::lacking(&self.0.record().ground().graph, known, count_max)
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.0.store().envelope(*act).unwrap()
    }

    fn notes(&self) -> Vec<Id> {
        self.0.notes().keys().copied().collect()
    }

    fn note(&self, hash: &Id) -> Option<Vec<u8>> {
        self.0.notes().get(hash).cloned()
    }

    fn wanted_part(&self, asked: &Asked) -> Option<Wanted> {
        self.0.wants().next(asked)
    }

    fn part(&self, _: &Id, _: u64, _: usize) -> Option<Chunk> {
        None
    }
}
