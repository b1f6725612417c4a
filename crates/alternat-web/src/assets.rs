//! Style, type and script: in the program, asked of no other host.

use std::sync::LazyLock;

use alternat::id::Id;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One file: its name, its type, its bytes.
struct Asset(&'static str, &'static str, &'static [u8]);

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        &[
            Asset("desk.css", "text/css; charset=utf-8", include_bytes!("../assets/desk.css")),
            Asset("live.js", "text/javascript; charset=utf-8", include_bytes!("../assets/live.js")),
            Asset("desk.svg", "image/svg+xml", include_bytes!("../assets/desk.svg")),
            $(Asset(concat!($name, ".woff2"), "font/woff2", include_bytes!(concat!("../assets/fonts/", $name, ".woff2"))),)*
        ]
    };
}

const ASSETS: &[Asset] = fonts![
    "noto-serif-latin-400-normal",
    "noto-serif-latin-600-normal",
    "noto-serif-cyrillic-400-normal",
    "noto-serif-cyrillic-600-normal",
    "noto-sans-latin-400-normal",
    "noto-sans-latin-600-normal",
    "noto-sans-cyrillic-400-normal",
    "noto-sans-cyrillic-600-normal",
    "noto-naskh-arabic-arabic-400-normal",
    "noto-naskh-arabic-arabic-600-normal",
    "vazirmatn-arabic-400-normal",
    "vazirmatn-arabic-600-normal",
];

/// The address of the style sheet; it changes with its content, so that browsers may keep it for ever.
pub static STYLE: LazyLock<String> = LazyLock::new(|| address("desk.css"));
/// The address of the script by which open pages stay up to date; it changes with its content, too.
pub static LIVE: LazyLock<String> = LazyLock::new(|| address("live.js"));

/// The address of the desk's sign in the browser's tab.
pub static SIGN: LazyLock<String> = LazyLock::new(|| address("desk.svg"));

fn address(name: &str) -> String {
    let bytes = ASSETS.iter().find(|asset| asset.0 == name).map_or(&[][..], |asset| asset.2);
    format!("/assets/{name}?{}", &Id::of_bytes(bytes).to_string()[..12])
}

/// An asset by its name.
pub async fn show(Path(file): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.0 == file) {
        Some(Asset(_, kind, bytes)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")], *bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
