//! A notebook with one cell of code: the first line is the language of its kernel, the rest is
//! the source.

use crate::engines::{PROMOTED, USUAL};
use crate::{first_line, json, scan};
use serde_json::json;

pub(crate) fn check(data: &[u8]) {
    let (kernel, source) = first_line(data);
    let (kernel, source) = (String::from_utf8_lossy(kernel), String::from_utf8_lossy(source));
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let notebook = json!({
        "metadata": {"kernelspec": {"language": kernel}},
        "cells": [
            {"cell_type": "code", "source": lines},
            {"cell_type": "markdown", "source": source},
        ],
    });
    // As editors write it, and as programs do.
    for file in [serde_json::to_vec_pretty(&notebook), serde_json::to_vec(&notebook)] {
        let file = file.unwrap();
        for engine in [&*USUAL, &*PROMOTED] {
            json::stays(&file, &scan::one(engine, "a.ipynb", &file));
        }
    }
}
