//! A body whose founder has three root keys, two of which must sign; which rotates them, and seals twice.

use super::*;

/// The set of Dorna's root keys, by their seeds, from the first, and that which follows it.
const DORNA: [[u8; 3]; 3] = [[141, 142, 143], [144, 145, 146], [147, 148, 149]];

fn keys(seeds: [u8; 3], places: &[u8]) -> Vec<RootKey> {
    places.iter().map(|place| RootKey { place: *place, ..root_key([seeds[usize::from(*place)]; 32]) }).collect()
}

/// These keys, two of which must sign, and the promise of those that follow.
fn roots(now: [u8; 3], next: [u8; 3]) -> Roots {
    let publics = |seeds: [u8; 3]| -> Vec<RootPublic> {
        seeds.map(|seed| RootPublic { ed25519: root_key([seed; 32]).ed25519.public(), ml_dsa: root_key([seed; 32]).ml_dsa.public() }).into()
    };
    Roots { keys: publics(now), threshold: 2, next: Roots::promise(2, &publics(next)) }
}

impl World {
    /// Signs an act of a root, by these of its keys, that has seen every head that is here.
    fn stands_by<T: minicbor::Encode<()>>(&mut self, feed: &mut Feed, keys: &[RootKey], kind: Kind, body: &T) -> Id {
        let payload = act(feed, self.heads_beside(feed, kind), kind, body).payload();
        let aad = if matches!(kind, Kind::Inception | Kind::Charter) { Id::ZERO } else { self.mechanism };
        let (id, standing) = self.keep(feed, sign_by_root(&payload, &aad, keys));
        assert_eq!(standing, Standing::Stands, "{}", kind.name());
        id
    }
}

/// Such a body when both have acceded, and who may act in it.
struct Founded {
    world: World,
    dorna: Feed,
    alda: Feed,
    secretary: Feed,
    nodes: [Feed; 2],
}

fn founded() -> Founded {
    let mut dorna = Feed { id: None, seq: 0, prev: None, key: [0; 32], root: true };
    let founder = Inception { name: Words::one("en", "Dorna"), roots: roots(DORNA[0], DORNA[1]) };
    let (mut alda, alda_inception) = root_feed(2);
    let dor = Id::of_payload(&act(&dorna, vec![], Kind::Inception, &founder).payload());
    let ald = Id::of_payload(&act(&alda, vec![], Kind::Inception, &alda_inception).payload());
    let charter = terms("Commission of the Three Keys", "CTK", 3, [dor, ald]);
    let mut w = World::founded_by(&dorna, dor, &charter);
    let mechanism = w.mechanism;
    w.stands_by(&mut dorna, &keys(DORNA[0], &[0, 2]), Kind::Inception, &founder);
    w.stands_by(&mut dorna, &keys(DORNA[0], &[0, 1, 2]), Kind::Charter, &charter);
    w.stands(&mut alda, Kind::Inception, &alda_inception);
    w.stands_by(&mut dorna, &keys(DORNA[0], &[1, 2]), Kind::Accession, &Accession { charter: mechanism });
    w.stands(&mut alda, Kind::Accession, &Accession { charter: mechanism });
    let secretary = w.stands_by(&mut dorna, &keys(DORNA[0], &[0, 1]), Kind::Accreditation, &person(31));
    let dorna_node = w.stands_by(&mut dorna, &keys(DORNA[0], &[0, 2]), Kind::Accreditation, &node(41));
    let alda_node = w.stands(&mut alda, Kind::Accreditation, &node(42));
    Founded { world: w, dorna, alda, secretary: feed(secretary, 31), nodes: [feed(dorna_node, 41), feed(alda_node, 42)] }
}

