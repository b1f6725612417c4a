//! Vectors of decisions and of what was undertaken in them: put to number, commitment to dispute.

use alternat::act::Act;
use alternat::decision::roster_hash;
use alternat::id::Id;
use alternat::kind::*;
use alternat::words::{Day, Words};

use super::body::{self, code, codes, words};
use super::case::{Judged, Maker};
use super::generic::{in_past, one};
use super::session::opened_apart;
use super::world::World;

/// All of them.
pub fn make(m: &mut Maker) {
    puts(m);
    positions(m);
    objections(m);
    closes(m);
    outcomes(m);
    numbers(m);
    commitments(m);
    reports(m);
    comments(m);
}

fn by(w: &World, body: &Put) -> Judged {
    Judged::of(w, "dorna", body)
}

fn puts(m: &mut Maker) {
    let text = |w: &World| body::put(w, w.id("session"), w.id("text"));
    let cited =
        [one("session", "charter", "refused convening"), one("subject", "opening", "refused text"), one("closes", "charter", "vell")];
    let fact = "A text is put to a decision: rule, roster and closing feed are frozen.";
    m.specimen("open", "put/a-text", [fact, "R3.8 R1.3"], &cited, |w| by(w, &text(w)));
    m.judge("open", "put/an-agenda", ["An agenda is put to a decision, like anything else.", "R5.1 R3.8", "stands"], |w| {
        by(w, &Put { subject: w.id("agenda"), ..text(w) })
    });
    let recognition = |w: &mut World| {
        let body = Recognition { party: code("KES"), inception: w.id("vell root"), instead_of: w.id("kesh root") };
        w.add("alda", "recognition", &body)
    };
    let fact = "The recognition of a root is decided as the charter is changed.";
    m.judge("open", "put/a-recognition", [fact, "R3.8", "stands"], |w| {
        let subject = recognition(w);
        by(w, &Put { subject, rule: Rule::Unanimity, ..text(w) })
    });
    m.judge("open", "put/a-recognition-by-consensus", ["The rule is not the charter's.", "R3.8", "refused rule-differs"], |w| {
        let subject = recognition(w);
        by(w, &Put { subject, ..text(w) })
    });
    let mut row = |path: &str, fact: &str, rules: &str, code: &str, change: &dyn Fn(&World, &mut Put)| {
        m.judge("open", &format!("put/{path}"), [fact, rules, &format!("refused {code}")], |w| {
            let mut body = text(w);
            change(w, &mut body);
            by(w, &body)
        });
    };
    let fact = "The rule is not the charter's.";
    row("by-another-rule", fact, "R3.8", "rule-differs", &|_, p| p.rule = Rule::Majority { need: 1, of: 1 });
    row("roster-of-three", "The roster counts one who has not acceded.", "R3.8", "roster-differs", &|_, p| p.roster_count = 3);
    let fact = "The roster is in another order than the charter's.";
    row("roster-out-of-order", fact, "R1.2", "roster-differs", &|_, p| p.roster_hash = roster_hash(&codes("ALD DOR")));
    row("closed-by-another-party", "Another party's feed is to close.", "R1.9", "not-yours", &|w, p| p.closes = w.id("alda"));
    m.judge("open", "put/by-one-who-does-not-preside", ["Another presides.", "R1.9", "refused not-yours"], |w| {
        Judged::of(w, "alda", &Put { closes: w.id("alda"), ..text(w) })
    });
    m.judge("open", "put/a-text-of-another-session", ["The text is another session's.", "", "refused not-yours"], |w| {
        let convening = Convening { organ: code("EXP"), ..body::convening(w) };
        let session = w.add("dorna", "second session", &convening);
        by(w, &Put { session, ..text(w) })
    });
    m.judge("put", "put/a-second-time", ["The text was put already.", "R3.6", "refused already-done"], |w| by(w, &text(w)));
    m.judge("convened", "put/before-the-opening", ["The session is not open.", "R5.4", "refused not-open"], |w| {
        let agenda = body::agenda(w.id("session"));
        let subject = w.add("dorna", "agenda", &agenda);
        by(w, &body::put(w, w.id("session"), subject))
    });
    m.judge("closed", "put/after-the-closing", ["The session is closed.", "R5.4", "refused already-closed"], |w| {
        by(w, &Put { subject: w.id("agenda"), ..text(w) })
    });
    let fact = "The chair handed over, not having seen the session open.";
    m.judge("term", "put/after-the-hand-over", [fact, "R1.5", "refused handed-over"], |w| {
        opened_apart(w);
        let put = body::put(w, w.id("session"), w.id("agenda"));
        Judged::of(w, "dorna second", &Put { closes: w.id("dorna second"), ..put })
    });
}

