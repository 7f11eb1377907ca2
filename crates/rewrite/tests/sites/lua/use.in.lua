local model = "claude-2.1"
local cfg = { model = "claude-3-haiku-20240307", temperature = 0 }
client:create({ model = "claude-3-opus-20240229", max_tokens = 1 })
local model = os.getenv("MODEL") or "claude-2.0"
M.default_model = "claude-3-sonnet-20240229"
config.model = 'claude-3-5-sonnet-20241022'
require("avante").setup({ claude = { model = "claude-instant-1.2" } })
local body = { ["model"] = "claude-3-7-sonnet-20250219", ["max_tokens"] = 1 }
opts = { schema = { model = { default = "claude-3-5-haiku-20241022" } } }
local function ask(p, model) model = model or "claude-2.1" end
local function conf() return { model = "claude-3-haiku-20240307" } end
local function get_model() return "claude-3-opus-20240229" end
vim.g.llm_model = "claude-2.0"
llm.set_model("claude-3-sonnet-20240229")
local lm = { model = [[claude-3-5-sonnet-20241022]] }
local providers = {
  claude = {
    endpoint = "https://api.anthropic.com",
    model = "claude-3-haiku-20240307",
    context_window = 200000,
  },
}

local service_lookup = {
  anthropic = {
    url = "https://api.anthropic.com/v1/messages",
    model = "claude-3-5-sonnet-20240620",
    api_key_name = "ANTHROPIC_API_KEY",
  },
}

local options = {
  default_models = {
    default = "claude-3-opus-20240229",
    mini = "claude-3-opus-20240229",
  },
}
