//! Where vectors begin: the made-up Commission of the Two Rivers, step by step, each step in a file of its own.

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::*;
use alternat::picture;
use alternat::refusal::Standing;
use serde_json::json;

use super::body::{self, code, codes, words};
use super::case::{hex, kind_name, object};
use super::world::{World, roots};

/// One step: its name, the step before, and the world at its end.
pub struct Prelude {
    /// The name, and that of the file.
    pub name: &'static str,
    /// What is the case at its end.
    fact: &'static str,
    /// The step before.
    after: Option<&'static str>,
    /// The world at its end; what it made are the acts of this step alone.
    pub world: World,
}

impl Prelude {
    /// The file.
    pub fn json(&self) -> String {
        let act = |made: &super::world::Made| {
            let tag = Act::read(alternat::envelope::Envelope::read(&made.envelope).expect("as made").payload).expect("as made").kind;
            json!({
                "name": made.name, "kind": kind_name(tag), "id": made.id, "expected": expected(made.standing), "envelope": hex(&made.envelope)
            })
        };
        let mut lines = vec![("fact", json!(self.fact)), ("mechanism", json!(self.world.mechanism))];
        lines.extend(self.after.map(|after| ("prelude", json!(after))));
        lines.push(("acts", self.world.made.iter().map(act).collect()));
        lines.push(("state_hash", json!(picture::state_hash(&self.world.record.everything()))));
        object(&lines)
    }
}

/// `stands`, `unknown`, or `refused` and the code.
pub fn expected(standing: Standing) -> String {
    match standing {
        Standing::Refused(refusal) => format!("refused {}", refusal.code()),
        other => other.code().to_string(),
    }
}

/// Every step, each after the one it follows.
pub fn all() -> Vec<Prelude> {
    let mut steps = Steps::default();
    steps.begin("rivers", "Dorna has founded the Commission of the Two Rivers, and Alda has not acceded yet.", rivers());
    steps.step("in-force", "rivers", "The two parties for which the charter waits have acceded.", in_force);
    steps.step("term", "in-force", "Dorna has taken the chair.", term);
    steps.step("convened", "term", "A first session of officials is convened, and two delegations have handed in credentials.", convened);
    steps.step("open", "convened", "The session is open, with an agenda and a text on the table.", open);
    steps.step("put", "open", "The text has been put to a decision.", put);
    steps.step("adopted", "put", "The decision is adopted.", adopted);
    steps.step(
        "committed",
        "adopted",
        "The decision has its number, both parties are to make a study, and Alda has reported on it.",
        committed,
    );
    steps.step("closed", "committed", "The session is closed.", closed);
    steps.step("handed-over", "closed", "Dorna has handed the chair over.", handed_over);
    steps.step("second-term", "handed-over", "Alda has taken the chair.", second_term);
    steps.step("proposed", "second-term", "Alda has proposed to seal the record.", proposed);
    steps.step("sealed", "proposed", "Both parties have agreed to the seal, so that it is final.", sealed);
    steps.begin("lake", "A commission in earnest, of three parties, without a rotation, that decides by majority; a text was put.", lake());
    steps.0
}

#[derive(Default)]
struct Steps(Vec<Prelude>);

impl Steps {
    fn begin(&mut self, name: &'static str, fact: &'static str, world: World) {
        self.0.push(Prelude { name, fact, after: None, world });
    }

    fn step(&mut self, name: &'static str, after: &'static str, fact: &'static str, make: fn(&mut World)) {
        let before = self.0.iter().find(|prelude| prelude.name == after).expect("a step made before");
        let mut world = before.world.begin();
        make(&mut world);
        self.0.push(Prelude { name, fact, after: Some(after), world });
    }
}

/// The roots of the parties that a charter names, before it is signed: names and inceptions.
pub const PARTIES: [(&str, &str); 3] = [("dorna", "Dorna"), ("alda", "Alda"), ("kesh", "Kesh")];

