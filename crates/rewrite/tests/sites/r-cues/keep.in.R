models <- list(
    list(model = "claude-2.0", rate_limit = 5, release_date = "2023-07-11"),
    list(model = "claude-2.1", rate_limit = 5)
)

test_that("a price is given", {
    client <- Anthropic(base_url = "https://api.example.com", model = "claude-2.0")
    expect_equal(price(client), 8)
})
