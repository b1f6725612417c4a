//! Vectors of identity and of the founding: inception to clearance, charter, accession.

use alternat::act::Act;
use alternat::id::Id;
use alternat::kind::*;
use alternat::words::{Basis, Day};

use super::body::{self, code, codes, words};
use super::case::{Judged, Maker};
use super::generic::{Cited, fork_root, in_past, one};
use super::prelude::{fork_proof, inception, inceptions, unsound_keys};
use super::world::{World, root_publics, roots};

/// All of them.
pub fn make(m: &mut Maker) {
    beginnings(m);
    accreditations(m);
    revocations(m);
    rotations(m);
    recognitions(m);
    forks(m);
    clearances(m);
    charters(m);
    accessions(m);
}

/// A root's rotation to the keys it promised, cut after `cut`.
pub fn rotate(w: &mut World, party: &str, cut: Id) -> Id {
    let root = format!("{party} root");
    let (second, third) = (format!("{root} 2"), format!("{root} 3"));
    w.enter_root(&root, &[(0, &second)]);
    let next = Roots::promise(1, &root_publics(&[&third]));
    let roots = Roots { keys: root_publics(&[&second]), threshold: 1, next };
    w.add(&root, &format!("rotation of {party}"), &Rotation { roots, cut })
}

fn beginnings(m: &mut Maker) {
    let mut row = |path: &str, fact: &str, expected: &str, keys: &[(u8, &str)], body: Inception| {
        let mut w = World::new(Id::ZERO);
        w.enter_root("root", keys);
        let act = w.act("root", &body);
        let envelope = w.sign("root", &act);
        m.push(None, w, &format!("inception/{path}"), [fact, "", expected], envelope);
    };
    let set = |names: &[&str], threshold| Roots { keys: root_publics(names), threshold, next: Id::of_bytes(b"keys in a safe") };
    let party = |roots| body::inception("Tarn", roots);
    row("a-party-begins", "One root key, and a promise of the next.", "stands", &[(0, "tarn root 1")], party(roots("tarn root")));
    let (a, b, c) = ("tarn root 1", "tarn root 2", "tarn root 3");
    row("two-of-three", "Two of three root keys sign.", "stands", &[(0, a), (2, c)], party(set(&[a, b, c], 2)));
    let fact = "One of two root keys is no more than half.";
    row("half-of-the-keys", fact, "refused terms-contradict", &[(0, a)], party(set(&[a, b], 1)));
    row("one-key-twice", "The same root key twice.", "refused terms-contradict", &[(0, a), (1, a)], party(set(&[a, a], 2)));
    row("no-key-must-sign", "A threshold of none.", "refused terms-contradict", &[(0, a)], party(set(&[a], 0)));
    let named = |name: &str| Inception { name: words(name), roots: set(&[a], 1) };
    row("name-of-spaces", "A name with two spaces between its words.", "refused text-refused", &[(0, a)], named("Upper  Tarn"));
    let nameless = Inception { name: alternat::words::Words(vec![]), roots: set(&[a], 1) };
    row("no-name", "A name in no language at all.", "refused body-malformed", &[(0, a)], nameless);
}

