//! The desks of the demonstration: on which ports they are shown, and who may sign in.

use alternat_web::Role;

use super::super::say;
use super::scenario::{Participant, Scenario};
use crate::trouble::Trouble;

/// The desks of all bodies that are played.
pub struct Desks {
    /// What everybody signs in with, made anew for each demonstration.
    pub password: String,
    /// The port of the first desk; `None` where the system chooses.
    first: Option<u16>,
    /// Every desk, as the body and the party's code, in the order of the ports.
    order: Vec<(String, String)>,
}

/// One party's desk.
pub struct Door {
    /// Its port; 0 where the system chooses.
    pub port: u16,
    /// Who may sign in.
    pub people: Vec<Sitter>,
}

/// Somebody at a desk: a role with a made-up name, never a person.
pub struct Sitter {
    /// The name to sign in with.
    pub name: String,
    /// The role at the desk.
    pub role: &'static str,
    /// The home's signer as whom he signs.
    pub signer: Option<String>,
}

impl Desks {
    /// The desks of these bodies.
    ///
    /// # Errors
    /// If the system has no random bytes.
    pub fn of(scenarios: &[Scenario], first: Option<u16>) -> Result<Desks, Trouble> {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).map_err(|error| Trouble::new(3, format!("no random bytes for a password: {error}"), "run it again"))?;
        let password = bytes.chunks(2).map(|pair| format!("{:02x}{:02x}", pair[0], pair[1])).collect::<Vec<_>>().join("-");
        let desks = scenarios.iter().flat_map(|scenario| scenario.parties.iter().map(|party| (scenario.name.clone(), party.code.clone())));
        Ok(Desks { password, first, order: desks.collect() })
    }

    /// The desk of one party of one body.
    pub fn door_of(&self, scenario: &Scenario, party: &Participant) -> Door {
        let place = self.order.iter().position(|(body, code)| *body == scenario.name && *code == party.code).unwrap_or_default();
        let port = self.first.map_or(0, |first| first.saturating_add(place as u16));
        Door { port, people: people(scenario, party) }
    }
}

/// Who may sign in at a party's desk.
///
/// Where the body is made up: each of its signers, a reader and an administrator, named by the party and the role. Where it
/// is told of real persons: a reader only, so that nobody signs in as one of them, and nobody signs.
fn people(scenario: &Scenario, party: &Participant) -> Vec<Sitter> {
    let reader = |name: String| Sitter { name, role: Role::Reader.name(), signer: None };
    if scenario.charter["demonstration"] != "rehearsal" {
        return vec![reader("reader".into())];
    }
    let land = party.name.get("en").unwrap_or(&party.code).to_lowercase();
    let signers = party.signers.iter().filter_map(|signer| signer["name"].as_str());
    let mut people: Vec<Sitter> = signers
        .map(|signer| {
            let role = match signer {
                "head" => Role::Head,
                "secretary" => Role::Secretariat,
                _ => Role::Signer,
            };
            Sitter { name: format!("{land}-{signer}"), role: role.name(), signer: Some(signer.into()) }
        })
        .collect();
    people.push(reader(format!("{land}-reader")));
    people.push(Sitter { name: format!("{land}-administrator"), role: Role::Administrator.name(), signer: None });
    people
}

/// What stands above the rows that [`tell_row`] says.
pub const HEADINGS: [&str; 5] = ["body", "party", "node", "desk", "sign in as"];

/// Says one row of the table of desks.
pub fn tell_row([body, party, node, desk, people]: [&str; 5]) {
    say(format!("{body:<16} {party:<6} {node:<21} {desk:<28} {people}").trim_end());
}

#[cfg(test)]
mod tests {
    use super::super::scenario::carried;
    use super::*;

    #[test]
    fn nobody_signs_in_as_a_named_official() {
        let scenarios = carried(None).unwrap();
        let desks = Desks::of(&scenarios, Some(8080)).unwrap();
        let mut ports = Vec::new();
        for scenario in &scenarios {
            for party in &scenario.parties {
                let door = desks.door_of(scenario, party);
                ports.push(door.port);
                match scenario.name.as_str() {
                    "reconstruction" => {
                        assert!(door.people.iter().all(|person| person.role == "reader" && person.signer.is_none()));
                        assert_eq!(door.people.len(), 1);
                    }
                    _ => assert_eq!(
                        door.people.iter().filter(|person| person.signer.is_some()).count(),
                        party.signers.len(),
                        "each signer of {} can sign in",
                        party.code
                    ),
                }
            }
        }
        assert_eq!(ports, (8080..8088).collect::<Vec<u16>>());
    }
}
