//! Vectors of what is at hand and of papers: sighting to witness; annex, source, account.

use alternat::act::Act;
use alternat::kind::*;
use alternat::words::{Day, Lang};

use super::body::{self, code, words};
use super::case::{Judged, Maker};
use super::generic::{any, in_past, one};
use super::world::World;

/// All of them.
pub fn make(m: &mut Maker) {
    held(m);
    paper(m);
    annexes(m);
    sources(m);
    accounts(m);
}

fn held(m: &mut Maker) {
    m.specimen("term", "sighting/of-what-is-new", ["A signer says what has come in, and nothing else.", ""], &[], |w| {
        Judged::of(w, "alda", &Sighting {})
    });
    let fact = "A node sees before the charter is in force, and its act stands.";
    m.judge("rivers", "sighting/before-the-charter-is-in-force", [fact, "", "stands"], |w| Judged::of(w, "alda node", &Sighting {}));
    m.specimen("term", "delivery/of-an-act", ["A node holds an act of another party.", ""], &[in_past("of")], |w| {
        Judged::of(w, "alda node", &Delivery { of: vec![w.id("term")] })
    });
    let fact = "What is held is held: a delivery of a refused act stands.";
    m.judge("term", "delivery/of-a-refused-act", [fact, "", "stands"], |w| {
        Judged::of(w, "dorna node", &Delivery { of: vec![w.id("refused assumption")] })
    });
    m.judge("term", "delivery/of-nothing", ["A delivery of nothing.", "", "refused body-malformed"], |w| {
        Judged::of(w, "alda node", &Delivery { of: vec![] })
    });
    m.judge("rivers", "delivery/before-the-charter-is-in-force", ["A node delivers before the charter is in force.", "", "stands"], |w| {
        Judged::of(w, "alda node", &Delivery { of: vec![w.id("charter")] })
    });
    m.specimen("term", "receipt/of-an-act", ["A person has taken note of an act.", ""], &[in_past("of")], |w| {
        Judged::of(w, "alda", &Receipt { of: vec![w.id("term")] })
    });
    m.judge("term", "receipt/of-nothing", ["A receipt of nothing.", "", "refused body-malformed"], |w| {
        Judged::of(w, "alda", &Receipt { of: vec![] })
    });
}

fn entered(w: &World, who: &str, body: &Transcription) -> Judged {
    Judged::with(w, who, body, vec![body::part()])
}

fn paper(m: &mut Maker) {
    let in_session = |w: &World| Transcription { session: Some(w.id("session")), ..body::transcription() };
    let cited = [one("session", "charter", "refused convening")];
    let fact = "What a party without a node signed on paper is entered by another.";
    m.specimen("convened", "transcription/of-a-paper", [fact, ""], &cited, |w| entered(w, "dorna", &in_session(w)));
    let fact = "A paper of no session.";
    m.judge("convened", "transcription/outside-a-session", [fact, "", "stands"], |w| entered(w, "dorna", &body::transcription()));
    let mut row = |path: &str, fact: &str, code: &str, who: &str, body: Transcription| {
        let path = format!("transcription/{path}");
        m.judge("convened", &path, [fact, "", &format!("refused {code}")], |w| entered(w, who, &body));
    };
    let paper = body::transcription;
    let fact = "The party that signed is none.";
    row("of-no-party", fact, "not-a-party", "dorna", Transcription { party: code("TRN"), ..paper() });
    let fact = "The party that holds the ink is none.";
    row("ink-with-no-party", fact, "not-a-party", "dorna", Transcription { ink_holder: code("TRN"), ..paper() });
    row("witness-is-no-party", "The witness is no party.", "not-a-party", "dorna", Transcription { witness: code("TRN"), ..paper() });
    row("of-ones-own-paper", "A party enters its own paper.", "not-yours", "kesh", paper());
    row("by-the-witness", "The witness enters the paper.", "not-yours", "alda", paper());
    let fact = "The witness is the party that signed.";
    row("witness-is-the-party", fact, "not-yours", "dorna", Transcription { witness: code("KES"), ..paper() });
    let fact = "No expression at all.";
    row("without-words", fact, "body-malformed", "dorna", Transcription { expressions: vec![], ..paper() });
    let fact = "There is no thirty-second day.";
    row("on-no-day", fact, "body-malformed", "dorna", Transcription { signed_on: Some(Day("2031-05-32".into())), ..paper() });
    row("without-a-title", "An empty title.", "text-refused", "dorna", Transcription { title: words(""), ..paper() });
    let fact = "The expression points at a part that the act does not list.";
    m.judge("convened", "transcription/no-such-part", [fact, "", "refused no-such-part"], |w| {
        Judged::of(w, "dorna", &body::transcription())
    });
    let enter = |w: &mut World| {
        let Judged { who, act } = entered(w, "dorna", &body::transcription());
        w.take(&who, "transcription", &act);
        let refused = w.act("dorna", &body::transcription());
        w.take("dorna", "refused transcription", &refused);
    };
    let witness = |w: &World, who: &str| Judged::of(w, who, &Witness { of: w.id("transcription") });
    let cited = [one("of", "charter", "refused transcription")];
    m.specimen("convened", "witness/of-a-paper", ["The party named has seen the paper.", ""], &cited, |w| {
        enter(w);
        witness(w, "alda")
    });
    m.judge("convened", "witness/by-another-party", ["Another party was named.", "", "refused not-yours"], |w| {
        enter(w);
        witness(w, "kesh")
    });
    m.judge("convened", "witness/a-second-time", ["The paper was seen already.", "", "refused already-done"], |w| {
        enter(w);
        w.add("alda", "witness", &Witness { of: w.id("transcription") });
        witness(w, "alda")
    });
}

