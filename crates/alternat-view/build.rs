//! Lists the folders of messages at the root of the repository, so that a new language is a new folder and no Rust.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let locales = Path::new("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut listed = String::from("pub(super) const FOLDERS: &[(&str, &[&str])] = &[\n");
    for folder in sorted(locales)? {
        println!("cargo::rerun-if-changed={}", folder.display());
        let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let files = sorted(&folder)?.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "ftl"));
        let words = files.map(|file| Ok(format!("include_str!({:?})", fs::canonicalize(file)?))).collect::<io::Result<Vec<_>>>()?;
        let _ = writeln!(listed, "    ({tag:?}, &[{}]),", words.join(", "));
    }
    listed.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("locales.rs"), listed)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}
