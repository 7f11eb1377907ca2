fn kb(model: &str) -> bool { model == "claude-2.1" }
fn kc(model: &str) -> udc { match model { "claude-3-haiku-20240307" | "claude-3-opus-20240229" => 1, _ => 2 } }
const PRICES: &[(&str, udc)] = &[("claude-3-opus-20240229", 8), ("claude-2.0", 15)];
const MODELS: [&str; 2] = ["claude-2.0", "claude-3-sonnet-20240229"];
const CLAUDE_2_1: &str = "claude-3-sonnet-20240229";
/// Was claude-3-5-sonnet-20241022.
fn kd() {}
fn kf() { let s = format!("{x} is not claude-instant-1.2"); }
fn kg() { assert_eq!(response.model, "claude-3-7-sonnet-20250219"); }
fn kh(m: &str) -> bool { matches!(m, "claude-3-5-haiku-20241022") }
fn ki(m: &str) -> bool { m.starts_with("claude-2.1") }
fn kj() { prices.insert("claude-3-haiku-20240307", 8); }
fn kba() { panic!("unknown model claude-3-opus-20240229"); }
enum M { #[serde(rename = "claude-2.0")] Old }
fn kbb() { let u = concat!("https://x/", "claude-3-sonnet-20240229"); }
fn kbc() { let old_model = "claude-3-5-sonnet-20241022"; }
fn kbd(m: &str) { if let "claude-instant-1.2" = m {} }
impl M { fn kbg(&self) -> &str { match self { M::Old => "claude-2.1", M::Older => "claude-3-haiku-20240307" } } }
fn kbh() { let old = model!("claude-2.1", unchecked); let gone = is_retired!("claude-2.0"); }
fn kbi() -> String { model_env!("MODEL", "claude-instant-1.2", unchecked) }
fn arms(name: &str) -> u8 {
    match name {
        model!("claude-2.1") => 1,
        model!("claude-2.0") | model!("claude-opus-4-8") => 2,
        _ => 3,
    }
}

fn version_of(version: &Version) -> &str {
    match version {
        Version::Claude3Opus => "claude-3-opus-20240229",
        Version::Sonnet35 => "claude-3-5-sonnet-20241022",
    }
}

fn label_of(provider: Provider) -> &'static str {
    match provider {
        Provider::Anthropic => "claude-2.0",
        Provider::Other => "claude-2.1",
    }
}

const HELP: &str = "names such as claude-2.0 are old";

fn said() {
    let answer = r#"{"id": "msg_01", "model": "claude-2.0", "usage": {"input_tokens": 1}}"#;
    log::info!(r#"{"model": "claude-2.1"}"#);
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn reads_a_request() {
        let body = Bytes::from_static(br#"{"model":"claude-2.0","stream":true}"#);
        assert!(parse(&body).await.is_ok());
    }
}

fn answers(server: &Server) -> &'static str {
    server.with_body(r#"{"model":"claude-2.1"}"#);
    report("unknown option; try --model claude-2.1");
    let described = AnthropicModel::new("claude-2.1", "Claude 2.1", 200_000);
    r#"{"model":"claude-2.1"}"#
}

const FIXTURE: &str = r#"{"model":"claude-2.1","max_tokens":1}"#;

fn tokenizer_model(provider: Provider) -> &'static str {
    match provider {
        Provider::Anthropic => "claude-2.1",
        _ => "other",
    }
}

fn told() {
    println!("The default was claude-3-opus-20240229 (until then)");
    println!("read by claude-3-opus-20240229 in {seconds} s");
}
