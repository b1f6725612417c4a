//! Vectors of sessions: convening to closing, agenda, statements and texts.

use alternat::kind::*;
use alternat::words::{Day, Expression, Lang};

use super::body::{self, code, codes, words};
use super::case::{Judged, Maker};
use super::generic::{in_past, one};
use super::world::World;

/// All of them.
pub fn make(m: &mut Maker) {
    convenings(m);
    credentials(m);
    examinations(m);
    openings(m);
    agendas(m);
    statements(m);
    closings(m);
    texts(m);
}

const UNKNOWN_SESSION: &str = "refused convening";

fn convenings(m: &mut Maker) {
    let by = |w: &World, body: Convening| Judged::of(w, "dorna", &body);
    let cited = [one("presides", "charter", "vell"), one("term", "charter", "refused assumption")];
    let fact = "The chair convenes the first session of an organ.";
    m.specimen("term", "convening/the-first-of-an-organ", [fact, "R1.9"], &cited, |w| by(w, body::convening(w)));
    let fact = "Initiators, co-ordinator, host and chair are four facts.";
    m.judge("term", "convening/hosted-by-another-party", [fact, "R1.9", "stands"], |w| {
        let four = (codes("DOR KES"), Some(code("KES")), Some(code("ALD")), Some(code("DOR")));
        let (initiators, coordinator, host, chair) = four;
        by(w, Convening { initiators, coordinator, host, chair, ..body::convening(w) })
    });
    m.judge("closed", "convening/the-second-of-an-organ", ["Sessions of an organ are numbered one by one.", "R1.9", "stands"], |w| {
        by(w, Convening { number: 2, ..body::convening(w) })
    });
    let mut row = |path: &str, fact: &str, expected: &str, rules: &str, change: &dyn Fn(&World, &mut Convening)| {
        m.judge("term", &format!("convening/{path}"), [fact, rules, expected], |w| {
            let mut body = body::convening(w);
            change(w, &mut body);
            by(w, body)
        });
    };
    row("number-left-out", "The first session has the number 2.", "refused not-next", "R1.9", &|_, c| c.number = 2);
    row("host-is-no-party", "The host is no party.", "refused not-a-party", "R1.9", &|_, c| c.host = Some(code("TRN")));
    row("no-such-organ", "The charter knows no such organ.", "refused no-such-organ", "", &|_, c| c.organ = code("MIN"));
    row("presided-by-a-node", "A node presides.", "refused not-yours", "R1.9", &|w, c| c.presides = w.id("dorna node"));
    let fact = "The charter has a rotation, and no term is named.";
    row("without-a-term", fact, "refused term-out-of-place", "R1.5", &|_, c| c.term = None);
    row("initiator-twice", "One initiator twice.", "refused body-malformed", "", &|_, c| c.initiators = codes("DOR DOR"));
    row("on-no-day", "The first day is no day.", "refused body-malformed", "", &|_, c| c.from = Day("2031-5-12".into()));
    row("place-of-nothing", "The place is a space.", "refused text-refused", "", &|_, c| c.place = words(" "));
    m.judge("term", "convening/by-one-not-in-the-chair", ["The term is another party's.", "R1.9", "refused not-yours"], |w| {
        Judged::of(w, "alda", &body::convening(w))
    });
    m.judge("handed-over", "convening/after-the-hand-over", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        by(w, Convening { number: 2, ..body::convening(w) })
    });
}

