//! What every kind can meet: from one act that stands, the same act by the wrong hand, at the wrong time, with a wrong id.

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::{Accreditation, Body, Hand, Kind};
use alternat::words::Basis;
use serde_json::Value;

use super::body;
use super::case::{Judged, Maker, kind_name};
use super::world::World;

/// The ids in a body that are cited as authority, and with what each is exchanged.
#[derive(Default)]
pub struct Cited {
    /// The field; `of` and `replaces` hold lists.
    pub field: &'static str,
    /// An act of a kind that the rule does not ask for, by its name in the world.
    pub wrong_kind: Option<&'static str>,
    /// An act that does not count, of the kind asked for.
    pub refused: Option<&'static str>,
}

/// A cited field of which only the presence in the past is judged.
pub fn in_past(field: &'static str) -> Cited {
    Cited { field, ..Cited::default() }
}

/// A cited field of any kind: what it names must count.
pub fn any(field: &'static str, refused: &'static str) -> Cited {
    Cited { field, wrong_kind: None, refused: Some(refused) }
}

/// A cited field of one kind.
pub fn one(field: &'static str, wrong_kind: &'static str, refused: &'static str) -> Cited {
    Cited { field, wrong_kind: Some(wrong_kind), refused: Some(refused) }
}

impl Maker<'_> {
    /// An act that stands, and the same act as it would be refused: the body with a key too many, another hand, before the
    /// charter, before it is in force, by those who may not, and with each cited id exchanged.
    pub fn specimen(
        &mut self,
        prelude: &'static str,
        path: &str,
        [fact, rules]: [&str; 2],
        cited: &[Cited],
        make: impl Fn(&mut World) -> Judged,
    ) {
        let mut world = self.world(prelude);
        let Judged { who, act } = make(&mut world);
        let kind = Kind::of_tag(act.kind).expect("a kind of version 1");
        self.judge(prelude, path, [fact, rules, "stands"], &make);
        self.malformed_body(prelude, kind, &make);
        self.out_of_place(prelude, kind, &make);
        self.wrong_hand(prelude, kind, &act);
        self.not_entitled(prelude, kind, &act);
        for one in cited {
            self.exchanged(prelude, kind, one, &make);
        }
        if kind.hand() != Hand::Root && !matches!(kind, Kind::Sighting | Kind::Delivery) {
            self.judge(
                "rivers",
                &format!("{}/before-the-charter-is-in-force", kind.name()),
                ["Not all parties for which the charter waits have acceded.", "", "refused not-in-force"],
                |w| again(w, &who, &act),
            );
        }
    }

    fn malformed_body(&mut self, prelude: &'static str, kind: Kind, make: impl Fn(&mut World) -> Judged) {
        let path = format!("{}/body-with-an-unknown-key", kind.name());
        self.judge(prelude, &path, ["The body has a key that its kind does not know.", "", "refused body-malformed"], |w| {
            let mut judged = make(w);
            judged.act.body = with_a_key_too_many(&judged.act.body);
            judged
        });
    }

    fn out_of_place(&mut self, prelude: &'static str, kind: Kind, make: impl Fn(&mut World) -> Judged) {
        let path = format!("{}/basis-in-a-rehearsal", kind.name());
        let fact = "In a rehearsal no act claims that something was presumed.";
        self.judge(prelude, &path, [fact, "", "refused basis-out-of-place"], |w| {
            let mut judged = make(w);
            judged.act.basis = Some(Basis::Presumed { why: "It is usual.".into() });
            judged
        });
    }

    fn wrong_hand(&mut self, prelude: &'static str, kind: Kind, act: &Act) {
        let (who, fact) = match kind.hand() {
            Hand::Root => ("alda", "A person signs what a root must."),
            Hand::Person => ("alda node", "A node signs what a person must."),
            Hand::Node => ("alda", "A person signs what a node must."),
            Hand::Either => ("alda root", "A root signs what a person or a node may."),
        };
        let path = format!("{}/by-another-hand", kind.name());
        self.judge(prelude, &path, [fact, "", "refused wrong-hand"], |w| again(w, who, act));
    }

    fn not_entitled(&mut self, prelude: &'static str, kind: Kind, act: &Act) {
        let node = if kind.hand() == Hand::Node { " node" } else { "" };
        let by = |who: &str| format!("{who}{node}");
        let mut row = |short: &str, fact: &str, code: &str, who: String| {
            let path = format!("{}/{short}", kind.name());
            self.judge(prelude, &path, [fact, "", &format!("refused {code}")], |w| again(w, &who, act));
        };
        if kind.by_root() {
            row("by-a-stranger", "The signer's root is none of the charter's parties.", "not-accredited", "vell root".into());
            self.root_cut_off(kind, act);
            return;
        }
        row("by-a-stranger", "The signer's root is none of the charter's parties.", "not-accredited", by("vell"));
        row("by-one-revoked", "The feed was revoked in the act's own past.", "revoked", by("dorna dismissed"));
        if prelude != "rivers" {
            row("by-one-forked", "The feed is proved forked, and its root has not resolved it.", "forked", by("alda forked"));
        }
        if kind.hand() == Hand::Person {
            row("by-one-not-permitted", "The accreditation lets its holder do nothing.", "not-permitted", "dorna silent".into());
            let fact = "The accreditation asks for a second signer, and none has cleared this body.";
            row("by-one-not-cleared", fact, "not-cleared", "dorna under two".into());
        }
        let path = format!("{}/without-the-charter", kind.name());
        let fact = "The charter does not lie in the act's past.";
        self.judge(prelude, &path, [fact, "", "refused no-charter"], |w| {
            let who = by("kesh apart");
            let body = act.body.clone();
            let act = w.act_seeing(&who, vec![], kind, body, act.parts.clone());
            Judged { who, act }
        });
    }

    /// Root acts after a rotation's cut, after a fork of the root, and before the charter.
    fn root_cut_off(&mut self, kind: Kind, act: &Act) {
        let name = kind.name();
        let fact = "A rotation has cut this act off the root's chain.";
        self.judge("in-force", &format!("{name}/after-the-cut-of-a-rotation"), [fact, "", "refused revoked"], |w| {
            let branch = w.signer("dorna root").clone();
            let cut = branch.head.expect("a root with acts");
            super::identity::rotate(w, "dorna", cut);
            let body = act.body.clone();
            let mut late = w.act_of("dorna root", kind, body, vec![]);
            late.seen.extend(late.prev);
            late.seen.sort();
            (late.seq, late.prev) = (branch.count, branch.head);
            w.enter_root("dorna root", &[(0, "dorna root 1")]);
            Judged { who: "dorna root".into(), act: late }
        });
        let fact = "The root itself is proved forked.";
        self.judge("in-force", &format!("{name}/by-a-forked-root"), [fact, "", "refused forked"], |w| {
            fork_root(w, "kesh");
            again(w, "kesh root", act)
        });
        let fact = "The charter does not lie in the act's past.";
        self.judge("rivers", &format!("{name}/without-the-charter"), [fact, "", "refused no-charter"], |w| {
            w.enter_root("late root", &[(0, "late root 1")]);
            w.add("late root", "late root", &body::inception("Late", super::world::roots("late root")));
            let act = w.act_seeing("late root", vec![], kind, act.body.clone(), vec![]);
            Judged { who: "late root".into(), act }
        });
    }

    fn exchanged(&mut self, prelude: &'static str, kind: Kind, cited: &Cited, make: &impl Fn(&mut World) -> Judged) {
        let Cited { field, wrong_kind, refused } = *cited;
        let mut row = |short: &str, fact: String, code: &str, id: &dyn Fn(&World) -> Id| {
            let path = format!("{}/{}-{short}", kind.name(), field.replace('_', "-"));
            self.judge(prelude, &path, [&fact, "", &format!("refused {code}")], |w| {
                let Judged { who, act } = make(w);
                let body = exchange(kind, &act.body, field, id(w));
                Judged { who, act: Act { body, ..act } }
            });
        };
        row("unknown", format!("`{field}` names an act that does not lie in the past."), "not-in-past", &|_| Id::of_bytes(b"no act"));
        if let Some(name) = wrong_kind {
            let fact = format!("`{field}` names an act of another kind: {name}.");
            row("of-another-kind", fact, "wrong-kind", &|w: &World| w.id(name));
        }
        if let Some(name) = refused {
            row("refused", format!("`{field}` names an act that does not stand."), "does-not-count", &|w: &World| w.id(name));
        }
    }
}

