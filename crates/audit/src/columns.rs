//! Which column of an export means what, by the words of its header.
//!
//! The words are those of the exports of the Claude Console (usage and cost), of OpenAI's
//! dashboard and of both usage APIs, of OpenRouter and LiteLLM, and what people call such
//! columns in tables of their own.

use crate::read::ReadError;
use crate::secret::shortened;

/// Headers of a column by what it means, the best one first; as [`plain`] makes them.
const MODEL: &[&str] = &[
    "model_id",
    "model",
    "model_name",
    "model_version",
    "modelid",
    "snapshot_id",
    "model_slug",
    "request_model",
    "model_permaslug",
    "slug",
    "engine",
];
const KEY: &[&str] = &[
    "api_key_name",
    "key_name",
    "api_key_alias",
    "key_alias",
    "api_key",
    "apikey",
    "key",
    "api_key_redacted",
    "api_key_id",
    "key_id",
    "virtual_key",
    "token_name",
];
const WORKSPACE: &[&str] = &[
    "workspace_name",
    "workspace",
    "workspace_id",
    "project_name",
    "project",
    "project_id",
    "team",
    "team_alias",
    "team_id",
];
const DATE: &[&str] = &[
    "usage_date_utc",
    "usage_date",
    "date_utc",
    "date",
    "day",
    "start_time_iso",
    "starting_at",
    "timestamp",
    "start_time",
    "starttime",
    "bucket_start_time",
    "usage_time",
    "request_time",
    "created_at",
    "datetime",
    "time",
];
const REQUESTS: &[&str] = &[
    "num_model_requests",
    "n_requests",
    "num_requests",
    "requests",
    "request_count",
    "total_requests",
    "api_requests",
    "calls",
];
const COST: &[&str] = &[
    "cost_usd",
    "total_cost_usd",
    "cost_in_usd",
    "amount_usd",
    "amount_value",
    "total_cost",
    "cost",
    "spend_usd",
    "spend",
    "estimated_cost",
];
/// Columns that make up the tokens together. Of the first list whose first column is there, all
/// that are there count: other columns of tokens are parts of these (OpenAI's
/// `input_cached_tokens` of `input_tokens`).
const TOKENS: &[&[&str]] = &[
    &["total_tokens"],
    &[
        "usage_input_tokens_no_cache",
        "usage_input_tokens_cache_write_5m",
        "usage_input_tokens_cache_write_1h",
        "usage_input_tokens_cache_write",
        "usage_input_tokens_cache_read",
        "usage_output_tokens",
    ],
    &[
        "uncached_input_tokens",
        "cache_creation_input_tokens",
        "cache_read_input_tokens",
        "output_tokens",
    ],
    &["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"],
    &["n_context_tokens_total", "n_generated_tokens_total"],
    &["prompt_tokens", "completion_tokens"],
    &["tokens_prompt", "tokens_completion"],
    &["tokens"],
    &["output_tokens"],
];

/// Columns that the user named, by their headers.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The column with the model's name.
    pub model: Option<String>,
    /// The column with the API key or its name.
    pub key: Option<String>,
    /// The column with the workspace or project.
    pub workspace: Option<String>,
    /// The column with the day.
    pub date: Option<String>,
    /// The column with the number of requests.
    pub requests: Option<String>,
    /// The columns with tokens, which are added.
    pub tokens: Vec<String>,
    /// The column with the cost.
    pub cost: Option<String>,
}

/// A column of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub at: usize,
    /// Its header.
    pub header: String,
}

/// What the columns of an export mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The model's name.
    pub model: Column,
    /// The API key or its name.
    pub key: Option<Column>,
    /// The workspace or project.
    pub workspace: Option<Column>,
    /// The day.
    pub date: Option<Column>,
    /// The number of requests.
    pub requests: Option<Column>,
    /// Tokens; the sum of them is meant.
    pub tokens: Vec<Column>,
    /// The cost.
    pub cost: Option<Column>,
    /// How many columns there are.
    pub(crate) count: usize,
}

impl Columns {
    /// Finds the columns by their headers.
    ///
    /// # Errors
    ///
    /// When no column holds models, or one that was asked for is not there.
    pub(crate) fn find(headers: &[String], wanted: &Wanted) -> Result<Self, ReadError> {
        let by = |asked: Option<&String>, words: &[&str]| match asked {
            Some(asked) => named(headers, asked).map(Some),
            None => Ok(known(headers, words)),
        };
        let model = by(wanted.model.as_ref(), MODEL)?.or_else(|| last_word(headers, "model"));
        let Some(model) = model else { return Err(ReadError::NoModel { headers: shown(headers) }) };
        let tokens = match &wanted.tokens[..] {
            [] => tokens(headers),
            asked => asked.iter().map(|one| named(headers, one)).collect::<Result<_, _>>()?,
        };
        Ok(Self {
            model,
            key: by(wanted.key.as_ref(), KEY)?,
            workspace: by(wanted.workspace.as_ref(), WORKSPACE)?,
            date: by(wanted.date.as_ref(), DATE)?,
            requests: by(wanted.requests.as_ref(), REQUESTS)?,
            tokens,
            cost: by(wanted.cost.as_ref(), COST)?,
            count: headers.len(),
        })
    }
}

