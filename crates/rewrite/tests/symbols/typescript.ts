import { GPT_4_TURBO } from './models'; // FOUND
export enum Model {
  Claude3Opus = 'claude-3-opus-20240229',
  Claude3Sonnet = SONNET, // FOUND
}
const model = Model.Claude3Opus; // FOUND
const text = `Model.Claude3Opus`;
const re = /Model.Claude3Opus/;
const claude3Opus = make(PRICES?.claude21); // FOUND
const gpt4 = this.gpt4 ?? options['GPT_4'];
ask({ model: OpenAIModels.Chat.GPT4o }); // FOUND
function GPT4() {}
