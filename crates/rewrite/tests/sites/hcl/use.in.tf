variable "model" {
  type    = string
  default = "claude-2.1"
}
locals { model = "claude-3-haiku-20240307" }
resource "x_app" "a" { model = "claude-3-opus-20240229" }
resource "x_fn" "b" {
  environment {
    variables = { MODEL = "claude-2.0" }
  }
}
locals { model = var.model != "" ? var.model : "claude-3-sonnet-20240229" }
module "m" {
  source = "./m"
  model  = "claude-instant-1.2"
}
locals { body = jsonencode({ model = "claude-3-7-sonnet-20250219", max_tokens = 1 }) }

locals {
  pa = coalesce(var.model, "claude-2.1")
  pb = try(var.settings.model, "claude-3-haiku-20240307")
  pc = lookup(var.settings, "model", "claude-3-opus-20240229")
  pd = [{ name = "MODEL", value = "claude-2.0" }]
}

resource "x" "pe" {
  env {
    name  = "LLM_MODEL"
    value = "claude-3-sonnet-20240229"
  }
  container_definitions = jsonencode([{
    environment = [{ name = "CHAT_MODEL", value = "claude-3-5-sonnet-20241022" }]
  }])
}

module "profile" {
  app_inference_profile_model_source = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0"
}

variable "agent" {
  type = object({ model = optional(string, "anthropic.claude-3-5-sonnet-20241022-v2:0") })
}

module "agent" {
  script = <<-EOT
    #!/bin/bash
    agent settings chat.model claude-3-opus-20240229
  EOT
}

variable "models" {
  type    = list(string)
  default = ["claude-3-opus-20240229"]
}
