//! A look at an invitation or an answer: what its acts fold to, before anything of it is kept.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::net::SocketAddr;
use std::path::Path;

use alternat::id::Id;
use alternat::kind::{Charter, Demonstration, Order, RULES, Rule};
use alternat::record::Record;
use alternat::words::{Code, Words};
use alternat_node::founding::{Invitation, can_be_dialled};
use serde_json::json;

use super::super::{say, say_json};
use crate::trouble::Trouble;

/// Bytes of an answer that is typed.
const TYPED_BYTES_MAX: u64 = 1000;

/// A file, and what its acts alone fold to.
pub struct Look {
    /// The file.
    pub file: Invitation,
    record: Record,
}

impl Look {
    /// Reads a file, verifies its acts and keeps none.
    pub fn at(path: &Path) -> Result<Look, Trouble> {
        let file = Invitation::read(path)?;
        let record = file.record()?;
        Ok(Look { file, record })
    }

    /// The circle of the file must be the one that was named, or that is named now by whoever sits at the terminal.
    pub fn confirm(&self, path: &Path, named: Option<&str>) -> Result<(), Trouble> {
        match named {
            Some(named) => self.must_be(named),
            None if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() => {
                self.tell()?;
                say("");
                say("Compare these digits with the other parties by telephone. To join, type the eight groups of the mechanism's digits,");
                say("as they were told to you; an empty line leaves everything as it is.");
                let typed = typed()?;
                match typed.trim() {
                    "" => Err(Trouble::new(1, "the circle was not named, so it was not joined", "nothing was signed and nothing is kept")),
                    typed => self.must_be(typed),
                }
            }
            None => Err(Trouble::new(
                2,
                "it was not said which circle is to be joined",
                format!(
                    "look with 'alternat mechanism show --invitation {}', compare the digits by telephone, and give them with --mechanism",
                    path.display()
                ),
            )),
        }
    }

    fn must_be(&self, named: &str) -> Result<(), Trouble> {
        let mechanism = self.file.mechanism;
        match is_named(&mechanism, named) {
            Some(true) => Ok(()),
            Some(false) => Err(Trouble::new(
                1,
                format!("the file is of another circle than the one that you named: {}", mechanism.fingerprint()),
                "nothing was signed; do not join it before the founder has told you these very digits",
            )),
            None => Err(Trouble::new(
                2,
                format!("'{named}' does not name a circle whole"),
                "write its eight groups of five digits, or the 64 hexadecimal digits of its id",
            )),
        }
    }

    /// What the file brings, for a person.
    pub fn tell(&self) -> Result<(), Trouble> {
        tell_charter(&self.record)?;
        self.tell_writer();
        Ok(())
    }

    /// Who wrote the file, and where he is to be found, by his unsigned word.
    fn tell_writer(&self) {
        let name = |code: &Code| {
            let charter = charter_of(&self.record).ok()?;
            charter.parties.iter().find(|party| party.code == *code).map(|party| party.name.best("en").to_string())
        };
        match self.writer() {
            Some(code) => say(format!("written by   {code}, {}, as the file itself says", name(&code).unwrap_or_default())),
            None => say("written by   nobody whom the charter names, as the file itself says"),
        }
        say(format!("its root     {}", self.file.party.fingerprint()));
        say(format!("address      {}", self.file.address.map_or("none is given".into(), |address| reach(&address))));
    }

    /// The same for a program.
    pub fn say_json(&self) -> Result<(), Trouble> {
        let charter = charter_of(&self.record)?;
        let roster = self.record.everything().roster();
        let parties = charter.parties.iter().map(|party| {
            json!({ "code": party.code, "name": party.name, "inception": party.inception, "fingerprint": party.inception.fingerprint(),
                "acceded": roster.contains(&party.code) })
        });
        say_json(&json!({ "mechanism": self.file.mechanism, "fingerprint": self.file.mechanism.fingerprint(),
            "parties": parties.collect::<Vec<_>>(), "charter": charter, "written_by": self.writer(), "party": self.file.party,
            "party_fingerprint": self.file.party.fingerprint(), "address": self.file.address }));
        Ok(())
    }

    fn writer(&self) -> Option<Code> {
        let window = self.record.everything();
        window.ground.graph.find(&self.file.party).and_then(|ix| window.code_of(ix))
    }
}

