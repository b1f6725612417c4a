//! The two bodies of the demonstration, played in memory: every step stands.

use std::path::{Path, PathBuf};

use alternat_testkit::scenario::{Fault, Played, Scenario};

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
}
