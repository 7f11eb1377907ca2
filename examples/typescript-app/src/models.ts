import { anthropic } from '@ai-sdk/anthropic';
import { openai } from '@ai-sdk/openai';
import { z } from 'zod';

export const DEFAULT_MODEL = process.env.CHAT_MODEL || 'claude-3-5-sonnet-20241022';
export const smallModel = process.env.SMALL_MODEL ?? "claude-3-haiku-20240307";

export const modelSchema = z.enum([
  'claude-3-opus-20240229',
  'claude-3-5-sonnet-20241022',
  'claude-opus-4-8',
  'gpt-4o',
]);

export type ModelId =
  | 'claude-3-opus-20240229'
  | 'claude-3-5-sonnet-20241022'
  | 'claude-opus-4-8'
  | 'gpt-4o';

export const writer = anthropic('claude-3-opus-20240229');
export const critic = openai('gpt-4o');
export const reader = anthropic(`claude-3-haiku-20240307`);

export interface Options {
  /** Any model of either provider, `claude-3-opus-20240229` for instance. */
  model?: ModelId;
  temperature?: number;
}

export function provider(id: string) {
  switch (id) {
    case 'claude-3-opus-20240229':
    case 'claude-opus-4-8':
      return anthropic(id);
    default:
      return id.startsWith('gpt-') ? openai(id) : anthropic(DEFAULT_MODEL);
  }
}

// claude-2.1 cannot see images.
export const canSee = (id: string) => id !== 'claude-2.1' && !['gpt-4-32k', 'claude-2.0'].includes(id);
