{ lib, model ? "claude-opus-4-8", ... }: {
  services.assistant.settings = { model = "claude-opus-4-8"; };
  options.judge-model = lib.mkOption {
    type = lib.types.str;
    default = "claude-opus-4-8";
  };
}
