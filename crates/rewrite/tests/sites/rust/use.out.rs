const MODEL: &str = "claude-opus-4-8";
fn ub() { client.create(Request { model: "claude-haiku-4-5-20251001".to_string(), n: 1 }); }
fn uc() { let model = std::env::var("MODEL").unwrap_or_else(|_| "claude-opus-4-8".into()); }
fn ud() { builder.model("claude-opus-4-8").build(); }
#[derive(Parser)]
struct Args { #[arg(long, default_value = "claude-sonnet-4-6")] model: String }
fn ue() { let b = json!({"model": "claude-sonnet-4-6", "max_tokens": 1}); }
impl Default for C { fn default() -> Self { Self { model: "claude-haiku-4-5-20251001".into() } } }
fn default_model() -> String { "claude-sonnet-4-6".to_owned() }
static DEFAULT_MODEL: &str = r"claude-haiku-4-5-20251001";
fn ug() { cfg.model = String::from("claude-haiku-4-5-20251001"); }
fn uh(o: Option<&str>) { let model = o.unwrap_or("claude-opus-4-8"); }
fn per_provider(backend: Backend) {
    let model = match backend {
        Backend::OpenAi => "gpt-6.1-sol",
        Backend::Anthropic => "claude-haiku-4-5-20251001",
        _ => "other",
    };
    call(model);
}
/// ```
/// let config = Config {
///     model: "claude-opus-4-8".to_string(),
/// };
/// ```
struct Documented;
fn over(args: &Args) -> &str { args.model.as_deref().unwrap_or("claude-opus-4-8") }
fn put(map: &mut Map) { map.insert("model", "claude-opus-4-8"); }
fn asks() -> Value { json!({"model": "claude-opus-4-8", "max_tokens": 9, "messages": [{"role": "user"}]}) }
const CHECKED: &str = model!("claude-opus-4-8");
const BOTH: [&str; 2] = models!["claude-opus-4-8", "claude-haiku-4-5-20251001"];
fn at_run_time() -> String { model_env!("MODEL", "claude-opus-4-8") }
fn is_it(name: &str) -> bool { matches!(name, modelmod_macros::model!("claude-opus-4-8")) }
fn arm(name: &str) -> u8 {
    match name {
        model!("claude-haiku-4-5-20251001") => 1,
        _ => 2,
    }
}

fn options() {
    Arg::new("model").long("model").default_value("claude-opus-4-8").value_name("MODEL");
}

fn builds() -> Request {
    MessagesRequestBuilder::new("claude-sonnet-4-6", Vec::new(), 128).build()
}

fn name_of(tier: &Tier) -> Result<String, Error> {
    match tier {
        Tier::ClaudeOpus => Ok("claude-opus-4-8".to_owned()),
        Tier::ClaudeSonnet => Ok("claude-sonnet-4-6".to_owned()),
        Tier::Custom(name) => Ok(name.to_owned()),
        _ => Err(Error::Unknown),
    }
}
/// What was asked of one model.
///
/// ```no_run
/// let all = client.activity("claude-opus-4-8", None).await?;
/// ```
fn of_one_model() {}
fn command() { Arg::new("model").help("Model in the format 'provider:model' (e.g., anthropic:claude-opus-4-8 or my:model-1)"); }
fn asked() { ask(ChatOptions::new("claude-haiku-4-5-20251001").messages(messages)); }

fn provider_default(provider: &str) -> &'static str {
    match provider {
        "anthropic" => "claude-opus-4-8",
        _ => panic!(),
    }
}

const DEFAULT_CONFIG: &str = r#"
[llm]
model = "claude-opus-4-8"
"#;

async fn ask_all() -> Result<()> {
    let client = AnthropicClient::new(key, "claude-opus-4-8");
    let body = r#"{"model": "claude-opus-4-8", "max_tokens": 1}"#;
    client.exec_chat("claude-opus-4-8", request, None).await?;
    Ok(())
}

fn usage() {
    println!("  --pages=<N>         How many pages are read (default: 20)");
    println!("  --reader=<MODEL>    Which model reads (default: claude-opus-4-8)");
}