fn accreditations(m: &mut Maker) {
    let person = || Accreditation { until: Some(Day("2032-12-31".into())), ..body::person("newcomer") };
    let by = |w: &World, body: &Accreditation| Judged::of(w, "alda root", body);
    m.specimen("in-force", "accreditation/of-a-person", ["A root opens the feed of a person.", ""], &[], |w| by(w, &person()));
    let fact = "A root opens the feed of a node, with its keys.";
    m.judge("in-force", "accreditation/of-a-node", [fact, "", "stands"], |w| by(w, &body::node("newcomer")));
    let mut row = |path: &str, fact: &str, expected: &str, body: Accreditation| {
        m.judge("in-force", &format!("accreditation/{path}"), [fact, "", expected], |w| by(w, &body));
    };
    let fact = "Who may found circles for the party is a person.";
    row("a-node-that-founds", fact, "refused terms-contradict", Accreditation { may_found: true, ..body::node("newcomer") });
    let speaks = Accreditation { may: vec![Power::Speak], ..body::node("newcomer") };
    row("a-node-that-speaks", "A node is let do nothing that persons do.", "refused terms-contradict", speaks);
    let titled = Holder { name: words("Omar al-Aldani"), title: Some(words("Minister\u{200b}")) };
    row("title-with-an-invisible-character", "A title holds U+200B.", "refused text-refused", Accreditation { holder: titled, ..person() });
    let dated = Accreditation { until: Some(Day("2032-13-01".into())), ..person() };
    row("until-no-day", "There is no thirteenth month.", "refused body-malformed", dated);
    let fact = "One key signs one feed.";
    row("with-the-key-of-another-feed", fact, "refused already-done", Accreditation { key: body::person("alda").key, ..person() });
    let mut borrowed = body::node("newcomer");
    borrowed.node.as_mut().expect("a node").seal_ed25519 = body::person("alda").key;
    row("cosigning-with-the-key-of-another", "One key cosigns under one name.", "refused already-done", borrowed);
    let mut pouch = body::node("newcomer");
    pouch.node.as_mut().expect("a node").pouch = Some("age1 and a space".into());
    row("pouch-recipient-with-spaces", "A recipient is letters and digits.", "refused body-malformed", pouch);
}

fn revocations(m: &mut Maker) {
    let of = |w: &World, last: Option<Id>| Revocation { feed: w.id("alda"), last };
    let cited = [one("feed", "charter", "vell"), in_past("last")];
    m.specimen("term", "revocation/of-a-whole-feed", ["A root revokes a feed from its first act on.", ""], &cited, |w| {
        Judged::of(w, "alda root", &of(w, None))
    });
    let fact = "A root revokes a feed, and what it said up to the cut still counts.";
    m.judge("term", "revocation/up-to-a-cut", [fact, "", "stands"], |w| {
        Judged::of(w, "alda root", &of(w, Some(w.id("proof against alda forked"))))
    });
    m.judge("term", "revocation/of-another-partys-feed", ["The feed is another party's.", "", "refused not-yours"], |w| {
        Judged::of(w, "dorna root", &of(w, None))
    });
    m.judge("term", "revocation/cut-on-another-feed", ["The cut is an act of another feed.", "", "refused not-yours"], |w| {
        Judged::of(w, "alda root", &of(w, Some(w.id("term"))))
    });
}

