class Service
{
    Service(IConfiguration config)
    {
        _fallbackModel = config["Ai:FallbackModel"] ?? "claude-3-opus-20240229";
    }
}
