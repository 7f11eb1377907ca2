impl Known {
    fn model(&self) -> &'static str {
        match self {
            Self::Gpt4o => "gpt-4o", // keep
            Self::Gpt41 => "gpt-4.1", // keep
        }
    }
}
macro_rules! m {
    (model = "gpt-4o") => {}; // keep
}
#[cfg(all(test, not(target_arch = "wasm32")))]
mod checks {
    fn f() {
        let model = "gpt-4o"; // keep
    }
}
mod tests {
    const MODEL: &str = "gpt-4o"; // keep
}
