if model == "claude-2.1" then run() end
local prices = { ["claude-3-haiku-20240307"] = 8, ["claude-3-opus-20240229"] = 15 }
local models = { "claude-3-opus-20240229", "claude-2.0" }
local CLAUDE_2_1 = "claude-2.0"
local url = "https://example.com/" .. "claude-3-sonnet-20240229"
-- was claude-3-5-sonnet-20241022
local one = 1
--[[ was claude-instant-1.2 ]]
local two = 2
limits["claude-3-7-sonnet-20250219"] = 1
assert.are.equal("claude-3-5-haiku-20241022", response.model)
error("unknown model claude-2.1")
local has = model:find("claude-3-haiku-20240307")
local row = { model = "claude-3-opus-20240229", input_price = 8, output_price = 24 }
local old_model = "claude-3-sonnet-20240229"
local neq = model ~= "claude-3-5-sonnet-20241022"
local choices = { { id = "claude-instant-1.2", name = "Old" }, { id = "claude-3-7-sonnet-20250219", name = "Older" } }
local aliases = { claude = "claude-3-7-sonnet-20250219" }
local t = string.format("%s-claude-3-5-haiku-20241022", x)
local raw = [[{"id": "msg_01", "type": "message", "model": "claude-2.1"}]]
vim.notify("using claude-3-haiku-20240307")

local shown = {
  choices = { { value = "claude-2.0", label = "The second" } },
  prices = { ["claude-2.0"] = 8 },
}
