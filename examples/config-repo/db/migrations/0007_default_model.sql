ALTER TABLE agents ALTER COLUMN model SET DEFAULT 'claude-3-5-sonnet-20241022';
UPDATE agents SET model = 'claude-3-5-sonnet-20241022' WHERE model = 'claude-2.1';
