#!/bin/bash
cat > prices.json <<EOF
{ "claude-3-5-sonnet-20241022": { "input": 3, "output": 15 } }
EOF
cat > tests/test_app.py <<EOF
assert model == "claude-3-5-sonnet-20241022"
EOF
cat <<EOF
We looked at claude-3-5-sonnet-20241022.
EOF
python3 - <<'EOF'
old = 'model="claude-3-5-haiku-20241022",'
if old not in source:
    raise SystemExit("not found")
EOF
