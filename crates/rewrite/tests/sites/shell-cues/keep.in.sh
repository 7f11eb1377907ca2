grep MODEL=claude-2.0 app.env
docker ps | grep MODEL="claude-2.0"
docker rm -e MODEL="claude-2.0" app
tool remove-model MODEL=claude-2.0