fn positions(m: &mut Maker) {
    let of = |w: &World, stance| Judged::of(w, "alda", &body::position(w.id("put"), stance));
    let cited = [one("put", "charter", "refused put"), in_past("replaces")];
    m.specimen("put", "position/joins", ["A party on the roster joins.", "R3.9 R1.3"], &cited, |w| of(w, Stance::Joins));
    let reading = || words("Alda reads tolls as tolls on cargo.");
    let mut row = |path: &str, fact: &str, rules: &str, stance: Stance| {
        m.judge("put", &format!("position/{path}"), [fact, rules, "stands"], |w| of(w, stance));
    };
    row("joins-with-a-statement", "It joins, with its own reading.", "R3.9 R3.4", Stance::JoinsWith { statement: reading() });
    row("reserves", "It joins, with a reservation.", "R3.9", Stance::Reserves { on: words("Paragraph 3") });
    row("dissociates", "It does not block, and is not bound.", "R3.9", Stance::Dissociates { from: words("Paragraph 4") });
    row("was-absent", "It was absent.", "R3.9", Stance::Absent);
    row("does-not-take-part", "It does not take part.", "R3.9", Stance::NotParticipating);
    m.judge("put", "position/changes-its-mind", ["A later position names the earlier.", "R3.9", "stands"], |w| {
        let earlier = body::position(w.id("put"), Stance::Absent);
        let replaces = vec![w.add("alda", "position of alda", &earlier)];
        Judged::of(w, "alda", &Position { stance: Stance::Joins, replaces, ..earlier })
    });
    m.judge("put", "position/a-second-beside-the-first", ["The earlier is not named.", "R3.9", "refused not-replaced"], |w| {
        let earlier = body::position(w.id("put"), Stance::Absent);
        w.add("alda", "position of alda", &earlier);
        of(w, Stance::Joins)
    });
    m.judge("put", "position/of-one-not-on-the-roster", ["Kesh has not acceded.", "R3.9", "refused not-a-party"], |w| {
        Judged::of(w, "kesh", &body::position(w.id("put"), Stance::Joins))
    });
    m.judge("adopted", "position/after-the-close", ["The decision is closed.", "R3.9", "refused already-closed"], |w| {
        Judged::of(w, "dorna", &body::position(w.id("put"), Stance::Joins))
    });
    m.judge("put", "position/statement-of-nothing", ["A statement that says nothing.", "", "refused text-refused"], |w| {
        of(w, Stance::JoinsWith { statement: words("") })
    });
    m.judge("put", "position/statement-in-no-language", ["A statement in no language.", "", "refused body-malformed"], |w| {
        of(w, Stance::JoinsWith { statement: Words(vec![]) })
    });
}

