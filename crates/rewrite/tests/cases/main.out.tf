variable "model_id" {
  default = "claude-opus-4-8" # CHANGE
}
variable "name" {
  default = "claude-2.1" # keep
}
resource "x" "y" {
  model = "claude-opus-4-8" # CHANGE
  models = ["claude-2.1"] # keep
}
