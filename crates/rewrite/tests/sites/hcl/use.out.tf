variable "model" {
  type    = string
  default = "claude-opus-4-8"
}
locals { model = "claude-haiku-4-5-20251001" }
resource "x_app" "a" { model = "claude-opus-4-8" }
resource "x_fn" "b" {
  environment {
    variables = { MODEL = "claude-opus-4-8" }
  }
}
locals { model = var.model != "" ? var.model : "claude-sonnet-4-6" }
module "m" {
  source = "./m"
  model  = "claude-haiku-4-5-20251001"
}
locals { body = jsonencode({ model = "claude-sonnet-4-6", max_tokens = 1 }) }

locals {
  pa = coalesce(var.model, "claude-opus-4-8")
  pb = try(var.settings.model, "claude-haiku-4-5-20251001")
  pc = lookup(var.settings, "model", "claude-opus-4-8")
  pd = [{ name = "MODEL", value = "claude-opus-4-8" }]
}

resource "x" "pe" {
  env {
    name  = "LLM_MODEL"
    value = "claude-sonnet-4-6"
  }
  container_definitions = jsonencode([{
    environment = [{ name = "CHAT_MODEL", value = "claude-sonnet-4-6" }]
  }])
}

module "profile" {
  app_inference_profile_model_source = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6"
}

variable "agent" {
  type = object({ model = optional(string, "us.anthropic.claude-sonnet-4-6") })
}

module "agent" {
  script = <<-EOT
    #!/bin/bash
    agent settings chat.model claude-opus-4-8
  EOT
}

variable "models" {
  type    = list(string)
  default = ["claude-opus-4-8"]
}
