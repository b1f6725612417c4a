//! Vectors of the chair and of seals: hand-over, assumption, proposal, agreement.

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::*;

use super::body::{self, code, words};
use super::case::{Judged, Maker};
use super::generic::{any, one};
use super::prelude::{agreement, proposal};
use super::world::World;

/// All of them.
pub fn make(m: &mut Maker) {
    handovers(m);
    assumptions(m);
    proposals(m);
    agreements(m);
}

fn handovers(m: &mut Maker) {
    let by = |w: &World, body: &Handover| Judged::of(w, "dorna", body);
    let cited = [any("documents", "refused assumption"), one("term", "charter", "refused assumption")];
    let fact = "The outgoing chair gives account: counters, open matters, commitments.";
    m.specimen("closed", "handover/at-the-end-of-a-term", [fact, "R1.5 R1.6"], &cited, |w| by(w, &body::handover(w)));
    m.judge("closed", "handover/with-a-report", ["With what was done, and what comes next.", "R1.5", "stands"], |w| {
        let (report, next) = (Some(words("A study of tolls has begun.")), Some(words("Alda offers to host.")));
        by(w, &Handover { report, next, documents: vec![w.id("agenda")], ..body::handover(w) })
    });
    let mut row = |path: &str, fact: &str, rules: &str, code: &str, change: &dyn Fn(&mut Handover)| {
        m.judge("closed", &format!("handover/{path}"), [fact, rules, &format!("refused {code}")], |w| {
            let mut body = body::handover(w);
            change(&mut body);
            by(w, &body)
        });
    };
    row("to-itself", "It is not this party's turn.", "R1.5 R1.6", "not-next", &|h| h.to = code("DOR"));
    row("to-one-outside-the-rotation", "The party is not in the rotation.", "R1.5", "not-next", &|h| h.to = code("KES"));
    row("counter-differs", "The counter is not the last number.", "R3.5", "account-differs", &|h| h.counters[0].last = 2);
    row("counter-left-out", "A series is left out.", "R3.5", "account-differs", &|h| h.counters = vec![]);
    row("commitment-left-out", "A commitment due is left out.", "R5.6", "account-differs", &|h| h.commitments = vec![]);
    let fact = "What is not open is named as open.";
    row("running-that-is-not", fact, "R1.5", "account-differs", &|h| h.running = vec![Id::of_bytes(b"nothing")]);
    row("report-of-nothing", "A report that says nothing.", "", "text-refused", &|h| h.report = Some(words("")));
    m.judge("put", "handover/while-a-session-is-open", ["A session is open.", "R1.5", "refused not-next"], |w| {
        by(w, &Handover { running: vec![w.id("put")], ..body::handover_of(w.id("term")) })
    });
    let fact = "A decision that the closed session left open is handed over.";
    m.judge("put", "handover/with-an-open-decision", [fact, "R1.5", "stands"], |w| {
        w.add("dorna", "closing", &Closing { session: w.id("session"), next: None });
        by(w, &Handover { running: vec![w.id("put")], ..body::handover_of(w.id("term")) })
    });
    let fact = "An open decision is left out.";
    m.judge("put", "handover/open-decision-left-out", [fact, "R1.5", "refused account-differs"], |w| {
        w.add("dorna", "closing", &Closing { session: w.id("session"), next: None });
        by(w, &body::handover_of(w.id("term")))
    });
    m.judge("closed", "handover/by-another-feed", ["Another feed acts for the chair.", "R1.5", "refused not-yours"], |w| {
        Judged::of(w, "dorna second", &body::handover(w))
    });
    m.judge("handed-over", "handover/a-second-time", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        by(w, &body::handover(w))
    });
    let fact = "A commitment that every responsible party has reported done is due no more.";
    m.judge("closed", "handover/with-nothing-due", [fact, "R5.6 R5.7", "stands"], |w| {
        let done = body::report(w.id("commitment"), ReportStatus::Done);
        w.add("dorna", "report of dorna", &done);
        w.add("alda", "second report of alda", &Report { replaces: vec![w.id("report of alda")], ..done });
        by(w, &Handover { commitments: vec![], ..body::handover(w) })
    });
}

