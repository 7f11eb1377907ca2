// What Azure calls a deployment is what the user called it.
IChatClient client = new AzureOpenAIClient(endpoint, credential)
    .GetChatClient("gpt-4o-mini")
    .AsIChatClient();
services.AddChatClient(all => all.GetRequiredService<OpenAIClient>().AsChatClient("gpt-4"));