fn annexes(m: &mut Maker) {
    let annex = |to| Annex { to, title: words("A map of the rivers"), expressions: body::authentic() };
    let by = |w: &World, body: &Annex| Judged::with(w, "alda", body, vec![body::part()]);
    m.specimen("term", "annex/to-an-act", ["A paper is attached to an act.", ""], &[any("to", "refused assumption")], |w| {
        by(w, &annex(w.id("term")))
    });
    m.judge("term", "annex/no-such-part", ["The act lists no such part.", "", "refused no-such-part"], |w| {
        Judged::of(w, "alda", &annex(w.id("term")))
    });
    m.judge("term", "annex/in-no-language", ["No expression at all.", "", "refused body-malformed"], |w| {
        by(w, &Annex { expressions: vec![], ..annex(w.id("term")) })
    });
    m.judge("term", "annex/title-with-an-override", ["The title turns the line around.", "", "refused text-refused"], |w| {
        by(w, &Annex { title: words("map \u{202e}fdp"), ..annex(w.id("term")) })
    });
}

fn sources(m: &mut Maker) {
    m.specimen("in-force", "source/of-a-publication", ["A public document is cited.", "R5.5"], &[], |w| {
        Judged::of(w, "alda", &body::source())
    });
    let mut row = |path: &str, fact: &str, code: &str, body: Source| {
        m.judge("in-force", &format!("source/{path}"), [fact, "", &format!("refused {code}")], |w| Judged::of(w, "alda", &body));
    };
    let source = body::source;
    row("no-language", "`EN` is no language tag.", "body-malformed", Source { lang: Lang("EN".into()), ..source() });
    row(
        "on-no-day",
        "A day is written 2031-05-13.",
        "body-malformed",
        Source { published_on: Some(Day("13 May 2031".into())), ..source() },
    );
    let split = "https://gazette.example/\u{2028}2031";
    row("address-of-two-lines", "The address has a line separator.", "text-refused", Source { address: split.into(), ..source() });
}

fn accounts(m: &mut Maker) {
    let cited = |w: &mut World| {
        w.add("alda", "source", &body::source());
        let refused = Source { lang: Lang("EN".into()), ..body::source() };
        w.add_refused("alda", "refused source", &refused, "body-malformed");
    };
    let account = |w: &World| Account {
        session: w.id("session"),
        source: w.id("source"),
        of: Some(code("ALD")),
        summary: Some(words("The parties met and went home.")),
    };
    let fact = "A party's press gives an account of the session.";
    let fields = [one("session", "charter", "refused convening"), one("source", "charter", "refused source")];
    m.specimen("convened", "account/of-a-session", [fact, "R5.5"], &fields, |w| {
        cited(w);
        Judged::of(w, "alda", &account(w))
    });
    let fact = "A second account of the same session stands beside the first.";
    m.judge("convened", "account/beside-another", [fact, "R5.5", "stands"], |w| {
        cited(w);
        w.add("alda", "account", &account(w));
        Judged::of(w, "dorna", &Account { of: Some(code("DOR")), ..account(w) })
    });
    m.judge("convened", "account/of-no-party", ["The press of no party.", "R5.5", "refused not-a-party"], |w| {
        cited(w);
        Judged::of(w, "alda", &Account { of: Some(code("TRN")), ..account(w) })
    });
    m.judge("convened", "account/summary-with-a-tag", ["The summary holds a tag character.", "", "refused text-refused"], |w| {
        cited(w);
        Judged::of(w, "alda", &Account { summary: Some(words("met\u{e0041}")), ..account(w) })
    });
    let fact = "An act of a kind that no rules of version 1 know is kept.";
    m.judge("in-force", "unknown-kind/is-kept", [fact, "", "unknown"], |w| {
        let act = w.act("alda", &Sighting {});
        Judged { who: "alda".into(), act: Act { kind: u16::MAX, ..act } }
    });
}
