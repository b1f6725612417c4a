//! What the command says about itself: schemas and help.

use alternat::kind::Kind;
use serde_json::Value;

use crate::kit::alternat;

#[test]
fn every_kind_prints_the_schema_of_its_body() {
    for kind in Kind::ALL.iter().map(|kind| kind.name()) {
        let schema = alternat(&["act", kind, "--schema"]).json();
        assert_eq!(schema["type"], "object", "{kind}");
        assert!(schema["$schema"].is_string() && schema["title"].is_string(), "{kind}");
        // The body is one of those fields and no other, so that a slip of the pen is found.
        assert_eq!(schema["additionalProperties"], Value::Bool(false), "{kind}");
        for required in schema["required"].as_array().into_iter().flatten() {
            assert!(
                schema["properties"][required.as_str().unwrap()].is_object() || schema["properties"][required.as_str().unwrap()] == true
            );
        }
    }
}

/// Every command, and every group of them.
const COMMANDS: [&str; 35] = [
    "demo",
    "serve",
    "party",
    "person",
    "person add",
    "person password",
    "person role",
    "person reset",
    "person remove",
    "person list",
    "party new",
    "party show",
    "key",
    "key new",
    "key seal",
    "key passphrase",
    "key list",
    "key rotate",
    "mechanism",
    "mechanism found",
    "mechanism invite",
    "mechanism join",
    "mechanism welcome",
    "mechanism peer",
    "mechanism show",
    "act",
    "log",
    "show",
    "state",
    "sync",
    "export",
    "export original",
    "verify",
    "bench",
    "",
];

#[test]
fn help_shows_how_it_is_done() {
    for command in COMMANDS {
        let words: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let help = alternat(&words).done();
        let shown = help.lines().skip_while(|line| !line.starts_with("Example") && !line.starts_with("Begin with: "));
        let example = shown.into_iter().any(|line| line.contains(&format!("alternat {command}")));
        assert!(example, "no example: {help}");
        let named = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        for line in named.filter(|_| command.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            assert!(
                name == "help" || COMMANDS.iter().any(|known| known.split(' ').next() == Some(name)),
                "{name} is not among those tried"
            );
        }
    }
}
