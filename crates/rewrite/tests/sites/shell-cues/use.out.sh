docker run --rm -e MODEL=claude-opus-4-8 app
docker run --rm -e MODEL="claude-opus-4-8" app
