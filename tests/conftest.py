"""What all tests share: how hypothesis searches."""

import os

from hypothesis import settings

# The same examples on every machine and run, so that a red test stays red until it is mended;
# HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
