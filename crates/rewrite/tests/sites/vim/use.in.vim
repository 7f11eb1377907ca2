let g:ask_model = get(g:, 'ask_model', 'claude-3-opus-20240229')
let s:model = "claude-3-opus-20240229"
let s:request = {
      \ 'model': 'claude-3-opus-20240229',
      \ }