fn objections(m: &mut Maker) {
    let of = |w: &World, who: &str| Judged::of(w, who, &body::objection(w.id("put")));
    let cited = [one("put", "charter", "refused put")];
    m.specimen("put", "objection/by-one-on-the-roster", ["A party on the roster objects.", "R3.8 R3.9"], &cited, |w| of(w, "alda"));
    m.judge("put", "objection/by-one-not-on-the-roster", ["Kesh has not acceded.", "R3.8", "refused not-a-party"], |w| of(w, "kesh"));
    m.judge("adopted", "objection/after-the-close", ["The decision is closed.", "R3.8", "refused already-closed"], |w| of(w, "alda"));
    let fact = "An objection signed apart from the close, neither having seen the other, stands.";
    m.judge("adopted", "objection/apart-from-the-close", [fact, "R3.8", "stands"], |w| {
        let body = bytes(&body::objection(w.id("put")));
        let act = w.act_seeing("alda", vec![], Kind::Objection, body, vec![]);
        Judged { who: "alda".into(), act }
    });
    let objected = |w: &mut World| {
        let body = body::objection(w.id("put"));
        w.add("alda", "objection", &body);
        w.add_refused("kesh", "refused objection", &body, "not-a-party");
    };
    let withdraws = |w: &World, who: &str| Judged::of(w, who, &Withdrawal { objection: w.id("objection") });
    let cited = [one("objection", "put", "refused objection")];
    m.specimen("put", "withdrawal/of-ones-own-objection", ["At a meeting an objection may be lifted.", "R3.8"], &cited, |w| {
        objected(w);
        withdraws(w, "alda")
    });
    m.judge("put", "withdrawal/of-anothers-objection", ["Another party's objection.", "R3.8", "refused not-yours"], |w| {
        objected(w);
        withdraws(w, "dorna")
    });
    m.judge("put", "withdrawal/a-second-time", ["It was withdrawn already.", "R3.8", "refused already-done"], |w| {
        objected(w);
        w.add("alda", "withdrawal", &Withdrawal { objection: w.id("objection") });
        withdraws(w, "alda")
    });
    m.judge("put", "withdrawal/after-the-close", ["The decision is closed.", "R3.6", "refused already-closed"], |w| {
        objected(w);
        w.add("dorna", "close", &Close { put: w.id("put"), outcome: Outcome::NotAdopted });
        withdraws(w, "alda")
    });
}

fn closes(m: &mut Maker) {
    let close = |w: &World, who: &str| Judged::of(w, who, &Close { put: w.id("put"), outcome: Outcome::Adopted });
    let cited = [one("put", "charter", "refused put")];
    m.specimen("put", "close/nobody-objects", ["Nobody on the roster objects: adopted by consensus.", "R3.8"], &cited, |w| {
        close(w, "dorna")
    });
    m.judge("put", "close/by-another-feed", ["Another feed was named to close.", "R1.9", "refused not-yours"], |w| {
        close(w, "dorna second")
    });
    m.judge("adopted", "close/a-second-time", ["The decision is closed.", "R3.6", "refused already-closed"], |w| close(w, "dorna"));
    let fact = "The session was closed with the decision still open.";
    m.judge("put", "close/after-the-closing", [fact, "R5.4", "refused already-closed"], |w| {
        w.add("dorna", "closing", &Closing { session: w.id("session"), next: None });
        close(w, "dorna")
    });
    let fact = "A close that claims to be older than what was put: dates judge nothing.";
    m.judge("put", "close/dated-before-the-put", [fact, "R3.3", "stands"], |w| {
        let Judged { who, act } = close(w, "dorna");
        Judged { who, act: Act { claimed_at: 0, ..act } }
    });
    let fact = "A node's hand closes nothing, however late it is.";
    m.judge("put", "close/by-a-node-in-a-hundred-years", [fact, "R3.3", "refused wrong-hand"], |w| {
        let Judged { who, act } = close(w, "dorna node");
        Judged { who, act: Act { claimed_at: act.claimed_at + 100 * 365 * 86_400_000, ..act } }
    });
    let fact = "The chair handed over, not having seen what was put under another feed of its own.";
    m.judge("term", "close/after-the-hand-over", [fact, "R1.5", "refused handed-over"], |w| {
        decided_apart(w, false);
        Judged::of(w, "dorna second", &Close { put: w.id("put"), outcome: Outcome::Adopted })
    });
}

