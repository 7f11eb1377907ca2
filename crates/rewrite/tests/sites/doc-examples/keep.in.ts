/**
 * @example
 * isNew("claude-3-opus-20240229")
 */
export const isNew = 1;
/**
 * @example
 * size("claude-2.1") // => 200000
 */
export const size = 1;
/**
 * Not region("claude-2.0").
 */
export const region = 1;
// We changed model_id here to 'claude-3-haiku-20240307'
export const id = 1;
export const message = { message: "Gone.\nRetired models:\n- claude-3-opus-20240229" };
/**
 * ```
 * data: {"id": 1, "kind": "chunk", "modelName": "claude-3-opus-20240229"}
 * ```
 */
export const streamed = 1;
/**
 * @example
 * ```typescript
 * annotate({
 *   kind: "LLM",
 *   metadata: {
 *     model: "claude-3-opus-20240229"
 *   }
 * });
 * ```
 */
export const annotate = 1;
