use modelmod_macros::model;

fn main() {
    model!("claude-sonet-4-5");
    model!("our-own-finely-tuned-chat-model");
    match "" {
        model!("our-own-finely-tuned-chat-model") => {}
        _ => {}
    }
}
