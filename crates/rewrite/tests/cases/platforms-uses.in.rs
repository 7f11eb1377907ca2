const BEDROCK_MODEL_ID: &str = "anthropic.claude-3-haiku-20240307-v1:0"; // CHANGE

async fn run(client: &aws_sdk_bedrockruntime::Client) {
    client.converse().model_id("us.anthropic.claude-3-5-sonnet-20241022-v2:0").send().await; // CHANGE
    let model = bedrock("anthropic.claude-v2:1"); // CHANGE
    let vertex_model = "claude-3-opus@20240229"; // CHANGE
}
const REGION: &str = "eu-west-1";
