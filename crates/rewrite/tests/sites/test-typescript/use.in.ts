import { describe, expect, it, vi } from "vitest";
import { Agent } from "../src/agent";

describe("agent", () => {
  it.skipIf(!process.env.ANTHROPIC_API_KEY)("answers", async () => {
    const agent = new Agent({ apiKey: process.env.ANTHROPIC_API_KEY!, model: "claude-3-haiku-20240307" });
    const onText = vi.fn();
    agent.on("text", onText);
    // Verify that models answer at all.
    expect(await agent.run("Hi")).toBeDefined();
    expect(onText).toHaveBeenCalled();
  });

  it.skipIf(!process.env.ANTHROPIC_API_KEY).each(["gpt-4o-mini", "claude-3-opus-20240229"])("%s", async (model) => {
    const agent = new Agent({ model });
    expect(await agent.run("Hi")).toBeDefined();
  });
});
