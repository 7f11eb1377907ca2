{ DefaultModel = 'claude-2.1'; }
const
  Title = 'claude-2.1';
begin
  if (Count > 1) and
    (Model = 'claude-2.1') then
    Exit;
  Models := ['claude-2.0', 'claude-2.1'];
  Row.AddPair('title', 'claude-2.1');
  Row.Model := 'claude-3-opus-20240229';
end.