/// A header without what makes no difference: `API Key (name)` is `api_key_name`.
fn plain(header: &str) -> String {
    let words = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_lowercase()
}

fn at(headers: &[String], at: usize) -> Column {
    Column { at, header: shortened(&headers[at]) }
}

fn known(headers: &[String], words: &[&str]) -> Option<Column> {
    let place = |word: &&str| headers.iter().position(|header| plain(header) == **word);
    words.iter().find_map(place).map(|place| at(headers, place))
}

/// The only header whose last word is `word`: `gen_ai.request.model`.
fn last_word(headers: &[String], word: &str) -> Option<Column> {
    let ends = |header: &String| plain(header).rsplit('_').next() == Some(word);
    let mut found = headers.iter().enumerate().filter(|(_, header)| ends(header));
    let first = found.next()?;
    found.next().is_none().then(|| at(headers, first.0))
}

fn tokens(headers: &[String]) -> Vec<Column> {
    let sets = TOKENS.iter().map(|set| {
        let found = |word: &&str| known(headers, &[word]);
        (found(&set[0]).is_some(), set.iter().filter_map(found).collect::<Vec<_>>())
    });
    sets.into_iter().find(|(has_first, _)| *has_first).map(|(_, found)| found).unwrap_or_default()
}

/// The column that the user named: exactly, else without regard to what makes no difference.
fn named(headers: &[String], asked: &str) -> Result<Column, ReadError> {
    let exact = headers.iter().position(|header| header == asked);
    let alike = || headers.iter().position(|header| plain(header) == plain(asked));
    match exact.or_else(alike) {
        Some(place) => Ok(at(headers, place)),
        None => Err(ReadError::NoColumn { asked: asked.to_owned(), headers: shown(headers) }),
    }
}

/// Headers for a message: in a file without any they are data, so perhaps keys.
fn shown(headers: &[String]) -> Vec<String> {
    headers.iter().map(|header| shortened(header)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(headers: &str) -> Columns {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        Columns::find(&headers, &Wanted::default()).unwrap()
    }

    fn names(columns: &Columns) -> Vec<&str> {
        let Columns { key, workspace, date, requests, cost, .. } = columns;
        let one = [key, workspace, date, requests].into_iter().flatten();
        let one = std::iter::once(&columns.model).chain(one).chain(&columns.tokens).chain(cost);
        one.map(|column| column.header.as_str()).collect()
    }

    #[test]
    fn exports_of_the_claude_console() {
        let usage = find(
            "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,\
             usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,\
             usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,\
             web_search_count,inference_geo,speed",
        );
        assert_eq!(names(&usage)[..4], ["model_version", "api_key", "workspace", "usage_date_utc"]);
        assert_eq!(usage.tokens.len(), 5);
        let cost = find(
            "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,\
             list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status",
        );
        assert_eq!(names(&cost), ["model", "api_key", "workspace", "usage_date_utc", "cost_usd"]);
    }

    #[test]
    fn exports_of_openai() {
        let usage = find(
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,\
             user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,\
             input_cached_tokens,input_audio_tokens",
        );
        assert_eq!(
            names(&usage),
            [
                "model",
                "api_key_id",
                "project_id",
                "start_time_iso",
                "num_model_requests",
                "input_tokens",
                "output_tokens",
            ]
        );
        let old = find(
            "timestamp,api_key_id,api_key_name,api_key_redacted,model,n_requests,\
             n_context_tokens_total,n_generated_tokens_total",
        );
        assert_eq!(names(&old)[..2], ["model", "api_key_name"]);
        assert_eq!(old.tokens.len(), 2);
    }

    #[test]
    fn headers_as_people_write_them() {
        let table = find("Date,API Key (Name),Total tokens,Model ID,Cost [USD]");
        assert_eq!(
            names(&table),
            ["Model ID", "API Key (Name)", "Date", "Total tokens", "Cost [USD]"]
        );
        assert_eq!(find("gen_ai.request.model,x").model.at, 0);
    }

    #[test]
    fn what_is_not_there() {
        let headers =
            ["date".to_owned(), "sk-ant-api03-abcdefghijklmnopqrstuvwxyz012345".to_owned()];
        let error = Columns::find(&headers, &Wanted::default()).unwrap_err();
        let shown = vec!["date".to_owned(), "sk-ant-api03-abc...345".to_owned()];
        assert_eq!(error, ReadError::NoModel { headers: shown.clone() });
        let wanted = Wanted { model: Some("modell".to_owned()), ..Wanted::default() };
        let error = Columns::find(&headers, &wanted).unwrap_err();
        assert_eq!(error, ReadError::NoColumn { asked: "modell".to_owned(), headers: shown });
    }

    #[test]
    fn what_was_asked_for_wins() {
        let headers = ["model".to_owned(), "Deployment".to_owned()];
        let wanted = Wanted { model: Some("deployment".to_owned()), ..Wanted::default() };
        assert_eq!(Columns::find(&headers, &wanted).unwrap().model.at, 1);
    }
}