/// A decision under another feed of the chair's party, put and perhaps adopted, and a hand-over that has not seen it.
fn decided_apart(w: &mut World, is_adopted: bool) {
    let convening = Convening { presides: w.id("dorna second"), ..body::convening(w) };
    let session = w.add("dorna", "session", &convening);
    let head = w.signer("dorna").head;
    w.add("dorna second", "credentials of dorna", &body::credentials(session, "Elin Dornaway"));
    w.add("alda", "credentials of alda", &body::credentials(session, "Omar al-Aldani"));
    w.add("dorna second", "opening", &Opening { session });
    let subject = w.add("dorna second", "agenda", &body::agenda(session));
    let put = Put { closes: w.id("dorna second"), ..body::put(w, session, subject) };
    let put = w.add("dorna second", "put", &put);
    if is_adopted {
        w.add("dorna second", "close", &Close { put, outcome: Outcome::Adopted });
    }
    super::session::hand_over_apart(w, head);
}

/// What a party says of a decision: a stance, or an objection.
pub type Said<'a> = (&'a str, Option<Stance>);

/// A close with this outcome, after what the parties said of what was put.
pub fn outcome_of(m: &mut Maker, prelude: &'static str, path: &str, says: [&str; 3], outcome: Outcome, said: &[Said]) {
    m.judge(prelude, &format!("close/{path}"), says, |w| {
        let put = w.id("put");
        for (who, stance) in said {
            match stance {
                Some(stance) => w.add(who, &format!("position of {who}"), &body::position(put, stance.clone())),
                None => w.add(who, &format!("objection of {who}"), &body::objection(put)),
            };
        }
        Judged::of(w, "dorna", &Close { put, outcome })
    });
}

