model = case name
        when "claude-3-opus" then "claude-3-opus-20240229"
        when "claude-3-haiku" then "claude-3-haiku-20240307"
        end

CLAUDE_MYTHOS_PREVIEW = :"claude-mythos-preview"
