docker run --rm -e MODEL=claude-3-opus-20240229 app
docker run --rm -e MODEL="claude-3-opus-20240229" app
