class Service
{
    Service(IConfiguration config)
    {
        _title = config["Ai:Title"] ?? "claude-2.0";
        _legacyTitle = config["Ai:Legacy"] ?? "claude-2.1";
    }
}
