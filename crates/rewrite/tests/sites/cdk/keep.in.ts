export class Models {
  static readonly ANTHROPIC_CLAUDE_SONNET_V1_0 = new BedrockFoundationModel(
    "anthropic.claude-3-sonnet-20240229-v1:0",
    { supportsAgents: true },
  );
  static readonly ANTHROPIC_CLAUDE_INSTANT_V1_2 = new BedrockFoundationModel("anthropic.claude-instant-v1", {});
}
