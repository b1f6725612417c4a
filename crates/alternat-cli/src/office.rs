//! Where the command's requests go: to the node that runs in a home, or, where none runs, to the home itself.

use std::path::Path;
use std::sync::Arc;

use alternat::id::Id;
use alternat_node::circle::Circle;
use alternat_node::failure::chain;
use alternat_node::node::Node;
use alternat_node::request::{Answer, Ask, Request};
use alternat_node::socket::{AskError, Client};
use alternat_view::bidi::quoted;

use crate::trouble::Trouble;

/// A home that answers.
pub struct Office {
    road: Road,
    mechanism: Option<String>,
    /// Whether it was said which acts were recorded after all.
    has_told: bool,
}

enum Road {
    Running(Client),
    Own(Arc<Node>),
}

impl Office {
    /// Reaches a home, and of its circles the one whose id begins with `mechanism`.
    pub async fn reach(home: &Path, mechanism: Option<&str>) -> Result<Office, Trouble> {
        let road = match Client::connect(home).await? {
            Some(client) => Road::Running(client),
            None => Road::Own(Arc::new(Node::open(home)?)),
        };
        Ok(Office { road, mechanism: mechanism.map(str::to_string), has_told: false })
    }

    /// Reaches the node that runs in a home, about this circle; `None` where none runs.
    pub async fn of_running(home: &Path, mechanism: Id) -> Result<Option<Office>, Trouble> {
        let client = Client::connect(home).await?;
        Ok(client.map(|client| Office { road: Road::Running(client), mechanism: Some(mechanism.to_string()), has_told: false }))
    }

    /// Asks; a failure becomes a trouble.
    pub async fn ask(&mut self, ask: Ask) -> Result<Answer, Trouble> {
        let request = Request { mechanism: self.mechanism.clone(), ask };
        let answer = match &mut self.road {
            Road::Running(client) => client.ask(&request).await.map_err(|error| unanswered(error, &request.ask))?,
            Road::Own(node) => {
                let answer = node.answer(request).await;
                if !std::mem::replace(&mut self.has_told, true) {
                    node.circles().iter().for_each(|shared| shared.with(|circle| tell_doubts(circle)));
                }
                // They end with this process.
                for warning in node.circles().iter().flat_map(|shared| shared.take_warnings()) {
                    eprintln!("alternat: {}", quoted(&warning));
                }
                answer
            }
        };
        match answer {
            Answer::Failed(failure) => Err(failure.into()),
            answer => Ok(answer),
        }
    }

    /// Where no node runs in the home, dials the other parties from here, for as long as this process lives.
    pub async fn begin_exchange(&self) -> Result<(), Trouble> {
        if let Road::Own(node) = &self.road {
            let failed = |error| Trouble::new(3, chain(&error), "see that the address in home.json is free");
            alternat_node::exchange::start(node.clone()).await.map_err(failed)?;
        }
        Ok(())
    }
}

/// Says which own acts were recorded after all: who signed them was told that they were not, or nothing, and might do it again.
pub fn tell_doubts(circle: &Circle) {
    for doubt in circle.recorded_after_all() {
        eprintln!("alternat: act {} was recorded after all; whoever signed it was not told so", doubt.id);
    }
}

/// A running node went away. What it had been asked to record may be recorded, and must not be signed again unseen.
fn unanswered(error: AskError, ask: &Ask) -> Trouble {
    let what = chain(&error);
    match (error, ask) {
        (AskError::Unanswered(_), Ask::Sign { .. } | Ask::Record { .. }) => Trouble::new(
            3,
            format!("it may be recorded: {what}"),
            "start the node again and see 'alternat log' before it is signed once more",
        ),
        (_, Ask::Adopt) => Trouble::new(
            3,
            format!("the circle is in this home, and the node did not say that it has taken it up: {what}"),
            "do not give the command once more; start the node again, and it exchanges this circle, too",
        ),
        (AskError::Unanswered(_), Ask::MakeSigner { .. } | Ask::Seal { .. } | Ask::Peer { .. } | Ask::Welcome { .. }) => {
            Trouble::new(3, format!("it may be done: {what}"), "start the node again and give the command once more")
        }
        _ => Trouble::new(3, what, "see that the node is running, and give the command once more"),
    }
}

/// An answer of another sort than the question's: the node there is of another version.
pub fn unexpected() -> Trouble {
    Trouble::new(3, "the node gave an answer that this command does not know", "run the command and the node from the same version")
}
