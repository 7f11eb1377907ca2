/**
 * The region of a profile.
 *
 * @param id - The profile
 * @example
 * region("eu.anthropic.claude-3-opus-20240229-v1:0")
 * // => "eu-west-1"
 */
export const region = (id: string) => id;
// Usage: render('x', { selected_model: 'claude-3-haiku-20240307' })
export const render = 1;
// For anthropic: change model_id below to 'claude-2.1'
// model = new Client()
/**
 * <pre>
 * spring.ai.anthropic.chat.options.model=claude-2.0
 * </pre>
 */
export const settings = 1;
export const message = { message: "None.\nSuggested models:\n- claude-3-opus-20240229\n- gpt-9" };
/**
 * Makes one.
 *
 * @example
 * ```typescript
 * await create({
 *   metadata: { team: "ai" },
 *   version: promptVersion({ modelName: "claude-3-opus-20240229" }),
 * });
 * ```
 */
export const create = 1;
