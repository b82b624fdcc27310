"""Compiles a typst document once and says how many nanoseconds the call took."""

import sys
import time

import typst

source, out, fonts = sys.argv[1:]
started = time.perf_counter_ns()
typst.compile(
    source,
    output=out,
    font_paths=[fonts],
    ignore_system_fonts=True,
    pdf_standards=["a-3u"],
)
print(time.perf_counter_ns() - started)