fn outcomes(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, rules: &str, expected: &str, outcome, said: &[Said]| {
        outcome_of(m, "put", path, [fact, rules, expected], outcome, said);
    };
    let objects = [("alda", None)];
    let (adopted, not) = (Outcome::Adopted, Outcome::NotAdopted);
    row("one-objects", "One objection keeps a consensus away.", "R3.8", "stands", not, &objects);
    row("adopted-against-an-objection", "One objects, and adopted is said.", "R3.8", "refused outcome-differs", adopted, &objects);
    row("not-adopted-for-no-reason", "Nobody objects, and not adopted is said.", "R3.8", "refused outcome-differs", not, &[]);
    let absent = [("alda", Some(Stance::Absent)), ("dorna", Some(Stance::NotParticipating))];
    row("absence-blocks-nothing", "Who is absent does not block a consensus.", "R3.8 R3.9", "stands", adopted, &absent);
    let apart = [("alda", Some(Stance::Dissociates { from: words("Paragraph 4") }))];
    row("dissociation-blocks-nothing", "Who dissociates does not block.", "R3.9", "stands", adopted, &apart);
    let reads = [("alda", Some(Stance::JoinsWith { statement: words("Cargo alone.") }))];
    row("a-statement-blocks-nothing", "A statement of interpretation blocks nothing.", "R3.4 R3.9", "stands", adopted, &reads);
    let fact = "An objection that was withdrawn at the meeting no longer counts.";
    m.judge("put", "close/after-a-withdrawal", [fact, "R3.8", "stands"], |w| {
        let body = body::objection(w.id("put"));
        let objection = w.add("alda", "objection", &body);
        w.add("alda", "withdrawal", &Withdrawal { objection });
        Judged::of(w, "dorna", &Close { put: w.id("put"), outcome: Outcome::Adopted })
    });
    let recognised = |w: &mut World, joined: &[&str]| {
        let body = Recognition { party: code("KES"), inception: w.id("vell root"), instead_of: w.id("kesh root") };
        let subject = w.add("alda", "recognition", &body);
        let put = Put { rule: Rule::Unanimity, ..body::put(w, w.id("session"), subject) };
        let put = w.add("dorna", "put", &put);
        for who in joined {
            w.add(who, &format!("position of {who}"), &body::position(put, Stance::Joins));
        }
        put
    };
    let fact = "By unanimity every party on the roster joins.";
    m.judge("open", "close/unanimous", [fact, "R3.8", "stands"], |w| {
        let put = recognised(w, &["alda", "dorna"]);
        Judged::of(w, "dorna", &Close { put, outcome: Outcome::Adopted })
    });
    let fact = "One of two joins: no unanimity.";
    m.judge("open", "close/not-unanimous", [fact, "R3.8", "refused outcome-differs"], |w| {
        let put = recognised(w, &["alda"]);
        Judged::of(w, "dorna", &Close { put, outcome: Outcome::Adopted })
    });
    let fact = "A root that was recognised by decision accredits for the party.";
    m.judge("open", "accreditation/by-a-recognised-root", [fact, "", "stands"], |w| {
        let put = recognised(w, &["alda", "dorna"]);
        w.add("dorna", "close", &Close { put, outcome: Outcome::Adopted });
        Judged::of(w, "vell root", &body::person("newcomer"))
    });
    let fact = "The root in whose place another was recognised accredits no more.";
    m.judge("open", "accreditation/by-a-replaced-root", [fact, "", "refused not-accredited"], |w| {
        let put = recognised(w, &["alda", "dorna"]);
        w.add("dorna", "close", &Close { put, outcome: Outcome::Adopted });
        Judged::of(w, "kesh root", &body::person("newcomer"))
    });
    let by_vell = |m: &mut Maker, path: &str, [fact, expected]: [&str; 2], body: &dyn Fn(&World) -> Revocation| {
        m.judge("open", path, [fact, "", expected], |w| {
            let put = recognised(w, &["alda", "dorna"]);
            w.add("dorna", "close", &Close { put, outcome: Outcome::Adopted });
            Judged::of(w, "vell root", &body(w))
        });
    };
    let fact = "A recognised root revokes the chain of the root in whose place it stands.";
    by_vell(m, "revocation/of-a-replaced-roots-chain", [fact, "stands"], &|w| Revocation { feed: w.id("kesh root"), last: None });
    let fact = "A recognised root revokes a chain that was never its party's.";
    by_vell(m, "revocation/of-another-partys-chain", [fact, "refused not-yours"], &|w| Revocation { feed: w.id("alda root"), last: None });
    let revoked = |w: &mut World, is_cited: bool| {
        let put = recognised(w, &["alda", "dorna"]);
        let before = w.signer("dorna").head;
        let close = w.add("dorna", "close", &Close { put, outcome: Outcome::Adopted });
        if is_cited {
            let annex = Annex { to: close, title: words("A note on the root"), expressions: body::authentic() };
            let Judged { who, act } = Judged::with(w, "alda", &annex, vec![body::part()]);
            w.take(&who, "annex", &act);
        }
        w.add("dorna root", "revocation of dorna", &Revocation { feed: w.id("dorna"), last: before });
        Judged::of(w, "vell root", &body::person("newcomer"))
    };
    let fact = "The closer was revoked from before the close on; another party had cited the close, so it counts.";
    m.judge("open", "accreditation/on-a-close-cited-before-it-was-revoked", [fact, "", "stands"], |w| revoked(w, true));
    let fact = "The closer was revoked from before the close on, and nobody had cited the close.";
    m.judge("open", "accreditation/on-a-close-revoked", [fact, "", "refused not-accredited"], |w| revoked(w, false));
}

