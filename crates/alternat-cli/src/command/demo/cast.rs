//! The parties of one body: their homes, their nodes, and what their acts are called.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use alternat::id::Id;
use alternat_node::file::make_directory;
use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::desks::{Desks, Door};
use super::program::{Running, run, run_json, serve};
use super::scenario::{Participant, Scenario, Step, resolve};
use super::summary::{PartySummary, Summary};
use crate::trouble::Trouble;

/// How long a node may take to hold what another has signed, in seconds.
const PATIENCE: &str = "60";

/// A body that is being played.
pub struct Cast {
    body: String,
    mechanism: String,
    parties: Vec<Player>,
    ids: BTreeMap<String, Id>,
    last: Option<Id>,
    scratch: PathBuf,
}

/// One party.
struct Player {
    code: String,
    home: PathBuf,
    door: Option<Door>,
    node: Option<Running>,
}

impl Player {
    fn home(&self) -> &str {
        self.home.to_str().unwrap_or_default()
    }

    async fn start(&mut self) -> Result<(), Trouble> {
        self.node = Some(serve(&self.home, self.door.as_ref().map(|door| door.port)).await?);
        Ok(())
    }
}

impl Cast {
    /// Founds the body: parties, charter, accessions, nodes, signers, and a desk for each party if there are to be desks.
    pub async fn found(directory: &Path, scenario: &Scenario, desks: Option<&Desks>, bar: &ProgressBar) -> Result<Cast, Trouble> {
        let place = directory.join(&scenario.name);
        let scratch = directory.join("scratch").join(&scenario.name);
        make_directory(&scratch)?;
        make_directory(&place)?;
        let player = |party: &Participant| Player {
            code: party.code.clone(),
            home: place.join(&party.code),
            door: desks.map(|desks| desks.door_of(scenario, party)),
            node: None,
        };
        let parties = scenario.parties.iter().map(player).collect();
        let mut cast = Cast { body: scenario.name.clone(), mechanism: String::new(), parties, ids: BTreeMap::new(), last: None, scratch };
        bar.set_message("making keys");
        for party in &scenario.parties {
            cast.make_party(party).await?;
        }
        bar.set_message("founding");
        cast.make_charter(scenario).await?;
        if let Some(desks) = desks {
            bar.set_message("letting people in");
            for player in &cast.parties {
                cast.let_in(player, desks).await?;
            }
        }
        bar.set_message("starting nodes");
        cast.start().await?;
        bar.set_message("accrediting");
        for party in &scenario.parties {
            cast.accredit(party).await?;
        }
        Ok(cast)
    }

    async fn make_party(&mut self, party: &Participant) -> Result<(), Trouble> {
        let home = self.player(&party.code)?.home().to_string();
        let names: Vec<String> = party.name.iter().map(|(lang, name)| format!("{lang}={name}")).collect();
        let mut arguments = vec!["party", "new", "--home", &home];
        names.iter().for_each(|name| arguments.extend(["--name", name]));
        let basis = party.basis.as_ref().map(Value::to_string);
        basis.iter().for_each(|basis| arguments.extend(["--basis", basis]));
        let printed = run(&arguments, "").await?;
        self.ids.insert(party.code.clone(), field(&printed, "party")?.parse().map_err(|error| said(&error))?);
        Ok(())
    }

    async fn make_charter(&mut self, scenario: &Scenario) -> Result<(), Trouble> {
        let founder = self.player(&scenario.founder)?.home().to_string();
        let invitation = self.file("invitation");
        let mut charter = scenario.charter.clone();
        resolve(&mut charter, &self.ids)?;
        let mut arguments = vec!["mechanism", "found", "--home", &founder, "--invite", &invitation];
        let basis = scenario.basis.as_ref().map(Value::to_string);
        basis.iter().for_each(|basis| arguments.extend(["--basis", basis]));
        let names = node_names(scenario, &scenario.founder);
        names.iter().for_each(|name| arguments.extend(["--node-name", name]));
        let printed = run(&arguments, &charter.to_string()).await?;
        self.mechanism = field(&printed, "mechanism")?.to_string();
        self.ids.insert("mechanism".into(), self.mechanism.parse().map_err(|error| said(&error))?);
        for party in scenario.parties.iter().filter(|party| party.code != scenario.founder) {
            let home = self.player(&party.code)?.home().to_string();
            let answer = self.file(&format!("{}.answer", party.code));
            let mut arguments = vec!["mechanism", "join", &invitation, "--home", &home, "--answer", &answer];
            arguments.extend(["--mechanism", &self.mechanism]);
            let basis = party.basis.as_ref().map(Value::to_string);
            basis.iter().for_each(|basis| arguments.extend(["--basis", basis]));
            let names = node_names(scenario, &party.code);
            names.iter().for_each(|name| arguments.extend(["--node-name", name]));
            run(&arguments, "").await?;
            run(&["mechanism", "welcome", &answer, "--home", &founder], "").await?;
        }
        Ok(())
    }

