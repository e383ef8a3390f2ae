"""Coverage-guided fuzzing with atheris, by hand: ``make fuzz`` (``FUZZ_SECONDS`` for each). What it finds becomes a test."""