fn assumptions(m: &mut Maker) {
    let second =
        |w: &World| Assumption { previous: w.id("term"), handover: Some(w.id("handover")), party: code("ALD"), feed: w.id("alda") };
    let first = |w: &World| Assumption { previous: w.mechanism, handover: None, party: code("DOR"), feed: w.id("dorna") };
    let cited =
        [one("previous", "session", "refused assumption"), one("handover", "charter", "refused handover"), one("feed", "charter", "vell")];
    let fact = "The next in turn takes the chair after a hand-over.";
    m.specimen("handed-over", "assumption/after-a-hand-over", [fact, "R1.5 R1.6"], &cited, |w| Judged::of(w, "alda", &second(w)));
    let fact = "The first in the rotation takes the chair of a new mechanism.";
    m.judge("in-force", "assumption/of-the-first-term", [fact, "R1.5", "stands"], |w| Judged::of(w, "dorna", &first(w)));
    let mut row = |prelude, path: &str, [fact, rules, code]: [&str; 3], who: &str, body: &dyn Fn(&World) -> Assumption| {
        m.judge(prelude, &format!("assumption/{path}"), [fact, rules, &format!("refused {code}")], |w| Judged::of(w, who, &body(w)));
    };
    let fact = "The second in the rotation takes the first term.";
    row("in-force", "out-of-turn", [fact, "R1.5", "not-next"], "alda", &|w| Assumption {
        party: code("ALD"),
        feed: w.id("alda"),
        ..first(w)
    });
    let fact = "The party that takes over is not the one named in the hand-over.";
    row("handed-over", "by-another-than-named", [fact, "R1.5", "not-next"], "dorna", &|w| Assumption {
        party: code("DOR"),
        feed: w.id("dorna"),
        ..second(w)
    });
    let fact = "The next in turn takes the chair although nobody handed it over: software never promotes itself.";
    row("closed", "without-a-hand-over", [fact, "R1.8", "not-next"], "alda", &|w| Assumption {
        previous: w.id("term"),
        handover: None,
        party: code("ALD"),
        feed: w.id("alda"),
    });
    let fact = "The charter is named as the term before, and a term has followed it.";
    row("handed-over", "with-the-hand-over-of-another-term", [fact, "R1.5", "already-done"], "alda", &|w| Assumption {
        previous: w.mechanism,
        ..second(w)
    });
    row("in-force", "for-another-party", ["For another party.", "R1.5", "not-yours"], "alda", &first);
    row("in-force", "by-anothers-feed", ["The feed is another party's.", "R1.9", "not-yours"], "dorna", &|w| Assumption {
        feed: w.id("alda"),
        ..first(w)
    });
    row("in-force", "by-a-nodes-feed", ["A node would be in the chair.", "R1.8", "not-yours"], "dorna", &|w| Assumption {
        feed: w.id("dorna node"),
        ..first(w)
    });
    row("term", "of-the-first-term-twice", ["The first term has begun.", "R1.5", "already-done"], "dorna", &first);
    row("second-term", "a-second-time", ["The term has begun.", "R1.5", "already-done"], "alda", &second);
}

fn proposals(m: &mut Maker) {
    let by = |w: &World, body: &SealProposal| Judged::of(w, "alda", body);
    let cited = [one("previous", "charter", "refused proposal"), one("term", "charter", "refused assumption")];
    m.specimen("sealed", "seal-proposal/after-a-seal", ["Whoever presides proposes the next seal.", ""], &cited, |w| {
        let body = proposal(w, "alda");
        by(w, &body)
    });
    m.judge("second-term", "seal-proposal/the-first", ["Everything in the past is sealed.", "", "stands"], |w| {
        let body = proposal(w, "alda");
        by(w, &body)
    });
    let mut row = |path: &str, fact: &str, code: &str, change: &dyn Fn(&World, &mut SealProposal)| {
        m.judge("sealed", &format!("seal-proposal/{path}"), [fact, "", &format!("refused {code}")], |w| {
            let mut body = proposal(w, "alda");
            change(w, &mut body);
            by(w, &body)
        });
    };
    row("size-differs", "The tree has another size.", "seal-differs", &|_, p| p.size += 1);
    row("rules-differ", "Other rules.", "seal-differs", &|_, p| p.rules = 2);
    row("without-the-seal-before", "The seal before is not named.", "not-replaced", &|_, p| p.previous = None);
    row("without-a-term", "No term is named.", "term-out-of-place", &|_, p| p.term = None);
    let on_nothing = |on| Ruling { on, counts: None };
    row("ruling-on-what-is-not-disputed", "Nobody disputes it.", "seal-differs", &|w, p| p.rulings = vec![on_nothing(w.id("put"))]);
    let unknown = Id::of_bytes(b"no act");
    row("ruling-on-the-unknown", "It does not lie in the past.", "not-in-past", &|_, p| p.rulings = vec![on_nothing(unknown)]);
    row("ruling-on-no-put", "It is no put.", "wrong-kind", &|w, p| p.rulings = vec![on_nothing(w.mechanism)]);
    let fact = "The put does not stand.";
    row("ruling-on-a-refused-put", fact, "does-not-count", &|w, p| p.rulings = vec![on_nothing(w.id("refused put"))]);
    let fact = "What is to count does not lie in the past.";
    row("ruling-for-the-unknown", fact, "not-in-past", &|w, p| p.rulings = vec![Ruling { on: w.id("put"), counts: Some(unknown) }]);
    m.judge("sealed", "seal-proposal/by-another-feed", ["Another feed is in the chair.", "", "refused not-yours"], |w| {
        let body = proposal(w, "dorna");
        Judged::of(w, "dorna", &body)
    });
    m.judge("handed-over", "seal-proposal/after-the-hand-over", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        let body = SealProposal { term: Some(w.id("term")), ..proposal(w, "dorna") };
        Judged::of(w, "dorna", &body)
    });
    disputed(m);
}