/// The ids that the inceptions of the three parties will have.
pub fn inceptions() -> [Id; 3] {
    PARTIES.map(|(who, name)| {
        let mut world = World::new(Id::ZERO);
        world.enter_root("root", &[]);
        Id::of_payload(&world.act("root", &inception(who, name)).payload())
    })
}

pub fn inception(who: &str, name: &str) -> Inception {
    let mut roots = roots(&format!("{who} root"));
    if who == "kesh" {
        // Two keys of which one may sign alone: a set that no rotation can bring into force.
        roots.next = Roots::promise(1, &unsound_keys());
    }
    body::inception(name, roots)
}

/// The keys that Kesh promised for its next root.
pub fn unsound_keys() -> Vec<RootPublic> {
    super::world::root_publics(&["kesh root 2", "kesh root 3"])
}

/// A world in which Dorna has founded a mechanism with this charter.
pub fn founded(charter: &Charter) -> World {
    let mut w = World::new(Id::ZERO);
    w.enter_root("dorna root", &[(0, "dorna root 1")]);
    let act = w.act("dorna root", &inception("dorna", "Dorna"));
    w.take("dorna root", "dorna root", &act);
    let founding = w.act("dorna root", charter);
    w.mechanism = Id::of_payload(&founding.payload());
    // The inception belongs to no mechanism, so it is the same act in the record of this one.
    let first = w.made.remove(0);
    w.record = alternat::record::Record::new(w.mechanism);
    w.fold("dorna root", first.envelope).expect("an inception belongs to no mechanism");
    w
}

fn rivers() -> World {
    let charter = body::charter(inceptions());
    let mut w = founded(&charter);
    w.add("dorna root", "charter", &charter);
    for (who, name) in PARTIES.into_iter().skip(1).chain([("vell", "Vell")]) {
        let root = format!("{who} root");
        w.enter_root(&root, &[(0, &format!("{root} 1"))]);
        w.add(&root, &root, &inception(who, name));
    }
    accredit_apart(&mut w);
    w.add("dorna root", "accession of dorna", &Accession { charter: w.mechanism });
    accredit(&mut w, "dorna root", &["dorna", "dorna second", "dorna dismissed"], &["dorna node", "dorna dismissed node"]);
    let silent = Accreditation { may: vec![], ..body::person("dorna silent") };
    w.add("dorna root", "dorna silent", &silent);
    let under_two = Accreditation { second_signer_for: body::POWERS.to_vec(), ..body::person("dorna under two") };
    w.add("dorna root", "dorna under two", &under_two);
    for who in ["dorna silent", "dorna under two"] {
        w.enter(who);
    }
    for who in ["dorna dismissed", "dorna dismissed node"] {
        let revocation = Revocation { feed: w.id(who), last: None };
        w.add("dorna root", &format!("revocation of {who}"), &revocation);
    }
    accredit(&mut w, "alda root", &["alda", "alda forked"], &["alda node", "alda forked node"]);
    accredit(&mut w, "kesh root", &["kesh"], &[]);
    // Vell is no party: what its root signs is kept and refused.
    w.add_refused("vell root", "vell", &body::person("vell"), "not-accredited");
    w.add_refused("vell root", "vell node", &body::node("vell node"), "not-accredited");
    w.enter("vell");
    w.enter("vell node");
    w
}

