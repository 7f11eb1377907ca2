//! What kind of file a path names, for tables by language.

/// The file's extension in lower case, or its name where that tells more (`Dockerfile`, `.env`).
#[must_use]
pub fn of_path(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    // `Dockerfile.dev`, `.env.example`: what is behind the last dot is no kind.
    for known in ["Dockerfile", "Makefile", ".env"] {
        if name == known || name.strip_prefix(known).is_some_and(|rest| rest.starts_with('.')) {
            return known.to_owned();
        }
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn a_kind_is_an_extension_or_a_name() {
        let paths =
            ["a.b/c.RS", "x/Dockerfile.dev", ".env.example", ".gptelrc", "LICENSE", "a.d/b"];
        let kinds = paths.map(of_path);
        assert_eq!(kinds, ["rs", "Dockerfile", ".env", ".gptelrc", "LICENSE", "b"]);
    }
}
