// Platforms have days of their own: these models are gone there.
use modelmod_macros::model;

const BEDROCK: &str = model!("us.anthropic.claude-sonnet-4-20250514-v1:0");
const VERTEX: &str = model!("claude-3-opus@20240229");
const PATH: &str = model!("projects/p/locations/us/publishers/anthropic/models/claude-3-opus@20240229");
const ROUTED: &str = model!("anthropic:claude-2.1");
const ROUTER: &str = model!("openrouter/anthropic/claude-3-opus");
const ARN: &str = model!("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1");

fn main() {}
