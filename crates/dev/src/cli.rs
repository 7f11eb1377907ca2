//! The reference of the command line: what `--help` says, as one page.

use clap::{Arg, Command};
use std::fmt::Write as _;

const HEAD: &str = "\
<!-- @generated from crates/cli by `cargo run -p modelmod-dev -- generate`. Do not edit. -->

# The command line

";

/// The text of `docs/cli.md`.
#[must_use]
pub fn text(command: Command) -> String {
    let mut command = command;
    // Gives every argument its defaults, and each verb the options of all verbs.
    command.build();
    let mut out = HEAD.to_owned();
    paragraph(&mut out, &about(&command));
    usage(&mut out, &command);
    table(&mut out, "Command", verbs(&command));
    section(&mut out, "##", "Options of every command");
    table(&mut out, "Option", shown(&command).filter(|one| one.is_global_set()).map(row));
    if let Some(after) = command.get_after_help() {
        paragraph(&mut out, &after.to_string());
    }
    for verb in listed(&command) {
        chapter(&mut out, "##", verb);
    }
    format!("{}\n", out.trim_end())
}

fn chapter(out: &mut String, level: &str, command: &Command) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    section(out, level, &format!("`{name}`"));
    paragraph(out, &about(command));
    usage(out, command);
    table(out, "Command", verbs(command));
    table(out, "Argument", shown(command).filter(|one| one.is_positional()).map(row));
    let own = || shown(command).filter(|one| !one.is_positional() && !one.is_global_set());
    table(out, "Option", own().filter(|one| one.get_help_heading().is_none()).map(row));
    let mut headings: Vec<&str> = Vec::new();
    for heading in own().filter_map(Arg::get_help_heading) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for heading in headings {
        section(out, &format!("{level}#"), heading);
        table(out, "Option", own().filter(|one| one.get_help_heading() == Some(heading)).map(row));
    }
    for verb in listed(command) {
        chapter(out, &format!("{level}#"), verb);
    }
}

/// Writing to a string cannot fail.
fn section(out: &mut String, level: &str, title: &str) {
    let _ = write!(out, "{level} {title}\n\n");
}

fn paragraph(out: &mut String, text: &str) {
    let _ = write!(out, "{text}\n\n");
}

fn usage(out: &mut String, command: &Command) {
    let mut command = command.clone();
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let _ = write!(out, "```text\n{usage}\n```\n\n");
}

fn table(out: &mut String, what: &str, rows: impl Iterator<Item = (String, String)>) {
    let rows: String = rows
        .map(|(name, meaning)| {
            format!("| `{}` | {} |\n", name.replace('|', "\\|"), meaning.replace('|', "\\|"))
        })
        .collect();
    if !rows.is_empty() {
        let _ = write!(out, "| {what} | |\n|---|---|\n{rows}\n");
    }
}

fn about(command: &Command) -> String {
    let about = command.get_long_about().or_else(|| command.get_about());
    about.map(|text| sentence(&text.to_string())).unwrap_or_default()
}

fn verbs(command: &Command) -> impl Iterator<Item = (String, String)> {
    listed(command).map(|verb| (verb.get_name().to_owned(), about(verb)))
}

fn listed(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help")
}

fn shown(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|one| !one.is_hide_set() && one.get_id() != "help")
}

fn row(argument: &Arg) -> (String, String) {
    let mut meaning = argument
        .get_long_help()
        .or_else(|| argument.get_help())
        .map(|help| sentence(&help.to_string()))
        .unwrap_or_default();
    if argument.get_action().takes_values() {
        let names: Vec<String> = argument
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        if !names.is_empty() {
            meaning.push_str(&format!(" One of {}.", names.join(", ")));
        }
        let defaults: Vec<String> = argument
            .get_default_values()
            .iter()
            .map(|value| format!("`{}`", value.to_string_lossy()))
            .collect();
        if !defaults.is_empty() && !argument.is_hide_default_value_set() {
            meaning.push_str(&format!(" Default: {}.", defaults.join(", ")));
        }
    }
    (spelled(argument), meaning)
}

/// `-j, --threads <N>`: as `--help` spells it.
fn spelled(argument: &Arg) -> String {
    // An argument shows itself as `--threads <N>`, or `-j <N>` where there is no long name.
    let name = argument.to_string();
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(_)) => format!("-{short}, {name}"),
        _ => name,
    }
}

/// With a full stop: help texts have none.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', ':', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
