models.delete(id: "claude-2.0")

class Content
  def select_model_for(name)
    case name
    when "claude-2"
      "claude-2.0"
    else
      name
    end
  end
end