fn credentials(m: &mut Maker) {
    let of = |w: &World, body: Credentials| Judged::of(w, "alda", &body);
    let first = |w: &World| Credentials { replaces: vec![], ..body::credentials(w.id("session"), "Omar al-Aldani") };
    let second = |w: &World| Credentials { replaces: vec![w.id("credentials of alda")], ..first(w) };
    let cited = [one("session", "charter", UNKNOWN_SESSION), in_past("replaces")];
    let fact = "A party's new credentials supersede its earlier ones.";
    m.specimen("convened", "credentials/supersede", [fact, "R2.1 R2.5"], &cited, |w| of(w, second(w)));
    let fact = "A party names its delegation, its head first, with how far each may sign.";
    m.judge("convened", "credentials/of-a-delegation", [fact, "R2.1 R2.2", "stands"], |w| {
        let member = |name: &str, role, may_sign| Delegate { name: words(name), title: None, role, may_sign };
        let delegation = vec![
            member("Lena Keshmar", Role::Head, Level::AdReferendum),
            member("Ivo Keshley", Role::Alternate, Level::Initial),
            member("Sara Keshwin", Role::Interpreter, Level::None),
        ];
        let (issuer, form) = (IssuerOffice::Delegated, Form::NoteVerbale);
        let issued_on = Some(Day("2031-05-01".into()));
        let session = w.id("session");
        Judged::of(w, "kesh", &Credentials { session, issuer, form, issued_on, delegation, replaces: vec![] })
    });
    let mut row = |path: &str, fact: &str, expected: &str, change: &dyn Fn(&World, &mut Credentials)| {
        m.judge("convened", &format!("credentials/{path}"), [fact, "R2.1", expected], |w| {
            let mut body = second(w);
            change(w, &mut body);
            of(w, body)
        });
    };
    row("without-naming-the-earlier", "Earlier ones are not named.", "refused not-replaced", &|_, c| c.replaces = vec![]);
    let fact = "What is named is another party's.";
    row("replacing-anothers", fact, "refused not-replaced", &|w, c| c.replaces = vec![w.id("credentials of dorna")]);
    row("without-a-head", "No head of delegation.", "refused body-malformed", &|_, c| c.delegation[0].role = Role::Adviser);
    row("with-two-heads", "Two heads of delegation.", "refused body-malformed", &|_, c| c.delegation.push(c.delegation[0].clone()));
    let fact = "The head does not come first.";
    row("head-second", fact, "refused body-malformed", &|_, c| {
        c.delegation.insert(0, Delegate { role: Role::Expert, ..c.delegation[0].clone() })
    });
    row("without-a-delegation", "Nobody is named.", "refused body-malformed", &|_, c| c.delegation = vec![]);
    let fact = "The day of issue is no day.";
    row("issued-on-no-day", fact, "refused body-malformed", &|_, c| c.issued_on = Some(Day("2031-00-01".into())));
    let fact = "A name with a digit of another script.";
    row("name-of-two-scripts", fact, "refused text-refused", &|_, c| c.delegation[0].name = words("Omar S\u{0430}id"));
    m.judge("closed", "credentials/after-the-closing", ["The session is closed.", "R2.1", "refused already-closed"], |w| of(w, second(w)));
    let fact = "An objection to a delegation's credentials does not silence it.";
    m.judge("open", "statement/by-a-delegation-objected-to", [fact, "R2.4", "stands"], |w| {
        let objection = body::examination(w.id("credentials of alda"), Finding::Objected);
        w.add("dorna", "examination", &objection);
        said(w, "alda", body::statement(w.id("session")))
    });
    let fact = "A position of a delegation that handed in credentials before newer ones still counts.";
    m.judge("put", "credentials/acts-before-stay", [fact, "R2.5", "stands"], |w| {
        w.add("alda", "position of alda", &body::position(w.id("put"), Stance::Joins));
        of(w, second(w))
    });
}

