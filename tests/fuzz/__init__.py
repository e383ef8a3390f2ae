"""Coverage-guided fuzzing with atheris, by hand: ``make fuzz`` (minutes in ``FUZZ_SECONDS``). What it finds becomes a test."""