/// What a circle's charter says, and who has acceded, for a person.
pub fn tell_charter(record: &Record) -> Result<(), Trouble> {
    let charter = charter_of(record)?;
    let row = |label: &str, text: &str| say(format!("{label:<12} {text}"));
    each(&charter.name).for_each(|name| row("calls itself", &name));
    say(format!("demonstration: {}", charter.demonstration.map_or("no", |of| demonstration(&of))));
    say(format!("mechanism    {}", record.mechanism()));
    say(format!("fingerprint  {}", record.mechanism().fingerprint()));
    row("languages", &list(charter.languages.iter().map(|lang| &lang.0)));
    row("rules", &format!("procedure by {}", rule(&charter.rules.procedure)));
    row("", &format!("substance by {}", rule(&charter.rules.substance)));
    row("", &format!("the charter by {}", rule(&charter.rules.charter)));
    if charter.rules_version != RULES {
        row("", &format!("judged by version {}, which this program does not have: it signs nothing here", charter.rules_version));
    }
    row("quorum", &format!("{} parties", charter.quorum));
    row("in force", &format!("once these have acceded: {}", codes(&charter.in_force_after)));
    match charter.rotation.is_empty() {
        true => row("chair", "no rotation"),
        false => row("chair", &format!("in this order: {}", codes(&charter.rotation))),
    }
    charter.organs.iter().for_each(|organ| row("organ", &format!("{:<8} {}", organ.code.0, organ.name.best("en"))));
    charter.observers.iter().for_each(|observer| row("observer", observer.best("en")));
    charter.linked.iter().for_each(|linked| row("linked with", &linked.to_string()));
    row("parties", &format!("{}, {}", charter.parties.len(), order(&charter.order)));
    let roster = record.everything().roster();
    for party in &charter.parties {
        let joined = if roster.contains(&party.code) { "acceded" } else { "has not acceded" };
        let names = list(each(&party.name));
        say(format!("{:<8} {}  {names} ({joined})", party.code.0, party.inception.fingerprint()));
    }
    Ok(())
}

fn charter_of(record: &Record) -> Result<&Charter, Trouble> {
    let none = |_| Trouble::new(1, "the file holds no charter that stands", "ask for the file again; nothing was kept");
    record.everything().charter().map(|charter| charter.body).map_err(none)
}

/// An address, and how far it reaches.
pub fn reach(address: &SocketAddr) -> String {
    match address {
        address if !can_be_dialled(address) => format!("{address}, which leads to nobody"),
        address if address.ip().is_loopback() => format!("{address} (reachable on this machine alone)"),
        address => address.to_string(),
    }
}

/// Whether an id is the one that somebody names by its digits or whole; `None` where he names none.
fn is_named(id: &Id, named: &str) -> Option<bool> {
    let named: String = named.split_whitespace().collect();
    match named.len() {
        40 if named.bytes().all(|byte| byte.is_ascii_digit()) => Some(named == id.fingerprint().replace(' ', "")),
        _ => named.parse::<Id>().ok().map(|named| named == *id),
    }
}

fn typed() -> Result<String, Trouble> {
    let mut line = String::new();
    let mut stdout = std::io::stdout();
    let read = write!(stdout, "> ").and_then(|()| stdout.flush()).and_then(|()| {
        let mut bounded = std::io::stdin().lock().take(TYPED_BYTES_MAX);
        bounded.read_line(&mut line)
    });
    read.map_err(|error| Trouble::new(3, format!("could not read from the terminal: {error}"), "name the circle with --mechanism"))?;
    Ok(line)
}

fn each(words: &Words) -> impl Iterator<Item = String> {
    words.0.iter().map(|(lang, text)| format!("{text} ({})", lang.0))
}

fn list(items: impl Iterator<Item = impl ToString>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

fn codes(codes: &[Code]) -> String {
    list(codes.iter())
}

fn demonstration(of: &Demonstration) -> &'static str {
    match of {
        Demonstration::Reconstruction => "reconstruction",
        Demonstration::Rehearsal => "rehearsal",
    }
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Consensus => "consensus".into(),
        Rule::Unanimity => "unanimity".into(),
        Rule::Majority { need, of } => format!("a majority of {need} in {of}"),
    }
}

fn order(order: &Order) -> String {
    match order {
        Order::Alphabetical { lang } => format!("by the alphabet of {}", lang.0),
        Order::Lot => "by lot".into(),
        Order::Agreed => "in the order that was agreed".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_named_whole_or_not_at_all() {
        let id = Id::of_bytes(b"a circle");
        let (digits, whole) = (id.fingerprint(), id.to_string());
        let other = Id::of_bytes(b"another");
        for (named, expected) in [
            (digits.clone(), Some(true)),
            (digits.replace(' ', ""), Some(true)),
            (format!(" {}\n", digits.replace(' ', "  ")), Some(true)),
            (whole.clone(), Some(true)),
            (other.fingerprint(), Some(false)),
            (other.to_string(), Some(false)),
            (whole[..12].into(), None),
            (digits[..digits.len() - 1].into(), None),
            ("yes".into(), None),
            (String::new(), None),
        ] {
            assert_eq!(is_named(&id, &named), expected, "{named:?}");
        }
    }

    #[test]
    fn an_address_says_how_far_it_reaches() {
        for (address, expected) in [
            ("192.0.2.10:4711", "192.0.2.10:4711"),
            ("127.0.0.1:4711", "127.0.0.1:4711 (reachable on this machine alone)"),
            ("[::1]:4711", "[::1]:4711 (reachable on this machine alone)"),
            ("0.0.0.0:4711", "0.0.0.0:4711, which leads to nobody"),
            ("[::]:4711", "[::]:4711, which leads to nobody"),
            ("192.0.2.10:0", "192.0.2.10:0, which leads to nobody"),
        ] {
            assert_eq!(reach(&address.parse().unwrap()), expected);
        }
    }
}
