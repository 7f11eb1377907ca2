package main


func main() {

	models := []string{"claude-2.1", "claude-2.0"} // keep

	prices := map[string]float64{"claude-2.1": 8} // keep
	if model == "claude-2.1" { // keep
	}
	switch model {
	case "claude-2.1", "claude-2.0": // keep
	}
	fmt.Println("claude-2.1") // keep
	s := `{"model": "claude-2.1"}` // keep
}
