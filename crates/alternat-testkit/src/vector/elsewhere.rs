//! Vectors of other mechanisms than the Two Rivers: in earnest, without a rotation, by majority; and of a reconstruction.

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::*;
use alternat::words::Basis;

use super::body::{self, code, words};
use super::case::{Judged, Maker};
use super::decision::{Said, outcome_of};
use super::prelude::{founded, inceptions};
use super::world::World;

/// All of them.
pub fn make(m: &mut Maker) {
    without_a_rotation(m);
    majorities(m);
    in_earnest(m);
    reconstruction(m);
}

fn without_a_rotation(m: &mut Maker) {
    let second = |w: &World| Convening { number: 2, term: None, ..body::convening(w) };
    let fact = "Without a rotation any party convenes, and no term is named.";
    m.judge("lake", "convening/without-a-rotation", [fact, "R1.5", "stands"], |w| {
        Judged::of(w, "alda", &Convening { presides: w.id("alda"), ..second(w) })
    });
    let fact = "A term is named where the charter has no rotation.";
    m.judge("lake", "convening/with-a-term-and-no-rotation", [fact, "R1.5", "refused term-out-of-place"], |w| {
        Judged::of(w, "alda", &Convening { term: Some(w.mechanism), ..second(w) })
    });
    m.judge("lake", "seal-proposal/without-a-rotation", ["Without a rotation no term is named.", "", "stands"], |w| {
        w.add("alda", "sighting", &Sighting {});
        Judged::of(w, "alda", &alternat::seal::propose(&w.record.everything(), None, vec![]))
    });
    let fact = "Without a rotation nobody has a first term to take.";
    m.judge("lake", "assumption/without-a-rotation", [fact, "R1.5", "refused not-next"], |w| {
        let (party, feed) = (code("DOR"), w.id("dorna"));
        Judged::of(w, "dorna", &Assumption { previous: w.mechanism, handover: None, party, feed })
    });
}

fn majorities(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, expected: &str, outcome, said: &[Said]| {
        outcome_of(m, "lake", path, [fact, "R3.8", expected], outcome, said);
    };
    let (adopted, not) = (Outcome::Adopted, Outcome::NotAdopted);
    let joins = |who| (who, Some(Stance::Joins));
    row("two-of-three-join", "Two thirds of the roster join.", "stands", adopted, &[joins("alda"), joins("kesh")]);
    row("one-of-three-joins", "One third joins: not adopted.", "stands", not, &[joins("kesh")]);
    row("one-of-three-is-no-majority", "One third joins.", "refused outcome-differs", adopted, &[joins("kesh")]);
    let fact = "An objection does not stop a majority.";
    row("two-join-and-one-objects", fact, "stands", adopted, &[joins("alda"), joins("dorna"), ("kesh", None)]);
    let on = || Some(Stance::Reserves { on: words("Paragraph 3") });
    let fact = "Who reserves joins; who dissociates does not.";
    row("who-reserves-joins", fact, "stands", adopted, &[("alda", on()), joins("kesh")]);
    let from = || Some(Stance::Dissociates { from: words("Paragraph 3") });
    let fact = "Who dissociates is none of those that join.";
    row("who-dissociates-does-not-join", fact, "refused outcome-differs", adopted, &[("alda", from()), joins("kesh")]);
}

fn in_earnest(m: &mut Maker) {
    let fact = "Outside a demonstration nothing is invented.";
    m.judge("lake", "objection/basis-in-earnest", [fact, "", "refused basis-out-of-place"], |w| {
        let act = w.act("alda", &body::objection(w.id("put")));
        Judged { who: "alda".into(), act: Act { basis: Some(Basis::Invented), ..act } }
    });
    m.judge("put", "objection/invented-in-a-rehearsal", ["In a rehearsal an act may say so.", "", "stands"], |w| {
        let act = w.act("alda", &body::objection(w.id("put")));
        Judged { who: "alda".into(), act: Act { basis: Some(Basis::Invented), ..act } }
    });
}

/// A mechanism that plays a real meeting over: every act says what it rests on.
fn reconstruction(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, expected: &str, basis: Option<Basis>| {
        let why = Some(Basis::Presumed { why: "Every commission is founded.".into() });
        let demonstration = Some(Demonstration::Reconstruction);
        let charter = Charter { demonstration, ..body::charter(inceptions()) };
        let founding = |w: &World| Act { basis: why.clone(), ..w.act("dorna root", &charter) };
        let mut w = founded(&charter);
        w.mechanism = Id::of_payload(&founding(&w).payload());
        let inception = w.made.remove(0).envelope;
        w.record = alternat::record::Record::new(w.mechanism);
        w.fold("dorna root", inception).expect("an inception belongs to no mechanism");
        let act = founding(&w);
        w.take("dorna root", "charter", &act);
        let act = Act { basis, ..w.act("dorna root", &Accession { charter: w.mechanism }) };
        let envelope = w.sign("dorna root", &act);
        m.push(None, w, &format!("accession/{path}"), [fact, "", expected], envelope);
    };
    let reported = |source| Some(Basis::Reported { source, words: "Dorna was the first to sign.".into() });
    row("reported-in-a-reconstruction", "A public source says so.", "stands", reported(Some(Id::of_bytes(b"a gazette"))));
    row("reported-without-a-file", "A source says so of which no file is at hand.", "stands", reported(None));
    let presumed = |why: &str| Some(Basis::Presumed { why: why.into() });
    row("presumed-in-a-reconstruction", "It is presumed, and why.", "stands", presumed("It takes part later."));
    row("basis-of-nothing", "It is presumed, and nothing is said of why.", "refused text-refused", presumed(""));
    row("invented-in-a-reconstruction", "Nothing is invented here.", "refused basis-out-of-place", Some(Basis::Invented));
    row("resting-on-nothing", "In a reconstruction every act rests on something.", "refused basis-out-of-place", None);
}
