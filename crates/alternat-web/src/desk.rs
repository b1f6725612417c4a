//! The desk itself: what its pages share, and which address shows which page.

use std::net::SocketAddr;
use std::sync::Arc;

use alternat::id::Id;
use alternat_node::node::{Node, Shared};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::kept::Kept;
use crate::people::People;
use crate::search::{self, Search};
use crate::{assets, guard, limit, live, page};

/// What every page of one desk shares.
#[derive(Clone)]
pub struct Desk(Arc<Shares>);

struct Shares {
    node: Arc<Node>,
    people: People,
    search: Option<Arc<Search>>,
    clock: fn() -> u64,
    kept: Kept,
    live: Arc<Semaphore>,
}

impl Desk {
    /// The desk of a node. `clock` gives milliseconds since the Unix epoch; it decides when a visit ends, and nothing else.
    pub fn of(node: Arc<Node>, people: People, clock: fn() -> u64) -> Desk {
        // Without an index the desk shows everything else, and says on the page of the search that there is none.
        let search = Search::open(node.home().directory()).ok().map(Arc::new);
        let live = Arc::new(Semaphore::new(limit::LIVE_PAGES_MAX));
        Desk(Arc::new(Shares { node, people, search, clock, kept: Kept::default(), live }))
    }

    /// The index; `None` where it could not be opened.
    pub fn search(&self) -> Option<Arc<Search>> {
        self.0.search.clone()
    }

    /// The node.
    pub fn node(&self) -> &Node {
        &self.0.node
    }

    /// The people who may sign in.
    pub fn people(&self) -> &People {
        &self.0.people
    }

    /// Milliseconds since the Unix epoch.
    pub fn now(&self) -> u64 {
        (self.0.clock)()
    }

    /// The pages that are kept as they were rendered.
    pub(crate) fn kept(&self) -> &Kept {
        &self.0.kept
    }

    /// The places of open pages that are told what is new.
    pub(crate) fn live(&self) -> &Arc<Semaphore> {
        &self.0.live
    }

    /// The circles of the node, by id.
    pub(crate) fn circles(&self) -> Vec<Arc<Shared>> {
        self.node().circles()
    }

    /// The circle whose id begins so; `None` where none does, or several do.
    pub(crate) fn circle(&self, beginning: &str) -> Option<Arc<Shared>> {
        let mut found = self.circles().into_iter().filter(|shared| shared.mechanism().to_string().starts_with(beginning));
        found.next().filter(|_| found.next().is_none() && !beginning.is_empty())
    }
}

/// The beginning of a mechanism's id by which addresses name it.
pub(crate) fn short(mechanism: &Id) -> String {
    mechanism.to_string()[..12].to_string()
}

/// All pages of a desk.
pub fn routes(desk: Desk) -> Router {
    let signed_in = Router::new()
        .route("/", get(page::waiting::home))
        .route("/sign-out", post(page::sign_in::sign_out))
        .route("/m/{mechanism}", get(page::waiting::show))
        .route("/m/{mechanism}/mechanism", get(page::mechanism::show))
        .route("/m/{mechanism}/session/{session}", get(page::session::show))
        .route("/m/{mechanism}/record", get(page::record::show))
        .route("/m/{mechanism}/search", get(page::search::show))
        .route("/m/{mechanism}/act/{act}", get(page::act::show))
        .route("/m/{mechanism}/live", get(live::tell))
        .route("/m/{mechanism}/projector", get(page::projector::newest))
        .route("/m/{mechanism}/session/{session}/projector", get(page::projector::show))
        .layer(axum::middleware::from_fn_with_state(desk.clone(), guard::only_signed_in));
    let open = Router::new()
        .route("/sign-in", get(page::sign_in::show).post(page::sign_in::sign_in))
        .route("/language", post(page::sign_in::choose_language));
    Router::new()
        .merge(signed_in)
        .merge(open)
        .layer(axum::middleware::from_fn(guard::same_site))
        .route("/assets/{file}", get(assets::show))
        .fallback(page::missing)
        .layer(axum::middleware::from_fn(guard::headers))
        .layer(DefaultBodyLimit::max(limit::FORM_BYTES_MAX))
        .with_state(desk)
}

/// Serves a desk until the listener fails.
///
/// # Errors
/// Whatever the system says of the listener.
pub async fn serve(listener: TcpListener, desk: Desk) -> std::io::Result<()> {
    tokio::spawn(search::keep_filled(desk.clone()));
    axum::serve(listener, routes(desk).into_make_service_with_connect_info::<SocketAddr>()).await
}

/// An answer that sends the browser elsewhere, by another question.
pub(crate) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
