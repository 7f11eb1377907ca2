locals {
  text = <<EOT
keep_model = "gpt-4o"
EOT
}