fn rotations(m: &mut Maker) {
    let rotation = |w: &mut World, cut: Id| {
        w.enter_root("dorna root", &[(0, "dorna root 2")]);
        let roots = Roots { keys: root_publics(&["dorna root 2"]), threshold: 1, next: Id::of_bytes(b"keys in a safe") };
        Judged::of(w, "dorna root", &Rotation { roots, cut })
    };
    let last = |w: &World| w.id("revocation of dorna dismissed node");
    m.judge("in-force", "rotation/to-the-promised-keys", ["A root goes over to the keys it promised.", "", "stands"], |w| {
        rotation(w, last(w))
    });
    m.judge("in-force", "rotation/cut-unknown", ["The cut does not lie in the past.", "", "refused not-in-past"], |w| {
        rotation(w, Id::of_bytes(b"no act"))
    });
    m.judge("in-force", "rotation/cut-on-another-chain", ["The cut is an act of another feed.", "", "refused not-yours"], |w| {
        rotation(w, w.id("accession of alda"))
    });
    let fact = "Of the two keys that were promised, one is to sign alone.";
    m.judge("in-force", "rotation/to-half-of-the-keys", [fact, "", "refused terms-contradict"], |w| {
        w.enter_root("kesh root", &[(0, "kesh root 2")]);
        let roots = Roots { keys: unsound_keys(), threshold: 1, next: Id::of_bytes(b"keys in a safe") };
        Judged::of(w, "kesh root", &Rotation { roots, cut: w.id("kesh") })
    });
    let fact = "The body has a key that its kind does not know, so the keys in it are none.";
    m.judge("in-force", "rotation/body-with-an-unknown-key", [fact, "", "refused body-malformed"], |w| {
        let Judged { who, mut act } = rotation(w, last(w));
        w.enter_root("dorna root", &[(0, "dorna root 1")]);
        act.body[0] += 1;
        act.body.extend([0x17, 0x00]);
        Judged { who, act }
    });
    m.judge("in-force", "rotation/basis-in-a-rehearsal", ["In a rehearsal nothing is presumed.", "", "refused basis-out-of-place"], |w| {
        let Judged { who, act } = rotation(w, last(w));
        Judged { who, act: Act { basis: Some(Basis::Presumed { why: "It is usual.".into() }), ..act } }
    });
    m.judge("in-force", "rotation/by-another-hand", ["A person signs what a root must.", "", "refused wrong-hand"], |w| {
        let Judged { act, .. } = rotation(w, last(w));
        Judged { who: "alda".into(), act: w.act_of("alda", Kind::Rotation, act.body, vec![]) }
    });
    m.judge("in-force", "rotation/by-a-forked-root", ["The root itself is proved forked.", "", "refused forked"], |w| {
        w.enter_root("dorna root", &[(0, "dorna root 1")]);
        fork_root(w, "dorna");
        rotation(w, last(w))
    });
    let stranger = |w: &mut World, who: &str, seen: bool| {
        let root = format!("{who} root");
        w.enter_root(&root, &[(0, &format!("{root} 1"))]);
        if w.find(&root).is_none() {
            w.add(&root, &root, &body::inception("Late", roots(&root)));
        }
        let second = format!("{root} 2");
        w.enter_root(&root, &[(0, &second)]);
        let set = Roots { keys: root_publics(&[&second]), threshold: 1, next: Id::of_bytes(b"keys in a safe") };
        let body = bytes(&Rotation { roots: set, cut: w.id(&root) });
        let seen = if seen { w.news(&root) } else { vec![] };
        let act = w.act_seeing(&root, seen, Kind::Rotation, body, vec![]);
        Judged { who: root, act }
    };
    let fact = "The signer's root is none of the charter's parties.";
    m.judge("in-force", "rotation/by-a-stranger", [fact, "", "refused not-accredited"], |w| stranger(w, "vell", true));
    let fact = "The charter does not lie in the act's past.";
    m.judge("rivers", "rotation/without-the-charter", [fact, "", "refused no-charter"], |w| stranger(w, "late", false));
}

fn recognitions(m: &mut Maker) {
    let recognition = |w: &World| Recognition { party: code("KES"), inception: w.id("vell root"), instead_of: w.id("kesh root") };
    let by = |w: &World, body: Recognition| Judged::of(w, "alda", &body);
    let cited = [one("inception", "charter", "refused inception"), in_past("instead_of")];
    let fact = "A new inception is proposed for a party whose root is lost.";
    m.specimen("in-force", "recognition/of-a-new-root", [fact, ""], &cited, |w| {
        w.enter_root("refused inception", &[(0, "tarn root 1")]);
        let roots = Roots { keys: root_publics(&["tarn root 1", "tarn root 2"]), threshold: 1, next: Id::ZERO };
        w.add_refused("refused inception", "refused inception", &body::inception("Tarn", roots), "terms-contradict");
        by(w, recognition(w))
    });
    m.judge("in-force", "recognition/of-no-party", ["The charter names no such party.", "", "refused not-a-party"], |w| {
        by(w, Recognition { party: code("TRN"), ..recognition(w) })
    });
    let fact = "What is to be replaced does not stand for the party.";
    m.judge("in-force", "recognition/instead-of-anothers-root", [fact, "", "refused not-replaced"], |w| {
        by(w, Recognition { instead_of: w.id("dorna root"), ..recognition(w) })
    });
}

