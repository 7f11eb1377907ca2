{ lib, model ? "claude-3-opus-20240229", ... }: {
  services.assistant.settings = { model = "claude-3-opus-20240229"; };
  options.judge-model = lib.mkOption {
    type = lib.types.str;
    default = "claude-3-opus-20240229";
  };
}
