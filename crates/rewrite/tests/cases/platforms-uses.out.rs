const BEDROCK_MODEL_ID: &str = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"; // CHANGE

async fn run(client: &aws_sdk_bedrockruntime::Client) {
    client.converse().model_id("us.anthropic.claude-sonnet-4-6").send().await; // CHANGE
    let model = bedrock("anthropic.claude-opus-4-8"); // CHANGE
    let vertex_model = "claude-opus-4-8"; // CHANGE
}
const REGION: &str = "eu-west-1";
