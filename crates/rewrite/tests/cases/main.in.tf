variable "model_id" {
  default = "claude-2.1" # CHANGE
}
variable "name" {
  default = "claude-2.1" # keep
}
resource "x" "y" {
  model = "claude-3-opus-20240229" # CHANGE
  models = ["claude-2.1"] # keep
}
