//! `alternat mechanism`: found, join and look at a circle.

use std::net::SocketAddr;
use std::path::Path;

use alternat::id::Id;
use alternat::kind::{Charter, RULES};
use alternat::words::Code;
use alternat_node::circle::Circle;
use alternat_node::clock;
use alternat_node::file::{Readers, write_whole};
use alternat_node::founding::{self, Hand, Invitation, charter_from_json};
use alternat_node::home::Home;
use alternat_node::request::{Answer, Ask};
use alternat_node::root::{Root, chance};
use serde_json::{Value, json};

use super::party::read_card;
use super::{basis_from, json_from, root_at, say, say_json, words_from};
use crate::arguments::{Mechanism, RootAt};
use crate::office::{Office, tell_doubts, unexpected};
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(mechanism: Mechanism) -> Result<(), Trouble> {
    match mechanism {
        Mechanism::Found { home, root, charter, parties, node_names, invite } => {
            let charter = charter_of(json_from(charter.as_deref())?, &parties)?;
            let opened = Home::open(&home)?;
            let circle = with_root(&home, &root, &node_names, |hand| Ok(founding::found(&opened, hand, &charter)?))?;
            write_file(&opened, &circle, &invite)?;
            introduce(&circle);
            hand_over(&home, circle).await
        }
        Mechanism::Join { invitation, home, root, node_names, answer } => {
            let mut opened = Home::open(&home)?;
            let invitation = Invitation::read(&invitation)?;
            let circle = with_root(&home, &root, &node_names, |hand| Ok(founding::join(&opened, hand, &invitation)?))?;
            write_file(&opened, &circle, &answer)?;
            remember(&mut opened, &circle, &invitation)?;
            introduce(&circle);
            hand_over(&home, circle).await
        }
        Mechanism::Welcome { answer, home } => {
            let mut opened = Home::open(&home)?;
            let answer = Invitation::read(&answer)?;
            if let Some(mut office) = Office::of_running(&home, answer.mechanism).await? {
                // The node that runs here has the circle to itself.
                let mechanism = answer.mechanism;
                office.ask(Ask::Welcome { answer }).await?;
                name(mechanism);
                return Ok(());
            }
            let circle = founding::welcome(&opened, &answer)?;
            remember(&mut opened, &circle, &answer)?;
            introduce(&circle);
            Ok(())
        }
        Mechanism::Peer { code, address, at } => {
            let wrong = |_| {
                Trouble::new(
                    2,
                    format!("'{address}' is no address"),
                    "write for example 192.0.2.10:4711, or 'none'; names are not looked up",
                )
            };
            let address = match address.as_str() {
                "none" => None,
                text => Some(text.parse::<SocketAddr>().map_err(wrong)?),
            };
            let mut office = Office::reach(&at.home, at.mechanism.as_deref()).await?;
            office.ask(Ask::Peer { code: Code(code), address }).await.map(drop)
        }
        Mechanism::Show { at, json } => show(&mut Office::reach(&at.home, at.mechanism.as_deref()).await?, json).await,
    }
}

fn with_root<T>(home: &Path, root: &RootAt, node_names: &[String], act: impl FnOnce(&Hand) -> Result<T, Trouble>) -> Result<T, Trouble> {
    let held = Root::open(&root_at(home, root.root.as_ref()))?;
    let node_name = if node_names.is_empty() { None } else { Some(words_from(node_names)?) };
    act(&Hand { root: &held, basis: basis_from(root.basis.as_deref())?, now: clock::now(), node_name })
}

