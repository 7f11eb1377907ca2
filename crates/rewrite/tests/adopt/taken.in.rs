use crate::macros::model;

fn ask(client: &Client) {
    client.model("claude-opus-4-8");
}
