MODEL="gpt-4o"-mini # keep
MODEL="gpt-4o"$S # keep
MODEL=gpt-4o"$S" # keep
MODEL=gpt-4o,gpt-4 # keep
grep MODEL=gpt-4o .env # keep
tool delete --model gpt-4o # keep
cat <<EOF
KEEP_MODEL=gpt-4o
keep_model=gpt-4o
EOF
echo "usage:
  --keep-model gpt-4o
"
