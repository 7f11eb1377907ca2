client.models.retrieve(id: "claude-opus-4-8")

class Content
  def select_model_for_content(request)
    case request[:kind]
    when :post
      "claude-opus-4-8"
    else
      OTHER
    end
  end
end