/// Dorna, Alda and Kesh once more: no demonstration, no rotation, and two thirds decide on texts.
fn lake() -> World {
    let mut charter = body::charter(inceptions());
    (charter.name, charter.symbol) = (words("Commission of the Lake"), code("CTL"));
    (charter.rotation, charter.demonstration) = (vec![], None);
    (charter.in_force_after, charter.quorum) = (codes("DOR ALD KES"), 3);
    charter.rules.substance = Rule::Majority { need: 2, of: 3 };
    let mut w = founded(&charter);
    w.add("dorna root", "charter", &charter);
    for (who, name) in PARTIES {
        let root = format!("{who} root");
        if who != "dorna" {
            w.enter_root(&root, &[(0, &format!("{root} 1"))]);
            w.add(&root, &root, &inception(who, name));
        }
        w.add(&root, &format!("accession of {who}"), &Accession { charter: w.mechanism });
        accredit(&mut w, &root, &[who], &[]);
    }
    let convening = body::convening(&w);
    let session = w.add("dorna", "session", &convening);
    for (who, head) in [("dorna", "Elin Dornaway"), ("alda", "Omar al-Aldani"), ("kesh", "Lena Keshmar")] {
        w.add(who, &format!("credentials of {who}"), &body::credentials(session, head));
    }
    w.add("dorna", "opening", &Opening { session });
    let act = w.act_of("dorna", Kind::Text, bytes(&body::text(session)), vec![body::part()]);
    let (subject, _) = w.take("dorna", "text", &act);
    let put = lake_put(&w, session, subject);
    w.add("dorna", "put", &put);
    w
}

/// A text put to a decision of the Lake.
pub fn lake_put(w: &World, session: Id, subject: Id) -> Put {
    let roster_hash = alternat::decision::roster_hash(&codes("DOR ALD KES"));
    Put { rule: Rule::Majority { need: 2, of: 3 }, roster_count: 3, roster_hash, ..body::put(w, session, subject) }
}

/// Kesh's root opens two feeds before it has seen the charter.
fn accredit_apart(w: &mut World) {
    for (who, body) in [("kesh apart", body::person("kesh apart")), ("kesh apart node", body::node("kesh apart node"))] {
        let act = w.act_seeing("kesh root", vec![], Kind::Accreditation, bytes(&body), vec![]);
        let (_, standing) = w.take("kesh root", who, &act);
        assert_eq!(standing.code(), "no-charter");
        w.enter(who);
    }
}

fn accredit(w: &mut World, root: &str, persons: &[&str], nodes: &[&str]) {
    for who in persons {
        w.add(root, who, &body::person(who));
        w.enter(who);
    }
    for who in nodes {
        w.add(root, who, &body::node(who));
        w.enter(who);
    }
}

fn in_force(w: &mut World) {
    w.add("alda root", "accession of alda", &Accession { charter: w.mechanism });
    for who in ["alda forked", "alda forked node"] {
        fork(w, who, "alda");
    }
}

/// A signer says two things with one number, and `finder` files the proof; the feed goes on from the second.
pub fn fork(w: &mut World, who: &str, finder: &str) {
    let (one, other) = (format!("{who}, one branch"), format!("{who}, other branch"));
    let first = w.act(who, &Sighting {});
    let second = Act { claimed_at: first.claimed_at + 1, ..first.clone() };
    w.take(who, &one, &first);
    w.take(who, &other, &second);
    let proof = fork_proof(w, who);
    w.add(finder, &format!("proof against {who}"), &proof);
}

/// The proof of the fork that [`fork`] made.
pub fn fork_proof(w: &World, who: &str) -> ForkProof {
    let mut sides = [w.id(&format!("{who}, one branch")), w.id(&format!("{who}, other branch"))];
    sides.sort();
    ForkProof { one: sides[0], other: sides[1] }
}

fn term(w: &mut World) {
    let assumption = Assumption { previous: w.mechanism, handover: None, party: code("DOR"), feed: w.id("dorna") };
    w.add_refused("alda", "refused assumption", &assumption, "not-yours");
    w.add("dorna", "term", &assumption);
}

fn convened(w: &mut World) {
    let convening = body::convening(w);
    w.add_refused("dorna", "refused convening", &Convening { number: 2, ..convening.clone() }, "not-next");
    let session = w.add("dorna", "session", &convening);
    w.add("dorna", "credentials of dorna", &body::credentials(session, "Elin Dornaway"));
    w.add("alda", "credentials of alda", &body::credentials(session, "Omar al-Aldani"));
    w.add_refused("alda", "refused credentials", &body::credentials(session, "Omar al-Aldani"), "not-replaced");
}

