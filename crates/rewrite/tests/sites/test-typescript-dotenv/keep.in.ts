import dotenv from 'dotenv';
import { pickRoute } from '../src/route';

dotenv.config();

it('routes by the provider', () => {
  const route = pickRoute({ model: 'claude-3-opus-20240229' });
  expect(route.provider).toBe('anthropic');
});

it('routes by the size', () => {
  const route = pickRoute({ model: 'claude-2.1', size: 8 });
  expect(route.provider).toBe('anthropic');
});