/// The charter from JSON: the parties' ids from their cards, the nonce from chance, the rules from this program.
fn charter_of(mut json: Value, cards: &[String]) -> Result<Charter, Trouble> {
    let hint = "'alternat act charter --schema' prints what a charter holds";
    for pair in cards {
        let (code, card) = pair
            .split_once('=')
            .ok_or_else(|| Trouble::new(2, format!("'{pair}' is not CODE=CARD"), "write for example ALD=ald/root/inception.act"))?;
        let (id, _) = read_card(Path::new(card))?;
        let parties = json["parties"].as_array_mut().into_iter().flatten();
        let party = parties.into_iter().find(|party| party["code"] == code);
        let party = party.ok_or_else(|| Trouble::new(2, format!("the charter names no party {code}"), hint))?;
        party["inception"] = json!(id);
    }
    if let Some(fields) = json.as_object_mut() {
        let nonce: String = chance()?[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        fields.entry("nonce").or_insert(json!(nonce));
        fields.entry("rules_version").or_insert(json!(RULES));
        for empty in ["rotation", "observers", "linked"] {
            fields.entry(empty).or_insert(json!([]));
        }
    }
    charter_from_json(json).map_err(|error| Trouble::new(2, format!("the JSON is no charter: {error}"), hint))
}

fn write_file(home: &Home, circle: &Circle, path: &Path) -> Result<(), Trouble> {
    let configuration = home.configuration();
    let address = Some(configuration.listen).filter(|address| address.port() != 0);
    let file = Invitation::of(circle, configuration.party, address)?;
    Ok(write_whole(path, &file.json(), Readers::Anyone)?)
}

/// Remembers where the writer of a file is to be found.
fn remember(home: &mut Home, circle: &Circle, file: &Invitation) -> Result<(), Trouble> {
    let window = circle.record().everything();
    let code = window.ground.graph.find(&file.party).and_then(|ix| window.code_of(ix));
    if let (Some(code), Some(address)) = (code, file.address) {
        home.configure(|configuration| {
            configuration.peers.entry(file.mechanism).or_default().insert(code, address);
        })?;
    }
    Ok(())
}

fn introduce(circle: &Circle) {
    tell_doubts(circle);
    name(circle.record().mechanism());
}

fn name(mechanism: Id) {
    say(format!("mechanism    {mechanism}"));
    say(format!("fingerprint  {}", mechanism.fingerprint()));
}

/// Lets go of a circle that is new in the home; a node that runs there takes it up, and exchanges it from now on.
async fn hand_over(home: &Path, circle: Circle) -> Result<(), Trouble> {
    let mechanism = circle.record().mechanism();
    drop(circle);
    match Office::of_running(home, mechanism).await? {
        Some(mut office) => office.ask(Ask::Adopt).await.map(drop),
        None => Ok(()),
    }
}

async fn show(office: &mut Office, as_json: bool) -> Result<(), Trouble> {
    let reading = Reading::of(office).await?;
    let Answer::Status { mechanism, listening, acts, connected, alarms, warnings, recorded_after_all } = office.ask(Ask::Status).await?
    else {
        return Err(unexpected());
    };
    let window = reading.record.everything();
    let charter = window.charter().map_err(|_| Trouble::new(1, "this circle has no charter yet", "join it with an invitation"))?.body;
    let roster = window.roster();
    if as_json {
        let parties = charter.parties.iter().map(|party| {
            json!({ "code": party.code, "name": party.name, "inception": party.inception, "fingerprint": party.inception.fingerprint(),
                "acceded": roster.contains(&party.code), "connected": connected.contains(&party.code) })
        });
        say_json(
            &json!({ "mechanism": mechanism, "fingerprint": mechanism.fingerprint(), "name": charter.name, "in_force": window.in_force(),
            "demonstration": charter.demonstration, "acts": acts, "listening": listening, "parties": parties.collect::<Vec<_>>(),
            "alarms": alarms, "warnings": warnings, "recorded_after_all": recorded_after_all }),
        );
        return Ok(());
    }
    say(charter.name.best("en"));
    if let Some(demonstration) = charter.demonstration {
        say(format!("demonstration: {}", json!(demonstration).as_str().unwrap_or_default()));
    }
    say(format!("mechanism    {mechanism}"));
    say(format!("fingerprint  {}", mechanism.fingerprint()));
    say(format!("acts         {acts}"));
    say(format!("this node    {}", listening.map_or("is not running".into(), |address| format!("listens on {address}"))));
    for party in &charter.parties {
        let joined = if roster.contains(&party.code) { "acceded" } else { "has not acceded" };
        let linked = if connected.contains(&party.code) { ", connected" } else { "" };
        say(format!("{:<8} {}  {} ({joined}{linked})", party.code.0, party.inception.fingerprint(), party.name.best("en")));
    }
    alarms.iter().for_each(|alarm| say(format!("ALARM {alarm}")));
    warnings.iter().for_each(|warning| say(format!("warning {warning}")));
    recorded_after_all.iter().for_each(|id| say(format!("recorded after all: act {id}")));
    Ok(())
}
