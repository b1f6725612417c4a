//! The two bodies of the demonstration, played in memory: every step stands.

use std::path::{Path, PathBuf};

use alternat::words::Code;
use alternat_testkit::scenario::{Fault, Played, Scenario};
use alternat_view::{Reader, account};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scenario(name: &str) -> Scenario {
    let path = root().join(format!("demo/{name}.json"));
    let json = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Scenario::read(&json).unwrap_or_else(|error| panic!("{name}: {}", whole(&error)))
}

fn play(name: &str) -> Played {
    scenario(name).play(&root()).unwrap_or_else(|error| panic!("{name}: {}", whole(&error)))
}

/// Every session's account for one party, one after the other; controls of direction as escapes, so that everybody sees them.
fn told(played: &Played, party: &str) -> String {
    let reader = Reader { party: Some(Code(party.into())), lang: "en".into() };
    let window = played.record.everything();
    let accounts: Vec<String> = account::sessions(&window, &reader, played).iter().map(account::Account::text).collect();
    accounts.join("\n").replace('\u{2068}', "\\u{2068}").replace('\u{2069}', "\\u{2069}")
}

/// Compares an account with what stands between the fences of a story, line by line.
fn check(played: &Played, party: &str, story: &str) {
    let path = root().join(format!("stories/{story}.md"));
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let told = told(played, party);
    let written = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    for (number, (said, stands)) in told.lines().zip(written.lines()).enumerate() {
        assert_eq!(said, stands, "stories/{story}.md, line {} of the account", number + 1);
    }
    assert!(told == written, "the account and stories/{story}.md differ in length; the account is:\n{told}");
}

/// An error and its causes, in one line.
fn whole(error: &Fault) -> String {
    let mut causes = vec![error.to_string()];
    let mut at = std::error::Error::source(error);
    while let Some(cause) = at {
        causes.push(cause.to_string());
        at = cause.source();
    }
    causes.join(": ")
}

#[test]
fn every_step_of_the_reconstruction_stands() {
    let played = play("reconstruction");
    assert_eq!(played.record.everything().final_seals().len(), 1);
    check(&played, "SYR", "reconstruction");
}
