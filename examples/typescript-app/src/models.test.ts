import { expect, test } from 'vitest';
import { DEFAULT_MODEL, canSee } from './models';

test('defaults', () => {
  expect(DEFAULT_MODEL).toBe('claude-3-5-sonnet-20241022');
  expect(canSee('claude-2.1')).toBe(false);
});
