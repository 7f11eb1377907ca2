module "prompts" {
  variants_list = [
    {
      name     = "first"
      model_id = "claude-2.0"
    },
    {
      name     = "second"
      model_id = "claude-2.1"
    }
  ]
}
