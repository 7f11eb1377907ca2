mod client;
mod models;

use clap::Parser;
use client::Client;
use modelmod_macros::model;

/// Criticises commit messages.
#[derive(Debug, Parser)]
struct Args {
    /// The model that reads the message, such as claude-3-opus-20240229
    #[arg(long, env = "CRITIC_MODEL", default_value = "claude-3-opus-20240229")]
    model: String,
    /// The model that reads the diff
    #[arg(long, default_value = models::DIFF_MODEL)]
    diff_model: String,
    message: String,
}

fn main() {
    let args = Args::parse();
    let client = Client::new().model(&args.model).fallback_model("gpt-4o");
    println!("{}", client.ask(&args.message));
    let window = models::context_window(&args.model).unwrap_or(models::UNKNOWN_WINDOW);
    if args.message.len() > window as usize {
        eprintln!("the message is too long");
    }
    if models::is_small(&args.diff_model) {
        eprintln!("claude-3-haiku-20240307 sees only the start of a long diff");
    }
    let second = Client::new().model(model!("claude-3-haiku-20240307"));
    println!("{}", second.ask(&args.message));
}
