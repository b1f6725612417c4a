//! What went wrong, said to a person: what and where, and what to do.

use std::process::ExitCode;

use alternat::place::Place;
use alternat_node::failure::{Failure, chain};
use alternat_node::file::FileError;
use alternat_view::bidi::quoted;
use alternat_view::refusal;
use alternat_view::words::Locale;
use serde_json::{Value, json};

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Trouble {
    exit: u8,
    code: String,
    what: String,
    remedy: String,
    /// Of an act that was not signed: where in it the cause lies.
    at: Option<Box<Place>>,
}

impl Trouble {
    /// A trouble with its exit code: 1 refused or not verified, 2 usage, 3 the world failed.
    ///
    /// Both lines may repeat words of a file or of a file's name, which nobody has judged.
    pub fn new(exit: u8, what: impl Into<String>, remedy: impl Into<String>) -> Trouble {
        Trouble { exit, code: String::new(), what: fit(&what.into()), remedy: fit(&remedy.into()), at: None }
    }

    /// The stable code of a node's failure; empty for what the command itself found.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The exit code.
    pub fn exit(&self) -> u8 {
        self.exit
    }

    /// What and where.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The field of a body that is at fault, by its path.
    pub fn field(&self) -> Option<&str> {
        self.at.as_ref()?.field.as_deref()
    }

    /// The same trouble, with more of where it lies.
    pub fn located(self, place: &str) -> Trouble {
        Trouble { what: format!("{} ({place})", self.what), ..self }
    }

    /// The same trouble, with something else to do about it.
    pub fn advised(self, remedy: &str) -> Trouble {
        Trouble { remedy: remedy.into(), ..self }
    }

    /// What a program reads of it; `None` of what the command itself found, which has no code.
    pub fn json(&self) -> Option<Value> {
        (!self.code.is_empty()).then(|| json!({ "code": self.code, "what": self.what, "at": self.at }))
    }

    /// Says it on stderr and gives the exit code.
    pub fn say(&self) -> ExitCode {
        eprintln!("alternat: {}", self.what);
        if !self.remedy.is_empty() {
            eprintln!("          {}", self.remedy);
        }
        ExitCode::from(self.exit)
    }
}

/// Letters of a line that is told.
const LINE_CHARS_MAX: usize = 1500;

/// A line fit for a terminal: nothing in it directs what is around it, and it ends.
fn fit(line: &str) -> String {
    let quoted = quoted(line);
    match quoted.char_indices().nth(LINE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &quoted[..end]),
        None => quoted,
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        let Failure { code, what, exit, at } = failure;
        // It may repeat words of a file that nobody has judged.
        let what = fit(&what);
        let (what, remedy) = match (refusal::of_code(&code), &at) {
            (Some(refusal), Some(at)) => (format!("{what}: {}", refusal::told(refusal, at, Locale::of("en"))), REFUSED),
            (Some(refusal), None) => (format!("{what}. {}", refusal::sentence(refusal, Locale::of("en"))), REFUSED),
            (None, Some(at)) if at.text.is_some() => (format!("{what}: {}", refusal::in_place(at, Locale::of("en"))), remedy(&code)),
            (None, _) => (what, remedy(&code)),
        };
        Trouble { exit, code, what, remedy: remedy.into(), at }
    }
}

impl From<alternat_node::home::HomeError> for Trouble {
    fn from(error: alternat_node::home::HomeError) -> Trouble {
        Failure::from(&error).into()
    }
}

impl From<alternat_web::people::PeopleError> for Trouble {
    fn from(error: alternat_web::people::PeopleError) -> Trouble {
        use alternat_web::people::PeopleError;
        let (exit, remedy) = match &error {
            PeopleError::File { .. } | PeopleError::Store { .. } => (3, "see that the home is there and may be written"),
            PeopleError::Hash => (3, "see that the system has memory and random bytes left"),
            PeopleError::Taken(_) => (1, "choose another name, or give the person another password with 'alternat person password'"),
            PeopleError::NotAName(_) => (2, "use letters, digits, '.', '-', '_' and '@'"),
            PeopleError::NotAPassword => (2, "give a longer one on standard input"),
            PeopleError::NoSuchPerson(_) => (1, "'alternat person list' names those there are"),
            PeopleError::LastAdministrator(_) => (1, "make somebody else administrator first, with 'alternat person role'"),
            PeopleError::Full => (1, "a desk is for one delegation; run another node for more"),
        };
        Trouble::new(exit, chain(&error), remedy)
    }
}

