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
pub static STYLE: LazyLock<String> = LazyLock::new(|| {
    let style = ASSETS.iter().find(|asset| asset.0 == "desk.css").map_or(&[][..], |asset| asset.2);
    format!("/assets/desk.css?{}", &Id::of_bytes(style).to_string()[..12])
});

/// An asset by its name.
pub async fn show(Path(file): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.0 == file) {
        Some(Asset(_, kind, bytes)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")], *bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
