use crate::macros::model;

fn ask(client: &Client) {
    client.model(modelmod_macros::model!("claude-opus-4-8"));
}