/// The same body by another signer, who has seen all that is here.
fn again(w: &World, who: &str, act: &Act) -> Judged {
    let kind = Kind::of_tag(act.kind).expect("a kind of version 1");
    Judged { who: who.to_string(), act: w.act_of(who, kind, act.body.clone(), act.parts.clone()) }
}

/// A root that signs two things with one number, with the proof filed by another party.
pub fn fork_root(w: &mut World, party: &str) {
    let root = format!("{party} root");
    let sides = ["one", "other"].map(|side| {
        let who = format!("{party} {side}");
        (who.clone(), body::person(&who))
    });
    let bodies: &[(String, Accreditation); 2] = &sides;
    let first = w.act(&root, &bodies[0].1);
    let second = Act { body: alternat::kind::bytes(&bodies[1].1), ..first.clone() };
    w.take(&root, &format!("{root}, one branch"), &first);
    w.take(&root, &format!("{root}, other branch"), &second);
    let proof = super::prelude::fork_proof(w, &root);
    w.add("alda", &format!("proof against {root}"), &proof);
}

/// The body with one more key than its kind knows, still canonical.
fn with_a_key_too_many(body: &[u8]) -> Vec<u8> {
    let mut more = body.to_vec();
    more[0] += 1;
    more.extend([0x17, 0x00]);
    more
}

/// The body with another id in a field; in a list, as its only item.
pub fn exchange(kind: Kind, body: &[u8], field: &str, id: Id) -> Vec<u8> {
    let mut json = Body::read(kind, body).unwrap_or_else(|| panic!("a body of {}", kind_name(kind.tag()))).json();
    let value = json.get_mut(field).unwrap_or_else(|| panic!("{} has no field {field}", kind.name()));
    let id = Value::String(id.to_string());
    *value = if value.is_array() { Value::Array(vec![id]) } else { id };
    kind.body_from_json(&json).expect("a body of the kind")
}
