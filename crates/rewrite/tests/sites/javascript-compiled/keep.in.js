"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const MODEL_ID = "claude-2.1";
const OTHER_MODEL = "claude-2.0";