    /// Gives the people of a party's desk their sign-ins.
    async fn let_in(&self, player: &Player, desks: &Desks) -> Result<(), Trouble> {
        for person in player.door.iter().flat_map(|door| &door.people) {
            let mut arguments = vec!["person", "add", &person.name, "--role", person.role, "--home", player.home()];
            person.signer.iter().for_each(|signer| arguments.extend(["--signer", signer]));
            run(&arguments, &desks.password).await?;
        }
        Ok(())
    }

    /// Starts every node, and tells each where the others are.
    async fn start(&mut self) -> Result<(), Trouble> {
        for player in &mut self.parties {
            player.start().await?;
        }
        for player in &self.parties {
            self.introduce(player).await?;
        }
        // Before anybody signs, everybody has joined in everybody's copy.
        for player in &self.parties {
            run(&["sync", "--home", player.home(), "--wait", PATIENCE], "").await?;
        }
        Ok(())
    }

    /// Tells a party's node where the others are.
    async fn introduce(&self, player: &Player) -> Result<(), Trouble> {
        for other in self.parties.iter().filter(|other| other.code != player.code) {
            if let Some(node) = &other.node {
                run(&["mechanism", "peer", &other.code, &node.address, "--home", player.home()], "").await?;
            }
        }
        Ok(())
    }

    async fn accredit(&mut self, party: &Participant) -> Result<(), Trouble> {
        let basis = party.basis.as_ref().map(Value::to_string);
        for signer in &party.signers {
            let mut body = signer.clone();
            let name = body["name"].as_str().unwrap_or_default().to_string();
            body.as_object_mut().map(|fields| fields.remove("name"));
            let home = self.player(&party.code)?.home().to_string();
            let mut arguments = vec!["key", "new", &name, "--home", &home];
            basis.iter().for_each(|basis| arguments.extend(["--basis", basis]));
            let id = run(&arguments, &body.to_string()).await?.trim().parse().map_err(|error| said(&error))?;
            self.ids.insert(format!("{}/{name}", party.code), id);
            self.last = Some(id);
        }
        Ok(())
    }

    /// Plays one step: one act, signed after everything that was signed before it has arrived.
    pub async fn play(&mut self, number: usize, step: &Step) -> Result<(), Trouble> {
        let home = self.player(&step.party)?.home().to_string();
        let mut body = step.body.clone();
        resolve(&mut body, &self.ids)?;
        let mut arguments = vec!["act", &step.kind, "--home", &home, "--as", &step.signer, "--wait", PATIENCE];
        let basis = step.basis.as_ref().map(Value::to_string);
        basis.iter().for_each(|basis| arguments.extend(["--basis", basis]));
        let after: Vec<String> = self.last.iter().map(Id::to_string).collect();
        after.iter().for_each(|id| arguments.extend(["--after", id]));
        let claimed = step.claimed_at.as_ref().map(|at| if at.contains('T') { at.clone() } else { format!("{at}T00:00:00Z") });
        claimed.iter().for_each(|at| arguments.extend(["--claimed-at", at]));
        let mut parts = Vec::new();
        for (place, part) in step.parts.iter().enumerate() {
            let path = self.file(&format!("step-{number}.{place}"));
            std::fs::write(&path, part.bytes()?).map_err(|error| said(&error))?;
            parts.push(path);
        }
        parts.iter().for_each(|part| arguments.extend(["--part", part]));
        let printed = run(&arguments, &body.to_string()).await.map_err(|trouble| in_step(number, step, &trouble))?;
        let id: Id = printed.trim().parse().map_err(|error| said(&error))?;
        self.ids.extend(step.label.iter().map(|label| (label.clone(), id)));
        self.last = Some(id);
        if step.kind == "seal-proposal" {
            for player in &self.parties {
                let waited = run(&["state", "--home", player.home(), "--sealed", "--wait", PATIENCE], "").await;
                waited.map_err(|trouble| in_step(number, step, &trouble))?;
            }
        }
        Ok(())
    }