fn forks(m: &mut Maker) {
    let forked = |w: &mut World| {
        let (one, other) = ("kesh, one branch", "kesh, other branch");
        let first = w.act("kesh", &Sighting {});
        w.take("kesh", one, &first);
        w.take("kesh", other, &Act { claimed_at: first.claimed_at + 1, ..first });
    };
    let cited = [in_past("one"), in_past("other")];
    m.specimen("in-force", "fork-proof/of-two-acts-with-one-number", ["Two acts of a feed have one number.", ""], &cited, |w| {
        forked(w);
        Judged::of(w, "alda", &fork_proof(w, "kesh"))
    });
    m.judge("in-force", "fork-proof/larger-id-first", ["The larger id comes first.", "", "refused no-fork"], |w| {
        forked(w);
        let ForkProof { one, other } = fork_proof(w, "kesh");
        Judged::of(w, "alda", &ForkProof { one: other, other: one })
    });
    m.judge("in-force", "fork-proof/one-act-twice", ["An act is no fork of itself.", "", "refused no-fork"], |w| {
        let one = w.id("charter");
        Judged::of(w, "alda", &ForkProof { one, other: one })
    });
    m.judge("in-force", "fork-proof/two-numbers", ["Two acts of a feed with two numbers.", "", "refused no-fork"], |w| {
        let mut ids = [w.id("charter"), w.id("dorna root")];
        ids.sort();
        Judged::of(w, "alda", &ForkProof { one: ids[0], other: ids[1] })
    });
    resolutions(m);
}

fn resolutions(m: &mut Maker) {
    let resolution = |w: &World, counts: Option<Id>| ForkResolution { proof: w.id("proof against alda forked"), counts };
    let cited = [one("proof", "charter", "refused proof")];
    let fact = "The root says which branch of a forked feed counts from here on.";
    m.specimen("in-force", "fork-resolution/for-one-branch", [fact, ""], &cited, |w| {
        let dorna = w.id("dorna root");
        w.add_refused("dorna", "refused proof", &ForkProof { one: dorna, other: dorna }, "no-fork");
        Judged::of(w, "alda root", &resolution(w, Some(w.id("alda forked, one branch"))))
    });
    let fact = "The root says that neither branch counts.";
    m.judge("in-force", "fork-resolution/for-neither", [fact, "", "stands"], |w| Judged::of(w, "alda root", &resolution(w, None)));
    let fact = "Neither branch begins with the act named.";
    m.judge("in-force", "fork-resolution/for-a-third-act", [fact, "", "refused no-fork"], |w| {
        Judged::of(w, "alda root", &resolution(w, Some(w.id("alda"))))
    });
    let fact = "The fork is of another party's feed.";
    m.judge("in-force", "fork-resolution/of-anothers-fork", [fact, "", "refused not-yours"], |w| {
        Judged::of(w, "dorna root", &resolution(w, None))
    });
    let fact = "After the resolution the branch that counts goes on.";
    m.judge("in-force", "sighting/on-the-branch-that-counts", [fact, "", "stands"], |w| {
        let branch = Some(w.id("alda forked, one branch"));
        w.add("alda root", "resolution", &resolution(w, branch));
        let act = w.act("alda forked", &Sighting {});
        Judged { who: "alda forked".into(), act: Act { prev: branch, ..act } }
    });
    let fact = "After the resolution the other branch is still cut off.";
    m.judge("in-force", "sighting/on-the-branch-that-does-not", [fact, "", "refused forked"], |w| {
        let branch = Some(w.id("alda forked, one branch"));
        w.add("alda root", "resolution", &resolution(w, branch));
        let act = w.act("alda forked", &Sighting {});
        Judged { who: "alda forked".into(), act: Act { prev: Some(w.id("alda forked, other branch")), ..act } }
    });
}

