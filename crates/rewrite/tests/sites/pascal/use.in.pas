const
  DefaultModel = 'claude-3-opus-20240229';
  JUDGE_MODEL: string = 'claude-3-opus-20240229';
begin
  FModel := 'claude-3-opus-20240229';
  Body.AddPair('model', 'claude-3-opus-20240229');
  Client.Model := 'claude-3-opus-20240229';
end.
