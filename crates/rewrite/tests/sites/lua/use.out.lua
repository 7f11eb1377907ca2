local model = "claude-opus-4-8"
local cfg = { model = "claude-haiku-4-5-20251001", temperature = 0 }
client:create({ model = "claude-opus-4-8", max_tokens = 1 })
local model = os.getenv("MODEL") or "claude-opus-4-8"
M.default_model = "claude-sonnet-4-6"
config.model = 'claude-sonnet-4-6'
require("avante").setup({ claude = { model = "claude-haiku-4-5-20251001" } })
local body = { ["model"] = "claude-sonnet-4-6", ["max_tokens"] = 1 }
opts = { schema = { model = { default = "claude-haiku-4-5-20251001" } } }
local function ask(p, model) model = model or "claude-opus-4-8" end
local function conf() return { model = "claude-haiku-4-5-20251001" } end
local function get_model() return "claude-opus-4-8" end
vim.g.llm_model = "claude-opus-4-8"
llm.set_model("claude-sonnet-4-6")
local lm = { model = [[claude-sonnet-4-6]] }
local providers = {
  claude = {
    endpoint = "https://api.anthropic.com",
    model = "claude-haiku-4-5-20251001",
    context_window = 200000,
  },
}

local service_lookup = {
  anthropic = {
    url = "https://api.anthropic.com/v1/messages",
    model = "claude-sonnet-4-6",
    api_key_name = "ANTHROPIC_API_KEY",
  },
}

local options = {
  default_models = {
    default = "claude-opus-4-8",
    mini = "claude-opus-4-8",
  },
}
