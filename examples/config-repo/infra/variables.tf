variable "anthropic_model" {
  description = "Model for triage, claude-3-5-sonnet-20241022 unless set."
  type        = string
  default     = "claude-3-5-sonnet-20241022"
}

variable "bedrock_model_id" {
  type    = string
  default = "anthropic.claude-3-5-sonnet-20241022-v2:0"
}

variable "allowed_models" {
  type    = list(string)
  default = ["claude-3-5-sonnet-20241022", "claude-3-haiku-20240307"]
}

locals {
  small_model = "claude-3-haiku-20240307"
  throughput = {
    "claude-3-haiku-20240307"    = 50
    "claude-3-5-sonnet-20241022" = 10
  }
  profile = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-opus-20240229-v1:0"
}
