"""All models by hand, one of each kind that docs/credibility/fit/kinds holds as MODEL.json and DATA.csv."""

import kinds_of_error  # noqa: F401
import kinds_of_likelihood  # noqa: F401
import kinds_of_records  # noqa: F401
import kinds_of_structure  # noqa: F401
from kind import KINDS

__all__ = ["KINDS"]
