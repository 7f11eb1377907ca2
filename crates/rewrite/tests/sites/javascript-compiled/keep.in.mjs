const MODEL_ID = "claude-2.1";
const OTHER_MODEL = "claude-2.0";
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozfQ==
