//! The packs of this repository.

use crate::root;
use modelmod_catalog::pack::{self, PackFile, Packs};
use std::path::Path;
use std::process::ExitCode;

/// The files of `codemods/`: the surfaces first, then the providers by name.
///
/// # Errors
///
/// A file or folder that cannot be read, with the reason.
pub fn files() -> Result<Vec<PackFile>, String> {
    let folder = root().join("codemods");
    let mut providers: Vec<String> = std::fs::read_dir(&folder)
        .map_err(|error| format!("codemods: {error}"))?
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("models.toml").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    providers.sort();
    let names = std::iter::once("surfaces.toml".to_owned())
        .chain(providers.iter().map(|name| format!("{name}/models.toml")));
    names.map(|name| file(&folder, &name)).collect()
}

fn file(folder: &Path, name: &str) -> Result<PackFile, String> {
    let path = format!("codemods/{name}");
    let text =
        std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{path}: {error}"))?;
    Ok(PackFile { path, text })
}

/// Reads them.
///
/// # Errors
///
/// Everything that is wrong with them, rendered for a person.
pub fn read() -> Result<Packs, String> {
    pack::read(&files()?).map_err(|found| pack::render(&found, false))
}

/// Rewrites those that are not in normal form.
///
/// # Errors
///
/// A file that cannot be read, parsed or written, with the reason.
pub fn put_in_normal_form() -> Result<ExitCode, String> {
    for file in files()? {
        let text = pack::format(&file).map_err(|found| pack::render(&found, false))?;
        if text != file.text {
            std::fs::write(root().join(&file.path), text)
                .map_err(|error| format!("{}: {error}", file.path))?;
            println!("formatted {}", file.path);
        }
    }
    Ok(ExitCode::SUCCESS)
}