/// The record, and the notes on its two seals: the first has twenty lines, since its nodes have cosigned it five times.
pub fn three_keys() -> (World, Vec<Note>) {
    let Founded { world: mut w, mut dorna, mut secretary, mut nodes, .. } = founded();
    // A rival of the first seal: it has six acts in its past and says a root that is none. It stands, and nobody agrees to it.
    let rival = SealProposal { root: Id::ZERO, size: 6, ..seal::propose(&w.record.everything(), None, vec![]) };
    assert_eq!(w.add_seeing(&mut secretary, vec![], Kind::SealProposal, &rival).1, Standing::Stands);
    w.seal(&mut secretary, &mut nodes);

    let rotation = Rotation { roots: roots(DORNA[1], DORNA[2]), cut: dorna.prev.expect("an act") };
    w.stands_by(&mut dorna, &keys(DORNA[1], &[1, 2]), Kind::Rotation, &rotation);
    // One pair more than must be.
    w.stands_by(&mut dorna, &keys(DORNA[1], &[0, 1, 2]), Kind::Accreditation, &person(32));
    w.seal(&mut secretary, &mut nodes);

    let seals = w.checkpoints();
    let first = (0..5).flat_map(|at| lines(&w, &nodes, &seals[0], at)).collect::<Vec<_>>();
    let second = lines(&w, &nodes, &seals[1], 9);
    let texts = notes(&seals[0], &first).into_iter().chain(notes(&seals[1], &second));
    let notes = texts.map(|text| Note::parse(&text).expect("a well-made note")).collect();
    (w, notes)
}

/// A record whose founder rotates with a cut before its own accession, so that the other party is the whole roster, and the notes on
/// its seal. Who does not judge cannot know that.
pub fn cut_before_the_accession() -> (World, Vec<Note>) {
    let Founded { world: mut w, mut dorna, mut alda, nodes: [_, alda_node], .. } = founded();
    let secretary = w.stands(&mut alda, Kind::Accreditation, &person(33));
    let rotation = Rotation { roots: roots(DORNA[1], DORNA[2]), cut: w.mechanism };
    w.stands_by(&mut dorna, &keys(DORNA[1], &[0, 1]), Kind::Rotation, &rotation);
    let mut alda_node = [alda_node];
    w.seal(&mut feed(secretary, 33), &mut alda_node);
    let seals = w.checkpoints();
    let texts = notes(&seals[0], &lines(&w, &alda_node, &seals[0], 9));
    (w, texts.iter().map(|text| Note::parse(text).expect("a well-made note")).collect())
}

/// The founder's inception, signed by one of the two keys that must.
pub fn founder_by_one() -> Vec<u8> {
    let founder = Inception { name: Words::one("en", "Dorna"), roots: roots(DORNA[0], DORNA[1]) };
    let feed = Feed { id: None, seq: 0, prev: None, key: [0; 32], root: true };
    sign_by_root(&act(&feed, vec![], Kind::Inception, &founder).payload(), &Id::ZERO, &keys(DORNA[0], &[0]))
}

impl World {
    /// Proposes to seal all that is here; every node agrees.
    fn seal(&mut self, by: &mut Feed, nodes: &mut [Feed]) {
        // A sighting first, so that the proposal's past holds all that is here.
        self.stands(by, Kind::Sighting, &Sighting {});
        let proposal = seal::propose(&self.record.everything(), None, vec![]);
        let proposed = self.stands(by, Kind::SealProposal, &proposal);
        let agreement = SealAgreement { proposal: proposed, root: proposal.root, state_hash: proposal.state_hash };
        for node in nodes {
            self.stands(node, Kind::SealAgreement, &agreement);
        }
    }

    fn checkpoints(&self) -> Vec<Checkpoint> {
        let ground = self.record.ground();
        let bodies = self.record.everything().final_seals().into_iter().filter_map(|seal| ground.body::<SealProposal>(seal));
        bodies.map(|body| Checkpoint { mechanism: self.mechanism, size: body.size, root: body.root }).collect()
    }
}

/// What these nodes sign on a checkpoint at a second, with both of their keys.
fn lines(world: &World, nodes: &[Feed], checkpoint: &Checkpoint, at: u64) -> Vec<Cosignature> {
    let ground = world.record.ground();
    let by = |node: &Feed| {
        let accreditation = node.id.and_then(|id| ground.graph.find(&id)).expect("an accredited node");
        let name = cosigner_name(&ground.id(ground.fact(accreditation).party));
        let classical = Cosignature::make_ed25519(&name, at, checkpoint, &ActKey::from_seed(&node.key));
        let quantum = Cosignature::make_ml_dsa(&name, at, checkpoint, &SealKey::from_seed(&node.key));
        [classical.expect("a good name"), quantum.expect("a good name")]
    };
    nodes.iter().flat_map(by).collect()
}
