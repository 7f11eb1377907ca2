//! `modelmod pack import`.

use crate::args::{Global, Import};
use crate::catalogue::files;
use crate::failure::Failure;
use crate::texts::why_unread;
use crate::{clock, terminal};
use modelmod_catalog::pack::{PackFile, stands_alone};
use modelmod_catalog::{Catalog, builtin};
use modelmod_edit::Named;
use modelmod_import::{Merge, MergeError, Merged, NewPack, Page, Reading, Refusal, merge, read};
use similar::TextDiff;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

/// Pages are some hundred kilobytes; what is larger is something else.
const LARGEST: u64 = 64 * 1024 * 1024;

pub(crate) fn run(args: &Import, global: &Global) -> Result<ExitCode, Failure> {
    let provider = provider_id(&args.provider)?;
    let captured = clock::as_of(args.captured)?;
    let text = page_text(&args.page)?;
    let folder = Folder::open(&args.pack, provider)?;
    let catalog = folder.base;
    let is_known = |name: &str| folder.knows(name) || catalog.find(name).is_some();
    let reading = Reading { captured, except: &args.except, known: &is_known };
    let page = read(&text, &reading).map_err(|refusals| refused(&args.page, &refusals))?;
    let new = match &folder.pack {
        Some(_) => None,
        None => Some(new_pack(args, &folder, &page)?),
    };
    let request = Merge {
        page: &page,
        captured,
        provider,
        pack: folder.pack.as_ref(),
        new: new.as_ref(),
        others: &folder.others,
        base: catalog,
    };
    let merged = merge(&request).map_err(|error| unmerged(args, &error))?;
    if args.apply {
        write(&folder, &merged)?;
    } else {
        show(&folder, &merged)?;
    }
    if !global.quiet {
        summary(args, &page, &merged, &mut io::stderr().lock())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The provider's ID becomes the name of a folder.
fn provider_id(id: &str) -> Result<&str, Failure> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(fits) || !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(Failure::new(format!(
            "--provider {id}: the ID of a provider is a word in lower case, such as `anthropic`"
        )));
    }
    Ok(id)
}

fn page_text(path: &Path) -> Result<String, Failure> {
    let unreadable =
        |error: io::Error| Failure::new(format!("{}: {}", path.named(), why_unread(&error)));
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(format!("{}: larger than 64 MiB; this is no page", path.named())));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        Failure::new(format!(
            "{}: line {line} is not UTF-8; save the page again, as UTF-8",
            path.named()
        ))
    })
}

/// The packs of a folder, that of the provider apart.
struct Folder {
    path: PathBuf,
    pack: Option<PackFile>,
    others: Vec<PackFile>,
    base: &'static Catalog,
}

impl Folder {
    fn open(folder: &Path, provider: &str) -> Result<Self, Failure> {
        let path = folder.join(provider).join("models.toml");
        // A folder without any pack may get its first one.
        let empty =
            folder.is_dir() && std::fs::read_dir(folder).is_ok_and(|mut all| all.next().is_none());
        let mut others = if empty { Vec::new() } else { files(folder)? };
        let base = base(&others);
        let own = path.named();
        let at = others.iter().position(|file| file.path == own);
        let pack = at.map(|at| others.remove(at));
        Ok(Self { path, pack, others, base })
    }

    /// Whether some pack here has this word as a name; good enough for prose.
    fn knows(&self, name: &str) -> bool {
        let quoted = format!("\"{name}\"");
        self.pack.iter().chain(&self.others).any(|file| file.text.contains(&quoted))
    }
}

/// What the packs of a folder are read onto: one with its own surfaces stands alone.
fn base(files: &[PackFile]) -> &'static Catalog {
    static EMPTY: OnceLock<Option<Catalog>> = OnceLock::new();
    let empty = EMPTY.get_or_init(|| Catalog::new(Vec::new(), Vec::new(), Vec::new()).ok());
    match empty {
        Some(empty) if stands_alone(files) => empty,
        _ => builtin::catalog(),
    }
}

fn new_pack(args: &Import, folder: &Folder, page: &Page) -> Result<NewPack, Failure> {
    let Some(url) = args.url.as_ref().or(page.address.as_ref()) else {
        return Err(Failure::new(format!(
            "{}: there is no pack for `{}` yet, and the page does not say its address; give it \
             with --url",
            folder.path.named(),
            args.provider
        )));
    };
    Ok(NewPack { path: folder.path.named(), page: url.clone() })
}