impl From<alternat_web::drafts::DraftError> for Trouble {
    fn from(error: alternat_web::drafts::DraftError) -> Trouble {
        Trouble::new(3, chain(&error), "see that the home is there and may be written")
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Trouble {
        Trouble::new(3, chain(&error), remedy("file"))
    }
}

impl From<alternat_node::root::RootError> for Trouble {
    fn from(error: alternat_node::root::RootError) -> Trouble {
        use alternat_node::root::RootError;
        let (exit, remedy) = match &error {
            RootError::File(_) | RootError::Chance => (3, "see that the directory is there and may be written; name it with --root"),
            RootError::Taken(_) => (2, "name another directory with --root"),
            RootError::NotARoot { .. } => (2, "name the directory of the root keys with --root"),
            RootError::TooFewKeys { .. } => (2, "bring the key files of other custodians into the directory"),
            RootError::NotDrawnHere => (1, "sign it where 'alternat key rotation' was run, or draw it up anew there"),
            RootError::Threshold { .. } => (2, "write for example --keys 3 --threshold 2"),
            RootError::Name => (2, "write for example --name en=Alda --name ar=ألدا"),
        };
        Trouble::new(exit, chain(&error), remedy)
    }
}

impl From<alternat_node::sheet::SheetError> for Trouble {
    fn from(error: alternat_node::sheet::SheetError) -> Trouble {
        use alternat_node::sheet::SheetError;
        match error {
            SheetError::File(error) => error.into(),
            SheetError::Root(error) => error.into(),
            SheetError::NotASheet(_) => {
                Trouble::new(1, quoted(&error.to_string()), "have it drawn anew with --to-sign; nothing was signed")
            }
            SheetError::AnotherParty { .. } => Trouble::new(2, error.to_string(), "name that party's root with --root; nothing was signed"),
        }
    }
}

impl From<alternat_node::founding::FoundingError> for Trouble {
    fn from(error: alternat_node::founding::FoundingError) -> Trouble {
        use alternat_node::founding::FoundingError;
        match error {
            FoundingError::Root(error) => error.into(),
            other => Failure::from(&other).into(),
        }
    }
}

/// What to do about a refusal.
const REFUSED: &str = "nothing was signed or recorded; correct the body, or sign when it may be done";

/// What to do about a failure, by its code.
fn remedy(code: &str) -> &'static str {
    match code {
        "not-a-home" => "make one with 'alternat party new --home DIR', or name another with --home",
        "taken" => "name another directory with --home",
        "no-such-circle" => {
            "found one with 'alternat mechanism found', join one with 'alternat mechanism join', or see 'alternat mechanism show'"
        }
        "which-circle" => "name one with --mechanism; the beginning of its id is enough",
        "malformed-home" => "restore the file from a copy, or correct it",
        "file" => "look to the disk and to the permissions of the file",
        "in-use" => "another command has it open: wait for it, or stop it",
        "store" => "nothing that was not confirmed is confirmed; look to the disk, then start the node again",
        "signer" | "no-such-signer" => "'alternat key list' shows the signers of this home, 'alternat key new' makes one",
        "sealed" => "nothing was signed; name the file of its passphrase with --passphrase-file",
        "wrong-passphrase" => {
            "nothing was signed; try again: a lost passphrase cannot be found, and then a new signer is made with 'alternat key new'"
        }
        "too-many-passphrases" => "nothing was signed; wait a minute, and try again",
        "not-a-passphrase" => "choose another one",
        "sealed-already" => "'alternat key passphrase' gives it another passphrase",
        "node-key" => "name a person's signer: 'alternat key list' shows them",
        "malformed-key" => "restore signers.json from a copy, or make a new signer with 'alternat key new'",
        "system" => "see that the machine has memory left, and try again",
        "founding" => "ask for the file again; nothing was kept",
        "another-party" => "name the home's own root with --root",
        "not-named" => "join with the home of a party that the charter names",
        "own-file" => "take in the answer of another party; nothing was kept",
        "not-of-a-party" => {
            "nothing was kept; compare the root's digits with the party by telephone, and ask for an answer by the root of its card"
        }
        "root" => "name the directory of the root keys with --root",
        "not-an-act" => "nothing was recorded; spec/act.md says what an act may hold",
        "outrun" => "nothing was recorded; sign it again",
        "signed-elsewhere" => {
            "never use two copies of one home; 'alternat key renew' opens the node's feed anew; for a person make a new signer with 'alternat key new', and let the root revoke the old one"
        }
        "renewing" => "stop the node and give 'alternat key renew' again",
        "no-addresses" => "set one with 'alternat mechanism peer CODE ADDRESS'",
        "unknown-rules" => "this node keeps and relays what it cannot judge; run a version of Alternat that has these rules",
        "part-too-large" => "split it, or cite it by its hash as a source",
        "damaged" => {
            "restore this home from a copy, then 'alternat key renew' and, for persons, 'alternat key new': a feed is never continued after that"
        }
        "no-such-party" => "'alternat mechanism show' lists the parties and their codes",
        "no-such-kind" => "'alternat act --help' lists the kinds",
        "not-a-body" => "'alternat act KIND --schema' prints what the body holds",
        "waited" => "'alternat mechanism show' says who is connected; wait longer with --wait",
        "not-equal" => "see that their nodes run and that their addresses are right: 'alternat mechanism peer CODE ADDRESS'",
        _ => "nothing was signed or recorded; spec/acts.md says what each kind asks for",
    }
}
