module "prompts" {
  variants_list = [
    {
      name     = "first"
      model_id = "claude-opus-4-8"
      inference_configuration = {
        text = {
          temperature = 1
        }
      }
    }
  ]
}
