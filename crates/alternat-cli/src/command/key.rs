//! `alternat key`: the keys of persons and of the node, and the rotation of root keys.

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Body, Kind, Rotation, bytes};
use alternat::words::Basis;
use alternat_node::home::Home;
use alternat_node::request::{Answer, Ask, Writing};
use alternat_node::root::Root;
use serde_json::{Value, json};

use super::act::{by_root, id_from};
use super::{basis_from, json_from, passphrase_from, root_at, say, say_json, sheet};
use crate::arguments::Key;
use crate::office::{Office, unexpected};
use crate::reading::Reading;
use crate::trouble::Trouble;

pub async fn run(key: Key) -> Result<(), Trouble> {
    match key {
        Key::New { signer, at, root, file, passphrase_file, to_sign } => {
            let passphrase = passphrase_file.as_deref().map(passphrase_from).transpose()?;
            let mut written = json_from(file.as_deref())?;
            let Some(fields) = written.value.as_object_mut() else {
                return Err(Trouble::new(
                    2,
                    "the accreditation is no JSON object",
                    "'alternat act accreditation --schema' prints what it holds",
                ));
            };
            let mut office = Office::reach(&at.home, at.mechanism.as_deref()).await?;
            let Answer::Keys { key, .. } = office.ask(Ask::MakeSigner { signer: signer.clone(), passphrase }).await? else {
                return Err(unexpected());
            };
            fields.insert("key".into(), json!(key));
            for (field, default) in [("second_signer_for", json!([])), ("may_found", json!(false))] {
                fields.entry(field).or_insert(default);
            }
            let root_directory = root_at(&at.home, root.root.as_ref());
            let writing = writing(Kind::Accreditation, written.value.clone(), basis_from(root.basis.as_deref())?);
            if let Some(path) = to_sign {
                let sheet = sheet::draw(&mut office, &at.home, writing, &path).await.map_err(|trouble| written.locate(trouble))?;
                say(sheet.id());
                return Ok(());
            }
            let answer = by_root(&mut office, &root_directory, writing).await.map_err(|trouble| written.locate(trouble))?;
            let Answer::Recorded { id } = answer else { return Err(unexpected()) };
            say(id);
            Ok(())
        }
        Key::Seal { signer, at, passphrase_file } => {
            let new = passphrase_from(&passphrase_file)?;
            Office::reach(&at.home, at.mechanism.as_deref()).await?.ask(Ask::Seal { signer, passphrase: None, new }).await?;
            Ok(())
        }
        Key::Passphrase { signer, at, passphrase_file, new_passphrase_file } => {
            let (passphrase, new) = (Some(passphrase_from(&passphrase_file)?), passphrase_from(&new_passphrase_file)?);
            Office::reach(&at.home, at.mechanism.as_deref()).await?.ask(Ask::Seal { signer, passphrase, new }).await?;
            Ok(())
        }
        Key::Sign { sheet, root, out } => sheet::sign(&sheet, root.as_deref(), out.as_deref()),
        Key::Record { sheet, home, parts } => sheet::record(&sheet, &home, &parts).await,
        Key::Rotation { root, out } => sheet::rotation(&root, &out),
        Key::Rotated { root } => {
            Root::open(&root)?.rotated()?;
            Ok(())
        }
        Key::List { at, json } => {
            let mut office = Office::reach(&at.home, at.mechanism.as_deref()).await?;
            let Answer::Signers { signers } = office.ask(Ask::Signers).await? else { return Err(unexpected()) };
            if json {
                say_json(&signers.iter().map(|(name, feed)| json!({ "signer": name, "feed": feed })).collect::<Vec<_>>());
                return Ok(());
            }
            for (name, feed) in signers {
                say(format!("{name:<16} {}", feed.map_or("not accredited yet".into(), |feed| feed.to_string())));
            }
            Ok(())
        }
        Key::Renew(renew) => super::renew::run(renew).await,
        Key::Rotate { home, root, cuts } => {
            let held = Root::open(&root_at(&home, root.root.as_ref()))?;
            let basis = basis_from(root.basis.as_deref())?;
            let cuts = cuts.iter().map(|cut| id_from(cut)).collect::<Result<Vec<Id>, Trouble>>()?;
            let circles = Home::open(&home)?.circles()?;
            if circles.is_empty() {
                return Err(Trouble::new(
                    2,
                    format!("{} holds no circle, so there is nobody to tell of a rotation", home.display()),
                    "name the home of the party's circles with --home",
                ));
            }
            if held.settle()? {
                return Err(Trouble::new(
                    1,
                    "an earlier rotation had been cut short; its keys are in force now, and no other was begun",
                    "run the command again if the keys are to be rotated once more",
                ));
            }
            // The same keys sign in every circle, so all circles are told before the old keys are put away.
            for mechanism in circles {
                let id = rotate(&mut Office::reach(&home, Some(&mechanism.to_string())).await?, &held, &cuts, basis.clone()).await?;
                say(id);
            }
            held.rotated()?;
            Ok(())
        }
    }
}

/// Rotates a root's keys in one circle, unless that was done. What counts there ends with the one of `cuts` that lies in the
/// root's chain, or with its last act.
async fn rotate(office: &mut Office, held: &Root, cuts: &[Id], basis: Option<Basis>) -> Result<Id, Trouble> {
    let reading = Reading::of(office).await?;
    let ground = reading.record.ground();
    let inception = ground.graph.find(&held.party());
    let mut chain: Vec<Ix> = ground.graph.places().filter(|ix| Some(ground.graph.node(*ix).feed) == inception).collect();
    chain.sort_by_key(|ix| ground.graph.node(*ix).seq);
    let ids: Vec<Id> = chain.iter().map(|ix| ground.id(*ix)).collect();
    let cut = cuts.iter().copied().find(|cut| ids.contains(cut)).or(ids.last().copied());
    let cut = cut.ok_or_else(|| Trouble::new(1, "a circle holds no act of the party's root", "join the circle first"))?;
    let (rotation, promised) = held.rotation(cut)?;
    let same = |ix: &&Ix| ground.body::<Rotation>(**ix).is_some_and(|done| done.roots.keys == rotation.roots.keys);
    if let Some(done) = chain.iter().find(same) {
        return Ok(ground.id(*done));
    }
    let body = Body::read(Kind::Rotation, &bytes(&rotation)).map(|body| body.json()).unwrap_or_default();
    let ask = Ask::Draw { writing: writing(Kind::Rotation, body, basis) };
    let Answer::Payload { payload, signed_for } = office.ask(ask).await? else { return Err(unexpected()) };
    let envelope = alternat::envelope::sign_by_root(&payload, &signed_for, &promised);
    let Answer::Recorded { id } = office.ask(Ask::Record { envelope, parts: vec![] }).await? else { return Err(unexpected()) };
    Ok(id)
}

fn writing(kind: Kind, body: Value, basis: Option<Basis>) -> Writing {
    Writing { kind: kind.name().into(), body, parts: vec![], basis, claimed_at: None }
}
