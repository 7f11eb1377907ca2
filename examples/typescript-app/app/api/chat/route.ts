import { anthropic } from '@ai-sdk/anthropic';
import { generateObject, streamText } from 'ai';
import { z } from 'zod';
import { modelSchema } from '@/models';

const body = z.object({
  model: modelSchema.default('claude-3-5-sonnet-20241022'),
  prompt: z.string(),
});

export async function POST(request: Request) {
  const { model = 'claude-3-5-sonnet-20241022', prompt } = body.parse(await request.json());
  const { object } = await generateObject({
    model: anthropic('claude-3-haiku-20240307'),
    schema: z.object({ topic: z.string() }),
    prompt: `Which topic? ${prompt}`,
  });
  const result = streamText({
    model: anthropic(model),
    system: `You are claude-3-5-sonnet-20241022, and the topic is ${object.topic}.`,
    prompt,
  });
  return result.toDataStreamResponse();
}
