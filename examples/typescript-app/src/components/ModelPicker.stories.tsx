import { ModelPicker } from './ModelPicker';

export default { component: ModelPicker };

export const Sonnet = { args: { model: 'claude-3-5-sonnet-20241022' } };