fn open(w: &mut World) {
    let session = w.id("session");
    w.add("dorna", "opening", &Opening { session });
    w.add("dorna", "agenda", &body::agenda(session));
    let tabled =
        |w: &World, title: &str, part| w.act_of("dorna", Kind::Text, bytes(&Text { title: words(title), ..body::text(session) }), part);
    let act = tabled(w, "Draft decision on tolls", vec![body::part()]);
    w.take("dorna", "text", &act);
    let act = tabled(w, "Draft decision on tolls", vec![]);
    w.take("dorna", "refused text", &act);
    let act = w.act_of("dorna", Kind::Statement, bytes(&body::statement(session)), vec![body::part()]);
    w.take("dorna", "statement", &act);
    let act = w.act_of("dorna", Kind::Statement, bytes(&body::statement(session)), vec![]);
    w.take("dorna", "refused statement", &act);
}

fn put(w: &mut World) {
    let put = body::put(w, w.id("session"), w.id("text"));
    w.add_refused("dorna", "refused put", &Put { roster_count: 3, ..put.clone() }, "roster-differs");
    w.add("dorna", "put", &put);
}

fn adopted(w: &mut World) {
    let put = w.id("put");
    w.add_refused("kesh", "refused objection", &body::objection(put), "not-a-party");
    w.add("alda", "position of alda", &body::position(put, Stance::Joins));
    w.add_refused("dorna", "refused close", &Close { put, outcome: Outcome::NotAdopted }, "outcome-differs");
    w.add("dorna", "close", &Close { put, outcome: Outcome::Adopted });
}

fn committed(w: &mut World) {
    let close = w.id("close");
    w.add("dorna", "number", &body::number(close, 1));
    let commitment = body::commitment(close);
    w.add_refused("dorna", "refused commitment", &Commitment { responsible: codes("KES"), ..commitment.clone() }, "not-a-party");
    let commitment = w.add("dorna", "commitment", &commitment);
    w.add("alda", "report of alda", &body::report(commitment, ReportStatus::InProgress));
    w.add_refused("alda", "refused report", &body::report(commitment, ReportStatus::InProgress), "not-replaced");
}

fn closed(w: &mut World) {
    w.add("dorna", "closing", &Closing { session: w.id("session"), next: None });
}

fn handed_over(w: &mut World) {
    let handover = body::handover(w);
    w.add_refused("dorna", "refused handover", &Handover { commitments: vec![], ..handover.clone() }, "account-differs");
    w.add("dorna", "handover", &handover);
}

fn second_term(w: &mut World) {
    let (previous, handover) = (w.id("term"), w.id("handover"));
    w.add("alda", "second term", &Assumption { previous, handover: Some(handover), party: code("ALD"), feed: w.id("alda") });
}

fn proposed(w: &mut World) {
    let proposal = proposal(w, "alda");
    w.add_refused("alda", "refused proposal", &SealProposal { rules: 2, ..proposal }, "seal-differs");
    let proposal = self::proposal(w, "alda");
    w.add("alda", "proposal", &proposal);
}

/// The proposal that `who` may make now: a sighting first, so that its past is all that is here.
pub fn proposal(w: &mut World, who: &str) -> SealProposal {
    let name = format!("sighting {} by {who}", w.record.ground().graph.len());
    w.add(who, &name, &Sighting {});
    alternat::seal::propose(&w.record.everything(), w.find("second term"), vec![])
}

fn sealed(w: &mut World) {
    let agreement = agreement(w, "proposal");
    w.add_refused("alda node", "refused agreement", &SealAgreement { root: Id::ZERO, ..agreement.clone() }, "seal-differs");
    for who in ["alda", "dorna"] {
        w.add(&format!("{who} node"), &format!("agreement of {who}"), &agreement);
    }
    assert_eq!(w.record.everything().final_seals().len(), 1, "both have agreed");
}

/// Agreement to a proposal of this world.
pub fn agreement(w: &World, proposal: &str) -> SealAgreement {
    let body = w.body::<SealProposal>(proposal);
    SealAgreement { proposal: w.id(proposal), root: body.root, state_hash: body.state_hash }
}
