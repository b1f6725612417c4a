//! The bodies of the made-up world, each as it stands; a case changes one thing in one of them.

use alternat::decision::roster_hash;
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::*;
use alternat::words::{Code, Day, Expression, Lang, LanguageStatus, Words};

use super::world::{World, seed};

/// Every power that a person may have.
pub const POWERS: [Power; 6] = [Power::Speak, Power::Represent, Power::Preside, Power::Report, Power::Seal, Power::Clear];

pub fn code(code: &str) -> Code {
    Code(code.into())
}

pub fn codes(list: &str) -> Vec<Code> {
    list.split_whitespace().map(code).collect()
}

pub fn words(text: &str) -> Words {
    Words::one("en", text)
}

/// One authentic language, whose words are part 0.
pub fn authentic() -> Vec<Expression> {
    vec![Expression { lang: Lang("en".into()), status: LanguageStatus::Authentic, part: 0 }]
}

/// The detached part that [`authentic`] points at: no reader needs its bytes.
pub fn part() -> alternat::act::Part {
    alternat::act::Part { sha256: Id::of_bytes(b"The parties met."), size: 16 }
}

pub fn inception(name: &str, roots: Roots) -> Inception {
    Inception { name: words(name), roots }
}

/// A person's accreditation for every power; the key is that of the feed's name.
pub fn person(who: &str) -> Accreditation {
    Accreditation {
        key: ActKey::from_seed(&seed(who)).public(),
        holder: Holder { name: words("Secretary of the delegation"), title: None },
        may: POWERS.to_vec(),
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    }
}

pub fn node(who: &str) -> Accreditation {
    let ed25519 = |part: &str| ActKey::from_seed(&seed(&format!("{who} {part}"))).public();
    let seal_ml_dsa = SealKey::from_seed(&seed(&format!("{who} seal"))).public();
    let keys = NodeKeys { transport: ed25519("transport"), seal_ed25519: ed25519("seal"), seal_ml_dsa, pouch: None };
    Accreditation { holder: Holder { name: words("Node in the capital"), title: None }, may: vec![], node: Some(keys), ..person(who) }
}

/// The charter of the Commission of the Two Rivers: three parties, two of which take the chair in turn.
pub fn charter(inceptions: [Id; 3]) -> Charter {
    let [dorna, alda, kesh] = inceptions;
    let party = |name: &str, inception, said: &str| Party { code: code(name), inception, name: words(said) };
    Charter {
        name: words("Commission of the Two Rivers"),
        symbol: code("CTR"),
        languages: vec![Lang("en".into())],
        parties: vec![party("DOR", dorna, "Dorna"), party("ALD", alda, "Alda"), party("KES", kesh, "Kesh")],
        order: Order::Agreed,
        in_force_after: codes("DOR ALD"),
        rotation: codes("DOR ALD"),
        organs: vec![Organ { code: code("OFF"), name: words("Officials") }, Organ { code: code("EXP"), name: words("Experts") }],
        rules: DecisionRules { procedure: Rule::Consensus, substance: Rule::Consensus, charter: Rule::Unanimity },
        quorum: 2,
        rules_version: RULES,
        demonstration: Some(Demonstration::Rehearsal),
        observers: vec![],
        linked: vec![],
        nonce: Nonce([9; 16]),
    }
}

pub fn convening(w: &World) -> Convening {
    Convening {
        organ: code("OFF"),
        number: 1,
        initiators: codes("DOR"),
        coordinator: None,
        host: Some(code("DOR")),
        chair: Some(code("DOR")),
        place: words("Port Dorna"),
        from: Day("2031-05-12".into()),
        to: None,
        presides: w.id("dorna"),
        term: w.find("term"),
    }
}

pub fn credentials(session: Id, head: &str) -> Credentials {
    Credentials {
        session,
        issuer: IssuerOffice::ForeignMinister,
        form: Form::Original,
        issued_on: None,
        delegation: vec![Delegate { name: words(head), title: None, role: Role::Head, may_sign: Level::Sign }],
        replaces: vec![],
    }
}

pub fn examination(credentials: Id, finding: Finding) -> Examination {
    Examination { credentials, finding, reason: None, replaces: vec![] }
}

pub fn agenda(session: Id) -> Agenda {
    Agenda { session, items: vec![words("Tolls"), words("Any other business")], replaces: vec![] }
}

pub fn statement(session: Id) -> Statement {
    Statement {
        session,
        item: Some(1),
        speaker: Some(words("Omar al-Aldani")),
        on_behalf_of: vec![],
        reply_to: None,
        form: StatementForm::AsDelivered,
        expressions: authentic(),
    }
}

pub fn text(session: Id) -> Text {
    Text { session, item: Some(1), title: words("Draft decision on tolls"), expressions: authentic(), replaces: None }
}

/// A text put to a decision by consensus, by the two parties that have acceded.
pub fn put(w: &World, session: Id, subject: Id) -> Put {
    let roster = codes("DOR ALD");
    Put {
        session,
        subject,
        rule: Rule::Consensus,
        method: Method::AtAMeeting,
        roster_count: 2,
        roster_hash: roster_hash(&roster),
        closes: w.id("dorna"),
    }
}

pub fn position(put: Id, stance: Stance) -> Position {
    Position { put, stance, replaces: vec![] }
}

pub fn objection(put: Id) -> Objection {
    Objection { put, reason: Some(words("The tolls are not agreed.")) }
}

pub fn number(close: Id, number: u32) -> Number {
    Number { close, series: "DEC".into(), number }
}

pub fn commitment(decision: Id) -> Commitment {
    Commitment {
        decision,
        paragraph: Some(2),
        kind: CommitmentKind::Study,
        what: words("A study of tolls"),
        responsible: codes("DOR ALD"),
        coordinator: Some(code("DOR")),
        due: Due::NextSession,
    }
}

pub fn report(commitment: Id, status: ReportStatus) -> Report {
    Report { commitment, status, words: words("The study has begun."), expressions: vec![], replaces: vec![] }
}

pub fn source() -> Source {
    Source {
        address: "https://gazette.example/2031/05/13".into(),
        publisher: words("Gazette of the rivers"),
        title: words("Communique of the session"),
        lang: Lang("en".into()),
        published_on: Some(Day("2031-05-13".into())),
        sha256: None,
    }
}

/// A paper that Kesh signed, entered by Dorna, with Alda asked to bear witness.
pub fn transcription() -> Transcription {
    Transcription {
        party: code("KES"),
        title: words("Statement of Kesh"),
        ink_holder: code("DOR"),
        witness: code("ALD"),
        signed_on: Some(Day("2031-05-12".into())),
        expressions: authentic(),
        session: None,
    }
}

/// The account that the chair gives at the end of the term, as the made-up session leaves it.
pub fn handover(w: &World) -> Handover {
    Handover {
        counters: vec![Counter { series: "DEC".into(), last: 1 }],
        commitments: vec![w.id("commitment")],
        ..handover_of(w.id("term"))
    }
}

/// The account of a term in which nothing was decided.
pub fn handover_of(term: Id) -> Handover {
    let (counters, running, commitments, documents) = (vec![], vec![], vec![], vec![]);
    Handover { term, to: code("ALD"), counters, running, commitments, documents, report: None, next: None }
}
