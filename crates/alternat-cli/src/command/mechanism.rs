//! `alternat mechanism`: found, join and look at a circle.

mod look;

use std::net::SocketAddr;
use std::path::Path;

use alternat::id::Id;
use alternat::json::{check_texts, read};
use alternat::kind::{Charter, RULES};
use alternat::record::Record;
use alternat::words::Code;
use alternat_node::circle::Circle;
use alternat_node::clock;
use alternat_node::failure::chain;
use alternat_node::file::{Readers, try_place, write_whole};
use alternat_node::founding::{self, Hand, Invitation, can_be_dialled};
use alternat_node::home::Home;
use alternat_node::limit::INVITATION_BYTES_MAX;
use alternat_node::request::{Answer, Ask};
use alternat_node::root::{Root, chance};
use alternat_view::refusal;
use alternat_view::words::Locale;
use serde_json::{Value, json};

use look::{Look, tell_charter};

use super::party::read_card;
use super::{basis_from, json_from, root_at, say, say_json, words_from};
use crate::arguments::{HandedOut, Mechanism, RootAt, Where};
use crate::office::{Office, tell_doubts, unexpected};
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(mechanism: Mechanism) -> Result<(), Trouble> {
    match mechanism {
        Mechanism::Found { home, root, charter, parties, node_names, invite, handed_out, again } => {
            let charter = charter_of(json_from(charter.as_deref())?.value, &parties)?;
            let opened = Home::open(&home)?;
            if !again {
                none_like(&opened, &charter).await?;
            }
            let address = address_of(&opened, &handed_out)?;
            try_place(&invite)?;
            let circle = with_root(&home, &root, &node_names, |hand| Ok(founding::found(&opened, hand, &charter)?))?;
            let invitation = Invitation::of(&circle, opened.configuration().party, address)?;
            let remedy = "the circle is founded all the same; write the file with 'alternat mechanism invite'";
            write_file(&invitation, &invite, remedy)?;
            introduce(&circle);
            tell_handed_out(&opened, address);
            hand_over(&home, circle).await
        }
        Mechanism::Invite { at, out, handed_out } => invite(&at, &out, &handed_out).await,
        Mechanism::Join { invitation: path, home, root, node_names, answer, handed_out, mechanism } => {
            let mut opened = Home::open(&home)?;
            let look = Look::at(&path)?;
            look.confirm(&path, mechanism.as_deref())?;
            let address = address_of(&opened, &handed_out)?;
            try_place(&answer)?;
            let circle = with_root(&home, &root, &node_names, |hand| Ok(founding::join(&opened, hand, &look.file)?))?;
            let answering = Invitation::of(&circle, opened.configuration().party, address)?;
            write_file(&answering, &answer, "the circle is joined all the same; write the file with 'alternat mechanism invite'")?;
            remember(&mut opened, &circle, &look.file)?;
            tell_doubts(&circle);
            tell_charter(circle.record())?;
            tell_handed_out(&opened, address);
            hand_over(&home, circle).await
        }
        Mechanism::Welcome { answer, home } => {
            let mut opened = Home::open(&home)?;
            let answer = Invitation::read(&answer)?;
            if let Some(mut office) = Office::of_running(&home, answer.mechanism).await? {
                // The node that runs here has the circle to itself.
                office.ask(Ask::Welcome { answer: answer.clone() }).await?;
                tell_answer(&Reading::of(&mut office).await?.record, &answer);
                name(answer.mechanism);
                return Ok(());
            }
            let circle = founding::welcome(&opened, &answer)?;
            remember(&mut opened, &circle, &answer)?;
            tell_answer(circle.record(), &answer);
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
        Mechanism::Show { invitation: Some(path), json, .. } => {
            let look = Look::at(&path)?;
            if json { look.say_json() } else { look.tell() }
        }
        Mechanism::Show { invitation: None, home, mechanism, json } => {
            let home = home.ok_or_else(|| Trouble::new(2, "no home is named", "name it with --home, or a file with --invitation"))?;
            show(&mut Office::reach(&home, mechanism.as_deref()).await?, json).await
        }
    }
}

/// Writes an invitation, whether or not the home's node is running.
async fn invite(at: &Where, out: &Path, handed_out: &HandedOut) -> Result<(), Trouble> {
    let home = Home::open(&at.home)?;
    let address = address_of(&home, handed_out)?;
    let reading = Reading::of(&mut Office::reach(&at.home, at.mechanism.as_deref()).await?).await?;
    let mechanism = reading.record.mechanism();
    let invitation = Invitation::from_acts(mechanism, home.configuration().party, address, reading.envelopes());
    write_file(&invitation, out, "name another file with --out")?;
    say(format!("mechanism    {mechanism}"));
    say(format!("fingerprint  {}", mechanism.fingerprint()));
    tell_handed_out(&home, address);
    Ok(())
}

/// Sees that no circle of the home has the names and the parties of a charter: a command that is given twice founds one body.
async fn none_like(home: &Home, charter: &Charter) -> Result<(), Trouble> {
    for mechanism in home.circles()? {
        let reading = Reading::of(&mut Office::reach(home.directory(), Some(&mechanism.to_string())).await?).await?;
        let same = |held: &Charter| held.name == charter.name && held.parties == charter.parties;
        let window = reading.record.everything();
        if window.charter().is_ok_and(|held| same(held.body)) {
            let code = window.ground.graph.find(&home.configuration().party).and_then(|ix| window.code_of(ix));
            let remedy = match code.is_some_and(|code| window.roster().contains(&code)) {
                true => "nothing was signed; write its invitation with 'alternat mechanism invite', or found a second body with --again",
                false => {
                    "its founding was cut short; write its invitation with 'alternat mechanism invite', and join it yourself to complete it"
                }
            };
            let what = format!("this home holds circle {} of the same name and the same parties already", mechanism.short());
            return Err(Trouble::new(1, what, remedy));
        }
    }
    Ok(())
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
    check_texts(&json)
        .map_err(|at| Trouble::new(2, format!("the charter cannot be written: {}", refusal::in_place(&at, Locale::of("en"))), hint))?;
    read::<Charter>(&json).map_err(|error| Trouble::new(2, format!("the JSON is no charter: {error}"), hint))
}

/// Where others are told that this home's node is; none, where it has no address that leads to it.
fn address_of(home: &Home, handed_out: &HandedOut) -> Result<Option<SocketAddr>, Trouble> {
    match handed_out.address {
        Some(named) if !can_be_dialled(&named) => {
            Err(Trouble::new(2, format!("--address {named} leads to nobody"), "name an address of this machine, such as 192.0.2.10:4711"))
        }
        Some(named) => Ok(Some(named)),
        None => Ok(Some(home.configuration().listen).filter(can_be_dialled)),
    }
}

fn tell_handed_out(home: &Home, address: Option<SocketAddr>) {
    let listen = home.configuration().listen;
    let shown = match address {
        Some(address) => look::reach(&address),
        None if listen.port() == 0 => {
            "none is handed out: this node takes any free port; give one with --address, or listen on one with 'alternat serve --listen'"
                .into()
        }
        None => format!("none is handed out: {listen} is every address of this machine; give the one for others with --address"),
    };
    say(format!("address      {shown}"));
}

fn write_file(file: &Invitation, path: &Path, remedy: &str) -> Result<(), Trouble> {
    let json = bounded(file.json())?;
    write_whole(path, &json, Readers::Anyone).map_err(|error| Trouble::new(3, chain(&error), remedy))
}

/// A file that whoever is invited can read.
fn bounded(json: Vec<u8>) -> Result<Vec<u8>, Trouble> {
    match json.len() as u64 > INVITATION_BYTES_MAX {
        true => Err(Trouble::new(
            1,
            format!("the record is too long for an invitation: {} bytes, and {INVITATION_BYTES_MAX} can be read", json.len()),
            "hand over an earlier one, and set addresses with 'alternat mechanism peer'; nodes exchange what came since",
        )),
        false => Ok(json),
    }
}

/// Who answered, for whoever compares the digits by telephone.
fn tell_answer(record: &Record, answer: &Invitation) {
    let window = record.everything();
    if let Some(code) = window.ground.graph.find(&answer.party).and_then(|ix| window.code_of(ix)) {
        let parties = window.charter().map_or(&[][..], |charter| &charter.body.parties);
        let name = parties.iter().find(|party| party.code == code).map_or("", |party| party.name.best("en"));
        say(format!("answered     {code}, {name}, which has acceded"));
    }
    say(format!("its root     {}", answer.party.fingerprint()));
    say(format!("its address  {}", answer.address.map_or("none is given".into(), |address| look::reach(&address))));
    say("compare the digits of its root and its address with the party by telephone");
}

/// Remembers where the writer of a file is to be found.
fn remember(home: &mut Home, circle: &Circle, file: &Invitation) -> Result<(), Trouble> {
    let window = circle.record().everything();
    let code = window.ground.graph.find(&file.party).and_then(|ix| window.code_of(ix));
    if let (Some(code), Some(address)) = (code, file.address.filter(can_be_dialled)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_invitation_is_written_that_nobody_could_read() {
        for (bytes, holds) in [(0, true), (INVITATION_BYTES_MAX as usize, true), (INVITATION_BYTES_MAX as usize + 1, false)] {
            assert_eq!(bounded(vec![0; bytes]).is_ok(), holds, "{bytes}");
        }
    }
}
