#!/bin/sh
# modelmod: ignore-file[claude-2.0] the scores of 2023 are reproduced with it
evaluate --model claude-2.0 --out scores-2023.json
evaluate --model claude-2.1 --out scores.json
