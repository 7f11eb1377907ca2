let g:ask_model = get(g:, 'ask_model', 'claude-opus-4-8')
let s:model = "claude-opus-4-8"
let s:request = {
      \ 'model': 'claude-opus-4-8',
      \ }