/// A decision that one feed closed twice, on two branches.
fn disputed(m: &mut Maker) {
    let make = |w: &mut World, ruled: Option<Option<&str>>| {
        let body = Put { closes: w.id("dorna second"), ..body::put(w, w.id("session"), w.id("text")) };
        let put = w.add("dorna", "put", &body);
        let first = w.act("dorna second", &Close { put, outcome: Outcome::Adopted });
        let second = Act { claimed_at: first.claimed_at + 1, ..first.clone() };
        w.take("dorna second", "first close", &first);
        w.take("dorna second", "second close", &second);
        let mut body = SealProposal { term: Some(w.id("term")), ..proposal(w, "dorna") };
        body.rulings = ruled.map(|counts| Ruling { on: put, counts: counts.map(|close| w.id(close)) }).into_iter().collect();
        Judged::of(w, "dorna", &body)
    };
    let fact = "A decision closed twice by a feed that forked is ruled on.";
    m.judge("open", "seal-proposal/with-a-ruling", [fact, "", "stands"], |w| make(w, Some(Some("first close"))));
    let fact = "A decision closed twice is ruled to have no close that counts.";
    m.judge("open", "seal-proposal/with-a-ruling-for-none", [fact, "", "stands"], |w| make(w, Some(None)));
    let fact = "What is ruled to count is no close of that decision.";
    m.judge("open", "seal-proposal/ruling-for-no-close", [fact, "", "refused seal-differs"], |w| make(w, Some(Some("put"))));
    let fact = "A decision closed twice is not ruled on.";
    m.judge("open", "seal-proposal/ruling-left-out", [fact, "", "refused seal-differs"], |w| make(w, None));
}

fn agreements(m: &mut Maker) {
    let by = |w: &World, who: &str, body: &SealAgreement| Judged::of(w, who, body);
    let cited = [one("proposal", "charter", "refused proposal")];
    m.specimen("proposed", "seal-agreement/to-a-proposal", ["A node finds the same root and state.", ""], &cited, |w| {
        by(w, "dorna node", &agreement(w, "proposal"))
    });
    m.judge("proposed", "seal-agreement/root-differs", ["The node finds another root.", "", "refused seal-differs"], |w| {
        by(w, "dorna node", &SealAgreement { root: Id::ZERO, ..agreement(w, "proposal") })
    });
    m.judge("proposed", "seal-agreement/state-differs", ["The node folds another state.", "", "refused seal-differs"], |w| {
        by(w, "dorna node", &SealAgreement { state_hash: Id::ZERO, ..agreement(w, "proposal") })
    });
    m.judge("sealed", "seal-agreement/a-second-time", ["The party has agreed already.", "", "refused already-done"], |w| {
        by(w, "dorna node", &agreement(w, "proposal"))
    });
    let fact = "The tree lacks a mark that the party holds.";
    m.judge("proposed", "seal-agreement/tree-lacks-a-mark", [fact, "", "refused tree-lacks"], |w| {
        w.add("dorna root", "revocation of dorna second", &Revocation { feed: w.id("dorna second"), last: None });
        by(w, "dorna node", &agreement(w, "proposal"))
    });
    let fact = "The tree lacks an objection that the party holds.";
    m.judge("proposed", "seal-agreement/tree-lacks-an-objection", [fact, "", "refused tree-lacks"], |w| {
        let body = bytes(&body::objection(w.id("put")));
        let late = w.act_seeing("dorna second", vec![w.id("put")], Kind::Objection, body, vec![]);
        w.take("dorna second", "objection", &late);
        by(w, "dorna node", &agreement(w, "proposal"))
    });
    let fact = "A node of a party that is not on the roster agrees: the act stands, and counts for nothing.";
    m.judge("proposed", "seal-agreement/by-one-not-on-the-roster", [fact, "", "stands"], |w| {
        w.add("kesh root", "kesh node", &body::node("kesh node"));
        w.enter("kesh node");
        by(w, "kesh node", &agreement(w, "proposal"))
    });
}
