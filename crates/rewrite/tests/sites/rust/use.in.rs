const MODEL: &str = "claude-2.1";
fn ub() { client.create(Request { model: "claude-3-haiku-20240307".to_string(), n: 1 }); }
fn uc() { let model = std::env::var("MODEL").unwrap_or_else(|_| "claude-3-opus-20240229".into()); }
fn ud() { builder.model("claude-2.0").build(); }
#[derive(Parser)]
struct Args { #[arg(long, default_value = "claude-3-sonnet-20240229")] model: String }
fn ue() { let b = json!({"model": "claude-3-5-sonnet-20241022", "max_tokens": 1}); }
impl Default for C { fn default() -> Self { Self { model: "claude-instant-1.2".into() } } }
fn default_model() -> String { "claude-3-7-sonnet-20250219".to_owned() }
static DEFAULT_MODEL: &str = r"claude-3-5-haiku-20241022";
fn ug() { cfg.model = String::from("claude-3-haiku-20240307"); }
fn uh(o: Option<&str>) { let model = o.unwrap_or("claude-3-opus-20240229"); }
fn per_provider(backend: Backend) {
    let model = match backend {
        Backend::OpenAi => "gpt-5",
        Backend::Anthropic => "claude-3-haiku-20240307",
        _ => "other",
    };
    call(model);
}
/// ```
/// let config = Config {
///     model: "claude-3-opus-20240229".to_string(),
/// };
/// ```
struct Documented;
fn over(args: &Args) -> &str { args.model.as_deref().unwrap_or("claude-2.1") }
fn put(map: &mut Map) { map.insert("model", "claude-2.0"); }
fn asks() -> Value { json!({"model": "claude-2.0", "max_tokens": 9, "messages": [{"role": "user"}]}) }
const CHECKED: &str = model!("claude-2.1");
const BOTH: [&str; 2] = models!["claude-2.1", "claude-haiku-4-5-20251001"];
fn at_run_time() -> String { model_env!("MODEL", "claude-2.1") }
fn is_it(name: &str) -> bool { matches!(name, modelmod_macros::model!("claude-2.1")) }
fn arm(name: &str) -> u8 {
    match name {
        model!("claude-3-haiku-20240307") => 1,
        _ => 2,
    }
}

fn options() {
    Arg::new("model").long("model").default_value("claude-2.1").value_name("MODEL");
}

fn builds() -> Request {
    MessagesRequestBuilder::new("claude-3-5-sonnet-20240620", Vec::new(), 128).build()
}

fn name_of(tier: &Tier) -> Result<String, Error> {
    match tier {
        Tier::ClaudeOpus => Ok("claude-3-opus-20240229".to_owned()),
        Tier::ClaudeSonnet => Ok("claude-3-5-sonnet-20241022".to_owned()),
        Tier::Custom(name) => Ok(name.to_owned()),
        _ => Err(Error::Unknown),
    }
}
/// What was asked of one model.
///
/// ```no_run
/// let all = client.activity("claude-3-opus-20240229", None).await?;
/// ```
fn of_one_model() {}
fn command() { Arg::new("model").help("Model in the format 'provider:model' (e.g., anthropic:claude-2.1 or my:model-1)"); }
fn asked() { ask(ChatOptions::new("claude-3-haiku-20240307").messages(messages)); }

fn provider_default(provider: &str) -> &'static str {
    match provider {
        "anthropic" => "claude-3-opus-20240229",
        _ => panic!(),
    }
}

const DEFAULT_CONFIG: &str = r#"
[llm]
model = "claude-3-opus-20240229"
"#;

async fn ask_all() -> Result<()> {
    let client = AnthropicClient::new(key, "claude-3-opus-20240229");
    let body = r#"{"model": "claude-3-opus-20240229", "max_tokens": 1}"#;
    client.exec_chat("claude-3-opus-20240229", request, None).await?;
    Ok(())
}

fn usage() {
    println!("  --pages=<N>         How many pages are read (default: 20)");
    println!("  --reader=<MODEL>    Which model reads (default: claude-3-opus-20240229)");
}
