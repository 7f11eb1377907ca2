client.models.retrieve(id: "claude-3-opus-20240229")

class Content
  def select_model_for_content(request)
    case request[:kind]
    when :post
      "claude-3-opus-20240229"
    else
      OTHER
    end
  end
end