fn numbers(m: &mut Maker) {
    let by = |w: &World, who: &str, number| Judged::of(w, who, &body::number(w.id("close"), number));
    let cited = [one("close", "charter", "refused close")];
    m.specimen("adopted", "number/the-first-of-a-series", ["An adopted decision gets its number.", "R3.5"], &cited, |w| by(w, "dorna", 1));
    m.judge("adopted", "number/left-out", ["A number is left out.", "R3.5", "refused not-next"], |w| by(w, "dorna", 2));
    m.judge("committed", "number/a-second-one", ["The decision has a number.", "R3.5", "refused already-done"], |w| by(w, "dorna", 2));
    m.judge("adopted", "number/by-another-feed", ["Another feed was named to number.", "R1.9", "refused not-yours"], |w| {
        by(w, "dorna second", 1)
    });
    m.judge("put", "number/of-what-was-not-adopted", ["The decision was not adopted.", "R3.5", "refused not-adopted"], |w| {
        let body = body::objection(w.id("put"));
        w.add("alda", "objection", &body);
        w.add("dorna", "close", &Close { put: w.id("put"), outcome: Outcome::NotAdopted });
        by(w, "dorna", 1)
    });
    m.judge("term", "number/after-the-hand-over", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        decided_apart(w, true);
        by(w, "dorna second", 1)
    });
    m.judge("adopted", "number/series-in-small-letters", ["A series is capital letters.", "", "refused body-malformed"], |w| {
        Judged::of(w, "dorna", &Number { series: "dec".into(), ..body::number(w.id("close"), 1) })
    });
}

fn commitments(m: &mut Maker) {
    let first = |w: &World| body::commitment(w.id("close"));
    let by = |w: &World, body: &Commitment| Judged::of(w, "dorna", body);
    let cited = [one("decision", "charter", "refused close")];
    let fact = "From a paragraph of a decision: what, who answers, who co-ordinates, by when.";
    m.specimen("adopted", "commitment/from-a-decision", [fact, "R5.6"], &cited, |w| by(w, &first(w)));
    let dues = [
        ("no-date-set", Due::NoDateSet),
        ("by-a-day", Due::By { day: Day("2032-01-31".into()) }),
        ("by-an-event", Due::Event { event: words("the spring flood") }),
    ];
    for (path, due) in dues {
        m.judge("adopted", &format!("commitment/due-{path}"), ["How a date is set.", "R5.6", "stands"], |w| {
            by(w, &Commitment { due, ..first(w) })
        });
    }
    let kinds = [
        ("do", CommitmentKind::Do),
        ("programme", CommitmentKind::Programme),
        ("report", CommitmentKind::Report),
        ("notify", CommitmentKind::Notify),
        ("refrain", CommitmentKind::Refrain),
    ];
    for (path, kind) in kinds {
        m.judge("adopted", &format!("commitment/to-{path}"), ["What may be undertaken.", "R5.6", "stands"], |w| {
            by(w, &Commitment { kind, ..first(w) })
        });
    }
    let mut row = |path: &str, fact: &str, code: &str, change: &dyn Fn(&mut Commitment)| {
        m.judge("adopted", &format!("commitment/{path}"), [fact, "R5.6", &format!("refused {code}")], |w| {
            let mut body = first(w);
            change(&mut body);
            by(w, &body)
        });
    };
    row("of-one-not-on-the-roster", "Kesh was not on the roster.", "not-a-party", &|c| c.responsible = codes("ALD KES"));
    row("coordinated-by-a-stranger", "No party co-ordinates.", "not-a-party", &|c| c.coordinator = Some(code("TRN")));
    row("of-nobody", "Nobody answers for it.", "body-malformed", &|c| c.responsible = vec![]);
    row("of-one-twice", "One party twice.", "body-malformed", &|c| c.responsible = codes("ALD ALD"));
    row("paragraph-zero", "Paragraphs are numbered from 1.", "body-malformed", &|c| c.paragraph = Some(0));
    row("due-on-no-day", "The day is none.", "body-malformed", &|c| c.due = Due::By { day: Day("soon".into()) });
    row("what-with-an-override", "The words turn the line around.", "text-refused", &|c| c.what = words("a \u{202e}study"));
    m.judge("adopted", "commitment/by-another-feed", ["Another feed was named to close.", "R1.9", "refused not-yours"], |w| {
        Judged::of(w, "alda", &first(w))
    });
    m.judge("put", "commitment/of-what-was-not-adopted", ["The decision was not adopted.", "R5.6", "refused not-adopted"], |w| {
        let body = body::objection(w.id("put"));
        w.add("alda", "objection", &body);
        w.add("dorna", "close", &Close { put: w.id("put"), outcome: Outcome::NotAdopted });
        by(w, &first(w))
    });
    m.judge("term", "commitment/after-the-hand-over", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        decided_apart(w, true);
        Judged::of(w, "dorna second", &first(w))
    });
}