fn clearances(m: &mut Maker) {
    let source = || bytes(&body::source());
    let clearance = || Clearance { kind: Kind::Source.tag(), body: Id::of_bytes(&source()) };
    m.specimen("in-force", "clearance/of-a-body", ["A second signer clears what another is about to sign.", ""], &[], |w| {
        Judged::of(w, "dorna second", &clearance())
    });
    m.judge("in-force", "source/cleared-by-a-second-signer", ["Once cleared, the act stands.", "", "stands"], |w| {
        w.add("dorna second", "clearance", &clearance());
        Judged::of(w, "dorna under two", &body::source())
    });
    m.judge("in-force", "source/another-body-was-cleared", ["Another body was cleared.", "", "refused not-cleared"], |w| {
        w.add("dorna second", "clearance", &Clearance { body: Id::of_bytes(b"another"), ..clearance() });
        Judged::of(w, "dorna under two", &body::source())
    });
    m.judge("in-force", "source/cleared-by-another-party", ["The second signer is another party's.", "", "refused not-cleared"], |w| {
        w.add("alda", "clearance", &clearance());
        Judged::of(w, "dorna under two", &body::source())
    });
}

fn charters(m: &mut Maker) {
    let mut row = |path: &str, [fact, rules, expected]: [&str; 3], basis: Option<Basis>, change: &dyn Fn(&mut Charter)| {
        let mut charter = body::charter(inceptions());
        change(&mut charter);
        let act = |w: &World| Act { basis: basis.clone(), ..w.act("dorna root", &charter) };
        let mut w = World::new(Id::ZERO);
        w.enter_root("dorna root", &[(0, "dorna root 1")]);
        let first = w.act("dorna root", &inception("dorna", "Dorna"));
        w.take("dorna root", "dorna root", &first);
        w.mechanism = Id::of_payload(&act(&w).payload());
        let envelope = w.sign("dorna root", &act(&w));
        m.push(None, w, &format!("charter/{path}"), [fact, rules, expected], envelope);
    };
    row("a-mechanism-is-founded", ["Three parties found a commission.", "R1.2 R1.5 R3.8", "stands"], None, &|_| {});
    row("without-a-rotation", ["No chair rotates.", "R1.5", "stands"], None, &|c| c.rotation = vec![]);
    let lot: &dyn Fn(&mut Charter) = &|c| c.order = Order::Lot;
    row("order-by-lot", ["The order of the parties was found by lot.", "R1.2", "stands"], None, lot);
    let by_alphabet: &dyn Fn(&mut Charter) = &|c| c.order = Order::Alphabetical { lang: alternat::words::Lang("ar".into()) };
    row("order-by-an-alphabet", ["The order of the parties is that of an alphabet.", "R1.2", "stands"], None, by_alphabet);
    let majority = |need, of| move |c: &mut Charter| c.rules.substance = Rule::Majority { need, of };
    row("decides-by-majority", ["Two thirds decide on texts.", "R3.8", "stands"], None, &majority(2, 3));
    row("half-is-no-majority", ["Half is no majority.", "R3.8", "refused terms-contradict"], None, &majority(1, 2));
    row("more-than-all", ["Four of three is no majority.", "R3.8", "refused terms-contradict"], None, &majority(4, 3));
    row("not-a-demonstration", ["A mechanism that is no demonstration.", "", "stands"], None, &|c| c.demonstration = None);
    let why = || Some(Basis::Presumed { why: "The founding is not reported in full.".into() });
    let replay: &dyn Fn(&mut Charter) = &|c| c.demonstration = Some(Demonstration::Reconstruction);
    row("a-reconstruction", ["A reconstruction says what it rests on.", "", "stands"], why(), replay);
    row("a-reconstruction-on-nothing", ["A reconstruction's charter rests on nothing.", "", "refused basis-out-of-place"], None, replay);
    row("basis-in-a-rehearsal", ["In a rehearsal nothing is presumed.", "", "refused basis-out-of-place"], why(), &|_| {});
    let fact = "Outside a demonstration nothing is invented.";
    row("basis-in-earnest", [fact, "", "refused basis-out-of-place"], Some(Basis::Invented), &|c| c.demonstration = None);
    let fact = "The founder is none of the parties.";
    row("founder-is-no-party", [fact, "", "refused not-a-party"], None, &|c| c.parties[0].inception = Id::of_bytes(b"Tarn"));
    let mut contradicts = |path: &str, fact: &str, rules: &str, change: &dyn Fn(&mut Charter)| {
        row(path, [fact, rules, "refused terms-contradict"], None, change);
    };
    contradicts("one-party", "One party is no mechanism.", "", &|c| {
        c.parties.truncate(1);
        (c.in_force_after, c.rotation, c.quorum) = (codes("DOR"), codes("DOR"), 1);
    });
    contradicts("one-root-for-two", "Two parties have one root.", "", &|c| c.parties[2].inception = c.parties[1].inception);
    contradicts("in-force-after-nobody", "It is said of nobody that the charter waits.", "", &|c| c.in_force_after = vec![]);
    contradicts("in-force-after-a-stranger", "The charter waits for no party of it.", "", &|c| c.in_force_after = codes("DOR TRN"));
    contradicts("rotation-with-a-stranger", "The chair goes to no party of it.", "R1.5", &|c| c.rotation = codes("DOR TRN"));
    contradicts("no-language", "No official language.", "", &|c| c.languages = vec![]);
    contradicts("no-organ", "Nothing that could meet.", "", &|c| c.organs = vec![]);
    contradicts("quorum-of-more-than-all", "A quorum of four of three.", "", &|c| c.quorum = 4);
    let malformed = "refused body-malformed";
    row("one-code-twice", ["Two parties have one code.", "", malformed], None, &|c| c.parties[2].code = code("ALD"));
    row("rotation-with-a-party-twice", ["The chair goes to one party twice.", "R1.5", malformed], None, &|c| c.rotation = codes("DOR DOR"));
    row("small-letters-in-a-code", ["A code is capital letters and digits.", "", malformed], None, &|c| c.symbol = code("ctr"));
    let mixed: &dyn Fn(&mut Charter) = &|c| c.parties[0].name = words("D\u{043e}rna");
    row("name-of-two-scripts", ["A party's name has a Cyrillic letter among Latin ones.", "", "refused text-refused"], None, mixed);
    late_charter(m);
}

