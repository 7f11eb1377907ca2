module "prompts" {
  variants_list = [
    {
      name     = "first"
      model_id = "claude-3-opus-20240229"
      inference_configuration = {
        text = {
          temperature = 1
        }
      }
    }
  ]
}