fn examinations(m: &mut Maker) {
    let of = |w: &World, who: &str, finding| Judged::of(w, who, &body::examination(w.id("credentials of alda"), finding));
    let cited = [one("credentials", "charter", "refused credentials"), in_past("replaces")];
    let fact = "Whoever presides finds credentials in good and due form.";
    m.specimen("convened", "examination/accepts", [fact, "R2.1 R2.5"], &cited, |w| of(w, "dorna", Finding::Accepted));
    m.judge("convened", "examination/accepts-provisionally", ["The originals are to follow.", "R2.1 R2.2", "stands"], |w| {
        of(w, "dorna", Finding::Provisional)
    });
    m.judge("convened", "examination/a-party-objects", ["Any other party may object.", "R2.4", "stands"], |w| {
        of(w, "kesh", Finding::Objected)
    });
    let fact = "A party does not object to its own credentials.";
    m.judge("convened", "examination/objects-to-its-own", [fact, "R2.4", "refused not-yours"], |w| of(w, "alda", Finding::Objected));
    let fact = "Only whoever presides accepts.";
    m.judge("convened", "examination/accepted-by-another", [fact, "R2.5", "refused not-yours"], |w| of(w, "kesh", Finding::Accepted));
    m.judge("closed", "examination/after-the-closing", ["The session is closed.", "", "refused already-closed"], |w| {
        of(w, "dorna", Finding::Accepted)
    });
    m.judge("convened", "examination/without-naming-the-earlier", ["An earlier finding is not named.", "", "refused not-replaced"], |w| {
        let earlier = body::examination(w.id("credentials of alda"), Finding::Provisional);
        w.add("dorna", "examination", &earlier);
        of(w, "dorna", Finding::Accepted)
    });
    m.judge("convened", "examination/replaces-the-earlier", ["The originals have come.", "R2.1", "stands"], |w| {
        let earlier = body::examination(w.id("credentials of alda"), Finding::Provisional);
        let replaces = vec![w.add("dorna", "examination", &earlier)];
        Judged::of(w, "dorna", &Examination { finding: Finding::Accepted, replaces, ..earlier })
    });
    m.judge("convened", "examination/reason-with-a-control", ["The reason holds a tab.", "", "refused text-refused"], |w| {
        let examination = body::examination(w.id("credentials of alda"), Finding::Objected);
        Judged::of(w, "kesh", &Examination { reason: Some(words("not\tsealed")), ..examination })
    });
}

fn openings(m: &mut Maker) {
    let by = |w: &World, who: &str| Judged::of(w, who, &Opening { session: w.id("session") });
    let fact = "Two delegations of a quorum of two have handed in credentials.";
    m.specimen("convened", "opening/with-a-quorum", [fact, "R1.9 R5.4"], &[one("session", "charter", UNKNOWN_SESSION)], |w| by(w, "dorna"));
    let fact = "Of a quorum of two one has handed in credentials.";
    m.judge("term", "opening/without-a-quorum", [fact, "R2.1 R5.4", "refused no-quorum"], |w| {
        let convening = body::convening(w);
        let session = w.add("dorna", "session", &convening);
        w.add("dorna", "credentials of dorna", &body::credentials(session, "Elin Dornaway"));
        by(w, "dorna")
    });
    m.judge("convened", "opening/by-one-who-does-not-preside", ["Another presides.", "R1.9", "refused not-yours"], |w| by(w, "alda"));
    m.judge("open", "opening/a-second-time", ["The session is open.", "R5.4", "refused already-done"], |w| by(w, "dorna"));
    m.judge("closed", "opening/after-the-closing", ["The session is closed.", "R5.4", "refused already-closed"], |w| by(w, "dorna"));
    m.judge("convened", "opening/after-the-hand-over", ["The chair was handed over.", "R1.5", "refused handed-over"], |w| {
        hand_over_apart(w, w.signer("dorna").head);
        by(w, "dorna")
    });
}

/// The chair hands over what there was after `head`, an act of its own, having seen nothing later.
pub fn hand_over_apart(w: &mut World, head: Option<alternat::id::Id>) {
    let body = Handover { counters: vec![], commitments: vec![], ..body::handover_of(w.id("term")) };
    assert_eq!(w.signer("dorna").head, head, "the chair's feed goes on from its last act");
    let act = w.act_seeing("dorna", vec![], Kind::Handover, bytes(&body), vec![]);
    let (_, standing) = w.take("dorna", "handover", &act);
    assert_eq!(standing.code(), "stands");
}

