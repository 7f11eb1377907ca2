variable "model_id" {
  default = "claude-opus-4-8" # CHANGE
}
variable "name" {
}
resource "x" "y" {
  model = "claude-opus-4-8" # CHANGE
}
