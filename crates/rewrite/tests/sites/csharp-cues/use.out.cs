class Service
{
    Service(IConfiguration config)
    {
        _fallbackModel = config["Ai:FallbackModel"] ?? "claude-opus-4-8";
    }
}
