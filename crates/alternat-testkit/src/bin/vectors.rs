//! Makes the vectors anew: writes every file under `vectors/`, and takes away those that are made no more.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use alternat_testkit::vector;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    let files = vector::files();
    for old in json_under(&folder)? {
        let name = old.strip_prefix(&folder)?.to_string_lossy().into_owned();
        if !files.contains_key(&name) {
            fs::remove_file(&old)?;
            println!("gone     {name}");
        }
    }
    for (name, text) in &files {
        let path = folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|there| there == *text) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(&path, text)?;
        println!("written  {name}");
    }
    println!("{} files", files.len());
    Ok(())
}

fn json_under(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let mut found = vec![];
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "json") => found.push(path),
                false => {}
            }
        }
    }
    Ok(found)
}
