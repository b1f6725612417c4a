//! `alternat serve`: this party's node.

use std::sync::Arc;

use alternat_node::exchange;
use alternat_node::node::Node;
use alternat_node::socket;
use alternat_web::{Desk, Drafts, Notices, People};

use super::say;
use crate::arguments::Serve;
use crate::trouble::Trouble;

pub async fn run(serve: Serve) -> Result<(), Trouble> {
    let mut home = alternat_node::home::Home::open(&serve.home)?;
    if let Some(listen) = serve.listen {
        home.configure(|configuration| configuration.listen = listen)?;
    }
    let node = Arc::new(Node::open(&serve.home)?);
    for mechanism in home.circles()? {
        let shared = node.circle(mechanism)?;
        for doubt in shared.with(|circle| circle.recorded_after_all().to_vec()) {
            say(format!("act {} was recorded after all", doubt.id));
        }
        shared.attend(&node);
    }
    let bound = exchange::start(node.clone())
        .await
        .map_err(|error| Trouble::new(3, alternat_node::failure::chain(&error), "listen on another address with --listen"))?;
    let listener = socket::listen(&serve.home)?;
    tokio::spawn(socket::serve(listener, node.clone()));
    say(format!("listening on {bound}"));
    if let Some(address) = serve.desk {
        show_desk(&serve.home, address, node.clone()).await?;
    }
    let mut failed = node.failed().subscribe();
    tokio::select! {
        why = failed.wait_for(Option::is_some) => {
            let why = why.ok().and_then(|why| why.clone()).unwrap_or_default();
            // Nothing that was not confirmed may be confirmed any more, so nothing is tidied up either.
            Err(Trouble::new(3, why, "nothing that was not confirmed is confirmed; look to the disk, then start the node again"))
        }
        _ = interrupted() => Ok(()),
    }
}

/// Shows the desk of a node, for as long as this process lives.
async fn show_desk(home: &std::path::Path, address: std::net::SocketAddr, node: Arc<Node>) -> Result<(), Trouble> {
    let people = People::open(home)?;
    if people.all()?.is_empty() {
        say("nobody can sign in at the desk yet: let somebody in with 'alternat person add'");
    }
    let notices = Notices::open(home).map_err(|error| {
        let why = alternat_node::failure::chain(&error);
        Trouble::new(2, why, "mend notices.json in the home as docs/recipes/send-notices.md says, or remove it to send none")
    })?;
    let remedy = "show the desk on another address with --desk";
    let listener = tokio::net::TcpListener::bind(address).await;
    let listener = listener.map_err(|error| Trouble::new(3, format!("could not show the desk on {address}: {error}"), remedy))?;
    let bound = listener.local_addr().map_err(|error| Trouble::new(3, format!("could not show the desk on {address}: {error}"), remedy))?;
    if !bound.ip().is_loopback() {
        say("the desk is shown to other machines without encryption: put it behind a proxy with TLS");
    }
    let drafts = Drafts::open(home)?;
    let desk = Desk::of(node.clone(), people, drafts, alternat_node::clock::now).with_notices(notices);
    tokio::spawn(async move {
        if let Err(error) = alternat_web::serve(listener, desk).await {
            node.failed().send_replace(Some(format!("the desk ended: {error}")));
        }
    });
    say(format!("desk on http://{bound}"));
    Ok(())
}

/// Returns when the process is asked to end.
pub async fn interrupted() {
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    match terminate {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}