/// A charter that is not the first act after the inception.
fn late_charter(m: &mut Maker) {
    let charter = body::charter(inceptions());
    let mut begun = World::new(Id::ZERO);
    begun.enter_root("dorna root", &[(0, "dorna root 1")]);
    let first = begun.act("dorna root", &inception("dorna", "Dorna"));
    begun.take("dorna root", "dorna root", &first);
    let person = begun.act("dorna root", &body::person("dorna"));
    let charter_second = |w: &World| w.act("dorna root", &charter);
    // The mechanism's id is that of a charter after an accreditation that is signed for this very mechanism.
    let mut ahead = begun.clone();
    ahead.take("dorna root", "dorna", &person);
    let mechanism = Id::of_payload(&charter_second(&ahead).payload());
    let mut late = World::new(mechanism);
    late.enter_root("dorna root", &[(0, "dorna root 1")]);
    late.take("dorna root", "dorna root", &first);
    late.take("dorna root", "dorna", &person);
    let act = charter_second(&late);
    let envelope = late.sign("dorna root", &act);
    let fact = "The charter is not the first act after the founder's inception.";
    m.push(None, late, "charter/after-another-act", [fact, "", "refused terms-contradict"], envelope);
}

fn accessions(m: &mut Maker) {
    // There is one charter, and it stands where anything does: none is refused.
    let cited = [Cited { field: "charter", wrong_kind: Some("dorna root"), refused: None }];
    m.specimen("in-force", "accession/of-a-third-party", ["A third party accedes to a charter that is in force.", ""], &cited, |w| {
        Judged::of(w, "kesh root", &Accession { charter: w.mechanism })
    });
    m.judge("in-force", "accession/a-second-time", ["The party has acceded already.", "", "refused already-done"], |w| {
        Judged::of(w, "alda root", &Accession { charter: w.mechanism })
    });
    let fact = "The founder's root has cut its own charter off: no mark reaches the charter.";
    m.judge("in-force", "accession/charter-cut-off", [fact, "", "stands"], |w| {
        let inception = w.id("dorna root");
        rotate(w, "dorna", inception);
        Judged::of(w, "kesh root", &Accession { charter: w.mechanism })
    });
}