fn reports(m: &mut Maker) {
    let first = |w: &World| body::report(w.id("commitment"), ReportStatus::InProgress);
    let second = |w: &World| Report { replaces: vec![w.id("report of alda")], status: ReportStatus::Done, ..first(w) };
    let cited = [one("commitment", "charter", "refused commitment"), in_past("replaces")];
    let fact = "A party reports that it is done, in place of its earlier report.";
    m.specimen("committed", "report/done", [fact, "R5.7"], &cited, |w| Judged::of(w, "alda", &second(w)));
    m.judge("committed", "report/late", ["A party says that it will be late.", "R5.7", "stands"], |w| {
        Judged::of(w, "dorna", &Report { status: ReportStatus::Delayed, ..first(w) })
    });
    let fact = "A party of the charter that did not undertake it has no status in it.";
    m.judge("committed", "report/by-one-not-responsible", [fact, "R5.7", "refused not-yours"], |w| Judged::of(w, "kesh", &first(w)));
    m.judge("committed", "report/beside-the-earlier", ["The earlier report is not named.", "R5.7", "refused not-replaced"], |w| {
        Judged::of(w, "alda", &first(w))
    });
    let fact = "A party replaces another's report: its status is that party's own.";
    m.judge("committed", "report/replacing-anothers", [fact, "R5.7", "refused not-replaced"], |w| {
        Judged::of(w, "dorna", &Report { replaces: vec![w.id("report of alda")], ..first(w) })
    });
    m.judge("committed", "report/no-such-part", ["The act lists no such part.", "", "refused no-such-part"], |w| {
        Judged::of(w, "alda", &Report { expressions: body::authentic(), ..second(w) })
    });
    m.judge("committed", "report/of-nothing", ["A report that says nothing.", "", "refused text-refused"], |w| {
        Judged::of(w, "alda", &Report { words: words(" "), ..second(w) })
    });
    m.judge("committed", "report/in-no-language", ["A report in no language.", "", "refused body-malformed"], |w| {
        Judged::of(w, "alda", &Report { words: Words(vec![]), ..second(w) })
    });
}

fn comments(m: &mut Maker) {
    let report = |w: &World| w.id("report of alda");
    let cited = [one("report", "charter", "refused report")];
    let fact = "Another party acknowledges a report.";
    m.specimen("committed", "acknowledgement/of-anothers-report", [fact, "R5.8"], &cited, |w| {
        Judged::of(w, "dorna", &Acknowledgement { report: report(w) })
    });
    m.judge("committed", "acknowledgement/of-ones-own-report", ["Its own report.", "R5.8", "refused not-yours"], |w| {
        Judged::of(w, "alda", &Acknowledgement { report: report(w) })
    });
    let dispute = |report: Id| Dispute { report, reason: words("No study was seen.") };
    let fact = "Another party does not accept a report; the report stays.";
    m.specimen("committed", "dispute/of-anothers-report", [fact, "R5.8"], &cited, |w| Judged::of(w, "kesh", &dispute(report(w))));
    m.judge("committed", "dispute/of-ones-own-report", ["Its own report.", "R5.8", "refused not-yours"], |w| {
        Judged::of(w, "alda", &dispute(report(w)))
    });
    m.judge("committed", "dispute/without-a-reason", ["No reason is given.", "R5.8", "refused text-refused"], |w| {
        Judged::of(w, "kesh", &Dispute { reason: words(""), ..dispute(report(w)) })
    });
}
