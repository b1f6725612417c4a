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

use crate::drafts::Drafts;
use crate::kept::Kept;
use crate::notices::{self, Notices};
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
    drafts: Drafts,
    notices: Option<Arc<Notices>>,
    clock: fn() -> u64,
    kept: Kept,
    live: Arc<Semaphore>,
}

impl Desk {
    /// The desk of a node. `clock` gives milliseconds since the Unix epoch; it decides when a visit ends, and nothing else.
    pub fn of(node: Arc<Node>, people: People, drafts: Drafts, clock: fn() -> u64) -> Desk {
        // Without an index the desk shows everything else, and says on the page of the search that there is none.
        let search = Search::open(node.home().directory()).ok().map(Arc::new);
        let live = Arc::new(Semaphore::new(limit::LIVE_PAGES_MAX));
        Desk(Arc::new(Shares { node, people, search, notices: None, drafts, clock, kept: Kept::default(), live }))
    }

    /// The same desk, with notices; to be said before anybody else has the desk.
    pub fn with_notices(mut self, notices: Option<Notices>) -> Desk {
        if let Some(shares) = Arc::get_mut(&mut self.0) {
            shares.notices = notices.map(Arc::new);
        }
        self
    }

    /// The notices; `None` where the home configures none.
    pub fn notices(&self) -> Option<Arc<Notices>> {
        self.0.notices.clone()
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

    /// What the people have begun to write.
    pub fn drafts(&self) -> &Drafts {
        &self.0.drafts
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
        .route("/me/notices", get(page::notices::show).post(page::notices::choose))
        .route("/sign-out", post(page::sign_in::sign_out))
        .route("/m/{mechanism}", get(page::waiting::show))
        .route("/m/{mechanism}/mechanism", get(page::mechanism::show))
        .route("/m/{mechanism}/session/{session}", get(page::session::show))
        .route("/m/{mechanism}/session/{session}/participants", get(page::participants::show))
        .route("/m/{mechanism}/session/{session}/chair", get(page::chair::show))
        .route("/m/{mechanism}/session/{session}/floor", post(page::chair::give_floor))
        .route("/m/{mechanism}/session/{session}/present", post(page::chair::tick))
        .route("/m/{mechanism}/session/{session}/table", get(page::table::show))
        .route("/m/{mechanism}/session/{session}/brief/{item}", get(page::brief::show).post(page::brief::keep))
        .route("/m/{mechanism}/record", get(page::record::show))
        .route("/m/{mechanism}/search", get(page::search::show))
        .route("/m/{mechanism}/act/{act}", get(page::act::show))
        .route("/m/{mechanism}/live", get(live::tell))
        .route("/m/{mechanism}/projector", get(page::projector::newest))
        .route("/m/{mechanism}/session/{session}/projector", get(page::projector::show))
        .route("/m/{mechanism}/write", get(page::write::list))
        .route("/m/{mechanism}/write/{kind}", get(page::write::begin))
        .route("/m/{mechanism}/draft/{draft}", get(page::write::show))
        .route("/m/{mechanism}/draft/{draft}/check", get(page::write::check))
        .route("/m/{mechanism}/draft/{draft}/sign", post(page::write::sign))
        .route("/m/{mechanism}/draft/{draft}/discard", post(page::write::discard))
        .route("/me", get(page::me::show))
        .route("/me/password", post(page::me::choose_password))
        .route("/me/calendar", post(page::me::choose_calendar))
        .route("/me/visits", post(page::me::end_visit))
        .route("/me/factor", post(page::me::change_factor))
        .route("/people", get(page::people::show).post(page::people::add))
        .route("/people/change", post(page::people::change))
        .route("/door", get(page::door::show));
    let open = Router::new()
        .route("/sign-in", get(page::sign_in::show).post(page::sign_in::sign_in))
        .route("/sign-in/code", get(page::sign_in::show_code).post(page::sign_in::sign_in_by_code))
        .route("/language", post(page::sign_in::choose_language));
    // Without a visit, too: what somebody typed while his visit ended is given back to him.
    let kept =
        Router::new().route("/m/{mechanism}/write/{kind}", post(page::write::save)).layer(DefaultBodyLimit::max(limit::WRITING_BYTES_MAX));
    Router::new()
        .merge(signed_in)
        .merge(open)
        // Every address above has a row in the table of `may.rs`; one that has none is shown to nobody.
        .layer(axum::middleware::from_fn_with_state(desk.clone(), guard::only_who_may))
        .merge(kept)
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
    tokio::spawn(notices::keep_sent(desk.clone()));
    axum::serve(listener, routes(desk).into_make_service_with_connect_info::<SocketAddr>()).await
}

/// An answer that sends the browser elsewhere, by another question.
pub(crate) fn see_other(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
