//! What stands before every page: who asks, from where, and what a browser may do with the answer.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::see_other;
use crate::may::{self, Asks};
use crate::page::{self, Visitor};

/// What a page may load and do: what comes from this desk, and nothing that is written into a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The headers of every answer.
static HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Puts the headers on every answer; what is not an asset is kept by nobody.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    for (name, value) in HEADERS {
        answer.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    answer.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// Turns away what another site sends with a visitor's cookie.
///
/// # Source
/// Fetch Metadata (W3C); for browsers without it, the Origin (RFC 6454).
pub async fn same_site(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match reads || is_ours(request.headers()) {
        true => next.run(request).await,
        false => StatusCode::FORBIDDEN.into_response(),
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match said("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => match (said("origin"), said("host")) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, of)| of == host),
            _ => false,
        },
    }
}

/// Lets only those through who may, by the table of addresses; who has not signed in is shown where he can.
///
/// Whoever has a password that was handed over to him chooses his own before anything else.
pub async fn only_who_may(visitor: Visitor, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_string()).unwrap_or_default();
    let Some(asks) = may::asks(request.method().as_str(), &path) else {
        let is_there = may::ROUTES.iter().any(|(_, at, _)| *at == path);
        return if is_there { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::FORBIDDEN }.into_response();
    };
    if let Asks::To(what) = asks {
        let Some(visit) = &visitor.visit else { return see_other("/sign-in") };
        if visit.person.must_change && !matches!(path.as_str(), "/me" | "/me/password" | "/sign-out") {
            return see_other("/me");
        }
        if !may::may(visit.person.role, what) {
            return page::not_yours(&visitor);
        }
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}