/// Each refusal with its place, a line for each.
fn lines_of(page: &Path, refusals: &[Refusal]) -> String {
    let line = |one: &Refusal| {
        format!("  {}:{}", page.named(), one.to_string().trim_start_matches("line "))
    };
    refusals.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn refused(page: &Path, refusals: &[Refusal]) -> Failure {
    let count = match refusals.len() {
        1 => "1 thing on it is".to_owned(),
        count => format!("{count} things on it are"),
    };
    Failure::new(format!(
        "{}: the page is not imported, since {count} not understood\n{}",
        page.named(),
        lines_of(page, refusals)
    ))
}

fn unmerged(args: &Import, error: &MergeError) -> Failure {
    match error {
        MergeError::Conflicts(refusals) => Failure::new(format!(
            "{}: the page is not imported, since it contradicts the pack of `{}`\n{}",
            args.page.named(),
            args.provider,
            lines_of(&args.page, refusals)
        )),
        other => Failure::new(format!("{}: {other}", args.page.named())),
    }
}

fn write(folder: &Folder, merged: &Merged) -> Result<(), Failure> {
    for pack in &merged.beside {
        let path = Path::new(&pack.path);
        modelmod_project::replace(path, pack.before.as_bytes(), pack.after.as_bytes())
            .map_err(Failure::new)?;
    }
    let after = merged.after.as_bytes();
    match &folder.pack {
        Some(pack) if pack.text == merged.after => Ok(()),
        Some(pack) => {
            modelmod_project::replace(&folder.path, pack.text.as_bytes(), after)
                .map_err(Failure::new)?;
            Ok(())
        }
        None => {
            if let Some(parent) = folder.path.parent() {
                std::fs::create_dir_all(parent)
                    .map_err(|error| Failure::new(format!(
                        "{}: the folder cannot be made: {error}; make it, or name another with --pack",
                        parent.named()
                    )))?;
            }
            modelmod_project::create(&folder.path, after).map_err(Failure::new)
        }
    }
}

fn show(folder: &Folder, merged: &Merged) -> Result<(), Failure> {
    let path = folder.path.named();
    let path = path.trim_start_matches('/');
    let mut out = match &folder.pack {
        Some(pack) => diff(path, &pack.text, &merged.after).into_bytes(),
        None => {
            let mut out = format!(
                "diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n"
            );
            out.push_str(&format!("@@ -0,0 +1,{} @@\n", merged.after.lines().count()));
            for line in merged.after.lines() {
                out.push_str(&format!("+{line}\n"));
            }
            out.into_bytes()
        }
    };
    for pack in &merged.beside {
        let path = pack.path.trim_start_matches('/');
        out.extend(diff(path, &pack.before, &pack.after).into_bytes());
    }
    let mut stdout = terminal::stdout();
    stdout.write_all(&out)?;
    stdout.flush()?;
    Ok(())
}

/// A pack's changes. The edits replace whole keys and rows; what people read is shorter.
fn diff(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    let hunks = diff.unified_diff().context_radius(3).header(&old, &new).to_string();
    if hunks.is_empty() { hunks } else { format!("diff --git {old} {new}\n{hunks}") }
}

/// What came of it, for a person.
fn summary(args: &Import, page: &Page, merged: &Merged, out: &mut dyn Write) -> io::Result<()> {
    let (rows, plural) = (page.rows_read(), if page.rows_read() == 1 { "" } else { "s" });
    writeln!(
        out,
        "{}: {rows} row{plural} read, about {} models",
        args.page.named(),
        page.facts.len()
    )?;
    for change in &merged.changes {
        writeln!(out, "  {}: {}", change.id, change.what)?;
    }
    for (id, provider, differs) in
        merged.elsewhere.iter().filter(|(_, _, differs)| !differs.is_empty())
    {
        writeln!(out, "  {id}: stands in the pack of {provider}, and is not changed: {differs}")?;
    }
    for remark in &merged.remarks {
        writeln!(out, "  note: {remark}")?;
    }
    if !merged.unknown.is_empty() {
        let unknown = merged.unknown.join(", ");
        writeln!(
            out,
            "  note: recommended, and in no pack: {unknown}; until one has them, their names stand in \
             `replacement_text`"
        )?;
    }
    for (line, words) in &page.remarks {
        writeln!(out, "  note: line {line}: {words}")?;
    }
    for (line, words) in &page.unnamed {
        writeln!(out, "  note: line {line}: \"{words}\" is no ID, and is not entered")?;
    }
    let same = merged.elsewhere.iter().filter(|(_, _, differs)| differs.is_empty()).count();
    for (count, words) in [
        (merged.agree, "as the pack has it"),
        (merged.newer, "left alone: the pack was read on a later day"),
        (same, "in packs of other providers"),
    ] {
        if count > 0 {
            writeln!(out, "  {count} {words}")?;
        }
    }
    if args.apply && !merged.edits.is_empty() {
        writeln!(out, "wrote the pack of {}", args.provider)?;
    }
    for pack in merged.beside.iter().filter(|_| args.apply) {
        writeln!(out, "wrote {}: its spellings for {}", pack.path, args.provider)?;
    }
    Ok(())
}
