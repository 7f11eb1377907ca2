//! Byte spans, line index and edit sets: the ground modelmod's edits stand on.
