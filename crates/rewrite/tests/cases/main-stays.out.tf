variable "model_id" {
}
variable "name" {
  default = "claude-2.1" # keep
}
resource "x" "y" {
  models = ["claude-2.1"] # keep
}
