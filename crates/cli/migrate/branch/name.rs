//! Names of branches, from a template.

use super::group::Group;
use crate::failure::Failure;
use modelmod_report::fill;
use modelmod_rewrite::Plan;
use std::collections::BTreeSet;

const KNOWN: [&str; 4] = ["provider", "digest", "group", "day"];

/// A longer group is cut: forges and file systems have limits.
const LONGEST: usize = 60;

/// The name of each group's branch. Without a template it says what the plan is: the same plan
/// gives the same name.
pub(super) fn names(template: Option<&str>, groups: &[Group<'_>]) -> Result<Vec<String>, Failure> {
    let is_grouped = groups.iter().any(|group| group.key.is_some());
    let template = match template {
        Some(name) if is_grouped => of_groups(name),
        Some(name) => name.to_owned(),
        None if is_grouped => "modelmod/{group}-{digest}".to_owned(),
        None => "modelmod/{provider}-{digest}".to_owned(),
    };
    let mut names = Vec::new();
    let mut taken = BTreeSet::new();
    for Group { key, plan } in groups {
        let name = fill(&template, &KNOWN, |name| match name {
            "provider" => provider(plan).to_owned(),
            "digest" => format!("{:08x}", digest(&plan.patch())),
            "group" => slug(key.as_deref().unwrap_or("all")),
            _ => plan.as_of.to_string(),
        });
        let name = name.map_err(|error| Failure::new(format!("the branch's name: {error}")))?;
        // Two groups can differ in letters only that no name has.
        let mut free = name.clone();
        for number in 2.. {
            if taken.insert(free.clone()) {
                break;
            }
            free = format!("{name}-{number}");
        }
        names.push(free);
    }
    Ok(names)
}

/// A template that tells groups apart.
fn of_groups(template: &str) -> String {
    match template.contains("{group}") {
        true => template.to_owned(),
        false => format!("{template}-{{group}}"),
    }
}

/// What the names of the branches of all groups begin and end with, where nothing but the group
/// tells them apart.
pub(in crate::migrate) fn ends(template: &str) -> (String, String) {
    let template = of_groups(template);
    let (begin, end) = template.split_once("{group}").unwrap_or((&template, ""));
    (begin.to_owned(), end.to_owned())
}

fn provider<'p>(plan: &'p Plan<'_>) -> &'p str {
    let edited = plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let providers: BTreeSet<&str> =
        edited.map(|(_, finding)| finding.model.provider.as_ref()).collect();
    match providers.first() {
        Some(provider) if providers.len() == 1 => provider,
        _ => "models",
    }
}

/// FNV-1a folded to 32 bits: stable over versions and machines, which is all a name needs.
fn digest(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    (hash >> 32) ^ (hash & 0xFFFF_FFFF)
}

/// The text in letters that every branch's name can have.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.to_lowercase().chars() {
        if slug.len() >= LONGEST {
            break;
        }
        match letter {
            'a'..='z' | '0'..='9' | '_' => slug.push(letter),
            // `..` and `-.` stand in no name of a branch.
            '.' if slug.is_empty() || slug.ends_with(['.', '-']) => {}
            '.' => slug.push('.'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches(['-', '.']).trim_end_matches(".lock");
    if slug.is_empty() { "other".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_can_stand_in_names() {
        assert_eq!(slug("@org/Team A docs@example.com"), "org-team-a-docs-example.com");
        assert_eq!(slug("gpt-3.5-turbo"), "gpt-3.5-turbo");
        assert_eq!(slug("..a..b.lock"), "a.b");
        assert_eq!(slug("ü"), "other");
        assert!(slug(&"x".repeat(500)).len() <= LONGEST);
    }
}
