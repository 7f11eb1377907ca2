variable "model_id" {
  default = "claude-2.1" # CHANGE
}
variable "name" {
}
resource "x" "y" {
  model = "claude-3-opus-20240229" # CHANGE
}
