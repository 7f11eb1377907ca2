const
  DefaultModel = 'claude-opus-4-8';
  JUDGE_MODEL: string = 'claude-opus-4-8';
begin
  FModel := 'claude-opus-4-8';
  Body.AddPair('model', 'claude-opus-4-8');
  Client.Model := 'claude-opus-4-8';
end.
