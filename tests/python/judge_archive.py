"""Lets pikepdf and pdfua judge a PDF: what each finds, as JSON on standard output."""

import json
import subprocess
import sys

import pikepdf

paper = sys.argv[1]
with pikepdf.open(paper) as opened:
    syntax = [str(problem) for problem in opened.check_pdf_syntax()]
# It ends with 2 where it only warns.
command = [sys.executable, "-m", "pdfua", "check", "--format", "json", paper]
said = subprocess.run(command, capture_output=True, text=True)
access = json.loads(said.stdout)
print(json.dumps({"syntax": syntax, "access": access}))
