" let g:ask_model = 'claude-2.0'
if g:ask_model == 'claude-2.1'
endif
let s:title = 'claude-3-opus-20240229'
let s:models = ['claude-3-haiku-20240307']
