import { describe, expect, it, vi } from "vitest";
import { Agent } from "../src/agent";

describe("agent", () => {
  it.skipIf(!process.env.ANTHROPIC_API_KEY)("answers", async () => {
    const agent = new Agent({ apiKey: process.env.ANTHROPIC_API_KEY!, model: "claude-haiku-4-5-20251001" });
    const onText = vi.fn();
    agent.on("text", onText);
    // Verify that models answer at all.
    expect(await agent.run("Hi")).toBeDefined();
    expect(onText).toHaveBeenCalled();
  });

  it.skipIf(!process.env.ANTHROPIC_API_KEY).each(["gpt-6-luna", "claude-opus-4-8"])("%s", async (model) => {
    const agent = new Agent({ model });
    expect(await agent.run("Hi")).toBeDefined();
  });
});
