//! The commands, one file each.

mod act;
mod bench;
mod demo;
mod export;
mod key;
mod log;
mod mechanism;
mod party;
mod person;
mod renew;
mod serve;
mod sheet;
mod show;
mod state;
mod sync;
mod verify;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use alternat::json::line_of;
use alternat::words::{Basis, Lang, Words};
use alternat_node::file;
use serde::Serialize;
use serde_json::Value;

use crate::arguments::{Arguments, Command};
use crate::trouble::Trouble;

/// Bytes of JSON that is read from a file or from standard input.
const JSON_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Does what the arguments say.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let done = match arguments.command {
        Command::Demo(demo) => demo::run(demo).await,
        Command::Serve(serve) => serve::run(serve).await,
        Command::Party(party) => party::run(party),
        Command::Person(person) => person::run(person),
        Command::Key(key) => key::run(key).await,
        Command::Mechanism(mechanism) => mechanism::run(mechanism).await,
        Command::Act(act) => act::run(act).await,
        Command::Log(log) => log::run(log).await,
        Command::Show(show) => show::run(show).await,
        Command::State(state) => state::run(state).await,
        Command::Sync(sync) => sync::run(sync).await,
        Command::Export(export) => export::run(export).await,
        Command::Verify(verify) => verify::run(verify),
        Command::Bench(bench) => bench::run(bench).await,
    };
    done.and_then(|()| all_said())
}

/// JSON as somebody wrote it.
struct Written {
    value: Value,
    text: String,
    from: String,
}

impl Written {
    /// A trouble with the body, and the line on which the field at fault was written.
    fn locate(&self, trouble: Trouble) -> Trouble {
        match trouble.field().and_then(|field| line_of(&self.text, field)) {
            Some(line) => trouble.located(&format!("line {line} of {}", self.from)),
            None => trouble,
        }
    }
}

/// JSON from a file, or from standard input where none is named.
fn json_from(file: Option<&Path>) -> Result<Written, Trouble> {
    let (bytes, from) = match file {
        Some(path) => (file::read_bounded(path, JSON_BYTES_MAX)?, path.display().to_string()),
        None => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().take(JSON_BYTES_MAX + 1).read_to_end(&mut bytes);
            read.map_err(|error| Trouble::new(3, format!("could not read standard input: {error}"), "name a file with --file"))?;
            (bytes, "standard input".to_string())
        }
    };
    if bytes.len() as u64 > JSON_BYTES_MAX {
        return Err(Trouble::new(
            2,
            format!("{from} holds more than {JSON_BYTES_MAX} bytes"),
            "put long texts into files and name them with --part",
        ));
    }
    let wrong = |error| Trouble::new(2, format!("{from} holds no JSON: {error}"), "correct it there; --schema prints what is asked for");
    let value = serde_json::from_slice(&bytes).map_err(wrong)?;
    Ok(Written { value, text: String::from_utf8_lossy(&bytes).into_owned(), from })
}

/// A passphrase: the first line of a file, or of standard input where that is `-`.
fn passphrase_from(path: &Path) -> Result<String, Trouble> {
    let most = alternat_node::limit::PASSPHRASE_BYTES_MAX as u64 + 2;
    let mut text = String::new();
    let read = match path == Path::new("-") {
        true => std::io::stdin().lock().take(most).read_to_string(&mut text),
        false => std::fs::File::open(path).and_then(|file| file.take(most).read_to_string(&mut text)),
    };
    let told = |error| {
        Trouble::new(3, format!("could not read a passphrase from {}: {error}", path.display()), "name its file with --passphrase-file")
    };
    read.map_err(told)?;
    Ok(text.lines().next().unwrap_or_default().to_string())
}

/// What an act rests on, from the option `--basis`.
fn basis_from(json: Option<&str>) -> Result<Option<Basis>, Trouble> {
    let wrong = |error| Trouble::new(2, format!("--basis is not understood: {error}"), r#"write for example '{"presumed":{"why":"…"}}'"#);
    json.map(serde_json::from_str).transpose().map_err(wrong)
}

/// Words in several languages, from `LANG=WORDS`.
fn words_from(pairs: &[String]) -> Result<Words, Trouble> {
    let mut words = Vec::new();
    for pair in pairs {
        let wrong = || Trouble::new(2, format!("'{pair}' is not LANG=NAME"), "write for example en=Alda");
        let (lang, text) = pair.split_once('=').ok_or_else(wrong)?;
        words.push((Lang(lang.into()), text.to_string()));
    }
    words.sort();
    Ok(Words(words))
}

/// The directory of root keys.
fn root_at(home: &Path, named: Option<&PathBuf>) -> PathBuf {
    named.cloned().unwrap_or_else(|| home.join("root"))
}

/// Whether something that was to be printed was not.
static UNSAID: AtomicBool = AtomicBool::new(false);

/// Prints a line; a reader that has gone away is no error.
fn say(line: impl std::fmt::Display) {
    let said = writeln!(std::io::stdout(), "{line}").and_then(|()| std::io::stdout().flush());
    if said.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        UNSAID.store(true, Ordering::Relaxed);
    }
}

/// Whether all that a command printed has gone out.
fn all_said() -> Result<(), Trouble> {
    match UNSAID.load(Ordering::Relaxed) {
        true => Err(Trouble::new(3, "not all could be written to standard output", "see that the disk it goes to has room")),
        false => Ok(()),
    }
}

/// Prints JSON.
fn say_json(value: &impl Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(json) => say(json),
        Err(error) => eprintln!("alternat: the answer could not be written as JSON: {error}"),
    }
}