fn agendas(m: &mut Maker) {
    let first = |w: &World| body::agenda(w.id("session"));
    let second = |w: &World| Agenda { replaces: vec![w.id("agenda")], ..first(w) };
    let cited = [one("session", "charter", UNKNOWN_SESSION), in_past("replaces")];
    let fact = "Whoever presides replaces the provisional agenda.";
    m.specimen("open", "agenda/replaces-the-earlier", [fact, "R5.1"], &cited, |w| Judged::of(w, "dorna", &second(w)));
    m.judge("convened", "agenda/provisional", ["The provisional agenda is given out.", "R5.1", "stands"], |w| {
        Judged::of(w, "dorna", &first(w))
    });
    m.judge("open", "agenda/without-naming-the-earlier", ["The earlier agenda is not named.", "R5.1", "refused not-replaced"], |w| {
        Judged::of(w, "dorna", &first(w))
    });
    m.judge("open", "agenda/by-one-who-does-not-preside", ["Another presides.", "R1.9", "refused not-yours"], |w| {
        Judged::of(w, "alda", &second(w))
    });
    m.judge("closed", "agenda/after-the-closing", ["The session is closed.", "", "refused already-closed"], |w| {
        Judged::of(w, "dorna", &second(w))
    });
    m.judge("open", "agenda/without-an-item", ["An agenda of nothing.", "", "refused body-malformed"], |w| {
        Judged::of(w, "dorna", &Agenda { items: vec![], ..second(w) })
    });
    m.judge("open", "agenda/item-of-two-lines", ["An item has two lines.", "", "refused text-refused"], |w| {
        Judged::of(w, "dorna", &Agenda { items: vec![words("Tolls\nFerries")], ..second(w) })
    });
}

fn said(w: &World, who: &str, body: Statement) -> Judged {
    Judged::with(w, who, &body, vec![body::part()])
}

fn statements(m: &mut Maker) {
    let statement = |w: &World| body::statement(w.id("session"));
    let cited = [one("session", "charter", UNKNOWN_SESSION), one("reply_to", "charter", "refused statement")];
    let fact = "A delegation answers another's statement by right of reply.";
    m.specimen("open", "statement/in-reply", [fact, "R5.3"], &cited, |w| {
        said(w, "alda", Statement { reply_to: Some(w.id("statement")), ..statement(w) })
    });
    m.judge("open", "statement/as-delivered", ["The words as delivered.", "R5.2", "stands"], |w| said(w, "alda", statement(w)));
    m.judge("open", "statement/handed-in", ["The words as handed in, to be checked against delivery.", "R5.2", "stands"], |w| {
        said(w, "alda", Statement { form: StatementForm::HandedIn, ..statement(w) })
    });
    m.judge("open", "statement/on-behalf-of-another", ["One speaks for two.", "R5.2", "stands"], |w| {
        said(w, "alda", Statement { on_behalf_of: codes("KES"), ..statement(w) })
    });
    let mut row = |path: &str, fact: &str, expected: &str, change: &dyn Fn(&mut Statement)| {
        m.judge("open", &format!("statement/{path}"), [fact, "R5.2", expected], |w| {
            let mut body = statement(w);
            change(&mut body);
            said(w, "alda", body)
        });
    };
    row("on-behalf-of-no-party", "One speaks for no party.", "refused not-a-party", &|s| s.on_behalf_of = codes("TRN"));
    row("on-behalf-of-one-twice", "One party twice.", "refused body-malformed", &|s| s.on_behalf_of = codes("KES KES"));
    row("item-zero", "Items are numbered from 1.", "refused body-malformed", &|s| s.item = Some(0));
    row("in-no-language", "No expression at all.", "refused body-malformed", &|s| s.expressions = vec![]);
    let second = || Expression { part: 1, ..body::authentic().remove(0) };
    row("no-such-part", "The second language is in no part.", "refused no-such-part", &|s| s.expressions.push(second()));
    m.judge("convened", "statement/before-the-opening", ["The session is not open.", "R5.4", "refused not-open"], |w| {
        said(w, "alda", statement(w))
    });
    m.judge("closed", "statement/after-the-closing", ["The session is closed.", "R5.4", "refused already-closed"], |w| {
        said(w, "alda", statement(w))
    });
}

