locals { kb = var.model == "claude-2.1" ? 1 : 2 }
locals { prices = { "claude-3-haiku-20240307" = 8, "claude-3-opus-20240229" = 15 } }
locals { models = ["claude-3-opus-20240229", "claude-2.0"] }
# was claude-2.0
locals { a = 1 }
// was claude-3-sonnet-20240229
locals { b = 1 }
variable "model" {
  type = string
  validation {
    condition     = contains(["claude-3-5-sonnet-20241022", "claude-instant-1.2"], var.model)
    error_message = "one of claude-3-5-sonnet-20241022"
  }
}
locals { url = "https://example.com/claude-instant-1.2" }
locals { note = "${var.x} is not claude-3-7-sonnet-20250219" }
variable "other" {
  description = "for example claude-3-5-haiku-20241022"
}
locals { l = lookup(local.prices, "claude-2.1", 0) }
locals { claude_2_1 = "claude-3-haiku-20240307" }
locals { old_model = "claude-3-opus-20240229" }
locals { c = var.model != "claude-2.0" }
locals { h = startswith(var.model, "claude-3-sonnet-20240229") }
locals { s = toset(["claude-3-5-sonnet-20241022"]) }
locals { aliases = { claude = "claude-instant-1.2" } }
output "note" { value = "model claude-3-7-sonnet-20250219" }
locals { x = local.m["claude-3-5-haiku-20241022"] }

locals {
  qa = lookup(var.prices, "claude-2.1", 0)
  qb = coalesce(var.region, "claude-3-haiku-20240307")
  qc = [{ name = "OLD_MODEL", value = "claude-3-opus-20240229" }]
  qd = coalesce("claude-2.0", var.model)
}

resource "x" "qe" {
  dimension {
    name  = "ModelId"
    value = "claude-3-sonnet-20240229"
  }
}

variable "supported_models" {
  type    = list(string)
  default = ["claude-2.0"]
}

variable "chat_models" {
  type    = list(string)
  default = ["claude-2.0", "other"]
}
