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
