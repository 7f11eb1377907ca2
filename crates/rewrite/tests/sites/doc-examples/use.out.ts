/**
 * The region of a profile.
 *
 * @param id - The profile
 * @example
 * region("eu.anthropic.claude-opus-4-8")
 * // => "eu-west-1"
 */
export const region = (id: string) => id;
// Usage: render('x', { selected_model: 'claude-haiku-4-5-20251001' })
export const render = 1;
// For anthropic: change model_id below to 'claude-opus-4-8'
// model = new Client()
/**
 * <pre>
 * spring.ai.anthropic.chat.options.model=claude-opus-4-8
 * </pre>
 */
export const settings = 1;
export const message = { message: "None.\nSuggested models:\n- claude-opus-4-8\n- gpt-9" };
/**
 * Makes one.
 *
 * @example
 * ```typescript
 * await create({
 *   metadata: { team: "ai" },
 *   version: promptVersion({ modelName: "claude-opus-4-8" }),
 * });
 * ```
 */
export const create = 1;
