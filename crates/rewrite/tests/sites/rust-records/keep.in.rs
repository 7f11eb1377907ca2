const PRICE: Price = Price { model: "claude-2.1", input: 8.0, output: 24.0 };
fn answered() -> Value { json!({"id": "msg_01", "type": "message", "model": "claude-2.0"}) }
fn row() -> Row { Row { model: "claude-instant-1.2".into(), context_window: 100_000 } }