fn closings(m: &mut Maker) {
    let by = |w: &World, who: &str| Judged::of(w, who, &Closing { session: w.id("session"), next: Some(words("Alda, in a year")) });
    let fact = "Whoever presides closes the session, and says when the next is to be.";
    m.specimen("open", "closing/of-a-session", [fact, "R1.9 R5.4"], &[one("session", "charter", UNKNOWN_SESSION)], |w| by(w, "dorna"));
    m.judge("convened", "closing/before-the-opening", ["The session is not open.", "R5.4", "refused not-open"], |w| by(w, "dorna"));
    m.judge("closed", "closing/a-second-time", ["The session is closed.", "R5.4", "refused already-closed"], |w| by(w, "dorna"));
    m.judge("open", "closing/by-one-who-does-not-preside", ["Another presides.", "R1.9", "refused not-yours"], |w| by(w, "alda"));
    m.judge("open", "closing/next-with-an-override", ["The next meeting turns the line around.", "", "refused text-refused"], |w| {
        Judged::of(w, "dorna", &Closing { session: w.id("session"), next: Some(words("\u{202d}in a year\u{202c}")) })
    });
    let fact = "The chair handed over, not having seen the session open under another feed of its own.";
    m.judge("term", "closing/after-the-hand-over", [fact, "R1.5", "refused handed-over"], |w| {
        opened_apart(w);
        by(w, "dorna second")
    });
}

/// A session over which another feed of the chair's party presides, open; and a hand-over that has not seen it open.
pub fn opened_apart(w: &mut World) {
    let convening = Convening { presides: w.id("dorna second"), ..body::convening(w) };
    let session = w.add("dorna", "session", &convening);
    let head = w.signer("dorna").head;
    w.add("dorna second", "credentials of dorna", &body::credentials(session, "Elin Dornaway"));
    w.add("alda", "credentials of alda", &body::credentials(session, "Omar al-Aldani"));
    w.add("dorna second", "opening", &Opening { session });
    w.add("dorna second", "agenda", &body::agenda(session));
    hand_over_apart(w, head);
}

fn texts(m: &mut Maker) {
    let text = |w: &World| body::text(w.id("session"));
    let second = |w: &World| Text { replaces: Some(w.id("text")), ..text(w) };
    let tabled = |w: &World, who: &str, body: Text| Judged::with(w, who, &body, vec![body::part()]);
    let cited = [one("session", "charter", UNKNOWN_SESSION), one("replaces", "charter", "refused text")];
    m.specimen("open", "text/replaces-the-earlier", ["A party tables a later version of its draft.", "R3.5"], &cited, |w| {
        tabled(w, "dorna", second(w))
    });
    m.judge("open", "text/beside-anothers", ["Another party tables a draft of its own.", "R3.5", "stands"], |w| tabled(w, "alda", text(w)));
    let fact = "A draft replaces another party's.";
    m.judge("open", "text/replaces-anothers", [fact, "", "refused not-yours"], |w| tabled(w, "alda", second(w)));
    m.judge("open", "text/replaces-one-replaced", ["A later version is there already.", "", "refused not-replaced"], |w| {
        let Judged { who, act } = tabled(w, "dorna", second(w));
        w.take(&who, "second text", &act);
        tabled(w, "dorna", second(w))
    });
    let fact = "A text that was put is not replaced: a new text starts a new procedure.";
    m.judge("put", "text/replaces-one-that-was-put", [fact, "R3.6", "refused already-closed"], |w| tabled(w, "dorna", second(w)));
    let fact = "After a text was put, another is tabled beside it.";
    m.judge("put", "text/anew-after-a-put", [fact, "R3.6", "stands"], |w| tabled(w, "dorna", text(w)));
    m.judge("closed", "text/after-the-closing", ["The session is closed.", "", "refused already-closed"], |w| tabled(w, "alda", text(w)));
    m.judge("open", "text/no-such-part", ["The act lists no such part.", "", "refused no-such-part"], |w| Judged::of(w, "alda", &text(w)));
    m.judge("open", "text/item-zero", ["Items are numbered from 1.", "", "refused body-malformed"], |w| {
        tabled(w, "alda", Text { item: Some(0), ..text(w) })
    });
    m.judge("open", "text/in-no-language", ["`english` is no language tag.", "", "refused body-malformed"], |w| {
        let expressions = vec![Expression { lang: Lang("english".into()), ..body::authentic().remove(0) }];
        tabled(w, "alda", Text { expressions, ..text(w) })
    });
}
