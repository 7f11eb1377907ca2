#[derive(Clone, Debug)]
pub struct Client {
    model: String,
    fallback_model: Option<String>,
}

impl Default for Client {
    fn default() -> Self {
        Self { model: "claude-3-5-sonnet-20241022".to_owned(), fallback_model: None }
    }
}

impl Client {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn model(mut self, model: impl Into<String>) -> Self {
        self.model = model.into();
        self
    }

    pub fn fallback_model(mut self, model: impl Into<String>) -> Self {
        self.fallback_model = Some(model.into());
        self
    }

    pub fn ask(&self, prompt: &str) -> String {
        let body = format!(
            r#"{{"model": "{}", "max_tokens": 200, "prompt": {prompt:?}}}"#,
            self.model
        );
        match &self.fallback_model {
            Some(fallback) => format!("{body} or {fallback}"),
            None => body,
        }
    }
}