    /// Kills a party's node as a power cut would, and starts it again.
    pub async fn kill_and_raise(&mut self, code: &str) -> Result<(), Trouble> {
        let at = self.parties.iter().position(|player| player.code == code);
        let at = at.ok_or_else(|| self.no_party(code))?;
        if let Some(mut node) = self.parties[at].node.take() {
            node.child.kill().await.map_err(|error| said(&error))?;
        }
        self.parties[at].start().await?;
        let Some(node) = &self.parties[at].node else { return Ok(()) };
        for other in self.parties.iter().filter(|other| other.code != code) {
            run(&["mechanism", "peer", code, &node.address, "--home", other.home()], "").await?;
        }
        Ok(())
    }

    /// Waits until all hold the same, exports every party's original, and verifies each.
    pub async fn compare(&self, directory: &Path) -> Result<Summary, Trouble> {
        let originals = directory.join("originals").join(&self.mechanism);
        make_directory(&originals)?;
        let mut parties = Vec::new();
        let mut accounts = String::new();
        for player in &self.parties {
            run(&["sync", "--home", player.home(), "--wait", PATIENCE], "").await?;
        }
        for player in &self.parties {
            let state = run_json(&["state", "--home", player.home(), "--json"]).await?;
            let original = originals.join(format!("{}.altr", player.code));
            let path = original.to_str().unwrap_or_default();
            run(&["export", "original", "--home", player.home(), "--out", path], "").await?;
            let verdict = run_json(&["verify", path, "--json"]).await?;
            if accounts.is_empty() {
                accounts = run(&["state", "--home", player.home()], "").await?;
            }
            parties.push(PartySummary { code: player.code.clone(), state, verdict, original });
        }
        Ok(Summary { body: self.body.clone(), mechanism: self.mechanism.clone(), parties, accounts })
    }

    /// Says where each party's node and desk are, and who may sign in there: a row each, under [`desks::HEADINGS`](super::desks::HEADINGS).
    pub fn tell(&self) {
        for player in &self.parties {
            let Some(node) = &player.node else { continue };
            let names: Vec<&str> = player.door.iter().flat_map(|door| &door.people).map(|person| person.name.as_str()).collect();
            let desk = node.desk.as_deref().unwrap_or_default();
            super::desks::tell_row([&self.body, &player.code, &node.address, desk, &names.join(" ")]);
        }
    }

    /// Ends the nodes.
    pub async fn end(&mut self) {
        for player in &mut self.parties {
            if let Some(mut node) = player.node.take() {
                // It is gone already, or it goes now.
                let _ = node.child.kill().await;
            }
        }
        // What was handed over as files is in the record; the last body takes the directory above with it.
        let _ = std::fs::remove_dir_all(&self.scratch);
        let _ = self.scratch.parent().map(std::fs::remove_dir);
    }

    fn player(&self, code: &str) -> Result<&Player, Trouble> {
        let found = self.parties.iter().find(|player| player.code == code);
        found.ok_or_else(|| self.no_party(code))
    }

    fn no_party(&self, code: &str) -> Trouble {
        Trouble::new(1, format!("the {} has no party {code}", self.body), "correct the scenario")
    }

    fn file(&self, name: &str) -> String {
        self.scratch.join(name).display().to_string()
    }
}

fn node_names(scenario: &Scenario, code: &str) -> Vec<String> {
    let party = scenario.parties.iter().find(|party| party.code == code);
    let names = party.map(|party| party.node["name"].clone()).unwrap_or(json!({}));
    let pair = |(lang, name): (&String, &Value)| format!("{lang}={}", name.as_str().unwrap_or_default());
    names.as_object().into_iter().flatten().map(pair).collect()
}

/// What stands behind a word at the beginning of a line.
fn field<'a>(printed: &'a str, name: &str) -> Result<&'a str, Trouble> {
    let line = printed.lines().find_map(|line| line.strip_prefix(name));
    line.map(str::trim).ok_or_else(|| said(&format!("the command printed no {name}")))
}

fn said(error: &dyn std::fmt::Display) -> Trouble {
    Trouble::new(3, error.to_string(), "the homes are left as they are, to be looked at")
}

fn in_step(number: usize, step: &Step, trouble: &Trouble) -> Trouble {
    Trouble::new(
        trouble.exit(),
        format!("step {number} ({} by {}): {}", step.kind, step.party, trouble.what()),
        "the homes are left as they are, to be looked at",
    )
}
