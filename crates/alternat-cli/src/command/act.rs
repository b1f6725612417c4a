//! `alternat act`: any act, from JSON.

use alternat::id::Id;
use alternat::kind::{Hand, Kind};
use alternat_node::request::{Answer, Ask, Blob, Writing};
use alternat_node::root::Root;

use super::{Written, basis_from, json_from, say, say_json};
use crate::arguments::Act;
use crate::office::{Office, unexpected};
use crate::trouble::Trouble;

pub async fn run(act: Act) -> Result<(), Trouble> {
    let kinds = || Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let kind = Kind::of_name(&act.kind)
        .ok_or_else(|| Trouble::new(2, format!("'{}' is no kind of act", act.kind), format!("the kinds are: {}", kinds())))?;
    if act.schema {
        say_json(&kind.schema());
        return Ok(());
    }
    fits(kind, act.signer.as_deref(), act.root.is_some() || act.to_sign.is_some())?;
    let home = act.home.as_ref().ok_or_else(|| Trouble::new(2, "no home is named", "name it with --home"))?;
    let written = json_from(act.file.as_deref())?;
    let mut parts = Vec::new();
    for path in &act.parts {
        parts.push(Blob(alternat_node::file::read_bounded(path, alternat::limit::PART_BYTES_MAX)?));
    }
    let claimed_at = act.claimed_at.as_deref().map(instant).transpose()?;
    let body = written.value.clone();
    let writing = Writing { kind: kind.name().into(), body, parts, basis: basis_from(act.basis.as_deref())?, claimed_at };
    let passphrase = act.passphrase_file.as_deref().map(super::passphrase_from).transpose()?;
    let mut office = Office::reach(home, act.mechanism.as_deref()).await?;
    if !act.after.is_empty() {
        let holds = act.after.iter().map(|id| id_from(id)).collect::<Result<Vec<Id>, Trouble>>()?;
        office.ask(Ask::Wait { holds, sealed: false, seconds: act.wait }).await?;
    }
    if let Some(path) = &act.to_sign {
        let drawn = super::sheet::draw(&mut office, home, writing, path).await;
        return told(&written, act.json, drawn.map(|sheet| sheet.id()));
    }
    let answer = match (kind.hand(), &act.root) {
        (Hand::Root, root) => by_root(&mut office, &super::root_at(home, root.as_ref()), writing).await,
        (Hand::Node, _) => office.ask(Ask::Sign { signer: alternat_node::signers::NODE.into(), writing, passphrase: None }).await,
        _ => {
            let signer = match act.signer {
                Some(signer) => signer,
                None => only_person(&mut office).await?,
            };
            office.ask(Ask::Sign { signer, writing, passphrase }).await
        }
    };
    let recorded = answer.and_then(|answer| if let Answer::Recorded { id } = answer { Ok(id) } else { Err(unexpected()) });
    told(&written, act.json, recorded)
}

/// Prints an act's id, or, as JSON, why there is none.
fn told(written: &Written, json: bool, made: Result<Id, Trouble>) -> Result<(), Trouble> {
    let id = made.map_err(|trouble| written.locate(trouble)).inspect_err(|trouble| {
        trouble.json().filter(|_| json).iter().for_each(say_json);
    })?;
    match json {
        true => say_json(&serde_json::json!({ "id": id })),
        false => say(id),
    }
    Ok(())
}

/// Whether the hand that was named can sign acts of this kind.
fn fits(kind: Kind, signer: Option<&str>, has_root: bool) -> Result<(), Trouble> {
    let (by, remedy) = match (kind.hand(), signer, has_root) {
        (Hand::Root, Some(_), _) => ("by the party's root", "leave --as out, and name the directory of the root keys with --root"),
        (Hand::Person, _, true) => ("by a person", "leave --root and --to-sign out, and name the signer with --as"),
        (Hand::Either, _, true) => ("by a person or by the node", "leave --root and --to-sign out, and name the signer with --as"),
        (Hand::Node, Some(signer), _) if signer != alternat_node::signers::NODE => ("by the party's node alone", "leave --as out"),
        (Hand::Node, _, true) => ("by the party's node alone", "leave --root and --to-sign out"),
        _ => return Ok(()),
    };
    Err(Trouble::new(2, format!("an act of the kind {} is signed {by}", kind.name()), remedy))
}

/// Has the home draw the act, signs it here with the root keys, and has it recorded: the keys never reach the node.
pub async fn by_root(office: &mut Office, root: &std::path::Path, writing: Writing) -> Result<Answer, Trouble> {
    let root = Root::open(root)?;
    let parts = writing.parts.clone();
    loop {
        let ask = Ask::Draw { writing: writing.clone() };
        let Answer::Payload { payload, signed_for } = office.ask(ask).await? else { return Err(unexpected()) };
        let envelope = root.sign(&payload, &signed_for)?;
        match office.ask(Ask::Record { envelope, parts: parts.clone() }).await {
            // Another command signed with the same root in between: this act is drawn again behind that one.
            Err(trouble) if trouble.code() == "outrun" => {}
            answer => return answer,
        }
    }
}

async fn only_person(office: &mut Office) -> Result<String, Trouble> {
    let Answer::Signers { signers } = office.ask(Ask::Signers).await? else { return Err(unexpected()) };
    let persons: Vec<String> =
        signers.into_iter().filter(|(name, feed)| feed.is_some() && name != alternat_node::signers::NODE).map(|(name, _)| name).collect();
    match &persons[..] {
        [one] => Ok(one.clone()),
        [] => Err(Trouble::new(2, "this home has no person's key in this circle", "make one with 'alternat key new'")),
        several => Err(Trouble::new(2, format!("this home has several signers: {}", several.join(", ")), "name one with --as")),
    }
}

/// An id, whole.
pub fn id_from(text: &str) -> Result<Id, Trouble> {
    text.parse().map_err(|error| Trouble::new(2, format!("{error}"), "an id has 64 hexadecimal digits"))
}

fn instant(text: &str) -> Result<u64, Trouble> {
    let instant = text.parse::<jiff::Timestamp>();
    let instant = instant.map_err(|error| Trouble::new(2, format!("--claimed-at: {error}"), "write for example 2017-05-23T09:00:00Z"))?;
    u64::try_from(instant.as_millisecond())
        .map_err(|_| Trouble::new(2, format!("--claimed-at {text} is before 1970"), "an act cannot be claimed for so early a time"))
}
