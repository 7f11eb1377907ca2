{ lib, title ? "claude-2.1", ... }: {
  services.assistant.models = [ "claude-2.0" "claude-2.1" ];
  prices = { "claude-2.1" = 8; };
  options.judge-model = lib.mkOption {
    type = lib.types.enum [ "claude-2.0" "claude-2.1" ];
  };
  script = ''
    echo claude-2.1
  '';
}
